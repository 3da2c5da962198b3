import { expect, test } from "vitest";
import { takenBy } from "#infra/cost/flood.ts";
import { onStack } from "#test/scenarios/stack.ts";

const running = onStack("2026-11-23T10:30:00+08:00");

test.each(["openapi.json", "services", "offices", "published/suggestions", "published/figures", "healthz"])(
  "the answer of %s is no longer than the bill of a flood takes it to be",
  async (name) => {
    const answer = await fetch(`${running.stack.url}/api/${name}`);
    const kilobytes = (await answer.text()).length / 1000;
    expect([answer.status, kilobytes < takenBy(`GET /api/${name}`).answerKb]).toEqual([200, true]);
  },
);
