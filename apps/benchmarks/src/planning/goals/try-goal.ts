import { AgentType, type Orchestrator, TaskStatus } from "@convoke/core";
import { type Plan, planToTasks, validatePlan } from "@convoke/agents-planner";
import { measureCpu } from "./measure-cpu.ts";

/** What became of one goal. */
export interface GoalOutcome {
  readonly goal: string;
  /** Milliseconds of processor time for the plan. */
  readonly cpuMs: number;
  readonly isValid: boolean;
  /** Whether every step of the plan was completed. */
  readonly isExecuted: boolean;
  readonly steps: number;
  /** The methods of the plan and of its parts, as far as the plan tells. */
  readonly methods: readonly string[];
  /** What was wrong first; missing when nothing was. */
  readonly problem?: string;
}

/** Has a goal planned, checks the plan and runs it. */
export async function tryGoal(team: Orchestrator, goal: string): Promise<GoalOutcome> {
  const { value: task, cpuMs } = await measureCpu(() =>
    team.delegateTask({ agentType: AgentType.PLANNER, description: goal }),
  );
  if (task.status !== TaskStatus.COMPLETED) {
    const problem = `no plan: ${task.error ?? task.status}`;
    return { goal, cpuMs, isValid: false, isExecuted: false, steps: 0, methods: [], problem };
  }
  const plan = task.result as Plan;
  const [invalid] = validatePlan(plan);
  const unfinished = invalid === undefined ? await findUnfinished(team, plan) : undefined;
  const problem = invalid?.message ?? unfinished;
  return {
    goal,
    cpuMs,
    isValid: invalid === undefined,
    isExecuted: problem === undefined,
    steps: plan.steps.length,
    methods: listMethods(plan),
    ...(problem !== undefined && { problem }),
  };
}

/** Runs a plan, and says which step did not end well; `undefined` when all did. */
async function findUnfinished(team: Orchestrator, plan: Plan): Promise<string | undefined> {
  const tasks = await team.executeGraph(planToTasks(plan));
  const unfinished = tasks.find(({ status }) => status !== TaskStatus.COMPLETED);
  return unfinished && `“${unfinished.description}” is ${unfinished.status}: ${unfinished.error}`;
}

/** A plan for several goals in one names the methods of its parts under `methods`. */
function listMethods(plan: Plan & { readonly methods?: readonly string[] }): readonly string[] {
  return plan.methods === undefined || plan.methods.length === 0 ? [plan.method] : plan.methods;
}
