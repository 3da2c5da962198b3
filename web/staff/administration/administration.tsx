import { Rooms } from "../parts/tabs.tsx";
import type { Me } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { CalendarRoom } from "./calendar-room.tsx";
import { OfficesRoom } from "./offices-room.tsx";
import { OutsideBodiesRoom } from "./outside-bodies-room.tsx";
import { RosterRoom } from "./roster-room.tsx";
import { SlotsRoom } from "./slots-room.tsx";
import { StaffRoom } from "./staff-room.tsx";

/** The directory kept in order: people, units, duty, the bodies outside. */
export function Administration({ rest }: { me: Me; rest: readonly string[] }) {
  const { text } = useTexts();
  const at = rest[0] ?? "staff";
  const rooms = [
    { at: "staff", label: text("admin.staff") },
    { at: "roster", label: text("admin.roster") },
    { at: "offices", label: text("admin.offices") },
    { at: "outside-bodies", label: text("admin.outside-bodies") },
    { at: "slots", label: text("admin.slots") },
    { at: "calendar", label: text("admin.calendar") },
  ];
  return (
    <>
      <div className="head">
        <h1>{text("nav.admin")}</h1>
        <Rooms label={text("nav.admin")} base="admin" at={at} rooms={rooms} />
      </div>
      {at === "staff" && <StaffRoom />}
      {at === "roster" && <RosterRoom />}
      {at === "offices" && <OfficesRoom />}
      {at === "outside-bodies" && <OutsideBodiesRoom />}
      {at === "slots" && <SlotsRoom />}
      {at === "calendar" && <CalendarRoom />}
    </>
  );
}
