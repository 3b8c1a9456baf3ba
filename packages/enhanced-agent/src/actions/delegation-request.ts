import { fenceData, fenceRule, literal, type TaskSpec } from "@convoke/core";
import type { ActionContext } from "../loop/action-context.ts";
import { clipText } from "../evidence/clip.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { fingerprintAsked } from "../evidence/fingerprint.ts";
import { findKnownAgents, type KnownAgents, resolveName } from "./known-agents.ts";

/** What a DELEGATE says. */
export interface DelegateFields {
  readonly AGENT_TYPE?: string | undefined;
  readonly CAPABILITY?: string | undefined;
  readonly TASK: string;
  readonly INPUT?: unknown;
  readonly USING?: readonly string[] | undefined;
  /** Seconds. */
  readonly TIMEOUT?: number | undefined;
}

/** A task as it goes to the orchestrator, and what it is recognised by when it is asked for again. */
export interface DelegationRequest {
  readonly spec: TaskSpec;
  readonly task: string;
  readonly asked: string;
  readonly known: KnownAgents;
}

/** Why a task cannot be asked for, in words for the model. */
export interface RefusedRequest {
  readonly problem: string;
}

/** The name of the input that takes earlier results, and the label by which a capability says so. */
const researchLabel = "research";
const longestTimeoutMs = 24 * 60 * 60 * 1000;
/** Characters of earlier results that a description carries: agents refuse descriptions that are much longer than this. */
const longestAttached = 6_000;
const mostUsed = 10;

/** Makes the task of a DELEGATE, or says what is wrong with it. */
export async function readDelegation(
  { AGENT_TYPE, CAPABILITY, TASK, INPUT, USING = [], TIMEOUT }: DelegateFields,
  { agent, evidence }: Pick<ActionContext, "agent" | "evidence">,
): Promise<DelegationRequest | RefusedRequest> {
  const known = await findKnownAgents(agent);
  const whom = resolveWhom({ AGENT_TYPE, CAPABILITY }, known);
  if (whom.agentType === undefined && whom.capability === undefined)
    return { problem: "DELEGATE needs AGENT_TYPE or CAPABILITY: say who is to do the task." };
  const used = findUsed(USING, evidence);
  if ("problem" in used) return used;
  const { description, input } = await attach(used.pieces, { whom, task: TASK, input: INPUT, known });
  const timeoutMs = TIMEOUT === undefined ? undefined : Math.min(longestTimeoutMs, Math.ceil(TIMEOUT * 1000));
  return {
    spec: {
      ...whom,
      description,
      ...(input !== undefined && { input: protect(input) }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    },
    task: TASK,
    asked: fingerprintAsked({ ...whom, description, input }),
    known,
  };
}

interface Whom {
  readonly agentType?: string;
  readonly capability?: string;
}

/** A capability in the place of a type, and the other way round, are taken for what they are. */
function resolveWhom(
  { AGENT_TYPE, CAPABILITY }: Pick<DelegateFields, "AGENT_TYPE" | "CAPABILITY">,
  { types, capabilities }: KnownAgents,
): Whom {
  const agentType = AGENT_TYPE === undefined ? "" : resolveName(AGENT_TYPE, types);
  const capability = CAPABILITY === undefined ? "" : resolveName(CAPABILITY, capabilities);
  if (capability === "" && agentType !== "" && !types.includes(agentType)) {
    const meant = resolveName(agentType, capabilities);
    if (capabilities.includes(meant)) return { capability: meant };
  }
  if (agentType === "" && capability !== "" && !capabilities.includes(capability)) {
    const meant = resolveName(capability, types);
    if (types.includes(meant)) return { agentType: meant };
  }
  return { ...(agentType !== "" && { agentType }), ...(capability !== "" && { capability }) };
}

function findUsed(
  using: readonly string[],
  evidence: readonly Evidence[],
): { readonly pieces: readonly Evidence[] } | RefusedRequest {
  const ids = using
    .flatMap((entry) => entry.split(/[\s,;[\]()]+/))
    .filter((word) => word !== "" && !/^(?:and|none)$/i.test(word))
    .map((word) => word.toUpperCase().replace(/\.\d+$/, ""));
  const unknown = ids.filter((id) => !evidence.some((piece) => piece.id === id));
  if (unknown.length > 0) {
    const there =
      evidence.length === 0 ? "there is none yet" : `there is ${evidence.map(({ id }) => id).join(", ")}`;
    const shown = unknown.slice(0, mostUsed).map((id) => id.slice(0, 40));
    return { problem: `USING names evidence that does not exist (${shown.join(", ")}): ${there}.` };
  }
  return { pieces: evidence.filter(({ id }) => ids.includes(id)).slice(0, mostUsed) };
}

/**
 * Gives earlier results to the task: as `input.research` where whoever is asked takes that, else as fenced text behind the
 * description.
 */
async function attach(
  pieces: readonly Evidence[],
  {
    whom,
    task,
    input,
    known,
  }: { readonly whom: Whom; readonly task: string; readonly input: unknown; readonly known: KnownAgents },
): Promise<{ readonly description: string; readonly input: unknown }> {
  if (pieces.length === 0) return { description: task, input };
  const hasRoom = input === undefined || (isRecord(input) && !Object.hasOwn(input, researchLabel));
  if (hasRoom && takesResearch(whom, known)) {
    const results = pieces.map(({ result }) => result);
    const research = results.length === 1 ? results[0] : results;
    return {
      description: task,
      input: { ...(isRecord(input) ? input : { task }), [researchLabel]: research },
    };
  }
  const room = Math.floor(longestAttached / pieces.length);
  const blocks = pieces.map(({ id, agentType, text }) => ({
    label: `EARLIER RESULT ${id} of ${agentType}`,
    text: clipText(text, room),
  }));
  return { description: `${task}\n\n${fenceRule}\n\n${fenceData(blocks)}`, input };
}

function takesResearch({ agentType, capability }: Whom, { agents }: KnownAgents): boolean {
  return agents
    .filter((agent) => agentType === undefined || agent.agentType === agentType)
    .flatMap((agent) => agent.capabilities)
    .filter(({ name }) => capability === undefined || name === capability)
    .some(({ inputTypes }) => inputTypes.includes(researchLabel));
}

/** What looks like a reference to another task is data here: it came from a model or an agent. */
function protect(input: unknown): unknown {
  if (!isRecord(input) || Object.hasOwn(input, "$fromTask") || Object.hasOwn(input, "$literal"))
    return literal(input);
  return Object.fromEntries(
    Object.entries(input).map(([name, part]) => [
      name,
      typeof part === "object" && part !== null ? literal(part) : part,
    ]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
