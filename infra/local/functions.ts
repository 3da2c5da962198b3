import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import * as z from "zod";
import type { Clock } from "./clock.ts";
import { type Kind, NotHere } from "./kind.ts";
import type { Log } from "./log.ts";

/** What of a Lambda function runs here; the rest is named because it says nothing about one machine. */
export const FunctionProperties = z.strictObject({
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().startsWith("nodejs"),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()) }).optional(),
  FunctionName: z.string().optional(),
  Description: NotHere,
  Role: z.string().optional(),
  Architectures: NotHere,
  LoggingConfig: NotHere,
  TracingConfig: NotHere,
  RecursiveLoop: NotHere,
  RuntimeManagementConfig: NotHere,
  DeadLetterConfig: NotHere,
  KmsKeyArn: NotHere,
  EphemeralStorage: NotHere,
  Tags: NotHere,
});

/** AWS::Lambda::Function. */
export const functionKind: Kind = {
  properties: FunctionProperties,
  nameProperty: "FunctionName",
  attributes: (name, place) => ({
    Arn: `arn:${place.partition}:lambda:${place.region}:${place.accountId}:function:${name}`,
  }),
};

/** Why an invocation gave no result. `throttled` is Lambda's own 429, everything else a function error. */
export type Failure = { throttled?: true; errorType: string; errorMessage: string; trace?: string };

/** A function that can be invoked: with its result, or with why there is none. */
export type LocalFunction = {
  name: string;
  arn: string;
  timeoutSeconds: number;
  invoke: (event: unknown) => Promise<{ result: unknown } | { failure: Failure }>;
  /** Lets running invocations finish on the old code and starts the next one on the new bundle. */
  reload: (assetDir: string) => void;
  stop: () => Promise<void>;
};

/** Everything one function needs to run. */
export type FunctionSettings = {
  name: string;
  arn: string;
  assetDir: string;
  properties: z.infer<typeof FunctionProperties>;
  environment: Record<string, string>;
  clock: Clock;
  log: Log;
};

/**
 * More instances than this are not started on one machine, whatever the reserved concurrency; further events wait. Each compiles the
 * bundle for itself: with more than there are processors a stack under load takes twice as long to become quick.
 */
const MOST_INSTANCES = Math.max(2, availableParallelism());

/** Lambda's limit for an account, which is also the default limit of a function. */
const ACCOUNT_CONCURRENCY = 1000;

/** Runs a function as Lambda does: instances that take one event at a time, grow on demand, die of a timeout or crash and are replaced. */
export function localFunction(settings: FunctionSettings): LocalFunction {
  const { properties, name, arn } = settings;
  const concurrency = properties.ReservedConcurrentExecutions ?? ACCOUNT_CONCURRENCY;
  const waiting: ((instance: Instance) => void)[] = [];
  let assetDir = settings.assetDir;
  let idle: Instance[] = [];
  let running = 0;
  let stopped = false;
  const alive = new Set<Instance>();

  const start = () => {
    const instance = startInstance(settings, assetDir, () => {
      alive.delete(instance);
      idle = idle.filter((other) => other !== instance);
    });
    alive.add(instance);
    return instance;
  };
  const take = (): Promise<Instance> => {
    const ready = idle.pop();
    if (ready) return Promise.resolve(ready);
    if (alive.size < Math.min(MOST_INSTANCES, concurrency)) return Promise.resolve(start());
    return new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (instance: Instance, healthy: boolean) => {
    if (stopped) return;
    const usable = healthy && instance.assetDir === assetDir;
    if (!usable) {
      alive.delete(instance);
      void instance.stop();
    }
    const next = waiting.shift();
    if (next) next(usable ? instance : start());
    else if (usable) idle.push(instance);
  };

  return {
    name,
    arn,
    timeoutSeconds: properties.Timeout,
    invoke: async (event) => {
      // Whoever tries again what the end of the stack cut off starts nothing any more: it would keep the process alive.
      if (stopped) return { failure: { errorType: "Runtime.Stopped", errorMessage: "The stack has stopped." } };
      if (running >= concurrency) {
        return { failure: { throttled: true, errorType: "TooManyRequestsException", errorMessage: "Rate Exceeded." } };
      }
      running += 1;
      try {
        const instance = await take();
        const outcome = await instance.run(JSON.stringify(event));
        giveBack(instance, outcome.healthy);
        if ("failure" in outcome)
          settings.log(name, `failed: ${outcome.failure.errorType}: ${outcome.failure.errorMessage}`);
        return "failure" in outcome ? { failure: outcome.failure } : { result: JSON.parse(outcome.result) };
      } finally {
        running -= 1;
      }
    },
    reload: (newAssetDir) => {
      assetDir = newAssetDir;
      for (const instance of idle) {
        alive.delete(instance);
        void instance.stop();
      }
      idle = [];
    },
    stop: async () => {
      stopped = true;
      await Promise.all([...alive].map((instance) => instance.stop()));
    },
  };
}

type Outcome = { healthy: boolean } & ({ result: string } | { failure: Failure });
type Instance = { assetDir: string; run: (event: string) => Promise<Outcome>; stop: () => Promise<unknown> };

/** Time the code outside the handler may take, as on Lambda. */
const INIT_MILLISECONDS = 10_000;

function startInstance(settings: FunctionSettings, assetDir: string, ended: () => void): Instance {
  const { properties, name, arn, environment, clock, log } = settings;
  const handler = /^(.*)\.([^.]+)$/.exec(properties.Handler);
  const worker = new Worker(new URL("./function-thread.ts", import.meta.url), {
    env: environment,
    workerData: { clock: clock.shared, file: bundleFile(assetDir, handler?.[1] ?? "index"), handlerName: handler?.[2] },
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: properties.MemorySize },
  });
  worker.stdout.on("data", (text: Buffer) => log(name, text.toString()));
  worker.stderr.on("data", (text: Buffer) => log(name, text.toString()));

  let settle: ((outcome: Outcome) => void) | undefined;
  let death: Failure | undefined;
  const die = (failure: Failure) => {
    death ??= failure;
    settle?.({ healthy: false, failure: death });
  };
  worker.on("error", (error: Error) =>
    die({ errorType: error.name ?? "Error", errorMessage: error.message ?? String(error) }),
  );
  worker.on("exit", ended);
  worker.on("exit", (code) =>
    die({ errorType: "Runtime.ExitError", errorMessage: `Runtime exited with code ${code}` }),
  );
  const ready = new Promise<void>((resolve) => {
    worker.once("message", () => resolve());
    worker.once("exit", () => resolve());
  });
  worker.on("message", (message: { requestId?: string; result?: string; failure?: Failure }) => {
    if (message.failure) settle?.({ healthy: true, failure: message.failure });
    else if (message.result !== undefined) settle?.({ healthy: true, result: message.result });
  });

  const expire = (errorMessage: string) => {
    die({ errorType: "Sandbox.Timedout", errorMessage });
    void worker.terminate();
  };
  const run = async (event: string): Promise<Outcome> => {
    const initTimer = setTimeout(() => expire("Init timed out after 10.00 seconds"), INIT_MILLISECONDS);
    await ready;
    clearTimeout(initTimer);
    if (death) return { healthy: false, failure: death };
    const requestId = randomUUID();
    const outcome = new Promise<Outcome>((resolve) => {
      settle = resolve;
    });
    const deadline = performance.timeOrigin + performance.now() + properties.Timeout * 1000;
    const timer = setTimeout(
      () => expire(`${requestId} Task timed out after ${properties.Timeout.toFixed(2)} seconds`),
      properties.Timeout * 1000,
    );
    worker.postMessage({ requestId, event, functionName: name, functionArn: arn, deadline });
    try {
      return await outcome;
    } finally {
      clearTimeout(timer);
      settle = undefined;
    }
  };
  return { assetDir, run, stop: () => worker.terminate() };
}

function bundleFile(assetDir: string, module: string): string {
  const extension = [".mjs", ".js", ".cjs"].find((candidate) => existsSync(path.join(assetDir, module + candidate)));
  if (!extension) throw new Error(`${assetDir} has no bundle named ${module}.`);
  return path.join(assetDir, module + extension);
}
