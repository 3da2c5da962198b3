import { fieldMessage, sentence } from "../contracts/messages.ts";
import type { Problem } from "../contracts/problem.ts";
import type { Language } from "../contracts/text.ts";
import type { Refusal } from "../domain/refusal.ts";

/** What a function answers with. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A request that is not carried out, thrown by the layers before the use case. It is no Error: taking down where it was thrown costs
 * more than answering an honest request, and whoever sends rubbish would choose the price.
 */
export class RequestProblem {
  readonly code: string;
  readonly issues: readonly { readonly path: string; readonly code: string }[];
  readonly clause: Refusal["clause"];

  constructor(code: string, issues: RequestProblem["issues"] = [], clause?: Refusal["clause"]) {
    this.code = code;
    this.issues = issues;
    this.clause = clause;
  }
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  428: "Precondition Required",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

const problemAnswer = (
  code: string,
  language: Language,
  extra: Partial<Problem>,
  params?: Refusal["params"],
  headers: Readonly<Record<string, string>> = {},
): Answer => {
  const { status, text } = sentence(code, language, params);
  const problem: Problem = {
    type: `urn:shouwen:problem:${code}`,
    title: titles[status] ?? "Error",
    status,
    detail: text,
    code,
    ...(language === "ug" && { authoritative: sentence(code, "zh-CN", params).text }),
    ...extra,
  };
  return {
    statusCode: status,
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      "content-language": language,
      "cache-control": "no-store",
      ...headers,
    },
    body: JSON.stringify(problem),
  };
};

/** A refusal of the domain as RFC 9457 problem details. */
export const refusalAnswer = (
  refusal: Refusal,
  language: Language,
  headers?: Readonly<Record<string, string>>,
): Answer =>
  problemAnswer(
    refusal.code,
    language,
    {
      ...(refusal.clause && { clause: refusal.clause }),
      ...(refusal.findings && { findings: [...refusal.findings] }),
      ...(refusal.current && { current: { ...refusal.current } }),
    },
    refusal.params,
    { ...(refusal.current && { etag: `"${refusal.current.version}"` }), ...headers },
  );

/** A request that did not get as far as the domain, as RFC 9457 problem details. */
export function requestProblemAnswer(problem: RequestProblem, language: Language): Answer {
  const errors = problem.issues.map(({ path, code }) => ({ path, code, message: fieldMessage(code, language) }));
  return problemAnswer(problem.code, language, {
    ...(problem.clause && { clause: problem.clause }),
    ...(errors.length > 0 && { errors }),
  });
}
