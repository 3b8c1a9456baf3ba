import fc from "fast-check";
import type { AgentContext, TaskRequest } from "../../src/index.ts";
import { delay } from "../../src/index.ts";

/** How one task of a random tree behaves. */
export interface Behaviour {
  /** `deaf` ignores its signal for ten seconds, `gone` for ever, and `wait` asks what nobody answers. */
  readonly kind: "now" | "slow" | "fail" | "deaf" | "gone" | "wait";
  /** Which of the two agents it asks. */
  readonly agent: number;
  readonly ms: number;
  readonly children: readonly Behaviour[];
  /** Whether its children are awaited before it ends. */
  readonly awaits: boolean;
  readonly timeoutMs?: number;
  readonly attempts: number;
}

const schema = {
  "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) },
} as const;

export const { tree: behaviours } = fc.letrec<{ tree: Behaviour }>((tie) => ({
  tree: fc.record(
    {
      kind: fc.constantFrom("now", "slow", "fail", "deaf", "wait"),
      agent: fc.nat(1),
      ms: fc.integer({ min: 0, max: 40 }),
      children: fc.oneof({ depthSize: "small" }, fc.constant([]), fc.array(tie("tree"), { maxLength: 3 })),
      awaits: fc.boolean(),
      timeoutMs: fc.integer({ min: 1, max: 60 }),
      attempts: fc.integer({ min: 1, max: 2 }),
    },
    { requiredKeys: ["kind", "agent", "ms", "children", "awaits", "attempts"] },
  ) as fc.Arbitrary<Behaviour>,
}));

/** The task that behaves so. */
export function specFor(behaviour: Behaviour, index = 0) {
  const { timeoutMs, attempts, agent } = behaviour;
  return {
    agentType: `random ${agent}`,
    description: `behaves at random ${index}`,
    input: behaviour,
    retry: { attempts, backoff: { initialMs: 5, jitter: 0 } },
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
}

/** Does what its input says. */
export async function behave({ input }: TaskRequest, context: AgentContext): Promise<unknown> {
  const { kind, ms, children, awaits } = input as Behaviour;
  const started = children.map((child, index) =>
    context.delegate({ ...specFor(child, index), key: `${index}` }),
  );
  const settled = Promise.allSettled(started);
  if (awaits) await settled;
  switch (kind) {
    case "now":
      return ms;
    case "slow":
      return delay(context.runtime, ms, context.signal);
    case "fail":
      throw new Error("as planned");
    case "wait":
      return context.waitFor("never", schema);
    case "deaf":
      return new Promise((resolve) => void context.runtime.schedule(() => resolve("deaf"), 10_000));
    case "gone":
      return new Promise(() => undefined);
  }
}
