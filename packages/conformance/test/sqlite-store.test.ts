import { describe, test } from "vitest";
import { runCases, storeCases } from "../src/index.ts";
import { createSqliteContext } from "./sqlite-context.ts";

describe("sqliteStore keeps every promise of a store", () => {
  runCases(test, storeCases, createSqliteContext);
});
