import { sha256 } from "#shared/aws/digest.ts";
import type { OutwardMessage } from "#shared/ports/outward.ts";
import type { simulatedQueues } from "./queues.ts";
import { BrokenInvariant, type World } from "./world.ts";

/** The places outside that are told, each with the kinds it wants; the topic of the e-mails is told of everything. */
const places: Readonly<Record<string, readonly string[]>> = {
  hall: ["urgent", "escalation", "digest"],
  leaders: ["urgent"],
  "e-mail": ["urgent", "escalation", "digest"],
};

/** What the secret of the webhooks holds. */
export const webhooks = JSON.stringify({
  webhooks: [
    { type: "json", name: "hall", url: "https://hall.test/notices", secret: "a secret of the hall" },
    { type: "wecom", name: "leaders", url: "https://robots.test/leaders", kinds: ["urgent"] },
  ],
});

interface Publish {
  readonly constructor: { readonly name: string };
  readonly input: { readonly Subject: string; readonly Message: string };
}

/** What nobody outside may read: names, telephones, and what citizens wrote. */
const personal = /市民|来信人|王军|139000|公积金，|clerk-|head-/;

/** The places outside: what they were told, and a stretch in which none of them answers. */
export function simulatedOutside(world: World) {
  const told = new Map<string, string[]>();
  const hear = (place: string, text: string) =>
    world.request("outside", `tell ${place}`, () => {
      if (personal.test(text)) world.stopAt(new BrokenInvariant("7", `${place} was told ${text}`));
      told.set(place, [...(told.get(place) ?? []), text]);
    });
  return {
    tell: (place: string, message: OutwardMessage) => hear(place, JSON.stringify(message)),
    publish: ({ constructor: { name }, input }: Publish) => {
      if (name !== "PublishCommand") throw new Error(`The simulated topic does not know ${name}`);
      return hear("e-mail", `${input.Subject} ${input.Message}`);
    },
    told: (place: string): readonly string[] => told.get(place) ?? [],
  };
}

export type Outside = ReturnType<typeof simulatedOutside>;

/** What goes out according to the rules: urgent reports and escalations of inquiries. */
export const isOwedOutside = (table: string, kind: string): boolean =>
  table === "inquiries" && (kind === "urgent" || kind === "escalation");

interface Reference {
  readonly recipientId: string;
  readonly key: string;
  readonly target?: string;
}

/** After calm: whatever was taken to go outside has been told in every place that wants it, or is among the dead letters. */
export function untold(
  { outward }: ReturnType<typeof simulatedQueues>,
  outside: Outside,
  kindOf: (reference: Reference) => string | undefined,
): string | undefined {
  const dead = new Set(outward.deadLetters());
  for (const body of outward.taken()) {
    const reference = JSON.parse(body) as Reference;
    const kind = kindOf(reference);
    if (reference.target !== undefined || kind === undefined || dead.has(body)) continue;
    const { recipientId, key } = reference;
    const [, number = ""] = key.split(" ");
    for (const [place, kinds] of Object.entries(places)) {
      if (!kinds.includes(kind) || dead.has(JSON.stringify({ recipientId, key, target: place }))) continue;
      const mark = place === "e-mail" ? `编号：${number}` : sha256(key);
      if (!outside.told(place).some((text) => text.includes(mark))) return `${place} was never told of ${key}`;
    }
  }
  return undefined;
}
