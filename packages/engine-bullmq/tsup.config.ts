import { defineConfig } from "tsup";
import { createTsupOptions } from "../../tooling/support/tsup-options.ts";

export default defineConfig(createTsupOptions({ index: "src/index.ts" }));
