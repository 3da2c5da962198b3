import { type DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { DirectoryKind } from "../contracts/directory.ts";
import type { Office, OutsideBody, RosterDay, Staff } from "../domain/directory.ts";
import type { DirectoryReader, DirectoryWriter, Known, LoadedYear } from "../ports/directory-reader.ts";

// Everything but rosters shares one partition: one query reads the whole directory of a centre.
const EVERYBODY = "everybody";
const prefixes = { offices: "office#", staff: "staff#", "outside-bodies": "body#", calendar: "calendar#" } as const;

const rosterPartition = (officeId: string) => `roster#${officeId}`;

interface Row {
  readonly id: string;
  readonly body: unknown;
}

/** The directory in DynamoDB. A function goes on for `cacheSeconds` with what it has read, except for deciding who may do what. */
export function directoryTable(
  client: DynamoDBClient,
  tableName: string,
  cacheSeconds = 0,
): DirectoryReader & DirectoryWriter {
  const kept = new Map<string, { readonly value: unknown; readonly until: number }>();
  const remembered = async <Value>(what: string, read: () => Promise<Value>): Promise<Value> => {
    // Nothing is kept for no time: a clock that goes back would find it again.
    if (cacheSeconds <= 0) return read();
    const found = kept.get(what);
    if (found && found.until > Date.now()) return found.value as Value;
    const value = await read();
    kept.set(what, { value, until: Date.now() + cacheSeconds * 1000 });
    return value;
  };

  const query = async (kind: string, from?: string): Promise<readonly Row[]> => {
    const items: Row[] = [];
    let start: Record<string, { S: string }> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: from === undefined ? "kind = :kind" : "kind = :kind AND id >= :from",
          ExpressionAttributeValues: { ":kind": { S: kind }, ...(from !== undefined && { ":from": { S: from } }) },
          ExclusiveStartKey: start,
          ConsistentRead: true,
        }),
      );
      for (const item of page.Items ?? [])
        items.push({ id: item["id"]?.S ?? "", body: JSON.parse(item["body"]?.S ?? "null") });
      start = page.LastEvaluatedKey as Record<string, { S: string }> | undefined;
    } while (start);
    return items;
  };

  const readEverybody = async (): Promise<Known> => {
    const rows = await query(EVERYBODY);
    const of = <T>(prefix: string) => rows.flatMap((row) => (row.id.startsWith(prefix) ? [row.body as T] : []));
    const years = rows.filter((row) => row.id.startsWith(prefixes.calendar));
    return {
      offices: of<Office>(prefixes.offices),
      staff: of<Staff>(prefixes.staff),
      outsideBodies: of<OutsideBody>(prefixes["outside-bodies"]),
      roster: [],
      calendarYears: Object.fromEntries(
        years.map((row) => [row.id.slice(prefixes.calendar.length), row.body as LoadedYear]),
      ),
    };
  };
  const everybody = () => remembered(EVERYBODY, readEverybody);

  const keyFor = (kind: DirectoryKind, id: string, item?: unknown) =>
    kind === "roster"
      ? { kind: { S: rosterPartition((item as RosterDay).officeId) }, id: { S: (item as RosterDay).date } }
      : { kind: { S: EVERYBODY }, id: { S: prefixes[kind] + id } };

  return {
    everybody,
    withRoster: async (officeId, from) => {
      const roster = rosterPartition(officeId);
      const [known, days] = await Promise.all([
        everybody(),
        remembered(`${roster} ${from}`, () => query(roster, from)),
      ]);
      return { ...known, roster: days.map((day) => day.body as RosterDay) };
    },
    member: async (id) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: keyFor("staff", id), ConsistentRead: true }),
      );
      return Item && (JSON.parse(Item["body"]?.S ?? "null") as Staff);
    },
    list: async (kind) => {
      if (kind !== "roster") {
        const rows = await query(EVERYBODY);
        return rows.flatMap((row) => (row.id.startsWith(prefixes[kind]) ? [row.body] : []));
      }
      const { offices } = await everybody();
      const days = await Promise.all(offices.map((office) => query(rosterPartition(office.id))));
      return days.flat().map((day) => day.body);
    },
    put: async (kind, id, item) => {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: { ...keyFor(kind, id, item), body: { S: JSON.stringify(item) } },
        }),
      );
      kept.clear();
    },
    loadYear: async (year, loaded) => {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: {
            kind: { S: EVERYBODY },
            id: { S: prefixes.calendar + year },
            body: { S: JSON.stringify(loaded) },
          },
        }),
      );
      kept.clear();
    },
  };
}
