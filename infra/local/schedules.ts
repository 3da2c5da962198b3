import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Clock } from "./clock.ts";
import type { LocalFunction } from "./functions.ts";
import { type Kind, NotHere } from "./kind.ts";
import type { Log } from "./log.ts";
import { type NextRun, scheduleTimes } from "./schedule-times.ts";
import { shortName } from "./short-name.ts";

/** What of an EventBridge Scheduler schedule runs here. */
export const ScheduleProperties = z.strictObject({
  Name: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default("UTC"),
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  Target: z.strictObject({
    Arn: z.string(),
    Input: z.string().default("{}"),
    RetryPolicy: z
      .strictObject({ MaximumRetryAttempts: z.coerce.number().default(185), MaximumEventAgeInSeconds: NotHere })
      .optional(),
    RoleArn: NotHere,
    DeadLetterConfig: NotHere,
  }),
  FlexibleTimeWindow: NotHere,
  GroupName: NotHere,
  Description: NotHere,
  KmsKeyArn: NotHere,
});

/** AWS::Scheduler::Schedule. */
export const scheduleKind: Kind = {
  properties: ScheduleProperties,
  nameProperty: "Name",
  attributes: (name, { partition, region, accountId }) => ({
    Arn: `arn:${partition}:scheduler:${region}:${accountId}:schedule/default/${name}`,
  }),
};

/** A schedule of the template and the function it invokes. */
export type LocalSchedule = {
  logicalId: string;
  target: LocalFunction;
  properties: z.infer<typeof ScheduleProperties>;
};

/** The running schedules. */
export type Schedules = {
  names: string[];
  /** Runs what is due on the moved clock, each schedule once however often it was missed; answers the names that ran. */
  runDue: () => Promise<string[]>;
  /** Runs one schedule now, due or not; undefined if there is none of that name. */
  runNow: (name: string) => Promise<{ failure?: string } | undefined>;
  /** Lets one schedule stand still, or run again from its next time on; false if there is none of that name. */
  hold: (name: string, still: boolean) => boolean;
  stop: () => void;
};

/** A schedule that fails is tried again at most this often here, whatever the template allows: nobody waits a day at a desk. */
const MOST_RETRIES = 2;

/** Runs the schedules on the moved clock, looking twice a second. */
export function startSchedules(schedules: LocalSchedule[], clock: Clock, log: Log): Schedules {
  type Entry = LocalSchedule & { times: NextRun; next: Date | undefined; running?: Promise<{ failure?: string }> };
  const entries = schedules.map((schedule): Entry => {
    const times = scheduleTimes(schedule.properties.ScheduleExpression, schedule.properties.ScheduleExpressionTimezone);
    return { ...schedule, times, next: schedule.properties.State === "ENABLED" ? times(clock.now()) : undefined };
  });

  const run = (entry: Entry): Promise<{ failure?: string }> => {
    const start = async () => {
      await entry.running;
      return invoke(entry, log);
    };
    entry.running = start();
    return entry.running;
  };
  const runDue = async () => {
    const now = clock.now();
    const due = entries.filter(({ next }) => next !== undefined && next <= now);
    for (const entry of due) entry.next = entry.times(now);
    await Promise.all(due.map(run));
    return due.map(({ logicalId }) => shortName(logicalId));
  };
  const timer = setInterval(() => void runDue(), 500);

  return {
    names: entries.map(({ logicalId }) => shortName(logicalId)),
    runDue,
    runNow: async (name) => {
      const entry = entries.find(({ logicalId }) => shortName(logicalId) === name);
      return entry && run(entry);
    },
    hold: (name, still) => {
      const entry = entries.find(({ logicalId }) => shortName(logicalId) === name);
      if (entry) entry.next = still ? undefined : entry.times(clock.now());
      return entry !== undefined;
    },
    stop: () => clearInterval(timer),
  };
}

async function invoke({ logicalId, target, properties }: LocalSchedule, log: Log): Promise<{ failure?: string }> {
  const retries = Math.min(MOST_RETRIES, properties.Target.RetryPolicy?.MaximumRetryAttempts ?? MOST_RETRIES);
  for (let attempt = 0; ; attempt += 1) {
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
    const input = properties.Target.Input.replaceAll("<aws.scheduler.execution-id>", randomUUID());
    const outcome = await target.invoke(JSON.parse(input));
    if ("result" in outcome) return {};
    log("schedules", `${shortName(logicalId)}: ${outcome.failure.errorMessage}`);
    if (attempt >= retries) return { failure: outcome.failure.errorMessage };
  }
}
