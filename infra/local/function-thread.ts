import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { followClock } from "./moved-date.ts";

type Invocation = { requestId: string; event: string; functionName: string; functionArn: string; deadline: number };
type Handler = (event: unknown, context: object) => unknown;

const { clock, file, handlerName } = workerData as { clock: SharedArrayBuffer; file: string; handlerName: string };
followClock(clock);

const bundle = (await import(pathToFileURL(file).href)) as Record<string, Handler | undefined>;
const handler = bundle[handlerName];
if (typeof handler !== "function") throw new Error(`${file} exports no function ${handlerName}.`);

parentPort?.on("message", (invocation: Invocation) => void invoke(handler, invocation));
parentPort?.postMessage({ ready: true });

/** Runs one event as the Lambda runtime does: JSON in, JSON out, an error as its type and message. */
async function invoke(run: Handler, { requestId, event, functionName, functionArn, deadline }: Invocation) {
  const context = {
    awsRequestId: requestId,
    functionName,
    invokedFunctionArn: functionArn,
    functionVersion: "$LATEST",
    memoryLimitInMB: process.env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"],
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.timeOrigin - performance.now())),
  };
  try {
    const result = await run(JSON.parse(event), context);
    parentPort?.postMessage({ requestId, result: JSON.stringify(result) ?? "null" });
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    parentPort?.postMessage({ requestId, failure: { errorType: name, errorMessage: message, trace: stack } });
  }
}
