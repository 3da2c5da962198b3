import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { closedCases, openCases } from "#shared/aws/closed-cases.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { figuresTable } from "#shared/aws/figures-table.ts";
import { DigestParams, DigestsQuery, ExportQuery, FiguresQuery } from "#shared/contracts/figures.ts";
import { can } from "#shared/domain/authorisation.ts";
import { isRefusal, refuse } from "#shared/domain/refusal.ts";
import { httpFunction } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { staffRoute } from "#shared/lambda/staff.ts";
import { exportCases } from "./export-cases.ts";
import { digestFor, reportFigures, unitsFor } from "./report-figures.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  FIGURES_TABLE: z.string(),
  OIDC_ISSUER: z.string(),
  OIDC_AUDIENCE: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const directory = directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS);
const figures = figuresTable(client, env.FIGURES_TABLE);
const cases = { ...closedCases(client, env.INQUIRIES_TABLE), ...openCases(client, env.INQUIRIES_TABLE) };
const staff = staffRoute(env, directory);

const USUAL_ROWS = 2_000;
const USUAL_DIGESTS = 26;

const mayReadDigests = { on: "digests", do: "read" } as const;

/** The page after this one, as a link from where the request went (RFC 8288). */
const nextPage = (query: ExportQuery, cursor: string): string => {
  const { cursor: _, ...given } = query;
  const search = new URLSearchParams(
    Object.entries({ ...given, cursor }).map(([name, value]) => [name, String(value)]),
  );
  return `</api/staff/export.csv?${search}>; rel="next"`;
};

/** Figures, export and weekly digests: /api/staff/figures, /api/staff/export.csv, /api/staff/digests. */
export const handler = httpFunction({
  "GET /api/staff/figures": staff({ query: FiguresQuery }, async ({ query, now }, principal) => {
    const view = await reportFigures(query, principal, now, { cases, figures, directory });
    return isRefusal(view) ? view : { status: 200, body: view };
  }),
  "GET /api/staff/export.csv": staff({ query: ExportQuery }, async ({ query, now }, principal) => {
    if (!can(principal, { on: "figures", do: "export" })) return refuse("forbidden", "FIR-9");
    const units = unitsFor(query.unit, principal, await directory.everybody(), now);
    const page = await exportCases(units, query, query.limit ?? USUAL_ROWS, cases, query.cursor);
    return {
      status: 200,
      body: page.csv,
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="shouwen-${query.from}-${query.to}.csv"`,
        ...(page.cursor !== undefined && { link: nextPage(query, page.cursor) }),
      },
    };
  }),
  "GET /api/staff/digests": staff({ query: DigestsQuery }, async ({ query }, principal) => {
    if (!can(principal, mayReadDigests)) return refuse("forbidden", "FIR-9");
    const { items, cursor } = await figures.digests(query.limit ?? USUAL_DIGESTS, query.cursor);
    const rows = items.map(({ week, from, to, madeAt }) => ({ week, from, to, madeAt }));
    return { status: 200, body: { items: rows, ...(cursor !== undefined && { cursor }) } };
  }),
  "GET /api/staff/digests/{week}": staff({ params: DigestParams }, async ({ params }, principal) => {
    if (!can(principal, mayReadDigests)) return refuse("forbidden", "FIR-9");
    const digest = await figures.digest(params.week);
    return digest
      ? { status: 200, body: digestFor(principal, digest) }
      : refuse("no-digest", "FIR-9", { week: params.week });
  }),
});
