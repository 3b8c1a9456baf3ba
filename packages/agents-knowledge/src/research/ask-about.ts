import type { Subjects } from "./read-subjects.ts";
import type { SubQuestion } from "./split-question.ts";

/** One question about each of several subjects. */
export function askAbout({ subjects, aspect, purpose }: Subjects): SubQuestion[] {
  return subjects.map((subject) => {
    const general =
      aspect === undefined ? ask(subject) : `What ${findVerb(aspect)} the ${aspect} of ${subject}?`;
    if (purpose === undefined) return { question: general, subject };
    // Words that are searched for are those of the question only; "offer" or "suit" would have to be found, too.
    const question =
      aspect === undefined
        ? `What about ${subject} ${purpose}?`
        : `What ${findVerb(aspect)} the ${aspect} of ${subject} ${purpose}?`;
    return { question, general, subject };
  });
}

function ask(subject: string): string {
  return `What ${findVerb(subject)} ${subject}?`;
}

/** "are" for a plural in small letters without an article. */
function findVerb(phrase: string): "is" | "are" {
  const last =
    phrase
      .split(/ (?:in|of|for|on|at|by|with|to) /)[0]
      .split(" ")
      .at(-1) ?? "";
  return /^\p{Ll}+[^aiosu]s$/u.test(last) && !/^an?\s/i.test(phrase) ? "are" : "is";
}
