/** Words that lead into a request and say nothing about the page; longest first is not needed, all are tried. */
const phrases = (
  "please|kindly|make sure|make sure that|remind me to|i also want to|i also need to|also make sure|you can|it is necessary to|i want to know|i would like to know|i'd like to know|i need to know|do you know|let me know|can you|could you|would you|will you|can you please|could you please|would you please|i want you to|i want to|" +
  "i need you to|i need to|i would like you to|i would like to|i'd like you to|i'd like to|i'd like|go ahead and|go ahead|now|then|next|" +
  "after that|afterwards|finally|lastly|also|first|first of all|to begin|to start|make sure to|make sure you|make sure that you|be sure to|try to|let's|let us|" +
  "let me|help me|help me to|your task is to|your goal is to|your job is to|you should|you need to|you must|you have to|the goal is to|the task is to|the user wants to|we need to|" +
  "just|simply|quickly|again|immediately|once more|subsequently|and|so|ok|okay|hi|hello|hey|remember to|don't forget to|do not forget to|in order to|" +
  "step 1|step 2|step 3|step 4|step 5|step 6|step 7|step 8|step 9|in the end|at the end|proceed to|continue to|if you can|if possible|" +
  "you are asked to|feel free to|begin by|start by|start with|finish by|end by|use your mouse to|second|secondly|firstly|third|thirdly|to do so|to do this|i command you to|automatically|carefully|manually"
).split("|");

const known = new Set(phrases);
const longest = Math.max(...phrases.map((phrase) => phrase.split(" ").length));

/** How many of the leading words are such a phrase; 0 for none. */
export function countFillerWords(words: readonly string[]): number {
  for (let count = Math.min(longest, words.length); count > 0; count -= 1) {
    if (known.has(words.slice(0, count).join(" "))) return count;
  }
  return 0;
}

export const articles: ReadonlySet<string> = new Set([
  "the",
  "a",
  "an",
  "my",
  "your",
  "his",
  "her",
  "its",
  "their",
  "our",
  "any",
  "some",
  "this",
  "that",
  "these",
  "those",
]);

export const pronouns: ReadonlySet<string> = new Set([
  "it",
  "them",
  "that",
  "this",
  "these",
  "those",
  "one",
  "him",
  "her",
  "they",
  "he",
  "she",
]);

/** Words between two clauses: "and then", ", finally". */
export const connectors: ReadonlySet<string> = new Set([
  "and",
  "then",
  "also",
  "next",
  "finally",
  "lastly",
  "afterwards",
  "afterward",
  "subsequently",
  "now",
  "please",
  "but",
  "before",
  "immediately",
  "simply",
  "just",
  "again",
  ",",
  "&",
  "–",
  "—",
  "->",
  "→",
  "-",
  "later",
  "to",
  "thereafter",
  "followed",
]);

/** Words of courtesy at the end of a request. */
export const courtesies: ReadonlySet<string> = new Set([
  "please",
  "thanks",
  "thank you",
  "asap",
  "for me",
  "right now",
  "if you can",
  "if possible",
  "okay",
]);
