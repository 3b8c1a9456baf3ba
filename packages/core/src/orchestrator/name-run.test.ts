import { expect, test } from "vitest";
import type { Plan } from "../strategies/plan.ts";
import { nameRun } from "./name-run.ts";

const task = (description: string) => ({ agentType: "work", description });

test.each<[string, Plan, string]>([
  ["its task", { strategy: "task", task: task("Research React") }, "Research React"],
  ["its main task", { strategy: "hierarchical", mainTask: "Build it", subtasks: [task("a")] }, "Build it"],
  [
    "its question",
    { strategy: "consensus", task: "Is it ready?", agents: ["a"], minAgreement: 1 },
    "Is it ready?",
  ],
  ["its only task", { strategy: "parallel", tasks: [task("a")] }, "a"],
  [
    "its first task and the number of the others",
    { strategy: "sequential", tasks: [task("a"), task("b"), task("c")] },
    "a and 2 more",
  ],
  ["the lack of tasks", { strategy: "graph", tasks: [] }, "No tasks"],
])("nameRun names a run by %s", (_, plan, title) => {
  expect(nameRun(plan)).toBe(title);
});
