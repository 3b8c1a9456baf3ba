import type { Locator, Page } from "playwright-core";

/** What a page has done: how often it changed what is shown, and the most elements it ever had then. */
export interface Changes {
  readonly times: number;
  readonly mostElements: number;
}

/** Counts the changes of a page while something happens. */
export async function countChanges(page: Page, happening: () => Promise<void>): Promise<Changes> {
  const counting = await page.evaluateHandle(() => {
    const changes = { times: 0, mostElements: 0 };
    const observer = new MutationObserver(() => {
      changes.times++;
      changes.mostElements = Math.max(changes.mostElements, document.querySelectorAll("*").length);
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    return { changes, observer };
  });
  await happening();
  return counting.evaluate(({ changes, observer }) => {
    observer.disconnect();
    return changes;
  });
}

const mostFrames = 100;

/** Presses a key on a tree, and counts the frames until another of its items is the active one; the most of ten times. */
export function countFrames(tree: Locator, key: string): Promise<number> {
  return tree.evaluate(
    async (element, { key, mostFrames }) => {
      const read = (): string | null => element.getAttribute("aria-activedescendant");
      let most = 0;
      for (let presses = 0; presses < 10; presses++) {
        const before = read();
        element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        let frames = 0;
        for (; read() === before && frames < mostFrames; frames++)
          await new Promise((resolve) => requestAnimationFrame(resolve));
        most = Math.max(most, frames);
      }
      return most;
    },
    { key, mostFrames },
  );
}
