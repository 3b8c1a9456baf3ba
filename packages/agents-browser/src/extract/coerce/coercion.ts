/** What a text was read as, or why it cannot be. */
export type Coercion<Value = unknown> =
  | { readonly isRead: true; readonly value: Value }
  | { readonly isRead: false; readonly problem: string };

/** What is known of how a column writes its values. */
export interface Customs {
  /** Such as "de" or "en-GB"; empty when the page says nothing. */
  readonly language: string;
  /** The decimal separator that other values of the column show. */
  readonly decimal?: "." | "," | undefined;
  /** What other dates of the column show to come first. */
  readonly dateOrder?: "day" | "month" | undefined;
}

export const read = <Value>(value: Value): Coercion<Value> => ({ isRead: true, value });
export const refuse = (problem: string): Coercion<never> => ({ isRead: false, problem });
