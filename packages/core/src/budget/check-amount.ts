import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Amount } from "./budget-limits.ts";

/** Throws `invalid_argument` for an amount that is no finite sum of money and tokens from 0. */
export function checkAmount(amount: Amount, verb: string): void {
  if (typeof amount !== "object" || amount === null) {
    const message = `Cannot ${verb} ${String(amount)}: use an object { costUsd, tokens }`;
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
  }
  const { costUsd = 0, tokens = 0 } = amount;
  if (costUsd >= 0 && tokens >= 0 && Number.isFinite(costUsd) && Number.isFinite(tokens)) return;
  const message = `Cannot ${verb} costUsd ${String(costUsd)} and tokens ${String(tokens)}: use finite numbers from 0.`;
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}
