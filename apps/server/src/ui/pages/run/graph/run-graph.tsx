import "@xyflow/react/dist/base.css";
import "./run-graph.css";
import { type Edge, MarkerType, ReactFlow, ReactFlowProvider } from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useRunView } from "../run-view.ts";
import { arrangeTasks } from "./arrange-tasks.ts";
import { buildGraph } from "./build-graph.ts";
import { createNodes } from "./create-nodes.ts";
import { findGroupsAround } from "./fold-siblings.ts";
import { headroom, margin, measurePlaces } from "./fit-places.ts";
import { GraphControls } from "./graph-controls.tsx";
import { nodeTypes, type PictureNode } from "./graph-nodes.tsx";
import { useCalmViewport } from "./use-calm-viewport.ts";
import { useLayout } from "./use-layout.ts";

/** The tasks of a run as a graph that grows while they do. */
export function RunGraph() {
  return (
    <ReactFlowProvider>
      <Graph />
    </ReactFlowProvider>
  );
}

function Graph() {
  const { picture, selectedId, select } = useRunView();
  const { detail, tasks, order } = picture;
  const { strategy, status } = detail.run;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  // Ids and parents of records never change: their number tells whether there are others.
  const arrangement = useMemo(() => arrangeTasks({ detail, tasks, order }), [detail, order.length]);
  useEffect(() => {
    if (selectedId === undefined) return;
    const around = [arrangement.top, ...arrangement.children.values()].flatMap((items) =>
      findGroupsAround(items, selectedId),
    );
    if (around.length > 0) setOpened((before) => new Set([...before, ...around]));
  }, [selectedId]);
  const toggled = useRef<string>(undefined);
  const toggle = useCallback((key: string) => {
    toggled.current = key;
    setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const graph = useMemo(
    () =>
      buildGraph(arrangement, opened, {
        hasRun: strategy !== "task",
        hasEnd: strategy === "hierarchical" || strategy === "consensus",
      }),
    [arrangement, opened, strategy],
  );
  const frame = useRef<HTMLDivElement>(null);
  const { places, flow } = useLayout(frame, graph);
  const before = useRef<ReadonlyMap<string, PictureNode>>(new Map());
  const nodes = useMemo(() => {
    const material = {
      nodes: graph.nodes,
      places,
      flow,
      picture,
      arrangement,
      selectedId,
      open: select,
      toggle,
    };
    before.current = createNodes(material, before.current);
    return [...before.current.values()];
  }, [graph, places, flow, picture, arrangement, selectedId, select, toggle]);
  const edges = useMemo<Edge[]>(
    () =>
      graph.edges.map(({ from, to }) => ({
        id: `${from} ${to}`,
        source: from,
        target: to,
        // Many bows from one node blur; angles share a trunk.
        type: graph.edges.length > 12 ? "smoothstep" : "default",
        focusable: false,
        selectable: false,
        markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: "var(--edge)" },
      })),
    [graph],
  );
  const height = useMemo(() => measurePlaces(places.values()).height + headroom + margin, [places]);
  const viewport = useCalmViewport(frame, places, toggled.current);
  // A task that is folded away has its place only after the next layout.
  const toReveal = useRef(selectedId);
  useEffect(() => {
    toReveal.current = selectedId;
  }, [selectedId]);
  useEffect(() => {
    const place = toReveal.current === undefined ? undefined : places.get(toReveal.current);
    if (place === undefined) return;
    toReveal.current = undefined;
    viewport.reveal(place);
  }, [selectedId, places]);
  return (
    <div
      ref={frame}
      className={status === "running" ? "run-graph run-graph--live" : "run-graph"}
      style={{ "--content": `${height}px` } as React.CSSProperties}
      role="group"
      aria-label={`Graph of the run, ${status}; the tab Tasks lists the same as a tree`}
    >
      <ReactFlow
        // The ends of edges are measured once: a picture that turns is a new one.
        key={flow}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onlyRenderVisibleElements
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        minZoom={0.15}
        maxZoom={1.5}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        zoomOnScroll={false}
        panOnScroll={false}
        onMove={viewport.onMove}
      >
        <GraphControls zoom={viewport.zoom} fit={viewport.fit} />
      </ReactFlow>
    </div>
  );
}
