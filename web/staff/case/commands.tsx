import { Button } from "antd";
import type { CaseView } from "#shared/cases/views.ts";
import type { StaffCommandRequest } from "#shared/contracts/commands.ts";
import { ClauseMark, Trouble } from "../parts/states.tsx";
import { filter, usePlace } from "../place.ts";
import { useCommand } from "../queries.ts";
import { refusalText } from "../refusals.ts";
import { useTexts } from "../texts.ts";
import { fieldsOf } from "./command-fields.ts";
import { CommandForm } from "./command-form.tsx";

type CommandType = StaffCommandRequest["type"];

/** Steps that bring the work on; the others stand behind them. */
const leading: ReadonlySet<string> = new Set([
  "accept",
  "reply",
  "complete",
  "receiveReferral",
  "designate",
  "acknowledgeUrgent",
  "giveFeedback",
  "assist",
  "close",
  "followUp",
  "receiveMaterials",
  "keepAppointment",
  "resume",
]);

/** What I may do now, as buttons; the form of the chosen one; and why the rest is closed. */
export function Commands({ view, seenVersion }: { view: CaseView; seenVersion: number }) {
  const texts = useTexts();
  const { text, named } = texts;
  const { filters } = usePlace();
  const command = useCommand(view.number);
  const open: readonly CommandType[] = view.commands;
  const chosen = open.find((type) => type === filters["do"]);
  const next = open.find((type) => leading.has(type));
  const close = () => filter({ do: undefined });
  const start = (type: CommandType) => {
    if (fieldsOf(type).length > 0) return filter({ do: type });
    command.mutate({ command: { type } as StaffCommandRequest, version: seenVersion });
  };
  const button = (type: CommandType) => (
    <Button
      key={type}
      type={type === (chosen ?? next) ? "primary" : "default"}
      aria-pressed={type === chosen}
      loading={command.isPending && command.variables?.command.type === type}
      onClick={() => start(type)}
    >
      {named("command", type)}
    </Button>
  );
  return (
    <section className="card commands" aria-label={text("case.commands")}>
      <h2>{text("case.commands")}</h2>
      {open.length === 0 && <p className="hint">{text("case.no-commands")}</p>}
      <div className="buttons leading">{open.filter((type) => leading.has(type)).map(button)}</div>
      <div className="buttons">{open.filter((type) => !leading.has(type)).map(button)}</div>
      {command.error && <Trouble error={command.error} />}
      {chosen && <CommandForm key={chosen} type={chosen} view={view} seenVersion={seenVersion} onDone={close} />}
      <details>
        <summary>{text("case.why-not", { count: view.closedCommands.length })}</summary>
        <dl className="closed">
          {view.closedCommands.map((each) => (
            <div key={each.type}>
              <dt>{named("command", each.type)}</dt>
              <dd>
                {refusalText(each, texts)} {each.clause && <ClauseMark clause={each.clause} />}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
