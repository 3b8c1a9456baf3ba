/**
 * Tests that change what other tests in their process would see: its environment, working folder, listeners, timers or
 * flags, or that keep a browser for as long as their file lasts. Each gets a worker of its own; all others share one
 * per core, since to start it and to load the modules takes longer than most files' tests.
 */
export const ownWorker: readonly string[] = [
  "packages/agents-browser/**/*.test.ts",
  "packages/agents-knowledge/src/library/create-library.test.ts",
  "packages/agents-planner/src/methods/careless-methods.test.ts",
  "packages/core/src/events/event-stream.test.ts",
  "packages/core/src/runtime/runtime.test.ts",
  "packages/core/test/events.test.ts",
  "packages/core/test/hostile-values.test.ts",
  "packages/core/test/nesting.test.ts",
  "packages/core/test/retention.test.ts",
  "packages/language-model/src/testing/record-replay.test.ts",
  "packages/language-model/test/openai-model.test.ts",
];
