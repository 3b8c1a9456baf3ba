import { expect, test } from "vitest";
import { knowledgeInputSchema } from "./input.ts";
import { interpretRequest } from "./interpret-request.ts";

function interpret(input: unknown, description = "", capability?: string) {
  const task = { taskId: "t", agentType: "knowledge", description, ...(capability && { capability }) };
  return interpretRequest({ ...task, input: knowledgeInputSchema.parse(input) });
}

test.each([
  [{ query: "react" }, { type: "search", query: "react" }],
  [{ question: "What is React?" }, { type: "research", question: "What is React?" }],
  [{ claim: "React is small" }, { type: "verify_fact", claim: "React is small" }],
  [
    { type: "search", query: " a ", max_results: 3 },
    { type: "search", query: "a", maxResults: 3 },
  ],
  [
    { type: "research", query: "react" },
    { type: "research", question: "react" },
  ],
  [
    { question: "A or B?", split: false },
    { type: "research", question: "A or B?", split: false },
  ],
  [
    { type: "retrieve", query: "a" },
    { type: "retrieve", query: "a" },
  ],
  [{ folder: "docs" }, { type: "index", folder: "docs" }],
  [
    { type: "index", folder: "docs", include: "*.md" },
    { type: "index", folder: "docs", include: ["*.md"] },
  ],
  [{ url: "https://example.org" }, { type: "read_page", url: "https://example.org" }],
  [
    { query: "a", claim: "b" },
    { type: "verify_fact", claim: "b" },
  ],
])("`interpretRequest` understands %j", (input, request) => {
  expect(interpret(input)).toEqual(request);
});

test.each([
  ["Research React", "React"],
  [
    "Research the best Python async libraries for web scraping",
    "the best Python async libraries for web scraping",
  ],
  ["Please find out about queues", "queues"],
  ["Is Python 3.12 production-ready?", "Is Python 3.12 production-ready?"],
  ["Researchers of note", "Researchers of note"],
])("`interpretRequest` researches the description %j when there is no input", (description, text) => {
  for (const input of [undefined, {}, { goal: "…", url: "https://example.org" }]) {
    expect(interpret(input, description)).toEqual({ type: "research", question: text });
  }
});

test("`interpretRequest` lets the capability decide", () => {
  expect(interpret({ question: "zod is small" }, "", "verify_fact")).toEqual({
    type: "verify_fact",
    claim: "zod is small",
  });
  expect(interpret(undefined, "Search for zod", "web_search")).toEqual({ type: "search", query: "zod" });
});

test("`interpretRequest` finds the page to read in the description, or asks for it", () => {
  expect(interpret({}, "Read https://example.org/a_(b)?c=d, please", "read_page")).toEqual({
    type: "read_page",
    url: "https://example.org/a_(b)?c=d",
  });
  expect(() => interpret({ type: "read_page" }, "Read the page")).toThrow(/names no page to read/);
});

test("`interpretRequest` refuses a task that says nothing", () => {
  expect(() => interpret({}, "  ")).toThrow(expect.objectContaining({ code: "invalid_input" }));
});

test("`interpretRequest` refuses a description that is longer than an input may be, where it reads it", () => {
  const long = "word ".repeat(2_001);
  for (const capability of ["research", "web_search", "verify_fact", "retrieve", "read_page"]) {
    expect(() => interpret(undefined, long, capability)).toThrow(
      expect.objectContaining({
        code: "invalid_input",
        message: expect.stringContaining("must not be longer than 10,000 characters; it has 10005"),
      }),
    );
  }
  expect(interpret({ query: "a" }, long)).toEqual({ type: "search", query: "a" });
});

test("`interpretRequest` takes control characters for spaces", () => {
  expect(interpret({ query: "zod\0 is\u0007" })).toEqual({ type: "search", query: "zod  is" });
  expect(interpret(undefined, "\0Research React\0")).toEqual({ type: "research", question: "React" });
  expect(() => interpret(undefined, "\0")).toThrow(/neither an input nor a description/);
});

test("the input schema shows no more than the beginning of an unknown type", () => {
  const { error } = knowledgeInputSchema.safeParse({ type: "x".repeat(100_000) });
  expect(error?.issues[0]?.message).toContain(`"${"x".repeat(100)}"… is no type of request`);
  expect(error?.issues[0]?.message.length).toBeLessThan(1_000);
});

test.each([
  [{ type: "dream" }, '"dream" is no type of request'],
  [{ query: "  " }, "must not be empty"],
  [{ claim: 42 }, "must be a text, not a number"],
  [{ type: 7 }, "a number is no type of request"],
  [{ query: "\0" }, "must not be empty"],
  [{ folder: "a", include: [] }, "must be a glob"],
  [{ folder: "a", exclude: [[]] }, "must be a glob"],
  [{ query: "a", maxResults: 0 }, "from 1 to 100"],
  ["zod", "must be an object, not a string"],
  [["zod"], "must be an object, not a list"],
  [null, "must be an object, not null"],
])("the input schema refuses %j and says what is accepted", (input, message) => {
  const { error } = knowledgeInputSchema.safeParse(input);
  expect(error?.issues[0]?.message).toContain(message);
});
