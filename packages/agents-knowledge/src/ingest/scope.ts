import { createHash } from "node:crypto";
import { z } from "zod";
import { ErrorCode, OrchestrationError } from "@convoke/core";
import { createIndexBuilder } from "../retrieval/index-builder.ts";
import { runSteps } from "../retrieval/steps.ts";
import { hashText } from "../text/hash-text.ts";
import type { FilterOptions } from "./file-filter.ts";
import type { IndexLimits } from "./limits.ts";

/** What an index was made of, so that it can be made again. */
export interface Scope extends FilterOptions {
  /** Absolute paths; none for a project. */
  readonly folders: readonly string[];
  /** Absolute; only without folders. */
  readonly project?: string | undefined;
  readonly limits: IndexLimits;
}

/** What an index was made of, as far as it tells; limits are completed and checked again. */
type BuildScope = Omit<Scope, "limits"> & { readonly limits: Partial<IndexLimits> };

/** Raise it when documents are read, divided or searched in another way that `sample` does not show. */
const contentVersion = 5;

const sample =
  "# Sampling words\n\nRunning p-queue v1.2.0, it's `AbortSignal.timeout(5)` behaviour. **Not** [here](https://x.example).\n\n" +
  "| a | b |\n|---|---|\n| 1,000 | café |\n\n```js\nrun();\n```\n\nOne. Two e.g. three!\n";

/** A scope as text: equal for the same documents, read and searched in the same way. */
export function writeScope({ folders, project, include, exclude, limits }: Scope): string {
  const list = (globs: string | readonly string[] | undefined): readonly string[] =>
    typeof globs === "string" ? [globs] : (globs ?? []);
  return JSON.stringify({
    version: `${contentVersion} ${describeReading()}`,
    folders,
    project: folders.length > 0 ? undefined : project,
    include: list(include),
    exclude: list(exclude),
    limits,
  });
}

const scopeSchema = z.object({
  folders: z.array(z.string()),
  project: z.string().optional(),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  limits: z.record(z.string(), z.number()),
});

/** Reads what `writeScope` wrote; an index file may bring something else. */
export function readScope(scope: string): BuildScope {
  try {
    return scopeSchema.parse(JSON.parse(scope));
  } catch (cause) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      "The index does not tell what it was made of; make it anew with buildIndex({ folders, file }).",
      { cause, details: { option: "index" } },
    );
  }
}

let reading: string | undefined;

/** How texts become passages and terms, seen on a sample: an index file of an older way is not used. */
function describeReading(): string {
  if (reading !== undefined) return reading;
  const builder = createIndexBuilder();
  for (const [file, format] of [
    ["a.md", "markdown"],
    ["a.ts", "source"],
    ["a.txt", "text"],
  ] as const) {
    const stored = { file, format, text: sample, title: "Sample", contentHash: hashText(sample) };
    runSteps(builder.add(stored));
  }
  const { terms, stream, unitStart, unitEnd, unitKind, titles, simHashLow, distinction } = runSteps(
    builder.finish(),
  );
  const hash = createHash("sha256").update(JSON.stringify([[...terms.keys()], titles]));
  for (const column of [stream, unitStart, unitEnd, unitKind, simHashLow, distinction]) hash.update(column);
  return (reading = hash.digest("hex").slice(0, 16));
}
