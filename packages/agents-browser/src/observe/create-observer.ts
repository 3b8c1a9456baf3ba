/// <reference lib="dom" />
import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { ElementHandle, Frame } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import type { BrowserRun } from "../session/browser-run.ts";
import { noteListenersIn, prepareObserving, questionSelector } from "./engine-name.ts";
import { type FoundElement, lookAtFrames } from "./look-at-frames.ts";
import type { Observation } from "./observation.ts";
import type { ObserveOptions, Observer } from "./observer.ts";

/** What the way to the browser and back may take beyond the time that the page is given, on a busy machine; less for who is in a hurry. */
const graceOf = (timeoutMs: number): number => Math.min(4000, 1000 + 2 * timeoutMs);
const resolveMs = 5000;
const limits = { maxElements: { default: 1000, most: 10_000 }, timeoutMs: { default: 2000, most: 60_000 } };

function readOptions(options: ObserveOptions): Required<ObserveOptions> {
  for (const [name, value] of Object.entries(options)) {
    const limit = Object.hasOwn(limits, name) ? limits[name as keyof typeof limits] : undefined;
    if (!limit) {
      const known = Object.keys(limits).join(" and ");
      throw new OrchestrationError(
        ErrorCode.INVALID_INPUT,
        `observe knows no option "${name.slice(0, 80)}": it takes ${known}.`,
      );
    }
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1 && value <= limit.most)) {
      throw new OrchestrationError(
        ErrorCode.INVALID_INPUT,
        `observe's ${name} must be a whole number from 1 to ${limit.most}: leave it out for ${limit.default}.`,
      );
    }
  }
  return {
    maxElements: options.maxElements ?? limits.maxElements.default,
    timeoutMs: options.timeoutMs ?? limits.timeoutMs.default,
  };
}

/**
 * Looks at the tabs of a run. Create it before the run's first page is opened: what looks at a page is put into
 * documents as they are loaded.
 *
 * @example
 * const observer = createObserver(run);
 * const { elements, snapshotId } = await observer.observe();
 * const button = await observer.resolve({ ref: elements[0].ref, snapshotId });
 */
export function createObserver(run: BrowserRun): Observer {
  let latest: Observation | undefined;
  let places: ReadonlyMap<string, FoundElement> = new Map();
  const frameNumbers = new WeakMap<Frame, number>();
  let lastFrame = 0;
  const numberOf = (frame: Frame): number => {
    let number = frameNumbers.get(frame);
    if (number === undefined) {
      lastFrame += 1;
      number = lastFrame;
      frameNumbers.set(frame, number);
    }
    return number;
  };
  const prepared = Promise.all([prepareObserving(), noteListenersIn(run.context)]);
  // Its failure is told by the first look.
  prepared.catch(() => undefined);

  const stale = (ref: string, problem: string): BrowserError =>
    new BrowserError(
      "stale_ref",
      `The ref ${JSON.stringify(ref.slice(0, 40))} ${problem}. Observe the page again.`,
      {
        details: { ref: ref.slice(0, 40) },
      },
    );

  return {
    get latest() {
      return latest;
    },

    async observe(options = {}) {
      const { maxElements, timeoutMs } = readOptions(options);
      const page = run.page;
      const graceMs = graceOf(timeoutMs);
      const snapshotId = run.runtime.createId();
      const seen = await run.within("looking at the page", timeoutMs + graceMs, async (signal) => {
        await prepared;
        const endsAt = run.runtime.now() + timeoutMs;
        const hardEndsAt = endsAt + graceMs - 1000;
        return lookAtFrames(
          page.mainFrame(),
          { run, snapshotId, maxElements, endsAt, hardEndsAt, numberOf },
          signal,
        );
      });
      if (!seen)
        throw new BrowserError(
          "page_unresponsive",
          "The page could not be looked at: it gave no answer that can be read.",
        );
      const [width = 0, height = 0, scrollX = 0, scrollY = 0, scrollWidth = 0, scrollHeight = 0] =
        seen.top.viewport;
      places = seen.places;
      latest = {
        snapshotId,
        url: page.url(),
        title: seen.top.title,
        elements: seen.elements,
        viewport: { width, height, scrollX, scrollY, scrollWidth, scrollHeight },
        lookedAt: seen.lookedAt,
        isTruncated: seen.isTruncated,
        ...(seen.unanswered > 0 && { unansweredFrames: seen.unanswered }),
      };
      return latest;
    },

    async resolve({ ref, snapshotId }) {
      if (snapshotId !== latest?.snapshotId) throw stale(ref, "belongs to an older snapshot");
      const place = places.get(ref);
      if (!place) throw stale(ref, "is not in the latest snapshot");
      if (place.frame.isDetached()) throw stale(ref, "belongs to a frame that is gone");
      const selector = questionSelector({ ask: "find", snapshotId, id: place.id });
      const handle = await run.within("finding the element again", resolveMs, () => place.frame.$(selector));
      if (!handle) throw stale(ref, "belongs to an element that is gone");
      return handle as ElementHandle<Element>;
    },
  };
}
