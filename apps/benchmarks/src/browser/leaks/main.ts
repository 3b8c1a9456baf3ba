import { parseArgs } from "node:util";
import { formatTable } from "../../report/format-table.ts";
import { openAllowedSite } from "./allowed-site.ts";
import { measureLeaks, type WayResult } from "./measure-leaks.ts";
import { allWays } from "./ways/all-ways.ts";
import { openBoundaryWorld, openControlWorld } from "./worlds.ts";

// What reaches a server outside the policy, by every way that a page has; and the same without the boundary.

const leastControlled = 21;

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    repeats: { type: "string", default: "20" },
    control: { type: "string", default: "2" },
    wait: { type: "string", default: "3000" },
    parallel: { type: "string", default: "10" },
    minutes: { type: "string", default: "600" },
    only: { type: "string", default: "" },
    browser: { type: "string", default: "/usr/bin/chromium" },
  },
});

const site = await openAllowedSite();
const control = await openControlWorld(values.browser);
const boundary = await openBoundaryWorld(values.browser, site);
let results: WayResult[];
try {
  results = await measureLeaks({
    ways: allWays.filter(({ name }) => name.includes(values.only)),
    site,
    control,
    boundary,
    repeats: Number(values.repeats),
    controlRepeats: Number(values.control),
    waitMs: Number(values.wait),
    parallel: Number(values.parallel),
    maxMs: Number(values.minutes) * 60_000,
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
  if (controlled.length < leastControlled && values.only === "") {
    console.error(
      `Only ${controlled.length} ways lead out without the boundary: the measurement says too little.`,
    );
    process.exitCode = 1;
  }
  if (leaks.length > 0 || failed.length > 0) process.exitCode = 1;
}
