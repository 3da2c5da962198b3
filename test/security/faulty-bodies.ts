import { gzipSync } from "node:zlib";
import type { HonestBody } from "./honest-bodies.ts";

/** A body that is right but for one thing, and the answer that this one thing must get. */
export interface Fault {
  readonly name: string;
  readonly body: (honest: HonestBody["value"]) => string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
}

/** A field written twice: of the two JSON.parse keeps the later, so that whatever the earlier holds, what comes of it is honest. */
const overwritten = (honest: HonestBody["value"], earlier: string): string => {
  const [field = "nothing"] = Object.keys(honest);
  const rest = JSON.stringify(honest).slice(1);
  return `{${JSON.stringify(field)}:${earlier}${rest === "}" ? "" : ","}${rest}`;
};

const nested = (depth: number): string => `${"[".repeat(depth)}1${"]".repeat(depth)}`;
const tooLarge = { status: 413, code: "body-too-large" };
const malformed = { status: 400, code: "malformed-json" };
const otherMedia = { status: 415, code: "unsupported-media-type" };
const invalid = { status: 400, code: "invalid" };

/** Every fault that is found before anything is made of a body, and those that only the contract finds. */
export const faults: readonly Fault[] = [
  { name: "a byte too long, with blanks", body: (honest) => JSON.stringify(honest).padEnd(65_537), ...tooLarge },
  { name: "two hundred thousand blanks", body: (honest) => " ".repeat(200_000) + JSON.stringify(honest), ...tooLarge },
  {
    name: "too long in bytes, not in characters",
    body: (honest) => overwritten(honest, JSON.stringify("不".repeat(22_000))),
    ...tooLarge,
  },
  { name: "nine deep", body: (honest) => overwritten(honest, nested(8)), ...malformed },
  { name: "thirty thousand deep", body: (honest) => overwritten(honest, nested(30_000)), ...malformed },
  { name: "with a bracket too many", body: (honest) => `${JSON.stringify(honest)}}`, ...malformed },
  {
    name: "compressed",
    body: (honest) => gzipSync(JSON.stringify(honest)),
    headers: { "content-encoding": "gzip" },
    ...otherMedia,
  },
  {
    name: "said to be compressed",
    body: (honest) => JSON.stringify(honest),
    headers: { "content-encoding": "br" },
    ...otherMedia,
  },
  {
    name: "as a form sends it",
    body: (honest) => JSON.stringify(honest),
    headers: { "content-type": "text/plain" },
    ...otherMedia,
  },
  { name: "a field too many", body: (honest) => JSON.stringify({ ...honest, isAdministrator: true }), ...invalid },
  {
    name: "__proto__",
    body: (honest) => {
      const rest = JSON.stringify(honest).slice(1);
      return `{"__proto__":{"polluted":1}${rest === "}" ? "" : ","}${rest}`;
    },
    ...invalid,
  },
  {
    name: "five thousand fields too many",
    body: (honest) =>
      JSON.stringify({ ...honest, ...Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`f${at}`, 1])) }),
    ...invalid,
  },
  { name: "a list around it", body: (honest) => `[${JSON.stringify(honest)}]`, ...invalid },
];
