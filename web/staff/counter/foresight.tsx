import type { ContactPreview } from "#shared/contracts/inquiry.ts";
import { Due } from "../parts/due.tsx";
import { ClauseMark, Loading, Trouble } from "../parts/states.tsx";
import { useTexts } from "../texts.ts";
import { fullMoment, termWords } from "../time-left.ts";

/** Who will be responsible and until when, before anything is stored. */
export function Foresight({
  preview,
  error,
  pending,
}: {
  preview: ContactPreview | undefined;
  error: unknown;
  pending: boolean;
}) {
  const texts = useTexts();
  const { text, named } = texts;
  return (
    <section className="foresight" aria-label={text("counter.foresight")} aria-live="polite">
      <h2>{text("counter.foresight")}</h2>
      {error ? <Trouble error={error} /> : pending && !preview ? <Loading lines={3} /> : null}
      {preview && !error && (
        <>
          <p className="responder">
            <b>{preview.firstResponder.name}</b>
            <span>
              {preview.firstResponder.office} {preview.firstResponder.unit}
            </span>
            <small>
              {named("reason", preview.firstResponder.reason)} <ClauseMark clause={preview.firstResponder.clause} />
            </small>
          </p>
          <dl>
            {preview.limits.map((limit) => (
              <div key={limit.id}>
                <dt>{named("limit", limit.kind)}</dt>
                <dd>
                  <b>{fullMoment(limit.dueAt)}</b> <Due dueAt={limit.dueAt} provisional={limit.provisional} />
                  <small>
                    {text(`bound.${limit.bound}`)} {termWords(limit.term, texts)} · {limit.basis}{" "}
                    <ClauseMark clause={limit.clause} />
                  </small>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
