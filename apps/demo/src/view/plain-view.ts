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
    async follow(orchestrator, { runId, describe }, work) {
      const unsubscribe = orchestrator.subscribe(
        (event) => {
          if (event.type !== "task-settled") return;
          const line = formatTaskLine(event.task, { width: width - markWidth, describe });
          printLines([`${markTask(event.task)} ${line}`]);
        },
        { runId, types: ["task-settled"] },
      );
      try {
        return await work();
      } finally {
        unsubscribe();
      }
    },
  };
}
