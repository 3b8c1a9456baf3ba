import type { Cell } from "../grid.ts";
import { readWords } from "../names.ts";
import type { Scalar } from "../schema/shape.ts";
import { type Coercion, type Customs, read, refuse } from "./coercion.ts";
import { readBoolean } from "./read-boolean.ts";
import { readDate } from "./read-date.ts";
import { readNumber } from "./read-number.ts";

const addressFormats = new Set(["uri", "url", "uri-reference", "iri"]);
const pictureWords = new Set([
  "image",
  "img",
  "picture",
  "photo",
  "thumbnail",
  "src",
  "icon",
  "logo",
  "avatar",
]);

export const isAddress = ({ format }: Scalar): boolean => format !== undefined && addressFormats.has(format);
export const isPicture = (property: string): boolean =>
  readWords(property).some((word) => pictureWords.has(word));

/** Whether a cell says nothing: it is empty, or holds what people write into cells that are. */
export function isEmpty(cell: Cell, shape: Scalar): boolean {
  if (cell.checked !== undefined && shape.kind === "boolean") return false;
  if (isAddress(shape) && (cell.href ?? cell.src) !== undefined) return false;
  const text = cell.text.trim();
  const isPlainText = (shape.kind === "string" || shape.kind === "any") && !shape.isNullable;
  return text === "" || (!isPlainText && /^(?:[-–—]{1,3}|n\/?a|null|none|\.{3}|…)$/i.test(text));
}

/** Reads a cell that is not empty as what a schema asks for. */
export function readValue(cell: Cell, shape: Scalar, property: string, customs: Customs): Coercion {
  if (shape.values !== undefined) return readChoice(cell.text, shape.values, customs);
  switch (shape.kind) {
    case "number":
      return readNumber(cell.standing ?? cell.text, customs);
    case "integer": {
      const number = readNumber(cell.standing ?? cell.text, customs);
      return number.isRead && !Number.isSafeInteger(number.value) ? refuse("is no whole number") : number;
    }
    case "boolean":
      return readBoolean(cell.text, cell.checked, property);
    case "any":
      return read(cell.text);
    case "string":
      return readText(cell, shape, property, customs);
  }
}

function readText(cell: Cell, shape: Scalar, property: string, customs: Customs): Coercion {
  const { format } = shape;
  if (isAddress(shape)) {
    const own = /^https?:\/\/\S+$/i.test(cell.text) ? cell.text : undefined;
    const address = isPicture(property) ? (cell.src ?? cell.href) : (cell.href ?? own ?? cell.src);
    return address === undefined ? refuse("holds no link") : read(address);
  }
  if (format === "email") {
    const mail = /^mailto:([^?]+)/.exec(cell.href ?? "")?.[1];
    return read(cell.text.includes("@") || mail === undefined ? cell.text : mail);
  }
  if (format === "date" || format === "date-time") {
    const own = cell.datetime === undefined ? undefined : readDate(cell.datetime, format, customs);
    return own?.isRead === true ? own : readDate(cell.text, format, customs);
  }
  return read(cell.text);
}

function readChoice(
  text: string,
  values: readonly (string | number | boolean)[],
  customs: Customs,
): Coercion {
  const folded = text.trim().toLowerCase();
  const words = readWords(text).join(" ");
  const exact = values.filter((value) => String(value).toLowerCase() === folded);
  const number = readNumber(text, customs);
  const like = values.filter(
    (value) =>
      (typeof value === "string" && words !== "" && readWords(value).join(" ") === words) ||
      (typeof value === "number" && number.isRead && number.value === value),
  );
  const found = exact.length > 0 ? exact : like;
  const shown = values.slice(0, 8).map((value) => JSON.stringify(value));
  return found.length === 1 ? read(found[0]) : refuse(`is none of ${shown.join(", ")}`);
}
