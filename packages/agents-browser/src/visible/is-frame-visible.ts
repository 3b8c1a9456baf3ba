import type { Frame } from "playwright-core";

/** Whether the element that holds a frame can be seen, as far as Playwright tells. */
export async function isFrameVisible(frame: Frame): Promise<boolean> {
  try {
    const element = await frame.frameElement();
    try {
      return await element.isVisible();
    } finally {
      await element.dispose();
    }
  } catch {
    return false;
  }
}
