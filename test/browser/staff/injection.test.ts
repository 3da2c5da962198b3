import { afterAll, beforeAll, expect, test } from "vitest";
import { clean, foundOn, guard, poisoned } from "#test/browser/on-guard.ts";
import { payloads } from "#test/browser/public/payloads.ts";
import { freshKey } from "#test/scenarios/stack.ts";
import { type Centre, type Desk, openCentre } from "./desk.ts";

let centre: Centre;
let desk: Desk;
const written: Record<"inquiries" | "suggestions", string[]> = { inquiries: [], suggestions: [] };
const SHARE = payloads.length / 4;
const share = (index: number) => payloads.slice(index * SHARE, (index + 1) * SHARE);

/** What strangers and the counter write: every payload in some text, and one in each field that holds no more. */
async function write(index: number): Promise<void> {
  const all = share(index);
  const [first = "", second = "", third = ""] = all;
  const keyed = () => ({ "idempotency-key": freshKey() });
  const asked = { office: "centre", subject: first.slice(0, 120), content: all.join("\n"), name: second.slice(0, 60) };
  const web = { channel: "web", phone: "13900000001", ...asked };
  const put = <Made>(path: string, body: unknown, headers: Record<string, string>) =>
    centre.ask<Made>("gulinar", "POST", path, body, headers);
  const inquiry = await put<{ number: string; secret: string }>("/api/inquiries", web, keyed());
  const secret = { "receipt-secret": inquiry.secret };
  await put(`/api/inquiries/${inquiry.number}/messages`, { text: all.slice(0, SHARE / 2).join("\n") }, secret);
  written.inquiries.push(inquiry.number);
  const about = { staffName: third.slice(0, 60), unit: first.slice(0, 100) };
  const word = { category: "complaint", content: all.join("\n"), about, name: second.slice(0, 60) };
  const paper = await put<{ number: string; secret: string }>("/api/suggestions", word, keyed());
  const again = { text: all.slice(SHARE / 2).join("\n") };
  await put(`/api/suggestions/${paper.number}/messages`, again, { "receipt-secret": paper.secret });
  written.suggestions.push(paper.number);
}

beforeAll(async () => {
  centre = await openCentre("2026-11-23T10:20:00+08:00");
  for (let index = 0; index < 4; index += 1) await write(index);
  desk = await centre.desk("gulinar");
  await guard(desk.page);
  await desk.page.reload();
  await desk.page.waitForSelector("header.bar");
});

afterAll(async () => {
  await centre.close();
});

const shown = async (place: string) => {
  await desk.go(place);
  await desk.page.waitForLoadState("networkidle");
  await desk.page.locator(".loading, .ant-spin-spinning").first().waitFor({ state: "detached" });
  return desk.page.locator("main").innerText();
};

/** What was done to the page; zod asks at its start whether it may make code out of text, and takes no for an answer. */
const found = async () => {
  const { stopped, ...seen } = await foundOn(desk.page);
  return { ...seen, stopped: stopped.filter((each) => each !== "script-src eval") };
};

/** A text as the screen has it, whatever became of its blanks and line breaks. */
const bare = (text: string): string => text.replaceAll(/\s+/g, "");

test("no payload that was stored runs where the staff read it, and each is there to be read", async () => {
  for (const [index] of written.inquiries.entries()) {
    const [first = "", second = ""] = share(index);
    const cases = [`/case/${written.inquiries[index]}`, `/box/${written.suggestions[index]}`];
    for (const place of cases) {
      const text = bare(await shown(place));
      expect([place, share(index).filter((payload) => !text.includes(bare(payload)))]).toEqual([place, []]);
      expect([place, text]).toEqual([place, expect.stringContaining(bare(second.slice(0, 60)))]);
      expect([place, await found()]).toEqual([place, clean]);
    }
    expect(bare(await shown("/work?view=all"))).toContain(bare(first.slice(0, 120)));
    expect(bare(await shown("/box"))).toContain(bare(first.slice(0, 40)));
    expect(await found()).toEqual(clean);
  }
});

test("none runs in any room, whatever field of whatever answer of the API holds it", async () => {
  let payload = "";
  await desk.page.route("**/api/**", async (route) => {
    const answer = await route.fetch();
    const json = /json/.test(answer.headers()["content-type"] ?? "");
    await route.fulfill({ response: answer, ...(json && { json: poisoned(await answer.json(), payload) }) });
  });
  const offices = ["supervision", "digests", "figures", "conduct", "inspections"].map((room) => `/office/${room}`);
  const rooms = ["/work?view=all", "/new", "/box", "/rules/limits", "/rules/ranks", ...offices, "/search"];
  for (const index of [0, 2]) {
    payload = [...share(index), ...share(index + 1)].join(" ");
    await desk.page.reload();
    for (const place of [...rooms, `/case/${written.inquiries[index]}`, `/box/${written.suggestions[index]}`]) {
      await shown(place);
      expect([place, await found()]).toEqual([place, clean]);
    }
    expect(bare(await desk.page.locator("main").innerText())).toContain(bare(payload));
  }
  await desk.page.unrouteAll({ behavior: "ignoreErrors" });
});
