import type { IncomingMessage, RequestListener, Server } from "node:http";
import * as z from "zod";
import type { Kind } from "./kind.ts";

const OneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

/** What of an IAM role exists here: that a function has one. */
export const RoleProperties = z.looseObject({});

/** What of a role's policy exists here: which actions it allows on which resources. A denial or a condition is an error, for nothing here minds it. */
export const PolicyProperties = z.strictObject({
  PolicyName: z.string(),
  Roles: z.array(z.string()),
  PolicyDocument: z.strictObject({
    Version: z.string(),
    Statement: z.array(z.strictObject({ Effect: z.literal("Allow"), Action: OneOrMore, Resource: OneOrMore })),
  }),
});

/** What of a policy of those on call exists here: the same, for no role of the template. */
export const ManagedPolicyProperties = z.strictObject({
  PolicyDocument: PolicyProperties.shape.PolicyDocument,
  Description: z.string().optional(),
  Path: z.string().optional(),
});

/** AWS::IAM::Role. */
export const roleKind: Kind = {
  properties: RoleProperties,
  nameProperty: "RoleName",
  attributes: (name, { partition, accountId }) => ({ Arn: `arn:${partition}:iam::${accountId}:role/${name}` }),
};

/** AWS::IAM::Policy. */
export const policyKind: Kind = { properties: PolicyProperties };

/** AWS::IAM::ManagedPolicy. */
export const managedPolicyKind: Kind = { properties: ManagedPolicyProperties };

/** The access key of whoever is on call. */
export const ON_CALL = "on-call";

/** What the holders of access keys may do: `action resource`, by key. Whoever has another key owns the machine and may do everything. */
export type Rights = ReadonlyMap<string, ReadonlySet<string>>;

/** An action on a resource for which a key needs a right. */
export type Deed = { readonly action: string; readonly resource: string };

/** The first deed for which the holder of the key has no right. */
export const deniedDeed = (rights: Rights, accessKey: string, deeds: readonly Deed[]): Deed | undefined => {
  const held = rights.get(accessKey);
  if (held === undefined) return undefined;
  return deeds.find(({ action, resource }) => !held.has(`${action} ${resource}`) && !held.has(`${action} *`));
};

/** ARN and encryption key of every table, by its name. */
export type TableAccess = Readonly<Record<string, { readonly arn: string; readonly key?: string }>>;

/** What a request for tables is about: the table, its index, every table of a batch; the key under which a table is encrypted as well. */
export const tableDeeds =
  (arnOf: (table: string) => string, keyOf: (table: string) => string | undefined) =>
  (operation: string, input: Record<string, unknown>): Deed[] => {
    const batch = input["RequestItems"] as object | undefined;
    const tables = batch ? Object.keys(batch) : typeof input["TableName"] === "string" ? [input["TableName"]] : [];
    const index = input["IndexName"] === undefined ? "" : `/index/${input["IndexName"]}`;
    return tables.flatMap((table) => {
      const key = keyOf(table);
      return [
        { action: `dynamodb:${operation}`, resource: arnOf(table) + index },
        ...(key === undefined ? [] : [{ action: "kms:Decrypt", resource: key }]),
      ];
    });
  };

/** What a request for queues is about: ten messages at once need the right of one. */
export const queueDeeds =
  (arnOf: (queue: string) => string) =>
  (operation: string, input: Record<string, unknown>): Deed[] => {
    const queue =
      String(input["QueueUrl"] ?? input["QueueName"] ?? "")
        .split("/")
        .at(-1) ?? "";
    return [{ action: `sqs:${operation.replace(/Batch$/, "")}`, resource: arnOf(queue) }];
  };

/** The access key of a signed request. */
export const accessKeyOf = ({ headers }: IncomingMessage): string =>
  /Credential=([^/,]+)/.exec(headers.authorization ?? "")?.[1] ?? "";

/** Puts a check of rights in front of an emulator that has none: a request without the right is answered as AWS answers it. */
export function guard(
  server: Server,
  rights: () => Rights,
  deedsOf: (operation: string, input: Record<string, unknown>) => Deed[],
): void {
  const listeners = server.listeners("request") as RequestListener[];
  server.removeAllListeners("request");
  const check: RequestListener = async (request, response) => {
    const held = rights();
    const accessKey = accessKeyOf(request);
    if (held.has(accessKey)) {
      const body = await peeked(request);
      const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
      const denied = deniedDeed(held, accessKey, deedsOf(operation, JSON.parse(body || "{}")));
      if (denied) {
        const message = `User: ${accessKey} is not authorized to perform: ${denied.action} on resource: ${denied.resource} because no identity-based policy allows it`;
        const answer = JSON.stringify({
          __type: "com.amazon.coral.service#AccessDeniedException",
          Message: message,
          message,
        });
        response.writeHead(400, { "content-type": "application/x-amz-json-1.0" }).end(answer);
        return;
      }
    }
    for (const listener of listeners) listener.call(server, request, response);
  };
  server.on("request", check);
}

/** The body of a request, left in it for who answers it. */
const peeked = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve) => {
    const whole = Number(request.headers["content-length"] ?? 0);
    if (whole === 0) return resolve("");
    const parts: Buffer[] = [];
    let length = 0;
    const read = () => {
      for (let part: Buffer | null = request.read(); part !== null; part = request.read()) {
        parts.push(part);
        length += part.length;
        if (length < whole) continue;
        request.off("readable", read);
        const body = Buffer.concat(parts);
        request.unshift(body);
        setImmediate(() => resolve(body.toString()));
        return;
      }
    };
    request.on("readable", read);
  });
