import type { Frame } from "playwright-core";
import { createPageScript } from "./page-script.ts";

const script = createPageScript((reader, element: Element) => reader.isVisible(element));

/** Whether the element that holds a frame can be seen in the page around it. */
export async function isFrameVisible(frame: Frame): Promise<boolean> {
  try {
    const element = await frame.frameElement();
    try {
      return (await element.evaluate(script, null)) === true;
    } finally {
      await element.dispose();
    }
  } catch {
    return false;
  }
}
