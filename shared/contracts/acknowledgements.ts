import type { Language } from "./text.ts";

/** Who has an inquiry in hand, as its receipt names them. */
interface Responder {
  readonly name: string;
  readonly office: string;
  readonly phone: string;
}

type Sentence<Blanks extends unknown[]> = Readonly<Record<Language, (...blanks: Blanks) => string>>;

/** What the receipt of an inquiry says (FIR-3, FIR-5); the Uyghur is a draft. */
const received: Sentence<[Responder]> = {
  "zh-CN": ({ name, office, phone }) =>
    `您好，您的来件已收到。首问责任人：${name}（${office}，电话${phone}），由其负责到您得到答复和结果。`,
  ug: ({ name, office, phone }) =>
    `ياخشىمۇسىز، يوللىغىنىڭىز تاپشۇرۇۋېلىندى. تۇنجى مەسئۇل كىشى: ${name} (${office}، تېلېفون ${phone})، جاۋاب ۋە نەتىجە چىققۇچە شۇ كىشى مەسئۇل بولىدۇ.`,
  en: ({ name, office, phone }) =>
    `Hello, your inquiry has arrived. First responder: ${name} (${office}, telephone ${phone}), who is responsible until you have an answer and an outcome.`,
};

/** What the receipt of a suggestion says: scenario E of the polite phrases (SC-8); the translations are drafts. */
const thanks: Sentence<[]> = {
  "zh-CN": () => "谢谢您对我们工作关心，我们一定虚心接受，尽快改进。",
  ug: () => "خىزمىتىمىزگە كۆڭۈل بۆلگىنىڭىزگە رەھمەت. كەمتەرلىك بىلەن قوبۇل قىلىپ، تېزدىن ياخشىلايمىز.",
  en: () => "Thank you for caring about our work. We take it to heart and will do better soon.",
};

const spokenBy = <Blanks extends unknown[]>(sentence: Sentence<Blanks>, language: string) =>
  (sentence as Readonly<Record<string, (...blanks: Blanks) => string>>)[language] ?? sentence["zh-CN"];

/** The acknowledgement of an inquiry in the writer's language. */
export const inquiryReceived = (language: string, responder: Responder): string =>
  spokenBy(received, language)(responder);

/** The acknowledgement of a word for the suggestion box in the writer's language. */
export const suggestionReceived = (language: string): string => spokenBy(thanks, language)();
