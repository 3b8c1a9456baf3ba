import type { TaskExtra } from "./live-task.ts";
import type { Task } from "./task.ts";
import { TaskStatus } from "./task-status.ts";

/** A child that was asked for: what for, and how it stands. */
interface KnownChild {
  readonly fingerprint: string;
  /** While it runs: joined by whoever asks again with the same key. */
  pending?: Promise<Task>;
  /** Its settled record. */
  task?: Task;
  /** Of one that has not completed: what it is not to do again when a later attempt of its parent tries it anew. */
  done?: Done;
}

/** What a task has recorded so far: steps, answers, and what its children have come to. */
type Done = Pick<TaskExtra, "steps" | "answers" | "family">;

/** The children that a task has delegated, over all its attempts. */
export class ChildFamily {
  readonly #children = new Map<string, KnownChild>();
  readonly #occurrences = new Map<string, number>();
  readonly #refusals = new Map<string, number>();
  #attempts = 0;

  /** The key of a child without one: what it is asked to do, and the how-manieth of its kind it is. */
  nameUnkeyed(fingerprint: string, totalAttempts: number): string {
    if (totalAttempts !== this.#attempts) {
      // A later attempt repeats the calls of the one before, so it counts anew.
      this.#attempts = totalAttempts;
      this.#occurrences.clear();
    }
    const occurrence = this.#occurrences.get(fingerprint) ?? 0;
    this.#occurrences.set(fingerprint, occurrence + 1);
    return `${fingerprint}#${occurrence}`;
  }

  find(childId: string): KnownChild | undefined {
    return this.#children.get(childId);
  }

  begin(childId: string, fingerprint: string, pending: Promise<Task>): void {
    this.#children.set(childId, { fingerprint, pending });
  }

  settle(childId: string, fingerprint: string, task: Task, { steps, answers, family }: Done = {}): void {
    const done = task.status === TaskStatus.COMPLETED ? undefined : { steps, answers, family };
    this.#children.set(childId, { fingerprint, task, done });
  }

  /** What a child that is tried anew has done before. */
  recallDone(childId: string): Done {
    const done = this.#children.get(childId)?.done;
    // Its attempts are counted anew, and with them its calls.
    if (done?.family !== undefined) done.family.#attempts = 0;
    return done ?? {};
  }

  /** A fresh id for a child that is refused under its own. */
  nameRefused(childId: string): string {
    const count = (this.#refusals.get(childId) ?? 0) + 1;
    this.#refusals.set(childId, count);
    return `${childId}#refused${count}`;
  }
}
