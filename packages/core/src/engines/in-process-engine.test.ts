import { describe, expect, test } from "vitest";
import type { AgentDescriptor } from "../registry/agent-descriptor.ts";
import { inProcessEngine } from "./in-process-engine.ts";

describe("inProcessEngine", () => {
  test.each([0, -1, 1.5, Number.NaN, Infinity])("refuses a concurrency of %d", (concurrency) => {
    expect(() => inProcessEngine({ concurrency })).toThrow(
      expect.objectContaining({ code: "invalid_argument" }),
    );
  });

  test("says how many attempts may run at once, unlimited by default", () => {
    expect([inProcessEngine().concurrency, inProcessEngine({ concurrency: 3 }).concurrency]).toEqual([
      undefined,
      3,
    ]);
  });

  test("refuses an agent without an executor", () => {
    const descriptor: AgentDescriptor = {
      agentType: "a",
      name: "Remote",
      description: "x",
      capabilities: [],
    };
    for (const agent of [descriptor, { ...descriptor, executor: undefined }])
      expect(() => inProcessEngine().attach(agent)).toThrow(
        /Agent "Remote" of type "a" has no executor: pass a function .* or give the orchestrator an engine/,
      );
  });
});
