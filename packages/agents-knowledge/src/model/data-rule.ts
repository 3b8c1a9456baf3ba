import { fenceRule } from "@convoke/core";

/** What every system message says about the data in the user message; the same bytes each time. */
export const dataRule = `${fenceRule} Data here are texts of documents and pages, and what is asked about them.`;
