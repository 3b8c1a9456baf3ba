import type { ActionRecord } from "../../actions/action-record.ts";
import type { GoalClause } from "../goal-reading.ts";
import type { Candidate } from "../ranking/candidate.ts";
import type { Scene } from "../scene/scene.ts";

/** What was seen when a goal was given up, short enough for an error and useful to whoever goes on. */
export interface SeenOnPage {
  readonly url: string;
  readonly candidates: readonly { readonly role: string; readonly name: string; readonly score: number }[];
  readonly clausesLeft: readonly string[];
  readonly stepsDone: readonly string[];
}

const most = 10;

/** Sums up a scene; texts of the page are cut, and are data. */
export function describeSeen(
  { observation }: Scene,
  candidates: readonly Candidate[],
  left: readonly GoalClause[],
  steps: readonly ActionRecord[],
): SeenOnPage {
  return {
    url: observation.url.slice(0, 200),
    candidates: candidates.slice(0, most).map(({ element, score }) => ({
      role: element.role,
      name: (element.name || element.text).slice(0, 80),
      score: Math.round(score * 100) / 100,
    })),
    clausesLeft: left.slice(0, most).map(({ source }) => source.slice(0, 200)),
    stepsDone: steps.slice(-most).map(({ action }) => action.action),
  };
}
