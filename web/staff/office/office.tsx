import { can } from "../may.ts";
import { Rooms } from "../parts/tabs.tsx";
import type { Me } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { Conduct } from "./conduct.tsx";
import { Digests } from "./digests.tsx";
import { Figures } from "./figures.tsx";
import { Inspections } from "./inspections.tsx";
import { Supervision } from "./supervision.tsx";

/** The supervising office (FIR-9, FIR-10): what is overdue by unit, the conduct register, inspections. */
export function Office({ me, rest }: { me: Me; rest: readonly string[] }) {
  const { text } = useTexts();
  const supervises = can.supervise(me);
  const at = rest[0] ?? (supervises ? "supervision" : "conduct");
  const rooms = [
    ...(supervises
      ? [
          { at: "supervision", label: text("office.supervision") },
          { at: "digests", label: text("office.digests") },
        ]
      : []),
    ...(can.lead(me) ? [{ at: "figures", label: text("office.figures") }] : []),
    { at: "conduct", label: text("office.conduct") },
    ...(can.lead(me) ? [{ at: "inspections", label: text("office.inspections") }] : []),
  ];
  return (
    <>
      <div className="head">
        <h1>{text("nav.office")}</h1>
        <Rooms label={text("nav.office")} base="office" at={at} rooms={rooms} />
      </div>
      {at === "supervision" && supervises && <Supervision />}
      {at === "figures" && can.lead(me) && <Figures />}
      {at === "digests" && supervises && <Digests week={rest[1]} />}
      {at === "conduct" && <Conduct me={me} id={rest[1]} />}
      {at === "inspections" && <Inspections me={me} number={rest[1]} />}
    </>
  );
}
