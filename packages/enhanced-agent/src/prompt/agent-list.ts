import type { ListedAgent } from "./conversation-view.ts";
import { cutText, toOneLine } from "./one-line.ts";

/** Characters of a description: the model chooses by it, no more. */
const longestDescription = 300;
/** Characters of the whole list; the types that have no room are counted, so that nobody takes the list for all there is. */
const longestList = 12_000;

/**
 * The agent types as the model is shown them: a line for each, and one for each of its capabilities.
 *
 * @example
 * formatAgents([{ agentType: "knowledge", description: "Researches.", capabilities: [] }]); // "- knowledge: Researches."
 */
export function formatAgents(agents: readonly ListedAgent[]): string {
  if (agents.length === 0) return "(nobody is registered)";
  const lines: string[] = [];
  let length = 0;
  for (const [at, { agentType, description, capabilities }] of agents.entries()) {
    const entry = [
      `- ${formatEntry(agentType, description)}`,
      ...capabilities.map((capability) => `  * ${formatEntry(capability.name, capability.description)}`),
    ];
    length += entry.reduce((sum, line) => sum + line.length + 1, 0);
    if (length > longestList && at > 0) return [...lines, `(and ${agents.length - at} more)`].join("\n");
    lines.push(...entry);
  }
  return lines.join("\n");
}

/** The inverse of `formatAgents`, up to white space in descriptions and what was cut off. */
export function readAgents(text: string): readonly ListedAgent[] {
  const agents: { agentType: string; description: string; capabilities: ListedAgent["capabilities"] }[] = [];
  for (const line of text.split("\n")) {
    const entry = readEntry(line.slice(line.startsWith("- ") ? 2 : 4));
    if (entry === undefined) continue;
    const last = agents.at(-1);
    if (line.startsWith("- "))
      agents.push({ agentType: entry.name, description: entry.description, capabilities: [] });
    else if (line.startsWith("  * ") && last !== undefined) last.capabilities = [...last.capabilities, entry];
  }
  return agents;
}

/** A name that could be taken for more than itself is quoted. */
function formatEntry(name: string, description: string): string {
  const plain = /^[\p{L}\p{N}_./@-]+$/u.test(name) ? name : JSON.stringify(name);
  return `${plain}: ${cutText(toOneLine(description), longestDescription)}`;
}

function readEntry(line: string): { readonly name: string; readonly description: string } | undefined {
  const [all, name] = /^("(?:[^"\\]|\\.)*"|[^\s":]+): ?/.exec(line) ?? [];
  if (all === undefined || name === undefined) return undefined;
  const description = line.slice(all.length);
  return { name: name.startsWith('"') ? readQuoted(name) : name, description };
}

function readQuoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}
