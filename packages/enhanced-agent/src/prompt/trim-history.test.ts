import type { ModelMessage } from "@convoke/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateTokens } from "./estimate-tokens.ts";
import { createFirstMessage } from "./first-message.ts";
import { formatObservation } from "./observation.ts";
import { trimHistory } from "./trim-history.ts";

const marker = "data-1f2e";
const sentence = "Kiwis are flightless birds. ";

const system: ModelMessage = { role: "system", content: "Rules. ".repeat(50) };
const first = createFirstMessage({
  marker,
  prompt: "Compare birds.",
  agents: [],
  state: "PLANNING",
  allowed: ["PLAN"],
});

const exchange = (at: number, length: number, own = 40): ModelMessage[] => [
  { role: "assistant", content: `ACTION: DELEGATE\nTASK: ${"bird ".repeat(own)}${at}\n---END---` },
  {
    role: "user",
    content: formatObservation({
      marker,
      outcomes: [
        {
          action: "DELEGATE",
          outcome: {
            note: "done",
            data: [
              {
                label: `RESULT E${at} knowledge completed`,
                text: `Task: bird ${at}\n\n${sentence.repeat(length)}\n[E${at}.1] “${sentence.repeat(20)}” (a, b:1)`,
              },
            ],
          },
        },
      ],
      state: "EXECUTING",
      allowed: ["DELEGATE", "ANSWER"],
    }),
  },
];

const history = (turns: number, length: number): ModelMessage[] => [
  system,
  first,
  ...Array.from({ length: turns }, (_each, at) => exchange(at + 1, length)).flat(),
];

test("`trimHistory` gives back the same array while it fits", () => {
  const messages = history(3, 10);
  const trimmed = trimHistory(messages, { maxTokens: 10_000 });
  expect(trimmed).toEqual({ fits: true, messages, tokens: estimateTokens(messages) });
  expect(trimmed.messages).toBe(messages);
});

test("`trimHistory` shortens the oldest data first, says so, and keeps the beginning and the newest exchange as they are", () => {
  const messages = history(8, 100);
  const { fits, messages: trimmed, tokens } = trimHistory(messages, { maxTokens: 7_000 });
  expect(fits).toBe(true);
  expect(tokens).toBe(estimateTokens(trimmed));
  expect(tokens).toBeLessThanOrEqual(4_200);
  expect(trimmed.slice(0, 2)).toEqual(messages.slice(0, 2));
  expect(trimmed.slice(-2)).toEqual(messages.slice(-2));
  const oldest = trimmed[3]!.content;
  expect(oldest).toContain("<<data-1f2e RESULT E1 knowledge completed\nTask: bird 1\n\nKiwis are flightless");
  expect(oldest).toContain("[E1.1] “Kiwis");
  expect(oldest).toMatch(
    /\n\(The data above is shortened from \d{4} characters; ask for the same again to read it whole\.\)\n/,
  );
  expect(oldest).toMatch(/\n\nSTATE: EXECUTING\. Allowed now: DELEGATE, ANSWER\.$/);
});

test("`trimHistory` trims in big steps, so that the messages it keeps stay the same bytes for several turns", () => {
  let kept: readonly ModelMessage[] = history(1, 60);
  let changes = 0;
  for (let at = 2; at <= 20; at += 1) {
    const longer = [...kept, ...exchange(at, 60)];
    const { fits, messages } = trimHistory(longer, { maxTokens: 6_000 });
    expect(fits).toBe(true);
    if (messages !== longer) changes += 1;
    kept = messages;
  }
  expect(changes).toBeLessThanOrEqual(6);
});

test("`trimHistory` shortens what the model wrote when data alone does not do, with the calls that it made", () => {
  const own: ModelMessage = {
    role: "assistant",
    content: "thought ".repeat(300),
    toolCalls: [{ id: "c1", name: "DELEGATE", arguments: { TASK: "task ".repeat(300), TIMEOUT: 5 } }],
  };
  const messages = [
    system,
    first,
    own,
    { role: "tool", content: "x", toolCallId: "c1" } as const,
    ...exchange(2, 5),
  ];
  const { messages: trimmed } = trimHistory(messages, { maxTokens: 1_200 });
  expect(trimmed[2]!.content).toMatch(/…\n\(Shortened from 2400 characters\.\)$/);
  expect(trimmed[2]!.toolCalls).toMatchObject([
    {
      id: "c1",
      name: "DELEGATE",
      arguments: { TIMEOUT: 5, TASK: expect.stringContaining("Shortened from") },
    },
  ]);
  expect(trimmed.slice(-2)).toEqual(messages.slice(-2));
});

test("`trimHistory` touches the newest exchange only when nothing else helps, and says when even that does not", () => {
  const messages = [system, first, ...exchange(1, 400)];
  const { fits, messages: trimmed } = trimHistory(messages, { maxTokens: 1_500 });
  expect(fits).toBe(true);
  expect(trimmed[3]!.content).toContain("(The data above is shortened");
  expect(trimHistory(messages, { maxTokens: 100 })).toMatchObject({ fits: false });
});

test("`trimHistory` gives equal results for equal histories, and trimming twice is trimming once", () => {
  const unit = fc.constantFrom(
    "a",
    " ",
    ". ",
    "\n",
    "😀",
    "\ud83d",
    marker,
    "Task: ",
    "[E1.1] “",
    "”",
    ">>",
    "\n\n",
  );
  const text = fc.string({ unit, maxLength: 40 }).map((piece) => `${piece} `.repeat(60));
  fc.assert(
    fc.property(
      fc.array(fc.record({ said: text, shown: text, label: fc.string() }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 6_000 }),
      (turns, maxTokens) => {
        const messages: ModelMessage[] = [system, first];
        for (const { said, shown, label } of turns) {
          messages.push({ role: "assistant", content: said });
          const data = [{ label, text: shown }];
          const outcomes = [{ action: "DELEGATE", outcome: { note: shown, data } }];
          const content = formatObservation({ marker, outcomes, state: "EXECUTING", allowed: [] });
          messages.push({ role: "user", content });
        }
        const before = structuredClone(messages);
        const once = trimHistory(messages, { maxTokens });
        expect(messages).toEqual(before);
        expect(trimHistory(messages, { maxTokens })).toEqual(once);
        expect(trimHistory(once.messages, { maxTokens })).toEqual(once);
        expect(once.tokens).toBe(estimateTokens(once.messages));
        expect(once.tokens).toBeLessThanOrEqual(estimateTokens(messages));
        expect(once.messages.slice(0, 2)).toEqual(messages.slice(0, 2));
        if (once.fits) expect(once.tokens).toBeLessThanOrEqual(maxTokens);
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  [{ maxTokens: 0 }, "maxTokens"],
  [{ maxTokens: Number.NaN }, "maxTokens"],
  [{ maxTokens: 10, targetShare: 2 }, "targetShare"],
])("`trimHistory` refuses %j", (options, name) => {
  expect(() => trimHistory([], options)).toThrow(`trimHistory: ${name} is`);
});
