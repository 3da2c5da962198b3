import { PurgeQueueCommand } from "@aws-sdk/client-sqs";
import { erasePerson } from "./erase-person.ts";
import { exportCase } from "./export-case.ts";
import { recomputeCalendar } from "./recompute-calendar.ts";
import { deadLettersOf, letters, redrive } from "./redrive.ts";
import { releaseHolds } from "./release.ts";
import { now, queueNamed, queues } from "./resources.ts";

type Tool = { readonly usage: string; readonly run: (subject: string) => Promise<string> };

// The queue of a schedule's unstarted events is dead letters itself.
const deadLetters = async (name: string): Promise<string> => {
  const queue = await queueNamed(name);
  return name.endsWith("FailedStarts") ? queue : deadLettersOf(queues, queue);
};

const tools: Readonly<Record<string, Tool>> = {
  letters: {
    usage:
      "letters QUEUE          shows the dead letters of a queue: Escalations, UrgentReports, DeadlineAuditFailedStarts …",
    run: async (name) => (await letters(queues, await deadLetters(name))).join("\n") || "none",
  },
  redrive: {
    usage: "redrive QUEUE          sends the dead letters of a queue to it again",
    run: async (name) => `${await redrive(queues, await queueNamed(name))} messages sent again to ${name}`,
  },
  drop: {
    usage: "drop QUEUE             deletes the dead letters of a queue",
    run: async (name) => {
      await queues.send(new PurgeQueueCommand({ QueueUrl: await deadLetters(name) }));
      return `The dead letters of ${name} are deleted`;
    },
  },
  release: {
    usage: "release                gives back places in slots whose hold ran out, or confirms them",
    run: async () => releaseHolds(await now()),
  },
  "recompute-calendar": {
    usage: "recompute-calendar     counts provisional limits anew after a calendar year was loaded",
    run: async () => recomputeCalendar(await now()),
  },
  "export-case": { usage: "export-case NUMBER     prints a case and whether its chain is whole", run: exportCase },
  "erase-person": { usage: "erase-person NUMBER    erases texts and person of a closed case", run: erasePerson },
};

const args = process.argv.slice(2).filter((arg) => arg !== "--local" && arg !== "--trial");
const [name = "", subject = ""] = args;
const tool = tools[name];
const takesSubject = /[A-Z]{3}/.test(tool?.usage ?? "");
if (tool === undefined || takesSubject !== (subject !== "")) {
  const usages = Object.values(tools).map(({ usage }) => `  ${usage}`);
  console.error(`npm run ops -- [--local | --trial] …\n${usages.join("\n")}`);
  process.exitCode = 1;
} else {
  await tool.run(subject).then(console.log, (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
