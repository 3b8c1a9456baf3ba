import { copyJson } from "../json/canonical-json.ts";
import type { LiveTask } from "./live-task.ts";

/**
 * The value that an earlier attempt, or an earlier life of the run, has recorded under `key`. Rejects when somebody else
 * owns the run by now, and may have recorded it.
 */
export async function recallStep(
  task: LiveTask,
  key: string,
): Promise<{ readonly value: unknown } | undefined> {
  const { journal, kernel } = task.run;
  const held = journal?.hold(kernel.clock.now());
  if (held !== undefined) await held;
  const own = task.extra?.steps;
  if (own?.has(key) === true) return { value: own.get(key) };
  const earlier = task.run.extra?.history?.steps.get(task.record.taskId);
  return earlier?.has(key) === true ? { value: earlier.get(key) } : undefined;
}

/** Records a step's value; resolves once it is committed where the run is durable. */
export async function rememberStep(task: LiveTask, key: string, value: unknown): Promise<void> {
  const { journal } = task.run;
  if (journal !== undefined) {
    journal.putStep({ taskId: task.record.taskId, key, value: copyJson(value) });
    await journal.commit();
  }
  (task.needed.steps ??= new Map<string, unknown>()).set(key, value);
}
