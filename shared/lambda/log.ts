import { Logger } from "@aws-lambda-powertools/logger";

let correlation = "none";
let logger: Logger | undefined;

// Made at the first line, and told only there what the line belongs to: most requests write none.
const line =
  (level: "info" | "warn" | "error") =>
  (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    logger ??= new Logger({ serviceName: "shouwen" });
    logger[level](message, { correlation_id: correlation, ...fields });
  };

/** The log of a function: JSON lines that carry ids and codes, never what a person wrote, their name or telephone. */
export const log = { info: line("info"), warn: line("warn"), error: line("error") };

/** From here on every line says what it belongs to: the request of the API, or the message or start that came of one. */
export const correlateWith = (id: string | undefined): void => {
  correlation = id ?? "none";
};

/** What the present work belongs to, for the messages that come of it. */
export const correlationId = (): string => correlation;
