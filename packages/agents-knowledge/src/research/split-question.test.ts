import fc from "fast-check";
import { expect, test } from "vitest";
import { splitQuestion } from "./split-question.ts";

const split = (text: string): string[] => splitQuestion(text).parts.map(({ question }) => question);

test.each([
  ["React vs Vue", ["What is React?", "What is Vue?"]],
  ["Compare React with Vue", ["What is React?", "What is Vue?"]],
  [
    "Can you compare vector databases and search engines?",
    ["What are vector databases?", "What are search engines?"],
  ],
  [
    "What are the main differences between zod, yup and valibot?",
    ["What is zod?", "What is yup?", "What is valibot?"],
  ],
  ["How does esbuild compare to rollup?", ["What is esbuild?", "What is rollup?"]],
  ["How do TCP and UDP differ?", ["What is TCP?", "What is UDP?"]],
  ["Which is better, Jira or Linear?", ["What is Jira?", "What is Linear?"]],
  ["Is esbuild better than rollup?", ["What is esbuild?", "What is rollup?"]],
  [
    "Compare the licence of fastq and p-queue",
    ["What is the licence of fastq?", "What is the licence of p-queue?"],
  ],
  ["Compare life in Rome and life in Greece", ["What is life in Rome?", "What is life in Greece?"]],
  ["React versus Vue performance", ["What is the performance of React?", "What is the performance of Vue?"]],
  ["Should we choose playwright over puppeteer?", ["What is playwright?", "What is puppeteer?"]],
  ["Should I use zod instead of yup", ["What is zod?", "What is yup?"]],
  [
    "what's better for a monorepo, turborepo or pnpm workspaces",
    ["What about turborepo for a monorepo?", "What about pnpm workspaces for a monorepo?"],
  ],
  [
    "Can you please compare Express and Fastify in speed and plugins?",
    ["What about Express in speed and plugins?", "What about Fastify in speed and plugins?"],
  ],
  [
    "pros and cons of zod vs valibot",
    [
      "What are the advantages and disadvantages of zod?",
      "What are the advantages and disadvantages of valibot?",
    ],
  ],
])("`splitQuestion` asks about each side of the comparison %j", (text, questions) => {
  expect(split(text)).toEqual(questions);
});

test("`splitQuestion` keeps a comparison's purpose, and says how to ask without it", () => {
  expect(splitQuestion("Compare React and Vue for dashboards").parts).toEqual([
    { question: "What about React for dashboards?", general: "What is React?", subject: "React" },
    { question: "What about Vue for dashboards?", general: "What is Vue?", subject: "Vue" },
  ]);
  expect(split("Should I use Postgres or MySQL for analytics?")[1]).toBe("What about MySQL for analytics?");
  expect(split("Compare the speed of React and Vue on phones")[1]).toBe(
    "What is the speed of Vue on phones?",
  );
});

test.each([
  ["FastAPI, Flask and Django", ["What is FastAPI?", "What is Flask?", "What is Django?"]],
  ["Please research FastAPI and Django", ["What is FastAPI?", "What is Django?"]],
  [
    "Explain supply chains, demand curves and price floors",
    ["What are supply chains?", "What are demand curves?", "What are price floors?"],
  ],
  ["zod, yup, valibot", ["What is zod?", "What is yup?", "What is valibot?"]],
])("`splitQuestion` asks about each item of the list %j", (text, questions) => {
  expect(split(text)).toEqual(questions);
});

test.each([
  ["What is zod and how does it validate?", ["What is zod?", "How does zod validate?"]],
  ["Is zod fast and does it support async?", ["Is zod fast?", "Does zod support async?"]],
  ["Who wrote Hamlet and when was it written?", ["Who wrote Hamlet?", "When was Hamlet written?"]],
  [
    "What are vector databases, how do they work and why are they used?",
    ["What are vector databases?", "How do vector databases work?", "Why are vector databases used?"],
  ],
  [
    "Who was Marie Curie and what was her discovery?",
    ["Who was Marie Curie?", "What was Marie Curie’s discovery?"],
  ],
  [
    "How tall is the Eiffel Tower and who designed it?",
    ["How tall is the Eiffel Tower?", "Who designed the Eiffel Tower?"],
  ],
  ["Explain BM25 and how does it rank passages?", ["What is BM25?", "How does BM25 rank passages?"]],
  [
    "why is tsup deprecated and what should I use instead?",
    ["Why is tsup deprecated?", "What should I use instead of tsup?"],
  ],
  [
    "List the features of fast-check, explain shrinking and show how to write an arbitrary",
    ["The features of fast-check", "What is shrinking?", "Show how to write an arbitrary"],
  ],
])("`splitQuestion` takes clauses apart and resolves their pronouns in %j", (text, questions) => {
  expect(split(text)).toEqual(questions);
});

test.each([
  ["What is zod? How does it validate? Why?", ["What is zod?", "How does zod validate?"]],
  ["We run Node 22. What is undici? And is it fast?", ["What is undici?", "Is undici fast?"]],
  ["1. Where is Oslo?\n2. Where is Rome?", ["Where is Oslo?", "Where is Rome?"]],
])("`splitQuestion` asks each question of %j", (text, questions) => {
  expect(split(text)).toEqual(questions);
});

test.each(["pros and cons of BullMQ", "What are the advantages and drawbacks of using BullMQ?"])(
  "`splitQuestion` asks what speaks for and against in %j",
  (text) => {
    expect(split(text)).toEqual([
      "What is BullMQ?",
      "What are the advantages of BullMQ?",
      "What are the disadvantages of BullMQ?",
    ]);
  },
);

test.each([
  ["Hi! Can you help me understand what zod does?", ["What zod does?"]],
  ["Hello, could you please explain fastq?", ["What is fastq?"]],
  ["I'd like to know how zod works", ["How zod works"]],
  ["Please compare React and Vue", ["What is React?", "What is Vue?"]],
])("`splitQuestion` leaves out what only politeness says in %j", (text, questions) => {
  expect(split(text)).toEqual(questions);
});

test("`splitQuestion` takes the lines of a list, and what belongs to the first of several", () => {
  expect(split("Please answer:\n1. Explain p-queue\n2. Explain fastq\n3. Tell me what it costs")).toEqual([
    "What is p-queue?",
    "What is fastq?",
    "Tell me what p-queue costs",
  ]);
  expect(split("Tell me about undici, its connection pooling and its timeouts.")).toEqual([
    "What is undici?",
    "What is the connection pooling of undici?",
    "What are the timeouts of undici?",
  ]);
  expect(splitQuestion("Summarize the changes in vitest 5").parts).toEqual([
    { question: "The changes in vitest 5" },
  ]);
});

const ordinary = [
  "What are the pros of zod?",
  "Does it cost more instead?",
  "Show Alice and Bob",
  "Hello world programs",
  "Know your enemy",
  "Can you swim?",
  "- one thing",
  "What year did France and Spain sign the treaty?",
  "Who wrote Romeo and Juliet?",
  "What are the causes and effects of inflation?",
  "Which team played in 2010 and 2014?",
  "Is it safe to mix bleach and ammonia?",
  "How do bread and butter go together?",
  "What do lions and tigers eat?",
  "Does zod support objects, arrays and unions?",
  "What is the distance between Paris and London?",
  "When violence is used, what is civil disobedience called?",
  "What is the name of the coach, who was hired after John Fox?",
  "What happened when Napoleon invaded Russia and when did he retreat?",
  "What is the difference between what is said and what is meant?",
  "How do I know what is safe and what is not?",
  "Did he win or lose?",
  "When did the war begin and end?",
  "Who was the king of England and Scotland in 1603?",
  "Which team won in 2010 and who was its captain?",
  "What was decided in Brown vs Board of Education?",
  "What does 'How is it? and who is it?' quote?",
  'Who said "Is it art? And is it good?" first?',
  "What is R&D?",
  "search and rescue",
  "War and Peace",
  "Explain Romeo and Juliet",
  "Paris, France",
  "Springfield, IL",
  "Black and white photography",
  "In 1990, the city grew, and people left",
  "The ferry leaves at noon and carries 120 passengers.",
  "Where can I read about cats and dogs and what they eat?",
  "Should we use a cache?",
  "Is Everest higher than K2?",
  "When do backups run?",
  "fastq",
  "How do private schools in Ireland differ from most?",
  "Why?",
];

test.each(ordinary)("`splitQuestion` leaves %j one question", (text) => {
  expect(splitQuestion(text)).toEqual({ parts: [{ question: text }], leftOut: 0 });
});

test("`splitQuestion` gives six parts at most and counts what it leaves out", () => {
  const { parts, leftOut } = splitQuestion("A1, B2, C3, D4, E5, F6, G7 and H8");
  expect(parts).toHaveLength(6);
  expect(leftOut).toBe(2);
});

test.each([
  "?",
  "a? ",
  "and ",
  "a, ",
  "x vs ",
  '"',
  "(",
  " ",
  "\n",
  "how is it and ",
  "compare a and ",
  "what is ",
])("`splitQuestion` looks at most at each place of a hostile text once: %j", (piece) => {
  // Ten thousand characters are the most a task may hold; a quadratic reading would take minutes for these.
  expect(splitQuestion(piece.repeat(Math.ceil(200_000 / piece.length))).parts.length).toBeLessThanOrEqual(6);
});

test("`splitQuestion` gives one to six questions that are not empty for any text, the same each time", () => {
  const words = fc.constantFrom(
    "compare",
    "A",
    "Vue",
    "and",
    "or",
    ",",
    "?",
    "how",
    "is",
    "it",
    "vs",
    "of",
    "for",
    "what",
    '"',
    "the",
    "\n",
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 30 }).map((list) => list.join(" ")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { parts } = splitQuestion(text);
      expect(parts.length).toBeGreaterThanOrEqual(1);
      expect(parts.length).toBeLessThanOrEqual(6);
      if (parts.length > 1)
        for (const { question } of parts) expect(question.trim().length).toBeGreaterThan(2);
      expect(splitQuestion(text)).toEqual(splitQuestion(text));
    }),
  );
});
