import type { FloodedRoute } from "#infra/cost/flood.ts";
import { type FunctionProperties, pointsAt, type RouteProperties, synthesise, type Value } from "./synthesised.ts";

/** The public routes of the template, with what holds a flood of each back. */
export const floodedRoutes = (context: Record<string, unknown> = {}): FloodedRoute[] => {
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
