import type { AttemptDesk } from "./attempt-desk.ts";
import type { OpenAttempt } from "./open-attempt.ts";

/** Takes an attempt that nobody has begun out of its queue; when a worker has it after all, it is told once it says so. */
export async function takeBack(desk: AttemptDesk, attempt: OpenAttempt): Promise<void> {
  const { attemptId } = attempt.job;
  const isFree = await attempt.queue.remove(attemptId);
  if (!isFree || attempt.job.attemptId !== attemptId || attempt.stop === undefined) return;
  desk.finish(attempt, { ok: false, error: attempt.stop });
}
