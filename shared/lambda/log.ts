import { Logger } from "@aws-lambda-powertools/logger";

/** The log of a function: JSON lines that carry ids and codes, never what a person wrote, their name or telephone. */
export const log = new Logger({ serviceName: "shouwen" });
