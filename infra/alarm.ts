import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { readSettings } from "#infra/settings.ts";

/** Period of every metric that an alarm watches, unless it is measured more rarely. */
export const everyMinute = { period: Duration.minutes(1) };

/** The page of `docs/runbooks` for whoever is woken. */
export type Runbook =
  | "api-errors"
  | "audit-stopped"
  | "calendar-missing"
  | "dead-letters"
  | "delivery-late"
  | "function-fails"
  | "oldest-due-late"
  | "start-failed"
  | "throttled";

type Watch = {
  readonly metric: IMetric;
  /** The alarm's text: what is wrong, and for whom. */
  readonly whoSuffers: string;
  readonly runbook: Runbook;
};

type Ring = {
  readonly threshold: number;
  readonly periods: number;
  readonly when: "at-least" | "below";
  /** Rings as well when nothing is measured: for what has to be heard of. */
  readonly onSilence: boolean;
};

const alarm = (scope: Construct, id: string, { metric, whoSuffers, runbook }: Watch, ring: Ring): void => {
  const made = new Alarm(scope, `${id}Alarm`, {
    metric,
    alarmDescription: `${whoSuffers} See docs/runbooks/${runbook}.md`,
    threshold: ring.threshold,
    evaluationPeriods: ring.periods,
    comparisonOperator:
      ring.when === "at-least"
        ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        : ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: ring.onSilence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  const { alarmTopicArn } = readSettings(scope);
  if (alarmTopicArn === "") return;
  const topic = { bind: () => ({ alarmActionArn: alarmTopicArn }) };
  made.addAlarmAction(topic);
  made.addOkAction(topic);
};

/** Rings as soon as there is one of what must not be. */
export const alarmOnAny = (scope: Construct, id: string, watch: Watch): void =>
  alarm(scope, id, watch, { threshold: 1, periods: 1, when: "at-least", onSilence: false });

/** Rings when what may happen once keeps happening: in two periods one after the other. */
export const alarmOnRepetition = (scope: Construct, id: string, watch: Watch): void =>
  alarm(scope, id, watch, { threshold: 1, periods: 2, when: "at-least", onSilence: false });

/** Rings when what may happen now and then happens so often in each of so many minutes one after the other. */
export const alarmOnPersistence = (
  scope: Construct,
  id: string,
  { aMinute, minutes, ...watch }: Watch & { readonly aMinute: number; readonly minutes: number },
): void => alarm(scope, id, watch, { threshold: aMinute, periods: minutes, when: "at-least", onSilence: false });

/** Rings when what must be has not been for this many minutes. */
export const alarmOnSilence = (scope: Construct, id: string, watch: Watch & { readonly minutes: number }): void =>
  alarm(scope, id, watch, { threshold: 1, periods: watch.minutes, when: "below", onSilence: true });

/** Rings when something has been late by so many seconds for two periods; `onSilence` also when nobody measures it any more. */
export const alarmOnLateness = (
  scope: Construct,
  id: string,
  { seconds, onSilence = false, ...watch }: Watch & { readonly seconds: number; readonly onSilence?: boolean },
): void => alarm(scope, id, watch, { threshold: seconds, periods: 2, when: "at-least", onSilence });
