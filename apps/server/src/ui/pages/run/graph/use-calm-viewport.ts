import { useReactFlow } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import { fitPlaces, holdStill, leastLegible } from "./fit-places.ts";
import { nodeHeight, nodeWidth, type Place } from "./lay-out.ts";

/** How the viewport of the graph is moved. */
export interface CalmViewport {
  /** Shows everything, or as much as stays legible. */
  fit(): void;
  zoom(factor: number): void;
  /** Brings a node into view when it is out of it. */
  reveal(place: Place): void;
  onMove(event: unknown): void;
}

/** Fits the picture while it grows, until somebody moves it: from then on the node `anchorId`, else the first, stays where it is. */
export function useCalmViewport(
  frame: RefObject<HTMLDivElement | null>,
  places: ReadonlyMap<string, Place>,
  anchorId: string | undefined,
): CalmViewport {
  const flow = useReactFlow();
  const isTouched = useRef(false);
  const latest = useRef(places);
  latest.current = places;
  const fit = useCallback(() => {
    const element = frame.current;
    if (element === null || latest.current.size === 0) return;
    void flow.setViewport(fitPlaces(latest.current.values(), element.clientWidth, element.clientHeight));
  }, [flow, frame]);
  const shown = useRef(places);
  useEffect(() => {
    const before = shown.current;
    shown.current = places;
    if (!isTouched.current) fit();
    else void flow.setViewport(holdStill(flow.getViewport(), before, places, anchorId));
  }, [places, fit]);
  useEffect(() => {
    if (frame.current === null) return undefined;
    const observer = new ResizeObserver(() => isTouched.current || fit());
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [fit, frame]);
  return {
    fit() {
      isTouched.current = false;
      fit();
    },
    zoom(factor) {
      isTouched.current = true;
      void flow.zoomTo(flow.getZoom() * factor);
    },
    reveal({ x, y }) {
      const element = frame.current;
      if (element === null) return;
      const view = flow.getViewport();
      const left = x * view.zoom + view.x;
      const top = y * view.zoom + view.y;
      const isVisible =
        left >= 0 &&
        top >= 0 &&
        left + nodeWidth * view.zoom <= element.clientWidth &&
        top + nodeHeight * view.zoom <= element.clientHeight;
      if (!isVisible)
        void flow.setCenter(x + nodeWidth / 2, y + nodeHeight / 2, {
          zoom: Math.max(view.zoom, leastLegible),
        });
    },
    onMove(event) {
      // Moves of the program itself come without an event.
      if (event !== null && event !== undefined) isTouched.current = true;
    },
  };
}
