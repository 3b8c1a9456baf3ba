import { BrowserError } from "../errors/browser-error.ts";
import { chooseFit } from "./choose-fit.ts";
import type { Collected } from "./collect-from.ts";
import type { LocatedData } from "./located-data.ts";
import { readLeaf } from "./fit-grid.ts";
import { compareNames, readWords } from "./names.ts";
import type { CollectRequest } from "./page/collect-grids.ts";
import { isScalar, type ListShape, type Scalar } from "./schema/shape.ts";
import { quote } from "../targets/describe-target.ts";

/** Collects in the place that a request names. */
export type Collect = (want: CollectRequest["want"]) => Promise<Collected>;

/** Reads a list; `hints` are what it may be called on the page; an inner one is part of an object. */
export async function extractList(
  shape: ListShape,
  collect: Collect,
  hints: readonly string[],
  { isInner = false }: { readonly isInner?: boolean } = {},
): Promise<LocatedData> {
  const { item } = shape;
  if (item.kind === "object") {
    const { grids } = await collect("rows");
    // What an object is made of is no row of a list in it.
    const candidates = isInner ? grids.filter((source) => source.grid.kind !== "record") : grids;
    const { rows = [], grid } = chooseFit(item, candidates, hints);
    return { data: rows, foundIn: grid.name };
  }
  if (!isScalar(item))
    throw new BrowserError("invalid_program", "A list of lists is not read; use a list of objects");
  return extractValues(item, collect, hints);
}

async function extractValues(item: Scalar, collect: Collect, hints: readonly string[]): Promise<LocatedData> {
  const lists = await collect("items");
  // Several matches of a target are the values themselves, and so is a single one that holds no list.
  const { grids } =
    lists.isWhole || (lists.grids.length > 0 && lists.roots === 1) ? lists : await collect("values");
  const read = grids.map(({ grid, language }) => {
    const values: unknown[] = [];
    for (const [index, [cell]] of grid.rows.entries()) {
      const value = readLeaf({ shape: item, isRequired: true, label: "item" }, cell, { language });
      if ("problem" in value)
        return { grid, problem: `item ${index + 1}: ${quote(cell?.text ?? "", 100)} ${value.problem}` };
      values.push(value.value);
    }
    return { grid, values };
  });
  const good = read.filter((one) => "values" in one);
  const named = good.filter(({ grid }) =>
    grid.columns[0].names.some((name) =>
      hints.some((hint) => compareNames(readWords(hint), readWords(name)) >= 0.6),
    ),
  );
  const candidates = named.length > 0 ? named : good;
  const [first] = candidates;
  if (first === undefined) {
    const problem = read.find((one) => "problem" in one)?.problem ?? "the page shows no list";
    throw new BrowserError("extraction_failed", `No list can be read as the schema asks: ${problem}`);
  }
  if (candidates.some(({ values }) => JSON.stringify(values) !== JSON.stringify(first.values))) {
    const names = candidates.slice(0, 6).map(({ grid }) => `${quote(grid.name)} (${grid.total} items)`);
    throw new BrowserError(
      "extraction_failed",
      `Several lists fit the schema: ${names.join(", ")}; choose with target`,
      {
        details: { candidates: names },
      },
    );
  }
  if (first.grid.total > first.grid.rows.length)
    throw new BrowserError(
      "extraction_failed",
      `The list has ${first.grid.total} items, too many to read at once`,
    );
  return { data: first.values, foundIn: first.grid.name };
}
