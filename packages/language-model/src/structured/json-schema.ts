/** A JSON Schema as core's requests carry it. */
export type JsonSchema = Readonly<Record<string, unknown>>;
