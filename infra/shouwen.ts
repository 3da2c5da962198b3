import { App, type AppProps, DefaultStackSynthesizer } from "aws-cdk-lib";
import { acknowledge } from "#infra/acknowledged.ts";
import { platformProfile } from "#infra/platform-profile.ts";
import { demandSettings, readSettings } from "#infra/settings.ts";
import { ShouwenData } from "#infra/shouwen-data.ts";
import { ShouwenFirewall } from "#infra/shouwen-firewall.ts";
import { ShouwenService } from "#infra/shouwen-service.ts";
import cdk from "../cdk.json" with { type: "json" };

/** The app of its stacks in the region that the settings name; its feature flags are those of `cdk.json`, whoever starts it. */
export const shouwen = (props: AppProps = {}): App => {
  const app = new App({
    analyticsReporting: false,
    defaultStackSynthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
    ...props,
    stackTraces: false,
    context: { ...cdk.context, "aws:cdk:enable-asset-metadata": true, ...props.context },
  });
  const { region, disposable, firewall } = readSettings(app);
  const env = { region, account: process.env["CDK_DEFAULT_ACCOUNT"] };
  const data = new ShouwenData(app, "ShouwenData", {
    env,
    terminationProtection: !disposable,
    description: "Shouwen: tables and keys, kept for years",
  });
  const service = new ShouwenService(app, "ShouwenService", {
    env,
    data,
    description: "Shouwen: API, functions, queues and the audit",
  });
  if (firewall && platformProfile(service).firewall === "at-cloudfront")
    new ShouwenFirewall(app, "ShouwenFirewall", {
      env: { ...env, region: "us-east-1" },
      description: "Shouwen: firewall before CloudFront",
    });
  demandSettings(service);
  acknowledge(service);
  return app;
};
