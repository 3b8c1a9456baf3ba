import { describe, expect, test } from "vitest";
import type { GraphNode } from "./build-graph.ts";
import { fitPlaces, holdStill } from "./fit-places.ts";
import { layOut, nodeHeight, nodeWidth } from "./lay-out.ts";

const name = (ids: readonly string[]): GraphNode[] => ids.map((id) => ({ kind: "task", id }));

function fan(count: number) {
  const ids = Array.from({ length: count }, (_, index) => `t${index}`);
  return { nodes: name(["root", ...ids]), edges: ids.map((to) => ({ from: "root", to })) };
}

describe("layOut", () => {
  test.each([3, 200])(
    "puts %i siblings right of what leads to them, in their order, without overlap",
    (count) => {
      const places = [...layOut(fan(count)).entries()];
      const [[, root], ...children] = places;
      expect(children.every(([, { x }]) => x >= root.x + nodeWidth)).toBe(true);
      children
        .slice(1)
        .forEach(([, { y }], index) => expect(y).toBeGreaterThanOrEqual(children[index][1].y + nodeHeight));
    },
  );

  test("begins large pictures at their upper left", () => {
    const places = layOut(fan(200));
    expect(places.get("root")).toEqual({ x: 0, y: 0 });
    expect(places.get("t0")?.y).toBe(0);
  });

  test("puts each part of a large tree below the one before it", () => {
    const { nodes, edges } = fan(70);
    const inner = ["a", "b", "c"];
    const tree = {
      nodes: [...nodes.slice(0, 2), ...name(inner), ...nodes.slice(2)],
      edges: [...edges, ...inner.map((to) => ({ from: "t0", to }))],
    };
    const places = layOut(tree);
    expect(places.get("t1")?.y).toBeGreaterThan(places.get("c")?.y ?? Infinity);
  });
});

describe("fitPlaces", () => {
  test("centres what fits and never enlarges it", () => {
    expect(fitPlaces([{ x: 0, y: 0 }], nodeWidth + 200, nodeHeight + 100)).toEqual({
      x: 100,
      y: 50,
      zoom: 1,
    });
  });

  test("begins at the beginning of what cannot be legible as a whole", () => {
    const { x, y, zoom } = fitPlaces(
      [
        { x: 0, y: 0 },
        { x: 0, y: 10_000 },
      ],
      800,
      600,
    );
    expect(zoom).toBe(0.7);
    expect(y).toBe(24);
    expect(x).toBeGreaterThan(24);
  });
});

describe("holdStill", () => {
  const before = new Map([
    ["root", { x: 0, y: 100 }],
    ["a", { x: 300, y: 0 }],
  ]);
  const after = new Map([
    ["root", { x: 0, y: 0 }],
    ["a", { x: 300, y: 500 }],
  ]);

  test("keeps a node where it is on the screen, the first one without another", () => {
    expect(holdStill({ x: 10, y: 10, zoom: 0.5 }, before, after, "a")).toEqual({ x: 10, y: -240, zoom: 0.5 });
    expect(holdStill({ x: 10, y: 10, zoom: 0.5 }, before, after, "gone")).toEqual({
      x: 10,
      y: 60,
      zoom: 0.5,
    });
    expect(holdStill({ x: 10, y: 10, zoom: 1 }, new Map(), after, undefined)).toEqual({
      x: 10,
      y: 10,
      zoom: 1,
    });
  });
});
