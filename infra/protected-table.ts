import { RemovalPolicy } from "aws-cdk-lib";
import type { Metric, MetricOptions } from "aws-cdk-lib/aws-cloudwatch";
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import type { Allowed } from "#infra/node-function.ts";
import { readSettings } from "#infra/settings.ts";

type TableAction = "GetItem" | "PutItem" | "UpdateItem" | "Query";

/** One global index: keys only, or with the one attribute a list is shown from. */
type Index = {
  readonly partition: string;
  readonly sort: string;
  readonly shows?: "summary" | "publication" | "facts";
};

/** Keys, indexes and expiry of a table; every key is a string. */
export type ProtectedTableProps<IndexName extends string> = {
  readonly key: IKey;
  readonly partition: string;
  readonly sort?: string;
  readonly expiry?: string;
  readonly indexes?: Record<IndexName, Index>;
};

const attribute = (name: string) => ({ name, type: AttributeType.STRING });

/** A table that a slip can't lose: kept when its stack goes, closed to deletion, restorable to any second of the last 35 days, encrypted with a key of ours. */
export class ProtectedTable<IndexName extends string = never> extends Construct {
  readonly name: string;
  private readonly arn: string;
  private readonly table: Table;
  private readonly key: IKey;
  private readonly indexNames: readonly string[];
  private readonly used = new Set<TableAction>();

  constructor(scope: Construct, id: string, props: ProtectedTableProps<IndexName>) {
    super(scope, id);
    const { disposable, mostReadUnits, mostWriteUnits } = readSettings(this);
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-max-throughput.html
    const most = { maxReadRequestUnits: mostReadUnits, maxWriteRequestUnits: mostWriteUnits };
    const table = new Table(this, "Table", {
      partitionKey: attribute(props.partition),
      ...(props.sort === undefined ? {} : { sortKey: attribute(props.sort) }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      ...most,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: !disposable,
      // A table closed to deletion can't be taken back when a creation fails; it is kept then, too.
      removalPolicy: disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      ...(props.expiry === undefined ? {} : { timeToLiveAttribute: props.expiry }),
    });
    for (const [indexName, index] of Object.entries<Index>(props.indexes ?? {}))
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: attribute(index.partition),
        sortKey: attribute(index.sort),
        ...most,
        ...(index.shows === undefined
          ? { projectionType: ProjectionType.KEYS_ONLY }
          : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [index.shows] }),
      });
    this.table = table;
    this.name = table.tableName;
    this.arn = table.tableArn;
    this.key = props.key;
    this.indexNames = Object.keys(props.indexes ?? {});
  }

  /** Units consumed by the table and by each of its indexes, which DynamoDB measures apart. */
  consumed(units: "Read" | "Write", options: MetricOptions): Metric[] {
    const metricName = `Consumed${units}CapacityUnits`;
    const ofIndex = (index: string) =>
      this.table.metric(metricName, {
        ...options,
        label: `${this.node.id}/${index}`,
        dimensionsMap: { TableName: this.name, GlobalSecondaryIndexName: index },
      });
    return [this.table.metric(metricName, { ...options, label: this.node.id }), ...this.indexNames.map(ofIndex)];
  }

  /** Requests that the table refused for want of capacity, its own or an index's, by each action that a function may do. */
  refused(options: MetricOptions): Record<string, Metric> {
    // An index is not among the dimensions of this measurement: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
    const metrics = [...this.used]
      .sort()
      .map((operation) => [operation, this.table.metricThrottledRequestsForOperation(operation, options)] as const);
    return Object.fromEntries(metrics);
  }

  /** Lets somebody do these actions on the table itself, not on its indexes. */
  allow(user: Allowed, ...actions: readonly TableAction[]): void {
    user.allow(
      actions.map((action) => `dynamodb:${action}`),
      this.arn,
    );
    this.allowKey(user, actions);
  }

  /** Lets somebody query these indexes, not the table behind them. */
  allowIndexes(user: Allowed, ...indexes: readonly IndexName[]): void {
    user.allow(["dynamodb:Query"], ...indexes.map((index) => `${this.arn}/index/${index}`));
    this.allowKey(user, ["Query"]);
  }

  // DynamoDB asks KMS in the caller's name: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
  private allowKey(user: Allowed, actions: readonly TableAction[]): void {
    for (const action of actions) this.used.add(action);
    const writes = actions.some((action) => action === "PutItem" || action === "UpdateItem");
    const toRead = ["kms:Decrypt", "kms:DescribeKey"];
    user.allow(writes ? [...toRead, "kms:Encrypt", "kms:GenerateDataKey"] : toRead, this.key.keyArn);
  }
}
