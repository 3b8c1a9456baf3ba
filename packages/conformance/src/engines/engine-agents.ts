import {
  ErrorCode,
  OrchestrationError,
  type Agent,
  type AgentContext,
  type TaskRequest,
} from "@convoke/core";
import { createNumberSchema } from "./number-schema.ts";

type Executor = (task: TaskRequest, context: AgentContext) => unknown;

function createAgent(name: string, executor: Executor, schemas: Partial<Agent> = {}): Agent {
  return {
    agentType: "conformance",
    name,
    description: `Serves the engine cases: ${name}`,
    capabilities: [
      {
        name,
        description: "Serves the cases",
        inputTypes: ["case"],
        outputTypes: ["case"],
        estimatedTime: 0.01,
      },
    ],
    ...schemas,
    executor,
  };
}

/**
 * The agents that the engine cases run, by name.
 *
 * They keep nothing between calls and share nothing with the cases, so a worker in another process can
 * host them by importing this table.
 */
export const engineAgents = {
  echo: createAgent("echo", async (task, context) => ({
    ...task,
    attempt: context.attempt,
    idempotencyKey: context.idempotencyKey,
    previous: context.previous.map((record) => record.taskId),
  })),
  synchronous: createAgent("synchronous", (task) => `at once: ${task.description}`),
  silent: createAgent("silent", async () => undefined),
  unspeakable: createAgent("unspeakable", async () => ({ found: [1, 2n] })),
  rejecting: createAgent("rejecting", async (task) => {
    throw new TypeError(task.description);
  }),
  throwing: createAgent("throwing", (task) => {
    throw new RangeError(task.description);
  }),
  throwingText: createAgent("throwingText", (task) => {
    throw task.description;
  }),
  throwingCode: createAgent("throwingCode", async () => {
    throw new OrchestrationError(ErrorCode.AGENT_UNAVAILABLE, "the well is dry", { details: { well: 7 } });
  }),
  doubling: createAgent(
    "doubling",
    async (task, context) => {
      context.report({ message: "called" });
      return `${Number(task.input) * 2} of ${typeof task.input}`;
    },
    { inputSchema: createNumberSchema(1_000) },
  ),
  checked: createAgent("checked", async (task) => task.description, {
    outputSchema: createNumberSchema(100),
  }),
  patient: createAgent("patient", async (_, context) => {
    const { signal } = context;
    context.report({ message: "waiting" });
    await new Promise((_resolve, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  }),
  reporting: createAgent("reporting", async (_, context) => {
    for (let part = 1; part <= 3; part++) {
      context.report({ fraction: part / 4, message: `part ${part}`, data: { part } });
    }
  }),
  delegating: createAgent("delegating", async (task, context) => {
    const child = await context.delegate({ agentType: "child", description: task.description, key: "only" });
    return { status: child.status, result: child.result };
  }),
  searching: createAgent("searching", async (_, context) => context.findAgents({ capability: "echo" })),
  stepping: createAgent("stepping", async (task, context) =>
    context.step("fetch", async () => {
      context.report({ message: "working" });
      if (task.input === "fail") throw new Error("the step broke");
      return { fetched: task.description };
    }),
  ),
  hurrying: createAgent("hurrying", async (_, context) => {
    let runs = 0;
    const work = async (): Promise<number> => {
      runs += 1;
      return runs;
    };
    return Promise.all([context.step("same", work), context.step("same", work)]);
  }),
  waiting: createAgent("waiting", async (_, context) => context.waitFor("amount", createNumberSchema(10))),
  spending: createAgent("spending", async (_, context) => {
    const reservation = await context.budget.reserve({ costUsd: 2, tokens: 100 });
    await reservation.settle({ costUsd: 0.5, tokens: 40 });
    return reservation.amount;
  }),
} satisfies Record<string, Agent>;

/** The name of one of `engineAgents`. */
export type EngineAgentName = keyof typeof engineAgents;
