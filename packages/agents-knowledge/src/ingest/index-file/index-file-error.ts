import { ErrorCode, OrchestrationError } from "@convoke/core";

/** What is wrong with an index file. */
export type IndexFileProblem = "missing" | "unreadable" | "not_an_index" | "other_version" | "corrupt";

const descriptions: Readonly<Record<IndexFileProblem, string>> = {
  missing: "does not exist",
  unreadable: "cannot be read",
  not_an_index: "is not an index file",
  other_version: "was written by another version",
  corrupt: "is damaged or incomplete",
};

/** An error that names the file, what is wrong with it (`details.problem`) and what to do. */
export function createIndexFileError(
  file: string,
  problem: IndexFileProblem,
  cause?: unknown,
): OrchestrationError {
  const why = problem === "unreadable" && cause instanceof Error ? ` (${cause.message})` : "";
  return new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `The index file ${file} ${descriptions[problem]}${why}; make it anew with buildIndex({ folders, file }).`,
    { ...(cause !== undefined && { cause }), details: { file, problem } },
  );
}

/** What is wrong with an index file in words, for an error that `createIndexFileError` made. */
export function describeProblem(error: OrchestrationError): string {
  const { problem } = (error.details ?? {}) as { problem?: IndexFileProblem };
  return problem === undefined ? error.message : `it ${descriptions[problem]}`;
}
