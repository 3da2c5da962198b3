import { Logger } from "@aws-lambda-powertools/logger";

/** The log of a function: JSON lines that carry ids and codes, never what a person wrote, their name or telephone. */
export const log = new Logger({ serviceName: "shouwen" });

/** From here on every line says what it belongs to: the request of the API, or the message or start that came of one. */
export const correlateWith = (id: string | undefined): void => log.setCorrelationId(id ?? "none");

/** What the present work belongs to, for the messages that come of it. */
export const correlationId = (): string => String(log.getCorrelationId() ?? "none");
