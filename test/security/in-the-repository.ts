import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Check, type Figure, none } from "./figure.ts";

const root = join(import.meta.dirname, "../..");

/** What keys look like that open something: those of AWS, of code hosts and chats, and private ones. */
const secrets = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /aws_secret_access_key\s*[=:]\s*["']?[A-Za-z0-9/+]{40}/i,
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/=]/,
  /\bgh[opsu]_[A-Za-z0-9]{36}\b/,
  /\bxox[abpr]-[A-Za-z0-9-]{10,}/,
  /\/cgi-bin\/webhook\/send\?key=[0-9a-f]{8}-[0-9a-f]{4}/,
  /\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/,
];

/** Every line that was ever added, in every branch: what was taken out again can be read still. */
const history = async (): Promise<Figure> => {
  const asked = ["log", "--all", "--patch", "--unified=0", "--no-color", "--format=commit %h"];
  const { stdout } = await promisify(execFile)("git", asked, { cwd: root, maxBuffer: 2 ** 30 });
  let commit = "";
  let lines = 0;
  const through: string[] = [];
  for (const line of stdout.split("\n")) {
    if (line.startsWith("commit ")) commit = line;
    if (!line.startsWith("+")) continue;
    lines += 1;
    if (secrets.some((secret) => secret.test(line))) through.push(`${commit}: ${line.slice(0, 80)}`);
  }
  return none(lines, `lines ever added, held against ${secrets.length} kinds of keys`, through);
};

/** Packages that run something when they are installed, and why they may. */
const mayRun: Readonly<Record<string, string>> = {
  "classic-level": "finds the database of the local stack that was built for this machine",
  esbuild: "finds the compiler that was built for this machine",
  node: "fetches the Node that everything runs with, from the registry",
  "simple-git-hooks": "puts the hook that package.json names into .git",
};

interface Locked {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly hasInstallScript?: boolean;
        readonly integrity?: string;
        readonly inBundle?: boolean;
        readonly link?: boolean;
      }
    >
  >;
}

/** What `npm ci` fetches is what was looked at, and runs nothing that was not. */
const lockfile = async (): Promise<Figure> => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Locked;
  const fetched = Object.entries(packages).filter(([name, { inBundle, link }]) => name !== "" && !inBundle && !link);
  const named = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const through = fetched.flatMap(([path, { hasInstallScript, integrity }]) => [
    ...(integrity?.startsWith("sha512-") ? [] : [`${path} has no digest`]),
    ...(hasInstallScript && !(named(path) in mayRun) ? [`${path} runs a script that nobody has looked at`] : []),
  ]);
  return none(
    fetched.length,
    `packages, each with its digest; ${Object.keys(mayRun).length} may run a script when installed`,
    through,
  );
};

/** What the repository itself could give away or bring in. */
export const inTheRepository: readonly Check[] = [
  {
    attack: "A key in the history of the repository",
    control: "Secrets are made by the deployment and read from Secrets Manager",
    run: history,
  },
  {
    attack: "A package that was exchanged, or runs something of its own",
    control: "A lockfile with digests; install scripts by name",
    run: lockfile,
  },
];
