/// <reference lib="dom" />
import { z } from "zod";
import type { Page } from "playwright-core";
import { createPageScript } from "../visible/page-script.ts";
import type { VisibleReader } from "../visible/visible-reader.ts";

const findingSchema = z.object({ isFound: z.boolean(), excerpt: z.string().max(1000) });

/** Whether a text is there; the excerpt is what stands around it, else how the page begins. */
export type TextFinding = z.infer<typeof findingSchema>;

const mostFrames = 50;
const script = createPageScript(findText);

/** Looks in all frames for a text that a person can see, whatever its case and spaces. */
export async function findVisibleText(page: Page, text: string): Promise<TextFinding> {
  let first: TextFinding | undefined;
  for (const [index, frame] of page.frames().slice(0, mostFrames).entries()) {
    if (frame.isDetached()) continue;
    if (index > 0 && !(await isFrameVisible(frame))) continue;
    const finding = await frame
      .evaluate(script as (text: string) => unknown, text)
      .then((found) => findingSchema.parse(found))
      .catch((error: unknown) => {
        if (index === 0) throw error;
        // A frame that goes away while it is looked at shows nothing.
        return undefined;
      });
    if (finding?.isFound === true) return finding;
    first ??= finding;
  }
  return first ?? { isFound: false, excerpt: "" };
}

async function isFrameVisible(frame: ReturnType<Page["frames"]>[number]): Promise<boolean> {
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

/** Runs in the page. */
function findText(reader: VisibleReader, wanted: string): unknown {
  const fold = (text: string): string => text.replace(/\s+/g, " ").trim().toLowerCase();
  const text = reader.textOf(document.body ?? document, 5_000_000);
  const folded = fold(text);
  const place = folded.indexOf(fold(wanted));
  const isFound = place >= 0 && fold(wanted) !== "";
  const start = isFound ? Math.max(0, place - 80) : 0;
  return {
    isFound,
    excerpt: text
      .replace(/\s+/g, " ")
      .trim()
      .slice(start, start + 300),
  };
}
