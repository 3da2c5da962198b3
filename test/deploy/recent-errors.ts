import { type Cloud, call } from "./signed-call.ts";

/** What the functions have logged as errors: for whoever reads why a step failed. */
export const recentErrors = async (cloud: Cloud): Promise<string[]> => {
  const { logGroups } = await call(cloud, "logs", "DescribeLogGroups", {});
  const errors: string[] = [];
  for (const { logGroupName } of logGroups) {
    const { events } = await call(cloud, "logs", "FilterLogEvents", { logGroupName, limit: 1000 });
    const failed = events.filter(({ message }: { message: string }) => /"level":"ERROR"|denied/i.test(message));
    errors.push(...failed.slice(-3).map(({ message }: { message: string }) => `${logGroupName}: ${message.trim()}`));
  }
  return errors;
};
