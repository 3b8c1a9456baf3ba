import type { Plan } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { expect } from "vitest";
import { createWorld } from "./two-lives.ts";

export const work = (description: string) => ({ agentType: "work", description });
export const spare = (description: string) => ({ agentType: "spare", description });
export const agent = (
  agentType: string,
  script: Parameters<typeof createScriptedAgent>[0]["script"] = ["done"],
) => createScriptedAgent({ agentType, script });
export const parked = (message: string) => ({
  code: "not_registered",
  message: expect.stringContaining(message) as string,
});

/** Begins a run with both agents in a process that dies while `spare` works. */
export async function leaveRun(plan: Plan) {
  const world = createWorld();
  const first = world.start([agent("work"), agent("spare", [hold()])]);
  first.orchestrator.startRun(plan, { id: "run" });
  await first.runtime.advance(0);
  return world;
}
