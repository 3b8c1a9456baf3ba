/// <reference lib="dom" />
import { awaitUnlessAborted, nearestName } from "@convoke/core";
import { BrowserError } from "../../errors/browser-error.ts";
import { describeTarget, quote } from "../../targets/describe-target.ts";
import { type DescribedTarget, locateInFrame } from "../../targets/locate-target.ts";
import type { Acting } from "../acting.ts";
import { listNames, mostCandidates, showCandidate, type TargetCandidate } from "./candidate.ts";
import { checkFacts } from "./check-facts.ts";
import { type ElementFacts, readFacts } from "./element-facts.ts";
import { findMatches, listFrames } from "./find-matches.ts";

/** What a page has in place of what is looked for. */
interface Instead {
  /** Matches, hidden ones included. */
  readonly all: number;
  readonly visible: number;
  readonly others: readonly TargetCandidate[];
}

/** Looks, while a target is waited for, at what there is instead: when the time is over, it is too late to. */
export interface AbsenceWatch {
  /** Takes a look in the background, unless there was one just now. */
  look(): void;
  /** `target_not_found` with what the page has instead, or `not_actionable` for what is there and hidden. */
  describe(): Promise<BrowserError>;
}

const pauseMs = 500;

/** Begins to watch for one target. */
export function watchAbsence(target: DescribedTarget, acting: Acting): AbsenceWatch {
  const { runtime } = acting.context.run;
  let latest: Instead | undefined;
  let lookedAt = -Infinity;
  let looking: Promise<void> | undefined;
  const update = async (): Promise<void> => {
    try {
      latest = await lookAround(target, acting);
    } catch {
      // A page that is just being left has nothing to show.
    }
  };
  const look = (): void => {
    if (looking !== undefined || runtime.now() - lookedAt < pauseMs) return;
    looking = update().finally(() => {
      looking = undefined;
      lookedAt = runtime.now();
    });
  };
  return {
    look,
    async describe() {
      look();
      if (looking !== undefined)
        await awaitUnlessAborted(acting.lastLook, () => looking).catch(() => undefined);
      acting.signal.throwIfAborted();
      return createAbsence(target, latest);
    },
  };
}

function createAbsence(target: DescribedTarget, instead: Instead | undefined): BrowserError {
  const shown = describeTarget(target);
  if (instead === undefined)
    return new BrowserError("target_not_found", `Nothing visible on the page is ${shown}.`);
  const { all, visible, others } = instead;
  if (target.nth !== undefined && visible > 0) {
    const kind = describeTarget({ ...target, nth: undefined });
    return new BrowserError(
      "target_not_found",
      `The page has ${visible} of ${kind}; nth is ${target.nth}, counted from 0.`,
      { details: { count: visible } },
    );
  }
  if (all > 0 && target.nth === undefined) {
    return new BrowserError("not_actionable", `${shown} is on the page, but hidden.`);
  }
  const names = others.map(({ name, text }) => name || text);
  const nearest = nearestName(wordsOf(target), names);
  const list =
    others.length === 0 ? "" : ` The page has ${listNames(others, others.length === mostCandidates)}.`;
  return new BrowserError(
    "target_not_found",
    `Nothing visible on the page is ${shown}${nearest === undefined ? "." : `; did you mean ${quote(nearest)}?`}${list}`,
    { details: { candidates: others, ...(nearest !== undefined && { nearest }) } },
  );
}

async function lookAround(target: DescribedTarget, acting: Acting): Promise<Instead> {
  const { page } = acting;
  const [all, visible, others] = await Promise.all([
    findMatches(page, target, { withHidden: true }),
    findMatches(page, target),
    findOthers(target, acting),
  ]);
  const sum = (matches: typeof all): number => matches.reduce((total, { count }) => total + count, 0);
  return { all: sum(all), visible: sum(visible), others };
}

/** What the target says of the element's name. */
function wordsOf(target: DescribedTarget): string {
  if ("role" in target) return target.name ?? "";
  if ("label" in target) return target.label;
  if ("text" in target) return target.text;
  return "testId" in target ? target.testId : "";
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
  const nearest = nearestName(
    wordsOf(target),
    all.map(({ name, text }) => name || text),
  );
  const sorted = all.toSorted(
    (left, right) => Number(right.name === nearest) - Number(left.name === nearest),
  );
  return sorted
    .slice(0, mostCandidates)
    .map((fact) => ({ ...showCandidate(fact), ...("testId" in target && { name: fact.testId }) }));
}
