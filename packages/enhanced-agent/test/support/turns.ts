import type { ModelReply } from "@convoke/core";
import type { ModelStep, ScriptedReply } from "@convoke/core/testing";
import { formatAction } from "../../src/action/format-action.ts";

export type TransportKind = "text" | "tools";
type Value = string | number | readonly string[] | Readonly<Record<string, unknown>>;

/** An action as a scenario writes it down, for either transport. */
export interface Act {
  readonly name: string;
  readonly fields: Readonly<Record<string, Value>>;
}

/** What a scenario's model says in one reply: actions, or whatever a scripted model takes. */
export type Turn = readonly Act[] | ModelStep;

export const act = (name: string, fields: Act["fields"] = {}): Act => ({ name, fields });
export const plan = (...steps: string[]): Act => act("PLAN", { STEPS: steps });
export const delegate = (agentType: string, task: string, more: Act["fields"] = {}): Act =>
  act("DELEGATE", { AGENT_TYPE: agentType, TASK: task, ...more });
export const answer = (text: string): Act => act("ANSWER", { TEXT: text });
export const pass = act("VERIFY", { VERDICT: "pass" });
export const reflect = (lesson: string): Act => act("REFLECT", { LESSON: lesson });

/** The replies of a scripted model that says these turns in a transport. */
export function toScript(turns: readonly Turn[], transport: TransportKind): readonly ModelStep[] {
  return turns.map((turn, at) => (isActs(turn) ? toReply(turn, transport, at) : turn));
}

export function toReply(acts: readonly Act[], transport: TransportKind, at = 0): ScriptedReply {
  if (transport === "text") return acts.map(toText).join("\n\n");
  const toolCalls = acts.map(({ name, fields }, position) => ({
    id: `call-${at}-${position}`,
    name,
    arguments: fields,
  }));
  return { text: "", toolCalls, finishReason: "tool-calls" } satisfies Partial<ModelReply>;
}

function toText({ name, fields }: Act): string {
  const texts = Object.entries(fields).map(([field, value]) => [field, toFieldText(value)]);
  return formatAction({ name, fields: Object.fromEntries(texts) as Record<string, string> });
}

function toFieldText(value: Value): string {
  if (Array.isArray(value)) return (value as readonly string[]).map((entry) => `- ${entry}`).join("\n");
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isActs(turn: Turn): turn is readonly Act[] {
  return Array.isArray(turn);
}
