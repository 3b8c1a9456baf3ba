/** A file that was found and may be read. */
export interface SourceFile {
  /** Absolute path. */
  readonly path: string;
  /** The installed package that it documents. */
  readonly package?: { readonly name: string; readonly version: string };
}

/** What a search for files yields: a file to read, or one to report as skipped. */
export type FoundFile =
  | { readonly kind: "source"; readonly source: SourceFile }
  | {
      readonly kind: "skip";
      readonly path: string;
      readonly reason: "unsupported_type" | "symbolic_link" | "left_out" | "too_deep" | "unreadable";
      readonly message: string;
    };
