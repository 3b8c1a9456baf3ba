import { expect, test } from "vitest";
import { memorySessionStore } from "../src/conversation/memory-session-store.ts";
import { memoryLessonStore } from "../src/lessons/memory-lesson-store.ts";
import { runMain } from "./support/run-main.ts";
import { answer, delegate, pass, plan, reflect, type Turn } from "./support/turns.ts";

const good: readonly Turn[] = [
  [plan("Find out how fast Rust is"), delegate("knowledge", "How fast is Rust?")],
  [answer("Rust is fast [E1].")],
  [pass],
  [reflect("The book knows how fast Rust is.")],
];

test("a follow-up with the sessionId of a result sees the earlier prompt, answer and evidence", async () => {
  const sessions = memorySessionStore();
  const first = await runMain({ turns: good, options: { sessions } });
  const { sessionId } = first.task.result!;
  const second = await runMain({
    turns: good,
    options: { sessions },
    spec: { id: "second", input: { prompt: "And how safe?", sessionId } },
  });
  expect(second.task.result).toMatchObject({ sessionId });
  const message = second.model.requests[0]!.messages[1]!.content;
  expect(message).toContain("EARLIER 1 PROMPT\nIs Rust fast?");
  expect(message).toContain("EARLIER 1 ANSWER\nRust is fast [E1].");
  expect(message).toContain("Rust is fast");
  expect((await sessions.load(sessionId, 10)).map(({ prompt }) => prompt)).toEqual([
    "Is Rust fast?",
    "And how safe?",
  ]);
  // The same bytes of the system message, whatever was said before.
  expect(second.model.requests[0]!.messages[0]).toEqual(first.model.requests[0]!.messages[0]);
});

test("a run without a sessionId begins a conversation of its own", async () => {
  const sessions = memorySessionStore();
  const first = await runMain({ turns: good, options: { sessions } });
  const second = await runMain({ turns: good, options: { sessions } });
  expect(second.model.requests[0]!.messages[1]!.content).not.toContain("EARLIER");
  expect(first.task.result!.sessionId).not.toBe("");
});

test("a lesson is put before the model when the like is asked again, and not without learn", async () => {
  const lessons = memoryLessonStore();
  await runMain({ turns: good, options: { lessons } });
  expect(await lessons.find("Is Rust fast?", 5)).toMatchObject([
    {
      situation: "Is Rust fast?",
      lesson: "The book knows how fast Rust is.",
      agentTypes: ["knowledge"],
      succeeded: true,
    },
  ]);
  const again = await runMain({
    turns: good,
    options: { lessons },
    spec: { description: "How fast is Rust now?" },
  });
  expect(again.model.requests[0]!.messages[1]!.content).toContain("The book knows how fast Rust is.");
  const dull = await runMain({ turns: good, options: { lessons, learn: false } });
  expect(dull.model.requests[0]!.messages[1]!.content).not.toContain("LESSONS");
  expect(dull.model.requests[0]!.messages[0]!.content).not.toContain("REFLECT");
});

test("stores of lessons and exchanges that fail do not take the answer away", async () => {
  const broken = async (): Promise<never> => {
    throw new Error("disk full");
  };
  const { task } = await runMain({
    turns: good,
    options: { lessons: { add: broken, find: broken }, sessions: { load: broken, append: broken } },
  });
  expect(task.status).toBe("completed");
  expect(task.result).not.toHaveProperty("lesson");
});

test("a conversation that cannot be read fails the run instead of being forgotten", async () => {
  const { task } = await runMain({
    turns: good,
    options: {
      sessions: { load: async () => Promise.reject(new Error("disk full")), append: async () => {} },
    },
    spec: { input: { sessionId: "s" } },
  });
  expect(task).toMatchObject({ status: "failed", failure: { code: "store_failed" } });
  expect(task.error).toContain("disk full");
});

test("the exchange of a prompt of 1 MB is kept, shortened", async () => {
  const sessions = memorySessionStore();
  const prompt = `Is Rust fast? ${"x".repeat(1_000_000)}`;
  const { task } = await runMain({ turns: good, options: { sessions }, spec: { input: { prompt } } });
  const [kept] = await sessions.load(task.result!.sessionId, 1);
  expect(kept?.prompt.length).toBeLessThan(50_000);
  expect(kept?.answer).toBe("Rust is fast [E1].");
});
