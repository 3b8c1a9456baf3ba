/** Records that a page of `query` holds at most. */
export const pageSize = 100;

/** The same of brief ones. */
export const briefPageSize = 1_000;

/** Runs that a page of `listRuns` holds at most. */
export const runPageSize = 50;
