import { Annotations } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { platformProfile } from "#infra/platform-profile.ts";

/** What a centre chooses when it deploys: the CDK context, typed. */
export type Settings = {
  /** Where the two stacks go. */
  readonly region: string;
  /** Issuer of the staff's tokens: any OpenID provider, written exactly as in the claim `iss`. */
  readonly oidcIssuer: string;
  readonly oidcAudience: string;
  /** Name under which the portal is registered at the issuer: a public client that signs in with PKCE. */
  readonly oidcClientId: string;
  /** Subject of the person who may fill the empty directory. */
  readonly firstAdministrator: string;
  /** Languages of the public pages and of the API: leaving `ug` out turns the unconfirmed translation off. Chinese is always there. */
  readonly siteLanguages: readonly string[];
  /** Origins other than its own from which browsers may call the API. */
  readonly allowedOrigins: readonly string[];
  /** How long a function may go on with the directory it has read. */
  readonly directoryCacheSeconds: number;
  readonly logLevel: string;
  /** Requests a second that each public route takes, reading and writing: what bounds the bill of a flood (`npm run cost`). */
  readonly publicReadsPerSecond: number;
  readonly publicWritesPerSecond: number;
  /** Executions of each public function at once; 0 reserves none (a fresh account has too few to reserve). */
  readonly publicConcurrency: number;
  /** Whether the public forms ask browsers for a proof of work: `required` or `off`. */
  readonly proofOfWork: string;
  /** Steps of that work on a quiet day, about a millisecond each on an old telephone; it rises with load. */
  readonly proofOfWorkEffort: number;
  /** SNS topic that alarms go to; empty for none. */
  readonly alarmTopicArn: string;
  /** SNS topic that urgent reports, escalations and the weekly digest go to as e-mail; empty for none. */
  readonly noticeTopicArn: string;
  /** Where the staff's portal is, for the links in notices that go out; empty for none. */
  readonly portalUrl: string;
  /** The centre's own name of the site, and its certificate in us-east-1, for CloudFront; empty for CloudFront's own name. */
  readonly siteName: string;
  readonly siteCertificateArn: string;
  /** Whether a firewall stands in front: a stack of its own for CloudFront, a regional front before the API in China. */
  readonly firewall: boolean;
  /** The firewall that CloudFront asks, as the stack `ShouwenFirewall` puts it out; empty for none. */
  readonly webAclArn: string;
  /** Header in which the centre's own CDN names the citizen's address to the regional firewall; empty where none stands before it. */
  readonly clientAddressHeader: string;
  /** IAM role of those on call, who may put dead letters back on their queue (`npm run ops -- redrive`); empty for nobody. */
  readonly operatorRoleArn: string;
  /** Read and write units a second that no table and no index may exceed, so that a flood can't run up the bill. */
  readonly mostReadUnits: number;
  readonly mostWriteUnits: number;
  /** CPU of the functions, where the partition's usual one is not wanted: `arm64`, `x86_64`. */
  readonly architecture: string;
  /** Lambda runtime identifier. */
  readonly runtime: string;
  /** True for a deployment that is thrown away with its data: a trial, never a centre. */
  readonly disposable: boolean;
  /** False leaves the functions' code out, for those who read only the template. */
  readonly bundle: boolean;
};

const defaults: Settings = {
  region: process.env["CDK_DEFAULT_REGION"] ?? "cn-northwest-1",
  oidcIssuer: "https://oidc-issuer.invalid",
  oidcAudience: "shouwen-staff",
  oidcClientId: "shouwen-portal",
  firstAdministrator: "nobody",
  siteLanguages: ["zh-CN", "ug", "en"],
  allowedOrigins: [],
  directoryCacheSeconds: 30,
  logLevel: "INFO",
  publicReadsPerSecond: 20,
  publicWritesPerSecond: 2,
  publicConcurrency: 20,
  proofOfWork: "required",
  proofOfWorkEffort: 600,
  alarmTopicArn: "",
  noticeTopicArn: "",
  portalUrl: "",
  siteName: "",
  siteCertificateArn: "",
  firewall: false,
  webAclArn: "",
  clientAddressHeader: "",
  operatorRoleArn: "",
  mostReadUnits: 2000,
  mostWriteUnits: 500,
  architecture: "",
  runtime: "nodejs24.x",
  disposable: false,
  bundle: true,
};

/** Settings without which a deployed system would let nobody in. */
const demanded = ["oidcIssuer", "firstAdministrator"] as const satisfies readonly (keyof Settings)[];

type Setting = Settings[keyof Settings];

// `-c name=value` always gives text; a context file gives values.
const fromText = (text: string, usual: Setting): unknown => {
  if (Array.isArray(usual)) return text.split(",").filter(Boolean);
  if (typeof usual === "number") return text.trim() === "" ? text : Number(text);
  if (typeof usual === "boolean") return text === "true" ? true : text === "false" ? false : text;
  return text;
};

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return "list";
  return Number.isNaN(value) ? "NaN" : typeof value;
};

const converted = (name: string, given: unknown, usual: Setting): unknown => {
  const value = typeof given === "string" ? fromText(given, usual) : given;
  if (kindOf(value) === kindOf(usual)) {
    if (typeof value === "number" && (value < 0 || !Number.isSafeInteger(value)))
      throw new Error(`The setting ${name} is a whole number of at least 0, not ${value}`);
    return value;
  }
  throw new Error(`The setting ${name} is a ${kindOf(usual)}, not ${JSON.stringify(given)}`);
};

/** The settings as the context gives them, with defaults for what it doesn't. */
export const readSettings = (scope: Construct): Settings => {
  const read = Object.entries(defaults).map(([name, usual]) => {
    const given: unknown = scope.node.tryGetContext(name);
    return [name, given === undefined ? usual : converted(name, given, usual)];
  });
  return Object.fromEntries(read) as Settings;
};

/** What is said where a setting that has to be given was left at its default; undefined where it was given. */
export const missing = (scope: Construct, name: (typeof demanded)[number]): string | undefined =>
  scope.node.tryGetContext(name) === undefined
    ? `The setting ${name} is missing: pass it with -c ${name}=…`
    : undefined;

/** Stops the CDK command line, but not a bare synthesis, where a setting that locks everybody out was left at its default, or one that needs another was left alone; warns where nobody would be woken. */
export const demandSettings = (scope: Construct): void => {
  const { alarmTopicArn, siteName, siteCertificateArn, disposable, firewall, clientAddressHeader } =
    readSettings(scope);
  if (siteName !== "" && siteCertificateArn === "")
    Annotations.of(scope).addError("The setting siteName needs siteCertificateArn, a certificate for it in us-east-1");
  if (alarmTopicArn === "" && !disposable)
    Annotations.of(scope).addWarningV2(
      "shouwen:nobody-is-woken",
      "The setting alarmTopicArn is missing: alarms change colour and wake nobody",
    );
  if (firewall && clientAddressHeader === "" && platformProfile(scope).firewall === "at-regional-front")
    Annotations.of(scope).addWarningV2(
      "shouwen:citizens-share-an-address",
      "The setting clientAddressHeader is missing: behind a CDN all citizens have its addresses and are held back together",
    );
  for (const name of demanded) {
    const said = missing(scope, name);
    if (said !== undefined) Annotations.of(scope).addError(said);
  }
};
