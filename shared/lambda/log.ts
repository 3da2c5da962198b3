const levels = ["DEBUG", "INFO", "WARN", "ERROR", "SILENT"] as const;

const least = levels.findIndex((level) => level === (process.env["LOG_LEVEL"] ?? "INFO"));

let correlation = "none";

const line =
  (level: (typeof levels)[number]) =>
  (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    if (levels.indexOf(level) < least) return;
    const written = {
      level,
      message,
      timestamp: new Date().toISOString(),
      service: "shouwen",
      correlation_id: correlation,
      ...fields,
    };
    process.stdout.write(`${JSON.stringify(written)}\n`);
  };

/** The log of a function: JSON lines that carry ids and codes, never what a person wrote, their name or telephone. */
export const log = { debug: line("DEBUG"), info: line("INFO"), warn: line("WARN"), error: line("ERROR") };

/** From here on every line says what it belongs to: the request of the API, or the message or start that came of one. */
export const correlateWith = (id: string | undefined): void => {
  correlation = id ?? "none";
};

/** What the present work belongs to, for the messages that come of it. */
export const correlationId = (): string => correlation;
