const ones = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];
const tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ordinalOnes = [
  "zeroth",
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
  "eleventh",
  "twelfth",
  "thirteenth",
  "fourteenth",
  "fifteenth",
  "sixteenth",
  "seventeenth",
  "eighteenth",
  "nineteenth",
  "twentieth",
];

const cardinals = new Map<string, number>(ones.map((word, value) => [word, value]));
const ordinals = new Map<string, number>(ordinalOnes.map((word, value) => [word, value]));
tens.forEach((ten, index) => {
  const value = (index + 2) * 10;
  cardinals.set(ten, value);
  for (let one = 1; one <= 9; one += 1) {
    cardinals.set(`${ten}-${ones[one]}`, value + one);
    ordinals.set(`${ten}-${ordinalOnes[one]}`, value + one);
  }
});
cardinals.set("hundred", 100);
cardinals.set("dozen", 12);
ordinals.set("last", -1);
ordinals.set("final", -1);
ordinals.set("bottommost", -1);
ordinals.set("penultimate", -2);
ordinals.set("next-to-last", -2);
ordinals.set("second-to-last", -2);
ordinals.set("third-to-last", -3);
ordinals.set("topmost", 1);

/** A number in digits or in words, with an optional currency sign: "7", "1,250.50", "$40", "seven". */
export function readNumber(word: string): number | undefined {
  const lower = word.toLowerCase();
  const inWords = cardinals.get(lower);
  if (inWords !== undefined) return inWords;
  if (lower.length > 24 || !/^[$€£#]?[-+]?\d/.test(lower)) return undefined;
  const digits = lower.replace(/^[$€£#]/, "").replace(/(?:%|€|£|px)$/, "");
  if (!/^[-+]?\d{1,15}(?:\.\d{1,9})?$|^[-+]?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?$/.test(digits))
    return undefined;
  return Number(digits.replaceAll(",", ""));
}

/** "first" and "1st" are 1, "last" is -1, "second-to-last" is -2. */
export function readOrdinal(word: string): number | undefined {
  const lower = word.toLowerCase();
  const inWords = ordinals.get(lower);
  if (inWords !== undefined) return inWords;
  const digits = /^(\d{1,4})(?:st|nd|rd|th)$/.exec(lower)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
