import { describe, expect, test } from "vitest";
import { judgeSentence } from "./judge-sentence.ts";

function judge(
  claim: string,
  sentence: string,
  context: { headings?: string[]; before?: string; isHistory?: boolean } = {},
) {
  return judgeSentence(claim, sentence, { headings: [], isHistory: false, ...context }).stance;
}

describe("`judgeSentence` supports what stands there nearly word for word", () => {
  test.each([
    ["fastq is an in-memory work queue", "fastq is a fast, in memory work queue."],
    ["Vite requires Node.js 20", "Vite requires Node.js 20 or later."],
    ["Vite requires Node.js v20.19", "Vite requires Node.js v20.19."],
    [
      "The oil crisis began in October 1973",
      "The oil crisis began in October 1973 when OAPEC proclaimed an embargo.",
    ],
    ["The task list holds three items", "The task list holds 3 items."],
    ["zod has no dependencies", "Zod has no dependencies."],
    ["Vite requires Node.js 20", "Vite requires Node.js 20.19.0."],
    ["The server listens on port 80", "The server listens on ports 80 and 443."],
    ["The cache holds 10000 entries", "The cache holds 10,000 entries by design, of 1 KB each."],
    ["ufo was released on January 5, 2024", "ufo was released on 2024-01-05."],
    ["Backups start at 2:30", "Backups start at 02:30."],
    ["The limit is −20 degrees", "The limit is -20 degrees."],
  ])("%s ← %s", (claim, sentence) => {
    expect(judge(claim, sentence)).toBe("supports");
  });

  test("with the subject taken from the document's name", () => {
    expect(
      judge("zod has zero external dependencies", "Zero external dependencies", {
        headings: ["zod", "Features"],
      }),
    ).toBe("supports");
  });

  test("with the subject taken from the sentence before", () => {
    const before = "fastq is a work queue.";
    expect(judge("fastq is written in JavaScript", "It is written in JavaScript.", { before })).toBe(
      "supports",
    );
  });
});

describe("`judgeSentence` does not support what only sounds alike", () => {
  test.each([
    ["Rollup uses Vite", "Vite uses Rollup."],
    ["zod is slow", "zod is not slow."],
    ["zod is not slow", "zod is slow."],
    ["React is slow", "React is fast whereas Angular is slow."],
    ["zod supports dates", "zod will support dates in the next version."],
    ["zod supports dates", "zod might support dates."],
    ["All functions are async", "Some functions are async."],
    ["Functions are async", "Most functions are async."],
    ["Plugins run before tests", "Plugins run after tests."],
    ["Vite used Vitest", "Vite is used by Vitest."],
    ["zod is a validation library", "zod is a validation library generator."],
    ["React is fast on phones", "React Native is fast on phones."],
    ["zod is small", "The author of zod is small."],
    ["zod is fast", "Is zod fast?"],
    ["zod is fast", "If zod is fast, use it."],
    ["zod is maintained", "zod was maintained."],
    ["zod is safe", "It is a myth that zod is safe."],
    ["Job takes 3 seconds", "Job takes 3.5 seconds."],
    ["Job takes 5 ms", "Job takes up to 5 ms."],
    ["Ticket costs €5", "Ticket costs $5."],
    ["Python 3.12 is production-ready", "Python 3.11 is production-ready."],
    ["Tea", "Tea is hot."],
    ["The timeout is 60 seconds", "On Windows the timeout is 60 seconds."],
    ["Relay is a broker", "According to critics, Relay is a broker."],
    ["Relay is a broker", "Bob denied that Relay is a broker."],
    ["Relay is a broker", "Relay is a broker in name only."],
    ["Relay is a broker", "Relay is a broker, some argue."],
    ["The price is -$40", "The price is $40."],
    ["The limit is 500", "The limit is ~500."],
    ["The limit is 500", "The limit is 500+."],
    ["The limit is 500", "The limit is 500 or more."],
    ["The limit is 500", "The limit is 500, or 600 with a key."],
    ["The limit is 500", "The limit is 500 only for free users."],
    ["The limit is 500", "The limit is 500 for free users."],
    ["Elm is free", "Fans of Oak say that Elm is free."],
    ["Elm is free", "Elm is free when you are a student."],
    ["The office closes at 6 am", "The office closes at 6 pm."],
    ["Relay stores all messages on local disk", "Relay stores all messages n\u043et on local disk."],
    [
      "Relay speichert alle Nachrichten auf der Platte",
      "Relay speichert nicht alle Nachrichten auf der Platte.",
    ],
    ["Elm is free", "Elm is free of bugs."],
  ])("%s ← %s", (claim, sentence) => {
    expect(judge(claim, sentence)).toBe("neutral");
  });

  test("with a subject that a heading replaces", () => {
    expect(
      judge("zod has no dependencies", "No dependencies", { headings: ["zod", "Ecosystem", "valibot"] }),
    ).toBe("neutral");
  });

  test("with a negation that only the sentence before has", () => {
    expect(
      judge("It is not available in Node", "It is available in Node.", {
        before: "Not everything is ready.",
      }),
    ).toBe("neutral");
  });

  test("with the sentence naming a subject of its own", () => {
    expect(
      judge("zod has no dependencies", "Valibot: no dependencies", { headings: ["zod", "Features"] }),
    ).toBe("neutral");
  });
});

describe("`judgeSentence` refutes by another value in the same slot", () => {
  test.each([
    ["Vite requires Node.js 18", "Vite requires Node.js 20."],
    ["The oil crisis began in October 1974", "The oil crisis began in October 1973."],
    ["The list holds four items", "The list holds 3 items."],
    ["The agreement is signed in 1999", "The agreement is signed in 1989."],
    ["The export costs 7 %", "The export costs 5%."],
    ["The default timeout is 30 seconds", "The default timeout is 60 seconds."],
  ])("%s ← %s", (claim, sentence) => {
    expect(judge(claim, sentence)).toBe("refutes");
  });

  test("with the subject taken from the document's name", () => {
    expect(
      judge("zod has 3 external dependencies", "Zero external dependencies", {
        headings: ["zod", "Features"],
      }),
    ).toBe("refutes");
  });
});

describe("`judgeSentence` refutes a time or a date that there is one of", () => {
  test.each([
    ["The company was founded in 1999 by two engineers", "The company was founded in 1998 by two engineers."],
    ["Backups run at 3:30 every night", "Backups run at 2:30 every night."],
    ["The office opens at 10 am", "The office opens at 9 am."],
    ["The office closes at 17:00", "The office closes at 18:00."],
    ["The timeout defaults to 60 seconds", "The timeout defaults to 30 seconds."],
  ])("%s ← %s", (claim, sentence) => {
    expect(judge(claim, sentence)).toBe("refutes");
  });
});

describe("`judgeSentence` does not refute what may hold beside the other value", () => {
  test.each([
    ["Vite supports Node.js 18", "Vite supports Node.js 20."],
    ["The server uses port 80", "The server uses port 443."],
    ["Vite requires Node.js 20", "Vite requires Node.js 18 or later."],
    ["Vite requires Node.js 20", "Vite requires Node.js >=18."],
    ["Vite requires Node.js 20", "Vite requires at least Node.js 18."],
    ["Vite requires Node.js 20.19", "Vite requires Node.js 20."],
    ["Version 1.2.0 was released in 2021", "Version 1.3.0 was released in 2021."],
    ["Version 1.2.0 was released in 2021", "Version 1.3.0 was released in 2022."],
    ["In 2021 version 1.2.0 was released", "In 2021 version 1.3.0 was released."],
    ["zod has 5 dependencies", "zod-form has 3 dependencies."],
    ["zod has 5 dependencies", "Valibot has 3 dependencies."],
    ["zod has 5 dependencies", "zod had 3 dependencies."],
    ["zod has 5 dependencies", "zod has about 3 dependencies."],
    ["zod has 5 dependencies", "zod has between 3 and 7 dependencies."],
    ["zod has 5 dependencies", "zod has 3-7 dependencies."],
    ["zod has 5 dependencies", "For example, zod has 3 dependencies."],
    ["zod has 5 dependencies", "zod has 3 dependencies in version 2."],
    ["zod has 5 dependencies", "If zod has 3 dependencies, it is fine."],
    ["zod does not have 5 dependencies", "zod does not have 3 dependencies."],
    ["zod has 5 dependencies", "zod has 3 optional peer dependencies."],
    ["Job takes 5 s", "Job takes 6 ms."],
    ["Job takes $5", "Job takes 6 €."],
    ["Job takes 5 seconds", "Job takes 5.2 seconds."],
    ["Job takes 5 seconds on Linux", "Job takes 6 seconds on Windows."],
    ["Python 3.12 is production-ready", "Python 3.11 is production-ready."],
    ["Python 3.12 is production-ready", "The new Python 3.11 is production-ready."],
    ["The new Python 3.12 removes distutils", "The new Python 3.11 removes distutils."],
    ["The bug was fixed in 1.2.3", "The bug was fixed in 1.2.4."],
    ["He is the 2nd president", "He is the 3rd president."],
    ["The timeout is 30 seconds", "On Windows the timeout is 60 seconds."],
    ["Relay grew by 25% in 2022", "Relay grew by 25% in 2021."],
    ["Relay won the award in 2022", "Relay won the award in 2021."],
    ["Alice visited Paris in 2022", "Alice visited Paris in 2021."],
    ["Alice has one son", "Alice has two sons."],
    ["The train leaves at 7:45", "The train leaves at 7:30."],
    ["The meeting is on 4 April", "The meeting is on 3 April."],
    ["The score is 3.5", "The score is 3.50."],
  ])("%s ← %s", (claim, sentence) => {
    expect(judge(claim, sentence)).toBe("neutral");
  });

  test("with the sentence standing in a change log", () => {
    expect(judge("Vite requires Node.js 18", "Vite requires Node.js 14.", { isHistory: true })).toBe(
      "neutral",
    );
  });
});

describe("`judgeSentence` knows licences", () => {
  const headings = ["fastq", "License"];
  test.each([
    ["fastq is licensed under the ISC license", "ISC", "supports"],
    ["fastq is ISC licensed", "Licensed under ISC.", "supports"],
    ["fastq is licensed under MIT", "ISC", "refutes"],
    ["fastq is licensed under Apache-2.0", "Apache License, Version 2.0", "supports"],
    ["fastq is licensed under the BSD license", "BSD-3-Clause", "supports"],
    ["fastq is licensed under BSD-2-Clause", "BSD-3-Clause", "refutes"],
    ["fastq is licensed under MIT", "Apache-2.0 OR ISC", "neutral"],
    ["fastq is licensed under MIT", "The logo is licensed under CC-BY-4.0.", "neutral"],
    ["fastq is not licensed under ISC", "ISC", "neutral"],
    ["p-queue is licensed under MIT", "ISC", "neutral"],
    ["queue is licensed under MIT", "ISC", "neutral"],
  ])("%s ← %s: %s", (claim, sentence, stance) => {
    expect(judge(claim, sentence, { headings })).toBe(stance);
  });
});
