/** Terms and brackets that are read at most. */
const longest = 200;
const deepest = 20;

/** a·x + b. */
interface Linear {
  readonly factor: number;
  readonly rest: number;
}

/**
 * Solves a linear equation for its only unknown, as pages ask for it: "x + 5 = 12", "3x - 4 = 2x + 1", "? * 4 = 20", "10 - _ = 3".
 * A single "=" with a number or a term on each side; `undefined` for everything else, and when no number or every number does.
 *
 * @example solveEquation("2x + 3 = 11"); // 4
 */
export function solveEquation(text: string): number | undefined {
  const plain = text.trim().slice(0, longest + 1);
  if (plain.length > longest) return undefined;
  const sides = plain.replace(/[−–]/g, "-").split("=");
  if (sides.length !== 2) return undefined;
  const unknowns = new Set(
    plain
      .toLowerCase()
      .match(/[a-z]+|\?|_+|□/g)
      ?.filter((word) => word !== "x" || !isTimes(plain)),
  );
  if (unknowns.size !== 1) return undefined;
  const [unknown] = unknowns;
  if (/^[a-z]{2,}$/.test(unknown!)) return undefined;
  const [left, right] = sides.map((side) => readSide(side.toLowerCase(), unknown!));
  if (left === undefined || right === undefined) return undefined;
  const factor = left.factor - right.factor;
  if (factor === 0) return undefined;
  const solution = (right.rest - left.rest) / factor;
  return Number.isFinite(solution) ? Math.round(solution * 1e9) / 1e9 : undefined;
}

/** In "3 x ? = 12" the "x" is a sign. */
function isTimes(text: string): boolean {
  return /\d\s+x\s+[\d?_□(]|[?_□]\s*x\s*\d/i.test(text) && /[?_□]/.test(text);
}

function readSide(text: string, unknown: string): Linear | undefined {
  const tokens = text.match(/\d+(?:\.\d+)?|[a-z]|\?|_+|□|[-+*/·×÷()]|\S/g) ?? [];
  let position = 0;
  const isUnknown = (token: string | undefined): boolean => token === unknown;
  const sum = (depth: number): Linear | undefined => {
    let value = product(depth);
    while (value !== undefined && /^[-+]$/.test(tokens[position] ?? "")) {
      const sign = tokens[position++] === "+" ? 1 : -1;
      const next = product(depth);
      value = next && { factor: value.factor + sign * next.factor, rest: value.rest + sign * next.rest };
    }
    return value;
  };
  const product = (depth: number): Linear | undefined => {
    let value = one(depth);
    while (value !== undefined && position < tokens.length) {
      const token = tokens[position]!;
      const isSign = /^[*/·×÷]$/.test(token) || (token === "x" && unknown !== "x");
      // "3x" and "2(x + 1)" are products without a sign.
      if (!isSign && !isUnknown(token) && token !== "(") break;
      if (isSign) position += 1;
      const next = one(depth);
      if (next === undefined) return undefined;
      value = token === "/" || token === "÷" ? divide(value, next) : multiply(value, next);
    }
    return value;
  };
  const one = (depth: number): Linear | undefined => {
    const token = tokens[position++];
    if (token === undefined || depth > deepest) return undefined;
    if (token === "-") {
      const value = one(depth + 1);
      return value && { factor: -value.factor, rest: -value.rest };
    }
    if (token === "(") {
      const value = sum(depth + 1);
      return tokens[position++] === ")" ? value : undefined;
    }
    if (isUnknown(token)) return { factor: 1, rest: 0 };
    return /^\d/.test(token) ? { factor: 0, rest: Number(token) } : undefined;
  };
  const value = sum(0);
  return position === tokens.length ? value : undefined;
}

function multiply(one: Linear, other: Linear): Linear | undefined {
  if (one.factor !== 0 && other.factor !== 0) return undefined;
  const [term, number] = one.factor === 0 ? [other, one.rest] : [one, other.rest];
  return { factor: term.factor * number, rest: term.rest * number };
}

function divide(one: Linear, other: Linear): Linear | undefined {
  return other.factor !== 0 || other.rest === 0
    ? undefined
    : { factor: one.factor / other.rest, rest: one.rest / other.rest };
}
