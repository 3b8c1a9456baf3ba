import type { Agent, AgentContext, StandardSchemaV1 } from "@convoke/core";
import { delay } from "@convoke/core";
import type { SideFile } from "./side-file.ts";

/** What the agents of a round leave behind, and how long they work. */
export interface AgentHost {
  readonly worker: string;
  readonly side?: SideFile;
  /** What one piece of work takes, in milliseconds. */
  readonly workMs: number;
}

/** Any text. */
const text: StandardSchemaV1<unknown, string> = {
  "~standard": {
    version: 1,
    vendor: "chaos",
    validate: (value) =>
      typeof value === "string" ? { value } : { issues: [{ message: "an answer is a text" }] },
  },
};

export const answerKey = "word";

/** The answer that a waiting task gets. */
export const answerFor = (taskId: string): string => `word for ${taskId}`;

/**
 * The agents of a round: what each gives depends on its task alone, so that an undisturbed run in one process tells what
 * must come out.
 */
export function createAgents({ worker, side, workMs }: AgentHost): Agent[] {
  const work = (context: AgentContext): Promise<void> =>
    workMs === 0 ? Promise.resolve() : delay(context.runtime, workMs, context.signal);

  function createAgent(agentType: string, run: Agent["executor"]): Agent {
    return {
      agentType,
      name: agentType,
      description: `an agent of the rounds: ${agentType}`,
      capabilities: [],
      executor(task, context) {
        const { taskId } = task;
        const { idempotencyKey: key, attempt } = context;
        side?.append({ kind: "start", taskId, key, agent: agentType, attempt, worker });
        return run(task, context);
      },
    };
  }

  return [
    createAgent("quick", async ({ description }, context) => {
      await work(context);
      return `${description} is done`;
    }),
    createAgent("voter", async ({ input }, context) => {
      await work(context);
      return { verdict: input };
    }),
    createAgent("flaky", async ({ description }, context) => {
      await work(context);
      if (context.attempt === 1) throw new Error(`${description} fails at first`);
      return `${description} is done at last`;
    }),
    createAgent("failing", async ({ description }, context) => {
      await work(context);
      throw new Error(`${description} always fails`);
    }),
    createAgent("parent", async ({ description }, context) => {
      const children = await Promise.all(
        ["left", "right"].map((key) =>
          context.delegate({ agentType: "quick", description: `${key} of ${description}`, key }),
        ),
      );
      return children.map(({ status, result }) => ({ status, result }));
    }),
    createAgent("stepper", async ({ taskId, description }, context) => {
      const values: string[] = [];
      for (const step of ["first", "second"]) {
        values.push(
          await context.step(step, async () => {
            side?.append({ kind: "step", taskId, step, worker });
            await work(context);
            return `${step} of ${description}`;
          }),
        );
        side?.append({ kind: "stepped", taskId, step, worker });
      }
      return values;
    }),
    createAgent("asker", async ({ description }, context) => {
      const word = await context.waitFor(answerKey, text);
      await work(context);
      return `${description}: ${word}`;
    }),
  ];
}
