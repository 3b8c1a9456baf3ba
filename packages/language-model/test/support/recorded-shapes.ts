/** Answers as the two APIs give them. */

/** A call of a function, arguments as text. */
export interface ShapedCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** Tokens of the input, of which 40 % were found in the cache, and of the output. */
export type Counts = readonly [input: number, output: number];

const usual: Counts = [1_000, 100];

/** What a reply consists of. */
export interface Shaped {
  readonly text?: string;
  readonly refusal?: string;
  readonly calls?: readonly ShapedCall[];
  readonly finish?: "stop" | "length" | "tool_calls" | "content_filter";
  /** "none" for an endpoint that does not count. */
  readonly usage?: Counts | "none";
}

const countChat = ([input, output]: Counts): object => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  prompt_tokens_details: { cached_tokens: 0.4 * input, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0 },
});

const countResponse = ([input, output]: Counts): object => ({
  input_tokens: input,
  input_tokens_details: { cached_tokens: 0.4 * input },
  output_tokens: output,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: input + output,
});

export function chatCompletion({
  text,
  refusal,
  calls,
  finish = "stop",
  usage: counts = usual,
}: Shaped): object {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: text ?? null,
          refusal: refusal ?? null,
          ...(calls && {
            tool_calls: calls.map(({ id, ...call }) => ({ id, type: "function", function: call })),
          }),
        },
        logprobs: null,
        finish_reason: finish,
      },
    ],
    ...(counts !== "none" && { usage: countChat(counts) }),
  };
}

const chunk = (delta: object, finish: string | null = null): object => ({
  id: "chatcmpl-1",
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta, finish_reason: finish }],
  usage: null,
});

/** The deltas of a reply, its text and the arguments of its calls cut into pieces of so many characters. */
export function chatChunks(
  { text = "", refusal, calls = [], finish = "stop", usage: counts = usual }: Shaped,
  size = 4,
): unknown[] {
  return [
    chunk({ role: "assistant", content: "" }),
    ...split(text, size).map((content) => chunk({ content })),
    ...split(refusal ?? "", size).map((piece) => chunk({ refusal: piece })),
    ...calls.flatMap(({ id, name, arguments: written }, index) => [
      chunk({ tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }] }),
      ...split(written, size).map((piece) =>
        chunk({ tool_calls: [{ index, function: { arguments: piece } }] }),
      ),
    ]),
    chunk({}, finish),
    ...(counts !== "none"
      ? [{ id: "chatcmpl-1", object: "chat.completion.chunk", choices: [], usage: countChat(counts) }]
      : []),
    "[DONE]",
  ];
}

export function response({
  text,
  refusal,
  calls = [],
  finish = "stop",
  usage: counts = usual,
}: Shaped): Record<string, unknown> {
  const isCut = finish === "length" || finish === "content_filter";
  const content = [
    ...(text === undefined ? [] : [{ type: "output_text", text, annotations: [] }]),
    ...(refusal === undefined ? [] : [{ type: "refusal", refusal }]),
  ];
  return {
    id: "resp_1",
    object: "response",
    status: isCut ? "incomplete" : "completed",
    error: null,
    incomplete_details: isCut ? { reason: finish === "length" ? "max_output_tokens" : finish } : null,
    output: [
      { type: "reasoning", id: "rs_1", summary: [] },
      ...(content.length > 0 ? [{ type: "message", id: "msg_1", role: "assistant", content }] : []),
      ...calls.map(({ id, ...call }) => ({ type: "function_call", id: `fc_${id}`, call_id: id, ...call })),
    ],
    ...(counts !== "none" && { usage: countResponse(counts) }),
  };
}

export function responseEvents(shaped: Shaped, size = 4): unknown[] {
  const whole = response(shaped);
  const isCut = whole["status"] === "incomplete";
  return [
    { type: "response.created", response: { ...whole, status: "in_progress", output: [] } },
    ...split(shaped.text ?? "", size).map((delta) => ({ type: "response.output_text.delta", delta })),
    ...split(shaped.refusal ?? "", size).map((delta) => ({ type: "response.refusal.delta", delta })),
    ...(shaped.calls ?? []).flatMap(({ arguments: written }) =>
      split(written, size).map((delta) => ({ type: "response.function_call_arguments.delta", delta })),
    ),
    { type: isCut ? "response.incomplete" : "response.completed", response: whole },
  ];
}

function split(text: string, size: number): string[] {
  const pieces: string[] = [];
  const letters = [...text];
  for (let at = 0; at < letters.length; at += size) pieces.push(letters.slice(at, at + size).join(""));
  return pieces;
}
