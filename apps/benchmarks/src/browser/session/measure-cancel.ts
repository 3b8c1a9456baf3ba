import type { BrowserPool, BrowserRun, CheckedPolicy } from "@convoke/agents-browser";

/** How long it takes from an abort to the rejection, and until nothing of the run is left; milliseconds, the greatest. */
export interface CancelTimes {
  readonly phase: string;
  readonly rejectedMs: number;
  readonly closedMs: number;
}

const phases: readonly { phase: string; work: (run: BrowserRun, origin: string) => Promise<unknown> }[] = [
  {
    phase: "a navigation without an answer",
    work: (run, origin) =>
      run.within("Going", 60_000, (signal) => run.page.goto(`${origin}/silent`, { signal })),
  },
  {
    phase: "an evaluation without an end",
    work: (run) => run.within("Evaluating", 60_000, () => run.page.evaluate("new Promise(() => {})")),
  },
  {
    phase: "a page that hangs",
    work: (run) => run.within("Evaluating", 60_000, () => run.page.evaluate("for (;;);")),
  },
];

/** Aborts work that would not end by itself, so many times for each kind. */
export async function measureCancel(
  pool: BrowserPool,
  policy: CheckedPolicy,
  origin: string,
  rounds: number,
): Promise<CancelTimes[]> {
  const results: CancelTimes[] = [];
  for (const { phase, work } of phases) {
    let rejectedMs = 0;
    let closedMs = 0;
    for (let round = 0; round < rounds; round += 1) {
      const controller = new AbortController();
      const run = await pool.openRun({ policy, signal: controller.signal });
      await run.page.goto(origin);
      const asked = run.page.waitForEvent("request").catch(() => {});
      const working = work(run, origin).catch(() => {});
      // The browser has the order when it asks for the page; for scripts a moment of its protocol has to do.
      if (phase.includes("navigation")) await asked;
      else await run.context.cookies();
      const abortedAt = performance.now();
      controller.abort(new Error("cancelled"));
      await working;
      rejectedMs = Math.max(rejectedMs, performance.now() - abortedAt);
      await run.close();
      closedMs = Math.max(closedMs, performance.now() - abortedAt);
    }
    results.push({ phase, rejectedMs, closedMs });
  }
  return results;
}
