import type { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Amount } from "./budget-limits.ts";
import type { Budget } from "./budget.ts";
import { checkAmount } from "./check-amount.ts";

/** A reservation inside an envelope. */
interface Draw {
  readonly amount: Amount;
  settled: boolean;
}

/** The outcome of settling. */
export interface SettleOutcome {
  /** False for a reservation that was settled before: nothing changes then. */
  readonly accepted: boolean;
  /** What was spent beyond every limit, if anything. */
  readonly overspent?: OrchestrationError;
}

/**
 * What one task has set aside with one agent: its estimate at first, then what its executor reserves.
 *
 * Draws take from the estimate first and from the budgets above when it is used up. With no budget above,
 * an envelope only adds up what was spent.
 */
export class Envelope {
  readonly #budget: Budget | undefined;
  readonly #draws = new Map<string, Draw>();
  /** Set aside and not drawn yet. */
  #freeCostUsd: number;
  #freeTokens: number;
  #drawn = false;
  #closed = false;
  #costUsd = 0;
  #tokens = 0;

  /** `estimate` is already reserved in `budget`. */
  constructor(budget: Budget | undefined, estimate: Amount) {
    this.#budget = budget;
    this.#freeCostUsd = estimate.costUsd ?? 0;
    this.#freeTokens = estimate.tokens ?? 0;
  }

  /** What is set aside and not drawn. */
  get free(): Required<Amount> {
    return { costUsd: this.#freeCostUsd, tokens: this.#freeTokens };
  }

  /** True once the executor has reserved something itself: the estimate is then not charged. */
  get drawn(): boolean {
    return this.#drawn;
  }

  /** Sets `amount` aside under `ticketId`; throws `budget_exceeded` when there is no room. */
  draw(ticketId: string, amount: Amount): void {
    checkAmount(amount, "reserve");
    const { costUsd = 0, tokens = 0 } = amount;
    const beyond = {
      costUsd: Math.max(0, costUsd - this.#freeCostUsd),
      tokens: Math.max(0, tokens - this.#freeTokens),
    };
    const refusal = this.#budget?.refuse(beyond);
    if (refusal !== undefined) throw refusal;
    this.#budget?.reserve(beyond);
    this.#freeCostUsd = Math.max(0, this.#freeCostUsd - costUsd);
    this.#freeTokens = Math.max(0, this.#freeTokens - tokens);
    this.#draws.set(ticketId, { amount, settled: false });
    this.#drawn = true;
  }

  /** Books what a call really used; what was left over can be drawn again. */
  settle(ticketId: string, actual: Amount): SettleOutcome {
    checkAmount(actual, "settle");
    const draw = this.#draws.get(ticketId);
    if (draw === undefined || draw.settled || this.#closed) return { accepted: false };
    draw.settled = true;
    const { costUsd: reservedCost = 0, tokens: reservedTokens = 0 } = draw.amount;
    const { costUsd = 0, tokens = 0 } = actual;
    // The reservation turns into free room first; what was used is then taken from that room.
    this.#freeCostUsd += reservedCost;
    this.#freeTokens += reservedTokens;
    const beyond = {
      costUsd: Math.max(0, costUsd - this.#freeCostUsd),
      tokens: Math.max(0, tokens - this.#freeTokens),
    };
    const overspent = beyond.costUsd > 0 || beyond.tokens > 0 ? this.#budget?.refuse(beyond) : undefined;
    const covered = { costUsd: costUsd - beyond.costUsd, tokens: tokens - beyond.tokens };
    this.#freeCostUsd -= covered.costUsd;
    this.#freeTokens -= covered.tokens;
    this.#budget?.release(covered);
    this.#budget?.spend(actual);
    this.#costUsd += costUsd;
    this.#tokens += tokens;
    return { accepted: true, overspent };
  }

  /**
   * Ends the envelope and answers what the task has spent: what was settled and what was never settled
   * (its call may have been made), or `estimate` when the executor reserved nothing.
   */
  close(estimate: Amount): Required<Amount> {
    if (this.#closed) return { costUsd: this.#costUsd, tokens: this.#tokens };
    this.#closed = true;
    this.#budget?.release({ costUsd: this.#freeCostUsd, tokens: this.#freeTokens });
    if (!this.#drawn) this.#charge(estimate);
    for (const { amount, settled } of this.#draws.values()) {
      if (settled) continue;
      this.#budget?.release(amount);
      this.#charge(amount);
    }
    return { costUsd: this.#costUsd, tokens: this.#tokens };
  }

  #charge(amount: Amount): void {
    this.#budget?.spend(amount);
    this.#costUsd += amount.costUsd ?? 0;
    this.#tokens += amount.tokens ?? 0;
  }
}
