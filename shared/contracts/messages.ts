import { uyghurFieldMessages, uyghurMessages, uyghurWords } from "./messages-ug.ts";
import type { Language } from "./text.ts";
import { words } from "./words.ts";

interface Sentence {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}

/**
 * Every sentence the API can answer a request with that it does not carry out: the status, what is wrong, what to do instead.
 * The Chinese one counts; the Uyghur drafts stand in `messages-ug.ts`.
 */
export const messages = {
  // The request itself
  "malformed-json": {
    status: 400,
    zh: "请求内容不是有效的 JSON，请检查后重新提交。",
    en: "The body is not valid JSON. Check it and send it again.",
  },
  "body-too-large": {
    status: 413,
    zh: "内容过长（最多 64 KB），请精简后重新提交。",
    en: "The body is too large (64 KB at most). Shorten it and send it again.",
  },
  "unsupported-media-type": {
    status: 415,
    zh: "请以 application/json 提交，且不要压缩。",
    en: "Send application/json, not compressed.",
  },
  invalid: {
    status: 400,
    zh: "有的栏目没有填对，请按提示修改后重新提交。",
    en: "Some fields are not right. Correct them as named and send again.",
  },
  "not-found": {
    status: 404,
    zh: "没有找到。请核对编号和查询密码。",
    en: "Nothing found. Check the number and the secret.",
  },
  "no-such-route": {
    status: 404,
    zh: "接口没有这个地址或方法。全部接口见 /api/openapi.json。",
    en: "The API has no such address or method. All there are: /api/openapi.json.",
  },
  unauthorized: {
    status: 401,
    zh: "登录已失效，请重新登录。",
    en: "Your sign-in is not valid any more. Sign in again.",
  },
  "not-in-directory": {
    status: 403,
    zh: "您的账号不在在职人员名录中，请联系管理员。",
    en: "Your account is not among the active staff. Ask the administrator.",
  },
  forbidden: {
    status: 403,
    zh: "您没有这项权限。需要时请联系本部门负责人或办公室。",
    en: "You may not do this. Ask the head of your department or the office.",
  },
  "idempotency-key-reused": {
    status: 409,
    zh: "同一提交标识已用于另一份内容。请刷新页面后重新提交。",
    en: "This Idempotency-Key was used for another text. Use a new key.",
  },
  "if-match-needed": {
    status: 428,
    zh: "请带上您看到的版本（If-Match），以免覆盖他人的办理。",
    en: "Send the version you saw in If-Match, so that nobody's work is overwritten.",
  },
  stale: {
    status: 412,
    zh: "这件事刚刚有了新的进展，请刷新后再操作。",
    en: "The case has moved on since you loaded it. Reload and try again.",
  },
  "too-many-entries": {
    status: 409,
    zh: "本件记录已满，请办结后另立新件。",
    en: "This case is full. Close it and open a new one.",
  },
  busy: {
    status: 503,
    zh: "系统繁忙，您的内容没有丢失，请稍后用同一页面重试，或拨打窗口电话。",
    en: "The system is busy. Nothing is lost: try again from the same page, or telephone.",
  },
  internal: {
    status: 500,
    zh: "系统出错，已记录。请稍后重试，或拨打窗口电话。",
    en: "Something failed here and has been recorded. Try again later, or telephone.",
  },
  // Proof of work
  "proof-needed": {
    status: 422,
    zh: "请先完成防刷验证再提交。上不了网或验证不了的，请拨打窗口电话或到窗口办理。",
    en: "Solve the challenge first (POST /api/challenges). If you can't, telephone or come to a counter.",
  },
  "proof-wrong": {
    status: 422,
    zh: "防刷验证没有通过，请重新提交。",
    en: "The proof of work is not right for this form. Fetch a new challenge.",
  },
  "proof-expired": {
    status: 422,
    zh: "防刷验证已过期，请重新提交。",
    en: "The challenge has expired. Fetch a new one.",
  },
  "proof-spent": {
    status: 422,
    zh: "这次防刷验证已用过，请重新提交。",
    en: "This proof of work has been used. Fetch a new challenge.",
  },
  // Whom and where
  "unknown-office": {
    status: 422,
    zh: "没有编号为 {office} 的办事处，请从列表中选择。",
    en: "There is no office {office}. Choose one of the list.",
  },
  "unknown-service": {
    status: 422,
    zh: "没有编号为 {service} 的业务，请从服务目录中选择，或留空由我们判断。",
    en: "There is no service {service}. Choose one of the catalogue, or leave it empty.",
  },
  "unknown-staff": {
    status: 422,
    zh: "名录中没有在职人员 {staffId}，请核对。",
    en: "There is no active member of staff {staffId}. Check the id.",
  },
  "unknown-unit": {
    status: 422,
    zh: "没有部门 {unit}，请从名录中选择承办部门。",
    en: "There is no unit {unit}. Choose the department in charge from the directory.",
  },
  "nobody-contacted": {
    status: 422,
    zh: "请按先后顺序填写服务对象接触到的工作人员，以确定首问责任人。",
    en: "Name the staff who were asked, in order, so that the first responder can be determined.",
  },
  "nobody-in-office": {
    status: 409,
    zh: "办事处 {office} 目前没有可以负责的人员，请管理员补全值班表或负责人。",
    en: "Office {office} has nobody who could be responsible. The administrator must complete its roster or head.",
  },
  // Commands on a case
  "not-yours": {
    status: 403,
    zh: "这一步由{by}办理，您目前不能操作；请联系承办人或其负责人。",
    en: "This step belongs to: {by}. Ask the caseworker or the head.",
  },
  "wrong-stage": {
    status: 409,
    zh: "本件目前处于“{stage}”，“{command}”须在“{stages}”环节执行。请先完成当前环节，或改用现在可办的步骤。",
    en: "The case is in stage {stage}; {command} is possible in: {stages}. Finish the present step, or take one that is open now.",
  },
  "not-now": {
    status: 409,
    zh: "本件目前处于“{stage}”，暂时不能“{command}”。有需要请留言，我们会答复您。",
    en: "The case is in stage {stage}: {command} is not possible now. Leave a message and we will answer.",
  },
  "reply-blocked": {
    status: 422,
    zh: "答复中有推诿用语，不能发出。请按提示改写，并指明承办部门。",
    en: "The reply contains a brush-off and can't be sent. Reword it as proposed and name who is in charge.",
  },
  "reply-needs-confirmation": {
    status: 422,
    zh: "答复中有需要斟酌的用语。请改写；确需保留的，确认后发出，系统将予记录。",
    en: "The reply contains wording to think over. Reword it, or confirm it: that is recorded.",
  },
  "answer-owed": {
    status: 409,
    zh: "首问必答：请先给出答复再办结。",
    en: "Every inquiry gets an answer: answer it before you finish.",
  },
  "outcome-owed": {
    status: 409,
    zh: "首问必果：请先确定办理结果。",
    en: "Every inquiry gets an outcome: record it first.",
  },
  "feedback-owed": {
    status: 409,
    zh: "转来的事项办完后，请用“反馈”答复群众并告知首问责任人。",
    en: "A referred case ends with feedback to the citizen and the first responder: use giveFeedback.",
  },
  "assistance-owed": {
    status: 409,
    zh: "协办部门（{units}）尚未答复，主办部门不能办结；请催办。",
    en: "The assisting units ({units}) have not answered yet; the lead can't finish. Remind them.",
  },
  "refer-to-own-unit": {
    status: 422,
    zh: "本件已在该部门，请受理办理，或改为“重新指派”。",
    en: "The case is already with that unit. Accept it, or reassign it.",
  },
  "referral-open": {
    status: 409,
    zh: "本件已转办，对方尚未接收或退回；请先等其处理，必要时请示上级。",
    en: "The case is referred and not yet received or returned. Wait, or have the superior asked.",
  },
  "refer-again": {
    status: 409,
    zh: "{unit}已说明理由退回，不能再次转办；承办不清的，请“请示”上级指定。",
    en: "{unit} has returned the case with a reason. Ask the superior to designate (consult).",
  },
  "no-referral": {
    status: 409,
    zh: "本件没有待处理的转办。自办的请直接“办结”，需他部门办理的先“转办”。",
    en: "There is no open referral on this case. Complete it yourself, or refer it first.",
  },
  "person-absent": {
    status: 422,
    zh: "{staffId}不在岗，请选择在岗人员或其 AB 岗。",
    en: "{staffId} is absent. Choose somebody present, or the deputy.",
  },
  "not-of-the-unit": {
    status: 422,
    zh: "{staffId}不属于该部门，请选择该部门人员。",
    en: "{staffId} does not belong to that unit. Choose one of its staff.",
  },
  "no-superior": {
    status: 409,
    zh: "名录中没有您的上级，请管理员补全。",
    en: "The directory names no superior of yours. The administrator must complete it.",
  },
  "no-assistance": {
    status: 409,
    zh: "没有需要您部门协办答复的事项。要补充情况的，请告知承办人。",
    en: "No assistance is owed by your unit. Tell the caseworker what you want to add.",
  },
  "already-theirs": {
    status: 409,
    zh: "本件已由该人员承办，请选择其他人员，或直接办理。",
    en: "The case is already theirs. Choose somebody else, or go on with it.",
  },
  "unknown-outside-body": {
    status: 422,
    zh: "外部单位名录中没有 {id}，请先选择或补录（名称、地址、电话）。",
    en: "There is no outside body {id}. Choose one, or add it with address and telephone.",
  },
  "outside-body-incomplete": {
    status: 422,
    zh: "“{name}”缺少地址或电话。请管理员补全，以便群众找得到。",
    en: "{name} has no address or telephone. Have it completed, so that the citizen finds it.",
  },
  "service-needed": {
    status: 422,
    zh: "请先选定业务，一次性告知书按该业务的材料清单生成。",
    en: "Choose the service first: the one-time notice is made from its checklist.",
  },
  "nothing-missing": {
    status: 422,
    zh: "请在材料清单中勾选全部缺少的材料。",
    en: "Tick everything that is missing on the checklist.",
  },
  "not-on-checklist": {
    status: 422,
    zh: "{material}不在“{service}”的材料清单上，不得额外索要。",
    en: "{material} is not on the checklist of {service}; nothing else may be asked for.",
  },
  "not-on-notice": {
    status: 422,
    zh: "{material}不在一次性告知书上，请只勾选告知书所列材料。",
    en: "{material} is not on the one-time notice. Tick only what it lists.",
  },
  "second-notice": {
    status: 409,
    zh: "一次性告知只能一次。确因新情况需要再次告知的，请写明新情况，并将报办公室。",
    en: "The one-time notice is given once. A second one needs a stated new fact, and is reported to the office.",
  },
  "no-notice": {
    status: 409,
    zh: "本件没有待补的材料。缺材料的，请先出具“一次性告知”。",
    en: "No materials are awaited on this case. If some are missing, give the one-time notice first.",
  },
  "already-announced": {
    status: 409,
    zh: "您已告知材料备齐，我们正在核对。",
    en: "You have already told us that the materials are in; we are checking them.",
  },
  "already-rated": {
    status: 409,
    zh: "您已评价过，谢谢。需要补充的，请留言。",
    en: "You have already rated this case. Leave a message if you want to add something.",
  },
  "urgent-already-reported": {
    status: 409,
    zh: "已作为紧急事项上报，正等待负责人确认。",
    en: "It is already reported as urgent and waits for the head.",
  },
  "nothing-urgent": {
    status: 409,
    zh: "本件没有待签收的紧急报告。情况紧急的，请先“紧急上报”。",
    en: "There is no urgent report to acknowledge. If it is urgent, report it first.",
  },
  "unknown-pause-reason": {
    status: 422,
    zh: "只有规定的情形可以暂停计时，请从中选择：{reasons}。",
    en: "The clock stops only for one of these; choose it: {reasons}.",
  },
  "already-extended": {
    status: 409,
    zh: "限时只能延长一次，本件已延长过。请在现有时限内办结，或请示上级协调。",
    en: "A limit is extended once; this one has been. Finish within it, or ask the superior.",
  },
  "no-limit-to-extend": {
    status: 409,
    zh: "本件没有正在计时的办理限时，无需延长；暂停中的，请先恢复计时。",
    en: "No handling limit is running, so there is nothing to extend. If its clock stands still, let it go on first.",
  },
  "extension-too-long": {
    status: 422,
    zh: "延长不得超过{most}日，请缩短后重新提交。",
    en: "The extension is at most {most} days. Choose fewer.",
  },
  "statute-forbids": {
    status: 422,
    zh: "延长后将超过法定期限（{dueOn}），不能延长。请在法定期限内办结。",
    en: "That would pass the statutory limit ({dueOn}). Finish within it.",
  },
  "slot-in-the-past": { status: 422, zh: "该时段已过，请另选。", en: "That time has passed. Choose another." },
  "slot-taken": { status: 409, zh: "该时段刚被约满，请另选。", en: "That time has just been taken. Choose another." },
  "unknown-slot": {
    status: 422,
    zh: "没有这个预约时段，请从可约时段中选择。",
    en: "There is no such slot. Choose one that is free.",
  },
  "same-slot": {
    status: 409,
    zh: "已经预约在这个时段。要改期的，请选择其他时段。",
    en: "That is the time already booked. Choose another to move it.",
  },
  "no-appointment": {
    status: 409,
    zh: "本件没有有效的预约，请先预约。",
    en: "There is no appointment on this case. Book one first.",
  },
  "appointment-not-yet": {
    status: 409,
    zh: "预约时间还没有到，请在预约时间之后记录；来不了的，请改期或取消。",
    en: "The appointed time has not come yet. Record it afterwards; to change it, move or cancel it.",
  },
  // Figures
  "no-digest": {
    status: 404,
    zh: "{week}没有周报，请从周报列表中选择。",
    en: "There is no digest of {week}. Choose one of the list.",
  },
  // The directory
  "id-differs": {
    status: 422,
    zh: "路径中的编号与内容中的编号（{id}）不一致，请改为一致后重新提交。",
    en: "The id in the path differs from the one in the body ({id}). Make them the same.",
  },
  "entry-of-another-kind": {
    status: 422,
    zh: "内容不是“{kind}”类的条目，请提交到与内容相符的路径。",
    en: "The entry is not one of {kind}. Send it to the path of its own kind.",
  },
  "calendar-faults": {
    status: 422,
    zh: "这一年的放假安排有误，没有载入。请按所列各条核对通知原文。",
    en: "The calendar of this year has faults and was not loaded. Check each against the notice.",
  },
  "unit-of-another-office": {
    status: 422,
    zh: "{unit}不是{office}的部门。每人属于一个部门。",
    en: "{unit} is no unit of {office}. Everybody belongs to exactly one unit.",
  },
  // The suggestion box
  "assigned-to-concerned": {
    status: 422,
    zh: "不能交给被反映的人员（{staffId}）办理，请另选人员。",
    en: "It can't be given to {staffId}, whom it is about. Choose somebody else.",
  },
  "assigned-to-subordinate": {
    status: 422,
    zh: "{staffId}受被反映人员领导，不宜办理，请选择其他部门或办公室人员。",
    en: "{staffId} works under a person it is about. Choose somebody of another unit or of the office.",
  },
  "complaint-stays": {
    status: 409,
    zh: "投诉须在意见箱内办理并答复；涉及业务的，请在答复中引导其另行咨询。",
    en: "A complaint is answered in the box. Tell its writer in the reply how to ask about the business itself.",
  },
  "publication-names-somebody": {
    status: 422,
    zh: "公开内容中有可识别个人的信息：{found}。请改写后再公开。",
    en: "Somebody can be recognised in the wording: {found}. Reword it before publishing.",
  },
  "not-about-them": {
    status: 422,
    zh: "该投诉未确认涉及{staffId}。请先在审核中确认被反映的人员或部门。",
    en: "The complaint has not been found to be about {staffId}. Name them in the review first.",
  },
  "conduct-already-open": {
    status: 409,
    zh: "已就本投诉对该人员立项，请在行为记录中办理。",
    en: "A case about this person has been opened from this complaint. Go on in the register.",
  },
  // Conduct and inspections
  "unknown-breach": {
    status: 422,
    zh: "没有“{category}”这一违规类别，请从类别表中选择。",
    en: "There is no category of breach {category}. Choose one of the rule pack.",
  },
  "measure-of-another-rung": {
    status: 422,
    zh: "按查实次数应为“{proposed}”，不能改为“{measure}”。请按前者确认。",
    en: "By the count of verified breaches the measure is {proposed}, not {measure}. Confirm that one.",
  },
  "appeal-over": {
    status: 409,
    zh: "申诉一次为限，且须在期限内提出；本件已不能申诉。有新的事实，请向办公室反映。",
    en: "There is one appeal, within its limit; this case can't be appealed any more. Bring new facts to the office.",
  },
  "no-retraining": {
    status: 409,
    zh: "本件没有待完成的培训学习，无需登记。",
    en: "No retraining is outstanding on this case: there is nothing to record.",
  },
  "unknown-inspection-category": {
    status: 422,
    zh: "没有“{category}”这一督查类别，请从类别表中选择。",
    en: "There is no category of inspection {category}. Choose one of the rule pack.",
  },
  "inspected-later": {
    status: 422,
    zh: "督查日期（{inspectedOn}）不能晚于今天，请改正后重新提交。",
    en: "The inspection can't be dated {inspectedOn}, after today. Correct the date.",
  },
  "nothing-to-rectify": {
    status: 409,
    zh: "本次督查没有需要整改的事项；有新发现的，请办公室另作记录。",
    en: "There is nothing to put right here. What is found anew is recorded by the office.",
  },
} as const satisfies Record<string, Sentence>;

/** What is wrong with a single field, by zod's code or our own. */
export const fieldMessages: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  invalid_type: { zh: "缺少或类型不对", en: "missing or of the wrong type" },
  invalid_value: { zh: "不在可选范围内", en: "not one of the possible values" },
  invalid_union: { zh: "不在可选范围内", en: "not one of the possible values" },
  invalid_format: { zh: "格式不对", en: "wrong format" },
  unrecognized_keys: { zh: "不认识的栏目", en: "unknown field" },
  too_small: { zh: "太短或太小", en: "too short or too small" },
  too_big: { zh: "太长或太大", en: "too long or too large" },
  "control-character": { zh: "含有不可见的控制字符", en: "contains control characters" },
  "period-too-long": { zh: "起止日期须先后有序，且不超过两年", en: "from before to, and two years at most" },
  "ends-before-start": { zh: "结束须晚于开始", en: "the end must come after the beginning" },
  "shift-past-midnight": {
    zh: "下班时间须晚于上班时间；跨零点的值班请分写在两天（前一天至24:00，后一天从00:00起）",
    en: "to must come after from; write a shift past midnight on both days (to 24:00, from 00:00)",
  },
  "out-of-range": { zh: "请填2000年至2100年的日期", en: "a date from 2000 to 2100, please" },
  "contacted-staff-needed": { zh: "请填写服务对象接触到的工作人员", en: "name the staff who were asked" },
  custom: { zh: "填写有误", en: "not valid" },
};

export type MessageCode = keyof typeof messages;

const inUyghur: Readonly<Record<MessageCode, string>> = uyghurMessages;

/** What is wrong with a field, in the reader's language. */
export const fieldMessage = (code: string, language: Language): string => {
  const known = fieldMessages[code] ? code : "custom";
  if (language === "ug") return uyghurFieldMessages[known] ?? code;
  return fieldMessages[known]?.[language === "en" ? "en" : "zh"] ?? code;
};

const word = (code: string, language: Language): string | undefined =>
  language === "ug" ? uyghurWords[code] : words[code]?.[language === "en" ? "en" : "zh"];

const between = { "zh-CN": "、", ug: "، ", en: ", " } as const satisfies Record<Language, string>;

/** A value in the reader's words: codes of stages, commands and relations have names, everything else stands as it is. */
const named = (value: string | number | undefined, language: Language): string =>
  String(value ?? "")
    .split("、")
    .map((code) => word(code, language) ?? code)
    .join(between[language]);

const templateOf = (code: MessageCode, language: Language): string => {
  if (language === "ug") return inUyghur[code];
  return messages[code][language === "en" ? "en" : "zh"];
};

const isMessage = (code: string): code is MessageCode => Object.hasOwn(messages, code);

/** A sentence of the catalogue with its blanks filled, in the reader's language. */
export function sentence(code: string, language: Language, params: Readonly<Record<string, string | number>> = {}) {
  const known = isMessage(code) ? code : "internal";
  return {
    status: messages[known].status,
    text: templateOf(known, language).replaceAll(/\{(\w+)\}/g, (_, name: string) => named(params[name], language)),
  };
}
