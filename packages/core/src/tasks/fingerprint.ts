import { tryWriteJson } from "../json/canonical-json.ts";

/** What tells one requested task from another. */
export interface FingerprintParts {
  readonly agentType?: string;
  readonly capability?: string;
  readonly agentName?: string;
  readonly description: string;
  readonly input?: unknown;
}

/**
 * Condenses what a task asks for into 14 characters (0-9, a-v), the same in every process.
 *
 * Equal requests have equal fingerprints whatever the order of their keys. An input that is not JSON is
 * left out, so such requests are told apart by agent and description only; nothing is ever thrown.
 *
 * The 64 bits are two MurmurHash3 lanes (Austin Appleby, https://github.com/aappleby/smhasher): the
 * x86_32 variant, and the same steps with constants of the x86_128 variant. Not for secrets.
 *
 * @example
 * fingerprint({ agentType: "knowledge", description: "Research React" }); // 14 characters
 */
export function fingerprint(parts: FingerprintParts): string {
  const { agentType, capability, agentName, description, input } = parts;
  const inputText = input === undefined ? undefined : tryWriteJson(input, true);
  // Lengths in front keep neighbouring parts apart; `-` says that a part is absent.
  return hashText(
    frame(agentType) + frame(capability) + frame(agentName) + frame(description) + (inputText ?? "-"),
  );
}

function frame(part: string | undefined): string {
  return part === undefined ? "-" : `${part.length}:${part}`;
}

/** Hashes UTF-16 code units, two to a block of 32 bits. */
function hashText(text: string): string {
  let left = 0x9747b28c;
  let right = 0x2f0b4c47;
  for (let index = 0; index < text.length; index += 2) {
    // The missing half of a last block reads as NaN, which the shift turns into 0; the length, mixed in below, tells.
    const block = text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16);
    let mixed = Math.imul(block, 0xcc9e2d51);
    mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    left ^= mixed;
    left = (Math.imul((left << 13) | (left >>> 19), 5) + 0xe6546b64) | 0;
    mixed = Math.imul(block, 0x38b34ae5);
    mixed = Math.imul((mixed << 17) | (mixed >>> 15), 0xa1e38b93);
    right ^= mixed;
    right = (Math.imul((right << 17) | (right >>> 15), 5) + 0x0bcaa747) | 0;
  }
  return encode(finish(left ^ text.length)) + encode(finish(right ^ text.length));
}

/** The finaliser of MurmurHash3: every bit of the input changes half of the output's. */
function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Seven digits of base 32, the highest first. */
function encode(word: number): string {
  return String.fromCharCode(
    digit(word >>> 30),
    digit(word >>> 25),
    digit(word >>> 20),
    digit(word >>> 15),
    digit(word >>> 10),
    digit(word >>> 5),
    digit(word),
  );
}

function digit(bits: number): number {
  const value = bits & 31;
  return value < 10 ? value + 48 : value + 87;
}
