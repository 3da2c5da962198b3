import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { readSettings } from "#infra/settings.ts";

/** Period of every metric that an alarm watches. */
export const everyMinute = { period: Duration.minutes(1) };

type Watch = {
  readonly metric: IMetric;
  /** The alarm's text: what is wrong, and for whom. */
  readonly whoSuffers: string;
};

const alarm = (scope: Construct, id: string, { metric, whoSuffers }: Watch, silentFor?: number): void => {
  const made = new Alarm(scope, `${id}Alarm`, {
    metric,
    alarmDescription: whoSuffers,
    threshold: 1,
    evaluationPeriods: silentFor ?? 1,
    comparisonOperator:
      silentFor === undefined
        ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        : ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: silentFor === undefined ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
  });
  const { alarmTopicArn } = readSettings(scope);
  if (alarmTopicArn === "") return;
  const topic = { bind: () => ({ alarmActionArn: alarmTopicArn }) };
  made.addAlarmAction(topic);
  made.addOkAction(topic);
};

/** Rings as soon as there is one of what must not be. */
export const alarmOnAny = (scope: Construct, id: string, watch: Watch): void => alarm(scope, id, watch);

/** Rings when what must be has not been for this many minutes. */
export const alarmOnSilence = (scope: Construct, id: string, watch: Watch & { readonly minutes: number }): void =>
  alarm(scope, id, watch, watch.minutes);
