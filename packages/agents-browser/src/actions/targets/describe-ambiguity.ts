/// <reference lib="dom" />
import { awaitUnlessAborted } from "@convoke/core";
import { BrowserError } from "../../errors/browser-error.ts";
import { describeTarget } from "../../targets/describe-target.ts";
import type { Target } from "../../program/target.ts";
import type { DescribedTarget } from "../../targets/locate-target.ts";
import type { Acting } from "../acting.ts";
import { listNames, mostCandidates, showCandidate, type TargetCandidate } from "./candidate.ts";
import { checkFacts } from "./check-facts.ts";
import { type ElementFacts, readFacts } from "./element-facts.ts";
import type { FrameMatches } from "./find-matches.ts";

/** `ambiguous_target`, with how to name each of them. */
export async function describeAmbiguity(
  target: DescribedTarget,
  matches: readonly FrameMatches[],
  acting: Acting,
): Promise<BrowserError> {
  const count = matches.reduce((sum, match) => sum + match.count, 0);
  const facts = await awaitUnlessAborted(acting.lastLook, () => readSeveral(matches)).catch(() => []);
  acting.signal.throwIfAborted();
  const candidates = facts.map((fact, place): TargetCandidate => ({
    ...showCandidate(fact),
    target: pick(target, fact, facts, place),
  }));
  return new BrowserError(
    "ambiguous_target",
    `${count} elements match ${describeTarget(target)}: ${listNames(candidates, count > candidates.length)}. ` +
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
  for (const { locator } of matches) {
    if (facts.length >= mostCandidates) break;
    const said = await locator.evaluateAll(
      readFacts as (elements: Element[], most: number) => ElementFacts[],
      mostCandidates - facts.length,
    );
    facts.push(...checkFacts(said));
  }
  return facts.slice(0, mostCandidates);
}
