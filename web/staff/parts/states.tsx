import { Alert, Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { type Clause, clauses } from "#shared/domain/clauses.ts";
import { problemOf } from "../api.ts";
import { addressOf } from "../place.ts";
import { signIn } from "../session.ts";
import { useTexts } from "../texts.ts";

/** Something is on its way. */
export function Loading({ lines = 5 }: { lines?: number }) {
  const { text } = useTexts();
  return (
    <div className="loading" role="status" aria-label={text("state.loading")}>
      <Skeleton active title={false} paragraph={{ rows: lines }} />
    </div>
  );
}

/** There is nothing, and what to do about it. */
export function Nothing({ children }: { children: ReactNode }) {
  return <div className="nothing">{children}</div>;
}

/** A clause by its number, with its words on hover and for screen readers. */
export function ClauseMark({ clause }: { clause: string }) {
  const words = clauses[clause as Clause];
  return (
    <abbr className="clause" title={words ?? clause} aria-label={words ?? clause}>
      {clause}
    </abbr>
  );
}

/** Why something was not carried out, in the server's words, with the clause it rests on. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { text } = useTexts();
  const problem = problemOf(error);
  const unreachable = problem === undefined || problem.status === 0;
  const isNowhere = problem?.code === "not-found";
  const said = unreachable
    ? text("state.unreachable")
    : isNowhere
      ? text("state.no-such-case")
      : problem.detail || text("state.failed");
  const clause = problem?.clause as Clause | undefined;
  return (
    <Alert
      type="error"
      role="alert"
      className="trouble"
      title={said}
      description={
        (clause !== undefined || problem?.errors !== undefined) && (
          <>
            {clause !== undefined && <div className="basis">{clauses[clause] ?? clause}</div>}
            {problem?.errors?.map((each) => (
              <div key={each.path}>
                {each.path}：{each.message}
              </div>
            ))}
          </>
        )
      }
      action={
        problem?.status === 401 ? (
          <Button size="small" onClick={() => void signIn()}>
            {text("state.sign-in-again")}
          </Button>
        ) : isNowhere ? (
          <Button size="small" href={addressOf(["work"])}>
            {text("nav.back-to-work")}
          </Button>
        ) : (
          onRetry && (
            <Button size="small" onClick={onRetry}>
              {text("state.retry")}
            </Button>
          )
        )
      }
    />
  );
}
