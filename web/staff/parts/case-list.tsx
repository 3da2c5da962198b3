import { Button } from "antd";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { InquirySummary } from "#shared/contracts/inquiry.ts";
import { useNow } from "../clock.ts";
import { addressOf, go } from "../place.ts";
import { type CaseFilter, useCases } from "../queries.ts";
import { isTyping } from "../shortcuts.ts";
import { useTexts } from "../texts.ts";
import { shortMoment } from "../time-left.ts";
import { Due } from "./due.tsx";
import { serviceOf, useDirectory } from "./people.tsx";
import { Loading, Nothing, Trouble } from "./states.tsx";

const SCREENFUL = 20;

/** Moves through the rows with j and k and opens one with Enter. */
function useRowKeys(count: number, onOpen: (index: number) => void): [number, (index: number) => void] {
  const [at, setAt] = useState(-1);
  const state = useRef({ at, count, onOpen });
  state.current = { at, count, onOpen };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { at: row, count: rows, onOpen: open } = state.current;
      if (isTyping(event) || rows === 0) return;
      if (event.key === "j") setAt(Math.min(row + 1, rows - 1));
      else if (event.key === "k") setAt(Math.max(row - 1, 0));
      else if (event.key === "Enter" && row >= 0 && !(event.target instanceof HTMLAnchorElement)) open(row);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return [at, setAt];
}

/** Cases by what is due first. One row is one case: what is left, what it is, with whom it lies. */
export function CaseList({
  filter,
  nothing,
  keep = () => true,
  act,
}: {
  filter: CaseFilter;
  nothing: string;
  /** Which of the cases are shown. */
  keep?: (item: InquirySummary) => boolean;
  /** What can be done from the row. */
  act?: (item: InquirySummary) => ReactNode;
}) {
  const { text, named } = useTexts();
  const directory = useDirectory();
  const moment = useNow();
  const cases = useCases(filter);
  const items = useMemo(() => (cases.data?.pages.flatMap((page) => page.items) ?? []).filter(keep), [cases.data, keep]);
  const { hasNextPage, isFetching, fetchNextPage } = cases;
  // What is filtered out shortens a page: a screen is filled before anybody has to ask for more.
  const isShort = hasNextPage && !isFetching && items.length < SCREENFUL;
  useEffect(() => {
    if (isShort) void fetchNextPage();
  }, [isShort, fetchNextPage]);
  const [at] = useRowKeys(items.length, (index) => {
    const item = items[index];
    if (item) go(["case", item.number]);
  });
  const rows = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    if (at >= 0) rows.current?.rows[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);

  if (cases.error && !cases.data) return <Trouble error={cases.error} onRetry={() => void cases.refetch()} />;
  if (cases.isPending) return <Loading lines={8} />;
  return (
    <>
      {cases.error && <Trouble error={cases.error} onRetry={() => void cases.refetch()} />}
      {items.length === 0 ? (
        <Nothing>{nothing}</Nothing>
      ) : (
        <table className="cases">
          <thead>
            <tr>
              <th scope="col">{text("list.due")}</th>
              <th scope="col">{text("list.case")}</th>
              <th scope="col">{text("list.citizen")}</th>
              <th scope="col">{text("list.stage")}</th>
              <th scope="col">{text("list.caseworker")}</th>
              <th scope="col">{text("list.received")}</th>
              {act && <th scope="col">{text("list.act")}</th>}
            </tr>
          </thead>
          <tbody ref={rows}>
            {items.map((item, index) => (
              <tr
                key={item.number}
                className={[index === at ? "at" : "", item.urgent && item.due ? "urgent" : ""].join(" ")}
                aria-current={index === at ? "true" : undefined}
              >
                <td>
                  {item.paused ? (
                    <span className="due paused">
                      <b>{text("list.paused")}</b>
                    </span>
                  ) : (
                    item.due && <Due {...item.due} />
                  )}
                </td>
                <td>
                  <a href={addressOf(["case", item.number])}>
                    {item.urgent && <span className="mark-urgent">{text("case.urgent")}</span>}
                    {item.subject}
                  </a>
                  <small>
                    <span className="number">{item.number}</span> {named("channel", item.channel)}
                    {item.serviceCode && ` · ${serviceOf(item.serviceCode)?.name.zh ?? item.serviceCode}`}
                  </small>
                </td>
                <td>
                  <bdi>{item.name}</bdi>
                </td>
                <td>{named("stage", item.stage)}</td>
                <td>
                  {directory.person(item.caseworkerId)}
                  <small>{directory.unitName(item.unitId)}</small>
                </td>
                <td>
                  <time dateTime={item.receivedAt}>{shortMoment(item.receivedAt, moment)}</time>
                </td>
                {act && <td>{act(item)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {cases.hasNextPage && (
        <Button className="more" loading={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
          {text("list.more")}
        </Button>
      )}
    </>
  );
}
