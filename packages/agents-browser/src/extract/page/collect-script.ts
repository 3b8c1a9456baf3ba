import { createPageScript } from "../../visible/page-script.ts";
import { createCellReader } from "./cell-reader.ts";
import { collectBlocks } from "./collect-blocks.ts";
import { collectGrids, type CollectRequest } from "./collect-grids.ts";
import { createPartReader } from "./collect-parts.ts";
import { collectTables } from "./collect-tables.ts";

/** For `evaluate` on an element or on all that a locator matches: answers what `gridsSchema` describes. */
export const collectScript = createPageScript<Element | readonly Element[], CollectRequest>(
  `(visible, subject, request) => {
    const reader = (${createCellReader.toString()})(visible);
    const parts = (${createPartReader.toString()})(reader);
    const collectors = { reader, parts, collectTables: ${collectTables.toString()}, collectBlocks: ${collectBlocks.toString()} };
    return (${collectGrids.toString()})(collectors, subject, request);
  }`,
);
