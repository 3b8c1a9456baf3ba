import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AgentContext } from "../src/index.ts";
import { delay } from "../src/index.ts";
import { createAgent, createCapability, createHarness } from "./support/harness.ts";

/** What an executor reserves and then really uses, as a share of what it reserved. */
const draws = fc.array(
  fc.record({
    cents: fc.integer({ min: 0, max: 40 }),
    tokens: fc.integer({ min: 0, max: 40 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    ms: fc.integer({ min: 0, max: 5 }),
  }),
  { maxLength: 3 },
);
const workloads = fc.array(
  fc.record({
    draws,
    children: fc.array(draws, { maxLength: 2 }),
    fails: fc.boolean(),
    attempts: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const limits = fc.record(
  {
    maxCostUsd: fc.integer({ min: 0, max: 200 }).map((cents) => cents / 100),
    maxTokens: fc.integer({ min: 0, max: 200 }),
    maxTasks: fc.integer({ min: 0, max: 15 }),
  },
  { requiredKeys: [] },
);

type Draws = typeof draws extends fc.Arbitrary<infer Value> ? Value : never;

describe("a budget", () => {
  test("is never overshot, at any moment, under random concurrency, failures and cancels", async () => {
    await fc.assert(
      fc.asyncProperty(
        workloads,
        limits,
        limits,
        fc.constantFrom(1, 3, undefined),
        fc.integer({ min: 0, max: 40 }),
        async (work, above, below, concurrency, cancelAfterMs) => {
          const { orchestrator, runtime } = createHarness({ budget: above });
          const used = { costUsd: 0, tokens: 0, started: 0 };
          const within = (): void => {
            for (const { maxCostUsd = Infinity, maxTokens = Infinity, maxTasks = Infinity } of [
              above,
              below,
            ]) {
              expect(used.costUsd).toBeLessThanOrEqual(maxCostUsd + 1e-6);
              expect(used.tokens).toBeLessThanOrEqual(maxTokens + 1e-6);
              expect(used.started).toBeLessThanOrEqual(maxTasks);
            }
          };
          const spend = async (amounts: Draws, { budget, signal }: AgentContext): Promise<void> => {
            for (const { cents, tokens, share, ms } of amounts) {
              const reservation = await budget.reserve({ costUsd: cents / 100, tokens });
              await delay(runtime, ms, signal);
              const actual = { costUsd: (cents / 100) * share, tokens: tokens * share };
              used.costUsd += actual.costUsd;
              used.tokens += actual.tokens;
              within();
              await reservation.settle(actual);
            }
          };
          const capabilities = [createCapability("c", { costEstimate: 0.1, tokenEstimate: 10 })];
          orchestrator.registerAgent(
            createAgent(
              "leaf",
              async ({ input }, context) => {
                used.started += 1;
                within();
                await spend(input as Draws, context);
              },
              { capabilities },
            ),
          );
          orchestrator.registerAgent(
            createAgent(
              "worker",
              async ({ input }, context) => {
                const { draws: own, children, fails } = input as (typeof work)[number];
                if (context.attempt === 1) used.started += 1;
                within();
                await Promise.all([
                  spend(own, context),
                  ...children.map((child, index) =>
                    context.delegate({ agentType: "leaf", key: `${index}`, description: "x", input: child }),
                  ),
                ]);
                if (fails) throw new Error("as planned");
              },
              { capabilities },
            ),
          );
          const controller = new AbortController();
          const run = orchestrator.executeParallel(
            work.map((input) => ({
              agentType: "worker",
              description: "x",
              input,
              retry: { attempts: input.attempts, backoff: { initialMs: 1 } },
            })),
            { budget: below, concurrency, signal: controller.signal },
          );
          await runtime.advance(cancelAfterMs);
          controller.abort();
          await runtime.advance(5_000);
          const tasks = await run;
          within();
          // What is charged is never less than what was used, and never more than the limits.
          const charged = tasks.reduce((sum, { spend: own }) => sum + (own?.costUsd ?? 0), 0);
          for (const { maxCostUsd = Infinity } of [above, below])
            expect(charged).toBeLessThanOrEqual(maxCostUsd + 1e-6);
          expect(runtime.pendingTimers).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});
