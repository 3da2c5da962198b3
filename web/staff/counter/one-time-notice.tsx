import { Button, Checkbox } from "antd";
import { useState } from "react";
import type { CaseView } from "#shared/cases/views.ts";
import { serviceOf } from "../parts/people.tsx";
import { print } from "../parts/print.tsx";
import { NoticeSlip } from "../parts/sheets.tsx";
import { Loading, Trouble } from "../parts/states.tsx";
import { type Me, useCase, useCommand } from "../queries.ts";
import { refusalText } from "../refusals.ts";
import { useTexts } from "../texts.ts";

/** The one-time notice from the checklist of the service: what is missing is ticked, one click records and prints it (SC-4). */
export function OneTimeNotice({ number, serviceCode }: { number: string; serviceCode?: string; me: Me }) {
  const texts = useTexts();
  const { text } = texts;
  const found = useCase(number);
  const command = useCommand(number);
  const service = serviceOf(serviceCode ?? found.data?.serviceCode);
  const [missing, setMissing] = useState<readonly string[]>();
  if (!service) return null;
  const view = found.data;
  const ticked = missing ?? service.materials.filter((material) => material.required).map(({ id }) => id);
  const given = view?.notices.at(-1);
  const closed = view?.closedCommands.find((each) => each.type === "notifyMaterials");
  const give = (seen: CaseView) =>
    command.mutate(
      {
        command: { type: "notifyMaterials", missing: [...ticked], serviceCode: service.code, via: "counter" },
        version: seen.version,
      },
      {
        onSuccess: (next) => {
          const notice = next.notices.at(-1);
          if (notice) print(<NoticeSlip view={next} notice={notice} />);
        },
      },
    );
  return (
    <section className="card" aria-label={text("notice.title")}>
      <h2>
        {text("notice.title")} <small>{service.name.zh}</small>
      </h2>
      {found.error !== null && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {!view && !found.error && <Loading lines={3} />}
      {view && given && (
        <>
          <p>{text("notice.given", { number: given.noticeNo, count: given.materials.length })}</p>
          <Button onClick={() => print(<NoticeSlip view={view} notice={given} />)}>{text("notice.print")}</Button>
        </>
      )}
      {view && !given && closed && <p className="hint">{refusalText(closed, texts)}</p>}
      {view && !given && !closed && (
        <>
          <p className="hint">{text("notice.hint")}</p>
          <ul className="checklist">
            {service.materials.map((material) => (
              <li key={material.id}>
                <Checkbox
                  checked={ticked.includes(material.id)}
                  onChange={(event) =>
                    setMissing(
                      event.target.checked ? [...ticked, material.id] : ticked.filter((each) => each !== material.id),
                    )
                  }
                >
                  {material.name}
                  {material.when !== undefined && <small>（{material.when}）</small>}
                </Checkbox>
              </li>
            ))}
          </ul>
          {command.error && <Trouble error={command.error} />}
          <Button type="primary" disabled={ticked.length === 0} loading={command.isPending} onClick={() => give(view)}>
            {text("notice.give", { count: ticked.length })}
          </Button>
        </>
      )}
    </section>
  );
}
