import { formatTaskLine, markTask, markWidth } from "../report/task-line.ts";
import type { View } from "./view.ts";

/** A view of plain lines, each written once and never changed: for pipes, logs and terminals without colour. */
export function createPlainView({ width, write }: { width: number; write: (text: string) => void }): View {
  const printLines = (lines: readonly string[]): void => write(lines.map((line) => `${line}\n`).join(""));
  return {
    width,
    printLines,
    printHeading(heading, below) {
      printLines([heading, below, ""]);
    },
    async showStep(_title, work) {
      const { outcome, summary } = await work(() => {});
      printLines([`✔ ${summary}`]);
      return outcome;
    },
    async follow(orchestrator, { runId, tasks, describe }, work) {
      // Lines stand in the order of the tasks, as on a terminal: one that settles early waits for those before it.
      const waiting = new Map<string, string>();
      const open = tasks.map(({ taskId }) => taskId);
      const printWaiting = (): void => {
        for (let next = waiting.get(open[0]); next !== undefined; next = waiting.get(open[0])) {
          printLines([next]);
          open.shift();
        }
      };
      const unsubscribe = orchestrator.subscribe(
        (event) => {
          if (event.type !== "task-settled") return;
          const { task } = event;
          const line = formatTaskLine(task, { width: width - markWidth, describe });
          waiting.set(task.taskId, `${markTask(task)} ${line}`);
          printWaiting();
        },
        { runId, types: ["task-settled"] },
      );
      try {
        return await work();
      } finally {
        unsubscribe();
        while (open.length > 0) {
          printWaiting();
          open.shift();
        }
      }
    },
  };
}
