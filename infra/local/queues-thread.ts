import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { buildApp } from "fauxqs";
import { followClock } from "./moved-date.ts";
import { guard, queueDeeds, type Rights } from "./permissions.ts";

type Store = { host: string; persistence?: Persistence; allQueues: () => Iterable<{ persistence?: Persistence }> };
type Persistence = {
  db: { exec: (statement: string) => void };
  loadSqsAndSns: (sqs: Store, sns: object) => void;
  close: () => void;
};
type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>["stores"]>;

const { clock, folder } = workerData as { clock: SharedArrayBuffer; folder?: string };
followClock(clock);

// The package's own server listens on every interface, and its stores and its storage are not exported: they are put
// together here from its modules, on the loopback interface.
const modules = import.meta.resolve("fauxqs");
const load = async <Module>(file: string) => (await import(new URL(file, modules).href)) as Module;
const { SqsStore } = await load<{ SqsStore: new () => Store }>("sqs/sqsStore.js");
const { SnsStore } = await load<{ SnsStore: new () => object }>("sns/snsStore.js");
const { S3Store } = await load<{ S3Store: new () => object }>("s3/s3Store.js");
const { PersistenceManager } = await load<{ PersistenceManager: new (folder: string) => Persistence }>(
  "persistence.js",
);

const sqsStore = new SqsStore();
const snsStore = new SnsStore();
// Without a host, queue addresses are made of the address they were asked for by.
sqsStore.host = "";

const persistence = folder === undefined ? undefined : openFolder(folder);
const app = buildApp({ logger: false, stores: { sqsStore, snsStore, s3Store: new S3Store() } as unknown as Stores });
let rights: Rights = new Map();
let arns: Readonly<Record<string, string>> = {};
guard(
  app.server,
  () => rights,
  queueDeeds((queue) => arns[queue] ?? queue),
);
await app.listen({ port: 0, host: "127.0.0.1" });
parentPort?.postMessage({ port: (app.server.address() as AddressInfo).port });
parentPort?.on("message", async (message: "stop" | { rights: Rights; arns: typeof arns }) => {
  if (message !== "stop") {
    ({ rights, arns } = message);
    return;
  }
  await app.close();
  persistence?.close();
  process.exit();
});

function openFolder(dataFolder: string): Persistence | undefined {
  try {
    const opened = new PersistenceManager(dataFolder);
    // A killed process still loses nothing; only a power cut could take the last messages, and each one costs a tenth.
    opened.db.exec("PRAGMA synchronous = NORMAL");
    opened.loadSqsAndSns(sqsStore, snsStore);
    sqsStore.persistence = opened;
    for (const queue of sqsStore.allQueues()) queue.persistence = opened;
    return opened;
  } catch (error) {
    throw new Error(
      `The queues in ${dataFolder} can't be opened: they are broken, or another stack uses them. Choose another folder (DATA_DIR=…), or stop the other stack. ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
