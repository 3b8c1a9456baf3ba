import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { VisibleGraph } from "./build-graph.ts";
import { chooseFlow } from "./fit-places.ts";
import { type Flow, layOut, type Place } from "./lay-out.ts";

/** The share of the window that the picture takes at most; as the style sheet says. */
const shareOfWindow = 0.8;

/** Places what is visible in the way that suits the room which the frame has. */
export function useLayout(
  frame: RefObject<HTMLDivElement | null>,
  graph: VisibleGraph,
): { readonly places: ReadonlyMap<string, Place>; readonly flow: Flow } {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  const present = useRef<Flow>(undefined);
  const flow = useMemo(
    () => chooseFlow(graph, width, window.innerHeight * shareOfWindow, present.current),
    [graph, width],
  );
  if (width > 0) present.current = flow;
  const places = useMemo(() => layOut(graph, flow), [graph, flow]);
  return { places, flow };
}
