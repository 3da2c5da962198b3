import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { edgeFunction } from "#infra/edge-function.ts";
import { forms, sitePages } from "../../web/build/site-pages.ts";

const code = edgeFunction(["zh-CN", "ug", "en"]);

/** Runs the function as CloudFront does: alone, without anything of Node. */
const ran = (event: object) =>
  JSON.parse(runInNewContext(`${code}; JSON.stringify(handler(${JSON.stringify(event)}))`));
const requested = (uri: string): string =>
  ran({ context: { eventType: "viewer-request" }, request: { uri } }).uri as string;
const answered = (uri: string): number =>
  ran({ context: { eventType: "viewer-response" }, request: { uri }, response: { statusCode: 200 } }).statusCode;

test.each([
  ["/", "/index.html"],
  ["/ug", "/ug/index.html"],
  ["/ug/", "/ug/index.html"],
  ["/staff/", "/staff/index.html"],
  ["/staff/config.json", "/staff/config.json"],
  ["/en/ask.html", "/en/ask.html"],
  ["/assets/x-12345678.js", "/assets/x-12345678.js"],
  ["/nowhere", "/not-found.html"],
  ["/ug/nowhere.html", "/ug/not-found.html"],
  ["/ug/service/XX-99.html", "/ug/not-found.html"],
  ["/form/../secret", "/not-found.html"],
])("%s is looked for as %s", (uri, place) => {
  expect(requested(uri)).toBe(place);
});

test("the portal without its slash is sent to the portal, where its own headers and settings are", () => {
  expect(ran({ context: { eventType: "viewer-request" }, request: { uri: "/staff" } })).toEqual({
    statusCode: 308,
    statusDescription: "Permanent Redirect",
    headers: { location: { value: "/staff/" } },
  });
});

test("every page that is built is found where it is, and every form's file", () => {
  const places = sitePages.map(({ place }) => place).filter((place) => place !== "not-found.html");
  const all = [
    ...places.flatMap((place) => [`/${place}`, `/ug/${place}`, `/en/${place}`]),
    ...forms.map(({ file }) => `/${file}`),
  ];
  expect(all.filter((uri) => requested(uri) !== uri || answered(uri) !== 200)).toEqual([]);
});

test("what is missing is said to be missing, whether the address came rewritten or not", () => {
  expect(["/nowhere", "/not-found.html", "/ug/not-found.html"].map(answered)).toEqual([404, 404, 404]);
});

test("a language that is turned off has no pages", () => {
  const uri = runInNewContext(
    `${edgeFunction(["zh-CN", "en"])}; handler({ context: { eventType: "viewer-request" }, request: { uri: "/ug/ask.html" } }).uri`,
  );
  expect(uri).toBe("/not-found.html");
});

test("it is small enough for CloudFront", () => {
  expect(Buffer.byteLength(code)).toBeLessThan(10_000);
});
