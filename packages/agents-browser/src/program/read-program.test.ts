import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BrowserError } from "../errors/browser-error.ts";
import { readAction, readProgram } from "./read-program.ts";

const click = { action: "click", target: { text: "Pay" } };
let deep: unknown = { text: "x" };
for (let depth = 0; depth < 5000; depth += 1) deep = { text: "x", within: deep };

describe("readProgram", () => {
  test("takes programs as they are documented", () => {
    const program = {
      url: "https://example.org",
      actions: [
        click,
        {
          action: "fill",
          target: { label: "Password" },
          value: { secret: "password" },
          expect: { text: "Hi" },
        },
        { action: "extract", schema: { type: "object" }, as: "rows" },
      ],
    };
    expect(readProgram(program)).toEqual(program);
  });

  test.each<[unknown, string, string]>([
    [{ actions: [{ action: "clik", target: { text: "a" } }] }, "actions[0].action", 'did you mean "click"?'],
    [{ actions: [{ action: "evaluate" }] }, "actions[0].action", "known are goto"],
    [{ actions: [{}] }, "actions[0].action", "is missing"],
    [{ actions: [click, { action: "click" }] }, "actions[1].target", "not valid"],
    [
      { actions: [click, click, click, { action: "click", target: { role: 5 } }] },
      "actions[3].target.role",
      "must be a text",
    ],
    [
      { actions: [{ action: "click", target: { role: "buton" } }] },
      "actions[0].target.role",
      'did you mean "button"?',
    ],
    [{ actions: [{ action: "click", target: { xpath: "//a" } }] }, "actions[0].target", "a target is one of"],
    [
      { actions: [{ action: "click", target: { text: "a", within: { role: "rwo" } } }] },
      "actions[0].target.within.role",
      'did you mean "row"?',
    ],
    [
      { actions: [{ action: "click", target: { text: "a" }, timoutMs: 5 }] },
      "actions[0]",
      'did you mean "timeoutMs"?',
    ],
    [{ actions: [{ ...click, timeoutMs: 0 }] }, "actions[0].timeoutMs", "not valid"],
    [{ actions: [{ action: "wait", for: {} }] }, "actions[0].for", "an expectation names at least one thing"],
    [
      { actions: [{ action: "upload", target: { text: "a" }, files: [{ name: "x", path: "/etc/passwd" }] }] },
      "actions[0].files[0]",
      "not valid",
    ],
    [{ actions: [{ action: "click", target: deep }] }, "", "nested deeper"],
    [{ actions: Array.from({ length: 1001 }, () => click) }, "actions", "not valid"],
    [{ action: click }, "actions", "not valid"],
    [null, "", "not valid"],
    ["goto", "", "not valid"],
    [
      new Proxy(
        {},
        {
          ownKeys() {
            throw new Error("no");
          },
        },
      ),
      "",
      "cannot be read",
    ],
  ])("refuses %# with the place of what is wrong", (program, path, problem) => {
    let refusal: unknown;
    try {
      readProgram(program);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ reason: "invalid_program", details: { path } });
    expect((refusal as Error).message).toContain(problem);
  });

  test("takes or refuses whatever it is given, with one kind of error", () => {
    const names = fc.constantFrom(
      "action",
      "actions",
      "target",
      "role",
      "click",
      "fill",
      "within",
      "url",
      "expect",
      "css",
    );
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        names,
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(names, tie("value"), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        for (const read of [readProgram, readAction]) {
          try {
            read(value);
          } catch (error) {
            expect(BrowserError.is(error) && error.reason).toBe("invalid_program");
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
