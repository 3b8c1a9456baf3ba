import type { Locator } from "playwright-core";

const mostPresses = 80;

/** Moves the focus to an element by the keyboard alone; fails when it cannot be reached so. */
export async function moveTo(target: Locator, key = "Tab"): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < mostPresses; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await target.page().keyboard.press(key);
  }
  throw new Error(`${String(target)} is not reached by ${mostPresses} presses of ${key}`);
}
