import { z } from "zod";
import { expectationSchema } from "./expectation.ts";
import { targetSchema } from "./target.ts";

/** What every action may carry. */
const common = {
  timeoutMs: z
    .int()
    .min(1)
    .max(300_000)
    .optional()
    .describe("Milliseconds for the action with its postcondition. Default: the program's."),
  expect: expectationSchema.optional().describe("What must hold afterwards, waited for within the time."),
};
const target = targetSchema;
const address = z.string().min(1).max(8192);
/** A text, or the name of a secret, which is filled in without being shown anywhere. */
const text = z.union([z.string().max(1_000_000), z.strictObject({ secret: z.string().min(1).max(200) })]);
const name = z.string().min(1).max(100);
const button = z.enum(["left", "middle", "right"]).optional();
const modifiers = z.array(z.enum(["Alt", "Control", "ControlOrMeta", "Meta", "Shift"])).optional();
const offset = z.number().min(-100_000).max(100_000);
/** CSS pixels from the top left corner of the element; its centre when left out. */
const position = z.strictObject({ x: offset, y: offset }).optional();

/** A file to upload: its content here, or kept in the artifact store. Files of the machine are never read. */
const uploadedFile = z.union([
  z.strictObject({ name, text: z.string().max(10_000_000), mediaType: z.string().max(200).optional() }),
  z.strictObject({ name, base64: z.base64().max(14_000_000), mediaType: z.string().max(200).optional() }),
  z.strictObject({ name, artifact: z.string().min(1).max(200), mediaType: z.string().max(200).optional() }),
]);

/** Everything that a program can do, by the field `action`. */
export const actionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("goto"), url: address, ...common }),
  z.strictObject({ action: z.literal("back"), ...common }),
  z.strictObject({ action: z.literal("click"), target, button, modifiers, position, ...common }),
  z.strictObject({ action: z.literal("dblclick"), target, position, ...common }),
  z.strictObject({ action: z.literal("hover"), target, position, ...common }),
  z.strictObject({
    action: z.literal("drag"),
    target,
    from: position,
    /** Onto another element, or by so many CSS pixels. */
    to: z.union([
      z.strictObject({ target, position }),
      z.strictObject({ by: z.strictObject({ x: offset, y: offset }) }),
    ]),
    ...common,
  }),
  /** Replaces what a field holds. */
  z.strictObject({ action: z.literal("fill"), target, value: text, ...common }),
  /** Types key by key, after what the field holds; without a target into what has the focus. */
  z.strictObject({ action: z.literal("type"), target: target.optional(), text, ...common }),
  /** A key such as "Enter" or "Control+A"; without a target for what has the focus. */
  z.strictObject({
    action: z.literal("press"),
    target: target.optional(),
    key: z.string().min(1).max(100),
    ...common,
  }),
  /** Options of a select by their text, else their value. */
  z.strictObject({
    action: z.literal("select"),
    target,
    options: z.array(z.string().max(1000)).min(1).max(1000),
    ...common,
  }),
  z.strictObject({ action: z.literal("check"), target, ...common }),
  z.strictObject({ action: z.literal("uncheck"), target, ...common }),
  z.strictObject({
    action: z.literal("upload"),
    target,
    files: z.array(uploadedFile).min(1).max(20),
    ...common,
  }),
  /** Brings an element into view, or scrolls by CSS pixels: the page, or the target when there is one. */
  z.strictObject({
    action: z.literal("scroll"),
    target: target.optional(),
    by: z.strictObject({ x: offset.optional(), y: offset.optional() }).optional(),
    ...common,
  }),
  /** Waits for an expectation, or, without one, until the page has been quiet for a moment. */
  z.strictObject({ action: z.literal("wait"), for: expectationSchema.optional(), ...common }),
  /** Reads data; the result is found under `data[as]`. */
  z.strictObject({
    action: z.literal("extract"),
    as: name.optional().describe('Where the data goes in the result\'s `data`. Default "data".'),
    target: target.optional(),
    /** JSON Schema, or a zod schema in process. */
    schema: z.custom<object>((value) => typeof value === "object" && value !== null, {
      error: "schema must be a JSON Schema or a zod schema",
    }),
    /** CSS selectors by property, relative to each row, for pages whose structure says too little. */
    fields: z.record(z.string().max(200), z.string().min(1).max(1000)).optional(),
    /** CSS selector of the rows, where the schema is a list. */
    rows: z.string().min(1).max(1000).optional(),
    ...common,
  }),
  z.strictObject({
    action: z.literal("screenshot"),
    as: name.optional(),
    target: target.optional(),
    fullPage: z.boolean().optional(),
    ...common,
  }),
  /** Clicks the target and keeps what is downloaded in the artifact store. */
  z.strictObject({ action: z.literal("download"), target, as: name.optional(), ...common }),
  /** Opens, chooses or closes a tab; tabs are counted from 0 in the order in which they were opened. */
  z.strictObject({
    action: z.literal("tab"),
    open: address.optional(),
    select: z.int().min(0).max(99).optional(),
    close: z.int().min(0).max(99).optional(),
    ...common,
  }),
  z.strictObject({ action: z.literal("expect"), that: expectationSchema, ...common }),
]);

/** One step of a program. */
export type Action = z.infer<typeof actionSchema>;
export type ActionName = Action["action"];
/** The action of one name. */
export type ActionOf<Name extends ActionName> = Extract<Action, { readonly action: Name }>;
