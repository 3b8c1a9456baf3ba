import type { StandardSchemaV1 } from "@convoke/core";

/** A schema that takes the text or number of at most `maximum` and gives a number; it answers later, as schemas may. */
export function createNumberSchema(maximum: number): StandardSchemaV1<unknown, number> {
  return {
    "~standard": {
      version: 1,
      vendor: "convoke-conformance",
      async validate(value) {
        const number = typeof value === "string" || typeof value === "number" ? Number(value) : Number.NaN;
        return number <= maximum
          ? { value: number }
          : { issues: [{ message: `expected a number up to ${maximum}` }] };
      },
    },
  };
}
