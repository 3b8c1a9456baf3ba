import type { ObservedElement } from "../../observe/observation.ts";
import { normalizeText } from "../ranking/likeness.ts";
import type { Scene } from "../scene/scene.ts";

/** Words of controls that do something to what the page is about, rather than show more of it. */
const effects = new Set(
  (
    "accept add agree allow apply approve archive ban block book buy cancel checkout clear close confirm create deactivate " +
    "decline delete deny destroy disable discard donate download edit empty erase follow forward install join leave like log " +
    "logout mark order pay post publish purchase purge reject remove rename reply report reserve reset save send share sign " +
    "spam star submit subscribe tip transfer trash unfollow unsubscribe update upload vote wipe withdraw"
  ).split(" "),
);

/** Whether the name of a control, or its icon, says that it does something. */
export const saysEffect = ({ name, text, words }: ObservedElement): boolean =>
  [...normalizeText(`${name} ${text}`).split(" "), ...words].some((word) => effects.has(word));

/** Whether a click shows another part of the page and does nothing else: tabs, and what says that it is closed. */
const isExpander = ({ role, isExpanded, tag }: ObservedElement): boolean =>
  role === "tab" || tag === "summary" || (isExpanded !== undefined && tag !== "input" && tag !== "select");

const cards = new Set([
  "generic",
  "graphic",
  "img",
  "listitem",
  "article",
  "option",
  "radio",
  "cell",
  "gridcell",
]);

/**
 * Whether a thing may be turned over to see what it says. A plain button may do anything, a link leads elsewhere, and a
 * thing that holds controls would press one of them: none of these.
 */
export function mayBeTurnedOver(scene: Scene, element: ObservedElement, isQuestion: boolean): boolean {
  if (saysEffect(element) || element.href !== undefined) return false;
  if (isExpander(element)) return true;
  return (
    !isQuestion &&
    cards.has(element.role) &&
    !scene.descendantsOf(element).some(({ isInteractive }) => isInteractive)
  );
}
