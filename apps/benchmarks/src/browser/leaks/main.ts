import { parseArgs } from "node:util";
import { findBrowser } from "@convoke/agents-browser";
import { formatTable } from "../../report/format-table.ts";
import { openAllowedSite } from "./allowed-site.ts";
import { measureLeaks, type WayResult } from "./measure-leaks.ts";
import { allWays } from "./ways/all-ways.ts";
import { openBoundaryWorld, openControlWorld } from "./worlds.ts";

// What reaches a server outside the policy, by every way that a page has; and the same without the boundary.

/** Of about 100 that do on a quiet machine. */
const leastControlled = 80;

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    repeats: { type: "string", default: "20" },
    control: { type: "string", default: "1" },
    wait: { type: "string", default: "3000" },
    parallel: { type: "string", default: "16" },
    minutes: { type: "string", default: "600" },
    only: { type: "string", default: "" },
    browser: { type: "string" },
  },
});

const repeats = readCount("repeats");
const controlRepeats = readCount("control");
const { executablePath } = await findBrowser({ executablePath: values.browser, environment: process.env });
const site = await openAllowedSite();
const control = openControlWorld(executablePath);
const boundary = openBoundaryWorld(executablePath, site);
let results: WayResult[];
try {
  results = await measureLeaks({
    ways: allWays.filter(({ name }) => name.includes(values.only)),
    site,
    control,
    boundary,
    repeats,
    controlRepeats,
    waitMs: readCount("wait"),
    parallel: readCount("parallel"),
    maxMs: readCount("minutes") * 60_000,
  });
} finally {
  await Promise.all([control.close(), boundary.close()]);
  await site.close();
}

const leaks = results.filter(({ boundary: { reached } }) => reached > 0);
const failed = results.filter((result) => result.boundary.failed + result.control.failed > 0);
const controlled = results.filter((result) => result.control.reached > 0);
if (values.json) console.log(JSON.stringify(results, null, 2));
else {
  console.log(
    formatTable(
      ["way out", "without the boundary", "behind it", "refusals"],
      results.map(({ name, control: without, boundary: behind, refusals }) => [
        name,
        without.reached === 0 ? "no control" : `${without.reached} of ${without.tries}`,
        `${behind.reached} of ${behind.tries}`,
        String(refusals),
      ]),
    ),
  );
  console.log(
    `\n${results.length} ways, ${controlled.length} of which lead out without the boundary: ` +
      `${leaks.length} leak behind it. ${boundary.unownedRefusals()} refusals belonged to no run.`,
  );
}
for (const { name } of failed) console.error(`The page of "${name}" was not always loaded.`);
if (values.check) {
  const short = results.filter(
    ({ boundary: behind, control: without }) => behind.tries < repeats || without.tries < controlRepeats,
  );
  if (short.length > 0) {
    console.error(
      `${short.length} ways were not tried ${repeats} times (and ${controlRepeats} without the boundary): there was no time, ` +
        `so give more --minutes. Among them: ${listNames(short)}.`,
    );
  }
  const isControlled = values.only !== "" || controlled.length >= leastControlled;
  if (!isControlled) {
    const others = results.filter((result) => !controlled.includes(result));
    console.error(
      `Only ${controlled.length} ways lead out without the boundary, and at least ${leastControlled} have to: the ` +
        `measurement says too little. Nowhere lead: ${listNames(others, others.length)}.`,
    );
  }
  if (leaks.length > 0) console.error(`Leaks: ${listNames(leaks, leaks.length)}.`);
  if (short.length + leaks.length + failed.length > 0 || results.length === 0 || !isControlled)
    process.exitCode = 1;
}

function listNames(some: readonly WayResult[], most = 5): string {
  return some
    .slice(0, most)
    .map(({ name }) => `"${name}"`)
    .join(", ");
}

/** A whole number of at least 1; anything else would measure nothing, and find no leak. */
function readCount(name: "repeats" | "control" | "wait" | "parallel" | "minutes"): number {
  const count = Number(values[name]);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new Error(`--${name} is "${values[name]}"; pass a whole number of at least 1.`);
}
