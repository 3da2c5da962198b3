import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalStack, startLocalStack } from "#infra/local/stack.ts";

let stack: LocalStack;
beforeAll(async () => {
  stack = await startLocalStack({ siteLanguages: "zh-CN,en" });
});
afterAll(() => stack?.stop());

const problemIn = async (language: string) => {
  const response = await fetch(`${stack.url}/api/services/XX-99`, { headers: { "accept-language": language } });
  return [response.headers.get("content-language"), ((await response.json()) as { detail: string }).detail];
};

test("one setting turns a language off in the pages and in the API alike", async () => {
  const [home, gone] = await Promise.all(["/index.html", "/ug/index.html"].map((path) => fetch(stack.url + path)));
  expect([home?.status, gone?.status]).toEqual([200, 404]);
  expect(await home?.text()).not.toMatch(/href="\/ug\//);
  expect(await problemIn("ug")).toEqual(["zh-CN", "没有找到。请核对编号和查询密码。"]);
  expect((await problemIn("en"))[0]).toBe("en");
});
