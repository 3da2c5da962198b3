import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { contacts, inquiries, suggestions } from "./demo-cases.ts";
import { offices, outsideBodies, roster, staff } from "./demo-directory.ts";
import { solvedChallenge } from "./solved-challenge.ts";

/** The stack as the demo data needs it. */
type Target = { url: string; now: () => Date; token: (staffId: string) => Promise<string> };

const WEEKS_OF_DUTY = 4;

/** Loads the demo data unless this data folder has had it; stopped half-way, it is loaded again and changes nothing twice. */
export async function loadDemoOnce(
  target: Target,
  what: "directory" | "cases",
  administrator: string,
  dataDir?: string,
): Promise<void> {
  const mark = dataDir && path.join(dataDir, `demo-${what}-loaded`);
  if (mark && existsSync(mark)) return;
  await loadDemoDirectory(target, administrator);
  if (what === "cases") await loadDemoCases(target);
  if (mark) writeFileSync(mark, target.now().toISOString());
}

/** Fills the directory as its first administrator does: offices, staff, duty for the coming weeks, outside bodies. */
async function loadDemoDirectory({ url, now, token }: Target, administrator: string): Promise<void> {
  const headers = await bearer(token, administrator);
  const put = (kind: string, id: string, entry: unknown) =>
    ask(`${url}/api/staff/directory/${kind}/${encodeURIComponent(id)}`, {
      method: "PUT",
      headers,
      body: JSON.stringify(entry),
    });
  const today = now().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });

  await Promise.all(offices.map((office) => put("offices", office.id, office)));
  await Promise.all(staff.map((person) => put("staff", person.id, person)));
  await Promise.all([
    ...outsideBodies.map((body) => put("outside-bodies", body.id, body)),
    ...roster(today, WEEKS_OF_DUTY * 7).map((day) => put("roster", `${day.officeId}@${day.date}`, day)),
  ]);
}

/** Sends in a handful of cases over the public form, the counter and the suggestion box; sent twice they are still the same cases. */
async function loadDemoCases({ url, token }: Target): Promise<void> {
  const post = (to: string, body: unknown, headers: Record<string, string>) =>
    ask(url + to, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  for (const [index, inquiry] of inquiries.entries()) {
    const altcha = await solvedChallenge(url, "inquiry");
    await post("/api/inquiries", { ...inquiry, altcha }, { "idempotency-key": `demo-inquiry-over-the-web-${index}` });
  }
  for (const [index, { by, contact }] of contacts.entries()) {
    const headers = await bearer(token, by);
    await post("/api/staff/inquiries", contact, { ...headers, "idempotency-key": `demo-inquiry-taken-down-${index}` });
  }
  for (const [index, suggestion] of suggestions.entries()) {
    const altcha = await solvedChallenge(url, "suggestion");
    await post("/api/suggestions", { ...suggestion, altcha }, { "idempotency-key": `demo-suggestion-box-${index}` });
  }
}

async function bearer(token: Target["token"], staffId: string): Promise<Record<string, string>> {
  return { "content-type": "application/json", authorization: `Bearer ${await token(staffId)}` };
}

async function ask(url: string, init: RequestInit): Promise<void> {
  const answer = await fetch(url, init);
  if (!answer.ok)
    throw new Error(`The demo data is refused: ${init.method} ${url} gave ${answer.status} ${await answer.text()}`);
}
