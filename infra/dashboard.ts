import { Duration } from "aws-cdk-lib";
import { Dashboard, GraphWidget, type IMetric, Metric, SingleValueWidget } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { measured } from "#infra/operations-watch.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import type { WatchedQueue } from "#infra/watched-queue.ts";

const period = Duration.minutes(5);
const ofAll = (namespace: string, metricName: string): Metric =>
  new Metric({ namespace, metricName, statistic: "Sum", period, label: metricName });

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 8, height: 6 });

/** One page for who is on call and for who answers for the service: what waits, what is late, what is refused, what it costs. */
export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, parts: ServiceParts) {
    super(scope, id);
    const { api, data } = parts;
    const queues: readonly WatchedQueue[] = [parts.urgentReports, parts.escalations, parts.outward];
    const counted = (names: readonly string[]) => names.map((name) => measured(name, "Maximum").with({ label: name }));
    const ofApi = (metricName: string, statistic = "Sum") =>
      new Metric({ namespace: "AWS/ApiGateway", metricName, statistic, period, dimensionsMap: { ApiId: api.id } });
    const ofTables = (metricName: string) =>
      Object.entries(data.tables).map(([name, table]) =>
        table.metric(metricName, { statistic: "Sum", period, label: name }),
      );
    const levels = ["reminder-0", "escalation-1", "escalation-2", "urgent"];
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
          queues.map(({ node, deadLetters }) =>
            deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: "Maximum", label: node.id }),
          ),
        ),
        graph("Refused for want of capacity", [
          ofAll("AWS/Lambda", "Throttles"),
          ...ofTables("ReadThrottleEvents"),
          ...ofTables("WriteThrottleEvents"),
        ]),
        graph("Errors", [ofApi("5xx"), ofApi("4xx"), ofAll("AWS/Lambda", "Errors")]),
      ],
      [
        graph("Cost: requests and invocations", [ofApi("Count"), ofAll("AWS/Lambda", "Invocations")]),
        graph("Cost: read units", ofTables("ConsumedReadCapacityUnits")),
        graph("Cost: write units", ofTables("ConsumedWriteCapacityUnits")),
      ],
    ];
    new Dashboard(this, "Dashboard", { widgets: rows, defaultInterval: Duration.days(1) });
  }
}
