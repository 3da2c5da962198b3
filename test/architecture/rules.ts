import type { IForbiddenRuleType } from "dependency-cruiser";

/** A place in the tree and what it may import besides its own folder. */
interface Layer {
  readonly name: string;
  readonly from: string;
  readonly may: readonly string[];
}

const domain = "^shared/domain/";
const contracts = "^shared/contracts/";
const ports = "^shared/ports/";
const rules = "^shared/rules/";
const cases = "^shared/cases/";
const npm = (...names: string[]) => names.map((name) => `(^|/)node_modules/${name}(/|$)`);

/** Who may import whom. What is not named is forbidden. */
const layers: readonly Layer[] = [
  { name: "domain", from: domain, may: [domain, "^shared/rules/[^/]+\\.json$"] },
  { name: "rules", from: rules, may: [domain, rules] },
  { name: "contracts", from: contracts, may: [domain, contracts, ...npm("zod")] },
  { name: "ports", from: ports, may: [domain, contracts, ports] },
  { name: "cases", from: cases, may: [domain, rules, contracts, ports, cases] },
  {
    name: "aws",
    from: "^shared/aws/",
    may: [
      domain,
      contracts,
      ports,
      "^shared/aws/",
      "^shared/cases/digests\\.ts$",
      "^crypto$",
      ...npm("@aws-sdk", "altcha-lib", "zod"),
    ],
  },
  {
    name: "lambda",
    from: "^shared/lambda/",
    may: [
      domain,
      contracts,
      ports,
      "^shared/lambda/",
      ...npm("@middy", "@aws-lambda-powertools", "zod"),
      "^aws-lambda$",
    ],
  },
  {
    name: "use-case",
    from: "^functions/([^/]+)/(?!handler\\.ts$)",
    may: [domain, rules, contracts, ports, cases, "^functions/$1/"],
  },
  {
    name: "handler",
    from: "^functions/([^/]+)/handler\\.ts$",
    may: ["^shared/", "^functions/$1/", ...npm("zod"), "^aws-lambda$"],
  },
];

/** The rules as dependency-cruiser reads them. */
export const forbidden: IForbiddenRuleType[] = [
  ...layers.map(({ name, from, may }) => ({
    name: `${name}-imports`,
    severity: "error" as const,
    from: { path: from },
    to: { pathNot: [...may] },
  })),
  {
    name: "infra-is-last",
    severity: "error",
    from: { path: "^(functions|shared|web)/" },
    to: { path: "^(infra|test)/" },
  },
  {
    name: "infra-knows-functions-by-their-types",
    severity: "error",
    from: { path: "^infra/(?!local/)" },
    to: { path: "^functions/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "infra-is-not-local",
    severity: "error",
    from: { path: "^infra/(?!local/)" },
    to: { path: "^infra/local/" },
  },
  { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
];
