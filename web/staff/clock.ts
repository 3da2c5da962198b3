import { useEffect, useState } from "react";

let ahead = 0;
const listeners = new Set<() => void>();

/** Takes the time from the server's answers: an office computer's own clock decides nothing. */
export function tellTime(dateHeader: string | null): void {
  const told = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (Number.isNaN(told)) return;
  const difference = told - Date.now();
  if (Math.abs(difference - ahead) < 2000) return;
  ahead = difference;
  for (const listener of listeners) listener();
}

/** This moment, as the server has it. */
export const now = (): string => new Date(Date.now() + ahead).toISOString();

const REFRESH_MILLISECONDS = 20_000;

/** This moment, kept fresh while it is shown. */
export function useNow(): string {
  const [moment, setMoment] = useState(now);
  useEffect(() => {
    const refresh = () => setMoment(now());
    const timer = setInterval(refresh, REFRESH_MILLISECONDS);
    listeners.add(refresh);
    return () => {
      clearInterval(timer);
      listeners.delete(refresh);
    };
  }, []);
  return moment;
}
