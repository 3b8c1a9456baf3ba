import type { CoordinatorMessage } from "../wire/messages.ts";
import { createSeenNumbers } from "./seen-numbers.ts";

export type Answer = Extract<CoordinatorMessage, { readonly kind: "answer" }>;

/** Answers that have not been heard to arrive are kept up to this number. */
const mostAnswers = 1_000;

/** What a worker has asked during one delivery of an attempt, and what it was answered. */
export interface ServedCalls {
  /** False for one that was begun before: nothing is done twice. */
  begin(call: number): boolean;
  /** Keeps an answer, in case that it is lost on its way. */
  end(answer: Answer): void;
  /** What has become of a call; the answer to a `forgotten` one is not kept any more. */
  find(call: number): Answer | "unknown" | "under-way" | "forgotten";
  /** Forgets the answers that have arrived. */
  forget(hasArrived: (call: number) => boolean): void;
  /** The answers that are kept. */
  answers(): readonly Answer[];
}

/** @param maxLength units of JSON that the answers which are kept may have in all; the latest is kept in any case */
export function createServedCalls(maxLength: number): ServedCalls {
  const seen = createSeenNumbers();
  const underWay = new Set<number>();
  const kept = new Map<number, { readonly answer: Answer; readonly length: number }>();
  let length = 0;

  function drop(call: number): void {
    length -= kept.get(call)?.length ?? 0;
    kept.delete(call);
  }

  return {
    begin(call) {
      if (!seen.add(call)) return false;
      underWay.add(call);
      return true;
    },
    end(answer) {
      const { call, outcome } = answer;
      const ownLength = JSON.stringify(outcome).length;
      underWay.delete(call);
      kept.set(call, { answer, length: ownLength });
      length += ownLength;
      for (const oldest of kept.keys()) {
        if (kept.size <= 1 || (kept.size <= mostAnswers && length <= maxLength)) break;
        drop(oldest);
      }
    },
    find(call) {
      const answer = kept.get(call)?.answer;
      if (answer !== undefined) return answer;
      if (underWay.has(call)) return "under-way";
      return seen.has(call) ? "forgotten" : "unknown";
    },
    forget(hasArrived) {
      for (const call of kept.keys()) if (hasArrived(call)) drop(call);
    },
    answers: () => [...kept.values()].map(({ answer }) => answer),
  };
}
