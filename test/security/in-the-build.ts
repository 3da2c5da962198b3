import { FLOOD_BUDGET, monthOfFlood } from "#infra/cost/flood.ts";
import { openApi } from "#shared/contracts/openapi.ts";
import { type Operation, operations } from "#shared/contracts/operations.ts";
import { csvField } from "#shared/domain/figures/csv.ts";
import { payloads } from "#test/browser/public/payloads.ts";
import { floodedRoutes } from "#test/infra/flooded-routes.ts";
import { synthesise } from "#test/infra/synthesised.ts";
import { type Check, type Figure, none } from "./figure.ts";
import { formulas, isFormula } from "./formulas.ts";
import { matrix } from "./matrix.ts";
import { answered } from "./shipped.ts";

const worstBill = (): Figure => {
  const routes = floodedRoutes();
  const bill = monthOfFlood(routes);
  const without = monthOfFlood(routes.map((route) => ({ ...route, perSecond: 10_000, concurrency: 1_000 })));
  const dollars = (amount: number) => `$${Math.round(amount).toLocaleString("en")}`;
  return {
    tried: `every one of ${routes.length} public routes flooded day and night for a month, from the template`,
    result: `at most ${dollars(bill)}; without throttles ${dollars(without)}`,
    holds: bill <= FLOOD_BUDGET.USD,
  };
};

const unguarded = (): Figure => {
  const contract = Object.keys(operations).sort();
  const staff = Object.entries<Operation>(operations).flatMap(([route, { access }]) =>
    access === "staff" ? [route] : [],
  );
  const described = Object.entries(openApi()["paths"] as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const { ofType } = synthesise({ region: "cn-northwest-1" });
  const routes = ofType<{ RouteKey: string; AuthorizationType: string }>("AWS::ApiGatewayV2::Route");
  const guarded = routes.flatMap(({ properties }) =>
    properties.AuthorizationType === "JWT" ? [properties.RouteKey] : [],
  );
  const lists: readonly (readonly [name: string, list: readonly string[], held: readonly string[]])[] = [
    ["the description", described, contract],
    ["the template", routes.map(({ properties }) => properties.RouteKey), ["$default", ...contract]],
    ["the functions", answered.map(([route]) => route), contract],
    ["the routes behind the authoriser", guarded, staff],
    ["the matrix of rights", Object.keys(matrix), staff],
  ];
  const through = lists.flatMap(([name, list, held]) =>
    JSON.stringify([...list].sort()) === JSON.stringify([...held].sort()) ? [] : [name],
  );
  return none(lists.length, `lists of routes, each equal to the contract's ${contract.length}`, through);
};

/** A field as a spreadsheet reads it: quotes taken off, doubled ones halved. */
const read = (field: string): string => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);

const spreadsheets = (): Figure => {
  const texts = [...formulas, ...payloads];
  const through = texts.flatMap((text) => {
    const shown = read(csvField(text));
    const isWhole = shown === text || shown === `'${text}`;
    return isFormula(shown) || !isWhole ? [JSON.stringify(text)] : [];
  });
  return none(texts.length, "texts written to a CSV and read again: no formula, nothing lost", through);
};

/** What the template, the contract and the writers of files make of attacks. */
export const inTheBuild: readonly Check[] = [
  {
    attack: "A wallet emptied: public routes flooded for a month",
    control: "Throttles per route, reserved concurrency, maximum throughput of the tables",
    run: async () => worstBill(),
  },
  {
    attack: "A new route without a guard",
    control: "Contract = description = template = functions = matrix of rights",
    run: async () => unguarded(),
  },
  {
    attack: "Formulas in what people write, opened in a spreadsheet",
    control: "A leading apostrophe, full-width signs included; quoting as RFC 4180 has it",
    run: async () => spreadsheets(),
  },
];
