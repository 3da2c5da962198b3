import { Button, Segmented, Select } from "antd";
import { can } from "../may.ts";
import { CaseList } from "../parts/case-list.tsx";
import { useDirectory } from "../parts/people.tsx";
import { filter, go, usePlace } from "../place.ts";
import type { Me } from "../queries.ts";
import { useTexts } from "../texts.ts";

const views = ["mine", "unit", "urgent", "due", "overdue", "all"] as const;

/** What is due first. The view, the unit and the telephone number sought are in the address. */
export function MyWork({ me }: { me: Me }) {
  const { text, named } = useTexts();
  const directory = useDirectory();
  const { filters } = usePlace();
  const { phone } = filters;
  const supervises = can.supervise(me);
  const view = filters["view"] ?? "mine";
  const unit = supervises && view !== "mine" ? filters["unit"] : undefined;
  return (
    <>
      <div className="head">
        <h1>{phone === undefined ? text("nav.work") : text("work.caller", { phone })}</h1>
        {phone === undefined ? (
          <>
            <Segmented
              aria-label={text("work.view")}
              value={view}
              options={views
                .filter((each) => each !== "all" || supervises)
                .map((each) => ({ value: each, label: named("view", each) }))}
              onChange={(chosen) => filter({ view: chosen })}
            />
            {supervises && view !== "mine" && (
              <Select
                allowClear
                className="unit-filter"
                aria-label={text("work.unit")}
                placeholder={text("work.every-unit")}
                value={unit}
                options={directory.unitOptions}
                onChange={(chosen?: string) => filter({ unit: chosen })}
              />
            )}
          </>
        ) : (
          <Button onClick={() => go(["work"])}>{text("work.leave-search")}</Button>
        )}
        <Button type="primary" className="end" onClick={() => go(["new"])}>
          {text("work.new")} <kbd>n</kbd>
        </Button>
      </div>
      <CaseList
        key={`${view} ${unit} ${phone}`}
        filter={phone === undefined ? { view, unit } : { phone }}
        nothing={phone === undefined ? named("empty", view) : text("work.unknown-caller")}
      />
      <p className="keys">
        <span>
          <kbd>j</kbd> <kbd>k</kbd> {text("keys.move")}
        </span>
        <span>
          <kbd>Enter</kbd> {text("keys.open")}
        </span>
        <span>
          <kbd>/</kbd> {text("keys.search")}
        </span>
        <span>
          <kbd>n</kbd> {text("keys.new")}
        </span>
        <span>
          <kbd>g</kbd> {text("keys.work")}
        </span>
      </p>
    </>
  );
}
