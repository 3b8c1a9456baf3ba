import type { LiteralValue, TaskReference } from "./references.ts";

/**
 * A value of which every part may be a reference or a literal instead, and every list read-only.
 *
 * What a reference brings is known only when it is resolved: it fits every place but a tag. A tag is a
 * property with one possible value, such as `type: "search"`, by which the compiler tells the members of a
 * union apart.
 *
 * @example
 * const input: WithReferences<{ words: number }> = { words: fromTask("count", "words") };
 */
export type WithReferences<Value> = unknown extends Value
  ? Value
  : IsTag<Value> extends true
    ? Value
    : PartsOf<Value> | TaskReference | LiteralValue;

// Lists are spelt out, so that the compiler follows a recursive type such as JSON only as far as a value goes.
type PartsOf<Value> = Value extends Whole
  ? Value
  : Value extends readonly (infer Item)[]
    ? number extends Value["length"]
      ? readonly WithReferences<Item>[]
      : PropertiesOf<Value>
    : PropertiesOf<Value>;

type PropertiesOf<Value> = { readonly [Key in keyof Value]: WithReferences<Value[Key]> };

/** What `resolveReferences` does not look into. */
type Whole =
  | string
  | number
  | bigint
  | boolean
  | symbol
  | null
  | undefined
  | Date
  | ArrayBufferView
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | ((...parameters: never) => unknown);

/** True for `"search"` and `3`; false for `"low" | "high"`, `boolean`, `string` and whatever is no text, number or boolean. */
type IsTag<Value, Member = Value> = [Value] extends [string | number | boolean]
  ? Member extends unknown
    ? [Value] extends [Member]
      ? {} extends { [Key in `${Value}`]: unknown }
        ? false
        : true
      : false
    : never
  : false;
