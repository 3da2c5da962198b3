import { App, type AppProps, DefaultStackSynthesizer } from "aws-cdk-lib";
import { acknowledge } from "#infra/acknowledged.ts";
import { demandSettings, readSettings } from "#infra/settings.ts";
import { ShouwenData } from "#infra/shouwen-data.ts";
import { ShouwenService } from "#infra/shouwen-service.ts";
import cdk from "../cdk.json" with { type: "json" };

/** The app of two stacks in the region that the settings name; its feature flags are those of `cdk.json`, whoever starts it. */
export const shouwen = (props: AppProps = {}): App => {
  const app = new App({
    analyticsReporting: false,
    defaultStackSynthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
    ...props,
    stackTraces: false,
    context: { ...cdk.context, "aws:cdk:enable-asset-metadata": true, ...props.context },
  });
  const env = { region: readSettings(app).region, account: process.env["CDK_DEFAULT_ACCOUNT"] };
  const data = new ShouwenData(app, "ShouwenData", { env, description: "Shouwen: tables and keys, kept for years" });
  const service = new ShouwenService(app, "ShouwenService", {
    env,
    data,
    description: "Shouwen: API, functions, queues and the audit",
  });
  demandSettings(service);
  acknowledge(service);
  return app;
};
