import type { LocalStack } from "#infra/local/stack.ts";

/** Where the API is, whose token it takes, and its clock. */
export type Target = Pick<LocalStack, "url" | "token" | "moveClock">;

/** What a citizen has of a case. */
export interface Receipt {
  readonly number: string;
  readonly secret: string;
}

/** What makes of a request one that can be carried out: who asks, for what there is, and the fields that have to fit it. */
export interface Hit {
  readonly as?: string;
  /** Of several bodies the one that has this field. */
  readonly having?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly header?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What is known of the running system, so that some requests hit something: values of a parameter, by where the route leads. */
export interface Known {
  readonly receipts: readonly Receipt[];
  readonly letters: readonly Receipt[];
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** By route. */
  readonly hits: Readonly<Record<string, readonly Hit[]>>;
}

/** When the stack has to be started: on a Monday before the digest of the week is written, and the centre opens. */
export const STARTS_AT = "2026-11-23T08:30:00+08:00";
const AT_WORK = "2026-11-23T10:30:00+08:00";

const AT_ONCE = 4;
const OFFICE = "gulinar";
const polite = { text: "您好，已为您办好，款项明天到账。" };
/** What is filled in of a service whose checklist is known. */
const service = { serviceCode: "TQ-01" };
const PREPARED = 0.12;

/** A client that throws at every answer but a good one. */
const clientOf = ({ url, token }: Target) => {
  let keys = 0;
  return async <Made>(method: string, path: string, as?: string, body?: unknown, version?: number): Promise<Made> => {
    keys += 1;
    const headers = {
      "content-type": "application/json",
      "idempotency-key": `conformance-${Date.now()}-${keys}-key`,
      ...(as !== undefined && { authorization: `Bearer ${await token(as)}` }),
      ...(version !== undefined && { "if-match": `"${version}"` }),
    };
    const send = () =>
      fetch(url + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    let response = await send();
    // On a machine that has much else to do a function may run out of time; the key lets it be asked again.
    for (let turn = 1; response.status === 503 && turn < 12; turn += 1) response = await send();
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status} ${text}`);
    return JSON.parse(text) as Made;
  };
};
type Client = ReturnType<typeof clientOf>;

const several = async <Made>(count: number, once: (index: number) => Promise<Made>): Promise<Made[]> => {
  const made: Made[] = [];
  while (made.length < count) {
    const next = Array.from({ length: Math.min(AT_ONCE, count - made.length) }, (_, at) => once(made.length + at));
    made.push(...(await Promise.all(next)));
  }
  return made;
};

const question = {
  channel: "web",
  office: "centre",
  subject: "提取",
  content: "我想提取公积金。",
  name: "某人",
  phone: "13900000001",
};

interface Case {
  readonly version: number;
  readonly caseworkerId: string;
  readonly firstResponderId: string;
}

/** Carries a new case on as far as these commands lead. */
async function carriedOn(ask: Client, ...commands: readonly object[]): Promise<Receipt> {
  const receipt = await ask<Receipt>("POST", "/api/inquiries", undefined, { ...question, ...service });
  const path = `/api/staff/inquiries/${receipt.number}`;
  for (const command of commands) {
    const { version, caseworkerId } = await ask<Case>("GET", path, OFFICE);
    await ask("POST", `${path}/commands`, caseworkerId, command, version);
  }
  return receipt;
}

const slotOf = (day: string, desk: string) => ({
  officeId: "centre",
  desk,
  startsAt: `2026-11-${day}T02:00:00Z`,
  endsAt: `2026-11-${day}T03:00:00Z`,
  place: "3号窗口",
  withId: "rena",
  capacity: 50,
});

/** The entries a directory can be given over and over without anything else being changed by it. */
function directoryHits(): { readonly kept: readonly Hit[]; readonly byId: readonly Hit[] } {
  const entries: readonly (readonly [string, string, string, Readonly<Record<string, unknown>>])[] = [
    ["offices", "placeCode", "conformance-office", { id: "conformance-office" }],
    [
      "staff",
      "rank",
      "conformance-clerk",
      { id: "conformance-clerk", officeId: "centre", unitId: "credit", roles: ["officer"] },
    ],
    ["roster", "shifts", "centre@2027-03-01", { officeId: "centre", date: "2027-03-01" }],
    ["outside-bodies", "matters", "conformance-body", { id: "conformance-body" }],
    ["slots", "capacity", "centre~20261127T020000Z~9", slotOf("27", "9")],
  ];
  return {
    kept: entries.map(([kind, having, , body]) => ({ as: "admin", having, path: { kind }, body })),
    byId: entries.map(([kind, having, id, body]) => ({ as: "admin", having, path: { kind, id }, body })),
  };
}

const holding = (receipts: readonly Receipt[], more: Hit = {}): Hit[] =>
  receipts.map(({ number, secret }) => ({ path: { number }, header: { "receipt-secret": secret }, ...more }));

/** Cases of every kind to hit, as many of those that can be hit once as so many requests need, and what else it takes to be answered. */
export async function known(target: Target, requests: number): Promise<Known> {
  await target.moveClock({ set: AT_WORK });
  const ask = clientOf(target);
  const enough = Math.ceil(requests * PREPARED) + 4;
  for (const day of ["25", "26"]) await ask("PUT", "/api/staff/directory/slots", "admin", slotOf(day, "1"));
  const receipts = await several(12, (index) =>
    ask<Receipt>("POST", "/api/inquiries", undefined, {
      ...question,
      ...(index % 3 === 0 && { urgent: true, ...service }),
    }),
  );
  const bookable = await several(4, () => carriedOn(ask, { type: "accept" }));
  const awaiting = await several(enough, () =>
    carriedOn(ask, { type: "notifyMaterials", missing: ["TQ-01-M1"], ...service }),
  );
  const closed = await several(enough, () => carriedOn(ask, { type: "complete", ...polite }));
  const letters = await several(6 + Math.ceil(requests / 20), (index) =>
    ask<Receipt>("POST", "/api/suggestions", undefined, {
      category: index % 2 === 0 ? "complaint" : "suggestion",
      content: "请多开窗口。",
    }),
  );
  const people = ["aysha", "rena", "wang-min", "chen-hao", "liu-fang", "zhao-lei"];
  const conduct = await several(4 + Math.ceil(requests / 20), (index) =>
    ask<{ id: string }>("POST", "/api/staff/conduct", OFFICE, {
      staffId: people[index % people.length],
      category: "cold-reception",
      facts: "查岗时发现。",
    }),
  );
  const inspections = await several(enough, () =>
    ask<{ number: string }>("POST", "/api/staff/inspections", OFFICE, {
      unitId: "collection",
      category: "untidy-workplace",
      inspectedOn: "2026-11-23",
      severity: "minor",
      finding: "桌面零乱。",
      mustRectify: true,
    }),
  );
  const digests = await ask<{ items: { week: string }[] }>("GET", "/api/staff/digests", OFFICE);
  const inbox = await ask<{ items: { key: string }[] }>("GET", "/api/staff/inbox", OFFICE);
  const { national, regional } = await ask<Record<string, unknown>>("GET", "/api/staff/rules/calendar/2026", OFFICE);
  const directory = directoryHits();
  return {
    receipts,
    letters,
    ids: {
      conduct: conduct.map(({ id }) => id),
      inspections: inspections.map(({ number }) => number),
      services: ["TQ-01", "TQ-02", "DK-03", "GJ-03"],
    },
    hits: {
      "POST /api/inquiries/{number}/materials": holding(awaiting),
      "POST /api/inquiries/{number}/rating": holding(closed),
      "POST /api/inquiries/{number}/appointment": [
        ...holding(bookable, { having: "slotId" }),
        ...holding(bookable, { having: "cancel" }),
      ],
      "GET /api/staff/digests/{week}": digests.items.map(({ week }) => ({ as: OFFICE, path: { week } })),
      "POST /api/staff/inbox/{notice}/acknowledge": inbox.items.map(({ key }) => ({
        as: OFFICE,
        path: { notice: key },
      })),
      "PUT /api/staff/directory/{kind}": directory.kept,
      "PUT /api/staff/directory/{kind}/{id}": directory.byId,
      "GET /api/staff/rules/calendar/{year}": [{ path: { year: "2026" } }, { path: { year: "2025" } }],
      "PUT /api/staff/rules/calendar/{year}": [{ as: "admin", path: { year: "2026" }, body: { national, regional } }],
      "POST /api/staff/conduct": [{ as: OFFICE, body: { category: "cold-reception" } }],
      "POST /api/staff/inspections": [
        { as: OFFICE, body: { category: "untidy-workplace", inspectedOn: "2026-11-20", severity: "minor" } },
      ],
      "POST /api/staff/inquiries/{number}/commands": [...receipts, ...bookable].map(({ number }) => ({
        path: { number },
      })),
      "POST /api/staff/suggestions/{number}/commands": letters.map(({ number }) => ({ path: { number } })),
      "POST /api/staff/conduct/{id}/commands": conduct.map(({ id }) => ({ path: { id } })),
      "POST /api/staff/inspections/{number}/commands": inspections.map(({ number }) => ({
        as: "wang-min",
        path: { number },
      })),
    },
  };
}
