import type { Way } from "../way.ts";
import { addresses } from "./addresses.ts";
import { elements } from "./elements.ts";
import { hints } from "./hints.ts";
import { navigation } from "./navigation.ts";
import { realtime } from "./realtime.ts";
import { redirects } from "./redirects.ts";
import { reports } from "./reports.ts";
import { requests } from "./requests.ts";
import { workers } from "./workers.ts";

/** Every way out that is tried. */
export const allWays: readonly Way[] = [
  ...redirects,
  ...elements,
  ...requests,
  ...workers,
  ...hints,
  ...realtime,
  ...navigation,
  ...addresses,
  ...reports,
];
