import type { FileCopy, IndexData, StoredFile } from "../retrieval/index-data.ts";
import { createIndexBuilder } from "../retrieval/index-builder.ts";
import { runStepsWithPauses } from "../retrieval/steps.ts";
import type { IndexLimits } from "./limits.ts";
import type { Pause } from "./pause.ts";
import type { SourceText } from "./read-source.ts";
import type { SourceFile } from "./source-file.ts";

/** A text with the name and the title that it gets in the index. */
export interface Entry {
  readonly name: string;
  readonly title: string;
  readonly package?: SourceFile["package"] | undefined;
  readonly text: SourceText;
  /** Counts, but is never refused for the number of bytes. */
  readonly isCarried?: boolean;
}

/** Where an entry ended up. */
type Placement =
  | { readonly file: number; readonly copyOf?: string }
  | { readonly refusal: "too_many_bytes" | "empty"; readonly message: string };

/** An index in the making that takes over as much of an earlier one as it can. */
export interface Assembly {
  add(entry: Entry): Promise<Placement>;
  /** The index; `isReused` when all columns are those of the earlier one. */
  finish(): Promise<{ readonly data: IndexData; readonly isReused: boolean }>;
}

/**
 * Creates an empty assembly. As long as the files are those of `previous`, in its order, nothing is copied;
 * from the first difference on, columns are copied where a text stands already and made where it does not.
 */
export function createAssembly({
  previous,
  limits,
  pause,
}: {
  previous: IndexData | undefined;
  limits: IndexLimits;
  pause: Pause;
}): Assembly {
  const builder = createIndexBuilder();
  const files: StoredFile[] = [];
  const copies = new Map<number, FileCopy[]>();
  const positions = new Map<string, number>();
  let totalBytes = 0;
  let isLikePrevious = true;

  /** Copies the files that were so far only noted. */
  async function diverge(): Promise<void> {
    if (!isLikePrevious) return;
    isLikePrevious = false;
    if (!previous) return;
    for (const [position, file] of files.entries()) {
      await runStepsWithPauses(builder.copy(previous, position, file), pause);
    }
  }

  return {
    async add({ name, title, package: about, text: source, isCarried }) {
      const { format, text, contentHash, pageStarts, columns } = source;
      const key = [format, contentHash, ...(pageStarts ?? [])].join(" ");
      const twin = positions.get(key);
      const aboutPackage = about && { package: about };
      if (twin !== undefined) {
        const others = copies.get(twin) ?? [];
        others.push({ file: name, title, ...aboutPackage });
        copies.set(twin, others);
        return { file: twin, copyOf: files[twin].file };
      }
      const bytes = Buffer.byteLength(text);
      if (!isCarried && totalBytes + bytes > limits.maxTotalBytes) {
        const message = `limits.maxTotalBytes is ${limits.maxTotalBytes}`;
        return { refusal: "too_many_bytes", message };
      }
      const stored = {
        file: name,
        format,
        contentHash,
        text,
        title,
        ...(pageStarts && { pageStarts }),
        ...aboutPackage,
      };
      const position = files.length;
      const reusable = columns && columns.data.files[columns.file].title === title ? columns : undefined;
      if (reusable?.data !== previous || reusable?.file !== position) await diverge();
      if (!isLikePrevious) {
        if (reusable) await runStepsWithPauses(builder.copy(reusable.data, reusable.file, stored), pause);
        else if ((await runStepsWithPauses(builder.add(stored), pause)) === 0 && !isCarried) {
          builder.dropLast();
          return { refusal: "empty", message: "nothing in it can be quoted" };
        }
      }
      totalBytes += bytes;
      positions.set(key, position);
      files.push(stored);
      return { file: position };
    },
    async finish() {
      const isReused = isLikePrevious && previous !== undefined && files.length === previous.files.length;
      if (!isReused) await diverge();
      const data = isReused ? previous : await runStepsWithPauses(builder.finish(), pause);
      const named = files.map((file, position) => {
        const others = copies.get(position);
        return others ? { ...file, copies: others } : file;
      });
      return { data: { ...data, files: named }, isReused };
    },
  };
}
