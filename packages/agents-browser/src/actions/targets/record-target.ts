/// <reference lib="dom" />
import type { ElementHandle, Frame, Page } from "playwright-core";
import { ariaRoles } from "../../program/aria-roles.ts";
import type { Target } from "../../program/target.ts";
import { type DescribedTarget, locateInFrame } from "../../targets/locate-target.ts";
import type { ElementFacts } from "./element-facts.ts";
import { listFrames } from "./find-matches.ts";

/** Fields are known by their labels, not by what they hold. */
const longestRecordedText = 80;

/** Whether a target says what its element is called, and nothing else bears that name: it finds it again by itself. */
export function isNamedAlone(target: Target): boolean {
  if ("ref" in target || "css" in target || target.nth !== undefined) return false;
  if ("role" in target && target.name === undefined) return false;
  return target.within === undefined || isNamedAlone(target.within);
}

/** Of the targets that find an element alone the sturdiest, else the one that found it. */
export async function recordTarget(
  page: Page,
  {
    handle,
    frame,
    facts,
  }: { readonly handle: ElementHandle<Element>; readonly frame: Frame; readonly facts: ElementFacts },
  target: Target,
): Promise<Target> {
  const candidates = listCandidates(facts);
  // A name that is known to find it needs no second best.
  for (const candidate of isNamedAlone(target) ? candidates.slice(0, 1) : candidates) {
    if (await isAlone(page, candidate, handle, frame)) return candidate;
  }
  return target;
}

/** In the order of how much of a page may change before they fail. */
function listCandidates(facts: ElementFacts): readonly DescribedTarget[] {
  const candidates: DescribedTarget[] = [];
  const { role, name, label, text, testId, testAttribute, path } = facts;
  const hasRole = ariaRoles.has(role) && role !== "generic";
  if (testId !== "") {
    candidates.push(
      testAttribute === "data-testid" ? { testId } : { css: `[${testAttribute}=${JSON.stringify(testId)}]` },
    );
  }
  const named: DescribedTarget | undefined =
    hasRole && name !== "" && name.length <= longestRecordedText ? { role, name, exact: true } : undefined;
  if (named) candidates.push(named);
  if (label !== "" && label.length <= longestRecordedText) candidates.push({ label, exact: true });
  const spoken: DescribedTarget | undefined =
    text !== "" && text.length <= longestRecordedText ? { text, exact: true } : undefined;
  if (spoken) candidates.push(spoken);
  for (const section of facts.around) {
    const within: DescribedTarget =
      section.role === "row" || section.role === "listitem" || section.role === "article"
        ? { role: section.role, name: section.name }
        : { role: section.role, name: section.name, exact: true };
    if (named) candidates.push({ ...named, within });
    if (spoken) candidates.push({ ...spoken, within });
    if (hasRole) candidates.push({ role, within });
  }
  if (hasRole) candidates.push({ role });
  if (path !== "") candidates.push({ css: path });
  return candidates;
}

/** Whether a target finds exactly this element, over all frames. */
async function isAlone(
  page: Page,
  candidate: DescribedTarget,
  handle: ElementHandle<Element>,
  home: Frame,
): Promise<boolean> {
  try {
    const hits = await Promise.all(
      listFrames(page).map(async (frame) => {
        const locator = locateInFrame(candidate, frame, { onlyVisible: true });
        if (frame !== home) return (await locator.count().catch(() => 0)) === 0;
        return await locator.evaluateAll(
          (found, wanted) => found.length === 1 && found[0] === wanted,
          handle,
        );
      }),
    );
    return hits.every((hit) => hit === true);
  } catch {
    // Whatever goes wrong here, the next candidate may serve: recording never fails an action.
    return false;
  }
}
