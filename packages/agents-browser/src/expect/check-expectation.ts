import { BrowserError } from "../errors/browser-error.ts";
import type { Observer } from "../observe/observer.ts";
import type { Expectation } from "../program/expectation.ts";
import type { Target } from "../program/target.ts";
import type { BrowserRun } from "../session/browser-run.ts";
import { describeTarget, quote } from "../targets/describe-target.ts";
import { type ElementState, readStates } from "../targets/read-states.ts";
import { findVisibleText } from "./find-visible-text.ts";

/** What expectations are checked with; an `ActionContext` has it. */
export interface ExpectationTools {
  readonly run: BrowserRun;
  readonly observer: Pick<Observer, "resolve" | "latest">;
}

/** One thing that an expectation names. */
export interface ExpectationCheck {
  /** Such as `text "Thank you"`. */
  readonly what: string;
  /** Such as `visible`. */
  readonly expected: string;
  /** What was seen, in words. */
  readonly actual: string;
  readonly passed: boolean;
}

/** What an expectation came to: it holds when every check passed. */
export interface ExpectationResult {
  readonly passed: boolean;
  readonly checks: readonly ExpectationCheck[];
}

const defaultTimeoutMs = 5_000;

/**
 * Looks once whether an expectation holds. Only what a person can see counts as visible. `visible` and `hidden` speak of
 * any match of their target; `checked`, `unchecked`, `enabled`, `disabled` and `value` need exactly one: with several,
 * or none, they do not pass. Values of password fields are never told.
 *
 * Rejects with `invalid_program` for a target that cannot be meant, `stale_ref`, and `timeout` when the page does not answer.
 *
 * @example
 * const { passed, checks } = await checkExpectation({ text: "Thank you" }, { run, observer });
 */
export async function checkExpectation(
  expectation: Expectation,
  { run, observer }: ExpectationTools,
  { timeoutMs = defaultTimeoutMs }: { readonly timeoutMs?: number } = {},
): Promise<ExpectationResult> {
  return run.within("checking the expectation", timeoutMs, async () => {
    const checks: ExpectationCheck[] = [];
    for (const check of listChecks(expectation, { run, observer })) checks.push(await check());
    return { passed: checks.every(({ passed }) => passed), checks };
  });
}

function listChecks(
  expectation: Expectation,
  { run, observer }: ExpectationTools,
): (() => Promise<ExpectationCheck>)[] {
  const { url, title, text, noText, visible, hidden, value, count } = expectation;
  const { page } = run;
  const list: (() => Promise<ExpectationCheck>)[] = [];
  const read = (target: Target) => readStates(target, page, observer);
  if (url !== undefined) list.push(async () => comparePart("the address", url, page.url()));
  if (title !== undefined) list.push(async () => comparePart("the title", title, await page.title()));
  if (text !== undefined)
    list.push(async () => {
      const { isFound, excerpt } = await findVisibleText(page, text);
      const actual = isFound ? "visible" : `not visible; the page shows ${quote(excerpt, 200)}`;
      return { what: `text ${quote(text)}`, expected: "visible", actual, passed: isFound };
    });
  if (noText !== undefined)
    list.push(async () => {
      const { isFound, excerpt } = await findVisibleText(page, noText);
      const actual = isFound ? `visible in ${quote(excerpt, 200)}` : "not visible";
      return { what: `text ${quote(noText)}`, expected: "not visible", actual, passed: !isFound };
    });
  if (visible !== undefined)
    list.push(async () => {
      const { states, total } = await read(visible);
      const passed = states.some((state) => isSeen(state));
      const actual = passed ? "visible" : total === 0 ? "not there" : `hidden (${countOf(total)})`;
      return { what: describeTarget(visible), expected: "visible", actual, passed };
    });
  if (hidden !== undefined)
    list.push(async () => {
      const { states, total } = await readUnlessGone(hidden, read, observer);
      const seen = states.find((state) => isSeen(state));
      const actual =
        seen !== undefined ? `visible: ${quote(seen.shown)}` : total === 0 ? "not there" : "hidden";
      return { what: describeTarget(hidden), expected: "hidden", actual, passed: seen === undefined };
    });
  for (const name of ["checked", "unchecked", "enabled", "disabled"] as const) {
    const target = expectation[name];
    if (target !== undefined) list.push(async () => checkState(name, target, await read(target)));
  }
  if (value !== undefined)
    list.push(async () => checkState("value", value.of, await read(value.of), value.equals));
  if (count !== undefined)
    list.push(async () => {
      const { states, total } = await read(count.of);
      const seen = states.filter((state) => isSeen(state)).length;
      const actual = total > states.length ? `more than ${seen}` : String(seen);
      const passed = seen === count.equals && total === states.length;
      return {
        what: `the number of visible ${describeTarget(count.of)}`,
        expected: String(count.equals),
        actual,
        passed,
      };
    });
  return list;
}

function comparePart(what: string, expected: string, actual: string): ExpectationCheck {
  const passed = actual.toLowerCase().includes(expected.toLowerCase());
  return { what, expected: `to contain ${quote(expected)}`, actual: quote(actual, 200), passed };
}

const countOf = (total: number): string => (total === 1 ? "one match" : `${total} matches`);

/** A text that nobody can read is not seen, although its box has a place. */
function isSeen(state: ElementState): boolean {
  return state.isVisible && !state.isUnreadable;
}

async function readUnlessGone(
  target: Target,
  read: (target: Target) => ReturnType<typeof readStates>,
  observer: Pick<Observer, "latest">,
): ReturnType<typeof readStates> {
  try {
    return await read(target);
  } catch (error) {
    const isOfLatest = "ref" in target && observer.latest?.snapshotId === target.snapshotId;
    if (isOfLatest && BrowserError.is(error) && error.reason === "stale_ref") return { states: [], total: 0 };
    throw error;
  }
}

function checkState(
  name: "checked" | "unchecked" | "enabled" | "disabled" | "value",
  target: Target,
  { states, total }: { readonly states: readonly ElementState[]; readonly total: number },
  equals = "",
): ExpectationCheck {
  const what = name === "value" ? `the value of ${describeTarget(target)}` : describeTarget(target);
  const expected = name === "value" ? quote(equals, 200) : name;
  const seen = states.filter(({ isVisible }) => isVisible);
  const candidates = seen.length > 0 ? seen : states;
  const state = candidates[0];
  if (state === undefined) return { what, expected, actual: "not there", passed: false };
  if (candidates.length > 1 || total > states.length) {
    const shown = candidates.slice(0, 5).map((candidate) => quote(candidate.shown));
    return {
      what,
      expected,
      actual: `ambiguous: ${countOf(candidates.length)}, such as ${shown.join(", ")}`,
      passed: false,
    };
  }
  if (name === "value") {
    if (state.value === undefined) return { what, expected, actual: "it is no field", passed: false };
    const passed = state.value === equals || state.chosen === equals;
    const actual = state.isSecret
      ? "a password, which is not shown"
      : quote(state.chosen ?? state.value, 200);
    return { what, expected: state.isSecret ? "a password" : expected, actual, passed };
  }
  if (name === "enabled" || name === "disabled")
    return {
      what,
      expected,
      actual: state.isEnabled ? "enabled" : "disabled",
      passed: state.isEnabled === (name === "enabled"),
    };
  if (state.isChecked === undefined) return { what, expected, actual: "it cannot be checked", passed: false };
  return {
    what,
    expected,
    actual: state.isChecked ? "checked" : "unchecked",
    passed: state.isChecked === (name === "checked"),
  };
}
