import type { startLocalStack } from "#infra/local/stack.ts";
import { type Figure, none } from "./figure.ts";
import { askers, matrix } from "./matrix.ts";

type Stack = Awaited<ReturnType<typeof startLocalStack>>;

let keys = 0;

const meaning: Readonly<Record<string, (status: number) => boolean>> = {
  y: (status) => ![401, 403, 404].includes(status) && status < 500,
  n: (status) => status === 403,
  h: (status) => status === 404,
};

/** Asks for every route of the staff as everybody, own case and another's, and holds the answers against the table. */
export async function rightsOverHttp(stack: Stack): Promise<Figure> {
  const as = async (id: string) => ({ authorization: `Bearer ${await stack.token(id)}` });
  const send = async (method: string, path: string, body: unknown, headers: Record<string, string>) => {
    keys += 1;
    const response = await fetch(stack.url + path, {
      method,
      headers: { "content-type": "application/json", "idempotency-key": `a-key-of-the-matrix-${keys}`, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      etag: response.headers.get("etag"),
      body: text.startsWith("{") ? JSON.parse(text) : {},
    };
  };
  const [caseworker, office, admin] = await Promise.all([as("aysha"), as("gulinar"), as("admin")]);
  const { body: people } = await send("GET", "/api/staff/directory/staff", undefined, admin);
  const leaver = people.items.find(({ id }: { id: string }) => id === askers["somebody who has left"]);
  await send("PUT", `/api/staff/directory/staff/${leaver.id}`, { ...leaver, active: false }, admin);

  /** Things to ask for, made anew each time: a command that is carried out must not change what the next one finds. */
  const make: Readonly<Record<string, () => Promise<string>>> = {
    inquiries: async () => {
      const contact = { ...matrix["POST /api/staff/inquiries"].body, contactedStaff: ["aysha"] };
      return (await send("POST", "/api/staff/inquiries", contact, caseworker)).body.number;
    },
    suggestions: async () => {
      const about = { category: "complaint", content: "态度差。", about: { staffName: "阿依夏" } };
      return (await send("POST", "/api/suggestions", about, {})).body.number;
    },
    conduct: async () => {
      const suspicion = { ...matrix["POST /api/staff/conduct"].body, staffId: "aysha" };
      return (await send("POST", "/api/staff/conduct", suspicion, office)).body.id;
    },
    inspections: async () =>
      (await send("POST", "/api/staff/inspections", matrix["POST /api/staff/inspections"].body, office)).body.number,
  };
  const through: string[] = [];
  let asked = 0;
  for (const [route, { may, query, body }] of Object.entries(matrix)) {
    const [method = "", template = ""] = route.split(" ");
    const kind = template.split("/")[3] ?? "";
    const isOfCase = /\{(number|id)\}/.test(template) && make[kind] !== undefined;
    for (const [column, [how, who]] of Object.entries(askers).entries()) {
      const id = isOfCase ? await make[kind]?.() : undefined;
      const path = template
        .replace(/\{(number|id)\}/, id ?? "aysha")
        .replace("{kind}", "staff")
        .replace("{year}", "2027")
        .replace("{week}", "2026-W40")
        .replace("{notice}", "nothing");
      const command = template.endsWith("/commands");
      const seen = command ? await send("GET", path.replace("/commands", ""), undefined, office) : undefined;
      const given =
        method === "PUT" && template.includes("{kind}")
          ? people.items.find((each: { id: string }) => each.id === "aysha")
          : body;
      const { status } = await send(method, query === undefined ? path : `${path}?${query}`, given, {
        ...(await as(who)),
        ...(seen?.etag && { "if-match": seen.etag }),
      });
      asked += 1;
      const expected = may[column] ?? "";
      if (!meaning[expected]?.(status)) through.push(`${route} as ${how}: ${status} instead of ${expected}`);
    }
  }
  const columns = Object.keys(askers).length;
  return none(
    asked,
    `requests: ${Object.keys(matrix).length} routes as ${columns} people, each held against the table`,
    through,
  );
}
