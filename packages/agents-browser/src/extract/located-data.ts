/** Data as the schema asked for them, and where they stood. */
export interface LocatedData {
  readonly data: unknown;
  /** The caption or the CSS of the table, blocks or element. */
  readonly foundIn: string;
}
