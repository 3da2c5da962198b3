import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import dynalite from "dynalite";

const { folder } = workerData as { folder?: string };
const server = dynalite({ path: folder, createTableMs: 0 });

// A folder that LevelDB can't open shows only as a rejected promise inside the database: say which folder it was.
process.on("unhandledRejection", (error) =>
  parentPort?.postMessage({ failure: `The tables in ${folder} can't be opened: ${reason(error)}` }),
);

server.listen(0, "127.0.0.1", () => parentPort?.postMessage({ port: (server.address() as AddressInfo).port }));
parentPort?.on("message", () => {
  server.close(() => process.exit());
  server.closeAllConnections();
});

function reason(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}
