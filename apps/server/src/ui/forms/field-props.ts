import type { ReactNode } from "react";
import type { FieldModel } from "./field-model.ts";

/** What every field of a form is given. */
export interface FieldProps<Field extends FieldModel = FieldModel> {
  readonly field: Field;
  readonly label: string;
  readonly value: unknown;
  /** `undefined` for nothing. */
  readonly onChange: (value: unknown) => void;
  /** Keys and positions on the way from the request to here. */
  readonly path: readonly string[];
  readonly isRequired: boolean;
  readonly isLabelHidden?: boolean;
  /** Shows optional parts at once, not only when they are added. */
  readonly showsAll?: boolean;
}

/** Shows a field of any kind: given to those that hold others. */
export type ShowField = (props: FieldProps & { readonly key?: string }) => ReactNode;
