import { goesOut } from "../domain/outward/outward.ts";
import type { Inbox } from "../ports/inbox.ts";
import type { OutwardQueue } from "../ports/outward.ts";

/**
 * An inbox whose notices are also told outside, where they are of a kind that is. The inbox comes first; a queue that does not take
 * the message makes the delivery fail, so that it is tried again.
 */
export const alsoOutward = (inbox: Inbox, outward: OutwardQueue): Inbox => ({
  ...inbox,
  deliver: async (notice) => {
    await inbox.deliver(notice);
    if (goesOut(notice)) await outward.send([{ recipientId: notice.recipientId, key: notice.key }]);
  },
});
