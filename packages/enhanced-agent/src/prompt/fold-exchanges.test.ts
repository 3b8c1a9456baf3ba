import type { ModelMessage } from "@convoke/core";
import { expect, test } from "vitest";
import { estimateTokens } from "./estimate-tokens.ts";
import { fenceWith } from "./fence-with.ts";
import { foldExchanges } from "./fold-exchanges.ts";
import { trimHistory } from "./trim-history.ts";

const marker = "data-1f2e";
const first: ModelMessage[] = [
  { role: "system", content: "Rules." },
  { role: "user", content: `Marker: ${marker}\n\nSTATE: PLANNING. Allowed now: PLAN.` },
];

const exchange = (at: number): ModelMessage[] => [
  { role: "assistant", content: `ACTION: DELEGATE\nTASK: Find out ${at}\n---END---` },
  {
    role: "user",
    content: `DELEGATE done\n\n${fenceWith(marker, [{ label: `RESULT E${at} knowledge completed`, text: `Task: Find out ${at}\n\nIt is ${at}.` }])}\n\nSTATE: EXECUTING. Allowed now: ANSWER.`,
  },
];
const history = (exchanges: number): ModelMessage[] => [
  ...first,
  ...Array.from({ length: exchanges }, (_each, at) => exchange(at + 1)).flat(),
];
const range = (messages: readonly ModelMessage[], goal: number) => ({
  from: 2,
  to: messages.length - 2,
  marker,
  goal,
});

test("`foldExchanges` folds the oldest exchanges, says how many, and lists their results", () => {
  const messages = history(20);
  const folded = foldExchanges(messages, range(messages, 1_000));
  expect(estimateTokens(folded)).toBeLessThanOrEqual(1_000);
  expect(folded.slice(0, 2)).toEqual(first);
  expect(folded.slice(-2)).toEqual(messages.slice(-2));
  const [, said] = folded.slice(2, 4);
  const count = Number(/^(\d+) earlier exchanges are left out/.exec(said!.content)?.[1]);
  expect(folded).toHaveLength(2 + 2 + 2 * (20 - count));
  expect(said!.content).toContain(`E${count} knowledge completed: Find out ${count}`);
  expect(said!.content).toMatch(/\nSTATE: EXECUTING\. Allowed now: ANSWER\.$/);
});

test("`foldExchanges` goes on counting when it folds what is folded", () => {
  let messages: readonly ModelMessage[] = history(20);
  messages = foldExchanges(messages, range(messages, 1_000));
  messages = [...messages, ...exchange(21), ...exchange(22)];
  messages = foldExchanges(messages, range(messages, 500));
  const { content } = messages[3]!;
  const count = Number(/^(\d+) earlier/.exec(content)?.[1]);
  expect(messages).toHaveLength(4 + 2 * (22 - count));
  const [, before = "0"] = /… and (\d+) before these/.exec(content) ?? [];
  expect(Number(before) + content.match(/^E\d+ knowledge/gm)!.length).toBe(count);
});

test("`trimHistory` makes a run of hundreds of exchanges fit, with its beginning and its newest exchange", () => {
  const messages = history(400);
  const { fits, messages: trimmed, tokens } = trimHistory(messages, { maxTokens: 2_000 });
  expect({ fits, tokens }).toEqual({ fits: true, tokens: estimateTokens(trimmed) });
  expect(trimmed.slice(-2)).toEqual(messages.slice(-2));
  expect(trimHistory(trimmed, { maxTokens: 2_000 }).messages).toBe(trimmed);
});
