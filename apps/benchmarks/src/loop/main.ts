import { measureRun } from "./measure-steps.ts";

/** Milliseconds of CPU that the loop may take for a step, without the model. */
const mostMsPerStep = 1;
/** Enough for a median that collections of garbage do not move. */
const runs = 15;
/** Short and long runs, with a history that is seldom and one that is often shortened. */
const shapes = [
  { steps: 24, historyTokens: 24_000 },
  { steps: 200, historyTokens: 24_000 },
  { steps: 200, historyTokens: 4_000 },
] as const;

// Before the runtime has compiled it, code is slower than it is in a process that works.
for (let warmUp = 0; warmUp < 3; warmUp++) await measureRun(200, 24_000);

let isTooSlow = false;
for (const { steps, historyTokens } of shapes) {
  const measured: number[] = [];
  for (let run = 0; run < runs; run++) measured.push((await measureRun(steps, historyTokens)).cpuMsPerStep);
  measured.sort((left, right) => left - right);
  const [least, middle, greatest] = [measured[0]!, measured[Math.floor(runs / 2)]!, measured.at(-1)!];
  const ok = middle <= mostMsPerStep;
  isTooSlow ||= !ok;
  console.log(
    `${steps} steps, history of ${historyTokens} tokens: ${middle.toFixed(3)} ms CPU per step ` +
      `(${least.toFixed(3)} to ${greatest.toFixed(3)} over ${runs} runs; at most ${mostMsPerStep}): ${ok ? "met" : "NOT met"}`,
  );
}
if (isTooSlow) process.exitCode = 1;
