import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeLists } from "#functions/list-inquiries/merge-lists.ts";
import type { InquirySummary } from "#shared/contracts/inquiry.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";

const units = ["collection", "withdrawal", "moyu-branch"] as const;

const rowOf = (number: string, unitId: string, urgent: boolean, day: number | undefined): InquirySummary => {
  const dueOn = `2026-12-${String(day ?? 1).padStart(2, "0")}`;
  return {
    number,
    subject: number,
    name: "某*",
    stage: "accepted",
    channel: "web",
    serviceCode: null,
    urgent,
    receivedAt: "2026-11-23T02:00:00.000Z",
    caseworkerId: "aysha",
    unitId,
    officeId: "centre",
    due: day === undefined ? null : { kind: "answer", dueOn, dueAt: `${dueOn}T11:30:00.000Z`, provisional: false },
    paused: day === undefined,
  };
};

const orderOf = (row: InquirySummary) => `${row.urgent ? 0 : 1} ${row.due?.dueAt ?? "9999"}`;

/** Lists of single units, each in its order, with a cursor behind every row. */
const listsOf = (rows: readonly InquirySummary[]): Pick<InquiryStore, "list" | "after"> => {
  const key = (row: InquirySummary) => `${orderOf(row)} ${row.number}`;
  return {
    list: async (list, limit, cursor) => {
      const rest = rows
        .filter((row) => row.unitId === list.id && (cursor === undefined || key(row) > atob(cursor)))
        .sort((a, b) => (key(a) < key(b) ? -1 : 1));
      const items = rest.slice(0, limit);
      const last = items.at(-1);
      return { items, ...(rest.length > limit && last && { cursor: btoa(key(last)) }) };
    },
    after: (_, row) => btoa(key(row)),
  };
};

const someRows = fc
  .array(
    fc.record({
      unit: fc.constantFrom(...units),
      urgent: fc.boolean(),
      day: fc.option(fc.integer({ min: 1, max: 5 })),
    }),
    {
      maxLength: 40,
    },
  )
  .map((drawn) =>
    drawn.map(({ unit, urgent, day }, index) => rowOf(`Q${index + 100}`, unit, urgent, day ?? undefined)),
  );

test("the cases of all units are one list: each once, urgent ones first, then what is due first, whatever the page holds", async () => {
  await fc.assert(
    fc.asyncProperty(someRows, fc.integer({ min: 1, max: 7 }), async (rows, limit) => {
      const store = listsOf(rows);
      const lists = units.map((id) => ({ by: "unit" as const, id }));
      const found: InquirySummary[] = [];
      let cursor: string | undefined;
      do {
        const page = await mergeLists(lists, limit, cursor, store);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        found.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(found.map(orderOf)).toEqual(rows.map(orderOf).sort());
      expect(new Set(found.map(({ number }) => number)).size).toBe(rows.length);
    }),
    { numRuns: 300 },
  );
});
