/** Something that happens at a moment, in milliseconds. */
interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** What is to happen, earliest first; what falls on the same moment happens in the order in which it was put in. */
export function eventHeap() {
  const entries: Entry[] = [];
  let order = 0;
  const swap = (a: number, b: number) => {
    const [first, second] = [entries[a], entries[b]] as [Entry, Entry];
    entries[a] = second;
    entries[b] = first;
  };
  const less = (a: number, b: number) => before(entries[a] as Entry, entries[b] as Entry);

  return {
    get size() {
      return entries.length;
    },
    add(at: number, run: () => void): void {
      entries.push({ at, order, run });
      order += 1;
      for (let child = entries.length - 1; child > 0; ) {
        const parent = (child - 1) >> 1;
        if (!less(child, parent)) break;
        swap(child, parent);
        child = parent;
      }
    },
    take(): Entry | undefined {
      const first = entries[0];
      const last = entries.pop();
      if (first === undefined || last === undefined || entries.length === 0) return first;
      entries[0] = last;
      for (let parent = 0; ; ) {
        let least = parent;
        for (const child of [2 * parent + 1, 2 * parent + 2])
          if (child < entries.length && less(child, least)) least = child;
        if (least === parent) return first;
        swap(least, parent);
        parent = least;
      }
    },
  };
}
