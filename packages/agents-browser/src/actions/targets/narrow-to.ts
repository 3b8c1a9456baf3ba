/// <reference lib="dom" />
import type { ElementHandle } from "playwright-core";
import type { FrameMatches } from "./find-matches.ts";

/** Of the matches, those within an element, also across open shadow roots; one match each. */
export async function narrowTo(
  container: ElementHandle<Element>,
  matches: readonly FrameMatches[],
): Promise<readonly FrameMatches[]> {
  const home = await container.ownerFrame();
  const match = matches.find(({ frame }) => frame === home);
  if (match === undefined) return [];
  const places = await match.locator.evaluateAll((found, holder) => {
    const isInside = (element: Node): boolean => {
      for (let current: Node | null = element; current;) {
        if (current === holder) return true;
        current = current.parentNode ?? (current instanceof ShadowRoot ? current.host : null);
      }
      return false;
    };
    return found.flatMap((element, place) => (isInside(element) ? [place] : [])).slice(0, 1000);
  }, container);
  return places.map((place) => ({ frame: match.frame, locator: match.locator.nth(Number(place)), count: 1 }));
}
