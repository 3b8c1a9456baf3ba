import type { ObservedElement } from "../../observe/observation.ts";
import type { GoalCondition, GoalConstraint } from "../goal-reading.ts";
import { decide } from "../ranking/decide.ts";
import { isSameLine } from "../ranking/geometry.ts";
import { isCheckable } from "../ranking/kinds.ts";
import { likeness, normalizeText, wordsOf } from "../ranking/likeness.ts";
import { rankCandidates } from "../ranking/rank-candidates.ts";
import { numberIn, suits } from "../ranking/such.ts";
import type { Scene } from "../scene/scene.ts";
import { thingCalled } from "./thing-called.ts";
import { valueOf } from "./value-of.ts";

/** What a state's name says of an element; `undefined` when the element does not tell. */
const states: Readonly<Record<string, (element: ObservedElement) => boolean | undefined>> = {
  checked: ({ isChecked }) => isChecked,
  ticked: ({ isChecked }) => isChecked,
  on: ({ isChecked }) => isChecked,
  selected: ({ isSelected, isChecked }) => isSelected ?? isChecked,
  open: ({ isExpanded }) => isExpanded,
  expanded: ({ isExpanded }) => isExpanded,
  enabled: ({ isDisabled, isChecked }) => isChecked ?? isDisabled !== true,
  empty: ({ value }) => (value === undefined ? undefined : value === ""),
};
const opposites: Readonly<Record<string, string>> = {
  unchecked: "checked",
  unticked: "checked",
  off: "on",
  unselected: "selected",
  closed: "open",
  collapsed: "open",
  disabled: "enabled",
  filled: "empty",
};
const compares =
  /^(?:not )?(?:above|below|over|under|more|less|fewer|before|after|between|within|at least|at most|up to|beyond|since)(?= )|(?:^| )than(?: |$)/u;
const places = /^(?:page|screen|site|text|it|message|status|title|window)$/u;
const appears =
  /^(?:you see |there (?:is|are) (?:an? |the |any )?)?(.+?)(?: (?:appears?|is (?:shown|visible|there|displayed)|shows? up|comes? up))?$/iu;

/** Whether a condition holds on the page as it is; `undefined` when the page, or the goal, does not tell. */
export function judgeCondition(scene: Scene, { subject, such, text }: GoalCondition): boolean | undefined {
  if (such === undefined) {
    const said = appears.exec(text.trim());
    const isAboutSeeing = subject !== undefined || (said !== null && said[1] !== text.trim());
    return isAboutSeeing ? isSeen(scene, subject ?? said![1]!) : undefined;
  }
  if (subject === undefined) return undefined;
  const state = such.equals === undefined ? undefined : normalizeText(such.equals);
  if (state !== undefined && /^(?:shown|visible|there|displayed)$/u.test(state))
    return isSeen(scene, subject);
  const isNot = state?.startsWith("not ") === true;
  const plain = isNot ? state.slice("not ".length) : state;
  if (plain !== undefined && (plain in states || plain in opposites)) {
    const value = stateOf(scene, subject, opposites[plain] ?? plain);
    return value === undefined ? undefined : value !== (isNot || plain in opposites);
  }
  // A comparison that was not understood is no text to be found, or not found.
  if (state !== undefined && compares.test(state)) return undefined;
  if (such.equals !== undefined && places.test(subject.toLowerCase())) return isSeen(scene, such.equals);
  const given = valueOf(scene, subject);
  if (given !== undefined && plain !== undefined) {
    const isSo = normalizeText(given) === plain;
    return isSo !== isNot;
  }
  if (given !== undefined && such.equals === undefined && suitsNumber(given, such)) return suits(given, such);
  return judgeAmount(scene, subject, such, text);
}

/** Whether a value is of the sort that is asked for: a number where numbers are compared. */
const suitsNumber = (value: string, { startsWith, endsWith, contains }: GoalConstraint): boolean =>
  startsWith !== undefined ||
  endsWith !== undefined ||
  contains !== undefined ||
  numberIn(value) !== undefined;

/** Whether a text, or a thing that is called so, is on the page. */
function isSeen(scene: Scene, what: string): boolean {
  const plain = normalizeText(what);
  if (plain === "") return false;
  const phrase = thingCalled(what);
  return (
    scene.elements.some((element) =>
      ` ${normalizeText(`${element.name} ${element.text}`)} `.includes(` ${plain} `),
    ) ||
    (phrase.name === undefined &&
      phrase.kind !== undefined &&
      decide(rankCandidates(scene, phrase, "text")).kind !== "none")
  );
}

function stateOf(scene: Scene, subject: string, state: string): boolean | undefined {
  const purpose = state === "checked" || state === "on" || state === "ticked" ? "check" : "text";
  const decision = decide(
    rankCandidates(scene, thingCalled(subject), purpose).filter(
      ({ element }) => purpose !== "check" || isCheckable(element),
    ),
  );
  return decision.kind === "certain" ? states[state]!(decision.candidate.element) : undefined;
}

/** Looks for the subject's name and judges the text or number in it, beside it, or the only number with its sign. */
function judgeAmount(
  { elements }: Scene,
  subject: string,
  such: NonNullable<GoalCondition["such"]>,
  text: string,
): boolean | undefined {
  const texts = elements.filter((element) => element.text !== "" && !element.isInteractive);
  const subjectWords = wordsOf(subject);
  const labels = texts.filter(
    (element) =>
      likeness(subject, element.text) >= 0.7 ||
      subjectWords.every((word) => wordsOf(element.text).includes(word)) ||
      subjectWords.some((word) => element.words.includes(word)),
  );
  const isAnswer = (element: ObservedElement): boolean =>
    such.equals === undefined ? numberIn(element.text) !== undefined : element.text.trim() !== "";
  for (const label of labels) {
    if (such.equals === undefined && numberIn(label.text) !== undefined) return suits(label.text, such);
    const beside = texts.find(
      (element) =>
        element.ref !== label.ref &&
        isSameLine(label.box, element.box) &&
        element.box.x > label.box.x &&
        isAnswer(element),
    );
    if (beside !== undefined) return suits(beside.text, such);
  }
  if (such.equals !== undefined) return undefined;
  const isMoney = /[$€£]/u.test(text);
  const amounts = texts.filter((element) =>
    (isMoney ? /^\s*[$€£]\s*\d/u : /^\s*-?\d[\d.,]*\s*$/u).test(element.text),
  );
  return amounts.length === 0 ? undefined : amounts.every((element) => suits(element.text, such));
}
