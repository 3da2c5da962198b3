import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A line of the benchmark's table: what, how much, and the bar it is held against. */
export interface Row {
  readonly what: string;
  readonly value: string;
  readonly bar?: string;
  readonly met?: boolean;
}

const path = join(import.meta.dirname, "../../README.md");
const [begins, ends] = ["<!-- measured: written by `npm run bench -- --readme` -->", "<!-- end of measured -->"];

const verdict = ({ met }: Row): string => (met === undefined ? "" : met ? "met" : "**missed**");

/** Puts the table, where and when it was measured, into the README in place of the one before. */
export function quoteInReadme(rows: readonly Row[], where: string): void {
  const readme = readFileSync(path, "utf8");
  const [from, to] = [readme.indexOf(begins), readme.indexOf(ends)];
  if (from === -1 || to < from) throw new Error(`README.md has no place for the table: ${begins} … ${ends}`);
  const lines = rows.map((row) => `| ${row.what} | ${row.value} | ${row.bar ?? ""} | ${verdict(row)} |`);
  const table = ["| what | measured | bar | |", "| --- | --- | --- | --- |", ...lines].join("\n");
  writeFileSync(path, `${readme.slice(0, from)}${begins}\n\n${where}\n\n${table}\n\n${readme.slice(to)}`);
}
