import type { Evasion } from "./evade.ts";

const isHan = (char: string) => /\p{Script=Han}/u.test(char);
const eachHan =
  (write: (char: string, random: () => number) => string): Evasion["apply"] =>
  (text, random) =>
    [...text].map((char) => (isHan(char) ? write(char, random) : char)).join("");
const after = (...fillers: readonly string[]): Evasion["apply"] =>
  eachHan((char, random) => char + (fillers[Math.floor(random() * fillers.length)] ?? ""));

const sounds: Readonly<Record<string, string>> = {
  不: "bu",
  知: "zhi",
  道: "dao",
  清: "qing",
  楚: "chu",
  归: "gui",
  我: "wo",
  管: "guan",
  办: "ban",
  法: "fa",
  没: "mei",
  等: "deng",
  急: "ji",
  看: "kan",
  来: "lai",
};
const radicals: Readonly<Record<string, string>> = {
  知: "矢口",
  楚: "林疋",
  清: "氵青",
  法: "氵去",
  没: "氵殳",
  找: "扌戈",
  你: "亻尔",
  们: "亻门",
  等: "竹寺",
  晓: "日尧",
  便: "亻更",
};
const martian: Readonly<Record<string, string>> = {
  不: "芣",
  知: "倁",
  道: "噵",
  清: "凊",
  楚: "濋",
  我: "莪",
  你: "伱",
};
const asSmallCapitals = (syllable: string) =>
  [...syllable].map((letter) => "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ".charAt(letter.charCodeAt(0) - 97)).join("");
const asMathematical = (syllable: string) =>
  [...syllable].map((letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97)).join("");
const inSound = (write: (syllable: string) => string): Evasion["apply"] =>
  eachHan((char) => (sounds[char] === undefined ? char : write(sounds[char])));

/** Ways of hiding a phrase that dress up or take apart the characters themselves. */
export const disguises: readonly Evasion[] = [
  { name: "every character doubled", apply: eachHan((char) => char + char) },
  { name: "every character tripled", apply: eachHan((char) => char.repeat(3)) },
  { name: "sound beside the character", apply: eachHan((char) => char + (sounds[char] ?? "")) },
  {
    name: "sound in brackets",
    apply: eachHan((char) => (sounds[char] === undefined ? char : `${char}(${sounds[char]})`)),
  },
  { name: "sound for some characters", apply: inSound((syllable) => syllable) },
  { name: "sound in small capitals", apply: inSound(asSmallCapitals) },
  { name: "sound in mathematical letters", apply: inSound(asMathematical) },
  { name: "keycap digits", apply: after("1️⃣", "2️⃣", "0️⃣") },
  { name: "circled digits", apply: after("①", "②", "⑨") },
  { name: "decimal character references", apply: eachHan((char) => `&#${char.codePointAt(0)};`) },
  { name: "hexadecimal character references", apply: eachHan((char) => `&#x${char.codePointAt(0)?.toString(16)};`) },
  { name: "named spaces", apply: after("&nbsp;", "&emsp;", "&zwnj;") },
  { name: "tags of markup", apply: eachHan((char) => `<b>${char}</b>`) },
  { name: "characters in two pieces", apply: eachHan((char) => radicals[char] ?? char) },
  { name: "fanciful characters", apply: eachHan((char) => martian[char] ?? char) },
  { name: "tag characters", apply: after("\u{e0062}", "\u{e0001}", "\u{e007f}") },
  { name: "joiners", apply: after("\u200c", "\u200d") },
  { name: "Hangul fillers", apply: after("\u3164", "\u115f", "\u1160", "\uffa0") },
  { name: "interlinear annotation", apply: after("\ufff9", "\ufffa", "\ufffb") },
  { name: "blank braille and object marks", apply: after("\u2800", "\ufffc") },
  { name: "letters of other alphabets", apply: after("の", "ア", "가", "я", "λ") },
  { name: "order turned by an override", apply: (text) => `\u202e${[...text].reverse().join("")}\u202c` },
  { name: "one character a line", apply: (text) => [...text].join("\n") },
];
