import { connect } from "node:net";
import { expect, test } from "vitest";
import { probeStack } from "./fixtures/probe-stack.ts";

const probe = probeStack();

/** The status line and the place named, for a request written by hand. */
const ask = (line: string, host: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(probe.stack().url).port), "127.0.0.1");
    let answer = "";
    socket.on("data", (text: Buffer) => {
      answer += text.toString();
    });
    socket.on("end", () => resolve(answer)).on("error", reject);
    socket.write(`${line} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
  });
const statusOf = async (line: string, host: string) => Number((await ask(line, host)).split(" ")[1]);
const here = () => new URL(probe.stack().url).host;
const localhost = () => `localhost:${new URL(probe.stack().url).port}`;

test.each<[string, string, () => string, number]>([
  ["a call by address", "GET /api/probe/now", here, 200],
  ["a call by name", "GET /api/probe/now", localhost, 200],
  ["a page by name", "GET /staff/", localhost, 307],
  ["a call by a name that leads here", "GET /api/probe/now", () => "elsewhere.example", 421],
  ["a token for a name that leads here", "GET /local/token/admin", () => "elsewhere.example", 421],
  ["a host that is none", "GET /", () => "a b%", 421],
  ["an address with a slash too many", "GET //", here, 200],
  ["an address that can't be decoded", "GET /%zz", here, 404],
  ["a control that can't be decoded", "POST /local/queues/%zz/purge", here, 404],
  ["a control that isn't there", "DELETE /local/clock", here, 404],
])("%s is answered", async (_what, line, host, status) => {
  expect(await statusOf(line, host())).toBe(status);
});

test("a page by name is sent to the issuer's origin and nowhere else", async () => {
  expect(await ask("GET //elsewhere.example/", localhost())).toContain(
    `\r\nlocation: ${probe.stack().url}//elsewhere.example/\r\n`,
  );
});

test("another page's script can't post, nor one without an origin of its own", async () => {
  for (const origin of ["https://elsewhere.example", "null"]) {
    expect((await probe.post("/local/clock", '{"advance":"PT1H"}', { origin })).status).toBe(403);
  }
  expect((await probe.post("/local/clock", '{"advance":"PT1H"}', { origin: probe.stack().url })).status).toBe(200);
});
