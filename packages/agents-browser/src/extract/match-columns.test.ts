import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchColumns } from "./match-columns.ts";
import { compareNames, readWords } from "./names.ts";

const match = (properties: readonly (string | readonly [string, string])[], headers: readonly string[]) => {
  const wanted = properties.map((one) =>
    typeof one === "string" ? { property: one, synonyms: [] } : { property: one[0], synonyms: [one[1]] },
  );
  const { columns, ambiguous, missing } = matchColumns(
    wanted,
    headers.map((name) => ({ names: [name], weight: 1 })),
  );
  return {
    found: Object.fromEntries([...columns].map(([name, { column }]) => [name, headers[column]])),
    ambiguous: [...ambiguous.keys()],
    missing,
  };
};

describe("`matchColumns`", () => {
  test("finds names however they are written, and by title and description", () => {
    const headers = [
      "Unit Price:",
      "E-mail",
      "Order No.",
      "Müşteri",
      "In stock?",
      "Categories",
      "Qty",
      "VAT %",
    ];
    expect(
      match(
        [
          "unitPrice",
          "email",
          "order_number",
          "musteri",
          "inStock",
          "category",
          "quantity",
          ["tax", "VAT percent"],
        ],
        headers,
      ).found,
    ).toEqual({
      unitPrice: "Unit Price:",
      email: "E-mail",
      order_number: "Order No.",
      musteri: "Müşteri",
      inStock: "In stock?",
      category: "Categories",
      quantity: "Qty",
      tax: "VAT %",
    });
  });

  test("prefers the exact name, then what a compound is", () => {
    expect(match(["price", "unitPrice"], ["Unit price", "Price"]).found).toEqual({
      price: "Price",
      unitPrice: "Unit price",
    });
    expect(match(["total"], ["Total items", "Order total"]).found).toEqual({ total: "Order total" });
  });

  test("takes nothing when several fit alike", () => {
    expect(match(["date"], ["Order date", "Due date"])).toEqual({
      found: {},
      ambiguous: ["date"],
      missing: [],
    });
    expect(match(["name"], ["Name", "Name"])).toEqual({ found: {}, ambiguous: ["name"], missing: [] });
    expect(match(["netPrice", "grossPrice"], ["Price"]).ambiguous).toEqual(["netPrice", "grossPrice"]);
    expect(match(["price", "id"], ["Paid", "Cost"])).toEqual({
      found: {},
      ambiguous: [],
      missing: ["price", "id"],
    });
  });

  test("is not led astray by names of what every object has", () => {
    expect(match(["__proto__", "constructor", "toString"], ["constructor", "__proto__"])).toMatchObject({
      missing: ["toString"],
    });
  });

  const word = fc.stringMatching(/^[a-z]{4,8}$/).filter((one) => !one.endsWith("s"));
  const name = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });
  const spellings: readonly ((words: readonly string[]) => string)[] = [
    (words) => words.join(" "),
    (words) => words.join("_").toUpperCase(),
    (words) => words.map((one) => one[0].toUpperCase() + one.slice(1)).join(""),
    (words) => `${words.join("-")}:`,
    (words) => ` ${words.join("  ")} ▲`,
  ];
  test("finds any name in any spelling among others, and gives no column twice", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 6, selector: (words) => words.join("") }),
        fc.array(fc.nat(4), { minLength: 6, maxLength: 6 }),
        (names, picks) => {
          const properties = names.map((words) =>
            words.map((one, index) => (index === 0 ? one : one[0].toUpperCase() + one.slice(1))).join(""),
          );
          const headers = names.map((words, index) => spellings[picks[index]](words)).toReversed();
          const { found } = match(properties, headers);
          expect(properties.map((property) => found[property])).toEqual(headers.toReversed());
        },
      ),
    );
  });

  test("ends well on any names at all", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { maxLength: 8 }),
        fc.array(fc.string({ unit: "grapheme" }), { maxLength: 8 }),
        (properties, headers) => {
          const { columns, ambiguous, missing } = matchColumns(
            properties.map((property) => ({ property, synonyms: [] })),
            headers.map((header) => ({ names: [header], weight: 1 })),
          );
          const taken = [...columns.values()].map(({ column }) => column);
          expect(new Set(taken).size).toBe(taken.length);
          expect(columns.size + ambiguous.size + missing.length).toBe(properties.length);
        },
      ),
    );
  });
});

test("`compareNames` is the same both ways, and 1 for equal words only", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const [left, right] = [readWords(one), readWords(other)];
      expect(compareNames(left, right)).toBe(compareNames(right, left));
      expect(compareNames(left, left)).toBe(left.length === 0 ? 0 : 1);
    }),
    { examples: [["U u", "U 0"]] },
  );
});
