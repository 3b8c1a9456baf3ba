/// <reference lib="dom" />
import { awaitUnlessAborted } from "@convoke/core";
import type { ElementHandle, Frame } from "playwright-core";
import type { Acting } from "./acting.ts";
import { checkFacts } from "./targets/check-facts.ts";
import { readFacts } from "./targets/element-facts.ts";
import type { FoundElement } from "./targets/found-element.ts";

/** Frames within frames that are followed. */
const deepest = 10;

/** What has the focus, also in frames and open shadow roots; `undefined` when it is the page itself. */
export async function findFocused(acting: Acting): Promise<FoundElement | undefined> {
  const { signal, page } = acting;
  let frame: Frame = page.mainFrame();
  for (let depth = 0; depth < deepest; depth += 1) {
    const held = await awaitUnlessAborted(signal, () =>
      frame.evaluateHandle(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active === document.body || active === document.documentElement ? null : active;
      }),
    );
    const handle = held.asElement() as ElementHandle<Element> | null;
    if (handle === null) return undefined;
    const inner = await awaitUnlessAborted(signal, () => handle.contentFrame());
    if (inner !== null) {
      frame = inner;
      continue;
    }
    const [facts] = checkFacts(await awaitUnlessAborted(signal, () => handle.evaluate(readFacts)));
    if (facts === undefined) return undefined;
    return {
      handle,
      frame,
      facts,
      description: "what has the focus",
      record: async () => ({ css: ":focus" }),
    };
  }
  return undefined;
}
