import type { Webhook } from "#shared/contracts/outward.ts";
import type { OutwardTarget } from "#shared/ports/outward.ts";
import { presentServices } from "./present.ts";

// Stands in for shared/aws/webhooks.ts, whose requests end by a timer of the machine. What they look like is shown elsewhere.

/** A webhook of the world that is being simulated. */
export const webhookTarget = ({ name, kinds }: Webhook): OutwardTarget => ({
  name,
  ...(kinds && { kinds }),
  tell: (message) => presentServices().outside.tell(name, message),
});
