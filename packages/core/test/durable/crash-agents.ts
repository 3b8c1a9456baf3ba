import {
  type Agent,
  type AgentContext,
  awaitUnlessAborted,
  delay,
  type StandardSchemaV1,
  type TaskRequest,
} from "@convoke/core";
import { createCapability } from "../support/harness.ts";
import { isSlow, priceUsd } from "./crash-stories.ts";

/** What a life of the stories lets their agents do to it. */
export interface StoryHooks {
  /** Writes down at once, where a kill cannot take it back, that a task or a step of it is executed, or that it spends. */
  note(taskId: string, idempotencyKey: string, what?: string): void;
  /** Renews the leases of the process that the run is in. */
  beat(runId: string): void;
  /** Closes the orchestrator of the run; left out in a life that has to end it. */
  leave?(runId: string): void;
}

const anything: StandardSchemaV1<unknown, unknown> = {
  "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) },
};

/** The agents of all stories. */
export function createStoryAgents({ note, beat, leave }: StoryHooks): readonly Agent[] {
  const agent = (
    agentType: string,
    work: (task: TaskRequest, context: AgentContext) => Promise<unknown>,
    capabilities: Agent["capabilities"] = [],
  ): Agent => ({
    agentType,
    name: agentType,
    description: agentType,
    capabilities,
    async executor(task, context) {
      note(task.taskId, context.idempotencyKey);
      // What is quick is written as a whole, what is not, step by step.
      if (isSlow(task.taskId)) await delay(context.runtime, 1, context.signal);
      return work(task, context);
    },
  });
  const step = (key: string, { taskId }: TaskRequest, { idempotencyKey, step: record }: AgentContext) =>
    record(key, async () => {
      note(taskId, idempotencyKey, `step ${key}`);
      return `${key} is done`;
    });
  const nameRun = ({ taskId }: TaskRequest): string => taskId.split("/", 1)[0];
  const untilAborted = (signal: AbortSignal): Promise<never> =>
    awaitUnlessAborted(signal, () => new Promise<never>(() => {}));

  return [
    agent("echo", async ({ input, description }) => input ?? description),
    agent("broken", async () => {
      throw new Error("it broke");
    }),
    agent("yes", async () => ({ verdict: "yes" })),
    agent("silent", async (_task, context) => untilAborted(context.signal)),
    agent("nesting", async ({ input, description }, { delegate }) => {
      if (input === 0) return description;
      const below = { agentType: "nesting", input: Number(input) - 1 };
      const { result } = await delegate({ ...below, description: `below ${description}`, key: "below" });
      return { result };
    }),
    agent("stepping", async (task, context) => [
      await step("fetch", task, context),
      await step("parse", task, context),
      await step("save", task, context),
    ]),
    agent("asking", async (task, context) => [
      await step("draft", task, context),
      await context.waitFor("approval", anything),
    ]),
    agent("flaky", async (_task, { attempt }) => {
      if (attempt === 1) throw new Error("the first attempt fails");
      return `attempt ${attempt}`;
    }),
    agent(
      "spending",
      async ({ taskId, description }, { budget, idempotencyKey }) => {
        for (const part of ["first", "second"]) {
          const reservation = await budget.reserve({ costUsd: priceUsd });
          note(taskId, idempotencyKey, `spends ${part}`);
          await reservation.settle({ costUsd: priceUsd });
        }
        return description;
      },
      [createCapability("spend", { costEstimate: priceUsd })],
    ),
    agent("enduring", async (task, context) => {
      const before = await step("before", task, context);
      beat(nameRun(task));
      return [before, await step("after", task, context)];
    }),
    agent("leaving", async (task, context) => {
      const before = await step("before", task, context);
      if (leave === undefined) return [before, "came back"];
      leave(nameRun(task));
      return untilAborted(context.signal);
    }),
  ];
}
