import type { DirectoryKind } from "../contracts/directory.ts";
import type { CalendarYear } from "../domain/calendar/calendar-data.ts";
import type { Directory, Staff } from "../domain/directory.ts";

/** A calendar year the centre has loaded, and when: open cases are counted anew after that. */
export interface LoadedYear extends CalendarYear {
  readonly loadedAt: string;
}

/** The directory and the calendar years loaded since the rule pack was built. */
export interface Known extends Directory {
  readonly calendarYears: Readonly<Record<string, LoadedYear>>;
}

/** Who is who. */
export interface DirectoryReader {
  /** The person behind an id as the directory has them this moment: for deciding who may do what. */
  member(id: string): Promise<Staff | undefined>;
  /** Everything but the roster; may be some seconds old. */
  everybody(): Promise<Known>;
  /** The same with the roster of one office from a day on. */
  withRoster(officeId: string, from: string): Promise<Known>;
}

/** What administration reads and writes. */
export interface DirectoryWriter {
  list(kind: DirectoryKind): Promise<readonly unknown[]>;
  put(kind: DirectoryKind, id: string, item: unknown): Promise<void>;
  loadYear(year: string, loaded: LoadedYear): Promise<void>;
}
