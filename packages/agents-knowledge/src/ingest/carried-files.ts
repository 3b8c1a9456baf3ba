import type { FileRecord, IndexState } from "../retrieval/index-state.ts";
import type { Entry } from "./assembly.ts";

/** A file of an index that is taken into the next one without looking at the disk. */
export interface CarriedFile {
  readonly entry: Entry;
  /** Absent for a text from memory. */
  readonly record?: FileRecord | undefined;
}

/** An index's files under all their names, except for those whose paths are looked at anyway. */
export function listCarriedFiles({ data, records }: IndexState, looked: ReadonlySet<string>): CarriedFile[] {
  const recordOfName = new Map(records.map((record) => [record.name, record]));
  return data.files.flatMap(({ copies = [], ...stored }, file) =>
    [stored, ...copies].flatMap(({ file: name, title, package: about }): CarriedFile[] => {
      const record = recordOfName.get(name);
      if (record && looked.has(record.path)) return [];
      const { format, text: content, contentHash, pageStarts } = stored;
      const text = { format, text: content, contentHash, columns: { data, file } };
      return [
        {
          entry: {
            name,
            title,
            package: about,
            isCarried: true,
            text: { ...text, ...(pageStarts && { pageStarts }) },
          },
          record,
        },
      ];
    }),
  );
}
