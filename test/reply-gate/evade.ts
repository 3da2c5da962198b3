/** Ways in which somebody might hide a phrase from the gate, each a seeded change of the text. */
export type Evasion = { name: string; apply: (text: string, random: () => number) => string };

/** A small seeded generator, so that every run tests the same texts. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const pick = (from: readonly string[], random: () => number) => from[Math.floor(random() * from.length)] ?? "";
const isHan = (char: string) => /\p{Script=Han}/u.test(char);

/** Puts something between the Chinese characters of a text, at every place or at some. */
function between(fillers: readonly string[], share: number): Evasion["apply"] {
  return (text, random) => {
    const chars = [...text];
    let written = "";
    let put = 0;
    const same = pick(fillers, random);
    chars.forEach((char, at) => {
      written += char;
      const next = chars[at + 1];
      if (next === undefined || !isHan(char) || !isHan(next)) return;
      if (random() < share) {
        written += random() < 0.5 ? same : pick(fillers, random);
        put += 1;
      }
    });
    return put > 0 || chars.length < 2 ? written : [...text].join(same);
  };
}

// Written out here, apart from the gate's own table, so that one slip does not hide the other.
const traditional: Readonly<Record<string, string>> = {
  归: "歸",
  们: "們",
  这: "這",
  个: "個",
  儿: "兒",
  么: "麼",
  没: "沒",
  办: "辦",
  说: "說",
  过: "過",
  问: "問",
  别: "別",
  谁: "誰",
  随: "隨",
  规: "規",
  样: "樣",
  讲: "講",
  业: "業",
  务: "務",
  关: "關",
  权: "權",
  属: "屬",
  职: "職",
  责: "責",
  领: "領",
  导: "導",
  费: "費",
  钱: "錢",
  块: "塊",
  红: "紅",
  请: "請",
  来: "來",
  后: "後",
  时: "時",
  间: "間",
  着: "著",
  点: "點",
  电: "電",
  话: "話",
  条: "條",
  负: "負",
  爱: "愛",
  为: "為",
  给: "給",
  对: "對",
  单: "單",
  图: "圖",
  楼: "樓",
  处: "處",
  员: "員",
  听: "聽",
  识: "識",
  写: "寫",
  贴: "貼",
  墙: "牆",
  闲: "閒",
  懒: "懶",
  烦: "煩",
  紧: "緊",
  须: "須",
  应: "應",
  当: "當",
  边: "邊",
  里: "裡",
  门: "門",
  东: "東",
  开: "開",
  买: "買",
  卖: "賣",
  复: "複",
  续: "續",
  记: "記",
  认: "認",
  诉: "訴",
  议: "議",
  论: "論",
  让: "讓",
  该: "該",
  总: "總",
  现: "現",
  实: "實",
  见: "見",
  难: "難",
  无: "無",
  数: "數",
  证: "證",
  会: "會",
  从: "從",
  还: "還",
  进: "進",
  远: "遠",
  达: "達",
  选: "選",
  张: "張",
  强: "強",
  礼: "禮",
  饭: "飯",
  烟: "煙",
  级: "級",
  经: "經",
  细: "細",
  统: "統",
  网: "網",
  纸: "紙",
  线: "線",
  组: "組",
  结: "結",
  继: "繼",
  编: "編",
  码: "碼",
  离: "離",
  种: "種",
  称: "稱",
  稳: "穩",
  积: "積",
  协: "協",
  调: "調",
  顾: "顧",
  顺: "順",
  题: "題",
  颜: "顏",
  风: "風",
  飞: "飛",
  马: "馬",
  验: "驗",
  驻: "駐",
  体: "體",
  发: "發",
  号: "號",
  吗: "嗎",
  啰: "囉",
  围: "圍",
  园: "園",
  国: "國",
  场: "場",
  坏: "壞",
  报: "報",
  声: "聲",
  备: "備",
  够: "夠",
  头: "頭",
  夹: "夾",
  奖: "獎",
  妈: "媽",
  学: "學",
  宁: "寧",
  审: "審",
  宽: "寬",
  尔: "爾",
  尽: "盡",
  层: "層",
  岁: "歲",
  师: "師",
  带: "帶",
  帮: "幫",
  广: "廣",
  库: "庫",
  庆: "慶",
  废: "廢",
  异: "異",
  弃: "棄",
  忆: "憶",
  态: "態",
  怀: "懷",
  恼: "惱",
  惯: "慣",
  愿: "願",
  户: "戶",
  执: "執",
  护: "護",
  择: "擇",
  担: "擔",
  据: "據",
  换: "換",
  摆: "擺",
  敌: "敵",
  断: "斷",
  旧: "舊",
  显: "顯",
  晓: "曉",
  机: "機",
  杀: "殺",
  杂: "雜",
  术: "術",
  极: "極",
  构: "構",
  标: "標",
  档: "檔",
  检: "檢",
  气: "氣",
  决: "決",
  况: "況",
  净: "淨",
  准: "準",
  减: "減",
  灭: "滅",
  灵: "靈",
  热: "熱",
  爷: "爺",
  牵: "牽",
  独: "獨",
  环: "環",
  琐: "瑣",
  画: "畫",
  疗: "療",
  痒: "癢",
  监: "監",
  盖: "蓋",
  矿: "礦",
  笔: "筆",
  简: "簡",
  粮: "糧",
  纠: "糾",
  约: "約",
  终: "終",
  绝: "絕",
};

const fullWidth = (text: string) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const toTraditional = (text: string) => [...text].map((char) => traditional[char] ?? char).join("");
const swapOne = (
  text: string,
  spellings: ReadonlyArray<readonly [string, readonly string[]]>,
  random: () => number,
) => {
  const usable = spellings.filter(([word]) => text.includes(word));
  const [word, written] = usable[Math.floor(random() * usable.length)] ?? ["", []];
  return word === "" ? text : text.replace(word, pick(written, random));
};

const spaces = [
  " ",
  "  ",
  "\u00a0",
  "\u3000",
  "\u2002",
  "\u2003",
  "\u2009",
  "\u200a",
  "\u202f",
  "\u205f",
  "\u1680",
  "\t",
];
const invisible = [
  "\u200b",
  "\u200c",
  "\u200d",
  "\u2060",
  "\ufeff",
  "\u00ad",
  "\u034f",
  "\u180e",
  "\u2061",
  "\u2063",
  "\u115f",
  "\u3164",
  "\u{e0020}",
  "\u{e0061}",
];
const bidi = [
  "\u200e",
  "\u200f",
  "\u202a",
  "\u202b",
  "\u202c",
  "\u202d",
  "\u202e",
  "\u2066",
  "\u2067",
  "\u2068",
  "\u2069",
  "\u061c",
];
const selectors = ["\ufe00", "\ufe0e", "\ufe0f", "\u{e0100}", "\u{e0110}", "\u{e01ef}"];
const combining = ["\u0301", "\u0335", "\u0336", "\u0337", "\u0338", "\u20dd", "\u0489", "\u0332", "\u0489\u0336"];
const ascii = [
  ".",
  ",",
  "-",
  "_",
  "*",
  "/",
  "|",
  "\\",
  "~",
  "+",
  "=",
  "#",
  "@",
  "^",
  "&",
  "'",
  '"',
  ":",
  ";",
  "!",
  "?",
  "(",
  ")",
  "<",
  ">",
  "[",
  "]",
];
const chinese = [
  "，",
  "。",
  "、",
  "；",
  "：",
  "？",
  "！",
  "·",
  "・",
  "…",
  "—",
  "～",
  "﹒",
  "•",
  "‧",
  "︱",
  "「",
  "」",
  "《",
  "》",
  "“",
  "”",
  "（",
  "）",
];
const emoji = ["😀", "❤️", "👍🏽", "👨‍👩‍👧", "🇨🇳", "★", "☆", "♥", "→", "●", "㊙", "🙏"];

/** The classes of evasion, most of them named in the rule about what can't dodge the gate (FIR-6). */
export const evasions: readonly Evasion[] = [
  { name: "spaces everywhere", apply: between(spaces, 1) },
  { name: "some spaces", apply: between(spaces, 0.4) },
  { name: "line breaks", apply: between(["\n", "\r\n"], 1) },
  { name: "zero-width", apply: between(invisible, 0.7) },
  { name: "bidi controls", apply: between(bidi, 0.7) },
  { name: "variation selectors", apply: between(selectors, 0.7) },
  { name: "combining marks", apply: between(combining, 0.7) },
  { name: "punctuation everywhere", apply: between(ascii, 1) },
  { name: "some punctuation", apply: between(ascii, 0.4) },
  { name: "Chinese punctuation everywhere", apply: between(chinese, 1) },
  { name: "some Chinese punctuation", apply: between(chinese, 0.4) },
  { name: "emoji", apply: between(emoji, 0.6) },
  { name: "Latin letters and digits", apply: between(["x", "1", "a", "8", "q", "0"], 1) },
  { name: "full-width", apply: (text) => fullWidth(text) },
  { name: "traditional", apply: (text) => toTraditional(text) },
  { name: "traditional with spaces", apply: (text, random) => between(spaces, 0.6)(toTraditional(text), random) },
  {
    name: "compatibility ideographs",
    apply: (text) =>
      text
        .replaceAll("不", "\uf967")
        .replaceAll("了", "\uf9ba")
        .replaceAll("一", "\u2f00")
        .replaceAll("人", "\u2f08")
        .replaceAll("自", "\u2f83"),
  },
  {
    name: "mixed",
    apply: (text, random) =>
      between([...spaces, ...invisible, ...selectors, ...ascii, ...emoji], 0.8)(toTraditional(text), random),
  },
];

/** Spellings by sound; measured apart, since only some sentences have the words. */
export const homophoneSpellings = [
  [
    "不知道",
    ["卜知道", "布知道", "不知到", "bu知道", "不zhi道", "bu zhi dao", "不支道", "BuZhiDao", "bù zhī dào", "ｂｕ知道"],
  ],
  ["不清楚", ["布清楚", "不青楚", "bu清楚", "不qing楚", "bu qing chu", "不请楚", "卜清楚"]],
  ["不归我管", ["不龟我管", "不gui我管", "bu gui wo guan"]],
] as const;

/** Replaces one word of a text by a spelling that sounds alike. */
export function respellBySound(text: string, random: () => number): string {
  return swapOne(text, homophoneSpellings, random);
}
