import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import type { AgentDescriptor } from "./agent-descriptor.ts";

/** Throws `invalid_argument` that says what is wrong with an agent and what to do, or returns. */
export function validateAgent(
  agent: AgentDescriptor & { readonly executor?: unknown; readonly close?: unknown },
): void {
  if (typeof agent !== "object" || agent === null) {
    refuse(
      `An agent must be an object with agentType, name, description, capabilities and executor, not ${showValue(agent)}.`,
    );
  }
  const { agentType, name, description, version, capabilities, priority, maxConcurrency, close } = agent;
  if (!isText(agentType)) {
    refuse(`Agent ${showValue(name)} has no agentType: give it AgentType.KNOWLEDGE or a string of your own.`);
  }
  if (!isText(name)) {
    refuse(
      `An agent of type ${showValue(agentType)} has no name: give it one that is unique within its type.`,
    );
  }
  const who = `Agent ${showValue(name)} of type ${showValue(agentType)}`;
  if (!isText(description)) refuse(`${who} has no description: say in words what it does.`);
  if (version !== undefined && typeof version !== "string")
    refuse(`${who} has version ${showValue(version)}: use text, or leave it out.`);
  // Whether one without code can be run, its engine says.
  if (agent.executor !== undefined && typeof agent.executor !== "function") {
    refuse(`${who} has no executor: pass a function (task, context) => result.`);
  }
  if (close !== undefined && typeof close !== "function")
    refuse(`${who} has a close that is no function: leave it out when nothing is to be released.`);
  if (priority !== undefined && !Number.isFinite(priority))
    refuse(`${who} has priority ${showValue(priority)}: use a finite number, or leave it out.`);
  if (maxConcurrency !== undefined && !(Number.isInteger(maxConcurrency) && maxConcurrency >= 1)) {
    refuse(
      `${who} has maxConcurrency ${showValue(maxConcurrency)}: use a whole number from 1, or leave it out.`,
    );
  }
  checkSchema(who, "inputSchema", agent);
  checkSchema(who, "outputSchema", agent);
  if (!Array.isArray(capabilities)) refuse(`${who} has no capabilities: pass a list, which may be empty.`);
  const names = new Set<string>();
  for (const capability of capabilities) {
    if (!isText(capability?.name)) {
      refuse(`${who} has a capability without a name.`);
    }
    if (names.has(capability.name))
      refuse(`${who} declares the capability ${showValue(capability.name)} twice.`);
    names.add(capability.name);
    const where = `${who}, capability ${showValue(capability.name)}`;
    if (typeof capability.description !== "string")
      refuse(`${where}: description is ${showValue(capability.description)}; say in words what it does.`);
    checkLabels(where, "inputTypes", capability.inputTypes);
    checkLabels(where, "outputTypes", capability.outputTypes);
    const { answerPath } = capability;
    if (answerPath !== undefined && !isText(answerPath))
      refuse(
        `${where}: answerPath is ${showValue(answerPath)}; use a path such as "verdict", or leave it out.`,
      );
    checkEstimate(where, "estimatedTime", "seconds", capability.estimatedTime, true);
    checkEstimate(where, "costEstimate", "USD", capability.costEstimate, false);
    checkEstimate(where, "tokenEstimate", "tokens", capability.tokenEstimate, false);
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

function checkLabels(where: string, field: string, labels: unknown): void {
  if (!Array.isArray(labels))
    refuse(`${where}: ${field} is ${showValue(labels)}; use a list of strings, which may be empty.`);
  const bad: unknown = labels.find((label) => typeof label !== "string");
  if (labels.every((label) => typeof label === "string")) return;
  refuse(`${where}: ${field} holds ${showValue(bad)}; use strings only.`);
}

function checkSchema(who: string, field: "inputSchema" | "outputSchema", agent: object): void {
  const schema = (agent as Record<string, { "~standard"?: { validate?: unknown } } | undefined>)[field];
  if (schema === undefined || typeof schema?.["~standard"]?.validate === "function") return;
  refuse(`${who}: ${field} is no Standard Schema; use one of zod 4, valibot, arktype or the like.`);
}

function checkEstimate(where: string, field: string, unit: string, value: unknown, required: boolean): void {
  if (value === undefined && !required) return;
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return;
  refuse(`${where}: ${field} is ${showValue(value)}; use a number of ${unit} from 0.`);
}

function refuse(message: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}
