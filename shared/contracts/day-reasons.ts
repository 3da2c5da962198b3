import type { Language } from "./text.ts";

type Translated = Exclude<Language, "zh-CN">;
type Words = Readonly<Record<string, Readonly<Record<Translated, string>>>>;

/** What the calendar calls days, by its Chinese word; the Uyghur words are drafts. */
const days: Words = {
  星期日: { ug: "يەكشەنبە", en: "Sunday" },
  星期一: { ug: "دۈشەنبە", en: "Monday" },
  星期二: { ug: "سەيشەنبە", en: "Tuesday" },
  星期三: { ug: "چارشەنبە", en: "Wednesday" },
  星期四: { ug: "پەيشەنبە", en: "Thursday" },
  星期五: { ug: "جۈمە", en: "Friday" },
  星期六: { ug: "شەنبە", en: "Saturday" },
  元旦: { ug: "يېڭى يىل", en: "New Year" },
  春节: { ug: "باھار بايرىمى", en: "Spring Festival" },
  清明节: { ug: "چىڭمىڭ بايرىمى", en: "Qingming" },
  劳动节: { ug: "ئەمگەكچىلەر بايرىمى", en: "Labour Day" },
  端午节: { ug: "دۇئەنۋۇ بايرىمى", en: "Dragon Boat Festival" },
  中秋节: { ug: "جۇڭچيۇ بايرىمى", en: "Mid-Autumn Festival" },
  国庆节: { ug: "دۆلەت بايرىمى", en: "National Day" },
  肉孜节: { ug: "روزا ھېيت", en: "Eid al-Fitr" },
  古尔邦节: { ug: "قۇربان ھېيت", en: "Eid al-Adha" },
};

const whole: Words = {
  "收到当日，不计入": { ug: "تاپشۇرۇۋالغان كۈن، ھېسابلانمايدۇ", en: "day of receipt, not counted" },
  当日办结: { ug: "شۇ كۈنى تاماملىنىدۇ", en: "done on the same day" },
};

const around: Words = {
  工作日: { ug: "خىزمەت كۈنى", en: "working day" },
  周末: { ug: "ھەپتە ئاخىرى", en: "weekend" },
  顺延至此: { ug: "مۇشۇ كۈنگە سۈرۈلدى", en: "moved on to this day" },
  "休息日，期限顺延": { ug: "دەم ئېلىش كۈنى، مۆھلەت سۈرۈلىدۇ", en: "rest day, the limit moves on" },
  按自然日计入: { ug: "كالېندار كۈنى بويىچە ھېسابلىنىدۇ", en: "counted as a calendar day" },
  "暂停计时，不计入": { ug: "ۋاقىت توختىتىلدى، ھېسابلانمايدۇ", en: "the clock stood still, not counted" },
};

const after: Words = {
  放假: { ug: "دەم ئېلىش", en: "holiday" },
  调休上班: { ug: "ئورنىغا ئىشلەيدىغان كۈن", en: "make-up working day" },
};

/** Why a day counts or not, in the reader's language; a name that only the centre's own calendar knows stays as it is. */
export function dayReason(reason: string, language: Language): string {
  if (language === "zh-CN") return reason;
  const known = (words: Words, word: string): string => words[word]?.[language] ?? word;
  const [, outer, inner] = /^(.+?)（(.+)）$/.exec(reason) ?? [];
  if (outer !== undefined && inner !== undefined) return `${known(around, outer)} (${dayReason(inner, language)})`;
  const [, name, kind] = /^(.+?)(放假|调休上班)$/.exec(reason) ?? [];
  if (name === undefined || kind === undefined)
    return known(whole, reason) === reason ? known(days, reason) : known(whole, reason);
  const names = name.split("、").map((each) => known(days, each));
  return `${names.join(language === "ug" ? "، " : ", ")}: ${known(after, kind)}`;
}
