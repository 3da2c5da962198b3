import type { Problem } from "#shared/contracts/problem.ts";
import { tellTime } from "./clock.ts";
import { bearer } from "./session.ts";
import { language } from "./texts.ts";

/** A request that was not carried out, with the server's reason. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

interface Request {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const unreachable: Problem = {
  type: "about:blank",
  title: "Unreachable",
  status: 0,
  detail: "",
  code: "unreachable",
};

/** Asks the API and gives its answer; a refusal is thrown with the server's words. */
export async function ask<Answer>(
  method: string,
  path: string,
  { body, headers, signal }: Request = {},
): Promise<Answer> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      signal,
      cache: "no-store",
      headers: {
        authorization: `Bearer ${bearer()}`,
        "accept-language": language(),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem(unreachable);
  }
  tellTime(answer.headers.get("date"));
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  const said = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  const code = said.code ?? (answer.status === 401 ? "unauthorized" : "internal");
  throw new ApiProblem({ ...unreachable, ...said, status: answer.status, code });
}

/** Saves what the API gives in pages, each led to by the Link header of the one before, as one file; only the first brings the heads. */
export async function download(path: string, name: string): Promise<void> {
  const parts: string[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const answer: Response = await fetch(next, { headers: { authorization: `Bearer ${bearer()}` }, cache: "no-store" });
    if (!answer.ok)
      throw new ApiProblem({ ...unreachable, ...((await answer.json().catch(() => ({}))) as Partial<Problem>) });
    const text = await answer.text();
    parts.push(parts.length === 0 ? text : text.replace(/^\uFEFF?[^\n]*\n/, ""));
    const link: string | undefined = /<([^<>]+)>;\s*rel="?next"?/.exec(answer.headers.get("link") ?? "")?.[1];
    next = link && new URL(link, answer.url).href;
  }
  const url = URL.createObjectURL(new Blob(parts, { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

/** A key under which a submission can be repeated without being doubled. */
export const newKey = (): string => crypto.randomUUID();

/** The problem behind an error, if it is one the server stated. */
export const problemOf = (error: unknown): Problem | undefined =>
  error instanceof ApiProblem ? error.problem : undefined;
