import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { startLocalStack } from "#infra/local/stack.ts";
import type { Template } from "#infra/local/template.ts";
import { probeAssembly, probeTemplate } from "./fixtures/probe-assembly.ts";
import { temporaryFolder } from "./fixtures/temporary-folder.ts";

/** The probe's template with some resources changed or added. */
const templateWith = (resources: Template["Resources"]): Template => {
  const template = probeTemplate();
  return { ...template, Resources: { ...template.Resources, ...resources } };
};

describe("the stack refuses to start", () => {
  test("on a taken port, and says which", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    await expect(startLocalStack({ port, assembly: probeAssembly() })).rejects.toThrow(
      `Port ${port} is taken. Choose another: PORT=`,
    );
    other.close();
  });

  test.each<[string, Template["Resources"], string]>([
    [
      "a resource type it doesn't know",
      { Stream: { Type: "AWS::Kinesis::Stream" } },
      "Stream is of the type AWS::Kinesis::Stream",
    ],
    [
      "a property it doesn't know",
      { More: { Type: "AWS::SQS::Queue", Properties: { Colour: "red" } } },
      "More (AWS::SQS::Queue) is not understood",
    ],
    [
      "a reference that leads nowhere",
      { More: { Type: "AWS::SQS::Queue", Properties: { QueueName: { Ref: "Nobody" } } } },
      "refers to Nobody",
    ],
    [
      "a route without integration",
      {
        More: {
          Type: "AWS::ApiGatewayV2::Route",
          Properties: { ApiId: "x", RouteKey: "GET /x", Target: "integrations/none" },
        },
      },
      "no integration of the template",
    ],
  ])("with %s, and names it", async (_what, resources, complaint) => {
    await expect(startLocalStack({ assembly: probeAssembly(templateWith(resources)) })).rejects.toThrow(complaint);
  });

  test("on tables that have other keys than the template", async () => {
    const dataDir = temporaryFolder();
    await (await startLocalStack({ dataDir, assembly: probeAssembly() })).stop();
    const changed = templateWith({
      Probes: {
        Type: "AWS::DynamoDB::Table",
        Properties: {
          KeySchema: [{ AttributeName: "other", KeyType: "HASH" }],
          AttributeDefinitions: [{ AttributeName: "other", AttributeType: "S" }],
          BillingMode: "PAY_PER_REQUEST",
        },
      },
    });
    await expect(startLocalStack({ dataDir, assembly: probeAssembly(changed) })).rejects.toThrow(
      /Probe-Probes .*other keys or indexes/,
    );
  });

  test("on a data folder that is a file", async () => {
    const dataDir = path.join(temporaryFolder(), "file");
    writeFileSync(dataDir, "");
    await expect(startLocalStack({ dataDir, assembly: probeAssembly() })).rejects.toThrow(
      `The data folder ${dataDir} can't be used`,
    );
  });

  test("on tables that are broken", async () => {
    const dataDir = temporaryFolder();
    mkdirSync(path.join(dataDir, "tables"));
    writeFileSync(path.join(dataDir, "tables/CURRENT"), "nonsense");
    await expect(startLocalStack({ dataDir, assembly: probeAssembly() })).rejects.toThrow(
      /The tables in .* can't be opened.*Choose another folder \(DATA_DIR=/,
    );
  });

  test("on queues that are broken", async () => {
    const dataDir = temporaryFolder();
    mkdirSync(path.join(dataDir, "queues"));
    writeFileSync(path.join(dataDir, "queues/fauxqs.db"), "no database ".repeat(100));
    await expect(startLocalStack({ dataDir, assembly: probeAssembly() })).rejects.toThrow(
      /The queues in .* can't be opened.*Choose another folder \(DATA_DIR=/,
    );
  });

  test.each(["clock.json", "secrets.json", "identity-key.json"])("on a broken %s, and names it", async (name) => {
    const dataDir = temporaryFolder();
    writeFileSync(path.join(dataDir, name), "{");
    await expect(startLocalStack({ dataDir, assembly: probeAssembly() })).rejects.toThrow(
      `${path.join(dataDir, name)} is broken`,
    );
  });

  test("on a data folder that another stack uses", async () => {
    const dataDir = temporaryFolder();
    const first = await startLocalStack({ dataDir, assembly: probeAssembly() });
    await expect(startLocalStack({ dataDir, assembly: probeAssembly() })).rejects.toThrow(
      /The tables in .* can't be opened.*Choose another folder \(DATA_DIR=/,
    );
    await first.stop();
  });
});

test("what was acknowledged is there after kill -9: items, messages, the moved clock", async () => {
  const dataDir = temporaryFolder();
  const assembly = probeAssembly();
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL("./fixtures/serve.ts", import.meta.url)), assembly, dataDir],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const url = await new Promise<string>((resolve) =>
    child.stdout.once("data", (text: Buffer) => resolve(text.toString().trim())),
  );
  const post = async (to: string, body: string) => {
    const answer = await fetch(url + to, { method: "POST", body, headers: { "content-type": "text/plain" } });
    expect(answer.status).toBe(200);
  };
  await post("/local/clock", '{"advance":"P10D"}');
  await post("/local/queues/work/pause", "");
  for (let number = 0; number < 20; number += 1)
    await post("/api/probe/keep", `item ${String(number).padStart(2, "0")}`);
  for (let number = 0; number < 5; number += 1) await post("/api/probe/send", `${number}`);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;

  const again = await startLocalStack({ dataDir, assembly });
  const kept = async () => (await (await fetch(`${again.url}/api/probe/kept`)).json()) as string[];
  let found = await kept();
  for (let tries = 0; tries < 100 && found.filter((what) => what.startsWith("message")).length < 5; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    found = await kept();
  }
  await again.stop();
  expect(found.filter((what) => what.startsWith("item"))).toHaveLength(20);
  expect(found.filter((what) => what.startsWith("message"))).toEqual(
    [0, 1, 2, 3, 4].map((number) => `message ${number}`),
  );
  expect(again.now().getTime() - Date.now()).toBeGreaterThan(9 * 86_400_000);
});
