/** What a run has taught, in a form that helps a later one. */
export interface Lesson {
  readonly id: string;
  /** What was asked for. */
  readonly situation: string;
  /** What the model says is to be remembered. */
  readonly lesson: string;
  /** Types of the agents whose results the answer rests on. */
  readonly agentTypes: readonly string[];
  readonly succeeded: boolean;
  readonly costUsd: number;
  readonly elapsedMs: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
}

/** Where lessons are kept. */
export interface LessonStore {
  /** Keeps a lesson; one of the same `id` is kept once. */
  add(lesson: Lesson): Promise<void>;
  /** The lessons whose situation is most like this one, best first; none that has nothing to do with it. */
  find(situation: string, most: number): Promise<readonly Lesson[]>;
  close?(): Promise<void>;
}
