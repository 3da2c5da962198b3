import type { App, Stack } from "aws-cdk-lib";
import { CfnUserPool } from "aws-cdk-lib/aws-cognito";
import { describe, expect, test } from "vitest";
import { regions } from "#infra/regions.ts";
import { type FunctionProperties, synthesise } from "#test/infra/synthesised.ts";

const unavailable = (findings: readonly string[]) => findings.filter((finding) => finding.startsWith("F3006"));

// Lambda, API Gateway and Scheduler are called by these names in both partitions, CloudFront where there is one.
const sharedPrincipals = [
  "apigateway.amazonaws.com",
  "cloudfront.amazonaws.com",
  "lambda.amazonaws.com",
  "scheduler.amazonaws.com",
];

describe.each(regions)("in %s", (region) => {
  const { texts, findings, ofType } = synthesise({ region }, { validate: true });
  const text = Object.values(texts).join();
  const functions = ofType<FunctionProperties>("AWS::Lambda::Function");

  test("no ARN names its partition", () => {
    expect(text.match(/"arn:aws[^"]*/g)).toBe(null);
  });

  test("no name ends in one partition's domain, but for the principals that both share", () => {
    const names = new Set(text.match(/[\w.-]*amazonaws\.com[\w.]*/g));
    expect([...names].filter((name) => !sharedPrincipals.includes(name))).toEqual([]);
  });

  test("every resource type exists", () => {
    expect(unavailable(findings)).toEqual([]);
  });

  test("the template validation has nothing to say", () => {
    expect(findings).toEqual([]);
  });

  test("functions run on Node 24", () => {
    expect(new Set(functions.map(({ properties }) => properties.Runtime))).toEqual(new Set(["nodejs24.x"]));
  });

  test("traces are sent where Lambda can send them", () => {
    const modes = new Set(functions.map(({ properties }) => properties.TracingConfig?.Mode));
    expect(modes).toEqual(new Set([region.startsWith("cn-") ? undefined : "Active"]));
  });
});

test("a resource type that China lacks is found", () => {
  const change = (app: App) => {
    new CfnUserPool(app.node.findChild("ShouwenService") as Stack, "Pool");
  };
  const warnOnly = { region: "cn-north-1", "@aws-cdk/core:validateAgainstDefaultRules": false };
  expect(unavailable(synthesise(warnOnly, { validate: true, change }).findings)).toEqual([
    "F3006 Type: Resource type 'AWS::Cognito::UserPool' does not exist in 'cn-north-1'",
  ]);
});

test.each([
  [{ region: "eu-central-1" }, "arm64"],
  [{ region: "cn-north-1" }, "x86_64"],
  [{ region: "cn-north-1", architecture: "arm64" }, "arm64"],
])("with %j the functions' CPU is %s", (settings, cpu) => {
  const [first] = synthesise(settings).ofType<FunctionProperties>("AWS::Lambda::Function");
  expect(first?.properties.Architectures).toEqual([cpu]);
});
