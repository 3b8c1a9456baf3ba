import { TaskStatus } from "@convoke/core";
import { formatDuration } from "./report/duration.ts";
import { formatStatistics } from "./report/statistics-lines.ts";
import { toTaskData } from "./report/task-data.ts";
import { formatField } from "./report/text.ts";
import { createKeeper } from "./durable/keeper.ts";
import { createBrowserSection } from "./sections/browser.ts";
import { consensus } from "./sections/consensus.ts";
import { hierarchical } from "./sections/hierarchical.ts";
import { parallel } from "./sections/parallel.ts";
import { createLedgerSection } from "./sections/ledger.ts";
import { isAnnouncedFailure } from "./sections/results.ts";
import type { Section, SectionReport } from "./sections/section.ts";
import { sequential } from "./sections/sequential.ts";
import { serverBrowser } from "./sections/server-browser.ts";
import type { View } from "./view/view.ts";
import { openDurableWorkplace, openWorkplace, type ServerChoice, type Workplace } from "./workplace.ts";

const title = "MULTI-AGENT ORCHESTRATION SYSTEM - DEMONSTRATION";
const rule = "=".repeat(65);
const strategies: readonly Section[] = [sequential, parallel, hierarchical, consensus];

/** What a program run came to: data for `--json`, and what should have been reached and was not. */
export interface ProgramOutcome {
  readonly document: Readonly<Record<string, unknown>>;
  readonly misses: readonly string[];
}

/** Where the sections run: here, on a server, or here with everything kept in a folder. */
export interface DemonstrationOptions {
  readonly server?: ServerChoice | undefined;
  readonly durable?: string | undefined;
}

/** Runs the sections one after another and shows them. Rejects with the signal's reason when it aborts. */
export async function runDemonstration(
  view: View,
  signal: AbortSignal,
  { server, durable: folder }: DemonstrationOptions = {},
): Promise<ProgramOutcome> {
  view.printHeading(title, rule);
  const workplace =
    folder === undefined
      ? await openWorkplace(view, signal, server)
      : await openDurableWorkplace(view, signal, folder);
  const { conductor, formatPlace, corpus } = workplace;
  const keeper = workplace.kind === "durable" ? createKeeper(workplace, view) : undefined;
  const reports: Record<string, unknown>[] = [];
  const misses: string[] = [];
  try {
    for (const { heading, explanation, asked, run } of [...strategies, chooseLast(workplace)]) {
      view.printLines([""]);
      view.printHeading(heading, explanation);
      view.printLines([...formatField("Asked", asked, view), ""]);
      const report = await run({
        orchestrator: conductor,
        signal,
        formatPlace,
        index: corpus?.index,
        ...(workplace.kind === "durable" && { isRecalled: workplace.conductor.isRecalled }),
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
      const kept = keeper?.printSection();
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
        ...kept,
        ...(pages.length > 0 && { pages }),
        misses: report.misses,
      });
    }
    const statistics = await conductor.getStatistics();
    view.printLines(["", ...formatStatistics(statistics)]);
    const durable = await keeper?.finish();
    const { index: _, ...about } = corpus ?? {};
    const source = server === undefined ? { corpus: about } : { server: server.url };
    return {
      document: {
        title,
        ...source,
        sections: reports,
        statistics,
        ...(durable !== undefined && { durable }),
        misses,
      },
      misses,
    };
  } catch (error) {
    throw signal.aborted && keeper !== undefined ? keeper.explain(error) : error;
  } finally {
    await conductor.close();
  }
}

function chooseLast(workplace: Workplace): Section {
  switch (workplace.kind) {
    case "here":
      return createBrowserSection(workplace.conductor);
    case "durable":
      // The page that the browser agent works on would be gone with the process that serves it.
      return createLedgerSection(workplace.durable.ledger);
    case "server":
      return serverBrowser;
  }
}

/** Whether a task of a section failed in another way than the one that is announced. */
function hasFailed({ tasks }: SectionReport): boolean {
  return tasks.some((task) => task.status === TaskStatus.FAILED && !isAnnouncedFailure(task));
}
