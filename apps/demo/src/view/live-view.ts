import { styleText } from "node:util";
import { type Task, TaskStatus } from "@convoke/core";
import { Listr, ListrDefaultRendererLogLevels, type ListrTask } from "listr2";
import type { Conductor } from "../conductor.ts";
import { formatTaskLine, markTask, markWidth } from "../report/task-line.ts";
import { truncateText } from "../report/text.ts";
import { createPlainView } from "./plain-view.ts";
import type { ExpectedTask, FollowedRun, View } from "./view.ts";

/** How a list is drawn; what a line says is ours, the mark and its colour are the list's. */
const rendererOptions = {
  collapseErrors: false,
  showErrorMessage: false,
  collapseSkips: false,
  showSkipMessage: false,
  formatOutput: "truncate",
  icon: {
    [ListrDefaultRendererLogLevels.SKIPPED_WITHOUT_COLLAPSE]: markTask({ status: TaskStatus.CANCELLED }),
  },
} as const;

/** Columns that the list keeps free beside its marks; a longer line would be cut within a word. */
const listMargin = 3;

/** A view for terminals: the lines of a run stand there while it runs and change as its tasks do. */
export function createLiveView({ width, write }: { width: number; write: (text: string) => void }): View {
  const plain = createPlainView({ width, write });
  const lineWidth = width - markWidth - listMargin;
  return {
    ...plain,
    printHeading(heading, below) {
      plain.printLines([styleText("bold", heading), below, ""]);
    },
    async showStep(title, work) {
      let finished: Awaited<ReturnType<typeof work>> | undefined;
      const step: ListrTask = {
        title,
        async task(_, line) {
          finished = await work((progress) => {
            line.title = truncateText(`${title} (${progress})`, lineWidth);
          });
          line.title = truncateText(finished.summary, lineWidth);
        },
      };
      await createList([step], { concurrent: false, exitOnError: true }).run();
      if (finished === undefined) throw new Error(`The step “${title}” ended without a result.`);
      return finished.outcome as never;
    },
    async follow(orchestrator, run, work) {
      const board = createBoard(orchestrator, run);
      const steps = run.tasks.map((expected): ListrTask => ({
        title: formatLine(expected),
        async task(_, line) {
          board.onChange(expected.taskId, (task) => {
            line.title = formatLine(task);
          });
          const task = await board.settled(expected.taskId);
          if (task === undefined || task.status === TaskStatus.CANCELLED) line.skip();
          if (task?.status === TaskStatus.FAILED) throw new Error(task.error ?? "failed");
        },
      }));
      const drawn = createList(steps, { concurrent: run.isConcurrent, exitOnError: false }).run();
      try {
        return await work();
      } finally {
        board.close();
        await drawn;
      }

      function formatLine(task: ExpectedTask | Task): string {
        const facts = { status: TaskStatus.PENDING, agentName: "", ...task };
        return formatTaskLine(facts, { width: lineWidth, describe: run.describe });
      }
    },
  };
}

function createList(steps: ListrTask[], options: { concurrent: boolean; exitOnError: boolean }): Listr {
  // Signals are the program's affair: it cancels the tasks, and the list ends with them.
  return new Listr(steps, {
    ...options,
    registerSignalListeners: false,
    renderer: "default",
    rendererOptions,
  });
}

interface Board {
  onChange(taskId: string, listener: (task: Task) => void): void;
  /** The settled record; `undefined` when the run ended without one. */
  settled(taskId: string): Promise<Task | undefined>;
  close(): void;
}

/** What is known of each task of a run, by its events. */
function createBoard(orchestrator: Pick<Conductor, "subscribe">, { runId, tasks }: FollowedRun): Board {
  const listeners = new Map<string, (task: Task) => void>();
  const latest = new Map<string, Task>();
  const endings = new Map(tasks.map(({ taskId }) => [taskId, Promise.withResolvers<Task | undefined>()]));
  const unsubscribe = orchestrator.subscribe(
    (event) => {
      if (event.type !== "task-started" && event.type !== "task-settled") return;
      // A live record goes on changing: the board keeps how it was.
      const task = { ...event.task };
      latest.set(task.taskId, task);
      listeners.get(task.taskId)?.(task);
      if (event.type === "task-settled") endings.get(task.taskId)?.resolve(task);
    },
    { runId, types: ["task-started", "task-settled"] },
  );
  return {
    onChange(taskId, listener) {
      listeners.set(taskId, listener);
      const known = latest.get(taskId);
      if (known) listener(known);
    },
    settled: (taskId) => endings.get(taskId)?.promise ?? Promise.resolve(undefined),
    close() {
      unsubscribe();
      for (const { resolve } of endings.values()) resolve(undefined);
    },
  };
}
