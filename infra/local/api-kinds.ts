import * as z from "zod";
import { type Kind, NotHere } from "./kind.ts";

/** Cross-origin settings of an HTTP API. */
export const Cors = z.strictObject({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  AllowCredentials: z.boolean().default(false),
  MaxAge: z.number().optional(),
});

/** AWS::ApiGatewayV2::Api, of the kind HTTP. */
export const ApiProperties = z.strictObject({
  ProtocolType: z.literal("HTTP"),
  Name: z.string().optional(),
  CorsConfiguration: Cors.optional(),
  Description: NotHere,
  DisableExecuteApiEndpoint: NotHere,
  IpAddressType: NotHere,
  Tags: NotHere,
});

/** AWS::ApiGatewayV2::Route. */
export const RouteProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(["NONE", "JWT"]).default("NONE"),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).optional(),
  OperationName: NotHere,
});

/** AWS::ApiGatewayV2::Integration, of the kind Lambda proxy with payload format 2.0. */
export const IntegrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0"),
  IntegrationMethod: NotHere,
  TimeoutInMillis: z.coerce.number().default(30_000),
  Description: NotHere,
});

/** AWS::ApiGatewayV2::Authorizer, of the kind JWT. */
export const AuthorizerProperties = z.strictObject({
  ApiId: z.string(),
  AuthorizerType: z.literal("JWT"),
  IdentitySource: z.tuple([z.literal("$request.header.Authorization")]),
  JwtConfiguration: z.strictObject({ Issuer: z.string(), Audience: z.array(z.string()) }),
  Name: NotHere,
});

/** Spelled as API Gateway wants it, although CloudFormation takes any JSON here. */
const Throttle = z.strictObject({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() });

/** AWS::ApiGatewayV2::Stage: only the one without a path of its own. Throttles are the cloud's. */
export const StageProperties = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal("$default"),
  AutoDeploy: z.literal(true),
  DefaultRouteSettings: Throttle.optional(),
  RouteSettings: z.record(z.string(), Throttle).optional(),
  AccessLogSettings: NotHere,
  Description: NotHere,
  Tags: NotHere,
});

/** The resource types an HTTP API is made of. */
export const apiKinds: Record<string, Kind> = {
  "AWS::ApiGatewayV2::Api": {
    properties: ApiProperties,
    attributes: (name, place) => ({ ApiEndpoint: place.api, ApiId: name }),
  },
  "AWS::ApiGatewayV2::Route": { properties: RouteProperties },
  "AWS::ApiGatewayV2::Integration": { properties: IntegrationProperties },
  "AWS::ApiGatewayV2::Authorizer": { properties: AuthorizerProperties },
  "AWS::ApiGatewayV2::Stage": { properties: StageProperties },
};
