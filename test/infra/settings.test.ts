import { App, Stack } from "aws-cdk-lib";
import { expect, test } from "vitest";
import type { NodeFunctionProps } from "#infra/node-function.ts";
import { demandSettings, readSettings } from "#infra/settings.ts";

const withContext = (context: Record<string, unknown>) =>
  new Stack(new App({ context, builtinCloudFormationValidation: false }), "Any", {
    env: { region: String(context["region"] ?? "eu-central-1") },
  });

test.each([
  ["a number from the command line", { publicConcurrency: "7" }, { publicConcurrency: 7 }],
  ["a truth value from the command line", { disposable: "true" }, { disposable: true }],
  [
    "a list from the command line",
    { allowedOrigins: "https://a,https://b" },
    { allowedOrigins: ["https://a", "https://b"] },
  ],
  ["a list from a file", { allowedOrigins: ["https://a"] }, { allowedOrigins: ["https://a"] }],
  ["text that looks like a number", { firstAdministrator: "007" }, { firstAdministrator: "007" }],
  ["a default", {}, { oidcAudience: "shouwen-staff", oidcClientId: "shouwen-portal" }],
])("%s is read as what it is", (_, context, expected) => {
  expect(readSettings(withContext(context))).toMatchObject(expected);
});

test.each([[{ publicConcurrency: "many" }], [{ disposable: "yes" }], [{ disposable: 1 }], [{ allowedOrigins: 5 }]])(
  "%j is refused by name",
  (context) => {
    expect(() => readSettings(withContext(context))).toThrow(`The setting ${Object.keys(context)[0]} is a`);
  },
);

test.each([-1, 2.5, "1e99"])("%s is no number that a setting takes", (publicConcurrency) => {
  expect(() => readSettings(withContext({ publicConcurrency }))).toThrow("publicConcurrency is a whole number");
});

test.each(["oidcIssuer", "firstAdministrator"])("the command line stops where %s is missing", (name) => {
  const stack = withContext({});
  demandSettings(stack);
  expect(stack.node.metadata.map(({ data }) => data)).toContainEqual(
    expect.stringContaining(`The setting ${name} is missing`),
  );
});

const saidOf = (context: Record<string, unknown>): string => {
  const stack = withContext(context);
  demandSettings(stack);
  return JSON.stringify(stack.node.metadata.map(({ data }) => data));
};

test("whoever deploys without a topic for alarms is warned that nobody will be woken", () => {
  expect(saidOf({})).toContain("alarmTopicArn is missing");
  expect(saidOf({ alarmTopicArn: "arn:aws:sns:eu-central-1:111122223333:on-call" })).not.toContain("alarmTopicArn");
});

test("in China a firewall that doesn't know the citizen's address is warned of: behind a CDN all would share one", () => {
  const front = { firewall: true, region: "cn-north-1" };
  expect(saidOf(front)).toContain("clientAddressHeader is missing");
  expect(saidOf({ ...front, clientAddressHeader: "X-Real-Client" })).not.toContain("clientAddressHeader");
  expect(saidOf({ firewall: true, region: "eu-central-1" })).not.toContain("clientAddressHeader");
});

test("a name of one's own needs its certificate", () => {
  expect(saidOf({ siteName: "gjj.example.org" })).toContain("needs siteCertificateArn");
});

test("a function without one of its settings doesn't compile", () => {
  // @ts-expect-error ROSTER_TABLE is missing
  const props: NodeFunctionProps<{ ROSTER_TABLE: string }> = { description: "", env: {} };
  expect(props.env).toEqual({});
});
