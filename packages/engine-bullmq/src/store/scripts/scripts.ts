import { createHash } from "node:crypto";
import { commit } from "./commit.ts";
import { answer, prune } from "./housekeeping.ts";
import { claim, release, renew } from "./leases.ts";
import { open } from "./open.ts";
import { events, lastCursor, runs, tasks } from "./listings.ts";
import { find, findRun, load, loadAnswers } from "./reading.ts";

const texts = {
  open,
  claim,
  renew,
  release,
  commit,
  answer,
  prune,
  find,
  findRun,
  load,
  loadAnswers,
  runs,
  tasks,
  events,
  lastCursor,
};

export type ScriptName = keyof typeof texts;

/** A script as Redis keeps it. */
export interface Script {
  readonly text: string;
  /** By which Redis knows the text. */
  readonly sha: string;
}

/** All scripts of the store. */
export const scripts = Object.fromEntries(
  Object.entries(texts).map(([name, text]) => [
    name,
    { text, sha: createHash("sha1").update(text).digest("hex") },
  ]),
) as Readonly<Record<ScriptName, Script>>;
