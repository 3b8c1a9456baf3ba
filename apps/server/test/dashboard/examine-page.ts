import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

/** Where the pictures of the pages are left for people to look at; a build artefact. */
export const pictureFolder = fileURLToPath(new URL("../../.temporary/screenshots", import.meta.url));

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const phone = { width: 360, height: 740 };

/** Everything in the light; in the dark what depends on colours, since the rest is the same. */
const checks = {
  light: { resultTypes: ["violations"] },
  dark: { resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"] },
} as const satisfies Record<string, RunOptions>;

/**
 * Looks at a page as it stands, in both themes and on a phone, and leaves pictures of it. Returns what axe finds that is serious or
 * critical, and what makes the page wider than the phone.
 */
export async function examinePage(page: Page, name: string): Promise<readonly string[]> {
  mkdirSync(pictureFolder, { recursive: true });
  await page.waitForFunction(() => document.querySelector(".state--loading") === null);
  const picture = (look: string) => ({ path: join(pictureFolder, `${name}-${look}.png`), fullPage: true });
  const found: string[] = [];
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.screenshot(picture(theme));
    found.push(...(await runAxe(page, checks[theme])).map((problem) => `${theme}: ${problem}`));
  }
  const size = page.viewportSize()!;
  await page.setViewportSize(phone);
  await page.screenshot(picture("phone"));
  found.push(...(await page.evaluate(findOverflow, phone.width)));
  await page.setViewportSize(size);
  return found;
}

async function runAxe(page: Page, options: RunOptions): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (given) =>
      (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(given),
    options as RunOptions,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html.slice(0, 200)}`));
}

/** Runs in the page: the elements that stick out of it, the innermost only, and texts that are cut without a sign of it. */
function findOverflow(width: number): string[] {
  const shown = [...document.querySelectorAll<HTMLElement>("body *:not(.react-flow *)")];
  const cut = shown.filter((element) => {
    const { overflowX, textOverflow, clipPath } = getComputedStyle(element);
    // What is clipped as a whole is there to be read out only.
    if (!["hidden", "clip"].includes(overflowX) || textOverflow === "ellipsis" || clipPath !== "none")
      return false;
    return element.scrollWidth > element.clientWidth + 1;
  });
  if (cut.length > 0)
    return cut.slice(0, 5).map((element) => `phone: cuts ${element.outerHTML.slice(0, 200)}`);
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = shown.filter((element) => element.getBoundingClientRect().right > width + 1);
  const innermost = wide.filter(
    (element) => !wide.some((other) => other !== element && element.contains(other)),
  );
  return [
    `phone: ${document.documentElement.scrollWidth} pixels wide`,
    ...innermost.slice(0, 5).map((element) => `phone: ${element.outerHTML.slice(0, 200)}`),
  ];
}
