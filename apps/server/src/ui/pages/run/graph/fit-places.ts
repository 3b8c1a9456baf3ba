import type { VisibleGraph } from "./build-graph.ts";
import { type Flow, isOutline, layOut, nodeHeight, nodeWidth, type Place } from "./lay-out.ts";

export const margin = 24;
/** Above the picture: the buttons that stand over it do not cover a node. */
export const headroom = 48;
/** Below this, words cannot be read: the picture then begins at its beginning and is moved. */
export const leastLegible = 0.75;

/** The rectangle around all nodes. */
export function measurePlaces(places: Iterable<Place>): {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
} {
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
  return { left, top, width: right - left, height: bottom - top };
}

export interface ViewportShape {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** The viewport in which a node (the first one, where there is no other) stays where it is on the screen although the places have changed. */
export function holdStill(
  { x, y, zoom }: ViewportShape,
  before: ReadonlyMap<string, Place>,
  after: ReadonlyMap<string, Place>,
  anchorId: string | undefined,
): ViewportShape {
  const [firstId] = before.keys();
  const id = anchorId !== undefined && before.has(anchorId) ? anchorId : firstId;
  const from = id === undefined ? undefined : before.get(id);
  const to = id === undefined ? undefined : after.get(id);
  if (from === undefined || to === undefined) return { x, y, zoom };
  return { x: x + (from.x - to.x) * zoom, y: y + (from.y - to.y) * zoom, zoom };
}

/** The viewport in which the places stand in the middle, or begin at the upper left when they do not fit legibly. */
export function fitPlaces(places: Iterable<Place>, width: number, height: number): ViewportShape {
  const all = measurePlaces(places);
  const zoom = Math.min(1, Math.max(leastLegible, measureZoom(all, width, height)));
  const freeX = width - all.width * zoom;
  const freeY = height - headroom - margin - all.height * zoom;
  return {
    x: (freeX >= 2 * margin ? freeX / 2 : margin) - all.left * zoom,
    y: headroom + Math.max(0, freeY) / 2 - all.top * zoom,
    zoom,
  };
}

/** How large the whole of a picture would be shown. */
function measureZoom(
  all: { readonly width: number; readonly height: number },
  width: number,
  height: number,
): number {
  return Math.min((width - 2 * margin) / all.width, (height - headroom - margin) / all.height);
}

/** By how much the other way has to be better before a picture that is looked at turns. */
const worthTurning = 1.2;

/** Which way a picture is read best in the room that there is: to the right as long as it is legible, and as before when it matters little. */
export function chooseFlow(
  graph: VisibleGraph,
  width: number,
  height: number,
  present: Flow | undefined,
): Flow {
  if (width <= 0 || isOutline(graph)) return "right";
  const [right, down] = (["right", "down"] as const).map((flow) =>
    Math.min(1, measureZoom(measurePlaces(layOut(graph, flow).values()), width, height)),
  ) as [number, number];
  if (present === "down") return right >= down * worthTurning ? "right" : "down";
  return right < leastLegible && down >= right * worthTurning ? "down" : "right";
}
