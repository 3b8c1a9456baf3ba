import type { BrowserContext, Page } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";

/** The tabs of a run. */
export interface RunTabs {
  readonly all: readonly Page[];
  /** Throws `page_closed` when there is none. */
  readonly current: Page;
  /** The current one, `undefined` when there is none. */
  readonly latest: Page | undefined;
  open(): Promise<Page>;
  select(index: number): void;
  close(index: number): Promise<void>;
}

/** Keeps the tabs of a context in the order in which they were opened, and no more than `maxTabs` of them. */
export function keepTabs(
  context: BrowserContext,
  maxTabs: number,
  { onTab, end }: { readonly onTab: (page: Page) => void; readonly end: (reason: BrowserError) => void },
): RunTabs {
  const tabs: Page[] = [];
  let current: Page | undefined;
  let refused = 0;

  const createLimitError = (): BrowserError =>
    new BrowserError("limit_exceeded", `A run may have ${maxTabs} tabs at once.`, {
      details: { limit: "maxTabs" },
    });
  const drop = (page: Page): void => {
    const index = tabs.indexOf(page);
    if (index < 0) return;
    tabs.splice(index, 1);
    if (current === page) current = tabs[Math.max(0, index - 1)];
  };
  context.on("page", (page) => {
    if (tabs.length >= maxTabs) {
      // A few popups too many are only closed; a storm of them ends the run.
      refused += 1;
      if (refused > maxTabs) end(createLimitError());
      page.close().catch(() => {});
      return;
    }
    tabs.push(page);
    page.once("close", () => drop(page));
    page.once("crash", () => end(new BrowserError("page_crashed", "The page's process has ended.")));
    onTab(page);
    current ??= page;
  });

  const at = (index: number): Page => {
    const page = tabs[index];
    if (page) return page;
    const known = tabs.length === 0 ? "there is none" : `tabs 0 to ${tabs.length - 1} are open`;
    throw new BrowserError("page_closed", `There is no tab ${index}: ${known}.`);
  };
  return {
    get all() {
      return [...tabs];
    },
    get current() {
      if (!current) throw new BrowserError("page_closed", "The run has no tab open.");
      return current;
    },
    get latest() {
      return current;
    },
    async open() {
      if (tabs.length >= maxTabs) throw createLimitError();
      const page = await context.newPage();
      if (page.isClosed() || !tabs.includes(page)) throw createLimitError();
      current = page;
      return page;
    },
    select(index) {
      current = at(index);
    },
    async close(index) {
      const page = at(index);
      await page.close();
      drop(page);
    },
  };
}
