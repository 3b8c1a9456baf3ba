import type { Frame } from "playwright-core";
import { questionSelector } from "./engine-name.ts";

/** The frame that an iframe element shows; `undefined` when either is gone. */
export async function frameOf(outer: Frame, snapshotId: string, id: number): Promise<Frame | undefined> {
  const handle = await outer.$(questionSelector({ ask: "find", snapshotId, id }));
  if (!handle) return undefined;
  try {
    return (await handle.contentFrame()) ?? undefined;
  } finally {
    await handle.dispose();
  }
}
