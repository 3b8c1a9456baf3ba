/**
 * A program that holds what the built core shows against what its documents say: bundlers rename classes, and
 * that appears in no test that runs from source. An error is an `OrchestrationError` wherever its name is read,
 * and a task's record prints as a plain object.
 */
export const namesProgram = `
import { strict as assert } from "node:assert";
import { inspect } from "node:util";
import { ErrorCode, OrchestrationError, Orchestrator } from "@convoke/core";

const error = new OrchestrationError(ErrorCode.INVALID_ARGUMENT, "the message");
assert.deepEqual(
  {
    name: error.name,
    constructor: error.constructor.name,
    stack: error.stack.split("\\n", 1)[0],
    printed: inspect(error).split("\\n", 1)[0],
  },
  {
    name: "OrchestrationError",
    constructor: "OrchestrationError",
    stack: "OrchestrationError: the message",
    printed: "OrchestrationError: the message",
  },
);

const orchestrator = new Orchestrator();
const spec = { agentType: "nobody", description: "Work" };
const single = await orchestrator.delegateTask(spec);
const [inRun] = await orchestrator.executeParallel([spec]);
for (const record of [single, inRun, orchestrator.getTaskStatus(single.taskId)]) {
  assert.match(inspect(record), /^{\\n  taskId: /);
}
`;
