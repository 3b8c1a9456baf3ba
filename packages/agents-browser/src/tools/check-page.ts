import type { ExpectationCheck, ExpectationTools } from "../expect/check-expectation.ts";
import { settleExpectation } from "../expect/wait-for-expectation.ts";
import type { BrowserRequestOf } from "./browser-request.ts";

const defaultTimeoutMs = 5_000;

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
 * Goes to a page and checks what is expected of it, waiting for it to become true, for `timeoutMs` in all. Rejects when
 * the page cannot be reached or read.
 *
 * @example
 * const { passed, checks } = await checkPage({ type, url, expectations: [{ text: "In stock" }] }, { run, observer, open });
 */
export async function checkPage(
  { url, expectations, timeoutMs = defaultTimeoutMs }: BrowserRequestOf<"check_page">,
  context: CheckPageContext,
): Promise<CheckPageResult> {
  await context.open(url);
  const { run } = context;
  const deadline = run.runtime.now() + timeoutMs;
  const checks: ExpectationCheck[] = [];
  for (const expectation of expectations) {
    const leftMs = Math.max(1, deadline - run.runtime.now());
    const { result } = await settleExpectation(expectation, context, {
      timeoutMs: leftMs,
      signal: run.signal,
    });
    checks.push(...result.checks);
  }
  return { type: "check_page", url: run.page.url(), passed: checks.every(({ passed }) => passed), checks };
}
