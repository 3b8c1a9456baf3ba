/** What a schema asks for, as far as it guides the reading of a page; the schema itself validates the result. */
export type Shape = Scalar | ObjectShape | ListShape;

interface Common {
  /** Its title and description: other words for what it is called. */
  readonly synonyms: readonly string[];
  readonly isNullable: boolean;
}

export interface Scalar extends Common {
  readonly kind: "string" | "number" | "integer" | "boolean" | "any";
  readonly format?: string | undefined;
  /** The only values, when there are such. */
  readonly values?: readonly (string | number | boolean)[] | undefined;
}

export interface ObjectShape extends Common {
  readonly kind: "object";
  readonly properties: readonly {
    readonly name: string;
    readonly shape: Shape;
    /** Whether it must be there and no default stands in for it. */
    readonly isRequired: boolean;
  }[];
}

export interface ListShape extends Common {
  readonly kind: "list";
  readonly item: Shape;
}

export const isScalar = (shape: Shape): shape is Scalar => shape.kind !== "object" && shape.kind !== "list";
