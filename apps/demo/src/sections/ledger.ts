import { systemRuntime, type TaskSpec } from "@convoke/core";
import { clerkType } from "../durable/clerk.ts";
import type { Ledger } from "../durable/ledger.ts";
import { countOf, formatField } from "../report/text.ts";
import { expectTasks, listMisses } from "./results.ts";
import type { Section } from "./section.ts";

const subjects = ["Vite", "Rolldown", "Sucrase", "Vitest", "Turborepo", "fastq", "Zod", "Hono"];

const steps: readonly TaskSpec[] = subjects.map((subject) => ({
  id: subject.toLowerCase(),
  agentType: clerkType,
  description: `Enter ${subject} into the ledger`,
  input: { subject },
}));

/** A run that takes its time and writes to a file: kill it, start it again, and look that every line is there once. */
export const createLedgerSection = (ledger: Ledger): Section => ({
  heading: "5. DURABLE EXECUTION",
  explanation: "Kill it, start it again: it goes on (A → ✂ → B → C)",
  asked: `Enter ${countOf(subjects.length, "subject")} into ${ledger.path}, one after another; each has to stand there once, however often this program dies.`,
  async run({ orchestrator, signal, follow, print, width }) {
    const runId = "ledger";
    const startedAt = systemRuntime.now();
    const tasks = await follow({ runId, tasks: expectTasks(runId, steps), isConcurrent: false }, () =>
      orchestrator.executeSequential(steps, { id: runId, signal }),
    );
    const elapsedMs = systemRuntime.now() - startedAt;
    const keys = await ledger.readKeys();
    const repeated = keys.length - new Set(keys).size;
    const lines = `${countOf(keys.length, "line")} for ${countOf(subjects.length, "subject")}, ${repeated} repeated`;
    print(formatField("Ledger", lines, { width }));
    return {
      tasks,
      elapsedMs,
      outcome: { ledger: ledger.path, lines: keys.length, repeated },
      misses: [
        ...listMisses(tasks),
        ...(repeated > 0 || keys.length !== subjects.length ? [`the ledger holds ${lines}`] : []),
      ],
    };
  },
});
