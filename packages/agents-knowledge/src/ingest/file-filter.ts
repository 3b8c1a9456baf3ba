import picomatch from "picomatch";
import { ErrorCode, OrchestrationError } from "@convoke/core";

/** Globs against a file's path from the root; `*` also meets names that begin with a dot. */
export interface FilterOptions {
  readonly include?: string | readonly string[];
  readonly exclude?: string | readonly string[];
}

/** Tells by its path whether a file is wanted. */
export type FileFilter = (file: string) => boolean;

/**
 * Creates a test for paths: one of `include` fits (all, when there is none) and none of `exclude`.
 *
 * @example
 * createFileFilter({ include: "guide/**" })("guide/start.md"); // true
 */
export function createFileFilter({ include, exclude }: FilterOptions): FileFilter {
  const isIncluded = compile("include", include);
  const isExcluded = compile("exclude", exclude);
  return (file) => (isIncluded?.(file) ?? true) && !(isExcluded?.(file) ?? false);
}

function compile(
  option: string,
  globs: string | readonly string[] | undefined,
): ((file: string) => boolean) | undefined {
  if (globs === undefined) return undefined;
  const list = typeof globs === "string" ? [globs] : [...globs];
  const wrong = list.find((glob) => typeof glob !== "string" || glob === "");
  if (wrong !== undefined) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `${option} holds ${JSON.stringify(wrong)}; pass globs such as "guide/**" or "**/*.md".`,
      { details: { option } },
    );
  }
  return list.length === 0 ? undefined : picomatch(list, { dot: true });
}
