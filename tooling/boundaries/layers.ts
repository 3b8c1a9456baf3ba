/**
 * Who may import whom: the layer table of ARCHITECTURE.md as data. Change a rule here, nowhere else.
 *
 * Tests may cross the borders between the folders of their package, and use their package's development
 * dependencies; for everything else they keep to this table.
 */

/** What a workspace package may import of the others, and of npm. */
export interface PackageRule {
  /** The workspace packages that it may import. */
  readonly mayImport: readonly string[];
  /** What its tests may import besides. */
  readonly testsMayImport?: readonly string[];
  /** The npm packages that its published code may import; left out: whatever its package.json declares. */
  readonly npmPackages?: readonly string[];
}

/** Imports point downwards: a package may only name packages further down in this table. */
export const packageRules: Readonly<Record<string, PackageRule>> = {
  "@convoke/demo": {
    mayImport: [
      "@convoke/server/client",
      "convoke",
      "@convoke/enhanced-agent",
      "@convoke/language-model",
      "@convoke/agents-browser",
      "@convoke/agents-knowledge",
      "@convoke/agents-planner",
      "@convoke/core",
      "@convoke/core/artifact-folder",
      "@convoke/core/sqlite",
      "@convoke/bundled-chromium",
    ],
  },
  "@convoke/benchmarks": {
    mayImport: [
      "@convoke/server",
      "@convoke/engine-bullmq",
      "convoke",
      "@convoke/enhanced-agent",
      "@convoke/language-model",
      "@convoke/language-model/testing",
      "@convoke/agents-browser",
      "@convoke/agents-knowledge",
      "@convoke/agents-planner",
      "@convoke/core",
      "@convoke/core/sqlite",
    ],
  },
  "@convoke/server": {
    mayImport: [
      "convoke",
      "@convoke/enhanced-agent",
      "@convoke/enhanced-agent/sqlite",
      "@convoke/language-model",
      "@convoke/agents-browser",
      "@convoke/agents-knowledge",
      "@convoke/agents-planner",
      "@convoke/core",
      "@convoke/core/artifact-folder",
      "@convoke/core/sqlite",
    ],
  },
  "@convoke/examples": {
    mayImport: [
      "@convoke/server",
      "@convoke/server/client",
      "@convoke/engine-bullmq",
      "convoke",
      "@convoke/enhanced-agent",
      "@convoke/enhanced-agent/sqlite",
      "@convoke/language-model",
      "@convoke/language-model/testing",
      "@convoke/agents-browser",
      "@convoke/agents-knowledge",
      "@convoke/agents-planner",
      "@convoke/conformance",
      "@convoke/core",
      "@convoke/core/artifact-folder",
      "@convoke/core/sqlite",
      "@convoke/core/testing",
    ],
  },
  convoke: {
    mayImport: [
      "@convoke/enhanced-agent",
      "@convoke/language-model",
      "@convoke/agents-browser",
      "@convoke/agents-knowledge",
      "@convoke/agents-planner",
      "@convoke/core",
    ],
  },
  "@convoke/bundled-chromium": { mayImport: [] },
  "@convoke/enhanced-agent": {
    mayImport: ["@convoke/language-model", "@convoke/core"],
    testsMayImport: ["@convoke/agents-knowledge", "@convoke/agents-planner", "@convoke/core/sqlite"],
  },
  "@convoke/agents-browser": { mayImport: ["@convoke/core"] },
  "@convoke/agents-knowledge": { mayImport: ["@convoke/core"] },
  "@convoke/agents-planner": { mayImport: ["@convoke/core"] },
  "@convoke/engine-bullmq": {
    mayImport: ["@convoke/core", "@convoke/core/store-kit"],
    npmPackages: ["bullmq", "ioredis"],
  },
  "@convoke/conformance": {
    mayImport: ["@convoke/core", "@convoke/core/testing"],
    testsMayImport: ["@convoke/core/sqlite"],
    npmPackages: [],
  },
  "@convoke/language-model": { mayImport: ["@convoke/core", "@convoke/core/testing"] },
  "@convoke/core": { mayImport: [], npmPackages: [] },
};

/** What the tests of every package may import beside what their package may. */
export const importsOfAllTests: readonly string[] = [
  "@convoke/core/artifact-folder",
  "@convoke/core/testing",
  "@convoke/conformance",
  "@convoke/language-model/testing",
];
