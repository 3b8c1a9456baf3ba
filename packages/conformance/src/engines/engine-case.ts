import type { Agent, AgentDescriptor, Engine } from "@convoke/core";
import type { ConformanceCase } from "../conformance-case.ts";

/** What an engine case works on. */
export interface EngineContext {
  /** An engine that can run every one of `engineAgents`. */
  readonly subject: Engine;
  /** What to attach for an agent: the agent itself, or, where workers host the code, its descriptor. */
  present?(agent: Agent): Agent | AgentDescriptor;
  /** How long a case waits for something that must happen, in milliseconds. @default 5_000 */
  readonly patienceMs?: number;
}

/** One promise of an engine. */
export type EngineCase = ConformanceCase<EngineContext>;
