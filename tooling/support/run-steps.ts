/** One part of a check: its name, and work that answers with what is wrong, or `undefined`. */
export interface Step {
  readonly name: string;
  run(): string | undefined;
}

/**
 * Runs every step, also after one failed, and prints each outcome and a last line
 * `<title>: N passed, N failed`; answers whether all of them passed.
 */
export function runSteps(
  title: string,
  steps: readonly Step[],
  print: (line: string) => void = console.log,
): boolean {
  let failed = 0;
  for (const { name, run } of steps) {
    const explanation = explainFailure(run);
    print(`${explanation === undefined ? "ok    " : "FAILED"}  ${name}`);
    if (explanation === undefined) continue;
    failed += 1;
    print(explanation.trimEnd().replaceAll(/^/gm, "        "));
  }
  print(`${title}: ${steps.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

function explainFailure(run: Step["run"]): string | undefined {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
