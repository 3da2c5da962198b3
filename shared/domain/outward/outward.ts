import type { NoticeKind } from "../notices.ts";
import { portalPath } from "../portal-path.ts";

/** What besides the inbox goes out of the system, and in which words. Nothing that is about the conduct of a person or a complaint does. */
const announced: Readonly<Partial<Record<NoticeKind, string>>> = {
  urgent: "紧急事项待签收",
  escalation: "超时上报",
  digest: "督办周报已生成",
};

/** A notice as far as it is told outside. */
export interface OutwardNotice {
  readonly kind: NoticeKind;
  readonly number: string;
  readonly level?: number;
  readonly limit?: { readonly dueAt: string };
}

/** The number of an inquiry; suggestions, conduct and inspections stay inside. */
const INQUIRY = /^Q[0-9A-Z]{4}-[0-9A-Z]{5}$/;

/** Whether a notice is told outside: urgent reports and escalations of inquiries, and the weekly digest. */
export const goesOut = ({ kind, number }: Pick<OutwardNotice, "kind" | "number">): boolean =>
  announced[kind] !== undefined && (kind === "digest" || INQUIRY.test(number));

const beijing = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

/** The link to what a notice is about. */
export const linkTo = (number: string, portal: string): string =>
  portal === "" ? "" : `${portal.replace(/(?<![#/])[#/]*$/, "/")}#/${portalPath(number).join("/")}`;

/** What is told: which number, what about, due when, where to go. No name, no subject, no recipient. */
export function outwardText(notice: OutwardNotice, portal: string): string {
  const { kind, number, level, limit } = notice;
  const link = linkTo(number, portal);
  return [
    `【首问】${announced[kind] ?? kind}${level === undefined || level < 1 ? "" : `（第${level}级）`}`,
    kind === "digest" ? `周次：${number}` : `编号：${number}`,
    ...(limit ? [`时限：${beijing(limit.dueAt)}`] : []),
    link === "" ? "请登录工作台查看。" : `请登录工作台查看：${link}`,
  ].join("\n");
}
