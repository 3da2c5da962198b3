import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, Validations } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from "cdk-nag";
import { expect, test } from "vitest";
import { acknowledged } from "#infra/acknowledged.ts";
import { regions } from "#infra/regions.ts";
import { shouwen } from "#infra/shouwen.ts";
import { centre } from "#test/infra/synthesised.ts";

type Report = {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
};

/** What the three packs find in the app, as `rule at construct`. */
const findingsIn = (
  settings: { readonly region: string; readonly firewall?: boolean },
  change?: (app: App) => void,
): string[] => {
  const outdir = mkdtempSync(join(tmpdir(), "shouwen-rules-"));
  const alarmTopicArn = "arn:aws-cn:sns:cn-north-1:111122223333:on-call";
  const app = shouwen({
    outdir,
    builtinCloudFormationValidation: false,
    context: { ...centre, alarmTopicArn, ...settings },
  });
  change?.(app);
  const packs = [new AwsSolutionsChecks(app), new NIST80053R5Checks(app), new ServerlessChecks(app)];
  Validations.of(app).addPlugins(...packs);
  const reportFile = join(outdir, "validation-report.json");
  try {
    app.synth();
  } catch (refused) {
    if (!existsSync(reportFile)) throw refused;
  }
  const { pluginReports }: Report = JSON.parse(readFileSync(reportFile, "utf8"));
  rmSync(outdir, { recursive: true });
  return pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    ),
  );
};

test.each(regions.flatMap((region) => [{ region }, { region, firewall: true }]))(
  "with %j the rule packs find nothing but what the register acknowledges",
  (settings) => {
    expect(findingsIn(settings)).toEqual([]);
  },
);

test("the rule packs find a queue that is open to plain HTTP", () => {
  const found = findingsIn({ region: "eu-central-1" }, (app) => {
    new Queue(app.node.findChild("ShouwenService"), "Open");
  });
  expect(found).toContain("AwsSolutions-SQS4 at ShouwenService/Open/Resource");
});

test("at most fifteen findings are left as they are, each for one reason and with one who answers for it", () => {
  expect(acknowledged.length).toBeLessThanOrEqual(15);
  expect(new Set(acknowledged.map(({ reason }) => reason)).size).toBe(acknowledged.length);
});

test.each(acknowledged)("$rules is acknowledged with a reason", ({ reason }) => {
  expect(reason).toMatch(/^[A-Z].{30,}/);
});
