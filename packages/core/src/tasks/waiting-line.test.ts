import fc from "fast-check";
import { expect, test } from "vitest";
import type { RegisteredAgent } from "../registry/registered-agent.ts";
import { compareTickets, type Ticket, WaitingLine } from "./waiting-line.ts";

const agent = {} as RegisteredAgent;
const ignore = (): void => {};

test("WaitingLine gives out by priority, then age, then arrival, whoever leaves in between", () => {
  const step = fc.oneof(
    fc.record({ priority: fc.integer({ min: -2, max: 2 }), age: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ withdraw: fc.nat({ max: 500 }) }),
    fc.constant("first" as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const line = new WaitingLine();
      const all: Ticket[] = [];
      const expected = (): Ticket[] => all.filter(({ waiting }) => waiting).sort(compareTickets);
      for (const each of steps) {
        if (each === "first") {
          const first = line.first();
          expect(first).toBe(expected()[0]);
          if (first !== undefined) line.withdraw(first);
        } else if ("withdraw" in each) {
          const ticket = all[each.withdraw % Math.max(1, all.length)];
          if (ticket === undefined) continue;
          const { waiting } = ticket;
          expect(line.withdraw(ticket)).toBe(waiting);
        } else {
          const ticket = {
            agent,
            ...each,
            number: all.length,
            waiting: true,
            admitted: ignore,
            turnedAway: ignore,
          };
          all.push(ticket);
          line.add(ticket);
        }
        expect(line.isEmpty).toBe(expected().length === 0);
      }
      expect(line.inOrder()).toEqual(expected());
    }),
  );
});
