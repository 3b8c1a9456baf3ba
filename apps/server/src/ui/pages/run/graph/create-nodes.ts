import { formatPercent } from "../../../components/format.ts";
import type { RunPicture } from "../live/run-picture.ts";
import { nameStrategy } from "../../../components/name-strategy.ts";
import type { Arrangement } from "./arrange-tasks.ts";
import type { GraphNode } from "./build-graph.ts";
import { countStanding } from "./group-counts.tsx";
import type { LabelNode, PictureNode } from "./graph-nodes.tsx";
import { type Flow, nodeHeight, nodeWidth, type Place } from "./lay-out.ts";

/** What the nodes of a graph are made of. */
export interface NodeMaterial {
  readonly nodes: readonly GraphNode[];
  readonly places: ReadonlyMap<string, Place>;
  readonly flow: Flow;
  readonly picture: RunPicture;
  readonly arrangement: Arrangement;
  readonly selectedId: string | undefined;
  readonly open: (taskId: string) => void;
  readonly toggle: (key: string) => void;
}

/** The nodes as they are drawn; one that has not changed since `before` is the same object, so that it is not drawn again. */
export function createNodes(
  material: NodeMaterial,
  before: ReadonlyMap<string, PictureNode>,
): ReadonlyMap<string, PictureNode> {
  const next = new Map<string, PictureNode>();
  for (const node of material.nodes) {
    const made = createNode(node, material);
    const known = before.get(node.id);
    next.set(node.id, known !== undefined && isSame(known, made) ? known : made);
  }
  return next;
}

function createNode(
  node: GraphNode,
  { places, flow, picture, arrangement, selectedId, open, toggle }: NodeMaterial,
): PictureNode {
  const { id } = node;
  const frame = {
    id,
    position: places.get(id) ?? { x: 0, y: 0 },
    width: nodeWidth,
    height: nodeHeight,
    // What can be pressed is within; the frame itself is no stop for the keyboard.
    focusable: false,
    style: { pointerEvents: "all" as const },
  };
  const { run, plan, outcome } = picture.detail;
  switch (node.kind) {
    case "task": {
      const known = picture.tasks.get(id);
      const planned = known === undefined ? arrangement.planned.get(id) : undefined;
      return { ...frame, type: "task", data: { flow, known, planned, isSelected: id === selectedId, open } };
    }
    case "group": {
      const { group, isOpen } = node;
      return {
        ...frame,
        type: "folded",
        data: { flow, group, isOpen, standing: countStanding(group.ids, picture.tasks), toggle },
      };
    }
    case "run":
      return {
        ...frame,
        type: "label",
        data: { flow, title: nameStrategy(run.strategy), text: run.title, status: run.status },
      };
    case "end":
      return {
        ...frame,
        type: "label",
        data: { flow, ...describeEnd(run, plan, outcome) },
      };
  }
}

function describeEnd(
  { strategy, status }: RunPicture["detail"]["run"],
  plan: unknown,
  outcome: unknown,
): Omit<LabelNode["data"], "flow"> {
  const { aggregationStrategy = "concat", minAgreement = 0 } = (plan ?? {}) as {
    readonly aggregationStrategy?: string;
    readonly minAgreement?: number;
  };
  if (strategy === "hierarchical")
    return { title: "Results together", text: `Aggregated by ${aggregationStrategy}`, status };
  const { consensus, agreement } = (outcome ?? {}) as {
    readonly consensus?: boolean;
    readonly agreement?: number;
  };
  if (consensus === undefined || agreement === undefined)
    return { title: "Verdict", text: `Needs ${formatPercent(minAgreement * 100)} agreement`, status };
  const share = `${formatPercent(agreement * 100)} agree`;
  return consensus
    ? { title: "Verdict", text: `Consensus: ${share}`, status }
    : { title: "Verdict", text: `No consensus: ${share}`, status: undefined };
}

function isSame(one: PictureNode, other: PictureNode): boolean {
  if (one.type !== other.type || one.position.x !== other.position.x || one.position.y !== other.position.y)
    return false;
  const left: Readonly<Record<string, unknown>> = one.data;
  const right: Readonly<Record<string, unknown>> = other.data;
  return Object.keys(right).every((name) =>
    name === "standing"
      ? JSON.stringify(left[name]) === JSON.stringify(right[name])
      : left[name] === right[name],
  );
}
