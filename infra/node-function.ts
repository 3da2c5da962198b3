import { join } from "node:path";
import { Duration } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  RuntimeFamily,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { alarmOnAny, everyMinute } from "#infra/alarm.ts";
import { bundleFolder } from "#infra/bundle.ts";
import { platformProfile } from "#infra/platform-profile.ts";
import { removalPolicy } from "#infra/removal-policy.ts";
import { readSettings } from "#infra/settings.ts";

/** Settings every function gets without asking. */
type CommonEnv = "LOG_LEVEL" | "SITE_LANGUAGES" | "DIRECTORY_CACHE_SECONDS";

/** How a function differs from the usual one. */
export type NodeFunctionProps<Env> = {
  /** What the function is for, in one sentence for whoever reads the console. */
  readonly description: string;
  /** A value for every setting the handler's `Env` declares: a missing one doesn't compile. */
  readonly env: { readonly [K in keyof Omit<Env, CommonEnv>]: string };
  readonly memory?: number;
  readonly timeout?: Duration;
  /** Reserves it the public share of concurrency, so that a flood stops here and reaches neither the bill nor the staff. */
  readonly facesThePublic?: boolean;
};

/** Whoever can be allowed something. */
export type Allowed = {
  readonly allow: (actions: readonly string[], ...resources: readonly string[]) => void;
};

const folderOf = (id: string): string => id.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();

/** One Lambda function, built from the folder its id names (`RegisterInquiry`: `functions/register-inquiry`), with a role of its own that may write its own log and nothing else until told. */
export class NodeFunction<Env> extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: NodeFunctionProps<Env>) {
    super(scope, id);
    const settings = readSettings(this);
    const profile = platformProfile(this);
    const { architecture, publicConcurrency } = settings;
    const logGroup = new LogGroup(this, "Log", {
      // The cybersecurity law asks for at least six months, and CloudWatch's next choice that surely covers them is a year.
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: removalPolicy(this),
    });
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    this.allow(["logs:CreateLogStream", "logs:PutLogEvents"], logGroup.logGroupArn);
    this.lambda = new LambdaFunction(this, "Function", {
      description: props.description,
      runtime: new Runtime(settings.runtime, RuntimeFamily.NODEJS, { supportsInlineCode: true }),
      architecture: architecture === "" ? profile.architecture : Architecture.custom(architecture),
      handler: "index.handler",
      code: settings.bundle ? Code.fromAsset(join(bundleFolder, folderOf(id))) : Code.fromInline("export {};"),
      memorySize: props.memory ?? 512,
      timeout: props.timeout ?? Duration.seconds(10),
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: profile.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      reservedConcurrentExecutions: props.facesThePublic && publicConcurrency > 0 ? publicConcurrency : undefined,
      environment: {
        ...props.env,
        LOG_LEVEL: settings.logLevel,
        SITE_LANGUAGES: settings.siteLanguages.join(),
        DIRECTORY_CACHE_SECONDS: String(settings.directoryCacheSeconds),
      },
    });
  }

  /** Lets the function do exactly these actions on exactly these resources. */
  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  /** Raises an alarm whenever the function fails; the sentence says who suffers. */
  alarmOnErrors(whoSuffers: string): void {
    alarmOnAny(this, "Errors", {
      metric: this.lambda.metricErrors(everyMinute),
      whoSuffers,
      runbook: "function-fails",
    });
  }
}
