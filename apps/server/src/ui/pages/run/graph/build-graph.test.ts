import { describe, expect, test } from "vitest";
import type { RunDetail } from "../../../../api/run.ts";
import { createPicture } from "../live/run-picture.ts";
import { createDetail, createTask } from "../testing/sample-run.ts";
import { arrangeTasks } from "./arrange-tasks.ts";
import { buildGraph } from "./build-graph.ts";

const whole = { hasRun: true, hasEnd: false };

function build(
  strategy: RunDetail["run"]["strategy"],
  ids: readonly string[],
  plan?: unknown,
  { open = [], hasEnd = false }: { readonly open?: readonly string[]; readonly hasEnd?: boolean } = {},
) {
  const tasks = ids.map((taskId) => {
    const parent = taskId.split("/").slice(0, -1).join("/");
    return createTask({ taskId, parentId: parent === "run" ? undefined : parent });
  });
  const arrangement = arrangeTasks(createPicture(createDetail(tasks, { plan, run: { strategy } })));
  const { nodes, edges } = buildGraph(arrangement, new Set(open), { ...whole, hasEnd });
  return { nodes: nodes.map(({ id }) => id), edges: edges.map(({ from, to }) => `${from} > ${to}`) };
}

describe("buildGraph", () => {
  test("puts the steps of a sequential run in a row, those to come included", () => {
    const steps = ["a", "b", "c"].map((id) => ({ id, agentType: "code", description: id }));
    expect(build("sequential", ["run/a", "run/b"], { strategy: "sequential", tasks: steps }).edges).toEqual([
      "run > run/a",
      "run/a > run/b",
      "run/b > run/c",
    ]);
  });

  test("fans out parallel tasks and what they delegate, and brings subtasks together at the end", () => {
    expect(build("hierarchical", ["run/0", "run/1", "run/1/x"], undefined, { hasEnd: true }).edges).toEqual([
      "run > run/0",
      "run > run/1",
      "run/1 > run/1/x",
      "run/0 > end",
      "run/1 > end",
    ]);
  });

  test("follows dependsOn and references of a graph", () => {
    const tasks = [
      { id: "a", description: "a" },
      { id: "b", description: "b" },
      { id: "c", description: "c", dependsOn: ["a"], input: { of: [{ $fromTask: { id: "b" } }] } },
    ];
    expect(build("graph", ["run/a", "run/b", "run/c"], { strategy: "graph", tasks }).edges.sort()).toEqual([
      "run > run/a",
      "run > run/b",
      "run/a > run/c",
      "run/b > run/c",
    ]);
  });

  test("shows a folded group as one, and its parts when it is open", () => {
    const ids = Array.from({ length: 60 }, (_, index) => `run/${index}`);
    expect(build("parallel", ids).nodes).toEqual(["run", "top:all"]);
    const opened = build("parallel", ids, undefined, { open: ["top:all", "top:51x25"], hasEnd: true });
    expect(opened.nodes.slice(0, 5)).toEqual(["run", "top:all", "top:1x25", "top:26x25", "top:51x25"]);
    expect(opened.nodes).toContain("run/50");
    expect(opened.edges).toContain("top:51x25 > run/50");
    expect(opened.edges).toContain("top:1x25 > end");
  });

  test("folds the tasks of a large graph by how far they are from its beginning, each edge once", () => {
    const tasks = [
      { id: "first", description: "first" },
      ...Array.from({ length: 40 }, (_, index) => ({
        id: `${index}`,
        description: "",
        dependsOn: ["first"],
      })),
      { id: "last", description: "last", dependsOn: Array.from({ length: 40 }, (_, index) => `${index}`) },
    ];
    const ids = tasks.map(({ id }) => `run/${id}`);
    const { edges } = build("graph", ids, { strategy: "graph", tasks });
    expect(edges.sort()).toEqual(["level-1:all > run/last", "run > run/first", "run/first > level-1:all"]);
  });

  test.each([undefined, null, "plan", { strategy: "unheard of" }, { strategy: "parallel", tasks: "none" }])(
    "draws what there is of a run whose plan is %j",
    (plan) => {
      expect(build("parallel", ["run/0"], plan).edges).toEqual(["run > run/0"]);
    },
  );
});
