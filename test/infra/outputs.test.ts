import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Outputs } from "#test/deploy/cdk.ts";
import { synthesise } from "#test/infra/synthesised.ts";

// Every setting that brings an output of its own.
const settings = {
  firewall: true,
  siteName: "gjj.example.org",
  siteCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1",
};

const outputsIn = (region: string): string[] =>
  Object.values(synthesise({ region, ...settings }).texts).flatMap((text) =>
    Object.entries((JSON.parse(text) as { Outputs?: Record<string, { Export?: object }> }).Outputs ?? {})
      // What one stack gives to another is named by CDK.
      .filter(([, { Export }]) => Export === undefined)
      .map(([name]) => name),
  );

const outputs = new Set([...outputsIn("eu-central-1"), ...outputsIn("cn-north-1")]);
const guide = readFileSync(join(import.meta.dirname, "../../docs/deploy.md"), "utf8");

// The deployment check reads these; whoever deploys doesn't need them.
const forTheCheck: readonly (keyof Outputs)[] = ["UrgentQueueUrl", "EscalationsQueueUrl"];

test("every output that the guide speaks of is there under that name", () => {
  const named = [...guide.matchAll(/outputs?\s+((?:`\w+`(?:, | and )?)+)/g)].flatMap(
    ([, names = ""]) => names.match(/\w+(?=`)/g) ?? [],
  );
  expect(named).toEqual(expect.arrayContaining(["PagesBucket", "SiteUrl", "FrontUrl", "WebAclArn"]));
  expect(named.filter((name) => !outputs.has(name))).toEqual([]);
});

test("the guide says what every output is for", () => {
  const unsaid = [...outputs].filter((name) => !new RegExp(`\\b${name}\\b`).test(guide));
  expect(unsaid).toEqual(forTheCheck);
});
