import { formatAction } from "@convoke/enhanced-agent";
import { describe, expect, test } from "vitest";
import { readWritten } from "./read-written.ts";

const message = `I look first.\n\n${formatAction({ name: "DELEGATE", fields: { AGENT_TYPE: "knowledge", TASK: "Research\nTypeScript" } })}\n\n${formatAction({ name: "ANSWER", fields: { TEXT: "Yes. [E1.1]" } })}`;

describe("readWritten", () => {
  test("splits a whole message into prose and actions", () => {
    expect(readWritten(message, true)).toEqual([
      { kind: "prose", text: "I look first." },
      {
        kind: "action",
        name: "DELEGATE",
        fields: { AGENT_TYPE: "knowledge", TASK: "Research\nTypeScript" },
        isComplete: true,
      },
      { kind: "action", name: "ANSWER", fields: { TEXT: "Yes. [E1.1]" }, isComplete: true },
    ]);
  });

  test("shows nothing of the protocol at any moment while a message is written", () => {
    for (let length = 0; length <= message.length; length++) {
      const shown = JSON.stringify(
        readWritten(message.slice(0, length)).map((part) =>
          part.kind === "prose" ? part.text : Object.values(part.fields),
        ),
      );
      expect(shown).not.toMatch(/ACTION|---|END|AGENT_TYPE|TASK:|TEXT:/);
    }
  });

  test("reads what is written about an action without its end, as far as it goes", () => {
    expect(readWritten("ACTION: ANSWER\nTEXT: It is")).toEqual([
      { kind: "action", name: "ANSWER", fields: { TEXT: "It is" }, isComplete: false },
    ]);
  });

  test("takes up after whatever came before the last end, in all orders of the pieces", () => {
    const pieces = ["ACTION: ", "ANSWER", "\n", "TEXT: ", "---END---", "**", "a", "> ", "\\", "\r"];
    let texts: readonly string[] = [""];
    for (let length = 0; length < 3; length++)
      texts = texts.flatMap((text) => pieces.map((piece) => text + piece));
    for (const text of texts) {
      const last = readWritten(`${text}\n---END---\nthe end`, true).at(-1);
      expect(last).toMatchObject({ kind: "prose", text: expect.stringMatching(/the end$/) });
    }
  });
});
