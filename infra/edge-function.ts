import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import services from "#shared/rules/services.json" with { type: "json" };

const WEB = resolve(import.meta.dirname, "../web");

/** The pages there are in each language, without their `.html`. */
const pages = (): readonly string[] => [
  ...readdirSync(WEB)
    .filter((name) => name.endsWith(".html") && name !== "not-found.html")
    .map((name) => name.replace(/\.html$/, "")),
  ...services.map(({ code }) => `service/${code}`),
  ...services.flatMap(({ code, forms }) => forms.map((_, index) => `form/${code}-${index + 1}`)),
];

/**
 * What CloudFront runs before and after it looks into the bucket: a folder is its index page, and an address that no page has shows the
 * not-found page of its language, as 404. The bucket would answer 403 in XML, and an error page of the distribution would cover the API's
 * answers too. The portal without its slash is sent to where it has its own headers and finds its settings.
 */
export const edgeFunction = (languages: readonly string[]): string => `var pages = ${JSON.stringify(pages())};
var languages = ${JSON.stringify(languages.filter((language) => language !== "zh-CN"))};
function parts(uri) {
  var found = /^\\/([a-z-]+)(?:\\/(.*))?$/.exec(uri);
  return found && languages.indexOf(found[1]) >= 0 ? { folder: "/" + found[1], rest: found[2] || "" } : { folder: "", rest: uri.slice(1) };
}
function known(uri) {
  if (/^\\/(staff|assets)\\/|^\\/(favicon\\.svg|form\\/[\\w-]+\\.doc)$/.test(uri)) return true;
  var found = /^(.+)\\.html$/.exec(parts(uri).rest);
  return found !== null && pages.indexOf(found[1]) >= 0;
}
function whole(uri) {
  var folder = parts(uri + "/").rest === "" ? uri.replace(/\\/$/, "") + "/" : uri;
  return folder.endsWith("/") ? folder + "index.html" : folder;
}
function handler(event) {
  if (event.context.eventType === "viewer-request" && event.request.uri === "/staff")
    return { statusCode: 308, statusDescription: "Permanent Redirect", headers: { location: { value: "/staff/" } } };
  var uri = whole(event.request.uri);
  if (event.context.eventType === "viewer-response") {
    if (!known(uri)) {
      event.response.statusCode = 404;
      event.response.statusDescription = "Not Found";
    }
    return event.response;
  }
  event.request.uri = known(uri) ? uri : parts(uri).folder + "/not-found.html";
  return event.request;
}
`;
