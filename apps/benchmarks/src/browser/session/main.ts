import { parseArgs } from "node:util";
import { checkPolicy, createBrowser, createBrowserPool } from "@convoke/agents-browser";
import { formatTable } from "../../report/format-table.ts";
import { measureCancel } from "./measure-cancel.ts";
import { measureMemory } from "./measure-memory.ts";
import { measureOverhead } from "./measure-overhead.ts";
import { serveForm } from "./serve-form.ts";

// What a run costs beside Playwright alone, how soon it stops, and how many contexts fit into a GiB.

const mostOverheadMs = 30;
const mostCancelMs = 500;

const flag = { type: "boolean", default: false } as const;
const { json, check } = parseArgs({ options: { json: flag, check: flag } }).values;

const server = await serveForm();
const pool = createBrowserPool({ maxRuns: 8 });
const policy = checkPolicy({ allow: [], allowPrivate: [server.origin] });
try {
  const memory = await measureMemory(pool, policy, server.origin, 5);
  const browser = createBrowser({ policy: { allow: [], allowPrivate: [server.origin] } });
  const overhead = await browser.use((context) => measureOverhead(context, server.origin, 30));
  await browser.close();
  const cancel = await measureCancel(pool, policy, server.origin, 5);
  const contextsPerGib = memory && Math.floor(1 + (1024 - memory.firstMb) / memory.perContextMb);
  if (json) console.log(JSON.stringify({ overhead, cancel, memory, contextsPerGib }, null, 2));
  else print();
  const misses = [
    ...overhead
      .filter(({ rawMs, ourMs }) => ourMs - rawMs > mostOverheadMs)
      .map(
        ({ action, rawMs, ourMs }) =>
          `${action} takes ${(ourMs - rawMs).toFixed(1)} ms more than Playwright alone`,
      ),
    ...cancel
      .filter(({ rejectedMs }) => rejectedMs > mostCancelMs)
      .map(({ phase, rejectedMs }) => `to stop ${phase} takes ${rejectedMs.toFixed(0)} ms`),
  ];
  for (const miss of misses) console.error(`missed: ${miss}`);
  if (check && misses.length > 0) process.exitCode = 1;

  function print(): void {
    console.log(
      formatTable(
        ["one action", "Playwright", "Convoke", "more"],
        overhead.map(({ action, rawMs, ourMs }) => [
          action,
          ...[rawMs, ourMs, ourMs - rawMs].map((ms) => `${ms.toFixed(1)} ms`),
        ]),
      ),
    );
    console.log(
      formatTable(
        ["stopping", "rejected", "nothing left"],
        cancel.map(({ phase, rejectedMs, closedMs }) => [
          phase,
          `${rejectedMs.toFixed(0)} ms`,
          `${closedMs.toFixed(0)} ms`,
        ]),
      ),
    );
    if (!memory) return;
    console.log(
      formatTable(
        ["memory", "measured"],
        [
          ["the browser with one context", `${memory.firstMb.toFixed(0)} MB`],
          ["each further context", `${memory.perContextMb.toFixed(0)} MB`],
          ["contexts per GiB", String(contextsPerGib)],
        ],
      ),
    );
  }
} finally {
  await pool.close();
  server.close();
}
