import { BrowserError } from "../errors/browser-error.ts";
import { createMissing, nameGrid } from "./choose-fit.ts";
import type { LocatedData } from "./located-data.ts";
import { type Collect, extractList } from "./extract-list.ts";
import { type Fit, fitGrid } from "./fit-grid.ts";
import { isScalar, type ObjectShape } from "./schema/shape.ts";

/** Reads one object: labelled values, and lists as tables or blocks of their own. */
export async function extractRecord(shape: ObjectShape, collect: Collect): Promise<LocatedData> {
  const { grids, roots, shownRoots, isWhole } = await collect("record");
  if (!isWhole && roots > 1)
    throw new BrowserError(
      "ambiguous_target",
      `The target matches ${roots} elements, and the schema is one object or value`,
      {
        details: { candidates: shownRoots },
      },
    );
  const lists = shape.properties.filter(({ shape: property }) => property.kind === "list");
  const isObjects = (property: (typeof lists)[number]): boolean =>
    property.shape.kind === "list" && !isScalar(property.shape.item);
  const plain: ObjectShape = {
    ...shape,
    properties: shape.properties.filter((property) => !isObjects(property)),
  };
  const fits = grids.map(({ grid, language }) => fitGrid(plain, grid, language));
  const entries: [string, unknown][] = [];
  const fit = plain.properties.length === 0 ? undefined : chooseRecord(fits);
  if (fit !== undefined) entries.push(...Object.entries(fit.rows?.[0] ?? {}));
  for (const property of lists.filter(isObjects)) {
    if (property.shape.kind !== "list") continue;
    try {
      const hints = [property.name, ...property.shape.synonyms, ...property.shape.item.synonyms];
      entries.push([
        property.name,
        (await extractList(property.shape, collect, hints, { isInner: true })).data,
      ]);
    } catch (error) {
      const isAbsent =
        BrowserError.is(error) && error.reason === "extraction_failed" && "missing" in error.details;
      if (property.isRequired || !isAbsent) throw error;
    }
  }
  const order = shape.properties.map(({ name }) => name);
  entries.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return { data: Object.fromEntries(entries), foundIn: fit?.grid.name ?? "page" };
}

/** The page's own values; those of a frame when the page has none and only one frame has them. */
function chooseRecord(fits: readonly Fit[]): Fit {
  const [own, ...others] = fits;
  if (own === undefined)
    throw new BrowserError("extraction_failed", "The page shows nothing that is labelled");
  if (own.rows !== undefined) return own;
  const good = others.filter(({ rows }) => rows !== undefined);
  if (good.length === 1) return good[0];
  if (own.problem !== undefined)
    throw new BrowserError("extraction_failed", `${nameGrid(own)}: ${own.problem}`, {
      details: { problem: own.problem },
    });
  throw createMissing(own, 1);
}
