import { parseArgs } from "node:util";
import { playRound } from "./round.ts";

// `pnpm test:chaos`: rounds of chaos, one after the other. `--seed 7 --rounds 1` repeats one.
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    quiet: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const firstSeed = Number(values.seed);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(firstSeed))
  throw new Error("--rounds and --seed are whole numbers, --rounds from 1");

const shownProblems = 20;
let failed = 0;
for (let seed = firstSeed; seed < firstSeed + rounds; seed++) {
  console.log(`round with seed ${seed}`);
  const print = (line: string): void => {
    if (!values.quiet) console.log(`    ${line}`);
  };
  try {
    const report = await playRound({ seed, print });
    const { problems, tasks, executions, takeOvers, events, folder, ms } = report;
    const sum = `${tasks} tasks, ${executions} executions, ${takeOvers} runs taken over, ${events} events, ${ms} ms`;
    console.log(`${problems.length === 0 ? "ok    " : "FAILED"}  seed ${seed}: ${sum}`);
    if (problems.length === 0) continue;
    for (const problem of problems.slice(0, shownProblems)) console.log(`        ${problem}`);
    if (problems.length > shownProblems) console.log(`        … and ${problems.length - shownProblems} more`);
    console.log(`        Logs and the side file are in ${folder}.`);
  } catch (error) {
    console.log(`FAILED  seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
  }
  failed += 1;
  console.log(`        To repeat it: pnpm test:chaos --seed ${seed} --rounds 1`);
}
console.log(`test:chaos: ${rounds - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
