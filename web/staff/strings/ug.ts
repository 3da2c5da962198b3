import type { Strings } from "./zh-CN.ts";

/**
 * Uyghur drafts: written without a native speaker and not yet read by one, so only single words and elementary phrases.
 * Everything else is shown in Chinese.
 */
export const ug: Partial<Record<keyof Strings, string>> = {
  "counter.content": "مەزمۇنى",
  "counter.name": "ئىسمىڭىز",
  "counter.phone": "تېلېفون نومۇرى",
  "field.optional": "（ئىختىيارىي）",
  "field.text": "مەزمۇنى",
  "form.cancel": "قايتىش",
  "slip.number": "سۈرۈشتۈرۈش نومۇرى",
  "staff.name": "ئىسمى",
  "staff.phone": "تېلېفون نومۇرى",
  "stage.accepted": "بىر تەرەپ قىلىنىۋاتىدۇ",
  "stage.awaiting-materials": "ماتېرىيال تولۇقلاش كېرەك",
  "stage.closed": "تاماملاندى",
  "stage.referred": "مۇناسىۋەتلىك تارماققا يوللاپ بېرىلدى",
  "grade.5": "ناھايىتى رازى",
  "grade.4": "رازى",
  "grade.3": "ئاساسەن رازى",
  "grade.2": "نارازى",
  "grade.1": "ناھايىتى نارازى",
  "language.ug": "ئۇيغۇرچە",
};
