import { createRefusal, showValue } from "../retrieval/index-options.ts";
import { compileGlob } from "./glob.ts";

/**
 * Globs against a file's path from the root, of `*`, `?`, `**`, `[a-z]` and `{a,b}`; `*` also meets names that begin
 * with a dot.
 */
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
  if (typeof globs !== "string" && !Array.isArray(globs)) {
    throw createRefusal(
      option,
      `${option} is ${showValue(globs)}; pass a glob such as "guide/**", or a list of them.`,
    );
  }
  const list: readonly unknown[] = typeof globs === "string" ? [globs] : globs;
  const tests = list.map((glob) => {
    const compiled =
      typeof glob === "string" && glob !== "" ? compileGlob(glob) : { problem: "is no text, or empty" };
    if ("fits" in compiled) return compiled.fits;
    throw createRefusal(
      option,
      `${option} holds ${showValue(glob)}, which ${compiled.problem}; pass globs such as "guide/**" or "**/*.{md,txt}".`,
    );
  });
  return tests.length === 0 ? undefined : (file) => tests.some((fits) => fits(file));
}
