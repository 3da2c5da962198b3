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
  // A trial has names of its own: tried in a centre's account, it can't touch what the centre keeps.
  const name = disposable ? "ShouwenTrial" : "Shouwen";
  const data = new ShouwenData(app, `${name}Data`, {
    env,
    terminationProtection: !disposable,
    description: "Shouwen: tables and keys, kept for years",
  });
  const service = new ShouwenService(app, `${name}Service`, {
    env,
    data,
    description: "Shouwen: API, functions, queues and the audit",
  });
  if (firewall && platformProfile(service).firewall === "at-cloudfront")
    new ShouwenFirewall(app, `${name}Firewall`, {
      env: { ...env, region: "us-east-1" },
      description: "Shouwen: firewall before CloudFront",
    });
  demandSettings(service);
  acknowledge(service);
  return app;
};
