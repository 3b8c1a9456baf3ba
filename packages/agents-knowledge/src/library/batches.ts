import type { IndexProgress } from "../ingest/assemble-index.ts";
import type { Queue } from "./queue.ts";

/** Somebody's request that waits for its turn, or is being worked on together with others. */
export interface Member<Request, Result> {
  readonly request: Request;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IndexProgress) => void;
  /** Set once it is settled; what others have of it does not matter. */
  outcome?: { readonly result: Result } | { readonly error: unknown };
}

/** Works on some requests and sets the outcome of each whose signal has not aborted. */
type WorkOnAll<Request, Result> = (
  members: readonly Member<Request, Result>[],
  tools: Pick<Member<Request, Result>, "signal" | "onProgress">,
) => Promise<void>;

/** Requests that are worked on together when they wait at the same time. */
export interface Batches<Request, Result> {
  add(member: Member<Request, Result>): Promise<Result>;
  /** What comes after this waits for another turn than what came before. */
  divide(): void;
}

/**
 * Creates batches: whoever has its turn takes along all who wait behind it up to the next division. The work
 * stops when the last of them has gone.
 */
export function createBatches<Request, Result>(
  runInTurn: Queue,
  work: WorkOnAll<Request, Result>,
): Batches<Request, Result> {
  let waiting: Member<Request, Result>[] = [];

  async function runTogether(batch: readonly Member<Request, Result>[]): Promise<void> {
    const members = batch.filter(({ signal }) => !signal.aborted);
    const controller = new AbortController();
    const leave = ({ target }: Pick<Event, "target">): void => {
      if (members.every(({ signal }) => signal.aborted)) controller.abort((target as AbortSignal).reason);
    };
    for (const { signal } of members) signal.addEventListener("abort", leave);
    try {
      await work(members, {
        signal: controller.signal,
        onProgress: (progress) => {
          for (const { signal, onProgress } of members) if (!signal.aborted) onProgress(progress);
        },
      });
    } catch (error) {
      for (const member of members) member.outcome ??= { error };
    } finally {
      for (const { signal } of members) signal.removeEventListener("abort", leave);
    }
  }

  return {
    add(member) {
      const group = waiting;
      group.push(member);
      return runInTurn(member.signal, async () => {
        if (!member.outcome) await runTogether(group.splice(0));
        const { outcome } = member;
        if (outcome && "result" in outcome) return outcome.result;
        throw outcome?.error ?? member.signal.reason;
      });
    },
    divide() {
      waiting = [];
    },
  };
}
