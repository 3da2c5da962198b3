/** What a check has shown: how much was tried, and what got through. */
export interface Figure {
  readonly tried: string;
  readonly result: string;
  readonly holds: boolean;
}

/** A row of the security table: the attack, what stands against it, how it is tried, and at which sizes. */
export interface Check {
  readonly attack: string;
  readonly control: string;
  readonly run: (size: "commit" | "full") => Promise<Figure>;
}

/** A figure of attempts of which none may succeed. */
export const none = (tried: number, what: string, through: readonly string[]): Figure => ({
  tried: `${tried.toLocaleString("en")} ${what}`,
  result: through.length === 0 ? "0 got through" : `${through.length} got through: ${through.slice(0, 6).join("; ")}`,
  holds: through.length === 0,
});
