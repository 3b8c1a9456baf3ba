import type { GoalConstraint } from "../goal-reading.ts";

/** The first number of a text, with its sign; thousands separated by commas. */
export function numberIn(text: string): number | undefined {
  const match = /[-−]?\d[\d,]*(?:\.\d+)?/u.exec(text.slice(0, 1000));
  if (match === null) return undefined;
  const value = Number(match[0].replace("−", "-").replaceAll(",", ""));
  return Number.isFinite(value) ? value : undefined;
}

/** Whether a text, or the first number in it, is such as the goal says. */
export function suits(text: string, such: GoalConstraint): boolean {
  const plain = text.trim().toLowerCase();
  if (such.startsWith !== undefined && !plain.startsWith(such.startsWith.toLowerCase())) return false;
  if (such.endsWith !== undefined && !plain.endsWith(such.endsWith.toLowerCase())) return false;
  if (such.contains !== undefined && !plain.includes(such.contains.toLowerCase())) return false;
  if (such.equals !== undefined && plain !== such.equals.toLowerCase()) return false;
  const isAboutNumber = [such.lessThan, such.atMost, such.greaterThan, such.atLeast, such.parity].some(
    (bound) => bound !== undefined,
  );
  if (!isAboutNumber) return true;
  const value = numberIn(text);
  return (
    value !== undefined &&
    (such.lessThan === undefined || value < such.lessThan) &&
    (such.atMost === undefined || value <= such.atMost) &&
    (such.greaterThan === undefined || value > such.greaterThan) &&
    (such.atLeast === undefined || value >= such.atLeast) &&
    (such.parity === undefined || (Number.isInteger(value) && (value % 2 === 0) === (such.parity === "even")))
  );
}
