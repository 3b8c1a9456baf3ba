/** Writes a program that registers `count` agents on the typed path and uses them by the statements given. */
export function generateProgram(count: number, createStatements: CreateStatements): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return [
    'import { type Agent, fromTask, Orchestrator } from "@convoke/core";',
    'export const reference = fromTask("0", "text");',
    ...numbers.map(createAgentText),
    "const orchestrator = new Orchestrator({ agents: {",
    ...numbers.map((index) => `  type${index}: agent${index},`),
    "} });",
    ...createStatements(numbers),
    "",
  ].join("\n");
}

/** Results are used by exported names, so that their types have to be worked out. */
export type CreateStatements = (numbers: readonly number[]) => readonly string[];

const createAgentText = (index: number): string => `
const agent${index}: Agent<{ question${index}: string }, { question${index}: string }, { answer${index}: number }> = {
  agentType: "type${index}",
  name: "Agent ${index}",
  description: "Answers question ${index}",
  capabilities: [{ name: "answer${index}", description: "Answers", inputTypes: ["question"], outputTypes: ["answer"], estimatedTime: 1 }],
  executor: async (task) => ({ answer${index}: task.input.question${index}.length }),
};`;
