import { createDemoOrchestrator } from "./agents.ts";
import { readCorpus } from "./corpus.ts";
import { createPlaceFormat } from "./report/citations.ts";
import { formatDuration } from "./report/duration.ts";
import { formatStatistics } from "./report/statistics-lines.ts";
import { toTaskData } from "./report/task-data.ts";
import { formatField } from "./report/text.ts";
import { browser } from "./sections/browser.ts";
import { consensus } from "./sections/consensus.ts";
import { hierarchical } from "./sections/hierarchical.ts";
import { parallel } from "./sections/parallel.ts";
import type { Section } from "./sections/section.ts";
import { sequential } from "./sections/sequential.ts";
import type { View } from "./view/view.ts";

const title = "MULTI-AGENT ORCHESTRATION SYSTEM - DEMONSTRATION";
const rule = "=".repeat(65);
const sections: readonly Section[] = [sequential, parallel, hierarchical, consensus, browser];

/** What a program run came to: data for `--json`, and what should have been reached and was not. */
export interface ProgramOutcome {
  readonly document: Readonly<Record<string, unknown>>;
  readonly misses: readonly string[];
}

/** Runs the sections one after another and shows them. Rejects with the signal's reason when it aborts. */
export async function runDemonstration(view: View, signal: AbortSignal): Promise<ProgramOutcome> {
  view.printHeading(title, rule);
  const corpus = await readCorpus(view, signal);
  const orchestrator = createDemoOrchestrator(corpus.index);
  const formatPlace = createPlaceFormat(corpus.index);
  const reports: Record<string, unknown>[] = [];
  const misses: string[] = [];
  try {
    for (const { heading, explanation, asked, run } of sections) {
      view.printLines([""]);
      view.printHeading(heading, explanation);
      view.printLines([...formatField("Asked", asked, view), ""]);
      const report = await run({
        orchestrator,
        signal,
        formatPlace,
        index: corpus.index,
        width: view.width,
        print: view.printLines,
        async follow(followed, work) {
          const outcome = await view.follow(orchestrator, followed, work);
          view.printLines([""]);
          return outcome;
        },
      });
      signal.throwIfAborted();
      view.printLines(formatField("Took", formatDuration(report.elapsedMs), view));
      misses.push(...report.misses.map((miss) => `${heading}: ${miss}`));
      const { tasks, elapsedMs, outcome } = report;
      reports.push({
        heading,
        explanation,
        asked,
        elapsedMs,
        tasks: tasks.map(toTaskData),
        outcome,
        misses: report.misses,
      });
    }
    const statistics = orchestrator.getStatistics();
    view.printLines(["", ...formatStatistics(statistics)]);
    const { index: _, ...about } = corpus;
    return { document: { title, corpus: about, sections: reports, statistics, misses }, misses };
  } finally {
    await orchestrator.close();
  }
}
