import type { Answer, Api } from "./api.ts";
import { proofOf } from "./challenges.ts";
import { BrokenInvariant, type World } from "./world.ts";

/** What citizens hold in their hands: receipts by the key they were asked for under. */
export interface Receipts {
  readonly byKey: Map<string, { readonly number: string; readonly secret: string }>;
  readonly isStored: (number: string) => boolean;
  readonly holdsText: (number: string, text: string) => boolean;
}

/** The same key gives the same receipt, another key another number, and what is acknowledged is stored (invariant 1). */
export function acknowledge(world: World, receipts: Receipts, key: string, answer: Answer | undefined): void {
  if (answer?.status !== 201) return;
  const { number, secret } = answer.body;
  const held = receipts.byKey.get(key);
  if (held && (held.number !== number || held.secret !== secret))
    world.stopAt(new BrokenInvariant("1", `one key, two receipts: ${held.number} and ${number}`));
  if (!receipts.isStored(number))
    world.stopAt(new BrokenInvariant("1", `${number} was acknowledged and is not stored`));
  for (const [other, receipt] of receipts.byKey)
    if (other !== key && receipt.number === number)
      world.stopAt(new BrokenInvariant("1", `two keys, one number: ${number}`));
  receipts.byKey.set(key, { number, secret });
}

const submission = (world: World, name: string) => ({
  channel: "web",
  office: world.random.pick(["centre", "centre", "moyu"]),
  subject: `${name}的事`,
  content: "我想提取公积金，请问要带什么材料？",
  name,
  phone: "13900000001",
  ...(world.random.chance(0.6) && { serviceCode: world.random.pick(["TQ-01", "TQ-02", "DK-03"]) }),
  ...(world.random.chance(0.3) && { urgent: true }),
});

/** A citizen: asks until acknowledged, then writes, brings papers, rates and looks, at the moments given. */
export async function citizen(
  name: string,
  moments: readonly number[],
  surroundings: {
    readonly world: World;
    readonly api: Api;
    readonly receipts: Receipts;
    readonly slotIds: readonly string[];
  },
): Promise<void> {
  const { world, api, receipts, slotIds } = surroundings;
  const { random } = world;
  const key = `key-of-a-citizen-${encodeURIComponent(name)}`;
  const body = submission(world, name);
  // A proof is good for ten minutes; a computer whose clock is ahead would take it for too old.
  let altcha = "";
  const solve = (turn: number) => {
    altcha = proofOf("inquiry", `${key} ${turn}`, world.time() + world.mix.skew + 600_000);
  };
  const submit = async (text: object = body) => {
    const ask = { headers: { "idempotency-key": key }, body: { ...text, altcha } };
    const answer = await api.once("POST /api/inquiries", ask);
    if (text === body) acknowledge(world, receipts, key, answer);
    return answer;
  };
  await world.sleep(moments[0] ?? 0);
  for (let turn = 0; turn < 12 && !receipts.byKey.has(key); turn += 1) {
    solve(turn);
    await Promise.all(random.chance(world.mix.doubleClick) ? [submit(), submit()] : [submit()]);
    await world.sleep(random.between(10, 3_000) * (turn + 1));
  }
  const receipt = receipts.byKey.get(key);
  if (!receipt) return;
  const spentOn = altcha;

  if (random.chance(0.2)) {
    solve(12);
    const other = await submit({ ...body, subject: "另一件事" });
    if (other && other.status < 400)
      world.stopAt(new BrokenInvariant("1", "another submission under a used key was taken"));
    await submit();
  }
  // What the proof was spent on is stored: it is worth nothing for another submission, however late.
  const replay = async () => {
    const headers = { "idempotency-key": `${key}-again` };
    const again = await api.once("POST /api/inquiries", { headers, body: { ...body, altcha: spentOn } });
    if (again?.status === 201)
      world.stopAt(new BrokenInvariant("proof", "one proof of work was worth two submissions"));
  };
  const params = { number: receipt.number };
  const headers = { "receipt-secret": receipt.secret };
  const track = () => api.once("GET /api/inquiries/{number}", { params, headers });
  for (const wait of moments.slice(1)) {
    await world.sleep(wait + random.below(300));
    const seen = await track();
    if (seen && seen.status < 500 && seen.status !== 200)
      world.stopAt(new BrokenInvariant("1", `a citizen with a receipt got ${seen.status}`));
    if (random.chance(0.1)) await replay();
    const may: readonly string[] = seen?.body.may ?? [];
    const what = random.below(12);
    const ask = { params, headers };
    const rate = () =>
      api.once("POST /api/inquiries/{number}/rating", { ...ask, body: { grade: random.between(1, 5) } });
    if (may.includes("announceMaterials") && what < 6)
      await api.once("POST /api/inquiries/{number}/materials", { ...ask, body: {} });
    else if (may.includes("rate") && what < 7)
      await Promise.all([rate(), ...(random.chance(world.mix.doubleClick) ? [rate()] : [])]);
    else if (what > 9 || (may.includes("bookAppointment") && what > 7)) {
      const cancel = random.chance(0.2) && { cancel: true };
      // Places are given away on the hour: then everybody is there.
      if (!cancel) await world.sleep(3_600_000 - (world.time() % 3_600_000));
      await api.once("POST /api/inquiries/{number}/appointment", {
        ...ask,
        body: cancel || { slotId: random.pick(slotIds) },
      });
    } else if (what < 8) {
      const say = async (part: number) => {
        const text = `请问办到哪一步了？${world.now()} ${part}`;
        const told = await api.once("POST /api/inquiries/{number}/messages", { ...ask, body: { text } });
        if (told?.status === 200 && !receipts.holdsText(receipt.number, text))
          world.stopAt(new BrokenInvariant("1", "a message was acknowledged and is not in the case"));
      };
      await Promise.all([say(1), ...(random.chance(world.mix.doubleClick) ? [say(2)] : [])]);
    } else if (what === 8) {
      const guessed = await api.once("GET /api/inquiries/{number}", {
        params,
        headers: { "receipt-secret": "0000-0000-0000-0000" },
      });
      if (guessed && guessed.status < 400) world.stopAt(new BrokenInvariant("7", "a wrong secret opened a case"));
    }
  }
}
