import { Button } from "antd";
import type { ReactNode } from "react";
import { Trouble } from "../parts/states.tsx";
import { filter, usePlace } from "../place.ts";
import { useStep } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { StepForm } from "./step-form.tsx";
import type { About, Steps } from "./steps.ts";

/** What I may do now, as buttons, and the form of the chosen step; `children` says why the rest is closed. */
export function OpenSteps({
  steps,
  open,
  about,
  children,
}: {
  steps: Steps;
  open: readonly string[];
  about: About;
  children?: ReactNode;
}) {
  const { text, named } = useTexts();
  const { filters } = usePlace();
  const step = useStep(steps.kind, about.id);
  const chosen = open.find((type) => type === filters["do"]);
  const next = steps.leading.find((type) => open.includes(type));
  const start = (type: string) => {
    if ((steps.fields.get(type) ?? []).length > 0) return filter({ do: type });
    step.mutate({ command: { type }, version: about.version });
  };
  const button = (type: string) => (
    <Button
      key={type}
      type={type === (chosen ?? next) ? "primary" : "default"}
      aria-pressed={type === chosen}
      loading={step.isPending && step.variables?.command.type === type}
      onClick={() => start(type)}
    >
      {named(steps.names, type)}
    </Button>
  );
  const others = open.filter((type) => !steps.leading.includes(type));
  return (
    <section className="card commands" aria-label={text("case.commands")}>
      <h2>{text("case.commands")}</h2>
      {open.length === 0 && <p className="hint">{text("case.no-commands")}</p>}
      <div className="buttons">{steps.leading.filter((type) => open.includes(type)).map(button)}</div>
      {others.length > 0 && <div className="buttons">{others.map(button)}</div>}
      {step.error && <Trouble error={step.error} />}
      {chosen && (
        <StepForm key={chosen} steps={steps} type={chosen} about={about} onDone={() => filter({ do: undefined })} />
      )}
      {children}
    </section>
  );
}
