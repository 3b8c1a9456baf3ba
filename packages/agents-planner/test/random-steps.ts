import type { AgentDescriptor } from "@convoke/core";
import fc from "fast-check";
import type { SchedulableStep } from "../src/schedule/schedule-steps.ts";

/** Steps, and agents that can do all of them. */
export interface Work {
  readonly steps: readonly SchedulableStep[];
  readonly agents: readonly AgentDescriptor[];
}

/** An agent of the type "worker". */
export function createWorker(
  name: string,
  capabilities: readonly string[],
  maxConcurrency?: number,
): AgentDescriptor {
  return {
    agentType: "worker",
    name,
    description: "Works",
    capabilities: capabilities.map((capability) => ({
      name: capability,
      description: "Works",
      inputTypes: [],
      outputTypes: [],
      estimatedTime: 1,
    })),
    ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
  };
}

/** A step that asks for a capability. */
export function createWork(
  id: string,
  capability: string,
  estimatedTime: number,
  dependsOn: readonly string[] = [],
): SchedulableStep {
  return { id, capability, estimatedTime, costEstimate: 0, dependsOn: [...dependsOn] };
}

const duration = fc.oneof(
  fc.integer({ min: 1, max: 10 }),
  fc.constant(0),
  fc.integer({ min: 1, max: 5000 }).map((value) => value / 1000),
);

/** Steps in the order of a list that is not always that of their dependencies; one to four agents with overlapping skills. */
export function arbitraryWork({ maxSteps = 12, maxDuration = duration } = {}): fc.Arbitrary<Work> {
  const agents = fc.array(
    fc.record({
      skills: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }),
      slots: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 8 }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const nodes = fc.array(
    fc.record({ time: maxDuration, links: fc.array(fc.nat(), { maxLength: 3 }), skill: fc.nat() }),
    { minLength: 1, maxLength: maxSteps },
  );
  return fc.tuple(agents, nodes, fc.boolean()).map(([team, drawn, isReversed]) => {
    const offered = [...new Set(team.flatMap(({ skills }) => skills))];
    const steps = drawn.map(({ time, links, skill }, index) =>
      createWork(
        `s${index}`,
        `c${offered[skill % offered.length]}`,
        time,
        index === 0 ? [] : links.map((link) => `s${link % index}`),
      ),
    );
    return {
      steps: isReversed ? steps.reverse() : steps,
      agents: team.map(({ skills, slots }, index) =>
        createWorker(
          `a${index}`,
          skills.map((skill) => `c${skill}`),
          slots ?? undefined,
        ),
      ),
    };
  });
}
