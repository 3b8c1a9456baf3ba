import { delay } from "@convoke/core";
import type { Frame } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import type { BrowserRun } from "../session/browser-run.ts";
import { prepareObserving, questionSelector } from "./engine-name.ts";
import { frameOf } from "./frame-of.ts";
import { type CheckedReading, readReading } from "./read-reading.ts";

/** What a page reads like. */
export interface PageText {
  readonly title: string;
  /** Visible text in reading order: headings with `#`, items with `-` or their number, rows with `|`. */
  readonly text: string;
  readonly links: readonly { readonly text: string; readonly url: string }[];
  /** Whether there is more than was read. */
  readonly isTruncated: boolean;
}

/** How much to read, and how long. */
export interface PageTextOptions {
  readonly maxCharacters: number;
  readonly maxLinks: number;
  /** Milliseconds for everything. */
  readonly timeoutMs: number;
}

const mostFrames = 20;
const deepestFrame = 3;
const mostScreens = 15;
/** How long a screen gets to load what it loads when it is seen. */
const settleMs = 120;

/** Scrolls down once and back, so that what a page loads only when it is seen is there. */
async function scrollThrough(
  run: BrowserRun,
  page: Frame,
  endsAt: number,
  signal: AbortSignal,
): Promise<void> {
  const ask = async (to?: number): Promise<number[]> => {
    const selector = questionSelector({ ask: "scroll", to });
    const answer: unknown = JSON.parse(
      (await page.getAttribute(selector, "answer", { timeout: 0, signal })) ?? "[]",
    );
    return Array.isArray(answer) ? answer.map(Number) : [];
  };
  for (let screen = 0; screen < mostScreens && run.runtime.now() < endsAt; screen += 1) {
    const [top = 0, whole = 0, height = 0] = await ask();
    if (!(whole > height + 1)) return;
    await delay(run.runtime, settleMs, signal);
    if (top + height >= whole - 2) break;
  }
  await ask(0);
}

/** Reads the visible text of the current tab with its frames. */
export async function readPageText(run: BrowserRun, options: PageTextOptions): Promise<PageText> {
  const { maxCharacters, maxLinks, timeoutMs } = options;
  const page = run.page.mainFrame();
  const snapshotId = run.runtime.createId();
  const lines: string[] = [];
  const links: { readonly text: string; readonly url: string }[] = [];
  let isTruncated = false;
  let frames = 0;
  let characters = 0;

  const ask = async (
    frame: Frame,
    budgetMs: number,
    signal: AbortSignal,
  ): Promise<CheckedReading | undefined> => {
    const question = { ask: "read", snapshotId, maxCharacters, maxLinks, maxNodes: 200_000, budgetMs };
    const answer = await frame.getAttribute(questionSelector(question), "answer", { timeout: 0, signal });
    return readReading(answer, maxCharacters, maxLinks);
  };

  const add = async (
    frame: Frame,
    reading: CheckedReading,
    depth: number,
    outer: AbortSignal,
  ): Promise<void> => {
    isTruncated ||= reading.isTruncated;
    for (const link of reading.links) {
      if (links.length < maxLinks) links.push(link);
      else isTruncated = true;
    }
    for (const line of reading.lines) {
      if (characters >= maxCharacters) {
        isTruncated = true;
        return;
      }
      if (typeof line === "string") {
        lines.push(line);
        characters += line.length + 1;
      } else await addFrame(frame, line.frame, depth + 1, outer);
    }
  };

  const addFrame = async (outer: Frame, id: number, depth: number, signal: AbortSignal): Promise<void> => {
    frames += 1;
    if (frames > mostFrames || depth > deepestFrame) {
      isTruncated = true;
      return;
    }
    try {
      const found = await run.within("reading a frame of the page", 1500, async (within) => {
        const frame = await frameOf(outer, snapshotId, id);
        const reading = frame && (await ask(frame, 1000, within));
        return frame && reading && { frame, reading };
      });
      if (found) await add(found.frame, found.reading, depth, signal);
      else isTruncated = true;
    } catch (error) {
      // One frame that hangs or goes away takes nothing from the others.
      if (signal.aborted || run.signal.aborted) throw error;
      isTruncated = true;
    }
  };

  return run.within("reading the page", timeoutMs, async (signal) => {
    await prepareObserving();
    const endsAt = run.runtime.now() + timeoutMs / 3;
    await scrollThrough(run, page, endsAt, signal);
    const reading = await ask(page, timeoutMs / 3, signal);
    if (!reading)
      throw new BrowserError("page_unresponsive", "The page could not be read: it gave no answer.");
    await add(page, reading, 0, signal);
    const text = lines.join("\n");
    return {
      title: reading.title,
      text: text.slice(0, maxCharacters),
      links,
      isTruncated: isTruncated || text.length > maxCharacters,
    };
  });
}
