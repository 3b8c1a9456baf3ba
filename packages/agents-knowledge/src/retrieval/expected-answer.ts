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

/** True when a word is of the kind that is asked for; `isFirst` when it opens its sentence. */
export function isExpected(expected: ExpectedAnswer, word: string, isFirst: boolean): boolean {
  const code = word.charCodeAt(0);
  const isDigit = code >= 48 && code <= 57;
  switch (expected) {
    case "number":
      return isDigit || numerals.has(word.toLowerCase());
    case "time":
      return isDigit
        ? /^(?:1\d{3}|20\d\d)s?$/.test(word)
        : code >= 65 && code <= 90 && times.has(word.toLowerCase());
    case "name":
      return !isFirst && word.length > 1 && /^\p{Lu}/u.test(word);
    case undefined:
      return false;
  }
}
