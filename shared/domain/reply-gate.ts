import type { GateVerdict } from "./decision.ts";

export const checkReply = (text: string): GateVerdict => ({ verdict: text.length > 0 ? "ok" : "block", findings: [] });
