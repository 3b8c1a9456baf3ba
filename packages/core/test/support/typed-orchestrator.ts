import { z } from "zod";
import { type Agent, Orchestrator, type Task, type TaskRequest } from "../../src/index.ts";

const common = { description: "for type tests", capabilities: [] } as const;

export const counter = {
  ...common,
  agentType: "counter",
  name: "Counter",
  executor: ({ input }: TaskRequest<{ text: string; ignore?: string[] } | undefined>) => ({
    words: input?.text?.length ?? 0,
  }),
} as const;

export const planner = {
  ...common,
  agentType: "planner" as const,
  name: "Planner",
  inputSchema: z.object({ goal: z.string(), steps: z.coerce.number().default(3) }).optional(),
  executor: (task: TaskRequest<{ goal: string; steps: number } | undefined>) => ({
    plan: [task.input?.goal],
  }),
};

type Question =
  | { type: "search"; query: string }
  | { type: "verify"; claim: string; depth?: "quick" | "deep"; since?: Date; range?: [number, "days"] };
const knowledge: Agent<Question, Question, string> = {
  ...common,
  agentType: "knowledge",
  name: "Knowledge",
  executor: () => "known",
};

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
const keeper: Agent<{ data: Json }> = { ...common, agentType: "keeper", name: "K", executor: () => "kept" };
const free: Agent = { ...common, agentType: "free", name: "Free", executor: () => "free" };
const voter = [
  { ...common, agentType: "voter", name: "A", executor: (_: TaskRequest<{ a: string }>) => "yes" },
  { ...common, agentType: "voter", name: "B", executor: (_: TaskRequest<{ b: number }>) => 1 },
] as const;

/** Has agents with every way of saying what they take. */
export const orchestrator = new Orchestrator({
  agents: { counter, planner, knowledge, keeper, free, voter },
});

export const listStatuses = (tasks: readonly Task[]): string[] => tasks.map(({ status }) => status);
