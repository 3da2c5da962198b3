import type { World } from "./world.ts";

/** A message as it waits. */
interface Message {
  readonly id: string;
  readonly body: string;
  receives: number;
}

/** What becomes of a batch: the messages that failed, or nothing at all when the run died. */
export type Deliver = (
  messages: readonly { messageId: string; body: string }[],
) => Promise<readonly string[] | undefined>;

interface Batch {
  readonly QueueUrl: string;
  readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[];
}

const VISIBILITY = 60_000;
const MOST_RECEIVES = 5;
const MOST_IN_BATCH = 10;

/** Queues that lose, double, delay, reorder and deliver again, each with its dead letters; what arrives is handed on in batches. */
export function simulatedQueues(world: World, deliver: Deliver) {
  const waiting: Message[] = [];
  const deadLetters: Message[] = [];
  const forged = new Set<string>();
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
    void deliver(batch.map(({ id, body }) => ({ messageId: id, body }))).then((failed) => {
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
    if (random.chance(world.mix.lostMessage)) return;
    const copies = random.chance(world.mix.doubledMessage) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      ids += 1;
      const message: Message = { id: `m${ids}`, body, receives: 0 };
      if (random.chance(world.mix.straightToDeadLetters)) deadLetters.push(message);
      else arrive(message, random.next() * world.mix.messageDelay);
    }
  };

  return {
    /** Puts in a message that none of the functions sent. */
    forge: (body: string) => {
      forged.add(body);
      put(body);
    },
    send: (command: { constructor: { name: string }; input: Batch }): Promise<unknown> => {
      const { input } = command;
      const { name } = command.constructor;
      if (name !== "SendMessageBatchCommand") throw new Error(`The simulated queue does not know ${name}`);
      return world.request("queues", `${name} ${input.QueueUrl}`, () => {
        const Failed: { Id: string }[] = [];
        for (const { Id, MessageBody } of input.Entries)
          if (random.chance(world.mix.refusedEntry)) Failed.push({ Id });
          // What goes out to the citizens' telephones is nobody's here.
          else if (input.QueueUrl !== "outward") put(MessageBody);
        return Failed.length > 0 ? { Failed } : {};
      });
    },
    /** Whether nothing waits or is being delivered. */
    get empty() {
      return waiting.length === 0 && underWay === 0;
    },
    /** Dead letters that the functions sent, as somebody on call would read them. */
    deadLetters: (): readonly string[] =>
      deadLetters.flatMap((message) => (forged.has(message.body) ? [] : [message.body])),
  };
}
