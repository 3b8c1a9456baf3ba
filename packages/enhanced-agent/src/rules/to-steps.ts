import type { ListedAgent } from "../prompt/conversation-view.ts";
import type { Intent } from "./intent.ts";
import { nameComparison } from "./read-comparison.ts";
import { readList } from "./read-list.ts";
import { type Asking, canDo, isListed, type Step } from "./step.ts";

/** Steps beyond these are left out; the answer says so. */
const mostSteps = 40;

/** Who is asked for what, in order. Nobody is chosen in secret: a type that is not listed is asked all the same, so that its absence is told. */
export function toSteps(intents: readonly Intent[], agents: readonly ListedAgent[]): Step[] {
  const steps: Step[] = [];
  for (const intent of intents) {
    const earlier = steps.map((_step, index) => index);
    for (const step of toOwnSteps(intent, agents, earlier)) addStep(steps, step);
  }
  return steps.slice(0, mostSteps);
}

function toOwnSteps(intent: Intent, agents: readonly ListedAgent[], earlier: readonly number[]): Step[] {
  const researcher = chooseResearcher(agents);
  switch (intent.kind) {
    case "research":
      return splitResearch(intent).map((own) => ({
        intent: own,
        agentType: researcher,
        task: own.task,
        uses: [],
      }));
    case "verify":
      return [toCheck(intent, researcher)];
    case "vote":
      return [{ intent, agentType: researcher, task: intent.question, votes: intent.votes, uses: [] }];
    case "browse":
      return [toVisit(intent, agents)];
    case "plan":
      return [toPlanning(intent, earlier)];
    case "work":
      return [{ intent, agentType: intent.agentType, task: intent.task, uses: earlier }];
    case "compare": {
      const purpose = intent.purpose === "" ? "" : ` ${intent.purpose}`;
      const looks = intent.subjects.map((subject): Step => ({
        intent,
        agentType: researcher,
        task: `Research ${subject}${purpose}`,
        uses: [],
      }));
      if (!canDo(agents, "planner", "bring_together")) return looks;
      const uses = looks.map((_look, index) => earlier.length + index);
      const input = { type: "bring_together" };
      const task = `Compare ${nameComparison(intent)}`;
      return [...looks, { intent, agentType: "planner", task, input, uses }];
    }
  }
}

/** "Research p-queue and fastq": no sentence speaks of both, so each name is asked for by itself. */
function splitResearch(intent: Extract<Intent, { kind: "research" }>): (typeof intent)[] {
  const names = readList(intent.subject);
  const isList =
    intent.task === `Research ${intent.subject}` &&
    names.length > 1 &&
    names.length <= 4 &&
    names.every((name) => !/\s/.test(name));
  return isList
    ? names.map((name) => ({ kind: "research", task: `Research ${name}`, subject: name }))
    : [intent];
}

/** The same is not asked twice; what would have used the second asking uses the first. */
function addStep(steps: Step[], step: Step): void {
  const known = steps.some(
    ({ agentType, task }) => agentType === step.agentType && task.toLowerCase() === step.task.toLowerCase(),
  );
  if (known && step.intent.kind !== "compare") return;
  steps.push(step);
}

function toCheck(intent: Extract<Intent, { kind: "verify" }>, agentType: string): Step {
  const { claim, votes } = intent;
  const input = { type: "verify_fact", claim };
  return votes === undefined
    ? { intent, agentType, task: `Verify that ${claim}`, input, uses: [] }
    : { intent, agentType, task: claim, input, votes, uses: [] };
}

function toPlanning(intent: Extract<Intent, { kind: "plan" }>, uses: readonly number[]): Step {
  const { task, goal } = intent;
  return { intent, agentType: "planner", task, ...(goal !== undefined && { input: { task: goal } }), uses };
}

function toVisit(intent: Extract<Intent, { kind: "browse" }>, agents: readonly ListedAgent[]): Step {
  const { task, url } = intent;
  const reading: Asking = { agentType: "knowledge", task, input: { type: "read_page", url } };
  const canRead = canDo(agents, "knowledge", "read_page");
  if (!isListed(agents, "browser") && canRead) return { intent, ...reading, uses: [] };
  const input = readDirectly(task, url);
  return {
    intent,
    agentType: "browser",
    task,
    input: input ?? { goal: task, url },
    uses: [],
    ...(canRead && { instead: reading }),
  };
}

/** A page that is only to be read, or pictured, needs no goal. */
function readDirectly(task: string, url: string): Record<string, unknown> | undefined {
  const rest = task
    .replace(url, "")
    .replace(/[\s.,;:!?]+/g, " ")
    .trim();
  if (
    /^(?:read|open|visit|go to|fetch|load|summari[sz]e|show|look at|browse)(?: me)?(?: the)?(?: (?:web)?(?:page|site|website|text|contents?))?(?: (?:of|at|on))?$/i.test(
      rest,
    )
  )
    return { type: "read_page", url };
  return /^(?:take|make|get)(?: me)? a (?:screenshot|picture) of(?: the (?:page|site))?(?: at)?$/i.test(rest)
    ? { type: "take_screenshot", url }
    : undefined;
}

/** The knowledge agent; without one somebody else who says that they research. */
function chooseResearcher(agents: readonly ListedAgent[]): string {
  if (isListed(agents, "knowledge")) return "knowledge";
  const other = agents.find(
    ({ agentType, capabilities }) =>
      agentType !== "main" && capabilities.some(({ name }) => /^(?:research|web_search|search)$/.test(name)),
  );
  return other?.agentType ?? "knowledge";
}
