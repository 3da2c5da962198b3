import { useNow } from "../clock.ts";
import { useTexts } from "../texts.ts";
import { fullMoment, shortMoment, timeLeft } from "../time-left.ts";

/** What is left until a limit; what is pressing is said in words and not by colour alone. */
export function Due({ dueAt, kind, provisional }: { dueAt: string; kind?: string; provisional?: boolean }) {
  const texts = useTexts();
  const moment = useNow();
  const { pressure, words } = timeLeft(dueAt, moment, texts);
  return (
    <span className={`due ${pressure}`} title={fullMoment(dueAt)}>
      <b>{words}</b>
      {kind !== undefined && (
        <small>
          {texts.named("limit", kind)} <time dateTime={dueAt}>{shortMoment(dueAt, moment)}</time>
        </small>
      )}
      {provisional && <small title={texts.text("limit.provisional-why")}>{texts.text("limit.provisional")}</small>}
    </span>
  );
}
