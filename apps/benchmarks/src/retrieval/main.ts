import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { formatTable } from "../report/format-table.ts";
import { findMisses } from "./bounds.ts";
import { formatFigure, type Figure } from "./figure.ts";
import {
  runAbstention,
  runAnswers,
  summarizeAnswers,
  type AnswerOutcome,
} from "./measures/measure-answers.ts";
import { measureInventions } from "./measures/measure-inventions.ts";
import { runRanking, summarizeRanking } from "./measures/measure-ranking.ts";
import { calibrate, measureBrierScore, measureCalibrationError } from "./metrics.ts";
import { divide, readQuestionSet, type QuestionSet } from "./question-set.ts";
import { measureScale } from "./scale/measure-scale.ts";
import { createConvoke, indexPassages } from "./systems/convoke.ts";
import { createMiniSearch, createStemmedMiniSearch } from "./systems/minisearch.ts";
import { createSqlite } from "./systems/sqlite.ts";

const usage = `How good the knowledge agent's retrieval and its quoted answers are, on a set of questions of your own.

  npx --yes pnpm@12.21.0 --filter @convoke/benchmarks retrieval-quality --data FILE [--check]

FILE is JSON: { "passages": [{ "id", "title", "text" }], "questions": [{ "question", "answers": ["…"], "passageId" }] }.
SQuAD's development set in this form gives the figures in docs/results.md. No set is shipped.
--check ends with exit code 1 when a bound is missed on the half of the titles that nothing was fitted to.`;

const columns = ["all", "fitted on", "other half"];

/** Each system beside ours, on all questions and on either half. Returns our figures on the other half. */
function reportRanking(set: QuestionSet): Figure[] {
  const { fitted, other } = divide(set);
  const systems = [createConvoke, createStemmedMiniSearch, createMiniSearch, createSqlite].map((create) => {
    const system = create(set.passages);
    return { name: system.name, runs: [runRanking(system, fitted), runRanking(system, other)] as const };
  });
  for (const [at, column] of columns.entries()) {
    const rows = systems.map(({ name, runs }) => ({
      name,
      figures: summarizeRanking(at === 0 ? runs : [runs[at - 1]!]),
    }));
    const header = [`${column}`, ...rows[0]!.figures.map((figure) => figure.name)];
    console.log(
      `\n${formatTable(
        header,
        rows.map(({ name, figures }) => [name, ...figures.map(formatFigure)]),
      )}`,
    );
  }
  return summarizeRanking([systems[0]!.runs[1]]);
}

/** Our answers, with and without the article that holds them. Returns the figures on the other half. */
async function reportAnswers(set: QuestionSet): Promise<Figure[]> {
  const { fitted, other } = divide(set);
  const index = indexPassages(set.passages);
  const halves: { answered: AnswerOutcome[]; without: AnswerOutcome[] }[] = [];
  for (const half of [fitted, other]) {
    const answered = await runAnswers(index, set, half);
    halves.push({ answered, without: await runAbstention(index, set, half) });
  }
  const all = {
    answered: halves.flatMap(({ answered }) => answered),
    without: halves.flatMap(({ without }) => without),
  };
  const figures = [all, ...halves].map(({ answered, without }) => summarizeAnswers(answered, without));
  reportByColumn(figures);
  reportCalibration(halves[1]!);
  return figures[2]!;
}

function reportByColumn(figures: readonly (readonly Figure[])[]): void {
  const rows = figures[0]!.map(({ name }, at) => [
    name,
    ...figures.map((column) => formatFigure(column[at]!)),
  ]);
  console.log(`\n${formatTable(["answers", ...columns], rows)}`);
}

/** How often answers of a confidence are right, with as many questions that have no answer as that have one. */
function reportCalibration({
  answered,
  without,
}: {
  answered: readonly AnswerOutcome[];
  without: readonly AnswerOutcome[];
}): void {
  const forecasts = [...answered, ...without].filter(({ isAnswered }) => isAnswered);
  const rows = calibrate(forecasts).map(({ from, count, confidence, right }) => [
    `${from.toFixed(1)}–${(from + 0.1).toFixed(1)}`,
    String(count),
    confidence.toFixed(2),
    right.toFixed(2),
  ]);
  console.log(
    `\n${formatTable(["confidence, other half", "answers", "mean confidence", "share right"], rows)}`,
  );
  console.log(
    `\nExpected calibration error ${measureCalibrationError(forecasts).toFixed(3)}, Brier score ${measureBrierScore(forecasts).toFixed(3)}.`,
  );
}

/** What gets through of a model that invents, on the questions of the other half. */
async function reportInventions(set: QuestionSet): Promise<Figure[]> {
  const figures = await measureInventions(indexPassages(set.passages), set, divide(set).other);
  reportFigures("a model that invents, other half", figures);
  return figures;
}

function reportFigures(title: string, figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [figure.name, formatFigure(figure)]);
  console.log(`\n${formatTable([title, "measured"], rows)}`);
}

function reportScale(path: string): Figure[] {
  const figures = measureScale(path);
  reportFigures("scale", figures);
  return figures;
}

async function main(): Promise<void> {
  const options = { data: { type: "string" }, check: { type: "boolean", default: false } } as const;
  const { data, check } = parseArgs({ options }).values;
  if (data === undefined) {
    console.log(usage);
    // Nothing was measured, so nothing was checked.
    if (check) process.exitCode = 1;
    return;
  }
  // A package manager starts the script in the package's folder, and says where it was started itself.
  const path = resolve(process.env["INIT_CWD"] ?? "", data);
  const set = readQuestionSet(path);
  console.log(`${set.source}: ${set.passages.length} passages, ${set.questions.length} questions`);
  const figures = [
    ...reportRanking(set),
    ...(await reportAnswers(set)),
    ...(await reportInventions(set)),
    ...reportScale(path),
  ];
  const misses = findMisses(figures);
  if (misses.length > 0) console.log(`\nMissed on the other half:\n- ${misses.join("\n- ")}`);
  else console.log("\nEvery bound holds on the other half.");
  if (check && misses.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
});
