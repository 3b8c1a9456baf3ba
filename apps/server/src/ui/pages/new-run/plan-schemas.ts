import type { JsonSchema } from "../../forms/json-schema.ts";
import type { Mode } from "./draft.ts";

const milliseconds = { type: "number", exclusiveMinimum: 0 } as const;

/** Limits of a run or a task. */
export const budgetSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    maxCostUsd: { title: "Cost at most (USD)", type: "number", minimum: 0 },
    maxTokens: { title: "Tokens at most", type: "integer", minimum: 0 },
    maxTasks: { title: "Tasks at most", type: "integer", minimum: 0 },
    maxDurationMs: { title: "Duration at most (ms)", ...milliseconds },
    maxDepth: { title: "Depth of delegation at most", type: "integer", minimum: 0 },
    assumeCostUsd: {
      title: "Cost to assume (USD)",
      description: "Of an attempt whose agent announces no price.",
      type: "number",
      minimum: 0,
    },
    assumeTokens: {
      title: "Tokens to assume",
      description: "Of an attempt whose agent announces none.",
      type: "integer",
      minimum: 0,
    },
  },
};

const retrySchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  required: ["attempts"],
  properties: {
    attempts: { title: "Attempts", type: "integer", minimum: 1, maximum: 100 },
    backoff: {
      title: "Wait between",
      type: "object",
      additionalProperties: false,
      properties: {
        initialMs: { title: "First wait (ms)", type: "number", minimum: 0 },
        factor: { title: "Factor", type: "number", minimum: 1 },
        maxMs: { title: "Longest wait (ms)", type: "number", minimum: 0 },
        jitter: { title: "Spread", type: "number", minimum: 0, maximum: 1 },
      },
    },
  },
};

const timing = {
  timeoutMs: { title: "Time limit (ms)", description: "For all attempts together.", ...milliseconds },
  attemptTimeoutMs: { title: "Time limit of an attempt (ms)", ...milliseconds },
  retry: { title: "Retry", ...retrySchema },
  priority: { title: "Priority", description: "Higher goes first.", type: "number" },
} as const satisfies Readonly<Record<string, JsonSchema>>;

/** What a task can be given beside who does what. */
export function createOptionsSchema(agentTypes: readonly string[], names: readonly string[]): JsonSchema {
  return {
    type: "object",
    properties: {
      id: {
        title: "Id",
        description: "By which other steps and the run's page name it.",
        type: "string",
        minLength: 1,
        maxLength: 200,
        pattern: "^[^/]+$",
      },
      agentName: {
        title: "Named agent",
        description: "Nobody else may do it first.",
        type: "string",
        examples: names,
      },
      ...timing,
      fallback: {
        title: "Fallback",
        description: "Agent types that are asked when the first fails.",
        type: "array",
        items: { type: "string", examples: agentTypes },
      },
      strict: {
        title: "Strict",
        description: "Only this very agent, no other of its type.",
        type: "boolean",
      },
      budget: { title: "Budget", ...budgetSchema },
    },
  };
}

const concurrency: JsonSchema = {
  title: "At the same time",
  description: "How many tasks at most; empty for all.",
  type: "integer",
  minimum: 1,
};

/** What a plan of each kind can be given beside its tasks. */
export function createSettingsSchema(mode: Mode, agentTypes: readonly string[]): JsonSchema | undefined {
  switch (mode) {
    case "prompt":
    case "task":
    case "sequential":
      return undefined;
    case "parallel":
    case "graph":
      return { type: "object", properties: { concurrency } };
    case "hierarchical":
      return {
        type: "object",
        required: ["mainTask"],
        properties: {
          mainTask: {
            title: "Main task",
            description: "What the subtasks are for.",
            type: "string",
            minLength: 1,
            maxLength: 100_000,
          },
          aggregationStrategy: {
            title: "How results come together",
            enum: ["concat", "vote", "merge"],
          },
          onFailure: {
            title: "When a subtask fails",
            anyOf: [
              { title: "Go on, or stop", enum: ["continue", "stop"] },
              {
                title: "So many must succeed",
                type: "object",
                required: ["quorum"],
                additionalProperties: false,
                properties: { quorum: { title: "How many", type: "integer", minimum: 1 } },
              },
            ],
          },
          concurrency,
        },
      };
    case "consensus":
      return {
        type: "object",
        required: ["task", "agents", "minAgreement"],
        properties: {
          task: {
            title: "Question",
            description: "What all agents answer.",
            type: "string",
            minLength: 1,
            maxLength: 100_000,
          },
          agents: {
            title: "Agents",
            description: "An agent type for each vote; the same one may vote several times.",
            type: "array",
            minItems: 1,
            items: { type: "string", minLength: 1, examples: agentTypes },
          },
          minAgreement: {
            title: "Agreement that decides",
            description: "The share of votes, such as 0.6.",
            type: "number",
            exclusiveMinimum: 0,
            maximum: 1,
          },
          capability: { title: "Capability", type: "string", minLength: 1 },
          input: { title: "Input" },
          weights: {
            title: "Weights",
            description: "One for each agent.",
            type: "array",
            items: { type: "number", exclusiveMinimum: 0 },
          },
          earlyStop: {
            title: "Stop early",
            anyOf: [
              { title: "When decided, or never", enum: ["decided", "never"] },
              {
                title: "When this sure",
                type: "object",
                required: ["confidence"],
                additionalProperties: false,
                properties: {
                  confidence: {
                    title: "Confidence",
                    type: "number",
                    exclusiveMinimum: 0,
                    exclusiveMaximum: 1,
                  },
                },
              },
            ],
          },
          equivalence: { title: "What counts as the same answer" },
          onVoterFailure: { title: "When a voter fails" },
          concurrency,
          ...timing,
        },
      };
  }
}

/** The settings of plans of any kind; those of another kind are not sent. */
export const settingNames: Readonly<Record<Mode, readonly string[]>> = {
  prompt: [],
  task: [],
  sequential: [],
  parallel: ["concurrency"],
  graph: ["concurrency"],
  hierarchical: ["mainTask", "aggregationStrategy", "onFailure", "concurrency"],
  consensus: [
    "task",
    "agents",
    "minAgreement",
    "capability",
    "input",
    "weights",
    "earlyStop",
    "equivalence",
    "onVoterFailure",
    "concurrency",
    "timeoutMs",
    "attemptTimeoutMs",
    "retry",
    "priority",
  ],
};
