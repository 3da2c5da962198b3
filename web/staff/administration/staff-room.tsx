import { Button, Drawer, Input } from "antd";
import { useState } from "react";
import type { Staff } from "#shared/domain/directory.ts";
import { ranks } from "#shared/rules/rule-pack.ts";
import { useDirectory } from "../parts/people.tsx";
import { Loading, Nothing, Trouble } from "../parts/states.tsx";
import { filter, usePlace } from "../place.ts";
import { useEntries } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { StaffForm } from "./staff-form.tsx";

const rankName = (code: string): string => ranks.find((rank) => rank.code === code)?.name.zh ?? code;

/** Everybody of the system, one row each: unit, rank, roles, deputy, leave (FIR-2). */
export function StaffRoom() {
  const { text, named } = useTexts();
  const directory = useDirectory();
  const staff = useEntries("staff");
  const { filters } = usePlace();
  const [edited, setEdited] = useState<Staff | "new">();
  const sought = (filters["q"] ?? "").toLowerCase();
  const shown = (staff.data ?? [])
    .filter((person) =>
      `${person.id} ${person.name} ${directory.unitName(person.unitId)}`.toLowerCase().includes(sought),
    )
    .toSorted((a, b) => a.unitId.localeCompare(b.unitId) || a.id.localeCompare(b.id));
  if (staff.error && !staff.data) return <Trouble error={staff.error} onRetry={() => void staff.refetch()} />;
  if (!staff.data) return <Loading lines={8} />;
  return (
    <>
      <div className="line">
        <Input
          allowClear
          className="narrow"
          aria-label={text("admin.find")}
          placeholder={text("admin.find")}
          value={filters["q"] ?? ""}
          onChange={(event) => filter({ q: event.target.value })}
        />
        <Button type="primary" onClick={() => setEdited("new")}>
          {text("admin.new-staff")}
        </Button>
      </div>
      {shown.length === 0 ? (
        <Nothing>{text("admin.nobody")}</Nothing>
      ) : (
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{text("staff.name")}</th>
              <th scope="col">{text("staff.unit")}</th>
              <th scope="col">{text("staff.rank")}</th>
              <th scope="col">{text("staff.roles")}</th>
              <th scope="col">{text("staff.phone")}</th>
              <th scope="col">{text("staff.deputy")}</th>
              <th scope="col">{text("staff.leave")}</th>
              <th scope="col">{text("list.act")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((person) => (
              <tr key={person.id} className={person.active ? "" : "inactive"}>
                <th scope="row">
                  {person.name} <small>{person.id}</small>
                  {!person.active && <small>{text("staff.inactive")}</small>}
                </th>
                <td>{directory.unitName(person.unitId)}</td>
                <td>{rankName(person.rank)}</td>
                <td>{person.roles.map((role) => named("role", role)).join("、")}</td>
                <td>{person.phone}</td>
                <td>{person.deputyId ? directory.person(person.deputyId) : "—"}</td>
                <td>
                  {directory.isAway(person) && <b className="away-now">{text("people.away")} </b>}
                  {person.leave.map(({ from, to }) => (
                    <small key={from}>
                      {from} – {to}
                    </small>
                  ))}
                </td>
                <td>
                  <Button
                    size="small"
                    aria-label={text("admin.edit-named", { name: person.name })}
                    onClick={() => setEdited(person)}
                  >
                    {text("admin.edit")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Drawer
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        size={520}
        destroyOnHidden
        title={edited === "new" || !edited ? text("admin.new-staff") : edited.name}
      >
        {edited && <StaffForm person={edited === "new" ? undefined : edited} onDone={() => setEdited(undefined)} />}
      </Drawer>
    </>
  );
}
