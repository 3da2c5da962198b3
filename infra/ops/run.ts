import { queueNamed, queues } from "./resources.ts";
import { redrive } from "./redrive.ts";

type Tool = { readonly usage: string; readonly run: (args: readonly string[]) => Promise<string> };

const tools: Record<string, Tool> = {
  redrive: {
    usage: "redrive Escalations | UrgentReports",
    run: async ([name = ""]) => `${await redrive(queues, await queueNamed(name))} messages sent again to ${name}`,
  },
};

const [name = "", ...args] = process.argv.slice(2);
const tool = tools[name];
if (tool === undefined) {
  console.error(`npm run ops -- …\n${Object.values(tools).map(({ usage }) => `  ${usage}`).join("\n")}`);
  process.exitCode = 1;
} else {
  await tool.run(args).then(console.log, (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
