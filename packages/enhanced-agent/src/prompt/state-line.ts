import { AgentState } from "../machine/agent-state.ts";

/** The last line of every message to the model: where it stands, and what it may do. */
export function formatStateLine(state: AgentState, allowed: readonly string[]): string {
  return `STATE: ${state}. Allowed now: ${allowed.length === 0 ? "nothing" : allowed.join(", ")}.`;
}

/** What the last line of a message says; `undefined` when it is no state line. Lines further up are never looked at. */
export function readStateLine(
  content: string,
): { readonly state: AgentState; readonly allowed: readonly string[] } | undefined {
  const last = content.slice(content.lastIndexOf("\n") + 1);
  const [, word, names] = /^STATE: ([A-Z]+)\. Allowed now: ([A-Z0-9_, ]+|nothing)\.$/.exec(last) ?? [];
  const state = Object.values(AgentState).find((each) => each === word);
  if (state === undefined || names === undefined) return undefined;
  return { state, allowed: names === "nothing" ? [] : names.split(", ") };
}
