import type * as z from "zod";
import type { ApiProperties, AuthorizerProperties, IntegrationProperties, RouteProperties } from "./api-kinds.ts";
import { jwtAuthorizer } from "./authorizer.ts";
import type { Clock } from "./clock.ts";
import { type EventSource, type EventSourceProperties, startEventSource } from "./event-sources.ts";
import { type FunctionProperties, type LocalFunction, localFunction } from "./functions.ts";
import type { LocalApi } from "./http-api.ts";
import type { Place } from "./kind.ts";
import type { Log } from "./log.ts";
import {
  type ManagedPolicyProperties,
  ON_CALL,
  type PolicyProperties,
  type Rights,
  type RoleProperties,
  type TableAccess,
} from "./permissions.ts";
import type { LocalQueue, QueueProperties } from "./queues.ts";
import type { Resource } from "./resources.ts";
import type { LocalSchedule, ScheduleProperties } from "./schedules.ts";
import type { LocalSecret } from "./secrets.ts";
import type { LocalTable, TableProperties } from "./tables.ts";

type Of<Schema extends z.ZodType> = Resource & { properties: z.infer<Schema> };

/** The tables, queues and secrets of the template. */
export function stores(resources: Resource[]): { tables: LocalTable[]; queues: LocalQueue[]; secrets: LocalSecret[] } {
  const tables = [...ofType(resources, "AWS::DynamoDB::GlobalTable"), ...ofType(resources, "AWS::DynamoDB::Table")];
  return {
    tables: tables.map(({ name, properties }) => ({ name, properties: properties as LocalTable["properties"] })),
    queues: ofType<typeof QueueProperties>(resources, "AWS::SQS::Queue").map(queueOf),
    secrets: ofType(resources, "AWS::SecretsManager::Secret").map(({ name, reference, properties }) => ({
      name,
      arn: reference,
      properties: properties as LocalSecret["properties"],
    })),
  };
}

const allowedBy = (
  policies: readonly Pick<z.infer<typeof PolicyProperties>, "PolicyDocument">[],
): ReadonlySet<string> =>
  new Set(
    policies
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .flatMap(({ Action, Resource }) => Action.flatMap((action) => Resource.map((each) => `${action} ${each}`))),
  );

/** What each function may do by the policies of its role, under its name, which is its access key here; and what whoever is on call may. */
export function rights(resources: Resource[]): Rights {
  const policies = ofType<typeof PolicyProperties>(resources, "AWS::IAM::Policy");
  const roles = ofType<typeof RoleProperties>(resources, "AWS::IAM::Role");
  const functions = ofType<typeof FunctionProperties>(resources, "AWS::Lambda::Function");
  const onCall = ofType<typeof ManagedPolicyProperties>(resources, "AWS::IAM::ManagedPolicy");
  const ofFunctions = functions.map(({ name, properties: { Role } }) => {
    const role = roles.find(({ attributes }) => attributes["Arn"] === Role);
    const own = policies.filter(({ properties }) => role !== undefined && properties.Roles.includes(role.reference));
    return [name, allowedBy(own.map(({ properties }) => properties))] as const;
  });
  return new Map([...ofFunctions, [ON_CALL, allowedBy(onCall.map(({ properties }) => properties))]]);
}

/** Names, ARNs and keys of the tables, and the ARNs of the queues, as rights name them. */
export function protectedResources(resources: Resource[]): { access: TableAccess; arns: Record<string, string> } {
  const tables = ofType<typeof TableProperties>(resources, "AWS::DynamoDB::Table");
  return {
    access: Object.fromEntries(
      tables.map(({ name, attributes, properties }) => [
        name,
        { arn: attributes["Arn"] ?? "", key: properties.SSESpecification?.KMSMasterKeyId },
      ]),
    ),
    arns: Object.fromEntries(
      ofType(resources, "AWS::SQS::Queue").map(({ name, attributes }) => [name, attributes["Arn"] ?? ""]),
    ),
  };
}

/** The functions of the template by their logical ids, each with its own environment. */
export function functions(
  resources: Resource[],
  place: Place,
  endpoints: Record<string, string>,
  clock: Clock,
  log: Log,
) {
  return new Map(
    ofType<typeof FunctionProperties>(resources, "AWS::Lambda::Function").map(
      ({ logicalId, name, attributes, properties, assets }) => {
        const assetDir = assets.get(properties.Code.S3Key);
        if (!assetDir) throw new Error(`The bundle of ${logicalId} is not in the assembly.`);
        const environment = {
          AWS_REGION: place.region,
          AWS_DEFAULT_REGION: place.region,
          AWS_ACCESS_KEY_ID: name,
          AWS_SECRET_ACCESS_KEY: "local",
          AWS_SESSION_TOKEN: "local",
          AWS_LAMBDA_FUNCTION_NAME: name,
          AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
          AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
          AWS_EXECUTION_ENV: `AWS_Lambda_${properties.Runtime}`,
          LAMBDA_TASK_ROOT: assetDir,
          TZ: ":UTC",
          ...endpoints,
          ...properties.Environment?.Variables,
        };
        const arn = attributes["Arn"] ?? "";
        return [logicalId, localFunction({ name, arn, assetDir, properties, environment, clock, log })] as const;
      },
    ),
  );
}

/** Starts the event source mappings of the template. */
export function eventSources(resources: Resource[], place: Place, targets: LocalFunction[], log: Log): EventSource[] {
  const queues = ofType<typeof QueueProperties>(resources, "AWS::SQS::Queue");
  return ofType<typeof EventSourceProperties>(resources, "AWS::Lambda::EventSourceMapping").map(
    ({ logicalId, properties }) => {
      const queue = queues.find(({ attributes }) => attributes["Arn"] === properties.EventSourceArn);
      if (!queue)
        throw new Error(`${logicalId} reads from ${properties.EventSourceArn}, which is no queue of the template.`);
      return startEventSource({
        place,
        queue: queueOf(queue),
        target: byArn(targets, properties.FunctionName, logicalId),
        properties,
        log,
      });
    },
  );
}

/** The schedules of the template with the functions they start. */
export function schedules(resources: Resource[], targets: LocalFunction[]): LocalSchedule[] {
  return ofType<typeof ScheduleProperties>(resources, "AWS::Scheduler::Schedule").map(({ logicalId, properties }) => ({
    logicalId,
    target: byArn(targets, properties.Target.Arn, logicalId),
    properties,
  }));
}

/** The one HTTP API of the template with its routes. */
export function api(resources: Resource[], targets: LocalFunction[], clock: Clock): LocalApi {
  const [only, ...others] = ofType<typeof ApiProperties>(resources, "AWS::ApiGatewayV2::Api");
  if (!only || others.length > 0) throw new Error("The local stack serves exactly one HTTP API.");
  const integrations = new Map(
    ofType<typeof IntegrationProperties>(resources, "AWS::ApiGatewayV2::Integration").map(
      ({ logicalId, reference, properties }) => [
        `integrations/${reference}`,
        byArn(targets, properties.IntegrationUri, logicalId),
      ],
    ),
  );
  const authorizers = new Map(
    ofType<typeof AuthorizerProperties>(resources, "AWS::ApiGatewayV2::Authorizer").map(({ reference, properties }) => [
      reference,
      jwtAuthorizer(properties.JwtConfiguration, clock),
    ]),
  );
  const routes = ofType<typeof RouteProperties>(resources, "AWS::ApiGatewayV2::Route").map(
    ({ logicalId, properties }) => {
      const target = integrations.get(properties.Target);
      const authorizer = authorizers.get(properties.AuthorizerId ?? "");
      if (!target)
        throw new Error(
          `The route ${logicalId} leads to ${properties.Target}, which is no integration of the template.`,
        );
      if (properties.AuthorizationType === "JWT" && !authorizer)
        throw new Error(`The route ${logicalId} has no authorizer.`);
      return { routeKey: properties.RouteKey, target, authorizer, scopes: properties.AuthorizationScopes };
    },
  );
  return { id: only.name, routes, cors: only.properties.CorsConfiguration };
}

/** The audience the staff's tokens must have. */
export function audience(resources: Resource[]): string {
  const [authorizer] = ofType<typeof AuthorizerProperties>(resources, "AWS::ApiGatewayV2::Authorizer");
  return authorizer?.properties.JwtConfiguration.Audience[0] ?? "none";
}

function ofType<Schema extends z.ZodType = z.ZodType>(resources: Resource[], type: string): Of<Schema>[] {
  return resources.filter((resource): resource is Of<Schema> => resource.type === type);
}

function queueOf({ logicalId, name, reference, attributes, properties }: Of<typeof QueueProperties>): LocalQueue {
  return { logicalId, name, url: reference, arn: attributes["Arn"] ?? "", properties };
}

/** A function is named by its ARN, by its name or by the address API Gateway invokes it at. */
function byArn(targets: LocalFunction[], named: string, by: string): LocalFunction {
  const target = targets.find(
    ({ name, arn }) => named === name || named === arn || named.includes(`/functions/${arn}/`),
  );
  if (!target) throw new Error(`${by} invokes ${named}, which is no function of the template.`);
  return target;
}
