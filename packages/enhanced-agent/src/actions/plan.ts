import { AgentType, type DataBlock } from "@convoke/core";
import { defineAction } from "../action/define-action.ts";
import { toLine } from "../evidence/clip.ts";
import { isDataObject, readData, readObjects, readText } from "../evidence/read-data.ts";
import type { ActionContext } from "../loop/action-context.ts";
import { AgentState } from "../machine/agent-state.ts";
import type { PlannedStep } from "../machine/machine.ts";
import { delegateRequest } from "./delegate.ts";
import { readDelegation } from "./delegation-request.ts";
import { findKnownAgents, type KnownAgents, resolveName } from "./known-agents.ts";

const [mostSteps, mostCriteria] = [40, 20];
const longestEntry = 500;
/** What a planner takes for a goal. */
const longestGoal = 9_000;
const plannerCapability = "create_plan";

/** Says what is to be done, and when the answer is good; without steps the planner is asked for them. */
export const planAction = defineAction({
  name: "PLAN",
  description:
    "Says which steps lead to the answer, and what the answer must fulfil. Without STEPS the planner agent makes the steps.",
  states: [AgentState.PLANNING, AgentState.EXECUTING],
  fields: {
    STEPS: {
      kind: "list",
      description: "One step per line, each beginning with the agent type that does it, in square brackets.",
      required: false,
      example: "- [knowledge] Research how React renders lists\n- [planner] Plan the implementation",
    },
    CRITERIA: {
      kind: "list",
      description: "What must be true of the answer, one per line.",
      required: false,
      example: "- Every claim has a source",
    },
    GOAL: {
      description: "Without STEPS: what the planner is to plan. Left out: what the user asked for.",
      required: false,
      example: "Build a list component with React",
    },
  },
  hasSideEffects: false,
  async handle({ fields }, context) {
    const known = await findKnownAgents(context.agent);
    const criteria = (fields.CRITERIA ?? [])
      .slice(0, mostCriteria)
      .map((entry) => toLine(entry, longestEntry));
    const written = (fields.STEPS ?? []).flatMap((entry) => readStep(entry, known) ?? []);
    const { drafts, notes, data } =
      written.length > 0
        ? { drafts: written, notes: [], data: [] }
        : await askPlanner(fields.GOAL ?? context.prompt, known, context);
    const steps = drafts
      .slice(0, mostSteps)
      .map((draft, at): PlannedStep => ({ id: `S${at + 1}`, ...draft }));
    if (drafts.length > mostSteps)
      notes.push(`Only the first ${mostSteps} of ${drafts.length} steps were taken: plan in larger steps.`);
    const plan = { steps, criteria };
    if (JSON.stringify(plan) === JSON.stringify(context.plan))
      return {
        note: "This is the plan already: go on with its next step.",
        data,
        result: { type: "stood-still" },
      };
    return {
      note: [...notes, describePlan(steps, criteria.length, known)].join(" "),
      data,
      result: { type: "planned", plan },
    };
  },
});

type Draft = Omit<PlannedStep, "id">;

/** A step as a model writes it: `[knowledge] Research …`; also `knowledge: Research …` for a registered type. */
function readStep(entry: string, known: KnownAgents): Draft | undefined {
  const line = toLine(entry, longestEntry);
  const [, bracketed, rest] = /^\[([^\]]{0,60})\]\s*[:.-]?\s*(.*)$/.exec(line) ?? [];
  if (bracketed !== undefined && rest !== undefined) {
    // A number or a tick box is no agent.
    const isType = !/^(?:(?:s|step)?\s*\d+|x|)$/i.test(bracketed.trim());
    if (rest === "") return isType ? { description: bracketed } : undefined;
    return isType
      ? { description: rest, agentType: resolveName(bracketed, known.types) }
      : readStep(rest, known);
  }
  const [, lead, after] = /^([\w -]{1,40}):\s+(.+)$/.exec(line) ?? [];
  if (lead !== undefined && after !== undefined) {
    const agentType = resolveName(lead, known.types);
    if (known.types.includes(agentType)) return { description: after, agentType };
  }
  return line === "" ? undefined : { description: line };
}

/** The planner's steps, as a recorded delegation; what was asked for as a single step when there is no planner, or it fails. */
async function askPlanner(
  goal: string,
  known: KnownAgents,
  context: ActionContext,
): Promise<{ drafts: readonly Draft[]; notes: string[]; data: readonly DataBlock[] }> {
  const single = [{ description: toLine(goal, longestEntry) }];
  const hasPlanner = known.types.includes(AgentType.PLANNER);
  if (!hasPlanner && !known.capabilities.includes(plannerCapability))
    return { drafts: single, notes: ["No planner is registered: the plan is one step."], data: [] };
  const whom = hasPlanner ? { AGENT_TYPE: AgentType.PLANNER } : { CAPABILITY: plannerCapability };
  const request = await readDelegation({ ...whom, TASK: goal.slice(0, longestGoal) }, context);
  if ("problem" in request) return { drafts: single, notes: [request.problem], data: [] };
  const { note, data = [] } = await delegateRequest(request, context);
  const { evidenceId } = context.delegations.findLast(({ asked }) => asked === request.asked) ?? {};
  const drafts = toDrafts(context.evidence.find(({ id }) => id === evidenceId)?.result);
  if (drafts.length === 0) return { drafts: single, notes: [note, "The plan is one step."], data };
  return { drafts, notes: [note], data };
}

function toDrafts(result: unknown): readonly Draft[] {
  const data = readData(result);
  return readObjects(isDataObject(data) ? data["steps"] : undefined).flatMap((step) => {
    const description = readText(step["description"]);
    const agentType = readText(step["agentType"]);
    if (description === undefined) return [];
    return { description: toLine(description, longestEntry), ...(agentType !== undefined && { agentType }) };
  });
}

function describePlan(steps: readonly PlannedStep[], criteria: number, { types }: KnownAgents): string {
  const missing = [...new Set(steps.flatMap(({ agentType }) => agentType ?? []))].filter(
    (type) => !types.includes(type),
  );
  const nobody =
    missing.length === 0
      ? ""
      : ` Not registered: ${missing.slice(0, 10).join(", ")}; give those steps to another agent, or say in the answer what could not be done.`;
  return `The plan is taken: ${count(steps.length, "step")}${criteria === 0 ? "" : `, ${criteria} to be fulfilled by the answer`}.${nobody} DELEGATE its steps next.`;
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
