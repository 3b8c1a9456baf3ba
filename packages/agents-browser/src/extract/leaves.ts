import type { WantedProperty } from "./match-columns.ts";
import { type ObjectShape, type Scalar, isScalar, type ListShape } from "./schema/shape.ts";

/** A value that a schema asks for in each row, also of objects in objects. */
export interface Leaf {
  /** Such as "price.amount"; unique in its schema. */
  readonly label: string;
  readonly path: readonly string[];
  readonly wanted: WantedProperty;
  /** A value, or a list of values. */
  readonly shape: Scalar | (ListShape & { readonly item: Scalar });
  readonly isRequired: boolean;
}

/** A list of objects in an object, which is found as a table or blocks of its own. */
interface NestedList {
  readonly path: readonly string[];
  readonly shape: ListShape;
  readonly isRequired: boolean;
}

/** What an object's schema asks for, flat. */
export interface Leaves {
  readonly leaves: readonly Leaf[];
  readonly lists: readonly NestedList[];
}

/** Lists the values that an object is made of. */
export function listLeaves(shape: ObjectShape, path: readonly string[] = [], isWanted = true): Leaves {
  const leaves: Leaf[] = [];
  const lists: NestedList[] = [];
  for (const { name, shape: property, isRequired } of shape.properties) {
    const own = [...path, name];
    const required = isRequired && isWanted;
    if (property.kind === "object") {
      const inner = listLeaves(property, own, required && !property.isNullable);
      leaves.push(...inner.leaves);
      lists.push(...inner.lists);
    } else if (property.kind === "list" && !isScalar(property.item))
      lists.push({ path: own, shape: property, isRequired: required });
    else {
      const label = own.join(".");
      const synonyms = path.length === 0 ? property.synonyms : [name, ...property.synonyms];
      leaves.push({
        label,
        path: own,
        wanted: { property: label, synonyms },
        shape: property as Leaf["shape"],
        isRequired: required,
      });
    }
  }
  return { leaves, lists };
}

/** Puts values in their places; objects in objects of which nothing is there are left out, or `null` where they must be. */
export function assemble(
  shape: ObjectShape,
  values: ReadonlyMap<string, unknown>,
  path: readonly string[] = [],
): object {
  const entries: [string, unknown][] = [];
  for (const { name, shape: property, isRequired } of shape.properties) {
    const own = [...path, name];
    if (property.kind !== "object") {
      const label = own.join(".");
      if (values.has(label)) entries.push([name, values.get(label)]);
      continue;
    }
    const inner = assemble(property, values, own);
    if (Object.values(inner).some((value) => value !== null)) entries.push([name, inner]);
    else if (property.isNullable) entries.push([name, null]);
    else if (isRequired) entries.push([name, inner]);
  }
  // Not by assignment, which would take a property named __proto__ for something else.
  return Object.fromEntries(entries);
}
