/// <reference lib="dom" />
import { keepInside } from "../../targets/keep-inside.ts";
import { createPageScript } from "../../visible/page-script.ts";
import { createCellReader } from "./cell-reader.ts";
import { collectBlocks } from "./collect-blocks.ts";
import { collectGrids, type CollectRequest } from "./collect-grids.ts";
import { createPartReader } from "./collect-parts.ts";
import { collectTables } from "./collect-tables.ts";

interface CollectArguments {
  readonly request: CollectRequest;
  /** What is looked at has to be within it. */
  readonly holder: Element | null;
  /** Only this one of them. */
  readonly nth?: number | undefined;
}

/** For `evaluate` on an element or on all that a locator matches: answers what `gridsSchema` describes. */
export const collectScript = createPageScript<Element | readonly Element[], CollectArguments>(
  `(visible, matches, { request, holder, nth }) => {
    const inside = (${keepInside.toString()})(matches, holder);
    const subject = nth === undefined ? inside : inside.slice(nth, nth + 1);
    const reader = (${createCellReader.toString()})(visible);
    const parts = (${createPartReader.toString()})(reader);
    const collectors = { reader, parts, collectTables: ${collectTables.toString()}, collectBlocks: ${collectBlocks.toString()} };
    return (${collectGrids.toString()})(collectors, subject, request);
  }`,
);
