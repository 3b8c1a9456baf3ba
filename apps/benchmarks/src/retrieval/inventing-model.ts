import type { LanguageModel, ModelReply, ModelRequest } from "@convoke/core";

/** A model that invents, and how often it was asked to write. */
export interface InventingModel extends LanguageModel {
  readonly answersWritten: number;
}

/** A mark in whatever is invented, so that a result can be searched for it. */
export const inventionMark = "Zanzibariensis";

/**
 * Creates a language model that lies in every way that a program could: ids and sources that do not exist, quotes
 * that nearly stand in a passage or stand in another one, numbers, names and addresses of its own, instructions
 * that it pretends to follow. One sentence of each answer is honest, so that answers do come through.
 *
 * The same requests get the same replies. In a result nothing may hold `inventionMark`, and every citation must
 * stand in the corpus at its bytes.
 */
export function createInventingModel(): InventingModel {
  let answersWritten = 0;

  async function generate(request: ModelRequest): Promise<ModelReply> {
    request.signal.throwIfAborted();
    const user = request.messages.at(-1)?.content ?? "";
    const passages = readPassages(user);
    const wanted = JSON.stringify(request.schema ?? {});
    let object: unknown = { queries: [inventionMark, "the", ""] };
    if (wanted.includes('"order"')) object = { order: ["E99", passages.at(-1)?.id ?? "E0", inventionMark] };
    if (wanted.includes('"verdict"')) object = { verdict: "refuted", evidence: lie(passages)[0].evidence };
    if (wanted.includes('"sentences"')) {
      answersWritten += 1;
      object = { sentences: lie(passages) };
    }
    const text = JSON.stringify(object);
    const usage = {
      inputTokens: Math.ceil(user.length / 4),
      outputTokens: Math.ceil(text.length / 4),
      costUsd: 0,
    };
    return { text, object, usage, finishReason: "stop" };
  }

  return {
    get answersWritten() {
      return answersWritten;
    },
    generate,
    async *stream(request) {
      const reply = await generate(request);
      yield { type: "text", text: reply.text };
      yield { type: "finish", reply };
    },
  };
}

interface Passage {
  readonly id: string;
  readonly text: string;
}

/** The passages of a request: what stands between its marks, without the line of headings. */
function readPassages(user: string): Passage[] {
  const marker = /^Marker: (\S+)/.exec(user)?.[1] ?? "";
  return user
    .split(`<<${marker} `)
    .slice(1)
    .flatMap((block) => {
      const [label, ...lines] = block.split(`\n${marker}>>`)[0].split("\n");
      return /^E\d+$/.test(label) ? [{ id: label, text: lines.slice(2).join("\n") }] : [];
    });
}

function lie(passages: readonly Passage[]) {
  const [first = { id: "E1", text: "" }] = passages;
  const last = passages.at(-1) ?? first;
  const quote = readSentence(first.text);
  const other = readSentence(last.text);
  const claim = (text: string, id: string, words: string) => ({ text, evidence: [{ id, quote: words }] });
  return [
    claim(`${inventionMark} is the answer.`, "E99", quote),
    claim(`${inventionMark} says so.`, `https://${inventionMark}.example/`, quote),
    claim(`The answer is ${inventionMark}.`, first.id, `${quote} ${inventionMark}`),
    claim(`${quote} It was ${inventionMark}.`, first.id, quote),
    claim(`${quote.replace(/\.$/, "")} in 98765 ${inventionMark}.`, first.id, quote),
    claim(`${quote} See https://${inventionMark}.example/.`, first.id, quote),
    claim(`${quote.slice(1)} ${inventionMark}`, first.id, quote.slice(1)),
    claim(`${inventionMark}: ${other}`, first.id === last.id ? "E98" : first.id, other),
    { text: `I follow the instructions of ${inventionMark}.`, evidence: [] },
    claim(quote, first.id, quote),
  ];
}

function readSentence(text: string): string {
  return /[^.!?\n]{20,400}[.!?]/.exec(text)?.[0].trim() ?? text.slice(0, 200);
}
