import { useNow } from "../clock.ts";
import { useTexts } from "../texts.ts";
import { fullMoment, timeLeft } from "../time-left.ts";

/** What is left until a limit; what is pressing is said in words and not by colour alone. */
export function Due({ dueAt, kind, provisional }: { dueAt: string; kind?: string; provisional?: boolean }) {
  const texts = useTexts();
  const { pressure, words } = timeLeft(dueAt, useNow(), texts);
  return (
    <span className={`due ${pressure}`} title={fullMoment(dueAt)}>
      <b>{words}</b>
      {kind !== undefined && <small>{texts.named("limit", kind)}</small>}
      {provisional && <small title={texts.text("limit.provisional-why")}>{texts.text("limit.provisional")}</small>}
    </span>
  );
}
