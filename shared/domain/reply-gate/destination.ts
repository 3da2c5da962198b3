import type { Span } from "./context.ts";
import { anyOf, patternSource, spansOf } from "./pattern.ts";
import { destinationRules, lists } from "./rule-data.ts";
import type { Shadow } from "./shadow-text.ts";

/** Where somebody is sent: a unit by its name, with address and telephone where known. */
export type Destination = { name: string; address?: string; phone?: string };

const outOfDuty = anyOf(destinationRules.outOfDuty, lists);
const sendAway = anyOf(destinationRules.sendAway, lists);
const vagueWords = destinationRules.vague.map((word) => patternSource(word, lists, "closed")).join("|");
const vague = new RegExp(`^(?:${vagueWords}|的|业务|部门|单位|科室|办事|对外|服务|工作)+$`, "u");
const names = new RegExp(
  `(?:${[...destinationRules.name].sort((one, other) => other.length - one.length).join("|")})(?![门分署件长面学技员目理罚以需提得在属谓说反问述列涉子堂章])`,
  "gu",
);
const notSending = /不知道|不清楚|不用|不必|无需|不要|不需要/u;
const marker = /到|去|找|向|由|联系|咨询|归|属于?|问|请|往|拨打|转|在|让|跟|是|与/gu;
const doing = /^[^，。]{0,6}(?:办理|负责|受理|答复|的事|的业务|处理|管|咨询|办|核实|解答|解释)/u;

/** The stretches in which a reply says that something is not the centre's duty or sends the citizen away. */
export function outOfDutySpans(text: string): Span[] {
  const said = spansOf(outOfDuty, text).filter(({ from, to }) => {
    const before =
      text
        .slice(Math.max(0, from - 24), from)
        .split(/[，。？]/u)
        .at(-1) ?? "";
    const after = text.slice(to, to + 12);
    if (/如果|若|凡|是否|不论|无论|不得|严禁|即使|即便|哪怕|就算|归$|是不是|没有$|^对|如$/u.test(before)) return false;
    if (/^[^。？]{0,16}(?:(?:这|的)一?说法?$|(?:这话|这|说法)是?不对)/u.test(after)) return false;
    return (
      !/^(?:范围)?(?:内|之内)?的(?:[，]|职工|单位|账户|房屋|楼盘|事|业务|人|情形|问题|要|应|可|请)/u.test(after) &&
      !/以前|过去/u.test(before)
    );
  });
  const sent = spansOf(sendAway, text).filter(({ from, to }) => {
    const before = text.slice(Math.max(0, from - 8), from);
    return !/我们?$|[带陪领]$|已$|首问责任人|将/u.test(before) && !notSending.test(before + text.slice(from, to));
  });
  return [...said, ...sent];
}

/** Finds the units a reply names; "有关部门", "别的窗口" and the like name nobody. */
export function destinationsIn(shadow: Shadow, known: readonly string[] = []): Span[] {
  const denied = new Uint8Array(shadow.text.length + 1);
  for (const { from, to } of spansOf(outOfDuty, shadow.text)) denied.fill(1, from, to + restOfClause(shadow.text, to));
  const found: Span[] = [];
  for (const { from, to } of spansOf(names, shadow.text)) {
    const clause =
      shadow.text
        .slice(Math.max(0, from - 20), from)
        .split(/[，、。？“”]/u)
        .at(-1) ?? "";
    const led = [...clause.matchAll(marker)].at(-1);
    const modifier = led === undefined ? clause : clause.slice(led.index + led[0].length);
    if (led === undefined && !doing.test(shadow.text.slice(to, to + 10))) continue;
    if (
      modifier === "" ||
      vague.test(modifier) ||
      /(?:有关|相关|其他|别的|对口|主管|我|本|贵|咱|们)$|^的/u.test(modifier)
    )
      continue;
    if (denied[from] === 1 || (led !== undefined && clause.charAt(led.index - 1) === "不")) continue;
    found.push({ from: from - modifier.length, to });
  }
  for (const name of known) {
    for (let at = shadow.text.indexOf(name); name !== "" && at >= 0; at = shadow.text.indexOf(name, at + name.length)) {
      if (denied[at] !== 1) found.push({ from: at, to: at + name.length });
    }
  }
  shadow.marks.forEach((mark, at) => {
    if (mark.char !== "N" || !destinationRules.hotline.includes(mark.value ?? "")) return;
    if (/拨|打|电话|咨询|热线|转/u.test(shadow.text.slice(Math.max(0, at - 6), at + 3)))
      found.push({ from: at, to: at + 1 });
  });
  return found.sort((one, other) => one.from - other.from);
}

// "不归住房公积金管理中心管": the unit that is said not to be in charge runs to the end of the clause.
function restOfClause(text: string, at: number): number {
  const rest = /^[^，。？“”请由]{0,16}/u.exec(text.slice(at, at + 16));
  return rest?.[0].length ?? 0;
}

/** Whether a name is that of a real unit, not a manner of speaking. */
export function isRealName(name: string): boolean {
  const written = name.trim();
  if (written.length < 2) return false;
  const stem = written.replace(/(?:部门|单位|科室|窗口|机构|地方|方面|人员|中心|部|局|处|科|所)$/u, "");
  return stem !== "" && !vague.test(stem) && !/^(?:有关|相关|其他|别的|那边|这边|别处)/u.test(written);
}
