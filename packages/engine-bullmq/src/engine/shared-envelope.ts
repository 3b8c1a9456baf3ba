import type { Amount, Ticket } from "@convoke/core";
import type { SharedLedger } from "./shared-budget.ts";

/** What one attempt has set aside in the shared budget: its estimate at first, then what its executor reserves beyond it. */
export interface SharedEnvelope {
  /** Rejects with `budget_exceeded` when there is no room for what a ticket takes. */
  draw(ticket: Ticket): Promise<void>;
  /** Notes what a call has really used; what was left over can be drawn again. */
  settle(ticket: Ticket, actual: Amount): void;
  /** Books what was settled and, as it may have been used, what was not; the estimate when nothing was drawn. */
  close(): void;
}

/** `estimate` was set aside already. */
export function createSharedEnvelope(ledger: SharedLedger, estimate: Required<Amount>): SharedEnvelope {
  const draws = new Map<string, Required<Amount>>();
  /** Set aside and not drawn. */
  let free = estimate;
  /** Set aside in all, less what was booked already. */
  let held = estimate;
  let used: Required<Amount> = { costUsd: 0, tokens: 0 };
  let hasDrawn = false;
  let isClosed = false;

  return {
    async draw({ ticketId, amount }) {
      const asked = { costUsd: amount.costUsd ?? 0, tokens: amount.tokens ?? 0 };
      const beyond = cut(subtract(asked, free));
      free = cut(subtract(free, asked));
      hasDrawn = true;
      draws.set(ticketId, asked);
      if (beyond.costUsd === 0 && beyond.tokens === 0) return;
      try {
        await ledger.reserve(beyond, 0);
      } catch (error) {
        if (draws.delete(ticketId)) free = add(free, subtract(asked, beyond));
        throw error;
      }
      if (isClosed) ledger.book(beyond, { costUsd: 0, tokens: 0 });
      else held = add(held, beyond);
    },
    settle({ ticketId }, actual) {
      const asked = draws.get(ticketId);
      const spent = { costUsd: actual?.costUsd ?? 0, tokens: actual?.tokens ?? 0 };
      if (isClosed || asked === undefined || !isAmount(spent)) return;
      draws.delete(ticketId);
      const room = add(free, asked);
      free = cut(subtract(room, spent));
      used = add(used, spent);
      const beyond = cut(subtract(spent, room));
      if (beyond.costUsd === 0 && beyond.tokens === 0) return;
      // More than was set aside: the others are to know at once.
      ledger.book({ costUsd: 0, tokens: 0 }, beyond);
      used = subtract(used, beyond);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      for (const asked of draws.values()) used = add(used, asked);
      ledger.book(held, hasDrawn ? used : estimate);
    },
  };
}

function add(left: Required<Amount>, right: Required<Amount>): Required<Amount> {
  return { costUsd: left.costUsd + right.costUsd, tokens: left.tokens + right.tokens };
}

function subtract(left: Required<Amount>, right: Required<Amount>): Required<Amount> {
  return { costUsd: left.costUsd - right.costUsd, tokens: left.tokens - right.tokens };
}

/** Nothing below zero; sums of binary fractions differ in the last digits, which is nothing, too. */
function cut({ costUsd, tokens }: Required<Amount>): Required<Amount> {
  return { costUsd: costUsd < 1e-9 ? 0 : costUsd, tokens: Math.max(0, tokens) };
}

function isAmount({ costUsd, tokens }: Required<Amount>): boolean {
  return Number.isFinite(costUsd) && costUsd >= 0 && Number.isFinite(tokens) && tokens >= 0;
}
