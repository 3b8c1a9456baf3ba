import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "vitest";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { createManualRuntime } from "../testing/manual-runtime.ts";
import { memoryStore } from "./memory-store.ts";
import type { Lease, StepRecord } from "./task-store.ts";

const runIds = ["a", "b", "c"];
const leaseMs = 100;

/** What the store should hold of a run: whose lease is in force, until when, and what was written. */
interface ModelRun {
  readonly createdAt: number;
  current: Lease;
  isFinished: boolean;
  readonly steps: Map<string, unknown>;
}

const step = fc.oneof(
  fc.record({ kind: fc.constant("open" as const), run: fc.nat(2) }),
  fc.record({ kind: fc.constant("claim" as const), owner: fc.nat(2), limit: fc.nat(3) }),
  fc.record({ kind: fc.constant("renew" as const), lease: fc.nat() }),
  fc.record({ kind: fc.constant("commit" as const), lease: fc.nat(), key: fc.nat(3), ends: fc.nat(9) }),
  fc.record({ kind: fc.constant("advance" as const), ms: fc.nat(150) }),
);

async function isRefused(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return false;
  } catch (error) {
    assert.match(OrchestrationError.is(error) ? error.code : String(error), /^(lease_lost|duplicate_task)$/);
    return true;
  }
}

test("memoryStore lets only the owner in force write, whatever happens in which order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: "max" }), async (steps) => {
      const runtime = createManualRuntime();
      const store = memoryStore({ runtime });
      const model = new Map<string, ModelRun>();
      const leases: Lease[] = [];
      let written = 0;
      const pick = (index: number): Lease | undefined => leases[index % Math.max(1, leases.length)];
      const isInForce = (lease: Lease): boolean => {
        const run = model.get(lease.runId);
        return run !== undefined && !run.isFinished && run.current.fence === lease.fence;
      };
      const grant = (lease: Lease): void => {
        leases.push(lease);
        const run = model.get(lease.runId);
        assert.ok(lease.fence > (run?.current.fence ?? 0), "a fence increases");
        if (run !== undefined) run.current = lease;
        else
          model.set(lease.runId, { createdAt: written, current: lease, isFinished: false, steps: new Map() });
      };

      for (const next of steps) {
        written += 1;
        if (next.kind === "advance") await runtime.advance(next.ms);
        if (next.kind === "open") {
          const runId = runIds[next.run];
          const opened = store.open(
            { runId, strategy: "task", title: "r", plan: null, createdAt: written },
            "opener",
            leaseMs,
          );
          assert.equal(await isRefused(opened), model.has(runId));
          if (!model.has(runId)) grant(await opened);
        }
        if (next.kind === "claim") {
          const claimable = [...model]
            .filter(([, run]) => !run.isFinished && run.current.expiresAt <= runtime.now())
            .sort(([, left], [, right]) => left.createdAt - right.createdAt)
            .slice(0, next.limit);
          const claimed = await store.claim(`owner-${next.owner}`, leaseMs, next.limit);
          assert.deepEqual(
            claimed.map((lease) => lease.runId),
            claimable.map(([runId]) => runId),
          );
          for (const lease of claimed) grant(lease);
        }
        const lease = "lease" in next ? pick(next.lease) : undefined;
        const run = lease && model.get(lease.runId);
        if (lease === undefined || run === undefined) continue;
        if (next.kind === "renew") {
          const renewed = store.renew(lease);
          assert.equal(await isRefused(renewed), !isInForce(lease));
          if (isInForce(lease)) run.current = await renewed;
        }
        if (next.kind === "commit") {
          const record: StepRecord = { taskId: lease.runId, key: `k${next.key}`, value: written };
          const end = next.ends === 0 ? { status: "completed" as const, finishedAt: written } : undefined;
          const refused = await isRefused(store.commit(lease, { steps: [record], run: end }));
          assert.equal(refused, !isInForce(lease));
          if (!refused) {
            run.steps.set(record.key, record.value);
            run.isFinished = end !== undefined;
          }
        }
      }
      for (const [runId, run] of model) {
        const stored = await store.load(runId);
        assert.equal(stored?.status, run.isFinished ? "completed" : "running");
        assert.deepEqual(new Map(stored?.steps.map(({ key, value }) => [key, value])), run.steps);
      }
    }),
    { numRuns: 100 },
  );
});
