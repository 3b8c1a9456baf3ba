import { expect, test } from "vitest";
import { createFirstMessage } from "./first-message.ts";
import { readConversation } from "./read-conversation.ts";

const marker = "data-1f2e";

test("`createFirstMessage` fences agents, lessons, earlier exchanges and the prompt, and ends with the state line", () => {
  const message = createFirstMessage({
    marker,
    prompt: "And\nin Java?",
    agents: [
      {
        agentType: "knowledge",
        description: "Researches\nquestions.",
        capabilities: [{ name: "research", description: "Finds sources." }],
      },
    ],
    lessons: [{ situation: "Compare React", lesson: "Ask for versions.", succeeded: true }],
    earlier: [
      {
        prompt: "How in C?",
        answer: "So [E1].",
        sources: [{ id: "E1.1", quote: "C has it.", title: "C", location: "c.md", line: 3 }],
      },
    ],
    state: "PLANNING",
    allowed: ["PLAN"],
  });
  expect(message).toEqual({
    role: "user",
    content: `Marker: data-1f2e

<<data-1f2e AGENTS
- knowledge: Researches questions.
  * research: Finds sources.
data-1f2e>>

<<data-1f2e LESSONS
- Asked: Compare React (worked). Lesson: Ask for versions.
data-1f2e>>

<<data-1f2e EARLIER 1 PROMPT
How in C?
data-1f2e>>

<<data-1f2e EARLIER 1 ANSWER
So [E1].
data-1f2e>>

<<data-1f2e EARLIER 1 SOURCES
[E1.1] “C has it.” (C, c.md:3)
data-1f2e>>

<<data-1f2e PROMPT
And
in Java?
data-1f2e>>

EARLIER blocks are earlier talks: do not reuse their citations.

STATE: PLANNING. Allowed now: PLAN.`,
  });
});

test("`createFirstMessage` bounds what it repeats of a long conversation, and says what it leaves out", () => {
  const sources = Array.from({ length: 40 }, (_each, at) => ({ id: `E1.${at + 1}`, quote: "q".repeat(900) }));
  const exchange = { prompt: "p".repeat(9_000), answer: "a".repeat(9_000), sources };
  const message = createFirstMessage({
    marker,
    prompt: "x",
    agents: [],
    earlier: Array.from({ length: 5 }, () => exchange),
    state: "PLANNING",
    allowed: ["PLAN"],
  });
  expect(message.content).toContain("4 still earlier ones are left out.");
  expect(message.content).toContain("(and 28 more sources)");
  const { earlier } = readConversation([message]);
  expect(earlier).toEqual([{ prompt: `${"p".repeat(3_999)}…`, answer: `${"a".repeat(3_999)}…` }]);
});
