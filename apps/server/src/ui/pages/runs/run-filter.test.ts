import { describe, expect, test } from "vitest";
import { isFiltered, readFilter, writeFilter } from "./run-filter.ts";

const none = { status: undefined, strategy: undefined, agentType: undefined, search: undefined };

describe("readFilter", () => {
  test("reads back what writeFilter wrote", () => {
    const filter = {
      status: "failed",
      strategy: "graph",
      agentType: "my agent/2",
      search: "a & b = ?",
    } as const;
    const address = new URL(writeFilter(filter), "http://convoke.test");
    expect(address.pathname).toBe("/runs");
    expect(readFilter(address.search)).toEqual(filter);
  });

  test("leaves out what it does not know and what is empty", () => {
    expect(readFilter("?status=lost&strategy=guess&agent=&search=&page=3")).toEqual(none);
  });

  test("cuts a search to what the server takes", () => {
    expect(readFilter(`?search=${"x".repeat(300)}`).search).toHaveLength(200);
  });
});

describe("writeFilter", () => {
  test("is the plain address when nothing is filtered", () => {
    expect(writeFilter(none)).toBe("/runs");
    expect(isFiltered(none)).toBe(false);
    expect(isFiltered({ ...none, search: "a" })).toBe(true);
  });
});
