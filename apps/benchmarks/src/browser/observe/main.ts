import { parseArgs } from "node:util";
import { checkPolicy, createBrowserPool, createObserver, formatObservation } from "@convoke/agents-browser";
import { formatTable } from "../../report/format-table.ts";
import { measurePageCpu, type Took } from "./measure-cpu.ts";
import { writeNestedBoxes, writeTable } from "./pages.ts";

const usage = `What it takes to look at big pages, beside Playwright's snapshot for language models.

  npx --yes pnpm@12.21.0 --filter @convoke/benchmarks browser-observe [--repeats N] [--check]

--check ends with exit code 1 when a look at 20,000 elements takes more than 2 s, of processor time or on the wall.`;

/** Milliseconds that a look at 20,000 elements may take, of the page's processor time and on the wall of a quiet machine. */
const mostMs = 2000;
const enoughMs = 60_000;

const { values } = parseArgs({
  options: {
    help: { type: "boolean" },
    check: { type: "boolean" },
    repeats: { type: "string", default: "5" },
  },
});
const repeats = Number(values.repeats);
if (values.help || !Number.isSafeInteger(repeats) || repeats < 1) {
  console.log(usage);
  process.exit(values.help ? 0 : 1);
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const pool = createBrowserPool();
const run = await pool.openRun({ policy: checkPolicy({}), signal: new AbortController().signal });
const observer = createObserver(run);
const rows: string[][] = [];

async function measure(
  name: string,
  work: () => Promise<{ elements: string; characters: number }>,
): Promise<Took> {
  const all: Took[] = [];
  let last = { elements: "", characters: 0 };
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    all.push(
      await measurePageCpu(run.page, async () => {
        last = await work();
      }),
    );
  }
  const cpuMs = median(all.map((took) => took.cpuMs));
  const wallMs = median(all.map((took) => took.wallMs));
  rows.push([name, last.elements, String(last.characters), cpuMs.toFixed(0), wallMs.toFixed(0)]);
  return { cpuMs, wallMs };
}

const look = async (): Promise<{ elements: string; characters: number }> => {
  const seen = await observer.observe({ timeoutMs: enoughMs });
  return {
    elements: `${seen.elements.length} of ${seen.lookedAt}`,
    characters: formatObservation(seen).length,
  };
};

try {
  await observer.observe();
  const bounded: Took[] = [];
  await run.page.setContent(writeTable(2000));
  bounded.push(await measure("observe, table of 20,000 elements", look));
  await run.page.setContent(writeNestedBoxes(2000));
  bounded.push(await measure("observe, nested boxes of 20,000 elements", look));
  await run.page.setContent(writeTable(1000));
  await measure("observe, table of 1,000 rows", look);
  await measure("ariaSnapshot, table of 1,000 rows", async () => {
    const text = await run.page.ariaSnapshot({ mode: "ai", timeout: enoughMs });
    return { elements: "all", characters: text.length };
  });
  console.log(formatTable(["what", "listed", "characters", "page CPU ms", "wall ms"], rows));
  const slowestMs = Math.max(...bounded.flatMap(({ cpuMs, wallMs }) => [cpuMs, wallMs]));
  if (values.check && !(slowestMs <= mostMs)) {
    console.error(`\nA look at 20,000 elements took ${slowestMs.toFixed(0)} ms, more than ${mostMs}.`);
    process.exitCode = 1;
  }
} finally {
  await run.close();
  await pool.close();
}
