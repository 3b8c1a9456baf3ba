import { z } from "zod";

/** Characters of one cell, rows of one grid, and columns of one. */
const longestCell = 10_000;
const mostRows = 10_000;
/** A page as one record has many parts; tables and blocks keep to 200 columns. */
const mostColumns = 2000;

const cellSchema = z.object({
  /** What can be read in it, on one line; of an icon its name, of a field what it holds. */
  text: z.string().max(longestCell),
  /** Its text without what is struck out, where that is something else. */
  standing: z.string().max(longestCell).optional(),
  /** Of a cell that spans several columns: the first of them. */
  spansFrom: z.int().min(0).optional(),
  /** Absolute, of its only link. */
  href: z.string().max(8192).optional(),
  /** Absolute, of its only picture. */
  src: z.string().max(8192).optional(),
  /** Of its only `time`. */
  datetime: z.string().max(100).optional(),
  /** Of its only checkbox. */
  checked: z.boolean().optional(),
  /** The texts of its items, or of several elements that go by one name. */
  items: z.array(z.string().max(longestCell)).max(1000).optional(),
  /** Whether several elements go by one name, so that it is not one value. */
  isSeveral: z.boolean().optional(),
});

/** One value on a page. */
export type Cell = z.infer<typeof cellSchema>;

const gridSchema = z.object({
  kind: z.enum(["table", "blocks", "record", "list"]),
  /** For messages: its caption, else what it looks like as CSS. */
  name: z.string().max(300),
  columns: z
    .array(
      z.object({
        /** What the page calls it, best first; none for a column without a header. */
        names: z.array(z.string().max(300)).max(20),
        /** How much a name of this kind says: 1 for a header, less for the words of a class. */
        weight: z.number().min(0).max(1),
        /** The property that its selector was given for. */
        property: z.string().max(200).optional(),
      }),
    )
    .max(mostColumns),
  /** `null` where a row has nothing for a column. */
  rows: z.array(z.array(cellSchema.nullable()).max(mostColumns)).max(mostRows),
  /** Rows on the page; more than `rows` when there are too many to read. */
  total: z.int().min(0),
  /** Whether columns are named by the page. */
  hasHeader: z.boolean(),
});

/** Rows and columns on a page: a table, repeated blocks, or the parts of one thing as a single row. */
export type Grid = z.infer<typeof gridSchema>;

/** What a page answers when it is asked for grids. */
export const gridsSchema = z.object({
  grids: z.array(gridSchema).max(200),
  /** Such as "en-GB"; empty when the page says nothing. */
  language: z.string().max(50),
  /** Elements that were looked in. */
  roots: z.int().min(0),
  /** For messages: the first five of them. */
  shownRoots: z.array(z.string().max(300)).max(5),
  problem: z.string().max(500).optional(),
});
export type PageGrids = z.infer<typeof gridsSchema>;
