import { expect, test } from "vitest";
import { digests } from "#shared/aws/digests.ts";
import { append } from "#shared/domain/history.ts";
import { decide } from "#shared/domain/inquiry/decide.ts";
import type { Decision } from "#shared/domain/inquiry/decision.ts";
import { fold } from "#shared/domain/inquiry/history.ts";
import { register } from "#shared/domain/inquiry/register.ts";
import { checkReply } from "#shared/domain/reply-gate.ts";
import type { InquiryList, InquiryStore, StoredInquiry } from "#shared/ports/inquiry-store.ts";
import { rules, timeOf } from "#shared/rules/decision-rules.ts";
import { directory } from "#test/properties/world.ts";

/** A store under test; `settle` waits until its indexes show what was written. */
export interface UnderTest {
  readonly store: InquiryStore;
  readonly settle: () => Promise<void>;
  /** How many open cases a unit has, or how many of them are due before an instant. */
  readonly count: (unitId: string, dueBefore?: string) => Promise<number>;
}

const time = timeOf("centre", {});
const contextAt = (now: string, actorId?: string) => ({
  now,
  actorId,
  rules,
  directory,
  time,
  checkReply: (text: string) => checkReply(text),
});

/** A case as intake stores it. */
const caseOf = (number: string, at: string, phoneKey = "phone-1", urgent = false): StoredInquiry => {
  const decision = register(
    {
      number,
      channel: "web",
      officeId: "centre",
      language: "zh-CN",
      serviceCode: null,
      subject: `subject of ${number}`,
      content: "content",
      name: "某人",
      phone: "1390000",
      urgent,
      firstResponder: {
        staffId: "clerk-c",
        officeId: "centre",
        unitId: "collection",
        reason: "on-duty",
        clause: "FIR-3",
        candidates: ["clerk-c"],
      },
    },
    contextAt(at),
  );
  return {
    number,
    document: append(
      undefined,
      { at, actor: { kind: "citizen" }, act: "register", ...decision },
      digests.digest,
      digests.salt,
    ),
    secretDigest: "secret",
    submissionDigest: "submission",
    phoneKey,
  };
};

/** The same case one command later. */
const after = (stored: StoredInquiry, at: string, command: Parameters<typeof decide>[1]): StoredInquiry => {
  const decision = decide(fold(stored.document), command, contextAt(at, "clerk-c")) as Decision;
  const commit = { at, actor: { kind: "staff", id: "clerk-c" } as const, act: command.type, ...decision };
  return { ...stored, document: append(stored.document, commit, digests.digest, digests.salt) };
};

const noon = "2026-11-23T04:00:00.000Z";
const later = "2026-11-23T05:00:00.000Z";
const nextDay = "2026-11-24T04:00:00.000Z";

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `QCASE-${String(index).padStart(5, "0")}`);

/** Everything a list or the due index has, over all its pages. */
const allDue = async (store: InquiryStore, instant: string): Promise<string[]> => {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.dueBefore(instant, cursor);
    found.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
};

const listed = async (store: InquiryStore, list: InquiryList, limit: number): Promise<string[]> => {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list(list, limit, cursor);
    found.push(...page.items.map((row) => row.number));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
};

/** What every store of inquiries does, whatever it is made of. */
export function inquiryStoreContract(make: () => Promise<UnderTest>): void {
  test("finds a case as it was stored", async () => {
    const { store } = await make();
    const stored = caseOf("QCASE-00001", noon);
    expect(await store.add(stored)).toBe("added");
    expect(await store.find("QCASE-00001")).toEqual({ ...stored, inquiry: fold(stored.document) });
  });

  test("finds nothing under a number nobody was given", async () => {
    const { store } = await make();
    expect(await store.find("QCASE-00002")).toBeUndefined();
  });

  test("does not take a second case under one number", async () => {
    const { store } = await make();
    await store.add(caseOf("QCASE-00003", noon));
    expect(await store.add(caseOf("QCASE-00003", later))).toBe("exists");
    expect((await store.find("QCASE-00003"))?.inquiry.receivedAt).toBe(noon);
  });

  test("knows a write again whose answer was lost", async () => {
    const { store } = await make();
    const stored = caseOf("QCASE-00004", noon);
    await store.add(stored);
    expect(await store.add(stored)).toBe("added");
    const accepted = after(stored, later, { type: "accept" });
    await store.save(accepted, 1);
    expect(await store.save(accepted, 1)).toBe("saved");
  });

  test("stores a step on the version it was decided on, and on no other", async () => {
    const { store } = await make();
    const stored = caseOf("QCASE-00005", noon);
    await store.add(stored);
    expect(await store.save(after(stored, later, { type: "accept" }), 1)).toBe("saved");
    expect(await store.save(after(stored, nextDay, { type: "consult", question: "谁" }), 1)).toBe("stale");
    expect((await store.find("QCASE-00005"))?.inquiry).toMatchObject({ version: 2, stage: "accepted" });
  });

  test("lets one of many who change a version at once through", async () => {
    const { store } = await make();
    const stored = caseOf("QCASE-00006", noon);
    await store.add(stored);
    const steps = Array.from({ length: 10 }, (_, index) =>
      store.save(after(stored, later, { type: "consult", question: `第${index}问` }), 1),
    );
    expect((await Promise.all(steps)).filter((outcome) => outcome === "saved")).toHaveLength(1);
  });

  test("names each case at which somebody must look by a moment once, and no other", async () => {
    const { store, settle } = await make();
    const numbers = numbered(30);
    for (const number of numbers) await store.add(caseOf(number, noon));
    await store.add(caseOf("QCASE-LATER", "2026-12-23T04:00:00.000Z"));
    await settle();
    expect((await allDue(store, "2026-11-24T12:00:00.000Z")).sort()).toEqual(numbers);
    expect(await allDue(store, noon)).toEqual([]);
  });

  test("lists a caseworker's cases by what is due first, page by page", async () => {
    const { store, settle } = await make();
    const numbers = numbered(7);
    for (const [index, number] of numbers.entries())
      await store.add(caseOf(number, `2026-11-${String(27 - index).padStart(2, "0")}T02:00:00.000Z`));
    await settle();
    const found = await listed(store, { by: "caseworker", id: "clerk-c" }, 3);
    expect([...found].sort()).toEqual(numbers);
    const due = await Promise.all(
      found.map(async (number) => (await store.find(number))?.inquiry.limits[0]?.dueAt ?? ""),
    );
    expect(due).toEqual([...due].sort());
  });

  test("lists of a unit only what is due before a moment, when asked so", async () => {
    const { store, settle } = await make();
    await store.add(caseOf("QCASE-EARLY", noon));
    await store.add(caseOf("QCASE-LATER", "2026-12-23T04:00:00.000Z"));
    await settle();
    const due = { by: "unit", id: "collection", dueBefore: "2026-12-01T00:00:00.000Z" } as const;
    expect(await listed(store, due, 10)).toEqual(["QCASE-EARLY"]);
  });

  test("puts urgent cases on top of every list, whatever is due before them, and finds them by themselves", async () => {
    const { store, settle, count } = await make();
    for (const number of numbered(5)) await store.add(caseOf(number, noon));
    // Registered last and due last; acknowledged long ago, they are still urgent.
    for (const number of ["QCASE-URG01", "QCASE-URG02"])
      await store.add(caseOf(number, "2026-12-23T04:00:00.000Z", "phone-1", true));
    await settle();
    for (const list of [
      { by: "caseworker", id: "clerk-c" },
      { by: "unit", id: "collection" },
    ] as const)
      expect((await listed(store, list, 3)).slice(0, 2).sort()).toEqual(["QCASE-URG01", "QCASE-URG02"]);
    const { items } = await store.list({ by: "unit", id: "collection", urgentOnly: true }, 10);
    expect(items.map(({ number }) => number).sort()).toEqual(["QCASE-URG01", "QCASE-URG02"]);
    const due = { by: "unit", id: "collection", dueBefore: "2026-12-01T00:00:00.000Z" } as const;
    expect((await listed(store, due, 3)).sort()).toEqual(numbered(5));
    const stretch = { dueFrom: "2026-11-24T00:00:00.000Z", dueBefore: "2026-12-24T23:59:59.999Z" };
    expect((await listed(store, { by: "unit", id: "collection", ...stretch }, 3)).sort()).toEqual(numbered(5));
    const pressing = { by: "unit", id: "collection", urgentOnly: true, ...stretch } as const;
    expect((await listed(store, pressing, 1)).sort()).toEqual(["QCASE-URG01", "QCASE-URG02"]);
    const past = { ...stretch, dueFrom: "2026-12-01T00:00:00.000Z" };
    expect(await listed(store, { by: "unit", id: "collection", ...past }, 3)).toEqual([]);
    expect([await count("collection"), await count("collection", due.dueBefore)]).toEqual([7, 5]);
  });

  test("goes on behind any row of a list", async () => {
    const { store, settle } = await make();
    for (const [index, number] of numbered(6).entries())
      await store.add(caseOf(number, `2026-11-${20 + index}T02:00:00.000Z`, "phone-1", index > 3));
    await settle();
    for (const list of [
      { by: "unit", id: "collection" },
      { by: "caseworker", id: "clerk-c" },
      { by: "phone", id: "phone-1" },
    ] as const) {
      const whole = await listed(store, list, 10);
      for (const [index, number] of whole.entries()) {
        const row = (await store.list(list, 10)).items.find((each) => each.number === number);
        if (!row) continue;
        const { items } = await store.list(list, 1, store.after(list, row));
        expect(items.map((each) => each.number)).toEqual(whole.slice(index + 1, index + 2));
      }
    }
  });

  test("lists a caller's cases, the newest first, closed ones too", async () => {
    const { store, settle } = await make();
    const first = caseOf("QCASE-00011", noon, "phone-9");
    await store.add(first);
    await store.add(caseOf("QCASE-00012", later, "phone-9"));
    await store.save(after(first, later, { type: "complete", text: "您好，已为您办好。", confirmed: true }), 1);
    await settle();
    expect(await listed(store, { by: "phone", id: "phone-9" }, 10)).toEqual(["QCASE-00012", "QCASE-00011"]);
  });

  test("takes a closed case off the lists of what is to be done", async () => {
    const { store, settle } = await make();
    const stored = caseOf("QCASE-00013", noon);
    await store.add(stored);
    await store.save(after(stored, later, { type: "complete", text: "您好，已为您办好。", confirmed: true }), 1);
    await settle();
    expect(await listed(store, { by: "caseworker", id: "clerk-c" }, 10)).toEqual([]);
    expect(await listed(store, { by: "unit", id: "collection" }, 10)).toEqual([]);
    expect(await allDue(store, "2027-06-01T00:00:00.000Z")).toEqual([]);
  });
}
