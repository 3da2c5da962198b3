import { type RequestOptions, request } from "node:http";
import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import dynalite from "dynalite";
import { guard, type Rights, type TableAccess, tableDeeds } from "./permissions.ts";

const { folder } = workerData as { folder?: string };
const server = dynalite({ path: folder, createTableMs: 0 });
let rights: Rights = new Map();
let access: TableAccess = {};
guard(
  server,
  () => rights,
  tableDeeds(
    (table) => access[table]?.arn ?? table,
    (table) => access[table]?.key,
  ),
);

// A folder that LevelDB can't open shows itself first at the first request, as an error nobody caught.
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);

server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "DynamoDB_20120810.ListTables",
    "x-amz-date": "20260101T000000Z",
    authorization: "AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=local",
  };
  const first: RequestOptions = { host: "127.0.0.1", port, method: "POST", headers };
  request(first, (answer) => {
    answer.resume();
    parentPort?.postMessage({ port });
  }).end("{}");
});
parentPort?.on("message", (message: "stop" | { rights: Rights; access: TableAccess }) => {
  if (message !== "stop") {
    ({ rights, access } = message);
    return;
  }
  server.close(() => process.exit());
  server.closeAllConnections();
});

function fail(error: unknown): void {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  const reason = cause instanceof Error ? `${message}: ${cause.message}` : message;
  parentPort?.postMessage({
    failure: `The tables in ${folder ?? "memory"} can't be opened: they are broken, or another stack uses them. Choose another folder (DATA_DIR=…), or stop the other stack. ${reason}`,
  });
}
