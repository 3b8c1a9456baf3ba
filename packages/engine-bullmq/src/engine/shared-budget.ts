import { type Amount, type BudgetLimits, ErrorCode, OrchestrationError } from "@convoke/core";
import { refuseUnknownNames, showValue } from "@convoke/core/store-kit";
import type { Redis } from "ioredis";
import { createReplyError } from "../connection/failure.ts";
import { nameBudget, nameBudgetStep, nameLife } from "../wire/names.ts";
import type { EngineLink } from "./link.ts";
import { bookSpend, readBudget, reserveSpend } from "./shared-budget-scripts.ts";

/** What all coordinators of a prefix together may use; give each of them the same. Every limit is hard. */
export interface SharedBudgetLimits extends Pick<
  BudgetLimits,
  "maxCostUsd" | "maxTokens" | "assumeCostUsd" | "assumeTokens"
> {
  /** Tasks that may begin with an agent; one that goes on with another agent, or in another process, counts again. */
  readonly maxTasks?: number;
}

/** What all coordinators have used. */
export interface SharedSpend {
  /** With what coordinators that have died had set aside. */
  readonly spent: Required<Amount>;
  /** Set aside for what is under way. */
  readonly reserved: Required<Amount>;
  /** Tasks that have begun. */
  readonly tasks: number;
}

/**
 * The budget over all coordinators of a prefix, kept in Redis. Each attempt counts, also one that is tried again: its agent's
 * estimate, or what its executor has reserved and settled. Both methods reject with `store_failed` when Redis
 * refuses, or is not reached within 10 seconds.
 *
 * @example
 * const coordinator = await createCoordinator({ connection, sharedBudget: { maxCostUsd: 25 } });
 * const { spent, reserved } = await coordinator.sharedBudget.read();
 * if (spent.costUsd + reserved.costUsd > 20) console.warn("Nearly used up");
 */
export interface SharedBudget {
  /** What coordinators with the option `sharedBudget` have used since the last `reset`. */
  read(): Promise<SharedSpend>;
  /** Begins anew: nothing is spent. What is under way stays reserved. */
  reset(): Promise<void>;
}

/** The shared budget as the engine keeps it. */
export interface SharedLedger extends SharedBudget {
  readonly limits: SharedBudgetLimits;
  /** Sets an amount aside; rejects with `budget_exceeded` when there is no room. */
  reserve(amount: Required<Amount>, tasks: number): Promise<void>;
  /** Takes back what was set aside, and books what was used. */
  book(released: Required<Amount>, spent: Required<Amount>): void;
}

const owner = "all coordinators";

interface BudgetCommands {
  convokeReserveSpend(...args: readonly (string | number)[]): Promise<string>;
  convokeBookSpend(...args: readonly (string | number)[]): Promise<string>;
  convokeReadBudget(...args: readonly (string | number)[]): Promise<string[]>;
}

export function createSharedLedger(link: EngineLink, limits: SharedBudgetLimits): SharedLedger {
  const { redis, prefix, processId } = link;
  redis.defineCommand("convokeReserveSpend", { numberOfKeys: 2, lua: reserveSpend });
  redis.defineCommand("convokeBookSpend", { numberOfKeys: 2, lua: bookSpend });
  redis.defineCommand("convokeReadBudget", { numberOfKeys: 1, lua: readBudget });
  const commands = redis as Redis & BudgetCommands;
  const key = nameBudget(prefix);
  const { maxCostUsd, maxTokens, maxTasks } = limits;
  const caps = [maxCostUsd, maxTokens, maxTasks].map((cap) =>
    cap === undefined || cap === Infinity ? "" : cap,
  );
  let steps = 0;

  /** A step that a lost connection sends again takes place once. */
  const nextStep = (): string => nameBudgetStep(prefix, processId, ++steps);

  async function read(isReset: boolean): Promise<SharedSpend> {
    const answer = await ask(commands.convokeReadBudget(key, nameLife(prefix, ""), isReset ? 1 : 0));
    const [spentCostUsd, spentTokens, costUsd, tokens, tasks] = answer.map((text) =>
      settleAtZero(Number(text)),
    );
    return { spent: { costUsd: spentCostUsd, tokens: spentTokens }, reserved: { costUsd, tokens }, tasks };
  }

  return {
    limits,
    read: () => read(false),
    async reset() {
      await read(true);
    },
    async reserve({ costUsd, tokens }, tasks) {
      const asked = { maxCostUsd: costUsd, maxTokens: tokens, maxTasks: tasks };
      const step = nextStep();
      const answer = await ask(
        commands.convokeReserveSpend(key, step, processId, costUsd, tokens, tasks, ...caps),
      );
      if (answer === "ok") return;
      const [limit, spent, reserved] = answer.split(" ") as [keyof typeof asked, string, string];
      throw createExceededError(limit, limits[limit] ?? 0, Number(spent), Number(reserved), asked[limit]);
    },
    book(released, spent) {
      const amounts = [released.costUsd, released.tokens, spent.costUsd, spent.tokens];
      // What cannot be booked any more stays reserved, and so counts as spent.
      commands.convokeBookSpend(key, nextStep(), processId, ...amounts).catch(() => undefined);
    },
  };
}

/** What Redis refuses, or a connection that was closed, is a `store_failed`. */
async function ask<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const { name, message } = error as Error;
    throw name === "ReplyError"
      ? createReplyError(message)
      : OrchestrationError.from(error, ErrorCode.STORE_FAILED);
  }
}

/** Throws `invalid_argument` for a limit that is no number from 0, or unknown. */
export function checkSharedLimits(limits: SharedBudgetLimits): void {
  const who = "createCoordinator: sharedBudget";
  if (typeof limits !== "object" || limits === null || Array.isArray(limits)) {
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${who} must be an object of limits.`);
  }
  const names = ["maxCostUsd", "maxTokens", "maxTasks", "assumeCostUsd", "assumeTokens"];
  refuseUnknownNames(limits, names, `${who} has an unknown limit`);
  for (const [name, value] of Object.entries(limits)) {
    if (value === undefined || (typeof value === "number" && value >= 0)) continue;
    const message = `${who} has ${name} ${showValue(value)}: use a number from 0.`;
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
  }
}

function createExceededError(
  limit: string,
  allowed: number,
  spent: number,
  reserved: number,
  asked: number,
): OrchestrationError {
  const by = round(spent + reserved + asked - allowed);
  const parts = [
    `${round(spent)} spent`,
    ...(reserved > 0 ? [`${round(reserved)} reserved`] : []),
    `${round(asked)} asked for`,
  ];
  return new OrchestrationError(
    ErrorCode.BUDGET_EXCEEDED,
    `The budget of ${owner} is exceeded: ${limit} ${allowed}, by ${by} (${parts.join(", ")})`,
    { details: { budget: owner, limit, allowed, by, spent, reserved, asked } },
  );
}

/** A limit on what an agent does not announce. */
export function createUnknownEstimateError(
  limit: "maxCostUsd" | "maxTokens",
  allowed: number,
  agentName: string,
): OrchestrationError {
  const [field, assumption] =
    limit === "maxCostUsd" ? ["costEstimate", "assumeCostUsd"] : ["tokenEstimate", "assumeTokens"];
  return new OrchestrationError(
    ErrorCode.BUDGET_EXCEEDED,
    `The budget of ${owner} limits ${limit} to ${allowed}, but agent "${agentName}" declares no ${field}: ` +
      `declare one in its capability, or set ${assumption} in sharedBudget.`,
    { details: { budget: owner, limit, allowed, agent: agentName } },
  );
}

function round(value: number): number {
  return Number(value.toPrecision(9));
}

function settleAtZero(value: number): number {
  return Math.abs(value) < 1e-9 ? 0 : value;
}
