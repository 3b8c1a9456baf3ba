import { type Agent, AgentType, type LanguageModel } from "@convoke/core";
import { modelFromEnvironment } from "@convoke/language-model";
import { shippedActions } from "./actions/shipped-actions.ts";
import { createCapabilities } from "./capabilities.ts";
import { checkOptions, checkRoom } from "./check-options.ts";
import { memorySessionStore } from "./conversation/memory-session-store.ts";
import { type EnhancedInput, enhancedInputSchema } from "./enhanced-input.ts";
import type { EnhancedAgentOptions } from "./enhanced-options.ts";
import type { EnhancedResult } from "./enhanced-result.ts";
import { executePrompt } from "./executor.ts";
import { memoryLessonStore } from "./lessons/memory-lesson-store.ts";
import type { LoopSetup } from "./loop/loop-setup.ts";
import { completeStopConditions } from "./machine/check-stop-conditions.ts";
import { createMask } from "./machine/mask.ts";
import { createSystemPrompt } from "./prompt/system-prompt.ts";
import { isRuleModel, ruleModel } from "./rules/rule-model.ts";

/** An agent of type `main`, with its input and its result known to the compiler. */
export type EnhancedAgent = Agent<EnhancedInput | undefined, EnhancedInput | undefined, EnhancedResult>;

/**
 * Makes the main agent: it plans, delegates to the agents that are registered beside it, checks its answer and learns.
 *
 * Throws `invalid_argument` for options that cannot be used.
 *
 * @example
 * orchestrator.registerAgent(createEnhancedAgent());
 * const task = await orchestrator.delegateTask({ agentType: "main", description: "Research X and create a plan" });
 */
export function createEnhancedAgent(options: EnhancedAgentOptions = {}): EnhancedAgent {
  checkOptions(options);
  const setup = createSetup(options);
  const { priority = 5, maxConcurrency } = options;
  return {
    agentType: AgentType.MAIN,
    name: setup.name,
    description: "Plans, delegates to the other agents, and answers with checked evidence",
    capabilities: createCapabilities(setup),
    priority,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    inputSchema: enhancedInputSchema,
    executor: (task, context) => executePrompt(task, context, setup),
  };
}

/** The one place where defaults are chosen. */
function createSetup({
  name = "Main Agent",
  model = modelFromEnvironment() ?? ruleModel(),
  transport: wanted = "text",
  learn = true,
  lessons = memoryLessonStore(),
  sessions = memorySessionStore(),
  actions = [],
  approve,
  approvalFor,
  stopWhen,
  maxVerificationReturns = 2,
  historyTokens = 24_000,
  maxOutputTokens = 1_500,
  temperature = 0,
  maxDelegationDepth = 1,
  instructions,
}: EnhancedAgentOptions): LoopSetup {
  const all = [...shippedActions, ...actions];
  // Whoever does not learn is never in LEARNING, and is not told of it.
  const definitions = learn ? all : all.filter(({ name: each }) => each !== "REFLECT");
  const mask = createMask(definitions);
  const risky = [...mask.rules.values()].filter(({ hasSideEffects }) => hasSideEffects);
  const method = isRuleModel(model) ? "rules" : "model";
  // The rules write text only.
  const transport = method === "rules" ? "text" : wanted;
  const systemPrompt = createSystemPrompt({
    definitions,
    transport,
    ...(instructions !== undefined && { instructions }),
  });
  checkRoom(systemPrompt, historyTokens);
  return {
    name,
    model,
    modelName: readModelName(model),
    method,
    transport,
    definitions: new Map(definitions.map((each) => [each.name, each])),
    mask,
    systemPrompt,
    learn,
    lessons,
    sessions,
    approve,
    approvalFor: new Set(approvalFor ?? risky.map(({ name: each }) => each)),
    stopWhen: completeStopConditions(stopWhen),
    maxVerificationReturns,
    historyTokens,
    maxOutputTokens,
    temperature,
    maxDelegationDepth,
    mainCapabilities: new Set(createCapabilities({ method }).map((each) => each.name)),
  };
}

/** Characters of a model's name that results repeat. */
const longestModelName = 200;

/** A model is anybody's: its name may be anything, and stands in records and on screens. */
function readModelName({ modelName }: LanguageModel): string | undefined {
  if (typeof modelName !== "string") return undefined;
  const line = modelName.slice(0, 4 * longestModelName).replace(/[\p{Cc}\p{Cf}\s]+/gu, " ");
  return line.trim().slice(0, longestModelName) || undefined;
}
