import { Duration } from "aws-cdk-lib";
import { Dashboard, GraphWidget, type IMetric, Metric, SingleValueWidget } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { measured } from "#infra/measured.ts";
import { RegionalFront } from "#infra/regional-front.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { DeadLetters, type WatchedQueue } from "#infra/watched-queue.ts";
import { limits } from "#shared/rules/rule-pack.ts";

const period = Duration.minutes(5);
const ofAll = (namespace: string, metricName: string): Metric =>
  new Metric({ namespace, metricName, statistic: "Sum", period, label: metricName });

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 8, height: 6 });

// The levels of notices as their delivery measures them: an urgent report has one only from its own limit on.
const rungs = [...new Set(limits.flatMap(({ ladder }) => ladder.map(({ level }) => level)))].sort();
const levels = [
  "reminder-0",
  ...rungs.map((rung) => `escalation-${rung}`),
  "urgent",
  ...[0, ...rungs].map((rung) => `urgent-${rung}`),
];

const letterQueue = ({ node }: DeadLetters): string =>
  node.path.split("/").slice(1).join("").replace("DeadLetters", "");

/** One page for who is on call and for who answers for the service: what waits, what is late, what is refused, what it costs. */
export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, parts: ServiceParts) {
    super(scope, id);
    const { api, data } = parts;
    const queues: readonly WatchedQueue[] = [parts.urgentReports, parts.escalations, parts.outward];
    const counted = (names: readonly string[]) => names.map((name) => measured(name, "Maximum").with({ label: name }));
    const ofApi = (metricName: string, statistic = "Sum") =>
      new Metric({ namespace: "AWS/ApiGateway", metricName, statistic, period, dimensionsMap: { ApiId: api.id } });
    const tables = Object.values(data.tables);
    const consumed = (units: "Read" | "Write") =>
      tables.flatMap((table) => table.consumed(units, { statistic: "Sum", period }));
    const made = this.node.scope?.node.findAll() ?? [];
    const letters = made.filter((each) => each instanceof DeadLetters);
    const fronts = made.filter((each) => each instanceof RegionalFront);
    const rows = [
      [
        new SingleValueWidget({
          title: "Inquiries now",
          metrics: counted(["OpenInquiries", "DueWithinADay", "OverdueInquiries"]),
          width: 24,
          height: 3,
        }),
      ],
      [
        graph("Open, due, overdue", counted(["OpenInquiries", "DueWithinADay", "OverdueInquiries"])),
        graph(
          "Notices delivered by level",
          levels.map((level) => measured("Delivered", "Sum", { notice: level }).with({ label: level })),
        ),
        graph("Seconds from decision to inbox, and of the oldest due", [
          measured("DeliverySeconds", "p95"),
          measured("OldestDueSeconds", "Maximum"),
        ]),
      ],
      [
        graph(
          "Dead letters",
          letters.map((each) =>
            each.queue.metricApproximateNumberOfMessagesVisible({
              period,
              statistic: "Maximum",
              label: letterQueue(each),
            }),
          ),
        ),
        graph("Refused for want of capacity", [
          api.refused({ statistic: "Sum", period, label: "requests by route" }),
          ofAll("AWS/Lambda", "Throttles"),
          ...tables.flatMap((table) =>
            Object.entries(table.refused({ statistic: "Sum", period })).map(([operation, metric]) =>
              metric.with({ label: `${table.node.id} ${operation}` }),
            ),
          ),
        ]),
        graph("Errors", [
          ofApi("5xx"),
          ofApi("4xx"),
          ...fronts.map((front) => front.failed({ period, label: "front 5xx" })),
          ofAll("AWS/Lambda", "Errors"),
          ...queues.map(({ node, queue }) =>
            measured("FailedMessages", "Sum", { queue: queue.queueName }).with({ label: `${node.id} failed` }),
          ),
        ]),
      ],
      [
        graph("Cost: requests and invocations", [
          ofApi("Count"),
          ...fronts.map((front) => front.asked({ period, label: "front" })),
          ofAll("AWS/Lambda", "Invocations"),
        ]),
        graph("Cost: read units", consumed("Read")),
        graph("Cost: write units", consumed("Write")),
      ],
    ];
    new Dashboard(this, "Dashboard", { widgets: rows, defaultInterval: Duration.days(1) });
  }
}
