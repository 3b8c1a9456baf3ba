import { BrowserError } from "../errors/browser-error.ts";
import { quote } from "../targets/describe-target.ts";
import { type Fit, fitGrid } from "./fit-grid.ts";
import type { Grid } from "./grid.ts";
import { compareNames, readWords } from "./names.ts";
import type { ObjectShape } from "./schema/shape.ts";

const clearMargin = 0.05;
const namedBonus = 0.2;

/** Grids of one document, with its language. */
export interface GridSource {
  readonly grid: Grid;
  readonly language: string;
}

/**
 * Takes the grid that fits a schema best. Rejects with `extraction_failed`: when none has every column that must be
 * there, when several fit alike and give different data, and when a value cannot be read.
 */
export function chooseFit(shape: ObjectShape, sources: readonly GridSource[], hints: readonly string[]): Fit {
  const all = sources
    .map(({ grid, language }) => fitGrid(shape, grid, language))
    .map((fit) => ({ ...fit, quality: fit.quality + nameBonus(fit.grid.name, hints) }))
    .toSorted((one, other) => other.quality - one.quality);
  const fits = all.filter(({ grid }) => grid.kind !== "record");
  const single = all.find(({ grid }) => grid.kind === "record");
  const complete = fits.filter((fit) => fit.rows !== undefined || fit.problem !== undefined);
  if (complete.length === 0 && single?.rows !== undefined) return single;
  if (fits.length === 0)
    throw new BrowserError(
      "extraction_failed",
      "The page shows no table and no repeated blocks; name them with rows and fields",
      { details: { missing: [] } },
    );
  if (complete.length === 0) throw createMissing(fits[0], fits.length);
  const [best] = complete;
  const rivals = complete.filter(
    (fit) => fit.quality >= best.quality - clearMargin && fit.rows !== undefined,
  );
  const fit = best.rows === undefined ? (rivals[0] ?? best) : best;
  if (fit.rows === undefined)
    throw new BrowserError("extraction_failed", `${nameGrid(fit)}: ${fit.problem ?? "cannot be read"}`, {
      details: { grid: fit.grid.name, problem: fit.problem },
    });
  const different = rivals.filter(
    (rival) => rival !== fit && JSON.stringify(rival.rows) !== JSON.stringify(fit.rows),
  );
  if (different.length > 0) {
    const names = [fit, ...different].slice(0, 6).map((rival) => `${nameGrid(rival)} (${rival.total} rows)`);
    throw new BrowserError(
      "extraction_failed",
      `Several parts of the page fit the schema alike: ${names.join(", ")}; choose with target or rows`,
      { details: { candidates: names } },
    );
  }
  if (fit.total > fit.grid.rows.length)
    throw new BrowserError(
      "extraction_failed",
      `${nameGrid(fit)} has ${fit.total} rows, too many to read at once; narrow it with rows or target`,
      {
        details: { rows: fit.total },
      },
    );
  return fit;
}

function nameBonus(name: string, hints: readonly string[]): number {
  const words = readWords(name);
  return hints.some((hint) => compareNames(readWords(hint), words) >= 0.6) ? namedBonus : 0;
}

export function nameGrid({ grid: { kind, name } }: Pick<Fit, "grid">): string {
  const word =
    kind === "table" ? "table" : kind === "record" ? "the page's" : kind === "list" ? "list" : "blocks";
  return `${word} ${quote(name, 80)}`;
}

/** The error for a grid without the columns that must be there. */
export function createMissing(fit: Fit, count: number): BrowserError {
  const { columns, missing, ambiguous } = fit;
  const shown = [...new Set(columns.filter((name) => name !== ""))];
  const problems = [
    ...(missing.length > 0 ? [`nothing is found for ${missing.slice(0, 20).join(", ")}`] : []),
    ...(ambiguous.length > 0 ? [`several columns fit ${ambiguous.slice(0, 10).join(", ")}`] : []),
    ...(missing.length + ambiguous.length === 0 ? ["no property of the schema is found"] : []),
  ];
  const there =
    shown.length === 0
      ? "no named columns"
      : shown
          .slice(0, 20)
          .map((name) => quote(name, 40))
          .join(", ");
  const among = count > 1 ? `; ${count - 1} other candidates fit less` : "";
  return new BrowserError(
    "extraction_failed",
    `${nameGrid(fit)}: ${problems.join("; ")}; there are ${there}${among}`,
    {
      details: { missing, ambiguous, columns: shown },
    },
  );
}
