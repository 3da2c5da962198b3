import { Rooms } from "../parts/tabs.tsx";
import type { Me } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { Supervision } from "./supervision.tsx";

/** The supervising office (FIR-9): what is overdue or about to be, by unit. */
export function Office({ rest }: { me: Me; rest: readonly string[] }) {
  const { text } = useTexts();
  const at = rest[0] ?? "supervision";
  return (
    <>
      <div className="head">
        <h1>{text("nav.office")}</h1>
        <Rooms
          label={text("nav.office")}
          base="office"
          at={at}
          rooms={[{ at: "supervision", label: text("office.supervision") }]}
        />
      </div>
      {at === "supervision" && <Supervision />}
    </>
  );
}
