import { expect, test } from "vitest";
import { ErrorCode, OrchestrationError, type AgentContext } from "@convoke/core";
import { createContext, createFailing, createHeldProvider } from "../../test/search-providers.ts";
import type { SearchProvider } from "./search-provider.ts";
import { createWebSearch } from "./web-search.ts";

/** Books like a task's budget; refuses what goes beyond its limit. */
function createBudget(limitUsd = Infinity) {
  const book: string[] = [];
  const budget: AgentContext["budget"] = {
    async reserve(amount) {
      const { costUsd = 0 } = amount;
      if (costUsd > limitUsd) throw new OrchestrationError(ErrorCode.BUDGET_EXCEEDED, "too dear");
      book.push(`reserve ${costUsd}`);
      return { amount, settle: async (actual) => void book.push(`settle ${actual.costUsd}`) };
    },
  };
  return { book, budget };
}

const query = { text: "queue", maxResults: 10 };

test("the budget is asked before anything is sent, and charged what was spent", async () => {
  const paid = (provider: SearchProvider, costPerQueryUsd: number): SearchProvider => ({
    ...provider,
    costPerQueryUsd,
  });
  const held = createHeldProvider("dear", { costPerQueryUsd: 0.25 });
  const providers = [held.provider, paid(createFailing("refusing", "auth"), 0.5)];
  const webSearch = createWebSearch({ providers });
  const poor = createBudget(0.7);
  await expect(webSearch.search(query, { ...createContext(), budget: poor.budget })).rejects.toMatchObject({
    code: "budget_exceeded",
  });
  expect(held.calls).toHaveLength(0);

  const context = createContext();
  const [rich, joining] = [createBudget(), createBudget()];
  const first = webSearch.search(query, { ...context, budget: rich.budget });
  const second = webSearch.search(query, { ...context, budget: joining.budget });
  await context.runtime.advance(0);
  held.calls[0].answer([]);
  await Promise.all([first, second]);
  expect(rich.book).toEqual(["reserve 0.75", "settle 0.25"]);
  expect(joining.book).toEqual(["reserve 0.75", "settle 0"]);
  expect(held.calls).toHaveLength(1);
});

test("a query that is cached or under way costs nothing, which even an empty budget allows", async () => {
  const held = createHeldProvider("dear", { costPerQueryUsd: 0.25 });
  const webSearch = createWebSearch({ providers: [held.provider] });
  const context = createContext();
  const [payer, joiner, late] = [createBudget(), createBudget(0), createBudget(0)];
  const first = webSearch.search(query, { ...context, budget: payer.budget });
  await context.runtime.advance(0);
  const second = webSearch.search(query, { ...context, budget: joiner.budget });
  await context.runtime.advance(0);
  held.calls[0].answer([]);
  await Promise.all([first, second]);
  await webSearch.search(query, { ...context, budget: late.budget });
  expect([payer.book, joiner.book, late.book]).toEqual([
    ["reserve 0.25", "settle 0.25"],
    ["reserve 0", "settle 0"],
    ["reserve 0", "settle 0"],
  ]);
});

test("a query that ends while its free share is booked is paid for by who asks again", async () => {
  const held = createHeldProvider("dear", { costPerQueryUsd: 0.25 });
  const webSearch = createWebSearch({ providers: [held.provider] });
  const controller = new AbortController();
  const context = createContext();
  const left = webSearch.search(query, { ...context, signal: controller.signal });
  await context.runtime.advance(0);
  const { book, budget } = createBudget();
  const slowBudget: AgentContext["budget"] = {
    async reserve(amount) {
      if (amount.costUsd !== 0) return budget.reserve(amount);
      controller.abort("gone");
      await left.catch(() => {});
      return budget.reserve(amount);
    },
  };
  const asksAgain = webSearch.search(query, { ...context, budget: slowBudget });
  await context.runtime.advance(0);
  held.calls[1].answer([]);
  await asksAgain;
  expect(book).toEqual(["reserve 0", "settle 0", "reserve 0.25", "settle 0.25"]);
});

test("what may have been answered is charged: a timeout is, a refusal is not, nor is a query never sent", async () => {
  for (const [reason, spent] of [
    ["timeout", 1],
    ["invalid_response", 1],
    ["auth", 0],
    ["unavailable", 0],
  ] as const) {
    const webSearch = createWebSearch({
      providers: [{ ...createFailing("one", reason), costPerQueryUsd: 1 }],
    });
    const { book, budget } = createBudget();
    await expect(webSearch.search(query, { ...createContext(), budget })).rejects.toMatchObject({ reason });
    expect(book).toEqual(["reserve 1", `settle ${spent}`]);
  }
});

test("one who leaves a query that was sent leaves its money reserved", async () => {
  const held = createHeldProvider("dear", { costPerQueryUsd: 1 });
  const webSearch = createWebSearch({ providers: [held.provider] });
  const controller = new AbortController();
  const { book, budget } = createBudget();
  const context = createContext(controller.signal);
  const left = webSearch.search(query, { ...context, budget });
  left.catch(() => {});
  await context.runtime.advance(0);
  controller.abort("gone");
  await expect(left).rejects.toBe("gone");
  expect(book).toEqual(["reserve 1"]);
});
