import { AgentType } from "@convoke/core";
import type { PlanStep } from "../plan/plan.ts";

/** Words that name one kind of step, under the first of them. */
const synonyms: readonly (readonly string[])[] = [
  ["documentation", "documentation", "docs", "doc", "document", "reference", "guide", "manual", "readme"],
  ["review", "review", "audit"],
  ["test", "test", "testing"],
  ["research", "research", "investigation", "inquiry"],
  ["deployment", "deployment", "deploy", "release", "rollout"],
  ["walkthrough", "walkthrough"],
  ["plan", "plan", "planning", "planner"],
];
const canonical: ReadonlyMap<string, string> = new Map(
  synonyms.flatMap(([name = "", ...words]) => words.map((word): [string, string] => [word, name])),
);
const fillers = new Set("the,a,an,of,step,part,all,our,my,any,to,for,with,and".split(","));

/** The words of a phrase, comparable: lower case, singular, one word per kind of step. */
export function listTokens(phrase: string): string[] {
  const joined = phrase
    .toLowerCase()
    .replace(/\bwalk[- ]?through/g, "walkthrough")
    .replace(/\broll[- ]?out/g, "rollout");
  return (joined.match(/[\p{L}\p{N}+#.]+/gu) ?? [])
    .map((word) => word.replace(/(?<=[^s])s$|\.$/, ""))
    .filter((word) => !fillers.has(word))
    .map((word) => canonical.get(word) ?? word);
}

/** The step that a phrase calls by its id: "step a", "“a”", or "a" alone, which is no word that could mean another. */
export function findStepById(steps: readonly PlanStep[], phrase: string): PlanStep | undefined {
  const bare = phrase.trim().replace(/^(?:the )?steps? /i, "");
  const id = bare.replace(/^["“”'‘’`]|["“”'‘’`]$/g, "");
  const isCalled = bare !== phrase.trim() || id !== bare || listTokens(id).length === 0;
  return isCalled ? steps.find((step) => step.id === id) : undefined;
}

/** The steps that a phrase such as "the browser walk-through" means: by id and agent, else by what they begin with. */
export function findSteps(steps: readonly PlanStep[], phrase: string): PlanStep[] {
  const called = findStepById(steps, phrase);
  if (called !== undefined) return [called];
  const wanted = listTokens(phrase);
  if (wanted.length === 0) return [];
  const matches = (read: (step: PlanStep) => string): PlanStep[] =>
    steps.filter((step) => {
      const tokens = new Set(listTokens(read(step)));
      return wanted.every((token) => tokens.has(token));
    });
  // "reviews" is the feature, "review" the step of that kind
  const written = phrase
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => !fillers.has(word));
  const exact = steps.filter(({ id }) => written.every((word) => id.split("-").includes(word)));
  if (exact.length > 0) return exact;
  const named = matches(
    ({ id, agentType = "", capability = "" }) => `${id} ${nameAgent(agentType)} ${capability}`,
  );
  return named.length > 0 ? named : matches(({ id, description }) => `${id} ${headOf(description)}`);
}

function nameAgent(agentType: string): string {
  return agentType === AgentType.KNOWLEDGE ? "research" : agentType;
}

/** "Write the reference of the API": what it says before it says of what. */
function headOf(description: string): string {
  return description.replace(/\s(?:of|for|with|whose|to|in|on|at|that|which|by|from|above)\s.*$/s, "");
}
