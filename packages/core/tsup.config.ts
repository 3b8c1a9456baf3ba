import { defineConfig } from "tsup";
import { createTsupOptions } from "../../tooling/support/tsup-options.ts";

export default defineConfig(
  createTsupOptions({
    index: "src/index.ts",
    "artifact-folder/index": "src/artifact-folder/index.ts",
    "sqlite/index": "src/sqlite/index.ts",
    "sqlite/worker": "src/sqlite/worker.ts",
    "store-kit/index": "src/store-kit/index.ts",
    "testing/index": "src/testing/index.ts",
  }),
);
