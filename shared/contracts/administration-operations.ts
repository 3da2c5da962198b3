import { CalendarYear } from "./calendar.ts";
import { CalendarParams, DirectoryItemParams, DirectoryListParams } from "./directory.ts";
import { DirectoryEntry, DirectoryEntryView, DirectoryListView, LoadedYearView } from "./staff-views.ts";

/** What administrators keep: the directory with the slots, and the calendar (FIR-2, SC-5). */
export const administrationOperations = {
  "GET /api/staff/directory/{kind}": {
    rights: ["directory.read"],
    summary: "Offices, staff, roster, outside bodies",
    access: "staff",
    params: DirectoryListParams,
    status: 200,
    answer: DirectoryListView,
  },
  "PUT /api/staff/directory/{kind}": {
    rights: ["directory.write"],
    summary: "Keep an entry of the directory under the id it bears",
    access: "staff",
    params: DirectoryListParams,
    body: DirectoryEntry,
    status: 200,
    answer: DirectoryEntryView,
  },
  "PUT /api/staff/directory/{kind}/{id}": {
    rights: ["directory.write"],
    summary: "Keep an entry of the directory",
    access: "staff",
    params: DirectoryItemParams,
    body: DirectoryEntry,
    status: 200,
    answer: DirectoryEntryView,
  },
  "GET /api/staff/rules/calendar/{year}": {
    rights: ["directory.read"],
    summary: "The calendar of a year",
    access: "staff",
    params: CalendarParams,
    status: 200,
    answer: CalendarYear,
  },
  "PUT /api/staff/rules/calendar/{year}": {
    rights: ["directory.write"],
    summary: "Load the holiday notices of a year; open cases are counted anew",
    access: "staff",
    params: CalendarParams,
    body: CalendarYear,
    status: 200,
    answer: LoadedYearView,
  },
} as const;
