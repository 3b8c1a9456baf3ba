import { ErrorCode } from "../errors/error-code.ts";
import { nearestName } from "../errors/nearest-name.ts";
import { describeThrown } from "../errors/orchestration-error.ts";
import type { RegisteredAgent } from "../registry/registered-agent.ts";
import { ignoreRejection } from "../runtime/promises.ts";
import { withCause } from "./failure.ts";
import type { TaskKernel } from "./kernel.ts";
import type { LiveTask } from "./live-task.ts";
import type { TaskFailure } from "./task.ts";
import type { TaskSpec } from "./task-spec.ts";

/** The type that is asked at this point: the task's own, then its fallbacks. */
function typeAt(spec: TaskSpec, agentIndex: number): string | undefined {
  return agentIndex === 0 ? spec.agentType : spec.fallback?.[agentIndex - 1];
}

/** The agent that shall do it, or why nobody can. */
export function routeTask(kernel: TaskKernel, task: LiveTask): RegisteredAgent | TaskFailure {
  const { spec, agentIndex } = task;
  const agentType = typeAt(spec, agentIndex);
  let all = listCandidates(kernel, spec, agentIndex);
  let able = leaveOutDeaf(kernel, all);
  // A voter's seat is a preference: when its agent has left, or does not answer any more, another one will do.
  if (able.length === 0 && task.isSeated) {
    all = listCandidates(kernel, { ...spec, agentName: undefined }, agentIndex);
    able = leaveOutDeaf(kernel, all);
  }
  if (all.length === 0) return notRegistered(kernel, agentType, agentIndex === 0 ? spec : {});
  if (able.length === 0) {
    const message = `${describe(agentType, spec)} is unavailable: every slot is held by an attempt that ignores its signal`;
    return { code: ErrorCode.AGENT_UNAVAILABLE, message };
  }
  // A fallback is somebody else, where there is somebody else.
  const tried = task.extra?.tried;
  if (tried !== undefined) {
    const others = able.filter((agent) => !tried.has(agent));
    if (others.length > 0) able = others;
  }
  if (able.length === 1 && kernel.customRouter === undefined) return able[0];
  let chosen: RegisteredAgent | undefined;
  try {
    chosen = chooseAgent(kernel, able, spec);
  } catch (error) {
    const message = `The router failed for ${describe(agentType, spec)}: ${describeThrown(error)}`;
    return withCause({ code: ErrorCode.AGENT_UNAVAILABLE, message }, error);
  }
  if (chosen === undefined) {
    return {
      code: ErrorCode.AGENT_UNAVAILABLE,
      message: `The router chose none of the candidates for ${describe(agentType, spec)}`,
    };
  }
  return chosen;
}

/** Who could take the task by what was asked for, preferred first: for its own type, or for one of its fallbacks. */
export function listCandidates(
  { registry }: TaskKernel,
  spec: TaskSpec,
  agentIndex: number,
): readonly RegisteredAgent[] {
  const agentType = typeAt(spec, agentIndex);
  // Name and capability are meant for the type that was asked for, not for its fallbacks.
  return agentIndex === 0 ? registry.candidates(agentType, spec) : registry.ofType(agentType ?? "");
}

/** The agents that could answer: not those whose every slot is held by an attempt that ignores its signal. */
export function leaveOutDeaf(
  { admission }: TaskKernel,
  agents: readonly RegisteredAgent[],
): readonly RegisteredAgent[] {
  return admission.abandoned > 0 ? agents.filter((agent) => !admission.isDeaf(agent)) : agents;
}

/** Asks the router; `undefined` when it chooses none of the candidates. Throws what it throws. */
export function chooseAgent(
  { customRouter, defaultRouter }: TaskKernel,
  candidates: readonly RegisteredAgent[],
  spec: TaskSpec,
): RegisteredAgent | undefined {
  const answer: unknown = (customRouter ?? defaultRouter).choose(candidates, spec);
  // Code without types may answer with anything: only a candidate counts.
  const chosen = candidates.find((candidate) => candidate === answer);
  if (chosen === undefined) ignoreRejection(answer);
  return chosen;
}

/** True for the answer of `routeTask` that is a failure. */
export function isRefusal(routed: RegisteredAgent | TaskFailure): routed is TaskFailure {
  return "code" in routed;
}

function notRegistered(
  { registry }: TaskKernel,
  agentType: string | undefined,
  spec: Pick<TaskSpec, "capability" | "agentName">,
): TaskFailure {
  const details = dropUndefined({ agentType, capability: spec.capability, agentName: spec.agentName });
  const code = ErrorCode.NOT_REGISTERED;
  if (agentType !== undefined && registry.ofType(agentType).length === 0) {
    const nearest = nearestName(agentType, registry.types);
    return {
      code,
      message: `Agent ${agentType} not registered`,
      details: dropUndefined({ ...details, nearest }),
    };
  }
  const { agentName, capability = "" } = spec;
  const isNamed = agentType !== undefined && agentName !== undefined;
  if (isNamed && registry.find(agentType, agentName) === undefined) {
    return { code, message: `Agent ${agentType} "${agentName}" not registered`, details };
  }
  // A capability that is known is offered by others than the one that was asked for.
  const isKnown = registry.capabilities.includes(capability);
  const nearest = isKnown ? undefined : nearestName(capability, registry.capabilities);
  const hint = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
  const nobody = agentName === undefined ? "No agent" : `No agent named "${agentName}"`;
  const message = isNamed
    ? `Agent ${agentType} "${agentName}" does not offer capability "${capability}"${hint}`
    : `${nobody} offers ${describe(agentType, spec)}${hint}`;
  return { code, message, details: dropUndefined({ ...details, nearest }) };
}

function dropUndefined(details: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

function describe(agentType: string | undefined, { capability }: Pick<TaskSpec, "capability">): string {
  if (agentType === undefined) return `capability "${capability}"`;
  return capability === undefined ? `agent ${agentType}` : `capability "${capability}" of type ${agentType}`;
}
