import fc from "fast-check";
import { expect, test } from "vitest";
import { formatAgents, readAgents } from "./agent-list.ts";
import { toOneLine } from "./one-line.ts";

const name = fc.oneof(
  fc.constantFrom("knowledge", "code: x", '"', "- a", "  * b"),
  fc.string({ minLength: 1 }),
);
const description = fc.oneof(fc.constantFrom("a\n- fake: agent", "x: y"), fc.string()).map(toOneLine);
const capabilities = fc.array(fc.record({ name, description }), { maxLength: 3 });

test("`readAgents` gives back what `formatAgents` wrote, whatever names and descriptions look like", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ agentType: name, description, capabilities }), { maxLength: 4 }),
      (agents) => {
        expect(readAgents(formatAgents(agents))).toEqual(agents);
      },
    ),
  );
});

test("`formatAgents` says how many agents had no room, and that nobody is there", () => {
  const agents = Array.from({ length: 100 }, (_each, at) => ({
    agentType: `type-${at}`,
    description: "x".repeat(1_000),
    capabilities: [],
  }));
  const text = formatAgents(agents);
  expect(text.length).toBeLessThan(13_000);
  expect(readAgents(text).length).toBeGreaterThan(30);
  expect(text).toContain(`(and ${100 - readAgents(text).length} more)`);
  expect(readAgents(formatAgents([]))).toEqual([]);
});
