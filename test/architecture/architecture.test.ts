import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { beforeAll, describe, expect, test } from "vitest";
import { forbidden } from "./rules.ts";

const root = join(import.meta.dirname, "../..");

async function read(baseDir: string, folders: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(
    folders,
    {
      baseDir,
      ruleSet: { forbidden },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
      exclude: { path: "^test/architecture/planted|^web/" },
      enhancedResolveOptions: {
        exportsFields: ["exports"],
        conditionNames: ["import", "node", "types"],
        extensions: [".ts", ".json"],
      },
    },
    undefined,
    { tsConfig: extractTSConfig(join(root, "tsconfig.json")) },
  );
  return output as ICruiseResult;
}

const complaints = ({ summary }: ICruiseResult) =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();

describe("who may import whom", () => {
  let result: ICruiseResult;
  beforeAll(async () => {
    result = await read(root, ["functions", "infra", "shared"]);
  });

  test("is kept by every module", () => {
    expect(complaints(result)).toEqual([]);
  });

  test("was read from the modules, not from an empty list", () => {
    const own = result.modules.filter(({ source }) => /^(functions|infra|shared)\//.test(source));
    expect(own.length).toBeGreaterThan(130);
    expect(own.flatMap(({ dependencies }) => dependencies).length).toBeGreaterThan(500);
  });
});

test("planted violations are found, each by its rule", async () => {
  const planted = await read(join(import.meta.dirname, "planted"), ["functions", "infra", "shared"]);
  expect([...new Set(complaints(planted).map((line) => line.split(" → ")[0]))]).toEqual([
    "aws-imports: shared/aws/knows-a-handler.ts",
    "contracts-imports: shared/contracts/reaches-out.ts",
    "domain-imports: shared/domain/asks-the-sdk.ts",
    "domain-imports: shared/domain/reads-a-file.ts",
    "handler-imports: functions/one/handler.ts",
    "infra-is-last: shared/lambda/knows-infra.ts",
    "infra-knows-functions-by-their-types: infra/calls-a-function.ts",
    "lambda-imports: shared/lambda/knows-infra.ts",
    "no-cycles: functions/one/one.ts",
    "use-case-imports: functions/one/one.ts",
    "use-case-imports: functions/two/two.ts",
  ]);
});
