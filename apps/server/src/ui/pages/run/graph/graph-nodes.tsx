import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { StatusBadge, StatusIcon } from "../../../components/status-badge.tsx";
import { Elapsed } from "../../../components/time.tsx";
import { formatPlural } from "../../../components/format.ts";
import type { TaskPicture } from "../live/run-picture.ts";
import { statusOf } from "../status-of.ts";
import type { SiblingGroup } from "./fold-siblings.ts";
import { GroupCounts, type GroupStanding } from "./group-counts.tsx";
import type { Flow } from "./lay-out.ts";
import type { PlannedTask } from "./read-planned.ts";

type TaskNode = Node<
  {
    readonly flow: Flow;
    readonly known: TaskPicture | undefined;
    readonly planned: PlannedTask | undefined;
    readonly isSelected: boolean;
    readonly open: (taskId: string) => void;
  },
  "task"
>;
type GroupNode = Node<
  {
    readonly flow: Flow;
    readonly group: SiblingGroup;
    readonly isOpen: boolean;
    readonly standing: GroupStanding;
    readonly toggle: (key: string) => void;
  },
  "folded"
>;
export type LabelNode = Node<
  {
    readonly flow: Flow;
    readonly title: string;
    readonly text: string;
    readonly status: TaskPicture["task"]["status"] | "running" | undefined;
  },
  "label"
>;
export type PictureNode = TaskNode | GroupNode | LabelNode;

function Ports({ flow }: { readonly flow: Flow }) {
  const [from, to] = flow === "right" ? [Position.Left, Position.Right] : [Position.Top, Position.Bottom];
  return (
    <>
      <Handle type="target" position={from} isConnectable={false} />
      <Handle type="source" position={to} isConnectable={false} />
    </>
  );
}

const TaskCard = memo(function TaskCard({
  id,
  data: { flow, known, planned, isSelected, open },
}: NodeProps<TaskNode>) {
  if (known === undefined) {
    return (
      <div className="run-graph__node run-graph__node--planned">
        <Ports flow={flow} />
        <span className="run-graph__node-top">
          <span className="run-graph__agent">{planned?.agentType}</span>
          <span className="run-graph__muted">Planned</span>
        </span>
        <span className="run-graph__text" title={planned?.description}>
          {planned?.description}
        </span>
      </div>
    );
  }
  const { task } = known;
  const status = statusOf(known);
  return (
    <>
      <Ports flow={flow} />
      <button
        type="button"
        className={`run-graph__node run-graph__node--${status}`}
        aria-pressed={isSelected}
        onClick={() => open(id)}
      >
        <span className="run-graph__node-top">
          <span className="run-graph__agent">{task.agentType || task.capability}</span>
          {task.attempts > 1 ? <span className="run-graph__muted">{task.attempts} attempts</span> : undefined}
          <span className="run-graph__muted">
            <Elapsed since={task.startedAt} until={task.finishedAt} />
          </span>
        </span>
        <span className="run-graph__text" title={task.description}>
          {task.description}
        </span>
        <StatusBadge status={status} />
      </button>
    </>
  );
});

const GroupCard = memo(function GroupCard({
  data: { flow, group, isOpen, standing, toggle },
}: NodeProps<GroupNode>) {
  const { first, last, ids, key } = group;
  const isAll = key.endsWith(":all");
  const name = isAll ? formatPlural(ids.length, "task") : `Tasks ${first}–${last}`;
  return (
    <>
      <Ports flow={flow} />
      <button
        type="button"
        className="run-graph__node run-graph__node--group"
        aria-expanded={isOpen}
        onClick={() => toggle(key)}
      >
        <span className="run-graph__node-top">
          <span className="run-graph__agent">{name}</span>
          <span className="run-graph__muted">{isOpen ? "Close" : "Open"}</span>
        </span>
        <GroupCounts standing={standing} />
      </button>
    </>
  );
});

const LabelCard = memo(function LabelCard({ data: { flow, title, text, status } }: NodeProps<LabelNode>) {
  return (
    <div className="run-graph__node run-graph__node--label">
      <Ports flow={flow} />
      <span className="run-graph__node-top">
        <span className="run-graph__agent">{title}</span>
        {status === undefined ? undefined : <StatusIcon status={status} />}
      </span>
      <span className="run-graph__text" title={text}>
        {text}
      </span>
    </div>
  );
});

export const nodeTypes = { task: TaskCard, folded: GroupCard, label: LabelCard };
