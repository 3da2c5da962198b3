import { describe, expect, test } from "vitest";
import type { NodeFunction } from "#infra/node-function.ts";
import type { PublicApi } from "#infra/public-api.ts";
import { pointsAt, type Resource, type RouteProperties, synthesise, type Value } from "#test/infra/synthesised.ts";

const { ofType } = synthesise({ region: "cn-northwest-1" });
const routes = ofType<RouteProperties>("AWS::ApiGatewayV2::Route");

const openToAll: Record<string, string> = {
  $default: "ShowCatalogue",
  "GET /api/healthz": "ShowCatalogue",
  "GET /api/openapi.json": "ShowCatalogue",
  "GET /api/services": "ShowCatalogue",
  "GET /api/services/{code}": "ShowCatalogue",
  "GET /api/offices": "ShowCatalogue",
  "GET /api/calendar/due": "ShowCatalogue",
  "GET /api/appointments/slots": "ShowSlots",
  "GET /api/published/figures": "ShowFigures",
  "POST /api/challenges": "IssueChallenge",
  "POST /api/inquiries": "RegisterInquiry",
  "GET /api/inquiries/{number}": "TrackInquiry",
  "POST /api/inquiries/{number}/messages": "ContinueInquiry",
  "POST /api/inquiries/{number}/materials": "ContinueInquiry",
  "POST /api/inquiries/{number}/rating": "ContinueInquiry",
  "POST /api/inquiries/{number}/appointment": "ContinueInquiry",
  "POST /api/suggestions": "SubmitSuggestion",
  "GET /api/suggestions/{number}": "TrackSuggestion",
  "POST /api/suggestions/{number}/messages": "TrackSuggestion",
  "GET /api/published/suggestions": "TrackSuggestion",
};

const openToStaff: Record<string, string> = {
  "GET /api/staff/figures": "ReportFigures",
  "GET /api/staff/export.csv": "ReportFigures",
  "GET /api/staff/digests": "ReportFigures",
  "GET /api/staff/digests/{week}": "ReportFigures",
  "POST /api/staff/inquiries": "RecordContact",
  "POST /api/staff/inquiries/preview": "RecordContact",
  "GET /api/staff/inquiries": "ListInquiries",
  "GET /api/staff/inquiries/{number}": "ShowInquiry",
  "POST /api/staff/inquiries/{number}/commands": "CommandInquiry",
  "GET /api/staff/suggestions": "ReviewSuggestions",
  "POST /api/staff/suggestions": "ReviewSuggestions",
  "GET /api/staff/suggestions/{number}": "ReviewSuggestions",
  "GET /api/staff/box-openings": "ReviewSuggestions",
  "POST /api/staff/box-openings": "ReviewSuggestions",
  "POST /api/staff/suggestions/{number}/commands": "ReviewSuggestions",
  "GET /api/staff/conduct": "KeepConduct",
  "POST /api/staff/conduct": "KeepConduct",
  "GET /api/staff/conduct/{id}": "KeepConduct",
  "POST /api/staff/conduct/{id}/commands": "KeepConduct",
  "GET /api/staff/inspections": "KeepInspections",
  "POST /api/staff/inspections": "KeepInspections",
  "GET /api/staff/inspections/{number}": "KeepInspections",
  "POST /api/staff/inspections/{number}/commands": "KeepInspections",
  "GET /api/staff/me": "ReadInbox",
  "GET /api/staff/inbox": "ReadInbox",
  "POST /api/staff/inbox/{notice}/acknowledge": "ReadInbox",
  "POST /api/staff/replies/check": "CheckReply",
  "GET /api/staff/directory/{kind}": "ManageDirectory",
  "PUT /api/staff/directory/{kind}": "ManageDirectory",
  "PUT /api/staff/directory/{kind}/{id}": "ManageDirectory",
  "GET /api/staff/rules/calendar/{year}": "ManageDirectory",
  "PUT /api/staff/rules/calendar/{year}": "ManageDirectory",
};

const functionBehind = ({ properties }: Resource<RouteProperties>): string => {
  const integration = ofType<{ IntegrationUri: Value }>("AWS::ApiGatewayV2::Integration").find((candidate) =>
    pointsAt(properties.Target, candidate),
  );
  const lambda = ofType("AWS::Lambda::Function").find((candidate) =>
    pointsAt(integration?.properties.IntegrationUri, candidate),
  );
  return lambda?.id ?? "none";
};

test("the routes are those of the contract, and the one for whatever is none of them", () => {
  const keys = routes.map(({ properties }) => properties.RouteKey);
  expect(keys.sort()).toEqual([...Object.keys(openToAll), ...Object.keys(openToStaff)].sort());
});

describe.each(routes)("$properties.RouteKey", (route) => {
  const { RouteKey, AuthorizationType, AuthorizerId } = route.properties;
  const isOpen = Object.hasOwn(openToAll, RouteKey);

  test(isOpen ? "is on the list of public routes" : "asks for a token of the staff's issuer", () => {
    const [authorizer] = ofType("AWS::ApiGatewayV2::Authorizer");
    expect([AuthorizationType, authorizer !== undefined && pointsAt(AuthorizerId, authorizer)]).toEqual(
      isOpen ? ["NONE", false] : ["JWT", true],
    );
  });

  test("is answered by its function", () => {
    expect(functionBehind(route)).toContain(openToAll[RouteKey] ?? openToStaff[RouteKey]);
  });

  test("takes a limited number of requests per second", () => {
    const [stage] = ofType<{ RouteSettings: Record<string, { ThrottlingRateLimit: number }> }>(
      "AWS::ApiGatewayV2::Stage",
    );
    expect(stage?.properties.RouteSettings[RouteKey]?.ThrottlingRateLimit).toBeLessThanOrEqual(50);
  });
});

test("tokens are taken from the issuer and for the audience of the settings", () => {
  const [authorizer] = ofType<{ JwtConfiguration: Value }>("AWS::ApiGatewayV2::Authorizer");
  expect(authorizer?.properties.JwtConfiguration).toEqual({
    Issuer: "https://login.example.org/realms/centre",
    Audience: ["shouwen-staff"],
  });
});

test("the access log holds neither addresses nor paths nor tokens", () => {
  const [stage] = ofType<{ AccessLogSettings: { Format: string } }>("AWS::ApiGatewayV2::Stage");
  const logged = stage?.properties.AccessLogSettings.Format.match(/\$context\.[\w.]+/g);
  expect(logged?.sort()).toEqual([
    "$context.authorizer.error",
    "$context.integrationErrorMessage",
    "$context.requestId",
    "$context.requestTimeEpoch",
    "$context.responseLatency",
    "$context.responseLength",
    "$context.routeKey",
    "$context.status",
  ]);
});

test("browsers of other origins are shut out unless the settings name them", () => {
  expect(ofType("AWS::ApiGatewayV2::Api")[0]?.properties).not.toHaveProperty("CorsConfiguration");
});

test("an origin of the settings may send what the contract needs", () => {
  const opened = synthesise({ region: "cn-northwest-1", allowedOrigins: "https://gjj.example.cn" });
  const [api] = opened.ofType<{ CorsConfiguration: Value }>("AWS::ApiGatewayV2::Api");
  expect(api?.properties.CorsConfiguration).toMatchObject({
    AllowOrigins: ["https://gjj.example.cn"],
    AllowHeaders: expect.arrayContaining(["idempotency-key", "if-match", "receipt-secret", "authorization"]),
  });
});

test("a staff route among the public ones doesn't compile", () => {
  const mistake = (api: PublicApi, target: NodeFunction<object>) => {
    api.openToAll(target, "GET /api/offices");
    // @ts-expect-error it begins with /api/staff/
    api.openToAll(target, "GET /api/staff/me");
  };
  expect(mistake).toBeTypeOf("function");
});
