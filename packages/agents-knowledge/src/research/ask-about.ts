import type { Subjects } from "./read-subjects.ts";
import type { SubQuestion } from "./sub-question.ts";

/** One question about each of several subjects. */
export function askAbout({ subjects, aspect, purpose }: Subjects): SubQuestion[] {
  const [first] = subjects;
  return subjects.map((subject, at) => {
    // "undici and its timeouts": the second is the first's.
    const own = at === 0 ? undefined : /^(?:its|their|his|her)\s+(\S.*)$/i.exec(subject)?.[1];
    if (own !== undefined)
      return { question: `What ${findVerb(own)} the ${own} of ${first}?`, subject: first };
    const general =
      aspect === undefined ? ask(subject) : `What ${findVerb(aspect)} the ${aspect} of ${subject}?`;
    if (purpose === undefined)
      return { question: general, ...(aspect !== undefined && { general: ask(subject) }), subject };
    // Words that are searched for are those of the question only; "offer" or "suit" would have to be found, too.
    const question =
      aspect === undefined
        ? `What about ${subject} ${purpose}?`
        : `What ${findVerb(aspect)} the ${aspect} of ${subject} ${purpose}?`;
    return { question, general, subject };
  });
}

/** What something is, and what speaks for and against it; for several, both sides of each at once. */
export function askToWeigh(subjects: readonly string[]): SubQuestion[] {
  const [subject] = subjects;
  if (subjects.length > 1) return askAbout({ subjects, aspect: "advantages and disadvantages" });
  return [
    { question: ask(subject), subject },
    { question: `What are the advantages of ${subject}?`, subject },
    { question: `What are the disadvantages of ${subject}?`, subject },
  ];
}

/** What something is. */
export function ask(subject: string): string {
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
