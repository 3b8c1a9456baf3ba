import type { ListedAgent, SeenResult } from "../prompt/conversation-view.ts";
import type { Intent } from "./intent.ts";

/** One request to one agent, or to several that vote. */
export interface Asking {
  readonly agentType: string;
  readonly task: string;
  readonly input?: Readonly<Record<string, unknown>>;
  /** Voters, each of `agentType`. */
  readonly votes?: number;
}

/** One step of the rules' plan: what is asked of whom, and what for. */
export interface Step extends Asking {
  readonly intent: Intent;
  /** The steps whose evidence this one is given, by index. */
  readonly uses: readonly number[];
  /** Another way, for when the first one failed. */
  readonly instead?: Asking;
}

/** A step and what has become of it. */
export interface StepState {
  readonly step: Step;
  /** What is asked now: the step itself, or its other way. */
  readonly asking: Asking;
  /** Its results; several for a vote. */
  readonly results: readonly SeenResult[];
  /** For a vote that was held: a line per voter. */
  readonly votes?: readonly string[];
  /** `open`: still to be asked. `lost`: asked twice without a result. */
  readonly status: "open" | "done" | "failed" | "lost";
}

/** Whether an agent of this type is listed. */
export function isListed(agents: readonly ListedAgent[], agentType: string): boolean {
  return agents.some((agent) => agent.agentType === agentType);
}

/** Whether an agent of this type says that it can do this. */
export function canDo(agents: readonly ListedAgent[], agentType: string, capability: string): boolean {
  return agents.some(
    (agent) => agent.agentType === agentType && agent.capabilities.some(({ name }) => name === capability),
  );
}
