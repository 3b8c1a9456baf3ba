import { writeFile } from "node:fs/promises";

/** Sizes of the network: as small as they may be while every part of it is there. */
const width = 32;
const heads = 2;
const hidden = 64;
const layers = 2;
const contextTokens = 2048;

const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
/** `▁` stands for a space in vocabularies of this kind. */
const characters = ["\n", ...printable].map((character) => (character === " " ? "\u2581" : character));
const bytes = Array.from({ length: 256 }, (_, at) => `<0x${at.toString(16).toUpperCase().padStart(2, "0")}>`);
const tokens = ["<unk>", "<s>", "</s>", ...bytes, ...characters];
const firstCharacter = 3 + bytes.length;
const kinds = { unknown: 2, control: 3, byte: 6, normal: 1 } as const;

const chatTemplate =
  "{{ bos_token }}{% for message in messages %}<{{ message['role'] }}>\n{{ message['content'] }}</s>\n{% endfor %}" +
  "{% if add_generation_prompt %}<assistant>\n{% endif %}";

/**
 * Writes a GGUF file of about 200 kB: a llama of two layers with random weights from a seed. What it writes is noise of
 * printable characters that goes on until it is stopped; everything around it is real.
 */
export async function writeTinyGguf(path: string, seed = 1): Promise<void> {
  await writeFile(path, createTinyGguf(seed));
}

/** The bytes of such a file. */
export function createTinyGguf(seed = 1): Buffer {
  const draw = createDraw(seed);
  const tensors: { name: string; shape: readonly number[]; values: Float32Array }[] = [];
  const add = (name: string, shape: readonly number[], value: (index: number) => number): void => {
    const count = shape.reduce((product, size) => product * size, 1);
    tensors.push({ name, shape, values: Float32Array.from({ length: count }, (_, index) => value(index)) });
  };
  const random = (): number => draw() * 0.5;
  add("token_embd.weight", [width, tokens.length], () => draw());
  // Only printable characters can be said: the rows of all other tokens are zero, and others beat them.
  add("output.weight", [width, tokens.length], (index) => (index < firstCharacter * width ? 0 : 3 * draw()));
  add("output_norm.weight", [width], () => 1);
  for (let layer = 0; layer < layers; layer += 1) {
    for (const part of ["attn_q", "attn_k", "attn_v", "attn_output"])
      add(`blk.${layer}.${part}.weight`, [width, width], random);
    for (const part of ["attn_norm", "ffn_norm"]) add(`blk.${layer}.${part}.weight`, [width], () => 1);
    for (const part of ["ffn_gate", "ffn_up"]) add(`blk.${layer}.${part}.weight`, [width, hidden], random);
    add(`blk.${layer}.ffn_down.weight`, [hidden, width], random);
  }

  const header = [text("general.architecture", "llama"), text("general.name", "Tiny noise")];
  const sizes = { context_length: contextTokens, embedding_length: width, block_count: layers };
  const more = {
    feed_forward_length: hidden,
    "attention.head_count": heads,
    "attention.head_count_kv": heads,
  };
  for (const [key, size] of Object.entries({
    ...sizes,
    ...more,
    "rope.dimension_count": width / heads,
    vocab_size: tokens.length,
  }))
    header.push(number(`llama.${key}`, size));
  header.push(entry("llama.attention.layer_norm_rms_epsilon", 6, float(1e-5)));
  header.push(text("tokenizer.ggml.model", "llama"), text("tokenizer.chat_template", chatTemplate));
  header.push(list("tokenizer.ggml.tokens", 8, tokens.map(string)));
  header.push(
    list(
      "tokenizer.ggml.scores",
      6,
      tokens.map((_, id) => float(-id)),
    ),
  );
  header.push(
    list(
      "tokenizer.ggml.token_type",
      5,
      tokens.map((_, id) => int32(kindOf(id))),
    ),
  );
  for (const [name, id] of Object.entries({ unknown: 0, bos: 1, eos: 2 }))
    header.push(number(`tokenizer.ggml.${name}_token_id`, id));
  for (const name of ["add_bos_token", "add_space_prefix"])
    header.push(entry(`tokenizer.ggml.${name}`, 7, Buffer.from([name === "add_bos_token" ? 1 : 0])));

  let offset = 0;
  const infos: Buffer[] = [];
  const data: Buffer[] = [];
  for (const { name, shape, values } of tensors) {
    const sized = shape.map((size) => long(size));
    infos.push(string(name), int32(shape.length), ...sized, int32(0), long(offset));
    const content = pad(Buffer.from(values.buffer, values.byteOffset, values.byteLength));
    data.push(content);
    offset += content.length;
  }
  const counts = [Buffer.from("GGUF"), int32(3), long(tensors.length), long(header.length)];
  return Buffer.concat([pad(Buffer.concat([...counts, ...header, ...infos])), ...data]);
}

function kindOf(id: number): number {
  if (id === 0) return kinds.unknown;
  if (id < 3) return kinds.control;
  return id < firstCharacter ? kinds.byte : kinds.normal;
}

/** Numbers between -1 and 1 that follow from the seed. */
function createDraw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x8000_0000 - 1;
  };
}

function entry(key: string, type: number, value: Buffer): Buffer {
  return Buffer.concat([string(key), int32(type), value]);
}

function text(key: string, value: string): Buffer {
  return entry(key, 8, string(value));
}

function number(key: string, value: number): Buffer {
  return entry(key, 4, int32(value));
}

function list(key: string, type: number, items: readonly Buffer[]): Buffer {
  return entry(key, 9, Buffer.concat([int32(type), long(items.length), ...items]));
}

function string(value: string): Buffer {
  const content = Buffer.from(value);
  return Buffer.concat([long(content.length), content]);
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

function long(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
}

function float(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeFloatLE(value);
  return buffer;
}

/** Parts of a file of this kind begin at multiples of 32 bytes. */
function pad(buffer: Buffer): Buffer {
  return Buffer.concat([buffer, Buffer.alloc((32 - (buffer.length % 32)) % 32)]);
}
