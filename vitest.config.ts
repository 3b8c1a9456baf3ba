import { defineConfig } from "vitest/config";
import { listOwnWorkerTests } from "./tooling/support/own-worker.ts";
import { SlowestFirst } from "./tooling/support/slowest-first.ts";

/** The condition that leads every workspace package to its source, so that tests need no build. */
const conditions = ["@convoke/source", "node", "import", "module", "default"];

/** Where a machine-readable report goes, beside what a person sees; continuous integration counts with it. */
const reportFile = process.env.CONVOKE_TEST_REPORT;

const include = [
  "{packages,apps}/*/{src,test}/**/*.test.{ts,tsx}",
  "examples/**/*.test.ts",
  "tooling/**/*.test.ts",
  "docs/**/*.test.ts",
];
const exclude = ["**/node_modules/**", "**/dist/**", "**/.temporary/**"];

const ownWorker = listOwnWorkerTests(import.meta.dirname);

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    environment: "node",
    // Tests wait for compilers, programs and browsers of their own: a core that is kept free for them would be idle.
    maxWorkers: "100%",
    globalSetup: [
      "tooling/support/share-compile-cache.ts",
      "tooling/support/share-demo-index.ts",
      "tooling/support/prepare-browser.ts",
      "tooling/support/prepare-redis.ts",
    ],
    sequence: { sequencer: SlowestFirst },
    // Tests, and the programs that they start, ask no model of whoever runs them; empty texts overrule a `.env`, too.
    env: { LLM_API_KEY: "", LLM_BASE_URL: "", LLM_MODEL: "" },
    // Some tests start a compiler or a program of their own, which takes its time on a small machine.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: "shared", isolate: false, include, exclude: [...exclude, ...ownWorker] },
      },
      { extends: true, test: { name: "alone", include: ownWorker, exclude } },
    ],
    reporters: reportFile ? ["default", ["json", { outputFile: reportFile }]] : ["default"],
    coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], exclude: ["**/*.test.ts"] },
  },
});
