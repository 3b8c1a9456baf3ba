import { z } from "zod";
import { BrowserError } from "../errors/browser-error.ts";
import type { ExpectationCheck, ExpectationTools } from "../expect/check-expectation.ts";
import { settleExpectation } from "../expect/wait-for-expectation.ts";
import { expectationSchema } from "../program/expectation.ts";

const mostExpectations = 100;
const defaultTimeoutMs = 5_000;

/** What `check_page` is given: one expectation or several. */
export const checkPageSchema = z
  .strictObject({
    url: z.string().min(1).max(8192).optional(),
    expectations: z.array(expectationSchema).min(1).max(mostExpectations).optional(),
    expect: z.union([expectationSchema, z.array(expectationSchema).min(1).max(mostExpectations)]).optional(),
    /** Milliseconds for all expectations together. */
    timeoutMs: z.int().min(1).max(300_000).optional(),
  })
  .refine(({ expectations, expect }) => (expectations === undefined) !== (expect === undefined), {
    error: "give expectations or expect, and not both",
  });
export type CheckPageInput = z.infer<typeof checkPageSchema>;

/** What `check_page` returns: checks that fail are an answer, not a failure. */
export interface CheckPageResult {
  readonly type: "check_page";
  /** The final address. */
  readonly url: string;
  readonly passed: boolean;
  /** In the order of the expectations. */
  readonly checks: readonly ExpectationCheck[];
}

/** What checking works with. */
export interface CheckPageContext extends ExpectationTools {
  /** Goes to an address, within the policy. */
  readonly open: (url: string) => Promise<unknown>;
}

/**
 * Goes to a page and checks what is expected of it, waiting for it to become true. Rejects when the page cannot be
 * reached or read, and with `invalid_program` for input of another shape.
 *
 * @example
 * const { passed, checks } = await checkPage({ url, expect: { text: "In stock" } }, { run, observer, open });
 */
export async function checkPage(input: CheckPageInput, context: CheckPageContext): Promise<CheckPageResult> {
  const parsed = checkPageSchema.safeParse(input);
  if (!parsed.success)
    throw new BrowserError(
      "invalid_program",
      `check_page takes { url?, expect } or { url?, expectations: [...] }: ${z.prettifyError(parsed.error).slice(0, 1000)}`,
    );
  const { url, expectations, expect = [], timeoutMs = defaultTimeoutMs } = parsed.data;
  const list = expectations ?? (Array.isArray(expect) ? expect : [expect]);
  if (url !== undefined) await context.open(url);
  const { run } = context;
  const deadline = run.runtime.now() + timeoutMs;
  const checks: ExpectationCheck[] = [];
  for (const expectation of list) {
    const leftMs = Math.max(1, deadline - run.runtime.now());
    const { result } = await settleExpectation(expectation, context, {
      timeoutMs: leftMs,
      signal: run.signal,
    });
    checks.push(...result.checks);
  }
  return { type: "check_page", url: run.page.url(), passed: checks.every(({ passed }) => passed), checks };
}
