import { nodeHeight, nodeWidth, type Place } from "./lay-out.ts";

export const margin = 24;
/** Below this, words cannot be read: the picture then begins at its beginning and is moved. */
export const leastLegible = 0.7;

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
  const whole = Math.min((width - 2 * margin) / all.width, (height - 2 * margin) / all.height);
  const zoom = Math.min(1, Math.max(leastLegible, whole));
  const freeX = width - all.width * zoom;
  const freeY = height - all.height * zoom;
  return {
    x: (freeX >= 2 * margin ? freeX / 2 : margin) - all.left * zoom,
    y: (freeY >= 2 * margin ? freeY / 2 : margin) - all.top * zoom,
    zoom,
  };
}
