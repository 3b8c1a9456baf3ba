import { TaskStatus } from "@convoke/core";
import { formatDuration } from "./report/duration.ts";
import { formatStatistics } from "./report/statistics-lines.ts";
import { toTaskData } from "./report/task-data.ts";
import { formatField } from "./report/text.ts";
import { createBrowserSection } from "./sections/browser.ts";
import { consensus } from "./sections/consensus.ts";
import { hierarchical } from "./sections/hierarchical.ts";
import { parallel } from "./sections/parallel.ts";
import { isAnnouncedFailure } from "./sections/results.ts";
import type { Section, SectionReport } from "./sections/section.ts";
import { sequential } from "./sections/sequential.ts";
import { serverBrowser } from "./sections/server-browser.ts";
import type { View } from "./view/view.ts";
import { openWorkplace, type ServerChoice } from "./workplace.ts";

const title = "MULTI-AGENT ORCHESTRATION SYSTEM - DEMONSTRATION";
const rule = "=".repeat(65);
const strategies: readonly Section[] = [sequential, parallel, hierarchical, consensus];

/** What a program run came to: data for `--json`, and what should have been reached and was not. */
export interface ProgramOutcome {
  readonly document: Readonly<Record<string, unknown>>;
  readonly misses: readonly string[];
}

/** Runs the sections one after another and shows them. Rejects with the signal's reason when it aborts. */
export async function runDemonstration(
  view: View,
  signal: AbortSignal,
  server?: ServerChoice,
): Promise<ProgramOutcome> {
  view.printHeading(title, rule);
  const workplace = await openWorkplace(view, signal, server);
  const { conductor, formatPlace, corpus } = workplace;
  const browser = workplace.kind === "here" ? createBrowserSection(workplace.conductor) : serverBrowser;
  const reports: Record<string, unknown>[] = [];
  const misses: string[] = [];
  try {
    for (const { heading, explanation, asked, run } of [...strategies, browser]) {
      view.printLines([""]);
      view.printHeading(heading, explanation);
      view.printLines([...formatField("Asked", asked, view), ""]);
      const report = await run({
        orchestrator: conductor,
        signal,
        formatPlace,
        index: corpus?.index,
        width: view.width,
        print: view.printLines,
        async follow(followed, work) {
          const outcome = await view.follow(conductor, followed, work);
          view.printLines([""]);
          return outcome;
        },
      });
      signal.throwIfAborted();
      view.printLines(formatField("Took", formatDuration(report.elapsedMs), view));
      const pages = workplace.printPages();
      if (server !== undefined && report.misses.length > 0 && !hasFailed(report)) {
        // What a server's agents have to read is up to the server.
        view.printLines(formatField("Note", `On this server: ${report.misses.join("; ")}.`, view));
      } else misses.push(...report.misses.map((miss) => `${heading}: ${miss}`));
      const { tasks, elapsedMs, outcome } = report;
      reports.push({
        heading,
        explanation,
        asked,
        elapsedMs,
        tasks: tasks.map(toTaskData),
        outcome,
        ...(pages.length > 0 && { pages }),
        misses: report.misses,
      });
    }
    const statistics = await conductor.getStatistics();
    view.printLines(["", ...formatStatistics(statistics)]);
    const { index: _, ...about } = corpus ?? {};
    const source = server === undefined ? { corpus: about } : { server: server.url };
    return { document: { title, ...source, sections: reports, statistics, misses }, misses };
  } finally {
    await conductor.close();
  }
}

/** Whether a task of a section failed in another way than the one that is announced. */
function hasFailed({ tasks }: SectionReport): boolean {
  return tasks.some((task) => task.status === TaskStatus.FAILED && !isAnnouncedFailure(task));
}
