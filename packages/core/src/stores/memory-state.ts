import { createNumberedLog, type NumberedLog } from "./numbered-log.ts";
import type { KeptWrites, MemoryRun, MemoryTask } from "./memory-run.ts";

/** An event of the memory store as text, with the way to its run. */
interface MemoryEvent {
  readonly run: MemoryRun;
  readonly sequence: number;
  readonly text: string | undefined;
}

/** Taking fewer places than this out of a list saves nothing worth the copy. */
const smallestCompaction = 64;

/** What both sides of the memory store share. */
export interface MemoryState {
  readonly runs: ReadonlyMap<string, MemoryRun>;
  /** Runs that may still be claimed, in the order in which they were opened. */
  readonly unfinished: ReadonlySet<MemoryRun>;
  readonly runLog: NumberedLog<MemoryRun>;
  readonly taskLog: NumberedLog<MemoryTask>;
  readonly eventLog: NumberedLog<MemoryEvent>;
  addRun(run: MemoryRun): void;
  addEvents(run: MemoryRun, events: KeptWrites["events"]): void;
  /** Counts the run among the finished ones, in the order of these calls. */
  finish(run: MemoryRun): void;
  /** Drops the oldest finished runs until they and their tasks number at most as many; the newest run stays. */
  prune(maxTasks?: number, maxRuns?: number): void;
}

/** Creates an empty state whose event log holds at most `maxEvents`. */
export function createMemoryState(maxEvents: number): MemoryState {
  const runs = new Map<string, MemoryRun>();
  const unfinished = new Set<MemoryRun>();
  // A list and not a set: finding the first of a set costs a step for each that was taken out before it.
  let finished: MemoryRun[] = [];
  let oldestFinished = 0;
  const runLog = createNumberedLog<MemoryRun>((run) => run.isDropped);
  const taskLog = createNumberedLog<MemoryTask>((task) => task.run.isDropped);
  const eventLog = createNumberedLog<MemoryEvent>((event) => event.run.isDropped);
  let finishedWeight = 0;

  function drop(run: MemoryRun): void {
    run.isDropped = true;
    runs.delete(run.record.runId);
    finishedWeight -= weigh(run);
    runLog.forget(1);
    taskLog.forget(run.tasks.size);
    eventLog.forget(run.eventCount);
  }

  return {
    runs,
    unfinished,
    runLog,
    taskLog,
    eventLog,
    addRun(run) {
      runs.set(run.record.runId, run);
      unfinished.add(run);
      runLog.append(run);
    },
    addEvents(run, events) {
      for (const { sequence, text } of events) eventLog.append({ run, sequence, text });
      run.eventCount += events.length;
      while (eventLog.size > maxEvents) {
        const oldest = eventLog.dropOldest();
        if (oldest !== undefined) oldest.run.eventCount -= 1;
      }
    },
    finish(run) {
      unfinished.delete(run);
      finished.push(run);
      finishedWeight += weigh(run);
    },
    prune(maxTasks = Infinity, maxRuns = Infinity) {
      const most = Math.max(1, maxRuns);
      const count = (): number => finished.length - oldestFinished;
      while (count() > most || (finishedWeight > maxTasks && count() > 1)) drop(finished[oldestFinished++]);
      if (oldestFinished < smallestCompaction || oldestFinished * 2 < finished.length) return;
      finished = finished.slice(oldestFinished);
      oldestFinished = 0;
    },
  };
}

/** A run without tasks counts as one, so that empty runs are bounded too. */
function weigh(run: MemoryRun): number {
  return Math.max(1, run.tasks.size);
}
