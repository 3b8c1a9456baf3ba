/** Long work in small steps, so that whoever runs it may stop or give way between two of them. */
export type Steps<Result = void> = Generator<undefined, Result, undefined>;

/** Does all steps at once. */
export function runSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Does all steps and waits for `pause` after each; what `pause` rejects with ends the work. */
export async function runStepsWithPauses<Result>(
  steps: Steps<Result>,
  pause: () => Promise<void> | undefined,
): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const waiting = pause();
    if (waiting) await waiting;
  }
}
