import type { PlanStep } from "@convoke/agents-planner";
import type { AgentDescriptor } from "@convoke/core";
import type { RandomNumbers } from "./random-numbers.ts";

/** Steps and the agents that do them. */
export interface Instance {
  readonly steps: readonly PlanStep[];
  readonly agents: readonly AgentDescriptor[];
}

/** What instances are drawn from; pairs are the least and the most. */
export interface InstanceShape {
  readonly steps: readonly [number, number];
  readonly agents: readonly [number, number];
  /** Slots of each agent. */
  readonly concurrency: readonly [number, number];
}

/**
 * Draws an instance.
 *
 * Graph: half of them random, each pair of an earlier and a later step linked with a chance between 0 and 3 links per step;
 * half of them in layers of 1 to 6 steps, each step linked with 1 to 3 of the layer before. Durations, one kind an
 * instance: 1 to 10 s; 1 to 100 s; exponential with a mean of 30 s, to the tenth of a second, 0.1 s at least; 1 s or 20 s.
 * Agents: each offers each of as many capabilities as there are agents with a chance of 0.4, and one of them for certain, so
 * that some steps fit one agent, some several. Each step asks for one of the capabilities that are offered.
 */
export function drawInstance(random: RandomNumbers, shape: InstanceShape): Instance {
  const agents = drawAgents(random, shape);
  const offered = [...new Set(agents.flatMap((agent) => agent.capabilities.map(({ name }) => name)))];
  const size = random.between(...shape.steps);
  const links = random.next() < 0.5 ? drawRandomLinks(random, size) : drawLayers(random, size);
  const drawDuration = random.pick([
    () => random.between(1, 10),
    () => random.between(1, 100),
    () => Math.max(0.1, Math.round(-300 * Math.log(1 - random.next())) / 10),
    () => random.pick([1, 20]),
  ]);
  const steps = links.map((before, index) => createStep(index, before, drawDuration(), random.pick(offered)));
  return { steps, agents };
}

/** A step that asks for a capability and waits for those before it. */
export function createStep(
  index: number,
  before: readonly number[],
  estimatedTime: number,
  capability: string,
): PlanStep {
  return {
    id: `s${index}`,
    capability,
    description: `Step ${index}`,
    dependsOn: before.map((position) => `s${position}`),
    estimatedTime,
    costEstimate: 0.01,
    produces: [],
    consumes: [],
    successCriterion: "it is done",
  };
}

function drawAgents(random: RandomNumbers, shape: InstanceShape): AgentDescriptor[] {
  const count = random.between(...shape.agents);
  return Array.from({ length: count }, (_, index) => {
    const certain = random.between(0, count - 1);
    const names = Array.from({ length: count }, (__, position) => position)
      .filter((position) => position === certain || random.next() < 0.4)
      .map((position) => `c${position}`);
    return createAgent(`a${index}`, names, random.between(...shape.concurrency));
  });
}

/** An agent with capabilities and slots. */
export function createAgent(
  name: string,
  capabilities: readonly string[],
  maxConcurrency: number,
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
    maxConcurrency,
  };
}

function drawRandomLinks(random: RandomNumbers, size: number): number[][] {
  const chance = (random.next() * 3) / size;
  return Array.from({ length: size }, (_, index) =>
    Array.from({ length: index }, (__, earlier) => earlier).filter(() => random.next() < 2 * chance),
  );
}

function drawLayers(random: RandomNumbers, size: number): number[][] {
  const links: number[][] = [];
  let before: number[] = [];
  while (links.length < size) {
    const width = Math.min(random.between(1, 6), size - links.length);
    const layer: number[] = [];
    for (let count = 0; count < width; count += 1) {
      const degree = before.length === 0 ? 0 : random.between(1, 3);
      layer.push(links.length);
      links.push([...new Set(Array.from({ length: degree }, () => random.pick(before)))]);
    }
    before = layer;
  }
  return links;
}
