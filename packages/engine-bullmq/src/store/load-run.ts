import type { AnswerRecord, StoredRun } from "@convoke/core";
import { understand } from "./archive.ts";
import { toKeyedValue, toStoredRun } from "./from-replies.ts";
import type { Link } from "./link.ts";
import { encodeText } from "./store-text.ts";

/** Records of each kind that one slice holds: Redis does nothing else while it reads them. */
const sliceSize = 500;
/** How often a run that changes between its slices is read anew, before it is read in one go. */
const maxRestarts = 3;
/** Texts of one task, step, ticket and answer. */
const textsPerRecord = [3, 1, 1, 1];

/** Reads the answers of a run in the order in which they came. */
export async function loadAnswers(link: Link, runId: string): Promise<readonly AnswerRecord[]> {
  const texts: string[] = [];
  for (;;) {
    const terms = [encodeText(runId), String(sliceSize), String(texts.length)];
    const [, found] = await link.read("loadAnswers", terms);
    texts.push(...(found as readonly string[]));
    if ((found as readonly string[]).length < sliceSize) break;
  }
  return understand(() => texts.map((text) => toKeyedValue(text)));
}

/** Reads a run with everything of it, as it stands between two commits. */
export async function loadRun(link: Link, runId: string): Promise<StoredRun | undefined> {
  for (let restarts = 0; ; restarts++) {
    const size = restarts < maxRestarts ? sliceSize : 1_000_000_000;
    const lists: string[][] = [[], [], [], []];
    let state: unknown;
    for (;;) {
      const offsets = lists.map((list, kind) => String(list.length / textsPerRecord[kind]));
      const [outcome, its, ...reply] = await link.read("load", [encodeText(runId), String(size), ...offsets]);
      if (outcome === "none") return undefined;
      if (state !== undefined && state !== its) break;
      state = its;
      const found = reply.slice(3) as readonly (readonly string[])[];
      for (const [kind, texts] of found.entries()) for (const text of texts) lists[kind].push(text);
      const goesOn = found.some((texts, kind) => texts.length === size * textsPerRecord[kind]);
      if (!goesOn) return understand(() => toStoredRun(reply, lists));
    }
  }
}
