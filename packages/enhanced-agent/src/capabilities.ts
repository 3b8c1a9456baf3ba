import type { AgentCapability } from "@convoke/core";

/** Seconds of a run by the rules alone, and of one by a model: some five replies, and what is delegated. */
const [rulesTime, modelTime] = [5, 60];
/**
 * Tokens of one reply and what is sent for it. They are set aside when the task begins and every reply reserves its own worst case,
 * so that more would only keep the tasks that are delegated from what is left.
 */
const modelTokens = 4_000;

/**
 * What a main agent can do. By the rules of this package it costs nothing beside what it delegates; what a model costs is
 * unknown here, so that with one the cost is left out.
 */
export function createCapabilities({
  method,
}: {
  readonly method: "model" | "rules";
}): readonly AgentCapability[] {
  return [
    {
      name: "handle_prompt",
      description: "Plan what a prompt asks for, delegate it, and answer with checked evidence",
      inputTypes: ["prompt", "session"],
      outputTypes: ["answer", "evidence"],
      answerPath: "answer",
      ...(method === "rules"
        ? { estimatedTime: rulesTime, costEstimate: 0, tokenEstimate: 0 }
        : { estimatedTime: modelTime, tokenEstimate: modelTokens }),
    },
  ];
}
