import type { Plan, PlanStep } from "../plan/plan.ts";
import { readSteps } from "../schedule/read-steps.ts";
import { formatSeconds, formatUsd } from "../text/figures.ts";
import { cleanText, shorten } from "../text/phrases.ts";
import { showSteps } from "./check-shown.ts";

/** Longer descriptions are cut: a node has to stay a box. */
const longestText = 90;

/** Further steps are counted, not drawn: nobody reads a chart of thousands of boxes. */
const mostDrawn = 300;

const colours = [
  "#dbeafe",
  "#dcfce7",
  "#fef9c3",
  "#fae8ff",
  "#ffedd5",
  "#cffafe",
  "#e2e8f0",
  "#fee2e2",
] as const;

/**
 * The plan as a Mermaid flowchart: a node per step, an edge per dependency, a class per agent type (else capability), thick
 * edges and borders along the critical path, dashed borders for optional steps.
 *
 * Node ids are `s1`, `s2`, … in the plan's order, and every character of a text that could mean something to Mermaid is
 * written as its number, so that no text of a plan can change the diagram. Dependencies on unknown steps are left out. Of
 * more than 300 steps the others are counted in one node. Throws `invalid_argument` for what is no plan.
 *
 * @example
 * console.log("```mermaid\n" + formatMermaid(plan) + "\n```");
 */
export function formatMermaid(plan: Pick<Plan, "steps" | "estimate">): string {
  return showSteps("formatMermaid", "plan", plan, () => {
    readSteps("formatMermaid", plan.steps);
    return drawPlan(plan);
  });
}

function drawPlan({ steps: all, estimate: { criticalPath } }: Pick<Plan, "steps" | "estimate">): string {
  const steps = all.slice(0, mostDrawn);
  const rest = all.length - steps.length;
  const nodes = new Map<string, string>();
  for (const [index, { id }] of steps.entries()) if (!nodes.has(id)) nodes.set(id, `s${index + 1}`);
  const nameNode = (index: number): string => `s${index + 1}`;
  const criticalEdges = new Set(
    criticalPath.map((id, index) => JSON.stringify([criticalPath[index - 1], id])),
  );
  const lines: string[] = ["flowchart TD"];
  for (const [index, step] of steps.entries()) {
    lines.push(`  ${nameNode(index)}["${describeStep(step)}"]`);
  }
  for (const [index, { id, dependsOn }] of steps.entries()) {
    for (const before of new Set(dependsOn)) {
      const from = nodes.get(before);
      if (from === undefined) continue;
      const arrow = criticalEdges.has(JSON.stringify([before, id])) ? "==>" : "-->";
      lines.push(`  ${from} ${arrow} ${nameNode(index)}`);
    }
  }
  if (rest > 0) lines.push(`  rest["… and ${rest} more steps"]`);
  const critical = new Set(criticalPath);
  const isOptional = (step: PlanStep): boolean => step.optional === true;
  return [
    ...lines,
    ...classify(steps, nameNode),
    ...mark(steps, nameNode, "critical", "stroke:#b91c1c,stroke-width:3px", (step) => critical.has(step.id)),
    ...mark(steps, nameNode, "optional", "stroke-dasharray:5 4", isOptional),
  ].join("\n");
}

function describeStep(step: PlanStep): string {
  const { description, estimatedTime, costEstimate } = step;
  const who = escapeText(nameAgent(step));
  const figures = escapeText(`${formatSeconds(estimatedTime)} · ${formatUsd(costEstimate)}`);
  return `${escapeText(description)}<br/>${who} · ${figures}`;
}

/** One class per agent, so that a style can be given to all its steps. */
function classify(steps: readonly PlanStep[], nameNode: (index: number) => string): string[] {
  const members = new Map<string, string[]>();
  for (const [index, step] of steps.entries()) {
    const agent = nameAgent(step);
    const list = members.get(agent);
    if (list === undefined) members.set(agent, [nameNode(index)]);
    else list.push(nameNode(index));
  }
  const taken = new Set<string>();
  return [...members].flatMap(([agent, nodes], index) => {
    const name = chooseClassName(agent, taken);
    return [
      `  classDef ${name} fill:${colours[index % colours.length]},color:#111`,
      `  class ${nodes.join(",")} ${name}`,
    ];
  });
}

function mark(
  steps: readonly PlanStep[],
  nameNode: (index: number) => string,
  name: string,
  style: string,
  belongs: (step: PlanStep) => boolean,
): string[] {
  const nodes = steps.flatMap((step, index) => (belongs(step) ? [nameNode(index)] : []));
  return nodes.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${nodes.join(",")} ${name}`];
}

/** `agent_knowledge`: letters, digits and underscores, and no word of Mermaid's own. */
function chooseClassName(agent: string, taken: Set<string>): string {
  const base = `agent_${agent.slice(0, 40).replace(/[^A-Za-z0-9]+/g, "_") || "unnamed"}`;
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}_${count}`;
  taken.add(name);
  return name;
}

function nameAgent({ agentType, capability }: PlanStep): string {
  return agentType ?? capability ?? "nobody";
}

/** All but letters, marks, digits, spaces and a few signs as `#number;`, which Mermaid shows as the character. */
function escapeText(text: string): string {
  const line = shorten(cleanText(text.slice(0, 10 * longestText)), longestText);
  return line.replace(/[^\p{L}\p{M}\p{N} .,…·]/gu, (character) => `#${character.codePointAt(0)};`);
}
