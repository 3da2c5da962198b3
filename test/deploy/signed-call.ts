import { createHash, createHmac } from "node:crypto";
import { request as httpsRequest } from "node:https";

/** Where the cloud answers, whose certificate it shows, and who calls. */
export type Cloud = {
  readonly port: number;
  readonly region: string;
  readonly certificate: string;
  readonly accessKey: string;
  readonly secretKey: string;
};

/** What came back: status, body as text, headers. */
export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly headers: Record<string, string | string[] | undefined>;
};

type Request = {
  readonly method: string;
  readonly path: string;
  readonly host?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};

/** One HTTPS request to the cloud on the loopback interface, whatever host it is for. */
export const send = ({ port, certificate }: Cloud, { method, path, host, headers, body }: Request): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = httpsRequest(
      {
        host: "127.0.0.1",
        port,
        ca: certificate,
        servername: "localhost",
        method,
        path,
        headers: { host: host ?? `127.0.0.1:${port}`, ...headers },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => {
          text += part;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
      },
    );
    request.on("error", reject);
    request.end(body);
  });

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** The headers of a request signed with Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
const signed = (cloud: Cloud, service: string, { method, path, headers = {}, body = "" }: Request) => {
  const time = `${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "")}`;
  const all: Record<string, string> = { ...headers, host: `127.0.0.1:${cloud.port}`, "x-amz-date": time };
  const names = Object.keys(all).sort();
  const [resource = "", query = ""] = path.split("?");
  const list = names.map((name) => `${name}:${all[name]}\n`).join("");
  const canonical = [method, resource, query, list, names.join(";"), sha256(body)].join("\n");
  const scope = [time.slice(0, 8), cloud.region, service, "aws4_request"];
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${cloud.secretKey}`);
  const signature = hmac(key, ["AWS4-HMAC-SHA256", time, scope.join("/"), sha256(canonical)].join("\n"));
  const credential = `Credential=${cloud.accessKey}/${scope.join("/")}`;
  return {
    ...all,
    authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(";")}, Signature=${signature.toString("hex")}`,
  };
};

const targets = {
  dynamodb: ["DynamoDB_20120810", "1.0"],
  sqs: ["AmazonSQS", "1.0"],
  secretsmanager: ["secretsmanager", "1.1"],
  logs: ["Logs_20140328", "1.1"],
  kms: ["TrentService", "1.1"],
} as const;

/** Calls one action of a service that speaks JSON, as the administrator of the account. */
export const call = async (
  cloud: Cloud,
  service: keyof typeof targets,
  action: string,
  input: object,
  // biome-ignore lint/suspicious/noExplicitAny: answers are asserted, not trusted
): Promise<any> => {
  const [prefix, version] = targets[service];
  const request = {
    method: "POST",
    path: "/",
    headers: { "content-type": `application/x-amz-json-${version}`, "x-amz-target": `${prefix}.${action}` },
    body: JSON.stringify(input),
  };
  const answer = await send(cloud, { ...request, headers: signed(cloud, service, request) });
  if (answer.status !== 200) throw new Error(`${service} ${action}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text || "{}");
};

/** Asks a service that speaks another protocol something by GET or by form, and gives its answer as text. */
export const ask = async (cloud: Cloud, service: string, path: string, form?: string): Promise<string> => {
  const headers: Record<string, string> =
    form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  const request = { method: form === undefined ? "GET" : "POST", path, headers, body: form ?? "" };
  const answer = await send(cloud, { ...request, headers: signed(cloud, service, request) });
  if (answer.status !== 200) throw new Error(`${service} ${path}: ${answer.status} ${answer.text}`);
  return answer.text;
};
