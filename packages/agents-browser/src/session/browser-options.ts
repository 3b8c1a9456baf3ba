import type { RunView } from "./open-run.ts";
import type { BrowserPoolOptions } from "./pool-options.ts";

/** Which browser an agent uses, and how its pages are shown. */
export type BrowserOptions = Omit<BrowserPoolOptions, "maxRuns" | "runtime"> & RunView;
