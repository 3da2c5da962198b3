import { expect, test } from "vitest";
import { onStack } from "./stack.ts";

// The clock of the stack runs each schedule once however far it is moved: to move it by a day is an audit that stood still for a day.
const { as, ask, call, command, inbox, later, see } = onStack("2026-12-30T10:30:00+08:00");
const admin = as("admin");

const published = (document: string, off: unknown[]) => ({ status: "published", document, url: null, off, work: [] });

const change = async (staffId: string, fields: Record<string, unknown>) => {
  const { items } = (await admin("GET", "/api/staff/directory/staff")).body;
  const person = items.find((each: { id: string }) => each.id === staffId);
  expect((await admin("PUT", `/api/staff/directory/staff/${staffId}`, { ...person, ...fields })).status).toBe(200);
};

const handedOver = async (staffId: string) =>
  (await inbox(staffId)).flatMap(({ kind, number }) => (kind === "handed-over" ? [number] : []));

test("a calendar loaded while the audit stood still for a day is counted in once it runs again (SC-5)", async () => {
  const { number } = (await ask({ serviceCode: "DK-03" })).body;
  const note = { category: "complaint", content: "等了很久", office: "centre" };
  const box = (await call("POST", "/api/suggestions", note, { "idempotency-key": `stood-still-${Date.now()}` })).body;
  const dates = async () => {
    const inquiry = (await see("gulinar", number)).body;
    const suggestion = (await as("gulinar")("GET", `/api/staff/suggestions/${box.number}`)).body;
    const limits: { kind: string }[] = [...inquiry.limits, ...suggestion.limits];
    return limits.filter(({ kind }) => kind === "handling" || kind === "complaint-reply");
  };
  expect(await dates()).toMatchObject([{ provisional: true }, { provisional: true, dueOn: "2027-01-21" }]);
  const year = {
    national: published("国办发明电〔2026〕9号", [{ name: "元旦", from: "2027-01-01", to: "2027-01-05" }]),
    regional: published("自治区2027年放假通知", [
      { name: "肉孜节", from: "2027-03-10", to: "2027-03-10" },
      { name: "古尔邦节", from: "2027-05-17", to: "2027-05-19" },
    ]),
  };
  expect((await admin("PUT", "/api/staff/rules/calendar/2027", year)).status).toBe(200);
  await later("P1D");
  expect(await dates()).toMatchObject([{ provisional: false }, { provisional: false, dueOn: "2027-01-25" }]);
});

test("the cases of somebody who went on leave while the audit stood still for a day go to their deputy once it runs again (FIR-2)", async () => {
  const { number } = (await ask()).body;
  const { caseworkerId } = (await see("gulinar", number)).body;
  const deputyId = caseworkerId === "rena" ? "aysha" : "rena";
  await change(caseworkerId, { leave: [{ from: "2026-12-31", to: "2027-01-02" }], deputyId });
  await later("P1D");
  expect((await see("gulinar", number)).body.caseworkerId).toBe(deputyId);
  await later("PT2M");
  expect(await handedOver(deputyId)).toContain(number);
});

test("what the head of a department owed is owed by whoever took their place while the audit stood still for a day (FIR-5.3)", async () => {
  const { number } = (await ask()).body;
  const { caseworkerId } = (await see("gulinar", number)).body;
  await command(caseworkerId, number, { type: "refer", unitId: "credit", reason: "属贷款业务" });
  const { items } = (await admin("GET", "/api/staff/directory/offices")).body;
  const centre = items.find((each: { id: string }) => each.id === "centre");
  const headed = (headId: string) =>
    admin("PUT", "/api/staff/directory/offices", {
      ...centre,
      units: centre.units.map((unit: { id: string }) => (unit.id === "credit" ? { ...unit, headId } : unit)),
    });
  expect((await headed("admin")).status).toBe(200);
  await later("P1D");
  await later("PT2M");
  expect(await handedOver("admin")).toContain(number);
  expect((await headed("liu-fang")).status).toBe(200);
  await later("P1D");
  await later("PT2M");
  expect(await handedOver("liu-fang")).toContain(number);
});

test("what a deputy took on for an absent head goes back to them on the day they return (FIR-5.3)", async () => {
  await change("liu-fang", { leave: [{ from: "2027-01-02", to: "2027-01-06" }], deputyId: "chen-hao" });
  const { number } = (await ask()).body;
  const { caseworkerId } = (await see("gulinar", number)).body;
  await command(caseworkerId, number, { type: "refer", unitId: "credit", reason: "属贷款业务" });
  expect(await handedOver("liu-fang")).not.toContain(number);
  await later("P5D");
  await later("PT2M");
  expect(await handedOver("liu-fang")).toContain(number);
});
