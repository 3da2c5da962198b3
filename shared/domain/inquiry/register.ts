import type { Context } from "../decision.ts";
import type { Channel, FirstResponder } from "../first-responder.ts";
import { type Decision, draft } from "./decision.ts";
import { reportUrgency } from "./urgency.ts";

/** What came in, whoever wrote it down. */
export interface Contact {
  readonly number: string;
  readonly channel: Channel;
  readonly officeId: string;
  readonly language: string;
  readonly serviceCode: string | null;
  readonly subject: string;
  readonly content: string;
  readonly name: string;
  readonly phone: string;
  readonly urgent: boolean;
  readonly firstResponder: FirstResponder;
}

/**
 * Takes an inquiry in: from this moment one person is accountable, a first answer is due (FIR-4, FIR-5)
 * and the business itself is due by the earlier of promise and statute (SC-5, SC-1).
 */
export function register(contact: Contact, context: Context): Decision {
  const d = draft({ version: 0 }, context, "FIR-3");
  const { subject, content, name, phone, urgent, ...facts } = contact;
  const owner = contact.firstResponder.staffId;
  d.events.push({
    type: "Registered",
    ...facts,
    subject: d.keep("subject", subject),
    content: d.keep("content", content),
    name: d.keep("name", name),
    phone: d.keep("phone", phone),
    rulesVersion: context.rules.version,
  });
  d.begin("first-answer", owner);
  const service = contact.serviceCode ? context.rules.services.get(contact.serviceCode) : undefined;
  d.begin("handling", owner, { promise: service?.promise, statute: service?.statute });
  if (urgent) reportUrgency(d, contact.firstResponder.unitId, owner, context);
  return d.done(...(urgent ? (["FIR-5.6"] as const) : []));
}
