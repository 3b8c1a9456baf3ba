import { describe, expect, test } from "vitest";
import type { GraphNode } from "./build-graph.ts";
import { chooseFlow, fitPlaces, headroom, holdStill, leastLegible, margin } from "./fit-places.ts";
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

describe("layOut downwards", () => {
  test("puts siblings below what leads to them, the first one leftmost", () => {
    const [[, root], ...children] = [...layOut(fan(3), "down").entries()];
    expect(children.every(([, { y }]) => y >= root.y + nodeHeight)).toBe(true);
    children
      .slice(1)
      .forEach(([, { x }], index) => expect(x).toBeGreaterThanOrEqual(children[index][1].x + nodeWidth));
  });
});

describe("chooseFlow", () => {
  const chain = (count: number) => {
    const ids = Array.from({ length: count }, (_, index) => `t${index}`);
    return { nodes: name(ids), edges: ids.slice(1).map((to, index) => ({ from: ids[index], to })) };
  };

  test("reads to the right what is legible so, and downwards a chain that is too long for the width", () => {
    expect(chooseFlow(chain(3), 1_000, 720, undefined)).toBe("right");
    expect(chooseFlow(chain(5), 768, 720, undefined)).toBe("down");
    expect(chooseFlow(chain(5), 1_600, 720, undefined)).toBe("right");
  });

  test("does not turn a picture for little", () => {
    expect(chooseFlow(chain(4), 900, 600, "down")).toBe("down");
    expect(chooseFlow(chain(2), 2_000, 200, "down")).toBe("right");
  });

  test("keeps what is read like an outline as it is", () => {
    expect(chooseFlow(fan(200), 400, 2_000, "down")).toBe("right");
  });
});

describe("fitPlaces", () => {
  test("centres what fits and never enlarges it", () => {
    expect(fitPlaces([{ x: 0, y: 0 }], nodeWidth + 200, headroom + nodeHeight + 100 + margin)).toEqual({
      x: 100,
      y: headroom + 50,
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
    expect(zoom).toBe(leastLegible);
    expect(y).toBe(headroom);
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
