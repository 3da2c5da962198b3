import { Worker } from "node:worker_threads";

/** A service of the local stack in its own thread, so that it has its own clock and can't stall the others. */
export type Thread = { port: number; tell: (message: object) => void; stop: () => Promise<void> };

/** Starts the thread and waits until it says on which loopback port it listens; its first error is thrown. */
export async function startThread(script: URL, workerData: object): Promise<Thread> {
  const worker = new Worker(script, { workerData });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`${script.pathname} ended with code ${code} before it was ready.`)));
    worker.on("message", (message: { port?: number; failure?: string }) => {
      if (message.failure) void worker.terminate();
      if (message.failure) reject(new Error(message.failure));
      else if (message.port) resolve(message.port);
    });
  });
  // From here on an error of the thread is one of the whole stack: nobody listens, so it ends the process.
  worker.removeAllListeners("error");
  worker.removeAllListeners("exit");
  return {
    port,
    tell: (message) => worker.postMessage(message),
    stop: async () => {
      const ended = new Promise((resolve) => worker.once("exit", resolve));
      worker.postMessage("stop");
      const timer = setTimeout(() => void worker.terminate(), 3000);
      await ended;
      clearTimeout(timer);
    },
  };
}
