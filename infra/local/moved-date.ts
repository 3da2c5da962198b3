/** Makes `Date` of this thread follow the moved clock: only `new Date()`, `Date()` and `Date.now()` change, dates made from values don't. */
export function followClock(shared: SharedArrayBuffer): void {
  const offset = new Float64Array(shared);
  const RealDate = Date;
  const movedNow = () => RealDate.now() + (offset[0] ?? 0);
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [movedNow()] : values, newTarget) as Date,
    apply: () => new RealDate(movedNow()).toString(),
    get: (target, property) => (property === "now" ? movedNow : Reflect.get(target, property)),
  });
}
