import type { Engine } from "../engines/engine.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";
import type { Agent } from "./agent.ts";
import type { AgentDescriptor } from "./agent-descriptor.ts";
import { RegisteredAgent } from "./registered-agent.ts";
import { createRoster, type Roster } from "./roster.ts";
import { validateAgent } from "./validate-agent.ts";

const nobody: readonly RegisteredAgent[] = [];

/** The agents of one orchestrator, by type and by capability, the preferred ones first. */
export class Registry {
  readonly #engine: Engine;
  readonly #byType = new Map<string, RegisteredAgent[]>();
  readonly #byCapability = new Map<string, RegisteredAgent[]>();

  readonly #runtime: Runtime;
  /** Made when somebody asks for it. */
  #roster: Roster | undefined;

  constructor(engine: Engine, runtime: Runtime) {
    this.#engine = engine;
    this.#runtime = runtime;
  }

  register(agent: Agent | AgentDescriptor): void {
    validateAgent(agent);
    if (this.find(agent.agentType, agent.name) !== undefined) {
      throw new OrchestrationError(
        ErrorCode.DUPLICATE_AGENT,
        `Agent "${agent.name}" of type "${agent.agentType}" is registered already: ` +
          "choose another name, or call unregisterAgent first.",
      );
    }
    const entry = new RegisteredAgent(agent, this.#engine.attach(agent, this.#runtime));
    this.#roster = undefined;
    insert(this.#byType, agent.agentType, entry);
    for (const { name } of agent.capabilities) insert(this.#byCapability, name, entry);
  }

  /** Takes an agent out; attempts that run go on. Returns what was registered, if anything. */
  unregister(agentType: string, name: string): RegisteredAgent | undefined {
    const entry = this.find(agentType, name);
    if (entry === undefined) return undefined;
    entry.removed = true;
    this.#roster = undefined;
    remove(this.#byType, agentType, entry);
    for (const capability of entry.agent.capabilities) remove(this.#byCapability, capability.name, entry);
    return entry;
  }

  /** What the engine says when nobody can take a task. */
  whenAbsent(again: () => void): (() => void) | string | undefined {
    return this.#engine.whenAbsent?.(again);
  }

  find(agentType: string, name: string): RegisteredAgent | undefined {
    return this.#byType.get(agentType)?.find(({ agent }) => agent.name === name);
  }

  /** Who could take a task of this type, or, without a type, of this capability; preferred first. */
  candidates(agentType: string | undefined, spec: TaskSpec): readonly RegisteredAgent[] {
    const { capability, agentName } = spec;
    const all =
      agentType === undefined ? this.#byCapability.get(capability ?? "") : this.#byType.get(agentType);
    if (all === undefined) return nobody;
    // Name and capability are meant for the type that was asked for, not for its fallbacks.
    if ((agentName === undefined && capability === undefined) || agentType !== spec.agentType) return all;
    if (agentName === undefined) return all.filter((entry) => entry.offers(capability));
    const named =
      agentType === undefined
        ? all.filter(({ agent }) => agent.name === agentName)
        : (this.find(agentType, agentName)?.alone ?? nobody);
    return capability === undefined || named.every((entry) => entry.offers(capability))
      ? named
      : named.filter((entry) => entry.offers(capability));
  }

  /** Who is registered now, and offers what. */
  get roster(): Roster {
    return (this.#roster ??= createRoster(this.#byType));
  }

  get types(): readonly string[] {
    return [...this.#byType.keys()];
  }

  get capabilities(): readonly string[] {
    return [...this.#byCapability.keys()];
  }

  /** Every agent, or all that offer a capability, the preferred first whatever their type. */
  all(capability?: string): readonly RegisteredAgent[] {
    if (capability !== undefined) return this.#byCapability.get(capability) ?? nobody;
    const entries = [...this.#byType.values()].flat();
    return entries.sort((left, right) => right.priority - left.priority);
  }

  ofType(agentType: string): readonly RegisteredAgent[] {
    return this.#byType.get(agentType) ?? nobody;
  }
}

/** What an agent announced, without its code. */
export function describeAgent({ agent }: { readonly agent: Agent | AgentDescriptor }): AgentDescriptor {
  const { agentType, name, description, version, capabilities, priority, maxConcurrency } = agent;
  return { agentType, name, description, version, capabilities, priority, maxConcurrency };
}

function insert(map: Map<string, RegisteredAgent[]>, key: string, entry: RegisteredAgent): void {
  const entries = map.get(key);
  if (entries === undefined) {
    map.set(key, [entry]);
    return;
  }
  const behind = entries.findIndex(({ priority }) => priority < entry.priority);
  // A new list each time: whoever iterates over the old one is not disturbed.
  map.set(key, behind < 0 ? [...entries, entry] : entries.toSpliced(behind, 0, entry));
}

function remove(map: Map<string, RegisteredAgent[]>, key: string, entry: RegisteredAgent): void {
  const left = (map.get(key) ?? []).filter((candidate) => candidate !== entry);
  if (left.length === 0) map.delete(key);
  else map.set(key, left);
}
