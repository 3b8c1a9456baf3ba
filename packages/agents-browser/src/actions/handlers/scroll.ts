/// <reference lib="dom" />
import { awaitUnlessAborted } from "@convoke/core";
import { actOn } from "../act-on.ts";
import type { Handler } from "./handler.ts";

/** Without a target the page is scrolled, without an amount by most of what is visible of it. */
export const scroll: Handler<"scroll"> = async (action, acting) => {
  const { target, by } = action;
  if (target === undefined) {
    await awaitUnlessAborted(acting.signal, () =>
      acting.page.mainFrame().evaluate((amount) => {
        const box = document.scrollingElement ?? document.documentElement;
        box.scrollBy({
          left: amount?.x ?? 0,
          top: amount ? (amount.y ?? 0) : innerHeight * 0.8,
          behavior: "instant",
        });
      }, by),
    );
    return { recorded: action };
  }
  const element = await actOn(action, target, acting, async ({ handle }, options) => {
    if (by === undefined) {
      await handle.scrollIntoViewIfNeeded(options);
      return;
    }
    await handle.evaluate((start, amount) => {
      // What is named is often inside of what scrolls.
      let box: Element | null = start;
      while (box && box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth)
        box = box.parentElement;
      (box ?? document.scrollingElement)?.scrollBy({
        left: amount.x ?? 0,
        top: amount.y ?? 0,
        behavior: "instant",
      });
    }, by);
  });
  return { recorded: { ...action, target: element.recorded } };
};
