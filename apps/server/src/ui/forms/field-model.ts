/** What every part of a form has. */
interface FieldHeader {
  readonly title: string | undefined;
  readonly description: string | undefined;
  /** What the agent takes where nothing is given. */
  readonly fallback: unknown;
  /** Whether `null` is a value of its own. */
  readonly isNullable: boolean;
}

/** One property of an object. */
export interface PropertyModel {
  readonly name: string;
  readonly isRequired: boolean;
  readonly field: FieldModel;
}

/** One of several shapes that a value may have. */
export interface BranchModel {
  readonly label: string;
  readonly field: FieldModel;
}

/** A JSON Schema as a form shows it. */
export type FieldModel = FieldHeader &
  (
    | {
        readonly kind: "text";
        readonly format: string | undefined;
        /** Whether it may run over several lines. */
        readonly isLong: boolean;
        readonly minLength: number | undefined;
        readonly maxLength: number | undefined;
        readonly pattern: string | undefined;
        /** Values that are often meant. */
        readonly examples: readonly string[];
      }
    | {
        readonly kind: "number";
        readonly isWhole: boolean;
        readonly minimum: number | undefined;
        readonly maximum: number | undefined;
        /** Bounds that the number must stay within, without reaching them. */
        readonly above: number | undefined;
        readonly below: number | undefined;
      }
    | { readonly kind: "boolean" }
    | { readonly kind: "choice"; readonly options: readonly unknown[] }
    | { readonly kind: "constant"; readonly value: unknown }
    | { readonly kind: "object"; readonly properties: readonly PropertyModel[]; readonly isClosed: boolean }
    | {
        readonly kind: "list";
        readonly item: FieldModel;
        readonly minItems: number | undefined;
        readonly maxItems: number | undefined;
      }
    | { readonly kind: "union"; readonly branches: readonly BranchModel[] }
    /** What a form cannot show: written as JSON. */
    | { readonly kind: "json" }
  );
