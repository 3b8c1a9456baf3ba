import { type Action, type ActionContext, runAction } from "@convoke/agents-browser";
import type { Page } from "playwright-core";

/** What one kind of action takes, in milliseconds: medians. */
export interface Overhead {
  readonly action: string;
  readonly rawMs: number;
  readonly ourMs: number;
}

const kinds: readonly { action: Action; raw: (page: Page) => Promise<void> }[] = [
  {
    action: { action: "click", target: { role: "button", name: "Add" } },
    raw: (page) => page.getByRole("button", { name: "Add" }).click(),
  },
  {
    action: { action: "fill", target: { label: "Name" }, value: "Ada" },
    raw: (page) => page.getByLabel("Name").fill("Ada"),
  },
  {
    action: { action: "check", target: { label: "Gift" } },
    raw: (page) => page.getByLabel("Gift").check(),
  },
];

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Does each kind of action so many times with Playwright alone and with our actions, in turns, on the same page. */
export async function measureOverhead(
  context: ActionContext,
  origin: string,
  rounds: number,
): Promise<Overhead[]> {
  const { run } = context;
  await run.page.goto(origin);
  const results: Overhead[] = [];
  for (const { action, raw } of kinds) {
    const rawMs: number[] = [];
    const ourMs: number[] = [];
    // The first turn loads what is loaded once, and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      const turns = [
        async () => rawMs.push(await time(() => raw(run.page))),
        async () => ourMs.push(await time(() => runAction(action, context))),
      ];
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
    results.push({ action: action.action, rawMs: median(rawMs.slice(1)), ourMs: median(ourMs.slice(1)) });
  }
  return results;
}
