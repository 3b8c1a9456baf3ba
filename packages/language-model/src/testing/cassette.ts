import { readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ErrorCode, type ModelReply, type ModelRequest, OrchestrationError } from "@convoke/core";

/** A request as it is kept: without its signal and its purpose, which do not change what a model says. */
export type RecordedRequest = Omit<ModelRequest, "signal" | "purpose">;

/** A reply, and the pieces in which a stream told it. */
export interface RecordedReply {
  readonly reply: ModelReply;
  readonly pieces?: readonly string[];
}

/** A request and what a model said to it, each time it was asked. */
export interface CassetteEntry {
  /** SHA-256 of the request in canonical JSON. */
  readonly key: string;
  /** What the call was for when it was recorded. */
  readonly purpose: string;
  readonly request: RecordedRequest;
  readonly replies: RecordedReply[];
}

/** What was recorded, as a file holds it. */
export interface Cassette {
  readonly version: 1;
  readonly entries: CassetteEntry[];
}

const maxEntries = 10_000;
const maxBytes = 64 * 1024 * 1024;

/** An empty cassette, to be kept in memory. */
export function createCassette(): Cassette {
  return { version: 1, entries: [] };
}

/** Reads a cassette; a file that is missing or none throws `invalid_argument`. */
export function readCassette(path: string): Cassette {
  let value: unknown;
  try {
    const text = readFileSync(path, "utf8");
    if (text.length > maxBytes) throw new Error(`it is longer than ${maxBytes} characters`);
    value = JSON.parse(text);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const what = code === "ENOENT" ? "There is no cassette" : "This is no cassette, or it cannot be read:";
    throw refuse(`${what} ${path}${code === "ENOENT" ? "." : ` (${message.slice(0, 200)}).`}`, path, cause);
  }
  requireCassette(value, path);
  return value;
}

/** Refuses what is not shaped like a cassette. */
export function requireCassette(value: unknown, name: string): asserts value is Cassette {
  const { version, entries } = (value ?? {}) as Partial<Cassette>;
  if (version !== 1 || !Array.isArray(entries))
    throw refuse(`${name} is no cassette: it has no version 1 and no entries.`, name);
  const at = entries.findIndex(
    ({ key, request, replies } = {} as never) =>
      typeof key !== "string" || !Array.isArray(request?.messages) || !Array.isArray(replies),
  );
  if (at !== -1)
    throw refuse(`${name} is no cassette: entries[${at}] has no key, no request or no replies.`, name);
}

/** Adds a reply to a cassette. */
export function addReply(
  { entries }: Cassette,
  entry: Omit<CassetteEntry, "replies">,
  reply: RecordedReply,
): void {
  const known = entries.find(({ key }) => key === entry.key);
  if (known !== undefined) known.replies.push(reply);
  else if (entries.length < maxEntries) entries.push({ ...entry, replies: [reply] });
  else
    throw refuse(
      `The cassette has ${maxEntries} entries and takes no more. Spread the calls over several.`,
      "cassette",
    );
}

/** Replaces the file as a whole, in a folder that is made when there is none: whoever reads sees the old cassette or the new one, also after a crash. */
export async function writeCassette(path: string, cassette: Cassette): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(beside, `${JSON.stringify(cassette, null, 2)}\n`, { flush: true });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function refuse(what: string, name: string, cause?: unknown): OrchestrationError {
  const message = `${what} Record it anew: { mode: "record" }, or CONVOKE_RECORD=1 in the environment.`;
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, {
    ...(cause !== undefined && { cause }),
    details: { cassette: name },
  });
}
