import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "aws-cdk-lib";
import { shouwen } from "#infra/shouwen.ts";

/** A value in a template: a literal, or a reference such as `{ "Fn::GetAtt": [id, "Arn"] }`. */
export type Value = string | number | boolean | { readonly [name: string]: Value } | readonly Value[];

/** One statement of a policy, its single values made lists. */
export type Statement = { readonly effect: string; readonly actions: string[]; readonly resources: Value[] };

/** One resource of the synthesised templates. */
export type Resource<Properties = Record<string, Value>> = {
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
  readonly deletionPolicy: string | undefined;
  readonly stack: string;
};

/** What a region would get. */
export type Synthesised = {
  /** The templates as text, by stack. */
  readonly texts: Record<string, string>;
  readonly all: readonly Resource[];
  /** The resources of a type, their properties taken on trust to be of the shape asked for. */
  readonly ofType: <Properties = Record<string, Value>>(type: string) => readonly Resource<Properties>[];
  /** Findings of the CDK's own template validation. */
  readonly findings: readonly string[];
};

/** Settings of an imagined centre, so that nothing is missing. */
export const centre = {
  bundle: false,
  oidcIssuer: "https://login.example.org/realms/centre",
  oidcAudience: "shouwen-staff",
  firstAdministrator: "admin-1",
};

type RawResource = { Type: string; Properties?: Record<string, Value>; DeletionPolicy?: string };
type Report = { pluginReports: { violations: { ruleName: string; description: string }[] }[] };

/** How a synthesis differs from the usual one. */
type Wish = {
  /** Runs the CDK's own template validation, which takes seconds to load. */
  readonly validate?: boolean;
  /** Adds to the app before it is synthesised. */
  readonly change?: (app: App) => void;
};

/** Synthesises the app without its code. */
export const synthesise = (context: Record<string, unknown>, { validate = false, change }: Wish = {}): Synthesised => {
  const outdir = mkdtempSync(join(tmpdir(), "shouwen-synth-"));
  try {
    const app = shouwen({ outdir, builtinCloudFormationValidation: validate, context: { ...centre, ...context } });
    change?.(app);
    const { stacks } = app.synth();
    const report: Report = existsSync(join(outdir, "validation-report.json"))
      ? JSON.parse(readFileSync(join(outdir, "validation-report.json"), "utf8"))
      : { pluginReports: [] };
    const all = stacks.flatMap(({ stackName, template }) =>
      Object.entries<RawResource>(template.Resources).map(([id, raw]) => ({
        id,
        type: raw.Type,
        properties: raw.Properties ?? {},
        deletionPolicy: raw.DeletionPolicy,
        stack: stackName,
      })),
    );
    return {
      texts: Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, JSON.stringify(template)])),
      all,
      ofType: <Properties>(type: string) =>
        all.filter((resource) => resource.type === type) as unknown as Resource<Properties>[],
      findings: report.pluginReports.flatMap(({ violations }) =>
        violations.map(({ ruleName, description }) => `${ruleName} ${description}`),
      ),
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
};

/** Whether a value refers to a resource, by whatever attribute. */
export const pointsAt = (value: Value | undefined, { id }: { readonly id: string }): boolean =>
  JSON.stringify(value ?? null).includes(`"${id}"`);

const listed = <T>(given: T | readonly T[]): T[] => (Array.isArray(given) ? [...given] : [given as T]);

type RawStatement = { Effect: string; Action: string | string[]; Resource: Value };

/** The statements of a policy document. */
export const statementsOf = (document: { readonly Statement: readonly RawStatement[] }): Statement[] =>
  document.Statement.map(({ Effect, Action, Resource }) => ({
    effect: Effect,
    actions: listed(Action),
    resources: listed(Resource),
  }));

/** What the properties of a function, a policy, a route and a queue look like, as far as the tests read them. */
export type FunctionProperties = {
  readonly Role: Value;
  readonly Description: string;
  readonly Timeout: number;
  readonly ReservedConcurrentExecutions?: number;
  readonly LoggingConfig: { readonly LogFormat: string; readonly LogGroup: Value };
  readonly Environment: { readonly Variables: Record<string, Value> };
  readonly Architectures: string[];
  readonly Runtime: string;
  readonly TracingConfig?: { readonly Mode: string };
};
export type PolicyProperties = {
  readonly Roles: Value[];
  readonly PolicyDocument: { readonly Statement: readonly RawStatement[] };
};
export type RouteProperties = {
  readonly RouteKey: string;
  readonly AuthorizationType: string;
  readonly AuthorizerId?: Value;
  readonly Target: Value;
};
export type QueueProperties = {
  readonly RedrivePolicy?: { readonly deadLetterTargetArn: Value; readonly maxReceiveCount: number };
  readonly SqsManagedSseEnabled?: boolean;
  readonly VisibilityTimeout?: number;
};
