import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { ConformanceCase, Setup } from "./conformance-case.ts";

/** The `test` of vitest, `node:test`, jest and others. */
export interface RegisterTest {
  (name: string, run: () => Promise<void>): unknown;
  /** Used for skipped cases when the runner has it. */
  readonly skip?: (name: string, run: () => Promise<void>) => unknown;
}

/** What `runCases` can be told. */
export interface RunCasesOptions {
  /** Names of cases that are not to run, each with the reason. */
  readonly skip?: Readonly<Record<string, string>>;
}

/**
 * Registers a table of cases with a test runner, one test a case, each with a subject of its own.
 *
 * Throws `invalid_argument` for a skip that names no case or gives no reason.
 *
 * @example
 * runCases(test, storeCases, () => ({ context: { subject: createMyStore(), clock } }), {
 *   skip: { "prune drops the oldest finished runs": "the database has a retention of its own" },
 * });
 */
export function runCases<Context>(
  test: RegisterTest,
  cases: readonly ConformanceCase<Context>[],
  setup: Setup<Context>,
  { skip = {} }: RunCasesOptions = {},
): void {
  checkSkips(cases, skip);
  for (const conformanceCase of cases) {
    const { name } = conformanceCase;
    if (!Object.hasOwn(skip, name)) test(name, () => runCase(conformanceCase, setup));
    else test.skip?.(`${name} (skipped: ${skip[name]})`, async () => {});
  }
}

/** Runs one case on a fresh subject, and clears away whether it holds or not. */
export async function runCase<Context>(
  conformanceCase: ConformanceCase<Context>,
  setup: Setup<Context>,
): Promise<void> {
  const { context, teardown } = await setup();
  try {
    await conformanceCase.run(context);
  } finally {
    await teardown?.();
  }
}

function checkSkips(
  cases: readonly { readonly name: string }[],
  skip: Readonly<Record<string, string>>,
): void {
  const names = new Set(cases.map((conformanceCase) => conformanceCase.name));
  for (const [name, reason] of Object.entries(skip)) {
    if (!names.has(name)) {
      throw createInvalidSkip(
        `There is no case "${name}" to skip. Take the name from the table as it is written.`,
      );
    }
    if (reason.trim() === "") throw createInvalidSkip(`Say why "${name}" is skipped.`);
  }
}

function createInvalidSkip(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}
