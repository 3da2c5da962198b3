import { checkReply } from "#shared/domain/reply-gate.ts";
import { seeded } from "./evade.ts";
import {
  blindSets,
  evasionRates,
  falseAlarms,
  insideLongerReplies,
  judgedCorpus,
  judgedUnread,
  laterSets,
  percent,
  type Share,
  stopped,
} from "./measure.ts";

const shown = (share: Share) => `${percent(share).toFixed(1).padStart(6)} %  (${share.hits} of ${share.of})`;
const line = (name: string, share: Share) => console.log(`  ${name.padEnd(36)}${shown(share)}`);

const judged = judgedCorpus();
for (const [title, part] of [
  ["Tuned on by its author, and learned from", judged.filter((one) => !one.heldOut)],
  ["Held out by its author once, learned from since", judged.filter((one) => one.heldOut)],
  ["Both: what the gate was made with, not a forecast", judged],
] as const) {
  console.log(`\n${title}: ${part.length} sentences`);
  const flagged = part.filter((one) => one.verdict !== "ok");
  line("precision (flagged that should be)", {
    hits: flagged.filter((one) => one.label !== "ok").length,
    of: flagged.length,
  });
  line("false alarms on good replies", falseAlarms(part));
  line("exact verdict", { hits: part.filter((one) => one.verdict === one.label).length, of: part.length });
  for (const kind of new Set(part.filter((one) => one.label !== "ok").map((one) => one.kind))) {
    line(`stopped: ${kind}`, stopped(part.filter((one) => one.kind === kind)));
  }
}

for (const name of blindSets) {
  const part = judgedCorpus([name]);
  console.log(`\n${name}, learned from since it was first scored: ${part.length} sentences`);
  line("refusals stopped", stopped(part));
  line("false alarms on good replies", falseAlarms(part));
}

console.log(
  "\nLater sets, each read by a second reading that has not learned from it. Phrases and thresholds were mended with all but the last in view",
);
const unread = laterSets.map((name) => judgedUnread(name));
for (const [name, part] of [
  ...unread.map((part) => [part[0]?.file ?? "", part] as const),
  ["all", unread.flat()] as const,
]) {
  console.log(`\n${name}: ${part.length} sentences`);
  for (const kind of ["literal", "near-literal", "variant"]) {
    line(`stopped: ${kind}`, stopped(part.filter((one) => one.kind === kind)));
  }
  line("refusals stopped", stopped(part));
  line("false alarms on good replies", falseAlarms(part));
}
line("flagged among kind sentences", insideLongerReplies(unread));

console.log("\nEvasions, made from every blocked sentence");
const rates = evasionRates();
for (const { name, share } of rates) line(name, share);
line(
  "all",
  rates.reduce((sum, { share }) => ({ hits: sum.hits + share.hits, of: sum.of + share.of }), { hits: 0, of: 0 }),
);

console.log("\nTime (CPU, median of 21)");
const usage = (text: string) => {
  const before = process.cpuUsage();
  checkReply(text);
  const spent = process.cpuUsage(before);
  return (spent.user + spent.system) / 1000;
};
const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
const timeOf = (text: string) => median(Array.from({ length: 21 }, () => usage(text)));
const fill = (pieces: readonly string[], length: number, random: () => number) => {
  let text = "";
  while (text.length < length) text += pieces[Math.floor(random() * pieces.length)] ?? "我";
  return text.slice(0, length);
};
const random = seeded(7);
const sources: readonly [string, readonly string[]][] = [
  ["good replies", judged.filter((one) => one.label === "ok").map((one) => one.text)],
  ["refusals", judged.filter((one) => one.label !== "ok").map((one) => one.text)],
  [
    "single characters of phrases",
    [...new Set(judged.filter((one) => one.label !== "ok").flatMap((one) => [...one.text]))],
  ],
  ["不", ["不"]],
  ["我", ["我"]],
  ["请到找有关", ["请到找有关"]],
  ["zero-width", ["\u200b不\u0336"]],
  ["pinyin", ["bu", "zhi", "wo", "guan", " "]],
  ["quotes", ["“不知道", "”"]],
];
for (let warm = 0; warm < 30; warm += 1) checkReply(fill(sources[1]?.[1] ?? [], 2000, random));
for (const [name, pieces] of sources) {
  const short = fill(pieces, 2000, random);
  const long = fill(pieces, 20_000, random);
  const one = timeOf(short);
  const ten = timeOf(long);
  console.log(`  ${name.padEnd(30)} 2,000 chars ${one.toFixed(2)} ms   20,000 ÷ 2,000 = ${(ten / one).toFixed(1)}`);
}
