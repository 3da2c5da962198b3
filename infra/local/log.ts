import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";

/** Takes the output of a function or service of the local stack. */
export type Log = (source: string, text: string) => void;

/** Writes each source's lines into its own file of a folder; without a folder they go to the console, or nowhere. */
export function openLog({ folder, console: toConsole }: { folder?: string; console?: boolean }): Log {
  if (folder) mkdirSync(folder, { recursive: true });
  return (source, text) => {
    const line = text.endsWith("\n") ? text : `${text}\n`;
    if (toConsole) process.stdout.write(`${source} ${line}`);
    if (folder) appendFileSync(path.join(folder, `${source}.log`), line);
  };
}
