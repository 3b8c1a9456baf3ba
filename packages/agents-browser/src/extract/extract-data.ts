import type { Page } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import type { Observer } from "../observe/observer.ts";
import type { Target } from "../program/target.ts";
import type { BrowserRun } from "../session/browser-run.ts";
import { quote } from "../targets/describe-target.ts";
import { collectFrom } from "./collect-from.ts";
import { extractList } from "./extract-list.ts";
import { extractRecord } from "./extract-record.ts";
import type { LocatedData } from "./located-data.ts";
import type { CollectRequest } from "./page/collect-grids.ts";
import { readSchema } from "./schema/read-schema.ts";
import { isScalar, type Shape } from "./schema/shape.ts";

/** What to read from a page. */
export interface ExtractRequest {
  /** JSON Schema (draft 2020-12 or 7) or a zod 4 schema: a list of objects or values, an object, or a value. */
  readonly schema: object;
  /** Where to look; the whole page when left out. Several matches are the rows of a list. */
  readonly target?: Target | undefined;
  /** CSS selector of the rows, in the target. */
  readonly rows?: string | undefined;
  /** CSS selectors by property, in each row; `selector@attribute` for an attribute, `@attribute` for one of the row itself. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
}

/** What data are read with; an `ActionContext` has it. */
export interface ExtractTools {
  readonly run: BrowserRun;
  readonly observer: Pick<Observer, "resolve">;
}

const defaultTimeoutMs = 10_000;

/**
 * Reads typed data from what a person can see of a page, without a language model: tables, ARIA grids, repeated blocks
 * and lists for lists; labelled values for objects; a target's text for a single value.
 *
 * Rejects with `extraction_failed` when the page does not hold what the schema asks for, holds it several times, or
 * holds a value that cannot be read as its type; the message names columns, row and property. Rejects with
 * `invalid_program` for a schema or selector that cannot be used, `target_not_found`, `ambiguous_target`, `stale_ref`, `timeout`.
 *
 * @example
 * const schema = z.array(z.object({ product: z.string(), price: z.number() }));
 * const products = await extractData({ schema, target: { css: "#products" } }, { run, observer });
 */
export async function extractData(
  request: ExtractRequest,
  tools: ExtractTools,
  options: { readonly timeoutMs?: number } = {},
): Promise<unknown> {
  return (await locateData(request, tools, options)).data;
}

/** Like `extractData`, and says where the data stood. */
export async function locateData(
  request: ExtractRequest,
  { run, observer }: ExtractTools,
  { timeoutMs = defaultTimeoutMs }: { readonly timeoutMs?: number } = {},
): Promise<LocatedData> {
  const { shape, validate } = readSchema(request.schema);
  const options = readOptions(request, shape);
  const located = await run.within("extracting data", timeoutMs, async () =>
    read(shape, request, options, run.page, observer),
  );
  const result = await validate(located.data);
  if ("data" in result) return { ...located, data: result.data };
  throw new BrowserError(
    "extraction_failed",
    `What the page shows is not what the schema asks for: ${result.problems.join("; ")}`,
    {
      details: { problems: result.problems },
    },
  );
}

async function read(
  shape: Shape,
  { target, schema }: ExtractRequest,
  options: Pick<CollectRequest, "rows" | "fields">,
  page: Page,
  observer: ExtractTools["observer"],
): Promise<LocatedData> {
  const collect = (want: CollectRequest["want"]) =>
    collectFrom({ ...options, want, isWhole: target === undefined }, target, page, observer);
  if (shape.kind === "list") return extractList(shape, collect, [...shape.synonyms, ...shape.item.synonyms]);
  if (shape.kind === "object") return extractRecord(shape, collect);
  if (target !== undefined) {
    const only = {
      kind: "object",
      synonyms: [],
      isNullable: false,
      properties: [{ name: "value", shape, isRequired: true }],
    } as const;
    return unwrap(await extractRecord(only, async () => namedValue(await collect("values"))));
  }
  const [name] = shape.synonyms;
  if (name === undefined)
    throw new BrowserError(
      "invalid_program",
      `A single ${isScalar(shape) ? shape.kind : "value"} needs a target, or a title in its schema that says what it is called; the schema is ${quote(JSON.stringify(schema) ?? "")}`,
    );
  const only = {
    kind: "object",
    synonyms: [],
    isNullable: false,
    properties: [{ name, shape, isRequired: true }],
  } as const;
  return unwrap(await extractRecord(only, collect));
}

/** The only element's value, under a name. */
function namedValue(
  sources: Awaited<ReturnType<typeof collectFrom>>,
): Awaited<ReturnType<typeof collectFrom>> {
  return {
    ...sources,
    grids: sources.grids.map(({ grid, language }) => ({
      language,
      grid: {
        ...grid,
        kind: "record",
        hasHeader: true,
        columns: [{ names: ["value"], weight: 1, property: "value" }],
      },
    })),
  };
}

const unwrap = ({ data, foundIn }: LocatedData): LocatedData => ({
  data: Object.values(data as object)[0],
  foundIn,
});

function readOptions(
  { rows, fields, target }: ExtractRequest,
  shape: Shape,
): Pick<CollectRequest, "rows" | "fields"> {
  const isRows = shape.kind === "list" && shape.item.kind === "object";
  if (rows !== undefined && shape.kind !== "list")
    throw new BrowserError(
      "invalid_program",
      "rows are for a schema that is a list; use target for an object or a value",
    );
  if (fields === undefined) return { rows };
  const shapeOfRows = shape.kind === "list" ? shape.item : shape;
  if (shapeOfRows.kind !== "object")
    throw new BrowserError(
      "invalid_program",
      "fields are for the properties of an object; use target or rows for single values",
    );
  if (isRows && rows === undefined && target === undefined)
    throw new BrowserError("invalid_program", "fields of a list need rows, the CSS selector of each row");
  const known = shapeOfRows.properties.map(({ name }) => name);
  return {
    rows,
    fields: Object.entries(fields).map(([property, field]) => {
      if (!known.includes(property.split(".")[0]))
        throw new BrowserError(
          "invalid_program",
          `fields names ${quote(property)}, which the schema does not have; it has ${known.slice(0, 20).join(", ")}`,
        );
      const [, selector, attribute] = /^(.*?)\s*@([A-Za-z_][\w:.-]*)$/s.exec(field) ?? [undefined, field];
      return { property, selector: selector.trim(), ...(attribute !== undefined && { attribute }) };
    }),
  };
}
