import type { World } from "./world.ts";

/** A message as it waits. */
interface Message {
  readonly id: string;
  readonly body: string;
  receives: number;
}

/** What becomes of a batch: the messages that failed, or nothing at all when the run died. */
export type Deliver = (messages: readonly Delivered[]) => Promise<readonly string[] | undefined>;

/** A message as Lambda hands it to a function. */
export interface Delivered {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount: string };
}

interface Batch {
  readonly QueueUrl: string;
  readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[];
}

const VISIBILITY = 60_000;
/** How often a message is handed over before it goes to the dead letters. */
export const MOST_RECEIVES = 5;
const MOST_IN_BATCH = 10;

/** A queue that doubles, delays, reorders and delivers again, and loses where it is told to, with its dead letters; what arrives is handed on in batches. */
function simulatedQueue(world: World, deliver: Deliver, mayLose: boolean) {
  const waiting: Message[] = [];
  const deadLetters: Message[] = [];
  const { random } = world;
  let ids = 0;
  let underWay = 0;
  let polling = false;

  const arrive = (message: Message, after: number) => {
    underWay += 1;
    world.later(after, () => {
      underWay -= 1;
      waiting.push(message);
      if (polling) return;
      polling = true;
      world.later(random.below(200), poll);
    });
  };

  const poll = () => {
    polling = false;
    const batch: Message[] = [];
    while (batch.length < MOST_IN_BATCH) {
      const [message] = waiting.splice(random.below(waiting.length), 1);
      if (!message) break;
      message.receives += 1;
      if (message.receives > MOST_RECEIVES) deadLetters.push(message);
      else batch.push(message);
    }
    if (batch.length === 0) return;
    underWay += batch.length;
    void deliver(
      batch.map(({ id, body, receives }) => ({
        messageId: id,
        body,
        attributes: { ApproximateReceiveCount: String(receives) },
      })),
    ).then((failed) => {
      underWay -= batch.length;
      for (const message of batch)
        if (!failed || failed.includes(message.id)) arrive(message, VISIBILITY);
        else if (random.chance(world.mix.redelivered)) arrive({ ...message, receives: 1 }, VISIBILITY);
    });
    if (waiting.length > 0) {
      polling = true;
      world.later(random.below(200), poll);
    }
  };

  const put = (body: string) => {
    if (mayLose && random.chance(world.mix.lostMessage)) return;
    const copies = random.chance(world.mix.doubledMessage) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      ids += 1;
      const message: Message = { id: `m${ids}`, body, receives: 0 };
      if (mayLose && random.chance(world.mix.straightToDeadLetters)) deadLetters.push(message);
      else arrive(message, random.next() * world.mix.messageDelay);
    }
  };

  return {
    put,
    isEmpty: () => waiting.length === 0 && underWay === 0,
    deadLetters: (): readonly string[] => deadLetters.map(({ body }) => body),
  };
}

/**
 * The queues: notices inside, which are hints and may be lost, since the cases know what they owe; and what goes outside, of which
 * nothing else is known, so that a message that was taken is never lost.
 */
export function simulatedQueues(world: World, deliver: Deliver, tellOutside: Deliver) {
  const inside = simulatedQueue(world, deliver, true);
  const outward = simulatedQueue(world, tellOutside, false);
  const forged = new Set<string>();
  const taken = new Set<string>();

  return {
    /** Puts in a message that none of the functions sent. */
    forge: (body: string) => {
      forged.add(body);
      inside.put(body);
    },
    send: (command: { constructor: { name: string }; input: Batch }): Promise<unknown> => {
      const { input } = command;
      const { name } = command.constructor;
      if (name !== "SendMessageBatchCommand") throw new Error(`The simulated queue does not know ${name}`);
      return world.request("queues", `${name} ${input.QueueUrl}`, () => {
        const Failed: { Id: string }[] = [];
        for (const { Id, MessageBody } of input.Entries)
          if (world.random.chance(world.mix.refusedEntry)) Failed.push({ Id });
          else if (input.QueueUrl === "outward") {
            taken.add(MessageBody);
            outward.put(MessageBody);
          } else inside.put(MessageBody);
        return Failed.length > 0 ? { Failed } : {};
      });
    },
    /** Whether nothing waits or is being delivered. */
    get empty() {
      return inside.isEmpty() && outward.isEmpty();
    },
    /** Dead letters that the functions sent, as somebody on call would read them. */
    deadLetters: (): readonly string[] => inside.deadLetters().filter((body) => !forged.has(body)),
    /** What was ever taken to go outside, and what of it ended among the dead letters. */
    outward: { taken: (): readonly string[] => [...taken], deadLetters: outward.deadLetters },
  };
}
