import type { AttemptDesk } from "./attempt-desk.ts";
import type { OpenAttempt } from "./open-attempt.ts";
import { takeBack } from "./take-back.ts";

/** An attempt that was heard of within this time needs no look. */
const quietMs = 1_900;
const attemptsPerRound = 1_000;

/**
 * Looks whether the jobs of quiet attempts are still there. One that is missing twice in a row has ended without our hearing
 * of it, or Redis has lost it: whether its task is done is decided by the store, so it is dispatched again. After a rebirth,
 * all that an earlier life has dispatched is looked at.
 */
export async function auditAttempts(desk: AttemptDesk, isRebirth = false): Promise<void> {
  const { life, runtime } = desk.link;
  const now = runtime.now();
  const isDue = ({ heardAt, job }: OpenAttempt): boolean =>
    now - heardAt >= quietMs || (isRebirth && job.generation !== life.generation);
  // Those that were looked at last are last in line: however many wait, each has its turn.
  const quiet = [...desk.open.values()]
    .filter(isDue)
    .sort((left, right) => left.heardAt - right.heardAt)
    .slice(0, attemptsPerRound);
  let heard: Promise<void> | undefined;
  const heardAll = (): Promise<void> => (heard ??= desk.link.heardAll());
  // Together with those of other queues: commands of one turn travel in one go.
  await Promise.all(
    [...Map.groupBy(quiet, ({ queue }) => queue)].map(async ([queue, attempts]) => {
      const ids = attempts.map(({ job }) => job.attemptId);
      const found = await queue.which(ids);
      await Promise.all(
        attempts.map((attempt, index) =>
          attempt.isOpen && attempt.job.attemptId === ids[index]
            ? judge(desk, attempt, found[index] ?? false, heardAll)
            : undefined,
        ),
      );
    }),
  );
}

async function judge(
  desk: AttemptDesk,
  attempt: OpenAttempt,
  isThere: boolean,
  heardAll: () => Promise<void>,
): Promise<void> {
  attempt.heardAt = desk.link.runtime.now();
  if (attempt.stop !== undefined) {
    tellAgain(desk, attempt);
    return takeBack(desk, attempt);
  }
  if (isThere || !attempt.isMissing) {
    attempt.isMissing = !isThere;
    return;
  }
  void redoUnheard(desk, attempt, heardAll()).catch(() => undefined);
}

/** Its end may lie in the inbox, unread: nothing is done anew before that was read as far as it went when the job was missing. */
async function redoUnheard(desk: AttemptDesk, attempt: OpenAttempt, heard: Promise<void>): Promise<void> {
  const { attemptId } = attempt.job;
  await heard;
  const isSame = attempt.isOpen && attempt.job.attemptId === attemptId;
  // Each look sends a mark of its own, in case that Redis loses one: the first that is heard decides.
  if (isSame && attempt.isMissing && attempt.stop === undefined) desk.redo(attempt);
}

/** What a worker was told may have been lost. */
function tellAgain({ link }: AttemptDesk, attempt: OpenAttempt): void {
  const { worker, stop, job } = attempt;
  if (worker === undefined || stop === undefined || attempt.isTold) return;
  attempt.isTold = true;
  void link
    .tell(worker, { kind: "abort", attemptId: job.attemptId, reason: stop, again: true })
    .then(() => (attempt.isTold = false));
}
