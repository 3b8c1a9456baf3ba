import { type Coercion, type Customs, read, refuse } from "./coercion.ts";

const longestNumber = 200;
const commaLanguages = new Set(
  "de fr es it pt nl da sv nb nn no fi pl cs sk sl hr sr hu ro bg ru uk tr el id vi lt lv et is ca".split(
    " ",
  ),
);
const pointRegions = /^(?:de-(?:CH|LI)|es-(?:MX|US|PR|GT|HN|NI|PA|PE|SV|DO)|it-CH)$/i;

/** What a language writes before decimals; a page that names none is taken as English. */
function decimalOf(language: string): "." | "," {
  if (pointRegions.test(language)) return ".";
  return commaLanguages.has(language.toLowerCase().split("-")[0]) ? "," : ".";
}

/** The one run of digits and separators, with what stands before and after it. */
const run = /^([^\d]*?)([-−–+]?)(\d[\d.,'’]*(?:[\s\u00a0\u202f]\d{3}(?![\d])[\d.,]*)*)(.*)$/su;
const multipliers: readonly (readonly [RegExp, number])[] = [
  [/^(?:k|K|\s?thousand)\b/u, 1e3],
  [/^(?:M|\s?(?:million|mio\.?|mn))(?![\p{L}])/iu, 1e6],
  [/^(?:bn|B|\s?billion|\s?mrd\.?)(?![\p{L}])/u, 1e9],
];

/** Which decimal separator a text shows beyond doubt; for gathering what a column's customs are. */
export function showsDecimal(text: string): "." | "," | undefined {
  const digits = run.exec(text.slice(0, longestNumber).trim())?.[3] ?? "";
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  if (last < 0) return undefined;
  const mark = digits[last] as "." | ",";
  const other = mark === "." ? "," : ".";
  const tail = digits.length - last - 1;
  if (digits.includes(other)) return mark;
  if (digits.indexOf(mark) < last) return other;
  return tail === 3 ? undefined : tail === 0 ? undefined : mark;
}

/**
 * Reads the one number in a text: with a currency, a unit, or a percent sign beside it (12 % is 12); negative with a
 * minus before or after it, or in parentheses. "1,234" and "1.234" are read by the column's or the language's customs.
 */
export function readNumber(text: string, customs: Customs): Coercion<number> {
  const trimmed = text.replaceAll(/[\u200e\u200f\u061c]/g, "").trim();
  if (trimmed.length > longestNumber) return refuse("is too long for a number");
  const found = run.exec(trimmed);
  if (found === null) return refuse("holds no number");
  const [, before, sign, written, after] = found;
  if (/\d/.test(after.replace(/^e[+-]?\d{1,3}(?!\d)/i, "").replace(/^\s?(?:m|cm|km|ft|in)[23²³]/, "")))
    return refuse("holds more than one number");
  // "H2O" and "2nd" hold digits and are no amounts; "EUR12" is one.
  if (/\p{L}$/u.test(before) && !/(?:^|[^\p{L}])\p{Lu}{2,3}$/u.test(before))
    return refuse("has its number inside a word");
  if (/^(?:st|nd|rd|th)\b/i.test(after)) return refuse("holds an ordinal, not a number");
  const digits = toDigits(written.replace(/[.,'’]+$/, ""), customs);
  if (!digits.isRead) return digits;
  const exponent = /^e([+-]?\d{1,3})(?!\d)/i.exec(after)?.[1] ?? "0";
  const isMoney = /[\p{Sc}]/u.test(trimmed);
  const factor = after === "" ? 1 : (multipliers.find(([pattern]) => pattern.test(after))?.[1] ?? 1);
  if (/^m\b/.test(after) && !isMoney && factor === 1e6)
    return finish(Number(digits.value), 1, exponent, false);
  const prefix = before + sign;
  const isCurrency = /(?:^|[^\p{L}])\p{Lu}{2,3}$/u.test(before);
  if (sign !== "" && /\p{L}$/u.test(before) && !(isCurrency && before.length <= 3))
    return refuse("has its number inside a word");
  // A dash between words and a number is none of the number's: "Total - 5", but "Total -5" and "- 5".
  const minus = /(^|[\s:(=]|\p{Sc}|^\p{Lu}{3})[-−–](\s*)(?:\p{L}{0,3}\p{Sc}|\p{Lu}{3})?\s*$/u.exec(prefix);
  const isNegative =
    (minus !== null && (minus[2] === "" || (minus.index === 0 && minus[1] === ""))) ||
    /^\s*\p{Sc}?\s*[-−]$/u.test(after) ||
    (/\(\s*[^()]*$/u.test(before) &&
      /^[^()]*\)/u.test(after) &&
      /^[\p{L}\p{Sc}\s(]*$/u.test(before) &&
      !/\p{L}\s*\(/u.test(before));
  return finish(Number(digits.value), factor, exponent, isNegative);
}

function finish(amount: number, factor: number, exponent: string, isNegative: boolean): Coercion<number> {
  // Times ten by the exponent of the text, so that no digits are made up: 1.1k is 1100, not 1100.0000000000002.
  const value = Number(`${amount}e${Math.log10(factor) + Number(exponent)}`);
  const plain = Number.isFinite(value) ? value : amount * factor;
  if (!Number.isFinite(plain)) return refuse("is too large for a number");
  return read(isNegative && plain !== 0 ? -plain : plain);
}

/** A written number with a point before decimals and nothing between thousands. */
function toDigits(written: string, { language, decimal }: Customs): Coercion<string> {
  const spaced = /[\s\u00a0\u202f'’]/u.test(written);
  const plain = written.replaceAll(/[\s\u00a0\u202f'’]/gu, "");
  if (spaced && !/^\d{1,3}(?:[\s\u00a0\u202f'’]\d{3})+(?:[.,]\d+)?$/u.test(written))
    return refuse("holds more than one number");
  const points = plain.split(".").length - 1;
  const commas = plain.split(",").length - 1;
  if (points === 0 && commas === 0) return read(plain);
  const mark = pickDecimal(plain, points, commas, spaced, decimal ?? decimalOf(language));
  const [whole, fraction, ...more] = mark === undefined ? [plain] : plain.split(mark);
  const grouped = mark === "." ? "," : mark === "," ? "." : points > 0 ? "." : ",";
  const isGrouped = whole.includes(grouped);
  const groups = whole.split(grouped);
  const isWell =
    !isGrouped ||
    (/^\d{1,3}$/.test(groups[0]) && groups.slice(1).every((group) => /^\d{3}$/.test(group))) ||
    (grouped === "," &&
      groups.at(-1)?.length === 3 &&
      groups.slice(1, -1).every((group) => group.length === 2) &&
      groups[0].length <= 2);
  if (!isWell || more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction)))
    return refuse("has separators that fit no number");
  return read(`${groups.join("")}${fraction === undefined ? "" : `.${fraction}`}`);
}

function pickDecimal(
  plain: string,
  points: number,
  commas: number,
  isSpaced: boolean,
  custom: "." | ",",
): "." | "," | undefined {
  if (points > 0 && commas > 0) return plain.lastIndexOf(".") > plain.lastIndexOf(",") ? "." : ",";
  const mark = points > 0 ? "." : ",";
  if (points + commas > 1) return undefined;
  const [whole, fraction] = plain.split(mark);
  if (isSpaced || fraction.length !== 3 || whole.length > 3 || whole.startsWith("0")) return mark;
  return mark === custom ? mark : undefined;
}
