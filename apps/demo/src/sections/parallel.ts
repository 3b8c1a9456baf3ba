import { AgentType, systemRuntime, type TaskSpec } from "@convoke/core";
import { formatDuration } from "../report/duration.ts";
import { stripMarkup } from "../report/quotes.ts";
import { formatTable, type TableRow } from "../report/table.ts";
import { countOf, formatField, joinNames, truncateText } from "../report/text.ts";
import { type Comparand, compareResearch, type Comparison } from "./compare-research.ts";
import { isSaving, measureSaving, type Saving } from "./measure-saving.ts";
import { expectTasks, listMisses, readResearch } from "./results.ts";
import type { Section } from "./section.ts";

const names = ["Vite", "Rolldown", "Sucrase"];

const specs = names.map((name): TaskSpec => ({
  agentType: AgentType.KNOWLEDGE,
  description: `What is ${name}?`,
  input: { type: "research", question: `What is ${name}?` },
}));

/** Three researches at once, compared from all three, and what running them at once was worth. */
export const parallel: Section = {
  heading: "2. PARALLEL EXECUTION",
  explanation: "Tasks execute simultaneously (A || B || C)",
  asked: `What are ${joinNames(names)}? Three researches at once, then compared.`,
  async run({ orchestrator, signal, follow, print, formatPlace, index, isRecalled, width }) {
    const runId = "parallel";
    const startedAt = systemRuntime.now();
    const tasks = await follow({ runId, tasks: expectTasks(runId, specs), isConcurrent: true }, () =>
      orchestrator.executeParallel(specs, { id: runId, signal }),
    );
    const elapsedMs = systemRuntime.now() - startedAt;
    const packages = names.map((name) => name.toLowerCase());
    const isEarlier = isRecalled?.(runId) === true;
    const saving = isEarlier ? undefined : index && (await measureSaving(packages, { index, signal }));

    const results = tasks.map(readResearch);
    const answered = names.flatMap((name, position) => {
      const result = results[position];
      return result?.answer === undefined ? [] : [{ name, result }];
    });
    const silent = names.filter((name) => !answered.some((research) => research.name === name));
    const comparison = compareResearch(answered, formatPlace);
    print([
      ...formatComparison(comparison, width),
      ...(silent.length > 0 ? formatField("No answer", `about ${joinNames(silent)}`, { width }) : []),
      ...(isEarlier ? [] : formatField("Time", describeSaving(saving, elapsedMs), { width })),
    ]);
    return {
      tasks,
      elapsedMs,
      outcome: { comparison, timing: { wallMs: elapsedMs, measured: saving } },
      misses: [...listMisses(tasks), ...silent.map((name) => `no answer about ${name}`)],
    };
  },
};

function formatComparison({ comparands, shared }: Comparison, width: number): string[] {
  if (comparands.length === 0) return [];
  const createRow = (label: string, say: (comparand: Comparand) => string): TableRow => [
    label,
    ...comparands.map(say),
  ];
  const inCommon = shared.map(({ name, by }) => `${name} (${joinNames(by)})`);
  return [
    ...formatTable(
      [
        createRow("", ({ name }) => name.toUpperCase()),
        createRow("Says", ({ says }) => `“${truncateText(stripMarkup(says), 150)}”`),
        createRow("Where", ({ place }) => place),
        createRow("Confidence", ({ confidence }) => confidence.toFixed(2)),
        createRow("Findings", ({ findings, sources }) => `${findings} in ${countOf(sources, "document")}`),
        createRow("Names", ({ names }) => names.slice(0, 6).join(", ") || "no other"),
      ],
      { width },
    ),
    ...formatField("In common", inCommon.join("; ") || "no name that two of them mention", { width }),
  ];
}

function describeSaving(saving: Saving | undefined, elapsedMs: number): string {
  const seen = `${formatDuration(elapsedMs)} for all three.`;
  if (saving === undefined) return seen;
  const { rounds, togetherMs, oneByOneMs } = saving;
  const measured =
    `${seen} Measured with agents that first read and index their own package's documentation from disk, ` +
    `median of ${rounds} rounds: together ${formatDuration(togetherMs)}, one by one ${formatDuration(oneByOneMs)}`;
  return isSaving(saving)
    ? `${measured}. Saved: ${formatDuration(oneByOneMs - togetherMs)}, since one reads while another computes.`
    : `${measured}. The difference is within measurement noise: these agents share one thread. Agents that wait for a network or a model gain more.`;
}
