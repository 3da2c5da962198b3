import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import type { CaseView } from "#shared/cases/views.ts";
import type { Slot } from "#shared/contracts/appointment.ts";
import type { StaffCommandRequest } from "#shared/contracts/commands.ts";
import type { DirectoryKind } from "#shared/contracts/directory.ts";
import type { DigestsView as DigestsContract, DigestView, FiguresView } from "#shared/contracts/figures.ts";
import type {
  ContactPreview,
  InquirySummary,
  LimitView,
  PreviewContactRequest,
  ReceiptView,
  RecordContactRequest,
} from "#shared/contracts/inquiry.ts";
import type { OpenBoxRequest } from "#shared/contracts/suggestion.ts";
import type { CalendarYear } from "#shared/domain/calendar/calendar-data.ts";
import type { Localized, Office, OutsideBody, RosterDay, Staff } from "#shared/domain/directory.ts";
import type { BookableSlot } from "#shared/domain/slot.ts";
import type { InboxNotice } from "#shared/ports/inbox.ts";
import { ask, problemOf } from "./api.ts";

/** An escalation shows within ten seconds, also on a slow line. */
const INBOX_MILLISECONDS = 5000;
const POLL_MILLISECONDS = 8000;

/** Refusals are answers; only what could not be reached is asked for again. */
export const mayRetry = (failures: number, error: unknown): boolean => {
  const status = problemOf(error)?.status ?? 0;
  return failures < 2 && (status === 0 || status >= 500);
};

/** Who is signed in, as the directory has them. */
export type Me = Staff & { readonly unit: Localized | null; readonly office: Localized | null };

export const useMe = () =>
  useQuery({ queryKey: ["me"], queryFn: () => ask<Me>("GET", "/api/staff/me"), staleTime: 60_000, retry: mayRetry });

interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string;
}

type Kept = { offices: Office; staff: Staff; roster: RosterDay; "outside-bodies": OutsideBody };

/** What the directory has of one kind. */
export const useEntries = <Kind extends keyof Kept & DirectoryKind>(kind: Kind) =>
  useQuery({
    queryKey: ["directory", kind],
    queryFn: async () => (await ask<Page<Kept[Kind]>>("GET", `/api/staff/directory/${kind}`)).items,
    staleTime: 60_000,
    retry: mayRetry,
  });

/** Keeps an entry of the directory. */
export function useKeepEntry<Kind extends keyof Kept & DirectoryKind>(kind: Kind) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, entry }: { id: string; entry: Kept[Kind] }) =>
      ask<Kept[Kind]>("PUT", `/api/staff/directory/${kind}/${encodeURIComponent(id)}`, { body: entry }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["directory", kind] }),
  });
}

/** The slots of every office from today on, booked or free. */
export const useSlots = () =>
  useQuery({
    queryKey: ["directory", "slots"],
    queryFn: async () => (await ask<Page<BookableSlot>>("GET", "/api/staff/directory/slots")).items,
    retry: mayRetry,
  });

/** Opens slots or changes what they offer, one after another. */
export function useKeepSlots() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (slots: readonly { readonly id: string; readonly slot: Slot }[]) => {
      for (const { id, slot } of slots)
        await ask("PUT", `/api/staff/directory/slots/${encodeURIComponent(id)}`, { body: slot });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["directory", "slots"] }),
  });
}

/** The calendar of a year as limits are counted on it; null when nobody has loaded it. */
export const useYear = (year: string) =>
  useQuery({
    queryKey: ["calendar", year],
    queryFn: async () => {
      try {
        return await ask<CalendarYear>("GET", `/api/staff/rules/calendar/${year}`);
      } catch (error) {
        if (problemOf(error)?.status === 404) return null;
        throw error;
      }
    },
    retry: mayRetry,
  });

/** Loads the notices of a year. */
export function useKeepYear(year: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (notice: CalendarYear) =>
      ask<CalendarYear>("PUT", `/api/staff/rules/calendar/${year}`, { body: notice }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["calendar", year] }),
  });
}

export const useInbox = () =>
  useQuery({
    queryKey: ["inbox"],
    queryFn: () => ask<Page<InboxNotice>>("GET", "/api/staff/inbox?limit=50"),
    refetchInterval: INBOX_MILLISECONDS,
    retry: mayRetry,
  });

/** Marks notices as read. */
export function useAcknowledge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (keys: readonly string[]) => {
      for (const key of keys) await ask("POST", `/api/staff/inbox/${encodeURIComponent(key)}/acknowledge`);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["inbox"] }),
  });
}

/** Which cases are listed. */
export interface CaseFilter {
  readonly view?: string;
  readonly unit?: string;
  readonly phone?: string;
}

/** Cases by due time, page after page. */
export const useCases = ({ view, unit, phone }: CaseFilter, { limit = 30 } = {}) =>
  useInfiniteQuery({
    queryKey: ["inquiries", "list", { view, unit, phone, limit }],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: String(limit) });
      for (const [name, value] of Object.entries({ view, unit, phone, cursor: pageParam }))
        if (value) query.set(name, value);
      return ask<Page<InquirySummary>>("GET", `/api/staff/inquiries?${query}`);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.cursor,
    refetchInterval: POLL_MILLISECONDS,
    placeholderData: keepPreviousData,
    retry: mayRetry,
  });

/** The kinds of case a person works on, by their place in the API. */
export type CaseKind = "inquiries" | "suggestions" | "conduct" | "inspections";

const pathOf = (kind: CaseKind, id: string): string => `/api/staff/${kind}/${encodeURIComponent(id)}`;

/** One case of any kind, followed while it is open. */
export const useItem = <View>(kind: CaseKind, id: string) =>
  useQuery({
    queryKey: [kind, "one", id],
    queryFn: () => ask<View>("GET", pathOf(kind, id)),
    refetchInterval: POLL_MILLISECONDS,
    retry: mayRetry,
  });

/** One inquiry. */
export const useCase = (number: string) => useItem<CaseView>("inquiries", number);

/** Carries a case on from the version that was seen. */
export function useStep<View, Command extends { readonly type: string } = { readonly type: string }>(
  kind: CaseKind,
  id: string,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ command, version }: { command: Command; version: number }) =>
      ask<View>("POST", `${pathOf(kind, id)}/commands`, { body: command, headers: { "if-match": `"${version}"` } }),
    onSuccess: (view) => {
      client.setQueryData([kind, "one", id], view);
      return Promise.all([
        client.invalidateQueries({ queryKey: [kind, "list"] }),
        client.invalidateQueries({ queryKey: ["inbox"] }),
      ]);
    },
    onError: () => client.invalidateQueries({ queryKey: [kind, "one", id] }),
  });
}

/** Carries an inquiry on. */
export const useCommand = (number: string) => useStep<CaseView, StaffCommandRequest>("inquiries", number);

/** A list of the office's affairs: suggestions, the conduct register, inspections. */
export const useList = <Item>(kind: CaseKind, filters: Readonly<Record<string, string | undefined>>) =>
  useInfiniteQuery({
    queryKey: [kind, "list", filters],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries({ ...filters, cursor: pageParam })) if (value) query.set(name, value);
      return ask<Page<Item>>("GET", `/api/staff/${kind}?${query}`);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.cursor,
    refetchInterval: POLL_MILLISECONDS,
    placeholderData: keepPreviousData,
    retry: mayRetry,
  });

/** Opens a new one; the key makes a repeated click the same. */
export function useOpen<View>(kind: CaseKind) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: unknown; key: string }) =>
      ask<View>("POST", `/api/staff/${kind}`, { body, headers: { "idempotency-key": key } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [kind, "list"] }),
  });
}

/** The box on the wall of an office. */
interface WallBox {
  readonly office: string;
  readonly openings: readonly {
    readonly at: string;
    readonly by: string;
    readonly found: number;
    readonly note?: string;
  }[];
  readonly limits: readonly LimitView[];
}

const WALL_BOXES = ["suggestions", "wall-boxes"] as const;

/** The boxes on the walls, with their openings. */
export const useWallBoxes = () =>
  useQuery({
    queryKey: WALL_BOXES,
    queryFn: async () => (await ask<Page<WallBox>>("GET", "/api/staff/box-openings")).items,
    retry: mayRetry,
  });

/** Records that a box was opened. */
export function useOpenBox() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: OpenBoxRequest; key: string }) =>
      ask<WallBox>("POST", "/api/staff/box-openings", { body, headers: { "idempotency-key": key } }),
    onSuccess: () => client.invalidateQueries({ queryKey: WALL_BOXES }),
  });
}

/** Who would be first responder and until when, while a contact is being written down. */
export const usePreview = (request: PreviewContactRequest | undefined) =>
  useQuery({
    queryKey: ["preview", request],
    queryFn: ({ signal }) => ask<ContactPreview>("POST", "/api/staff/inquiries/preview", { body: request, signal }),
    enabled: request !== undefined,
    placeholderData: keepPreviousData,
    retry: mayRetry,
  });

/** Takes a contact down; the key makes a repeated click the same case. */
export function useRecordContact() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ contact, key }: { contact: RecordContactRequest; key: string }) =>
      ask<ReceiptView>("POST", "/api/staff/inquiries", { body: contact, headers: { "idempotency-key": key } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["inquiries", "list"] }),
  });
}

/** A time that can still be booked. */
export interface FreeSlot {
  readonly slotId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly free: number;
}

/** The times that an office still has to give for a service. */
export const useFreeSlots = (office: string, service: string | null) =>
  useQuery({
    queryKey: ["slots", office, service],
    queryFn: () => {
      const query = new URLSearchParams({ office, ...(service !== null && { service }) });
      return ask<Page<FreeSlot>>("GET", `/api/appointments/slots?${query}`);
    },
    retry: mayRetry,
  });

/** One finding of the reply gate. */
export interface ReplyFinding {
  readonly group: string;
  readonly phrase: string;
  readonly start: number;
  readonly end: number;
  readonly level: "warn" | "block";
  readonly clause: string;
  readonly proposal: string;
}

/** What the reply gate says about a draft. */
export const useReplyCheck = (text: string) =>
  useQuery({
    queryKey: ["reply-check", text],
    queryFn: ({ signal }) =>
      ask<{ verdict: "ok" | "warn" | "block"; findings: readonly ReplyFinding[] }>("POST", "/api/staff/replies/check", {
        body: { text },
        signal,
      }),
    enabled: text.trim() !== "",
    staleTime: Number.POSITIVE_INFINITY,
    retry: mayRetry,
  });

/** Figures of a period, of a unit or of all I may see. */
export const useFigures = ({ from, to, unit }: { from: string; to: string; unit: string | undefined }) =>
  useQuery({
    queryKey: ["figures", from, to, unit],
    queryFn: () =>
      ask<FiguresView>("GET", `/api/staff/figures?${new URLSearchParams({ from, to, ...(unit && { unit }) })}`),
    placeholderData: keepPreviousData,
    retry: mayRetry,
  });

/** The weekly digests, newest first. */
export const useDigests = () =>
  useInfiniteQuery({
    queryKey: ["digests"],
    queryFn: ({ pageParam }) =>
      ask<z.infer<typeof DigestsContract>>(
        "GET",
        `/api/staff/digests${pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ""}`,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.cursor,
    retry: mayRetry,
  });

/** What a week brought. */
export const useDigest = (week: string) =>
  useQuery({
    queryKey: ["digests", week],
    queryFn: () => ask<DigestView>("GET", `/api/staff/digests/${encodeURIComponent(week)}`),
    retry: mayRetry,
  });
