import { parseArgs } from "node:util";
import { formatTable } from "../report/format-table.ts";
import { measureCorpora } from "./measure-corpora.ts";
import { measureSpeed } from "./measure-speed.ts";
import { findMisses } from "./requirements.ts";

const usage = `How fast the action language is parsed, and what its corpora of injections and defects give.

  npx --yes pnpm@12.21.0 --filter @convoke/benchmarks parse-actions [--json] [--seed N]

Ends with exit code 1 when a requirement is missed. --seed draws other messages. Default 1.`;

async function main(): Promise<void> {
  const flag = { type: "boolean", default: false } as const;
  const { json, help, seed } = parseArgs({
    options: { json: flag, help: flag, seed: { type: "string", default: "1" } },
  }).values;
  if (help) {
    console.log(usage);
    return;
  }
  if (!/^\d{1,9}$/.test(seed)) throw new Error(`--seed must be a whole number, not “${seed}”.`);
  const speeds = measureSpeed(Number(seed));
  const corpora = await measureCorpora();
  const misses = findMisses(speeds, corpora);
  if (json) console.log(JSON.stringify({ seed: Number(seed), speeds, corpora, misses }, undefined, 2));
  else {
    const rows = speeds.map(({ name, megabytesPerSecond, slowest }) => [
      name,
      megabytesPerSecond.toFixed(1),
      slowest.toFixed(1),
    ]);
    console.log(formatTable(["stream, one core", "MB/s", "slowest round"], rows));
    const counts = corpora.map(({ name, cases, failed }) => [
      name,
      String(cases),
      String(cases - failed.length),
    ]);
    console.log(`\n${formatTable(["corpus", "cases", "right"], counts)}`);
    console.log(misses.length === 0 ? "\nEvery requirement is met." : `\nMissed:\n- ${misses.join("\n- ")}`);
  }
  if (misses.length > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
}
