import * as z from "zod";
import { Slot } from "./appointment.ts";
import { CalendarYear } from "./calendar.ts";
import { Office, OutsideBody, RosterDay, Staff } from "./directory.ts";
import { ClauseId, instant } from "./histories.ts";
import { LocalizedText } from "./text.ts";

/** Who I am, with the names of unit and office where the directory has them. */
export const MeView = Staff.extend({ unit: LocalizedText.nullable(), office: LocalizedText.nullable() });

/** A notice as it lies in an inbox. */
export const NoticeView = z.object({
  recipientId: z.string(),
  key: z.string(),
  kind: z.string(),
  number: z.string(),
  subject: z.string(),
  clause: ClauseId,
  limit: z.object({ kind: z.string(), dueOn: z.iso.date(), dueAt: instant }).optional(),
  level: z.int().optional(),
  deliveredAt: instant,
  readAt: instant.optional(),
});

/** What the gate says of a draft: send it, let somebody confirm it, or don't send it (FIR-6). */
export const ReplyCheckView = z.object({
  verdict: z.enum(["ok", "warn", "block"]),
  findings: z.array(
    z.object({
      group: z.string(),
      phrase: z.string(),
      /** Places in the text as it was given, in UTF-16 units. */
      start: z.int(),
      end: z.int(),
      level: z.enum(["warn", "block"]),
      clause: ClauseId,
      proposal: z.string(),
    }),
  ),
});

/** A slot with the places taken in it. */
const SlotView = Slot.safeExtend({
  id: z.string(),
  places: z.array(z.object({ number: z.string(), heldUntil: instant, confirmed: z.boolean() })),
  version: z.int(),
});

/** An entry of the directory, of the kind its path names. */
export const DirectoryEntry = z.union([Office, Staff, RosterDay, OutsideBody, Slot]);
export const DirectoryEntryView = z.union([Office, Staff, RosterDay, OutsideBody, SlotView]);

/** All entries of one kind. */
export const DirectoryListView = z.object({
  items: z.union([z.array(Office), z.array(Staff), z.array(RosterDay), z.array(OutsideBody), z.array(SlotView)]),
});

/** A year as it has been loaded: open cases are counted anew after that. */
export const LoadedYearView = CalendarYear.extend({ loadedAt: instant });
