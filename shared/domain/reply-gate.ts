import type { GateVerdict } from "./inquiry/decision.ts";

export const checkReply = (text: string): GateVerdict => ({ verdict: text.length > 0 ? "ok" : "block", findings: [] });
