import { expect, test } from "vitest";
import { billOfMaterials } from "#infra/sbom.ts";

const { components } = await billOfMaterials();
const inPart = (name: string): string[] =>
  components.find((component) => component.name === name)?.properties.map(({ value }) => value) ?? [];

test.each([
  ["zod", "functions"],
  ["@middy/core", "functions"],
  ["@aws-sdk/client-dynamodb", "functions"],
  ["@aws-sdk/client-sqs", "functions"],
  ["@smithy/core", "functions"],
  ["altcha-lib", "public pages"],
  ["react-dom", "portal"],
  ["antd", "portal"],
  ["@fontsource/noto-naskh-arabic", "portal"],
])("the bill of materials names %s, which is in the %s", (name, part) => {
  expect(inPart(name)).toContain(part);
});

test.each(["vitest", "aws-cdk-lib", "typescript", "vite", "dynalite"])(
  "it doesn't name %s, which is not deployed",
  (name) => {
    expect(inPart(name)).toEqual([]);
  },
);

test("every package has its version, its digest, and a licence under which it may be handed on", () => {
  const free = [
    "MIT",
    "MIT-0",
    "ISC",
    "0BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Apache-2.0",
    "OFL-1.1",
    "(MIT OR CC0-1.0)",
  ];
  const wanting = components.filter(
    ({ version, hashes, licenses }) =>
      !/^\d/.test(version) || hashes === undefined || !free.includes(licenses[0]?.expression ?? ""),
  );
  expect(wanting.map(({ name, licenses }) => [name, licenses])).toEqual([]);
});
