import { expect, test } from "vitest";
import { playRules, type Reply } from "../../test/rules-follow.ts";
import { readMessage } from "../../test/rules-read.ts";

const readAnswer = (message: string): string => readMessage(message)[0]?.fields["TEXT"] ?? "";

test.each([
  ["Hello!", "Hello. Ask me"],
  ["Thanks a lot", "You are welcome."],
  ["Hi there, good morning", "Hello. Ask me"],
])("`decide` answers %j at once, in a plan of one step", (prompt, answer) => {
  const { asked, view } = playRules({ prompt });
  expect(asked).toEqual([]);
  const [plan, reply] = readMessage(view.said[0] ?? "");
  expect(plan?.fields["STEPS"]?.trim()).toBe("- Answer at once");
  expect(reply?.fields["TEXT"]).toContain(answer);
});

test("`decide` says plainly that research found nothing, and what comes nearest", () => {
  const reply: Reply = () => ({
    evidenceId: "E1",
    status: "completed",
    text: "Nothing was found that answers the question.\nWhat comes nearest:\n- Tides come twice.\nOpen points:\n- Nothing found: its words occur, but no sentence answers it.",
    sources: [{ id: "E1.1", quote: "Tides come twice." }],
  });
  const answer = readAnswer(playRules({ prompt: "Explain tides", reply }).last);
  expect(answer).toMatch(
    /^Nothing was found that answers this\. The knowledge agent looked through its documents/,
  );
  expect(answer).toContain("- Tides come twice. [E1.1]");
  expect(answer).not.toContain("Open:");
});

test("`decide` cites each sentence by its own source, whatever the quotation marks and the Markdown in it", () => {
  const reply: Reply = () => ({
    evidenceId: "E1",
    status: "completed",
    text: 'Vite (French for "quick", said /viːt/) is a build tool. It has  plugins. Nobody says this.',
    sources: [
      { id: "E1.1", quote: "*Vite* (French for “quick”, said [/viːt/](./a.mp3)) is a build tool." },
      { id: "E1.2", quote: "It has plugins." },
    ],
  });
  expect(readAnswer(playRules({ prompt: "What is Vite?", reply }).last)).toBe(
    'Vite (French for "quick", said /viːt/) is a build tool. [E1.1] It has plugins. [E1.2] Nobody says this. [E1]',
  );
});

test("`decide` sets side by side what is said of all subjects, and says so when there is nothing", () => {
  const say =
    (texts: readonly string[]): Reply =>
    (_asked, number) => ({
      evidenceId: `E${number}`,
      status: "completed",
      text: texts[number - 1] ?? "Both.",
      sources: [{ id: `E${number}.1`, quote: texts[number - 1] ?? "Both." }],
    });
  const shared = playRules({
    prompt: "Compare Ant and Bee",
    reply: say(["Ant has plugins.", "Bee takes plugins."]),
  });
  expect(readAnswer(shared.last)).toContain(
    "Plugins:\n- Ant: Ant has plugins. [E1.1]\n- Bee: Bee takes plugins. [E2.1]",
  );
  expect(readAnswer(shared.last)).not.toContain("[E3");
  const apart = playRules({
    prompt: "Compare Ant and Bee",
    reply: say(["Ant carries leaves.", "Bee flies."]),
  });
  expect(readAnswer(apart.last)).toContain("there is nothing to set side by side");
});
