import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openApi } from "#shared/contracts/openapi.ts";
import { operations } from "#shared/contracts/operations.ts";
import { synthesise } from "#test/infra/synthesised.ts";

const contract = Object.keys(operations).sort();

test("the API's description names the routes of the contract and no other", () => {
  const paths = openApi()["paths"] as Record<string, Record<string, unknown>>;
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(contract);
});

test("the template has the routes of the contract, and the one that answers whatever is none of them", () => {
  const routes = synthesise({ region: "cn-northwest-1" }).ofType<{ RouteKey: string }>("AWS::ApiGatewayV2::Route");
  expect(routes.map(({ properties }) => properties.RouteKey).sort()).toEqual(["$default", ...contract]);
});

test("the functions answer the routes of the contract and no other, each in one of them", () => {
  const folder = join(import.meta.dirname, "../../functions");
  const answered = readdirSync(folder).flatMap((name) =>
    [
      ...readFileSync(join(folder, name, "handler.ts"), "utf8").matchAll(/^ {2}"((?:GET|POST|PUT|DELETE) \/[^"]+)":/gm),
    ].map(([, route]) => route ?? ""),
  );
  expect(answered.sort()).toEqual(contract);
});
