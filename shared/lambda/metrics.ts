import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Inbox } from "../ports/inbox.ts";

/** Everything the system measures of itself: names and numbers, never an id of a case or a person. */
const metricNamespace = "Shouwen";

/** What a name stands for is also its unit: it ends in `Seconds`, or it is a count. */
const unitOf = (name: string) => (name.endsWith("Seconds") ? MetricUnit.Seconds : MetricUnit.Count);

/** Publishes measurements in the log, from which CloudWatch takes them (embedded metric format). */
export function publish(measured: Readonly<Record<string, number>>, dimensions: Record<string, string> = {}): void {
  const metrics = new Metrics({ namespace: metricNamespace, serviceName: "shouwen" });
  metrics.addDimensions(dimensions);
  for (const [name, value] of Object.entries(measured)) metrics.addMetric(name, unitOf(name), value);
  metrics.publishStoredMetrics();
}

/** An inbox that measures what is put into it: how many notices of which kind and level, and how long they were on their way. */
export const measuredInbox = (inbox: Inbox): Inbox => ({
  ...inbox,
  deliver: async (notice) => {
    await inbox.deliver(notice);
    const decidedAt = Date.parse(notice.key.slice(0, notice.key.indexOf(" ")));
    const level = notice.level === undefined ? notice.kind : `${notice.kind}-${notice.level}`;
    publish({ Delivered: 1 }, { notice: level });
    if (!Number.isNaN(decidedAt))
      publish({ DeliverySeconds: Math.max(0, (Date.parse(notice.deliveredAt) - decidedAt) / 1000) });
  },
});
