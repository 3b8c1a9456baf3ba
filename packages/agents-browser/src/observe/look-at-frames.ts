import type { Frame } from "playwright-core";
import type { BrowserRun } from "../session/browser-run.ts";
import { questionSelector } from "./engine-name.ts";
import { frameOf } from "./frame-of.ts";
import type { ObservedElement } from "./observation.ts";
import { type CheckedElement, type CheckedSnapshot, readSnapshot } from "./read-snapshot.ts";

const mostFrames = 30;
const deepestFrame = 5;
const mostNodes = 60_000;

/** What is looked at, and how long. */
export interface Look {
  readonly run: BrowserRun;
  readonly snapshotId: string;
  readonly maxElements: number;
  /** When the time for all frames is over, by the runtime's clock. */
  readonly endsAt: number;
  /** Lasting numbers of frames. */
  numberOf(frame: Frame): number;
}

/** Where an element can be found again. */
export interface FoundElement {
  readonly frame: Frame;
  readonly id: number;
}

/** What all frames hold together. */
export interface FramesSeen {
  readonly elements: readonly ObservedElement[];
  readonly places: ReadonlyMap<string, FoundElement>;
  readonly top: CheckedSnapshot;
  readonly lookedAt: number;
  readonly isTruncated: boolean;
  /** Frames that did not answer. */
  readonly unanswered: number;
}

/** What lies around a frame's content, in the tab's coordinates. */
interface Surroundings {
  readonly x: number;
  readonly y: number;
  readonly clip: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  readonly parent: string | undefined;
  readonly depth: number;
}

async function ask(frame: Frame, look: Look, budgetMs: number, most: number, signal: AbortSignal) {
  const { snapshotId } = look;
  const question = { ask: "collect", snapshotId, maxElements: most, maxNodes: mostNodes, budgetMs };
  const answer = await frame.getAttribute(questionSelector(question), "answer", { timeout: 0, signal });
  return readSnapshot(answer, most);
}

/** Looks at a tab's frames from the outside in, each where it stands in its page. */
export async function lookAtFrames(
  page: Frame,
  look: Look,
  signal: AbortSignal,
): Promise<FramesSeen | undefined> {
  const { run, snapshotId, maxElements } = look;
  const elements: ObservedElement[] = [];
  const places = new Map<string, FoundElement>();
  let [frames, lookedAt, unanswered] = [0, 0, 0];
  let isTruncated = false;
  const remaining = (): number => Math.max(0, look.endsAt - run.runtime.now());

  const add = async (frame: Frame, seen: CheckedSnapshot, around: Surroundings): Promise<void> => {
    const frameNumber = around.depth === 0 ? 0 : look.numberOf(frame);
    const prefix = frameNumber === 0 ? "e" : `f${frameNumber}e`;
    const refs = seen.elements.map(({ id }) => `${prefix}${id}`);
    lookedAt += seen.lookedAt;
    isTruncated ||= seen.isTruncated;
    for (const [index, element] of seen.elements.entries()) {
      if (elements.length >= maxElements) {
        isTruncated = true;
        return;
      }
      const { id, parent, inside, ...rest } = element;
      const ref = refs[index]!;
      const box = { ...rest.box, x: rest.box.x + around.x, y: rest.box.y + around.y };
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const { clip } = around;
      const isShown = x >= clip.left && x <= clip.right && y >= clip.top && y <= clip.bottom;
      const outer = parent === undefined ? around.parent : refs[parent];
      elements.push({
        ref,
        ...rest,
        box,
        isInView: rest.isInView && isShown,
        frame: frameNumber,
        ...(outer !== undefined && { parent: outer }),
      });
      places.set(ref, { frame, id });
      if (inside) await addFrame(frame, element, { ...around, parent: ref }, box);
    }
  };

  const addFrame = async (
    outer: Frame,
    element: CheckedElement,
    around: Surroundings,
    box: ObservedElement["box"],
  ): Promise<void> => {
    frames += 1;
    if (frames > mostFrames || around.depth >= deepestFrame) {
      isTruncated = true;
      return;
    }
    const inner: Surroundings = {
      x: around.x + element.inside!.x,
      y: around.y + element.inside!.y,
      clip: {
        left: Math.max(around.clip.left, box.x),
        top: Math.max(around.clip.top, box.y),
        right: Math.min(around.clip.right, box.x + box.width),
        bottom: Math.min(around.clip.bottom, box.y + box.height),
      },
      parent: around.parent,
      depth: around.depth + 1,
    };
    try {
      const timeMs = Math.max(250, Math.min(1500, remaining()));
      const seen = await run.within("looking at a frame of the page", timeMs, async (within) => {
        const frame = await frameOf(outer, snapshotId, element.id);
        if (!frame) return undefined;
        const snapshot = await ask(frame, look, timeMs, maxElements - elements.length, within);
        return snapshot && { frame, snapshot };
      });
      if (seen) await add(seen.frame, seen.snapshot, inner);
      else unanswered += 1;
    } catch (error) {
      // One frame that hangs or goes away takes nothing from the others.
      if (signal.aborted || run.signal.aborted) throw error;
      unanswered += 1;
    }
  };

  const top = await ask(page, look, remaining(), maxElements, signal);
  if (!top) return undefined;
  const [right = 0, bottom = 0] = top.viewport;
  const clip = { left: 0, top: 0, right, bottom };
  await add(page, top, { x: 0, y: 0, clip, parent: undefined, depth: 0 });
  return { elements, places, top, lookedAt, isTruncated: isTruncated || unanswered > 0, unanswered };
}
