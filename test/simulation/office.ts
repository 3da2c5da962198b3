import { calendarData } from "#shared/rules/rule-pack.ts";
import type { Answer, Api } from "./api.ts";
import { BrokenInvariant, type World } from "./world.ts";

interface Surroundings {
  readonly world: World;
  readonly api: Api;
  /** Numbers of the inspections there are. */
  readonly inspections: () => readonly string[];
  readonly acts: (number: string) => readonly string[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The notice of 2027 as it may come: who works when at the new year, and the festivals of the region. */
const notice2027 = {
  national: {
    status: "published",
    document: "2027年放假安排",
    url: null,
    off: [
      { name: "元旦", from: "2027-01-01", to: "2027-01-05" },
      { name: "春节", from: "2027-02-05", to: "2027-02-11" },
    ],
    work: [{ name: "元旦", from: "2027-01-09", to: "2027-01-09" }],
  },
  regional: {
    status: "published",
    document: "自治区2027年放假通知",
    url: null,
    off: [
      { name: "肉孜节", from: "2027-03-09", to: "2027-03-09" },
      { name: "古尔邦节", from: "2027-05-17", to: "2027-05-19" },
    ],
    work: [],
  },
};

/** The year with an order of one office for itself: it is closed on a day that is near. */
const closedOn = (year: string, office: string, date: string) => ({
  ...(year === "2027" ? notice2027 : calendarData.years[year]),
  offices: {
    [office]: {
      status: "published",
      document: "停电通知",
      url: null,
      off: [{ name: "停电", from: date, to: date }],
      work: [],
    },
  },
});

/** The administrator loads a year: the notice of the next, late, or an order of an office for a day soon. */
export async function loadCalendar({ world, api }: Pick<Surroundings, "world" | "api">): Promise<void> {
  const { random } = world;
  const date = new Date(world.time() + random.between(1, 6) * DAY).toISOString().slice(0, 10);
  const isNext = random.chance(0.5);
  const year = isNext ? "2027" : date.slice(0, 4);
  const body = isNext ? notice2027 : closedOn(year, random.pick(["centre", "centre", "moyu"]), date);
  await api.until("PUT /api/staff/rules/calendar/{year}", { staff: "admin", params: { year }, body }, 6);
}

/** The office inspects a unit, perhaps saying so twice, or the head of one puts right what was found. */
export async function inspect(surroundings: Surroundings): Promise<void> {
  const { world, api, inspections } = surroundings;
  const { random } = world;
  const all = inspections();
  const twice = random.chance(world.mix.doubleClick) ? 2 : 1;
  if (all.length === 0 || random.chance(0.5)) {
    const body = {
      unitId: random.pick(["withdrawal", "credit", "branch"]),
      category: random.pick(["untidy-workplace", "appearance"]),
      inspectedOn: new Date(world.time() - DAY).toISOString().slice(0, 10),
      severity: random.pick(["minor", "serious"]),
      finding: "宣传材料摆放不整齐。",
      mustRectify: random.chance(0.8),
    };
    const headers = { "idempotency-key": `key-of-a-visit-${random.below(3)}-0123456789` };
    const staff = random.pick(["chief", "chief", "director"]);
    const record = async () => {
      const answer = await api.once("POST /api/staff/inspections", { staff, headers, body });
      if (answer?.status === 201 && !inspections().includes(answer.body.number))
        world.stopAt(new BrokenInvariant("1", `${answer.body.number} was recorded and is not stored`));
    };
    await Promise.all(Array.from({ length: twice }, record));
    return;
  }
  await putRight(surroundings, random.pick(all), twice);
}

async function putRight({ world, api, acts }: Surroundings, number: string, times: number): Promise<void> {
  const { random } = world;
  const staff = random.pick(["head-w", "head-l", "head-b", "clerk-w", "chief"]);
  const params = { number };
  if (random.chance(0.3)) await api.once("GET /api/staff/inspections", { staff });
  const seen: Answer | undefined = await api.once("GET /api/staff/inspections/{number}", { params, staff });
  if (seen?.status !== 200) return;
  const headers = { "if-match": seen.etag };
  const body = { type: "rectify", text: "已整理好。" };
  const rectify = async () => {
    const route = "POST /api/staff/inspections/{number}/commands";
    const answer = await api.once(route, { params, staff, headers, body });
    if (answer?.status === 200 && !acts(number).includes("rectify"))
      world.stopAt(new BrokenInvariant("1", `rectify was acknowledged and is not in the history of ${number}`));
  };
  await Promise.all(Array.from({ length: times }, rectify));
}
