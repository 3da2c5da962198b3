import type { Entry } from "#shared/domain/history.ts";
import { rules } from "#shared/rules/decision-rules.ts";
import { directory } from "#test/properties/world.ts";
import type { Answer, Api } from "./api.ts";
import { acknowledge, type Receipts } from "./citizen.ts";
import { BrokenInvariant, type World } from "./world.ts";

const units = directory.offices.flatMap((office) => office.units.map((unit) => unit.id));
const people = directory.staff.map((person) => person.id);
const good = ["您好，已为您办好，款项明天到账。", "您好，请带身份证、银行卡和购房合同到提取科3号窗口办理。"];
const bad = "这事不归我管";

/** Commands that bring a case on: given more often than others, so that cases get far. */
const leadingOn: readonly string[] = [
  "refer",
  "consult",
  "receiveReferral",
  "designate",
  "giveFeedback",
  "complete",
  "receiveMaterials",
  "close",
  "followUp",
];

/** A command of this type with what it needs, on the case as it is seen. */
function commandFor(type: string, seen: Answer["body"], world: World): Record<string, unknown> {
  const { random } = world;
  const reason = "因为需要";
  const text = random.chance(0.05) ? bad : random.pick(good);
  const service = rules.services.get(seen.serviceCode ?? "TQ-01");
  const materials = service?.materials.map((each) => each.id) ?? [];
  switch (type) {
    case "accept":
      return { type, ...(random.chance(0.3) && { serviceCode: random.pick(["TQ-01", "DK-03"]) }) };
    case "reply":
    case "followUp":
    case "assist":
      return { type, text, ...(type !== "assist" && { confirmed: true }) };
    case "complete":
      return { type, ...(random.chance(0.7) && { text, confirmed: true }) };
    case "decline":
      return {
        type,
        unmetCondition: "缴存未满六个月",
        regulation: "《住房公积金管理条例》",
        article: "第二十四条",
        explanation: "满六个月后即可办理",
        confirmed: true,
      };
    case "notifyMaterials":
      return {
        type,
        missing: materials.slice(0, random.between(1, 2)),
        serviceCode: service?.code,
        ...(random.chance(0.3) && { newFact: "新的情况" }),
      };
    case "receiveMaterials":
      return {
        type,
        received: (seen.notices.at(-1)?.materials ?? []).map((each: { id: string }) => each.id),
      };
    case "refer":
      return { type, unitId: random.pick(units), reason };
    case "giveFeedback":
      return { type, outcome: "done", text, confirmed: true };
    case "consult":
      return { type, question: "由谁主办？" };
    case "designate":
      return { type, leadUnitId: random.pick(units), assistingUnitIds: [random.pick(units)], reason };
    case "redirect":
      return { type, outsideBodyId: "registry", explanation: "请带身份证。", confirmed: true };
    case "extend":
      return { type, amount: random.between(1, 5), reason };
    case "pause":
      return { type, code: random.pick(rules.pauseReasons).code, explanation: reason };
    case "reassign":
      return { type, staffId: random.pick(people), reason };
    case "missAppointment":
      return { type, by: random.pick(["citizen", "office"]) };
    case "returnReferral":
    case "reportUrgent":
    case "reopen":
      return { type, reason };
    default:
      return { type };
  }
}

interface Surroundings {
  readonly world: World;
  readonly api: Api;
  readonly receipts: Receipts;
  /** Numbers of the cases there are. */
  readonly numbers: () => readonly string[];
  /** Who owes something on this case: they mostly act. */
  readonly concerned: (number: string) => readonly string[];
  readonly historyOf: (number: string) => readonly Entry<unknown>[];
  /** Times at a desk that can be booked. */
  readonly slotIds: readonly string[];
}

/** Gives one command as somebody concerned; a success is the first thing a person did after the version that was seen. */
export async function work({ world, api, numbers, concerned, historyOf, slotIds }: Surroundings): Promise<void> {
  const { random } = world;
  const all = numbers();
  if (all.length === 0) return;
  const number = random.pick(all);
  const staff = random.chance(0.85) ? random.pick(concerned(number)) : random.pick(people);
  const params = { number };
  const seen = await api.once("GET /api/staff/inquiries/{number}", { params, staff });
  if (seen?.status !== 200) return;
  const open: readonly string[] = seen.body.commands;
  const onward = open.filter((each) => leadingOn.includes(each));
  const choice = onward.length > 0 && random.chance(0.7) ? onward : open;
  const type = choice.length > 0 && random.chance(0.95) ? random.pick(choice) : "complete";
  const booked = ["appoint", "reschedule"].includes(type) && { slotId: random.pick(slotIds) };
  const body = { ...commandFor(type, seen.body, world), ...booked };
  const ask = { params, staff, headers: { "if-match": seen.etag }, body };
  const issued = `${number} ${staff} ${type}`;
  const give = async () => {
    world.count(issued);
    const answer = await api.once("POST /api/staff/inquiries/{number}/commands", ask);
    const own = historyOf(number).findIndex(
      ({ actor }, index) => index >= seen.body.version && actor.kind !== "system",
    );
    const entry = historyOf(number)[own];
    const isOwn = entry?.act === type && entry.actor.kind === "staff" && entry.actor.id === staff;
    if (answer?.status === 200 && answer.body.version !== own + 1)
      world.stopAt(
        new BrokenInvariant("version", `${type} on version ${seen.body.version} led to ${answer.body.version}`),
      );
    if (answer?.status === 200 && !isOwn)
      world.stopAt(new BrokenInvariant("1", `${type} was acknowledged and is not in the history`));
    if (answer?.status === 412 && world.counts(issued) === 1 && isOwn)
      world.stopAt(new BrokenInvariant("version", `${type} took effect and was answered with 412`));
    return answer;
  };
  const answers = random.chance(world.mix.doubleClick) ? await Promise.all([give(), give()]) : [await give()];
  if (answers.includes(undefined) && random.chance(0.5)) await give();
}

/** Takes a telephone call or a visit down, as often as it takes. */
export async function record({ world, api, receipts }: Surroundings, key: string): Promise<void> {
  const { random } = world;
  const staff = random.pick(["clerk-c", "clerk-w", "clerk-b"]);
  const body = {
    channel: random.pick(["visit", "phone", "fax"]),
    contactedStaff: [random.pick(["clerk-c", "head-c"]), "clerk-w"],
    office: "centre",
    subject: "询问进度",
    content: "询问提取到哪一步",
    name: "王军",
    phone: "13900000002",
    ...(random.chance(0.3) && { urgent: true }),
  };
  for (let turn = 0; turn < 6 && !receipts.byKey.has(key); turn += 1) {
    const answer = await api.once("POST /api/staff/inquiries", { staff, headers: { "idempotency-key": key }, body });
    acknowledge(world, receipts, key, answer);
    await world.sleep(random.between(10, 3_000) * (turn + 1));
  }
}

/** Looks at lists and the inbox as the portal does, and acknowledges what is there. */
export async function look({ world, api }: Surroundings, told: readonly string[]): Promise<void> {
  const staff = world.random.pick(told.length > 0 ? told : people);
  await api.once("GET /api/staff/inquiries", {
    staff,
    query: { view: world.random.pick(["mine", "unit", "due", "overdue", "urgent"]) },
  });
  const inbox = await api.once("GET /api/staff/inbox", { staff });
  for (const first of inbox?.body.items?.slice(0, 3) ?? [])
    await api.once("POST /api/staff/inbox/{notice}/acknowledge", {
      staff,
      params: { notice: encodeURIComponent(first.key) },
    });
}

/** The administrator sends somebody on leave, back to work, or out of service. */
export async function changeStaff({ world, api }: Surroundings): Promise<void> {
  const { random } = world;
  const person = random.pick(directory.staff.filter(({ id }) => id !== "director" && id !== "chief"));
  const day = new Date(world.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const body = {
    ...person,
    active: random.chance(0.7),
    leave: random.chance(0.6) ? [{ from: day, to: "2027-12-31" }] : [],
  };
  await api.until(
    "PUT /api/staff/directory/{kind}/{id}",
    {
      staff: "admin",
      params: { kind: "staff", id: person.id },
      body,
    },
    3,
  );
}
