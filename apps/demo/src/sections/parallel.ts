import type { ResearchResult } from "@convoke/agents-knowledge";
import { AgentType, systemRuntime, type TaskSpec } from "@convoke/core";
import { formatDuration } from "../report/duration.ts";
import { formatQuotes } from "../report/quotes.ts";
import { measureTask } from "../report/task-line.ts";
import { formatField, joinNames } from "../report/text.ts";
import { compareResearch } from "./compare-research.ts";
import { expectTasks, listMisses, readResearch } from "./results.ts";
import type { Section } from "./section.ts";

const names = ["Vite", "Rolldown", "Sucrase"];

const specs = names.map((name): TaskSpec => ({
  agentType: AgentType.KNOWLEDGE,
  description: `Research how fast ${name} is`,
  input: { type: "research", question: `How fast is ${name}?` },
}));

/** Three researches at once, compared from all three, and what running them at once was worth. */
export const parallel: Section = {
  heading: "2. PARALLEL EXECUTION",
  explanation: "Tasks execute simultaneously (A || B || C)",
  asked: `How fast are ${joinNames(names)}? Three researches at once, then compared.`,
  async run({ orchestrator, signal, follow, formatPlace, width }) {
    const runId = "parallel";
    const startedAt = systemRuntime.now();
    const tasks = await follow({ runId, tasks: expectTasks(runId, specs), isConcurrent: true }, () =>
      orchestrator.executeParallel(specs, { id: runId, signal }),
    );
    const togetherAt = systemRuntime.now();
    const repeated = await orchestrator.executeSequential(specs, { id: "parallel-one-by-one", signal });
    const oneByOneMs = systemRuntime.now() - togetherAt;
    const elapsedMs = togetherAt - startedAt;
    const addedUpMs = tasks.reduce((sum, task) => sum + measureTask(task), 0);

    const results = tasks.map(readResearch);
    const answered = results.filter((result): result is ResearchResult => result?.answer !== undefined);
    const comparison = answered.length === names.length ? compareResearch(names, answered) : undefined;
    return {
      tasks: [...tasks, ...repeated],
      elapsedMs,
      lines: [
        ...results.flatMap((result, position) =>
          result?.answer === undefined
            ? formatField(names[position], "no answer in the documentation", { width })
            : formatQuotes(names[position], result.citations.slice(0, 1), { width, formatPlace }),
        ),
        ...(comparison === undefined ? [] : formatComparison(comparison, width)),
        ...formatField("Time", describeSaving({ elapsedMs, oneByOneMs, addedUpMs }), { width }),
      ],
      outcome: {
        answers: names.map((name, position) => ({ name, answer: results[position]?.answer, citations: results[position]?.citations })),
        comparison,
        timing: { togetherMs: elapsedMs, oneByOneMs, durationsAddedUpMs: addedUpMs, savedMs: oneByOneMs - elapsedMs },
      },
      misses: [
        ...listMisses([...tasks, ...repeated]),
        ...names.filter((_, position) => results[position] !== undefined && results[position].answer === undefined).map((name) => `no answer about ${name}`),
      ],
    };
  },
};

function formatComparison({ common, own }: ReturnType<typeof compareResearch>, width: number): string[] {
  const list = (words: readonly string[]): string => words.join(", ") || "nothing";
  return [
    ...formatField("All three", `speak of ${list(common)}`, { width }),
    ...names.flatMap((name, position) => formatField(`Only ${name}`, list(own[position]), { width })),
  ];
}

/** The same three run one by one are the measure: durations of overlapping tasks hold time spent waiting for one another. */
function describeSaving({
  elapsedMs,
  oneByOneMs,
  addedUpMs,
}: {
  elapsedMs: number;
  oneByOneMs: number;
  addedUpMs: number;
}): string {
  const savedMs = oneByOneMs - elapsedMs;
  const measured = `together ${formatDuration(elapsedMs)}, the same three one by one ${formatDuration(oneByOneMs)} (their own durations, waiting included, add up to ${formatDuration(addedUpMs)})`;
  return savedMs > Math.max(1, oneByOneMs / 10)
    ? `${measured}: ${formatDuration(savedMs)} saved.`
    : `${measured}: nothing saved. These agents compute in one thread; agents that wait for a network or a model overlap.`;
}
