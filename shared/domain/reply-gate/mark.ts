/** One character of a shadow and the stretch of the original text (UTF-16) it stands for. */
export type Mark = { char: string; start: number; end: number; value?: string };
