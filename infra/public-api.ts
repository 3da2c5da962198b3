import { Lazy, Stack } from "aws-cdk-lib";
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from "aws-cdk-lib/aws-apigatewayv2";
import { Metric, type MetricOptions } from "aws-cdk-lib/aws-cloudwatch";
import { CfnPermission } from "aws-cdk-lib/aws-lambda";
import { FilterPattern, LogGroup, MetricFilter, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { alarmOnAny, alarmOnPersistence, everyMinute } from "#infra/alarm.ts";
import type { NodeFunction } from "#infra/node-function.ts";
import { removalPolicy } from "#infra/removal-policy.ts";
import { readSettings, type Settings } from "#infra/settings.ts";

type Route = `${"GET" | "POST" | "PUT"} /api/${string}`;
type StaffRoute = `${"GET" | "POST" | "PUT"} /api/staff/${string}`;

type Throttle = { readonly throttlingRateLimit: number; readonly throttlingBurstLimit: number };

// So many requests a second, and for a moment four times as many: at least as many as come when an office opens its doors.
const throttle = (throttlingRateLimit: number): Throttle => ({
  throttlingRateLimit,
  throttlingBurstLimit: Math.max(20, 4 * throttlingRateLimit),
});

/** Requests a second that a route takes: what changes something takes fewer than what only reads, the public fewer than the staff. */
const throttleOf = (route: string, staff: boolean, settings: Settings): Throttle => {
  const reads = route.startsWith("GET ");
  if (staff) return throttle(reads ? 50 : 10);
  // Long, asked for by engineers, and the same for everybody.
  if (route === "GET /api/openapi.json") return throttle(1);
  return throttle(reads ? settings.publicReadsPerSecond : settings.publicWritesPerSecond);
};

// CloudFormation takes the map of routes as it is, with its own spelling.
const spelled = ({ throttlingRateLimit, throttlingBurstLimit }: Throttle) => ({
  ThrottlingRateLimit: throttlingRateLimit,
  ThrottlingBurstLimit: throttlingBurstLimit,
});

/**
 * A route refuses what all clients together send beyond its throttle. One that is impatient meets it for a moment and tries again; a refusal
 * every other second for five minutes means that more is asked than is let through, and that whoever asks next is refused as well.
 */
const persistentRefusal = { aMinute: 30, minutes: 5 };

// Neither address nor path: an address can name an anonymous writer, a path holds the number of a case.
const accessLogFormat = JSON.stringify({
  requestId: "$context.requestId",
  at: "$context.requestTimeEpoch",
  route: "$context.routeKey",
  // In quotes as all of them: what looks for it has to compare text.
  status: "$context.status",
  milliseconds: "$context.responseLatency",
  bytes: "$context.responseLength",
  authorizerError: "$context.authorizer.error",
  integrationError: "$context.integrationErrorMessage",
});

// What a browser on another origin may send and read.
const crossOrigin = {
  allowMethods: ["GET", "POST", "PUT"],
  allowHeaders: ["accept-language", "authorization", "content-type", "idempotency-key", "if-match", "receipt-secret"],
  exposeHeaders: ["etag", "location", "retry-after"],
  maxAge: 3600,
};

/** The one door: an HTTP API on which a route is either open to all by name or behind the staff's tokens. */
export class PublicApi extends Construct {
  readonly url: string;
  readonly id: string;
  private readonly api: CfnApi;
  private readonly refusals: MetricFilter;
  private readonly stage: CfnStage;
  private readonly staff: CfnAuthorizer;
  private readonly targets = new Map<string, string>();
  private readonly routeSettings: Record<string, ReturnType<typeof spelled>> = {};

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const settings = readSettings(this);
    this.api = new CfnApi(this, "Api", {
      name: "shouwen",
      protocolType: "HTTP",
      ...(settings.allowedOrigins.length === 0
        ? {}
        : { corsConfiguration: { allowOrigins: [...settings.allowedOrigins], ...crossOrigin } }),
    });
    this.staff = new CfnAuthorizer(this, "Staff", {
      apiId: this.api.ref,
      name: "staff",
      authorizerType: "JWT",
      identitySource: ["$request.header.Authorization"],
      jwtConfiguration: { issuer: settings.oidcIssuer, audience: [settings.oidcAudience] },
    });
    const log = new LogGroup(this, "AccessLog", {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: removalPolicy(this),
    });
    this.stage = new CfnStage(this, "Stage", {
      apiId: this.api.ref,
      stageName: "$default",
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.logGroupArn, format: accessLogFormat },
      defaultRouteSettings: throttle(settings.publicWritesPerSecond),
      routeSettings: Lazy.any({ produce: () => this.routeSettings }),
    });
    this.url = this.api.attrApiEndpoint;
    this.id = this.api.ref;
    alarmOnAny(this, "Failing", {
      metric: new Metric({
        namespace: "AWS/ApiGateway",
        metricName: "5xx",
        dimensionsMap: { ApiId: this.id },
        statistic: "Sum",
        ...everyMinute,
      }),
      whoSuffers: "Citizens or staff get errors instead of answers, whichever function was to give them.",
      runbook: "api-errors",
    });
    // Throttled requests are in no measurement of their own, and never reach a function. Not counted is whoever asks for what isn't there.
    // The gateway may leave some out of the log when there are very many: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-monitor.html
    this.refusals = new MetricFilter(this, "Refusals", {
      logGroup: log,
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue("$.status", "=", "429"),
        FilterPattern.stringValue("$.route", "!=", "$default"),
      ),
      metricNamespace: "Shouwen/AccessLog",
      metricName: "RefusedRequests",
    });
    alarmOnPersistence(this, "Refusing", {
      metric: this.refused({ statistic: "Sum", ...everyMinute }),
      ...persistentRefusal,
      whoSuffers:
        "A route is asked more than it takes: citizens or staff are told to come back later, again and again.",
      runbook: "throttled",
    });
  }

  /** Requests that were refused because their route had no more to give, on all routes together. */
  refused(options: MetricOptions): Metric {
    return this.refusals.metric(options);
  }

  /** Routes that anybody may call. */
  openToAll<Env, R extends Route>(target: NodeFunction<Env>, ...routes: readonly (R extends StaffRoute ? never : R)[]) {
    for (const route of routes) this.add(target, route, { authorizationType: "NONE" });
  }

  /** Routes for which the gateway asks a token of the issuer; who may do what is decided behind it. */
  openToStaff<Env>(target: NodeFunction<Env>, ...routes: readonly StaffRoute[]) {
    for (const route of routes) this.add(target, route, { authorizationType: "JWT", authorizerId: this.staff.ref });
  }

  /** Whatever is no route: without this the gateway answers by itself, in English only. */
  everythingElse<Env>(target: NodeFunction<Env>) {
    this.add(target, "$default", { authorizationType: "NONE" });
  }

  private add<Env>(
    target: NodeFunction<Env>,
    routeKey: Route | "$default",
    authorization: { readonly authorizationType: string; readonly authorizerId?: string },
  ): void {
    const id = routeKey.replaceAll(/[^A-Za-z]+/g, "-");
    const route = new CfnRoute(this, id, {
      apiId: this.api.ref,
      routeKey,
      target: this.targetFor(target),
      ...authorization,
    });
    this.routeSettings[routeKey] = spelled(
      throttleOf(routeKey, authorization.authorizerId !== undefined, readSettings(this)),
    );
    // The gateway refuses settings for a route that doesn't exist yet.
    this.stage.addResourceDependency(route);
  }

  private targetFor<Env>({ lambda, node }: NodeFunction<Env>): string {
    const known = this.targets.get(node.id);
    if (known !== undefined) return known;
    const integration = new CfnIntegration(this, `${node.id}Integration`, {
      apiId: this.api.ref,
      integrationType: "AWS_PROXY",
      integrationUri: lambda.functionArn,
      payloadFormatVersion: "2.0",
    });
    new CfnPermission(this, `${node.id}Permission`, {
      action: "lambda:InvokeFunction",
      functionName: lambda.functionArn,
      principal: "apigateway.amazonaws.com",
      sourceArn: Stack.of(this).formatArn({
        service: "execute-api",
        resource: this.api.ref,
        resourceName: "*/*",
      }),
    });
    const target = `integrations/${integration.ref}`;
    this.targets.set(node.id, target);
    return target;
  }
}
