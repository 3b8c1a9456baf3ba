/// <reference lib="dom" />
import type { ElementHandle } from "playwright-core";
import type { BrowserRun } from "../session/browser-run.ts";

/** Fields that hold a secret, by run: screenshots cover them. */
const fields = new WeakMap<BrowserRun, ElementHandle<Element>[]>();

/** Remembers that a field was filled with a secret. */
export function noteSecretField(run: BrowserRun, handle: ElementHandle<Element>): void {
  const known = fields.get(run) ?? [];
  known.push(handle);
  // A program that fills one field a thousand times needs it remembered once; the latest are those still shown.
  fields.set(run, known.slice(-200));
}

/** The fields of a run that were filled with a secret. */
export function listSecretFields(run: BrowserRun): readonly ElementHandle<Element>[] {
  return fields.get(run) ?? [];
}
