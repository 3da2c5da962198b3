import { supervisorsOf } from "#shared/domain/directory.ts";
import { goesOut, linkTo, outwardText } from "#shared/domain/outward/outward.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { Inbox, InboxNotice } from "#shared/ports/inbox.ts";
import type { OutwardMessage, OutwardQueue, OutwardReference, OutwardTargets } from "#shared/ports/outward.ts";

interface Ports {
  readonly inbox: Pick<Inbox, "find" | "deliver">;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly targets: OutwardTargets;
  readonly queue: OutwardQueue;
  readonly digest: (text: string) => string;
}

/** When, with which portal, and whether the queue gives up after this. */
interface Attempt {
  readonly now: string;
  readonly portal: string;
  readonly last: boolean;
}

const messageOf = (notice: InboxNotice, portal: string, digest: Ports["digest"]): OutwardMessage => ({
  // The same for everybody who is told the same thing; it names nobody.
  id: digest(notice.key),
  kind: notice.kind,
  number: notice.number,
  ...(notice.level !== undefined && { level: notice.level }),
  ...(notice.limit && { dueAt: notice.limit.dueAt }),
  link: linkTo(notice.number, portal),
  text: outwardText(notice, portal),
});

/**
 * Tells a notice outside. A message that names no target becomes one for each target, so that a place that is down neither holds up
 * the others nor has them told twice. What is told is read from the inbox, never from the message. After the last attempt the
 * supervising office is told that it failed, and the message goes to the dead letters.
 */
export async function notifyOut(reference: OutwardReference, attempt: Attempt, ports: Ports): Promise<string> {
  const { recipientId, key, target: name } = reference;
  const notice = await ports.inbox.find(recipientId, key);
  if (!notice || !goesOut(notice)) return "nothing-owed";
  const targets = (await ports.targets.all()).filter(({ kinds }) => kinds === undefined || kinds.includes(notice.kind));
  if (name === undefined) {
    await ports.queue.send(targets.map((target) => ({ recipientId, key, target: target.name })));
    return "split";
  }
  const target = targets.find((each) => each.name === name);
  if (!target) return "nothing-owed";
  try {
    await target.tell(messageOf(notice, attempt.portal, ports.digest), attempt.now);
    return "told";
  } catch (error) {
    if (attempt.last) await reportFailure(notice, name, attempt.now, ports);
    throw error;
  }
}

/** The supervising office learns once that a place could not be told of a notice. */
async function reportFailure(notice: InboxNotice, target: string, now: string, ports: Ports): Promise<void> {
  const known = await ports.directory.everybody();
  for (const { id } of supervisorsOf(known))
    await ports.inbox.deliver({
      recipientId: id,
      key: `${notice.deliveredAt} delivery-failed ${notice.number} ${target} ${ports.digest(notice.key)}`,
      kind: "delivery-failed",
      number: notice.number,
      subject: `对外通知未送达：${target}`,
      clause: notice.clause,
      deliveredAt: now,
    });
}
