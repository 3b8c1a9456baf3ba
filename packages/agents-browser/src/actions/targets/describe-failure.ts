/// <reference lib="dom" />
import { nearestName } from "@convoke/core";
import { BrowserError } from "../../errors/browser-error.ts";
import { describeTarget, quote } from "../../targets/describe-target.ts";
import type { Target } from "../../program/target.ts";
import { type DescribedTarget, locateInFrame } from "../../targets/locate-target.ts";
import type { Acting } from "../acting.ts";
import { untilAborted } from "../until-aborted.ts";
import { checkFacts } from "./check-facts.ts";
import { type ElementFacts, readFacts } from "./element-facts.ts";
import { findMatches, type FrameMatches, listFrames } from "./find-matches.ts";

const mostCandidates = 10;

/** One of several elements that a target matches, or of what there is instead. */
export interface TargetCandidate {
  readonly role: string;
  readonly name: string;
  readonly text: string;
  /** Picks it alone. */
  readonly target?: Target;
}

/** `ambiguous_target`, with how to name each of them. */
export async function describeAmbiguity(
  target: DescribedTarget,
  matches: readonly FrameMatches[],
  acting: Acting,
): Promise<BrowserError> {
  const count = matches.reduce((sum, match) => sum + match.count, 0);
  const facts = await untilAborted(readSeveral(matches), acting.lastLook).catch(() => []);
  acting.signal.throwIfAborted();
  const candidates = facts.map((fact, place): TargetCandidate => ({
    ...show(fact),
    target: pick(target, fact, facts, place),
  }));
  return new BrowserError(
    "ambiguous_target",
    `${count} elements match ${describeTarget(target)}: ${listNames(candidates)}${count > candidates.length ? ", …" : ""}. ` +
      "Name the one that is meant, for example with `within`, `exact` or `nth`.",
    { details: { candidates, count } },
  );
}

/** What names one of several: where it stands if that tells them apart, else its number. */
function pick(
  target: DescribedTarget,
  fact: ElementFacts,
  all: readonly ElementFacts[],
  place: number,
): Target {
  const isAlone = (test: (other: ElementFacts) => boolean): boolean => all.filter(test).length === 1;
  if (
    "role" in target &&
    fact.name !== "" &&
    isAlone((other) => other.name.toLowerCase() === fact.name.toLowerCase())
  ) {
    return { ...target, name: fact.name, exact: true };
  }
  const section =
    target.within === undefined &&
    fact.around.find(
      ({ role, name }) =>
        isAlone((other) => other.around.some((around) => around.role === role && around.name === name)) &&
        name !== "",
    );
  if (section) return { ...target, within: { role: section.role, name: section.name } };
  return { ...target, nth: place };
}

async function readSeveral(matches: readonly FrameMatches[]): Promise<readonly ElementFacts[]> {
  const facts: ElementFacts[] = [];
  for (const { locator, count } of matches) {
    for (let place = 0; place < count && facts.length < mostCandidates; place += 1) {
      const said = await locator
        .nth(place)
        .evaluate(readFacts, undefined, { timeout: 500 })
        .catch(() => []);
      facts.push(...checkFacts(said));
    }
  }
  return facts;
}

/** `target_not_found` with what the page has instead, or `not_actionable` for what is there and hidden. */
export async function describeAbsence(target: DescribedTarget, acting: Acting): Promise<BrowserError> {
  const shown = describeTarget(target);
  try {
    const { page, lastLook } = acting;
    const looks = [
      findMatches(page, target, { withHidden: true }),
      findMatches(page, target),
      findOthers(target, acting),
    ] as const;
    const [hidden, seen, others] = await untilAborted(Promise.all(looks), lastLook);
    const count = seen.reduce((sum, match) => sum + match.count, 0);
    if (target.nth !== undefined && count > 0) {
      return new BrowserError(
        "target_not_found",
        `There are only ${count} of ${describeTarget({ ...target, nth: undefined })}; nth is ${target.nth}, counted from 0.`,
        {
          details: { count },
        },
      );
    }
    if (hidden.length > 0 && target.nth === undefined) {
      return new BrowserError("not_actionable", `${shown} is on the page, but hidden.`);
    }
    const names = others.map(({ name, text }) => name || text);
    const wanted =
      "role" in target
        ? (target.name ?? "")
        : "label" in target
          ? target.label
          : "text" in target
            ? target.text
            : "";
    const nearest = wanted === "" ? undefined : nearestName(wanted, names);
    const instead =
      others.length === 0
        ? ""
        : ` The page has ${listNames(others)}${others.length === mostCandidates ? ", …" : ""}.`;
    return new BrowserError(
      "target_not_found",
      `Nothing visible on the page is ${shown}${nearest === undefined ? "." : `; did you mean ${quote(nearest)}?`}${instead}`,
      { details: { candidates: others, ...(nearest !== undefined && { nearest }) } },
    );
  } catch (error) {
    acting.signal.throwIfAborted();
    if (BrowserError.is(error)) return error;
    return new BrowserError("target_not_found", `Nothing visible on the page is ${shown}.`);
  }
}

/** Elements of the same kind. */
async function findOthers(target: DescribedTarget, acting: Acting): Promise<readonly TargetCandidate[]> {
  if ("css" in target) return [];
  const css =
    "label" in target
      ? "input:not([type=hidden]),textarea,select,[contenteditable],[role=textbox],[role=combobox]"
      : "testId" in target
        ? "[data-testid]"
        : "button,a[href],h1,h2,h3,label,[role=button],[role=link],[role=tab]";
  const kind: DescribedTarget = "role" in target ? { role: target.role } : { css };
  const all: ElementFacts[] = [];
  for (const frame of listFrames(acting.page)) {
    const handles = await locateInFrame(kind, frame, { onlyVisible: true })
      .evaluateAll(readFacts as (elements: Element[]) => ElementFacts[])
      .catch(() => []);
    all.push(...checkFacts(handles.slice(0, 200)));
    if (all.length >= 200) break;
  }
  const wanted =
    "role" in target
      ? target.name
      : "label" in target
        ? target.label
        : "text" in target
          ? target.text
          : undefined;
  const nearest =
    wanted === undefined
      ? undefined
      : nearestName(
          wanted,
          all.map(({ name, text }) => name || text),
        );
  const sorted = all.toSorted(
    (left, right) => Number(right.name === nearest) - Number(left.name === nearest),
  );
  return sorted
    .slice(0, mostCandidates)
    .map((fact) => ({ ...show(fact), ...("testId" in target && { name: fact.testId }) }));
}

function show({ role, tag, name, text }: ElementFacts): TargetCandidate {
  return { role: role || tag, name: name.slice(0, 100), text: text.slice(0, 100) };
}

function listNames(candidates: readonly TargetCandidate[]): string {
  return candidates
    .map(({ role, name, text }) => (name || text ? `${role} ${quote(name || text)}` : role))
    .join(", ");
}
