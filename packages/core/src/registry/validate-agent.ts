import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { AgentDescriptor } from "./agent.ts";

/** Throws `invalid_argument` that says what is wrong with an agent and what to do, or returns. */
export function validateAgent(agent: AgentDescriptor & { readonly executor?: unknown }): void {
  if (typeof agent !== "object" || agent === null) {
    refuse("An agent must be an object with agentType, name, description, capabilities and executor.");
  }
  const { agentType, name, capabilities, priority, maxConcurrency } = agent;
  if (typeof agentType !== "string" || agentType.trim() === "") {
    refuse(`Agent ${quote(name)} has no agentType: give it AgentType.KNOWLEDGE or a string of your own.`);
  }
  if (typeof name !== "string" || name.trim() === "") {
    refuse(`An agent of type ${quote(agentType)} has no name: give it one that is unique within its type.`);
  }
  const who = `Agent ${quote(name)} of type ${quote(agentType)}`;
  if (typeof agent.executor !== "function") {
    refuse(`${who} has no executor: pass a function (task, context) => result.`);
  }
  if (priority !== undefined && !Number.isFinite(priority))
    refuse(`${who} has a priority that is not a finite number.`);
  if (maxConcurrency !== undefined && !(Number.isInteger(maxConcurrency) && maxConcurrency >= 1)) {
    refuse(
      `${who} has maxConcurrency ${String(maxConcurrency)}: use a whole number from 1, or leave it out.`,
    );
  }
  checkSchema(who, "inputSchema", agent);
  checkSchema(who, "outputSchema", agent);
  if (!Array.isArray(capabilities)) refuse(`${who} has no capabilities: pass a list, which may be empty.`);
  const names = new Set<string>();
  for (const capability of capabilities) {
    if (typeof capability?.name !== "string" || capability.name.trim() === "") {
      refuse(`${who} has a capability without a name.`);
    }
    if (names.has(capability.name)) refuse(`${who} declares the capability ${quote(capability.name)} twice.`);
    names.add(capability.name);
    const where = `${who}, capability ${quote(capability.name)}`;
    if (!Array.isArray(capability.inputTypes) || !Array.isArray(capability.outputTypes)) {
      refuse(`${where}: inputTypes and outputTypes must be lists of strings.`);
    }
    checkEstimate(where, "estimatedTime", "seconds", capability.estimatedTime, true);
    checkEstimate(where, "costEstimate", "USD", capability.costEstimate, false);
    checkEstimate(where, "tokenEstimate", "tokens", capability.tokenEstimate, false);
  }
}

function checkSchema(who: string, field: "inputSchema" | "outputSchema", agent: object): void {
  const schema = (agent as Record<string, { "~standard"?: { validate?: unknown } } | undefined>)[field];
  if (schema === undefined || typeof schema?.["~standard"]?.validate === "function") return;
  refuse(`${who}: ${field} is no Standard Schema; use one of zod 4, valibot, arktype or the like.`);
}

function checkEstimate(where: string, field: string, unit: string, value: unknown, required: boolean): void {
  if (value === undefined && !required) return;
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return;
  refuse(`${where}: ${field} is ${String(value)}; use a number of ${unit} from 0.`);
}

function quote(value: unknown): string {
  return `"${String(value)}"`;
}

function refuse(message: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}
