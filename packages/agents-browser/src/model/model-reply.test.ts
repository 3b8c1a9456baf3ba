import fc from "fast-check";
import { expect, test } from "vitest";
import { modelActionNames, readReply, replySchema } from "./model-reply.ts";

test("`readReply` reads one to four actions, and cuts what is beyond", () => {
  const click = { action: "click", ref: "e1", value: "" };
  expect(readReply({ actions: [click] })).toEqual({ actions: [click], leftOut: 0 });
  expect(readReply({ actions: Array.from({ length: 6 }, () => click) })).toEqual({
    actions: [click, click, click, click],
    leftOut: 2,
  });
});

test("`readReply` forgives what small models do: missing and null fields, figures, capitals, brackets", () => {
  expect(
    readReply({
      thought: "…",
      actions: [
        { action: "Click", ref: "[e1]", value: null },
        { action: "fill", ref: "@e2", value: 7, more: true },
        { action: "back" },
      ],
    }),
  ).toEqual({
    actions: [
      { action: "click", ref: "e1", value: "" },
      { action: "fill", ref: "e2", value: "7" },
      { action: "back", ref: "", value: "" },
    ],
    leftOut: 0,
  });
});

test.each([
  [{ actions: [] }, "another shape"],
  [[], "another shape"],
  [{ actions: "click" }, "another shape"],
  [
    { actions: [{ action: "evaluate", value: "alert(1)" }] },
    "“evaluate”, which there is not. There are: click",
  ],
  [{ actions: [{ action: "upload", ref: "e1", value: "/etc/passwd" }] }, "“upload”, which there is not"],
  [{ actions: [{ action: "back" }, { action: "click" }] }, "Action 2, click: it needs the ref"],
  [{ actions: [{ action: "press", ref: "e1" }] }, "it needs a value"],
  [{ actions: [{ action: "tab", value: "two" }] }, "the number of a tab"],
  [{ actions: [{ action: "type", value: "a".repeat(5_001) }] }, "longer than 5000"],
])("`readReply` says what is wrong with %j", (value, problem) => {
  expect(readReply(value)).toEqual({ problem: expect.stringContaining(problem) });
});

test("`readReply` reads anything without an error, and says little about it", () => {
  const action = fc.record({
    action: fc.oneof(fc.constantFrom(...modelActionNames), fc.string()),
    ref: fc.anything(),
    value: fc.anything(),
  });
  const reply = fc.oneof(fc.anything(), fc.record({ actions: fc.oneof(fc.anything(), fc.array(action)) }));
  fc.assert(
    fc.property(reply, (value) => {
      const read = readReply(value);
      if ("problem" in read) expect(read.problem.length).toBeLessThan(400);
      else expect(read.actions.length).toBeGreaterThan(0);
    }),
  );
});

test("the schema of a reply names no scripts, selectors and files", () => {
  expect(JSON.stringify(replySchema)).not.toMatch(/evaluate|css|selector|upload|extract|file/i);
});
