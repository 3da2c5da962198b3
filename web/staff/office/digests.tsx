import { Button } from "antd";
import { portalPath } from "#shared/domain/portal-path.ts";
import { useDirectory } from "../parts/people.tsx";
import { ClauseMark, Loading, Nothing, Trouble } from "../parts/states.tsx";
import { addressOf } from "../place.ts";
import { useDigest, useDigests } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { fullMoment } from "../time-left.ts";
import { FigureSheet, UnitSheet } from "./figures.tsx";

/** The weekly digests for the director and the supervising office (FIR-9). */
export function Digests({ week }: { week: string | undefined }) {
  return week === undefined ? <DigestList /> : <Digest week={week} />;
}

function DigestList() {
  const { text } = useTexts();
  const list = useDigests();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading lines={4} />}
      {list.data && items.length === 0 && <Nothing>{text("digest.empty")}</Nothing>}
      {items.length > 0 && (
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{text("digest.week")}</th>
              <th scope="col">{text("digest.made")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.week}>
                <th scope="row">
                  <a href={addressOf(["office", "digests", item.week])}>
                    {item.week} · {item.from} – {item.to}
                  </a>
                </th>
                <td>{fullMoment(item.madeAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <Button className="more" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text("list.more")}
        </Button>
      )}
    </>
  );
}

function Digest({ week }: { week: string }) {
  const { text, named } = useTexts();
  const directory = useDirectory();
  const found = useDigest(week);
  if (found.error) return <Trouble error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading lines={8} />;
  const { from, to, figures, units, overdue, missingNotices, proposedRules, conduct } = found.data;
  return (
    <article className="stack">
      <h2>
        {text("digest.title", { week, from, to })} <ClauseMark clause="FIR-9" />
      </h2>
      <FigureSheet figures={figures} />
      <UnitSheet units={units} />
      <section className="card">
        <h2>{text("digest.overdue", { count: overdue.total })}</h2>
        <ul>
          {overdue.items.map((item) => (
            <li key={`${item.number} ${item.kind}`}>
              <a href={addressOf(portalPath(item.number))}>{item.number}</a> {directory.unitName(item.unitId)} ·{" "}
              {named("limit", item.kind)} · {fullMoment(item.dueAt)}
            </li>
          ))}
        </ul>
      </section>
      <section className="card">
        <h2>{text("office.conduct")}</h2>
        <p>
          {Object.entries(conduct)
            .map(([stage, count]) => `${named("conduct-stage", stage)} ${count}`)
            .join("，") || "—"}
        </p>
        {missingNotices.map(({ year, layer }) => (
          <p key={`${year} ${layer}`} className="error">
            {text("digest.missing", { year, layer: text(layer === "national" ? "rules.national" : "rules.regional") })}
          </p>
        ))}
        <p className="hint">{text("digest.proposed", { count: proposedRules })}</p>
      </section>
    </article>
  );
}
