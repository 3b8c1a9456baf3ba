import { awaitUnlessAborted } from "@convoke/core";
import { BrowserError } from "../errors/browser-error.ts";
import type { Action } from "../program/action.ts";
import { describeAction } from "./describe-action.ts";
import type { ActionContext } from "./action-context.ts";
import type { ActionRecord } from "./action-record.ts";
import type { Acting, Done } from "./acting.ts";
import { approveAction } from "./approve-action.ts";
import { waitForExpectation } from "../expect/wait-for-expectation.ts";
import { guardNavigation } from "./guard-navigation.ts";
import { handlers } from "./handlers/handlers.ts";
import type { Handler } from "./handlers/handler.ts";
import { expectsRef, recordExpectation } from "./record-for.ts";
import { redactError } from "./redact-error.ts";
import { readCurrentLanding, requirePage, waitUntilLanded } from "./require-page.ts";
import { showAction } from "./show-action.ts";
import { resolveTarget } from "./targets/resolve-target.ts";

/** The rest of the time is kept back to look at the page once more and say what is wrong with it. */
const shareForTrying = 0.8;
const shareForLooking = 0.95;

/**
 * Does one action on the current tab, then waits for what it expects, all within its `timeoutMs`.
 *
 * Resolves with the record of it. Rejects with a `BrowserError` whose `details.record` is the record of the failed
 * action, or with the signal's reason as soon as it aborts. Nothing in records and errors holds a secret's value.
 *
 * @example
 * const record = await runAction({ action: "click", target: { role: "button", name: "Save" } }, context);
 */
export async function runAction(
  action: Action,
  context: ActionContext,
  signal?: AbortSignal,
): Promise<ActionRecord> {
  const { run, secrets } = context;
  const startedAt = run.runtime.now();
  const timeoutMs = action.timeoutMs ?? context.timeoutMs;
  const compose = (status: ActionRecord["status"], rest: Partial<ActionRecord>): ActionRecord => {
    const record: ActionRecord = {
      action: showAction(action),
      status,
      startedMs: Math.max(0, startedAt - (context.beganAt ?? startedAt)),
      durationMs: Math.max(0, run.runtime.now() - startedAt),
      url: currentUrl(context),
      ...rest,
    };
    return secrets.redact(record);
  };
  try {
    signal?.throwIfAborted();
    const done = await run.within(describeAction(action), timeoutMs, (inner) => {
      const both = signal === undefined ? inner : AbortSignal.any([inner, signal]);
      return awaitUnlessAborted(both, () => perform(action, context, both, timeoutMs));
    });
    return compose("completed", {
      ...(done.data !== undefined && { data: done.data }),
      ...(done.artifact !== undefined && { artifact: done.artifact }),
      ...(done.recorded !== undefined && { recorded: showAction(done.recorded) }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    if (run.signal.aborted && !BrowserError.is(run.signal.reason)) throw run.signal.reason;
    const failure = redactError(error, describeAction(action), secrets);
    const record = compose("failed", { error: failure.message });
    throw new BrowserError(failure.reason, failure.message, { details: { ...failure.details, record } });
  }
}

async function perform(
  action: Action,
  context: ActionContext,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<Done> {
  const { runtime } = context.run;
  const before = readCurrentLanding(context.run);
  const endsAt = runtime.now() + timeoutMs * shareForTrying;
  const tooLate = new AbortController();
  const cancel = runtime.schedule(
    () => tooLate.abort(new Error("There is no time left to look.")),
    timeoutMs * shareForLooking,
  );
  const { page } = context.run;
  const gesture = await guardNavigation(action, context, page, signal);
  const acting: Acting = {
    context,
    page,
    gesture,
    signal,
    lastLook: AbortSignal.any([signal, tooLate.signal]),
    remainingMs: () => endsAt - runtime.now(),
    find: (target, options) => resolveTarget(target, acting, options),
    approve: (approved, element, onto) => approveAction(approved, element, acting, onto),
  };
  try {
    const handle = handlers[action.action] as Handler<typeof action.action>;
    const expected =
      action.expect !== undefined && expectsRef(action.expect)
        ? await recordExpectation(action.expect, acting)
        : action.expect;
    const done = await handle(action as never, acting);
    await gesture?.settle();
    await waitUntilLanded(acting);
    requirePage(action, before, context.run);
    if (action.expect !== undefined) {
      await waitForExpectation(action.expect, context, {
        timeoutMs: Math.max(1, acting.remainingMs()),
        signal,
      });
    }
    requirePage(action, before, context.run);
    await gesture?.settle();
    if (done.recorded === undefined || expected === undefined) return done;
    return { ...done, recorded: { ...done.recorded, expect: expected } };
  } catch (error) {
    // What a refusal does not hold is no fault of the page that was meant.
    if (!signal.aborted) await gesture?.settle();
    // Those that go somewhere know best why they did not come there.
    const isVisit = action.action === "goto" || action.action === "back" || action.action === "tab";
    if (!signal.aborted && !isVisit) requirePage(action, before, context.run);
    throw error;
  } finally {
    gesture?.end();
    cancel();
  }
}

function currentUrl({ run }: ActionContext): string {
  try {
    return run.page.url().slice(0, 2000);
  } catch {
    // The tab is closed; that is what the record's error says.
    return "";
  }
}
