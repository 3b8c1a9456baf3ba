/** What kind of thing a question asks for: a number, a time, or a name of someone or of some place. */
export type ExpectedAnswer = "number" | "time" | "name" | undefined;

const number =
  /\b(?:how (?:many|much|long|old|far|fast|often|large|big|tall|high|deep|wide|heavy)|(?:what|which) (?:percentage|percent|number|amount|version)|how \w{1,20} percent)\b/i;
const time = /\b(?:when|(?:what|which) (?:date|day|month|year|century|decade|time))\b/i;
const name =
  /\b(?:who|whom|whose|where|(?:what|which) (?:city|country|state|place|region|town|location|person|company|team))\b/i;

/** Reads from the question word what kind of thing is asked for; most questions leave it open. */
export function findExpectedAnswer(question: string): ExpectedAnswer {
  if (number.test(question)) return "number";
  if (time.test(question)) return "time";
  return name.test(question) ? "name" : undefined;
}

const capital = /\p{Lu}/u;
const year = /^(?:1\d{3}|20\d\d)s?$/;
const numerals = new Set(
  "two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty hundred thousand million millions billion billions dozen half once twice".split(
    " ",
  ),
);
const times = new Set(
  "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday century".split(
    " ",
  ),
);

/** True when a word of `text` is of the kind that is asked for; `isFirst` when it opens its sentence. */
export function isExpected(
  expected: ExpectedAnswer,
  text: string,
  start: number,
  end: number,
  isFirst: boolean,
): boolean {
  const code = text.charCodeAt(start);
  const isDigit = code >= 48 && code <= 57;
  const isCapital = (code >= 65 && code <= 90) || (code >= 0xc0 && capital.test(text[start]));
  switch (expected) {
    case "number":
      return isDigit || numerals.has(text.slice(start, end).toLowerCase());
    case "time":
      return isDigit
        ? year.test(text.slice(start, end))
        : isCapital && times.has(text.slice(start, end).toLowerCase());
    case "name":
      return isCapital && !isFirst && end - start > 1;
    case undefined:
      return false;
  }
}
