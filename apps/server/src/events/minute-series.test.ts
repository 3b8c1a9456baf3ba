import { Orchestrator } from "@convoke/core";
import { createManualRuntime, createScriptedAgent } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { createMinuteSeries } from "./minute-series.ts";

test("createMinuteSeries lists what ended within two hours, also after a pause", async () => {
  const runtime = createManualRuntime({ startMs: Date.UTC(2030, 0, 1) });
  const orchestrator = new Orchestrator({ runtime });
  orchestrator.registerAgent(createScriptedAgent({ agentType: "quick", script: ["done"] }));
  const minutes = createMinuteSeries(orchestrator, runtime);
  const startedAt = runtime.now();
  await orchestrator.delegateTask({ agentType: "quick", description: "Do it" });
  expect(minutes.list()).toMatchObject([{ at: startedAt, completed: 1 }]);
  await runtime.advance(119 * 60_000);
  expect(minutes.list()).toHaveLength(1);
  await runtime.advance(2 * 60_000);
  expect(minutes.list()).toEqual([]);
  minutes.close();
});
