/// <reference lib="dom" />
import type { ActionContext } from "../../actions/action-context.ts";

const timeoutMs = 2000;
const mostSides = 1000;

/**
 * How many sides the shape of an SVG element has: of a polygon, a closed polyline, a rectangle, or a path of straight
 * lines. `undefined` for round shapes and for what is no shape.
 */
export async function countSides(
  { run, observer }: ActionContext,
  target: { readonly ref: string; readonly snapshotId: string },
): Promise<number | undefined> {
  const handle = await observer.resolve(target);
  const shape: unknown = await run.within("reading a shape", timeoutMs, () =>
    handle.evaluate((element) => ({
      tag: element.localName,
      points: (element.getAttribute("points") ?? "").slice(0, 20_000),
      path: (element.getAttribute("d") ?? "").slice(0, 20_000),
    })),
  );
  const { tag, points, path } = (shape ?? {}) as Readonly<Record<string, unknown>>;
  if (tag === "rect") return 4;
  if ((tag === "polygon" || tag === "polyline") && typeof points === "string")
    return sidesOf(numbersIn(points));
  return tag === "path" && typeof path === "string" ? sidesOfPath(path) : undefined;
}

const numbersIn = (text: string): readonly number[] =>
  (text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);

/** Corners of a closed line; the same corner twice in a row, and the first one again at the end, count once. */
function sidesOf(numbers: readonly number[]): number | undefined {
  const corners: (readonly [number, number])[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const corner = [numbers[index]!, numbers[index + 1]!] as const;
    const before = corners.at(-1);
    if (before === undefined || distance(before, corner) > 0.01) corners.push(corner);
  }
  if (corners.length > 1 && distance(corners[0]!, corners.at(-1)!) <= 0.01) corners.pop();
  return corners.length >= 3 && corners.length <= mostSides ? corners.length : undefined;
}

const distance = (one: readonly [number, number], other: readonly [number, number]): number =>
  Math.hypot(one[0] - other[0], one[1] - other[1]);

/** Absolute moves and lines only; arcs and curves have no sides. */
function sidesOfPath(path: string): number | undefined {
  return /^[\sMLZ\d.,e+-]*$/i.test(path) && !/[ml]/.test(path) ? sidesOf(numbersIn(path)) : undefined;
}
