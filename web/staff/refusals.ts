import type { CaseView } from "#shared/cases/views.ts";
import { sentence } from "#shared/contracts/messages.ts";
import type { Texts } from "./texts.ts";

type Closed = CaseView["closedCommands"][number];

/** Why a command is not open, in a sentence, with the names of roles and stages in place of their codes. */
export function refusalText({ type, code, params = {} }: Closed, { language, named }: Texts): string {
  const blanks = Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (name === "by")
        return [
          name,
          String(value)
            .split("、")
            .map((each) => named("relation", each))
            .join(language === "en" ? ", " : "、"),
        ];
      if (name === "stage") return [name, named("stage", String(value))];
      return [name, name === "command" ? named("command", type) : value];
    }),
  );
  return sentence(code, language, blanks).text;
}
