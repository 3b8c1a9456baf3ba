import type { ActionDefinition } from "../action/action-definition.ts";
import { AgentState } from "../machine/agent-state.ts";

/** Which action is available in which state, as a Markdown table: the same for the model and for the documentation. */
export function formatMaskTable(definitions: readonly Pick<ActionDefinition, "name" | "states">[]): string {
  const states = Object.values(AgentState);
  const rows = definitions.map(({ name, states: open }) => [
    name,
    ...states.map((state) => (open.includes(state) ? "yes" : "-")),
  ]);
  const header = ["Action", ...states];
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
