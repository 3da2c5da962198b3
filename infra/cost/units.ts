/** An item as DynamoDB's JSON has it. */
export type Item = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** An index: the attributes it is keyed by and those it shows besides. */
export type IndexShape = { readonly keys: readonly string[]; readonly shows: readonly string[] };

const bytes = (text: string): number => Buffer.byteLength(text);

/** Size of an item as it is billed: names and values, strings as UTF-8, numbers by their digits. */
export const sizeOf = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => {
    const [kind, content] = Object.entries(value)[0] ?? ["S", ""];
    return sum + bytes(name) + (kind === "N" ? Math.ceil(String(content).length / 2) + 1 : bytes(String(content)));
  }, 0);

const shown = (item: Item | undefined, { keys, shows }: IndexShape, tableKeys: readonly string[]): Item | undefined => {
  if (item === undefined || keys.some((key) => item[key] === undefined)) return undefined;
  const names = new Set([...keys, ...shows, ...tableKeys]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
};

const writeUnits = (size: number): number => Math.max(1, Math.ceil(size / 1024));

/**
 * Write units of putting an item where another may have been: the larger of both for the table, and for each index what changed in it, twice
 * if its key did: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
export const unitsOfPut = (
  before: Item | undefined,
  after: Item,
  tableKeys: readonly string[],
  indexes: readonly IndexShape[],
): { readonly table: number; readonly indexes: number } => {
  const larger = Math.max(sizeOf(after), before === undefined ? 0 : sizeOf(before));
  const inIndexes = indexes.map((index) => {
    const [old, now] = [shown(before, index, tableKeys), shown(after, index, tableKeys)];
    if (JSON.stringify(old) === JSON.stringify(now)) return 0;
    if (old === undefined || now === undefined) return writeUnits(sizeOf(old ?? now ?? {}));
    const sameKey = index.keys.every((key) => JSON.stringify(old[key]) === JSON.stringify(now[key]));
    return sameKey ? writeUnits(Math.max(sizeOf(old), sizeOf(now))) : writeUnits(sizeOf(old)) + writeUnits(sizeOf(now));
  });
  return { table: writeUnits(larger), indexes: inIndexes.reduce((sum, units) => sum + units, 0) };
};

/** Read units of reading so many bytes at once; half of them where a stale answer will do. */
export const unitsOfRead = (size: number, consistent = true): number =>
  Math.max(1, Math.ceil(size / 4096)) * (consistent ? 1 : 0.5);
