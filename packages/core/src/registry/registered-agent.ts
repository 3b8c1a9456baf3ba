import type { AttemptHost } from "../engines/engine.ts";
import type { Agent } from "./agent.ts";
import type { AgentDescriptor } from "./agent-descriptor.ts";
import type { AgentHandle } from "./router.ts";

/** How much a new measurement counts in a moving average. */
const recentShare = 0.2;

/** What an agent's capabilities say a task may cost: the greatest of them, or of the one that is named. */
export interface Estimate {
  readonly seconds: number;
  readonly costUsd: number | undefined;
  readonly tokens: number | undefined;
}

/** An agent in the registry: what it announced, how to run it, and how it does. */
export class RegisteredAgent implements AgentHandle {
  readonly agent: Agent | AgentDescriptor;
  /** Runs one attempt on the engine. */
  readonly attempt: (host: AttemptHost) => unknown;
  readonly priority: number;
  readonly limit: number;
  readonly estimate: Estimate;
  running = 0;
  waiting = 0;
  completed = 0;
  failed = 0;
  averageMs = 0;
  averageCostUsd = 0;
  /** Slots held by attempts that ignored their signal and have not returned yet. */
  abandoned = 0;
  removed = false;
  /** A list of itself alone: what a task that names its agent can choose from. */
  readonly alone: readonly RegisteredAgent[] = [this];

  constructor(agent: Agent | AgentDescriptor, attempt: (host: AttemptHost) => unknown) {
    this.agent = agent;
    this.attempt = attempt;
    this.priority = agent.priority ?? 5;
    this.limit = agent.maxConcurrency ?? Infinity;
    this.estimate = greatestEstimate(agent);
  }

  /** Books the end of an attempt for routing. */
  measure(completed: boolean, durationMs: number): void {
    if (completed) this.completed++;
    else this.failed++;
    const first = this.completed + this.failed === 1;
    this.averageMs = first ? durationMs : this.averageMs + recentShare * (durationMs - this.averageMs);
  }

  measureCost(costUsd: number): void {
    this.averageCostUsd += (this.completed <= 1 ? 1 : recentShare) * (costUsd - this.averageCostUsd);
  }

  offers(capability: string | undefined): boolean {
    return this.agent.capabilities.some(({ name }) => name === capability);
  }

  /** What a task by this capability, or by agent type alone, is expected to take. */
  estimateFor(capability: string | undefined): Estimate {
    const named =
      capability === undefined ? undefined : this.agent.capabilities.find(({ name }) => name === capability);
    if (named === undefined) return this.estimate;
    return { seconds: named.estimatedTime, costUsd: named.costEstimate, tokens: named.tokenEstimate };
  }
}

function greatestEstimate({ capabilities }: AgentDescriptor): Estimate {
  return {
    seconds: Math.max(0, ...capabilities.map(({ estimatedTime }) => estimatedTime)),
    costUsd: greatestGiven(capabilities.map(({ costEstimate }) => costEstimate)),
    tokens: greatestGiven(capabilities.map(({ tokenEstimate }) => tokenEstimate)),
  };
}

/** `undefined` when one is missing: the greatest of a list with a hole is not known. */
function greatestGiven(values: readonly (number | undefined)[]): number | undefined {
  let greatest: number | undefined;
  for (const value of values) {
    if (value === undefined) return undefined;
    greatest = Math.max(greatest ?? 0, value);
  }
  return greatest;
}
