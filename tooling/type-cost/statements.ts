import type { CreateStatements } from "./generate-program.ts";

const createTask = (index: number, input = `{ question${index}: "…" }`): string =>
  `{ agentType: "type${index}", description: "Ask", input: ${input} }`;

const createReferringTask = (index: number): string => createTask(index, `{ question${index}: reference }`);

const createFunctionTask = (index: number): string =>
  createTask(index, `(previous) => ({ question${index}: previous[0].description })`);

const createPlan = (call: string, tasks: readonly string[], end = "]"): string =>
  `const plan = await orchestrator.${call}[\n${tasks.join(",\n")}\n${end});`;

const createUse = (name: string, record: string, index: number): string =>
  `export const ${name}: number | undefined = ${record}.result?.answer${index};`;

/** What a program may do with its agents, by a name that says it. */
export const statements: Readonly<Record<string, CreateStatements>> = {
  "tasks that are delegated": (numbers) =>
    numbers.flatMap((index) => [
      `const task${index} = await orchestrator.delegateTask(${createTask(index)});`,
      createUse(`answer${index}`, `task${index}`, index),
    ]),
  "the tasks of a sequential run": (numbers) => [
    createPlan(
      "executeSequential(",
      numbers.map((index) => (index % 2 === 0 ? createTask(index) : createFunctionTask(index))),
    ),
    createUse("answer", "plan[0]", 0),
  ],
  "the tasks of a parallel run": (numbers) => [
    createPlan(
      "executeParallel(",
      numbers.map((index) => createTask(index)),
    ),
    createUse("answer", "plan[0]", 0),
  ],
  "the tasks of a graph": (numbers) => [
    createPlan("executeGraph(", numbers.map(createReferringTask)),
    createUse("answer", "plan[0]", 0),
  ],
  "the subtasks of a hierarchical run": (numbers) => [
    createPlan(
      'executeHierarchical({ mainTask: "Ask", subtasks: ',
      numbers.map((index) => createTask(index)),
      "] }",
    ),
    "export const { result } = plan;",
  ],
  "the inputs of many votes": (numbers) =>
    numbers.flatMap((one, position) => {
      const other = numbers[(position + 1) % numbers.length];
      return [
        `const vote${one} = await orchestrator.executeConsensus({ task: "Ask", minAgreement: 1,`,
        `  agents: ["type${one}", "type${other}"], input: { question${one}: "…", question${other}: reference } });`,
        `export const winner${one}: { answer${one}: number } | { answer${other}: number } | undefined = vote${one}.winningResult;`,
      ];
    }),
  "the tasks of many short runs": (numbers) =>
    numbers.flatMap((one, position) => {
      const other = numbers[(position + 1) % numbers.length];
      return [
        `const pair${one} = await orchestrator.executeSequential([${createTask(one)}, ${createFunctionTask(other)}]);`,
        createUse(`answer${one}`, `pair${one}[1]`, other),
      ];
    }),
};
