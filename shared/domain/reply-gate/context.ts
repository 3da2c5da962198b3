import { anyOf, clauseEnds, patternSource, spansOf } from "./pattern.ts";
import type { PhraseGroup } from "./phrase-rules.ts";
import { contextWords, lists } from "./rule-data.ts";

/** A stretch of the shadow text. */
export type Span = { from: number; to: number };

/** What is said around a phrase, read once per text. */
export type Surroundings = {
  text: string;
  help: readonly number[];
  reasons: readonly number[];
  articles: readonly number[];
};

const behind = 40;
const ahead = 120;
const words = (patterns: readonly string[]) => patterns.map((word) => patternSource(word, lists, "open")).join("|");
const longest = (list: readonly string[]) => [...list].sort((one, other) => other.length - one.length);

const help = anyOf(contextWords.help, lists);
const unhelpful = new RegExp(words(contextWords.unhelpful), "u");
const reasons = anyOf(contextWords.reason, lists);
const articles = /《[^》]{1,40}》|第[一二三四五六七八九十百零N]{1,6}[条款项]/gu;
const speaker = words(lists["me"] ?? []);
const subjects = new RegExp(
  // Numbered rather than named: the groups are read for every phrase, and names cost an object each time.
  `(${speaker})|(${words(longest(contextWords.citizen))})|(?:${words(longest(contextWords.document))})`,
  "gu",
);
const speakers = new RegExp(speaker, "u");
const topic = /^好|^的?(?:这|那|此|事|情况|问题|业务|说|问|讲|要问|咨询|反映|的问题|的事|的情况|的业务|具体|刚才)/u;
const conditional = new RegExp(words(contextWords.conditional), "u");
const conditionalSpeaker = new RegExp(`(?:如果|若|要是|假如|倘若|如|万一|凡)(?:${speaker})[^${clauseEnds}]{0,3}$`, "u");
const prohibition = new RegExp(words(contextWords.prohibition), "u");
const negation = new RegExp(`(?:${words(contextWords.negation)})[^我俺咱你${clauseEnds}]{0,4}$`, "u");
const kindness = new RegExp(words(contextWords.kindness), "u");
const reported = new RegExp(words(contextWords.reported), "u");
const staff =
  /(?:工作人员|窗口人员|有人|首问责任人|同事们|人员|窗口)[^，。？]{0,10}(?:说|让|答复|回答|要求|叫|索要|收|以)$|对(?:群众|您|职工|办事人)[^，。？]{0,3}说$/u;

/** Finds help, reasons and named articles in a shadow text. */
export function surroundingsOf(text: string): Surroundings {
  const helpful = spansOf(help, text).filter(
    ({ from, to }) =>
      !unhelpful.test(ownClause(text, from) + text.slice(from, to)) && !/^不[了成来着]/u.test(text.slice(to, to + 2)),
  );
  return {
    text,
    help: helpful.map((span) => span.from),
    reasons: spansOf(reasons, text).map((span) => span.from),
    articles: spansOf(articles, text).map((span) => span.from),
  };
}

/** Up to three characters before a place, of the same clause. */
function ownClause(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - 3), at);
  return near.slice(lastOf(near, "，、。？“”") + 1);
}

/** Whether a phrase is no refusal: somebody else is the subject, it is forbidden, quoted, denied, conditional or an offer. */
export function isInnocent(span: Span, group: PhraseGroup, text: string): boolean {
  const before = text.slice(Math.max(0, span.from - behind), span.from);
  const clause = before.slice(lastOf(before, "，。？”“、") + 1);
  const phrase = text.slice(span.from, span.to);
  const after = text.slice(span.to, span.to + behind);
  if (isCited(span, text)) return true;
  if (prohibition.test(clause) || negation.test(clause) || staff.test(clause)) return true;
  if (/无论|不论/u.test(clause) && !/如何|怎/u.test(clause)) return true;
  if (isContradicted(span, text)) return true;
  if (group.relief !== "none" && kindness.test(after.slice(0, 24))) return true;
  if (/以前|过去|原先|从前/u.test(clause + phrase) && /现在|今年|目前|如今/u.test(after)) return true;
  if (phrase.includes("不管") && /^[^。？]{0,16}[，][^，。？]{0,4}(?:都|均|一律|也会)/u.test(after)) return true;
  if (group.permitted?.some((word) => clause.slice(-8).includes(word)) === true) return true;
  if (/(?:F09|F06)/u.test(group.id) && /请/u.test(clause) && /^[^，。]{0,2}(?:一下|一遍)/u.test(after)) return true;
  if (group.id === "F10" && /^(?:来|办)?还是|^(?:来|办)?[^，。？]{0,2}？/u.test(after) && /还是/u.test(clause + after))
    return true;
  if (/^的(?:业务|事项?|情形|材料|楼盘)，(?:我们|也|可以|请|由)/u.test(after)) return true;
  if (/^的(?:时候|地方|之处|话|问题|事项|情况|过程|这|那|几天|期间|日子)/u.test(after) && group.subject !== "any")
    return true;
  if (/F15|F16/u.test(group.id) && denied(clause, phrase, after)) return true;
  if (group.subject === "any") return conditional.test(clause) && !speakers.test(clause);
  return spokenByAnother(clause, phrase, after, before, group);
}

function lastOf(text: string, chars: string): number {
  let at = text.length - 1;
  while (at >= 0 && !chars.includes(text.charAt(at))) at -= 1;
  return at;
}

/** Whether a phrase stands in quotation marks in a sentence that forbids or reports it. */
export function isCited(span: Span, text: string): boolean {
  const before = text.slice(Math.max(0, span.from - behind), span.from);
  const after = text.slice(span.to, span.to + behind);
  if (!isQuoted(before, after)) return false;
  const sentence = before.slice(before.lastIndexOf("。") + 1) + after.slice(0, 30);
  return prohibition.test(sentence) || reported.test(sentence) || /不能|不要/u.test(before);
}

const contradicted = /(?:谁|哪个)(?:跟|和|对|给|告诉)?[您你]?(?:说|讲|让|叫|告诉)[^，。？]*$/u;
const retold =
  /^(?:[您你](?:说|怕|担心|听|上次|在|给|家|老|儿|女|爱人|急|是急)|单位|公司|银行|中介|开发商|物业|街道|社区|卖家|买家|房东|家人|孩子|老人|朋友|同事|有人|谁|担心|怕|以为|[^，。？]{0,4}(?:行|局|科|人事|会计)(?![^，。？]*我))/u;
const putRight =
  /^[^，。？]{0,10}？(?:[^，。？]{1,3}，)?[^，。？]{0,12}(?:不用|不要|不收|不对|不是|没有的事|没这|搞错|弄错|免费|违规|误收|骗|抱歉|对不起|放心|能办|就能|照样|照常|一样|现在就|今天就|轮到|我(?:给|帮|替|等|来|们给|们帮))/u;

/** Whether a phrase is only repeated as a question and then put right: "谁说办不了？能办", "您说收了五块？我退给您". */
export function isContradicted(span: Span, text: string): boolean {
  const after = text.slice(span.to, span.to + behind);
  const asked = after.indexOf("？");
  if (asked < 0 || asked > 12) return false;
  const before = text.slice(Math.max(0, span.from - behind), span.from);
  const sentence = before.slice(lastOf(before, "。？") + 1);
  if (contradicted.test(sentence.slice(lastOf(sentence, "，") + 1))) return asked + 1 < after.length;
  return retold.test(sentence + text.slice(span.from, span.to)) && putRight.test(after);
}

function isQuoted(before: string, after: string): boolean {
  // A shadow can lose the closing mark behind few characters.
  return before.lastIndexOf("“") > before.lastIndexOf("”") && /”|^这[句种类]?话|^这几个字/u.test(after);
}

function denied(clause: string, phrase: string, after: string): boolean {
  const near = clause.slice(-16);
  if (/不是免费|不免费|不白/u.test(phrase)) return false;
  if (
    /银行|物业|登记机构|登记中心|评估公司|保险公司|公证处|法院|中介|代缴公司|代办公司|快递|街道|社区|房管局|税务/u.test(
      clause + phrase,
    )
  )
    return true;
  if (/^[^，。]{0,6}(?:没领|没收(?!到)|不敢要|不能要|原封|退还|退回|收回去|拿回去)/u.test(after)) return true;
  if (/费$/u.test(phrase) && after.startsWith("也没有")) return true;
  return (
    /(?:不|免|没|无|禁|勿|拒绝|谢绝|取消|退|误|错收|如遇|如有|如果|若|举报|投诉|不得)[^，。]{0,14}$/u.test(near) ||
    /^[^，。]{0,4}(?:已?取消|早就取消|免费|免收|不收|是违|属违|都?不能收)/u.test(after)
  );
}

function spokenByAnother(clause: string, phrase: string, after: string, before: string, group: PhraseGroup): boolean {
  const knows = group.subject === "speaker";
  const found = nearestSubject(clause, knows);
  const own = found === "me" || /我|俺|咱/u.test(phrase);
  if (!own && conditional.test(clause)) return true;
  if (conditionalSpeaker.test(clause)) return true;
  // Asking the citizen for what only the citizen knows.
  if (knows && /^您[^。？]{0,20}请您?[^。？]{0,4}(?:补充|提供|告诉|告知|说明|确认|填|写|核对)/u.test(after))
    return true;
  if (group.subject === "notSpeaker") {
    if (/给我?$/u.test(clause)) return false;
    const matters = group.subjectWhen === undefined || new RegExp(group.subjectWhen, "u").test(phrase);
    return found === "me" && matters;
  }
  if (own && /^(?:您|让您|给您)[^。]{0,24}(?:抱歉|对不起|道歉|歉意)/u.test(after)) return true;
  if (own) return knows && /^的(?![，。]|$)/u.test(after);
  if (found !== undefined && (found === "citizen" || group.id !== "F01")) return true;
  if (!knows) return false;
  if (
    /^的(?!$|[。？])|^[^，。？]{2,14}的(?:，(?:可|请|由|凭|您|也|先|我)|职工|人|单位|栏目?|内容|地方|同志|朋友|客户|群众|借款人|申请人)/u.test(
      after,
    )
  )
    return true;
  if (/^(?:您|你)[^。]{0,10}(?:是否|有没有|方便|需要|愿意|什么时候|哪|满意|能否|可否|吗)/u.test(after)) return true;
  if (/^[^，。？]{0,12}(?:怎么办|怎么查|可以|可凭|可通过|没关系|不要紧|如何办|也能|也可)/u.test(after)) return true;
  if (/^我[^，。？]{0,12}(?:没有?|吗)？/u.test(after)) return true;
  if (/^[^，。？]{2,12}？/u.test(after) && /怎么|如何|谁|哪|什么/u.test(after)) return true;
  if (/^[^，。？]{2,12}？[^，。？]*我/u.test(after) && /^(?:怎么|如何)/u.test(phrase)) return true;
  return clause === "" && group.id === "F02" && topicBefore(before);
}

type Subject = "me" | "citizen" | "document";

function nearestSubject(clause: string, documents: boolean): Subject | undefined {
  let found: Subject | undefined;
  const near = clause.slice(-24);
  // Not with matchAll: it copies the expression each time, and this is asked for every phrase.
  subjects.lastIndex = 0;
  for (let match = subjects.exec(near); match !== null; match = subjects.exec(near)) {
    const { index, 0: whole, 1: me, 2: citizen } = match;
    if (me !== undefined) found = "me";
    else if (citizen !== undefined) {
      const mentioned =
        topic.test(near.slice(index + whole.length)) || /[给帮替为跟和对向]$/u.test(near.slice(0, index));
      if (!mentioned) found = "citizen";
    } else if (documents && !/具体|到底|究竟|政策|规定/u.test(clause)) found = "document";
  }
  return found;
}

function topicBefore(before: string): boolean {
  const earlier =
    before
      .slice(0, -1)
      .split(/[，。？]/u)
      .at(-1) ?? "";
  return before.endsWith("，") && nearestSubject(earlier, true) === "document";
}

/** What the rest of the reply makes of a phrase. */
export function relieved(
  span: Span,
  group: PhraseGroup,
  around: Surroundings,
  destinations: readonly number[],
  sentOn: boolean,
): "warn" | "ok" | undefined {
  if (group.relief === "none") return undefined;
  const from = Math.max(0, span.from - behind);
  const near = (places: readonly number[]) => liesWithin(places, from, span);
  if (group.relief === "article") return near(around.articles) ? "ok" : undefined;
  const helped = sentOn || near(around.help) || near(destinations);
  if (group.relief === "warn") return helped ? "warn" : undefined;
  return helped || near(around.reasons) || near(around.articles) || dated(around.text.slice(from, span.to + ahead))
    ? "ok"
    : undefined;
}

// Places are in order: a binary search and a short walk keep long texts linear.
function liesWithin(places: readonly number[], from: number, span: Span): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  for (let at = low; (places[at] ?? Number.POSITIVE_INFINITY) < span.to + ahead; at += 1) {
    const place = places[at] ?? 0;
    if (place <= span.from || place >= span.to) return true;
  }
  return false;
}

function dated(text: string): boolean {
  return /N(?:个)?(?:工作日|小时|分钟|天|日|点|月)|[一二三四五六七八九十]个工作日/u.test(text);
}
