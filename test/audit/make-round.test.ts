import { describe, expect, test } from "vitest";
import { makeRound, type Station } from "#functions/audit-deadlines/make-round.ts";
import { inMemoryRounds } from "#test/fakes/in-memory-stores.ts";

const at = (minute: number) => new Date(Date.parse("2026-12-30T02:00:00Z") + minute * 60_000).toISOString();
const always = () => true;

/** Two units with three pages of cases, and who was looked at. */
function office(fails: (key: string) => boolean = () => false) {
  const looked: string[] = [];
  const station = (name: string, ...pages: readonly (readonly string[])[]): Station => ({
    name,
    page: async (cursor = "0") => {
      const next = Number(cursor) + 1;
      return { items: pages[Number(cursor)] ?? [], ...(next < pages.length && { cursor: String(next) }) };
    },
    look: async (key) => {
      looked.push(key);
      if (fails(key)) throw new Error(`${key} can't be read`);
      return "unchanged";
    },
  });
  const stations = [station("collection", ["a1", "a2"], ["a3"]), station("credit", ["b1"])];
  const rounds = inMemoryRounds();
  const run = async (of: string, minute: number, hasTime: () => boolean = always, store = rounds) => {
    const before = looked.length;
    const found = await store.find("calendar");
    const walked = await makeRound({ name: "calendar", found, of, stations }, at(minute), hasTime, store);
    return { ...walked, looked: looked.slice(before) };
  };
  return { rounds, stations, run };
}

const everyCase = ["a1", "a2", "a3", "b1"];

/** Time for so many questions whether there is any. */
const timeFor = (times: number) => {
  let left = times;
  return () => {
    left -= 1;
    return left >= 0;
  };
};

describe("a round over the open cases", () => {
  test("looks at each of them as soon as something has changed, however long ago that was", async () => {
    const { run } = office();
    expect((await run("2026", 0)).looked).toEqual(everyCase);
    expect((await run("2026", 60)).looked).toEqual(everyCase);
    const weeks = 21 * 24 * 60;
    expect((await run("2026", weeks)).looked).toEqual([]);
    expect((await run("2027", weeks + 1)).looked).toEqual(everyCase);
  });

  test("is made once more when nobody goes by what was before any longer, and then no more", async () => {
    const { run } = office();
    const looks = [];
    for (const minute of [0, 1, 9, 10, 11, 30, 600]) looks.push((await run("2027", minute)).looked.length);
    expect(looks).toEqual([4, 0, 0, 4, 0, 0, 0]);
  });

  test("whose time ran out goes on at the page it had come to", async () => {
    const { run } = office();
    expect(await run("2027", 0, timeFor(3))).toMatchObject({ unfinished: true, looked: ["a1", "a2"] });
    expect(await run("2027", 1, timeFor(0))).toMatchObject({ unfinished: true, looked: [] });
    expect(await run("2027", 2)).toMatchObject({ unfinished: false, looked: ["a3", "b1"] });
  });

  test("that died on its way is gone on from where it was last kept", async () => {
    const { run, rounds } = office();
    let saves = 0;
    const dying = {
      ...rounds,
      save: (...what: Parameters<typeof rounds.save>) => {
        saves += 1;
        return saves > 2 ? Promise.reject(new Error("killed")) : rounds.save(...what);
      },
    };
    await expect(run("2027", 0, always, dying)).rejects.toThrow("killed");
    expect((await run("2027", 1)).looked).toEqual(["a3", "b1"]);
  });

  test("starts anew when things change again while it is under way, also when they change back", async () => {
    const { run } = office();
    for (const minute of [0, 10]) await run("2026", minute);
    await run("2027", 20, timeFor(3));
    expect((await run("2026", 21)).looked).toEqual(everyCase);
  });

  test("is not begun by a run that was overtaken, and given up by one that is", async () => {
    const { rounds, stations, run } = office();
    const asked = { name: "calendar", found: undefined, of: "2026", stations } as const;
    await run("2027", 0, timeFor(3));
    const touched: string[] = [];
    const watched = stations.map((each) => ({
      ...each,
      look: async (key: string) => {
        touched.push(key);
        return each.look(key);
      },
    }));
    await makeRound({ ...asked, stations: watched }, at(0), always, rounds);
    expect(touched).toEqual([]);
    const found = await rounds.find("calendar");
    await run("2027", 1);
    await makeRound({ ...asked, of: "2027", found, stations: watched }, at(1), always, rounds);
    expect(touched).toEqual(["a3"]);
  });

  test("in which a case failed reaches the others and is made again, until it doesn't", async () => {
    let broken = true;
    const { run } = office((key) => broken && key === "a2");
    expect(await run("2027", 0)).toMatchObject({ failed: 1, looked: everyCase });
    expect(await run("2027", 10)).toMatchObject({ failed: 1, looked: everyCase });
    broken = false;
    expect(await run("2027", 20)).toMatchObject({ failed: 0, looked: everyCase });
    expect((await run("2027", 30)).looked).toEqual([]);
  });

  test("begins at the start when the unit it had come to is gone", async () => {
    const { rounds, stations, run } = office();
    await run("2027", 0, timeFor(3));
    const found = await rounds.find("calendar");
    const [, credit] = stations;
    const left = credit ? [credit] : [];
    const walked = await makeRound({ name: "calendar", found, of: "2027", stations: left }, at(1), always, rounds);
    expect([walked.unfinished, (await rounds.find("calendar"))?.at]).toEqual([false, null]);
  });
});
