import { expect, test } from "vitest";
import { type FloodedRoute, monthOfFlood } from "#infra/cost/flood.ts";
import {
  type FunctionProperties,
  pointsAt,
  type RouteProperties,
  synthesise,
  type Value,
} from "#test/infra/synthesised.ts";

const BUDGET = 7_000;

const floodedRoutes = (context: Record<string, unknown> = {}): FloodedRoute[] => {
  const { ofType } = synthesise({ region: "us-east-1", ...context });
  const [stage] = ofType<{ RouteSettings: Record<string, { ThrottlingRateLimit: number }> }>(
    "AWS::ApiGatewayV2::Stage",
  );
  return ofType<RouteProperties>("AWS::ApiGatewayV2::Route")
    .filter(({ properties }) => properties.AuthorizationType === "NONE")
    .map(({ properties }) => {
      const integration = ofType<{ IntegrationUri: Value }>("AWS::ApiGatewayV2::Integration").find((candidate) =>
        pointsAt(properties.Target, candidate),
      );
      const lambda = ofType<FunctionProperties & { MemorySize: number }>("AWS::Lambda::Function").find((candidate) =>
        pointsAt(integration?.properties.IntegrationUri, candidate),
      )?.properties;
      return {
        route: properties.RouteKey,
        perSecond: stage?.properties.RouteSettings[properties.RouteKey]?.ThrottlingRateLimit ?? 10_000,
        memoryMb: lambda?.MemorySize ?? 10_240,
        concurrency: lambda?.ReservedConcurrentExecutions ?? 1_000,
        timeoutSeconds: lambda?.Timeout ?? 900,
      };
    });
};

const bill = (routes: readonly FloodedRoute[]): number => routes.reduce((sum, route) => sum + monthOfFlood(route), 0);

test(`a flood of every public route, day and night for a month, costs at most $${BUDGET}`, () => {
  expect(bill(floodedRoutes())).toBeLessThanOrEqual(BUDGET);
});

test("without throttles it would cost more than a hundred times the budget", () => {
  const open = floodedRoutes().map((route) => ({ ...route, perSecond: 10_000, concurrency: 1_000 }));
  expect(bill(open)).toBeGreaterThan(100 * BUDGET);
});

test("what one table takes at its most, writing day and night, stays within the budget", () => {
  const month = 730 * 3600;
  expect((500 * month * 0.625) / 1e6 + (2000 * month * 0.125) / 1e6).toBeLessThanOrEqual(BUDGET);
});
