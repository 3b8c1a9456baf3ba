import { useReactFlow } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import { nodeHeight, nodeWidth, type Place } from "./lay-out.ts";

const margin = 24;
/** Below this, words cannot be read: the picture then begins at its beginning and is moved. */
const leastLegible = 0.7;

/** How the viewport of the graph is moved. */
export interface CalmViewport {
  /** Shows everything, or as much as stays legible. */
  fit(): void;
  zoom(factor: number): void;
  /** Brings a node into view when it is out of it. */
  reveal(place: Place): void;
  onMoveStart(event: unknown): void;
}

/** Fits the picture while it grows, until somebody moves it: from then on it stays where it was put. */
export function useCalmViewport(
  frame: RefObject<HTMLDivElement | null>,
  places: ReadonlyMap<string, Place>,
): CalmViewport {
  const flow = useReactFlow();
  const isTouched = useRef(false);
  const latest = useRef(places);
  latest.current = places;
  const fit = useCallback(() => {
    const element = frame.current;
    if (element === null || latest.current.size === 0) return;
    void flow.setViewport(fitPlaces([...latest.current.values()], element.clientWidth, element.clientHeight));
  }, [flow, frame]);
  useEffect(() => {
    if (!isTouched.current) fit();
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
    onMoveStart(event) {
      // Moves of the program itself come without an event.
      if (event !== null && event !== undefined) isTouched.current = true;
    },
  };
}

/** The viewport in which the places stand in the middle, or begin at the upper left when they do not fit legibly. */
export function fitPlaces(
  places: readonly Place[],
  width: number,
  height: number,
): { readonly x: number; readonly y: number; readonly zoom: number } {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const { x, y } of places) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + nodeWidth);
    bottom = Math.max(bottom, y + nodeHeight);
  }
  const whole = Math.min((width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top));
  const zoom = Math.min(1, Math.max(leastLegible, whole));
  const freeX = width - (right - left) * zoom;
  const freeY = height - (bottom - top) * zoom;
  return {
    x: (freeX >= 2 * margin ? freeX / 2 : margin) - left * zoom,
    y: (freeY >= 2 * margin ? freeY / 2 : margin) - top * zoom,
    zoom,
  };
}
