import { addressOf } from "../place.ts";

/** The rooms of a section, each with an address of its own. */
export function Rooms({
  label,
  base,
  at,
  rooms,
}: {
  label: string;
  base: string;
  at: string;
  rooms: readonly { readonly at: string; readonly label: string }[];
}) {
  return (
    <nav className="rooms" aria-label={label}>
      {rooms.map((room) => (
        <a key={room.at} href={addressOf([base, room.at])} aria-current={room.at === at ? "page" : undefined}>
          {room.label}
        </a>
      ))}
    </nav>
  );
}
