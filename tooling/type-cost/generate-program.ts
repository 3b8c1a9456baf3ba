/** Writes a program that registers `count` agents on the typed path and delegates one task to each. */
export function generateProgram(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return [
    'import { type Agent, Orchestrator } from "@convoke/core";',
    ...numbers.map(createAgentText),
    "const orchestrator = new Orchestrator({ agents: {",
    ...numbers.map((index) => `  type${index}: agent${index},`),
    "} });",
    ...numbers.map(createCallText),
    "",
  ].join("\n");
}

const createAgentText = (index: number): string => `
const agent${index}: Agent<{ question${index}: string }, { question${index}: string }, { answer${index}: number }> = {
  agentType: "type${index}",
  name: "Agent ${index}",
  description: "Answers question ${index}",
  capabilities: [{ name: "answer${index}", description: "Answers", inputTypes: ["question"], outputTypes: ["answer"], estimatedTime: 1 }],
  executor: async (task) => ({ answer${index}: task.input.question${index}.length }),
};`;

/** The result is used, so that its type has to be worked out. */
const createCallText = (index: number): string => `
const task${index} = await orchestrator.delegateTask({ agentType: "type${index}", description: "Ask", input: { question${index}: "…" } });
export const answer${index}: number | undefined = task${index}.result?.answer${index};`;
