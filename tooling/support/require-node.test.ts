import { createRequire } from "node:module";
import { expect, test } from "vitest";

const { explainOldNode } = createRequire(import.meta.url)("./require-node.cjs") as {
  explainOldNode(version: string): string | undefined;
};

test("`explainOldNode` accepts Node 22.18 and everything later", () => {
  for (const version of ["22.18.0", "22.19.1", "24.21.0", "26.0.0"])
    expect(explainOldNode(version)).toBeUndefined();
});

test("`explainOldNode` says what is too old and how to get a newer one", () => {
  for (const version of ["8.17.0", "20.20.2", "22.17.9"]) {
    expect(explainOldNode(version)).toContain(`this is Node ${version}`);
    expect(explainOldNode(version)).toContain("npx --yes pnpm@12.21.0");
  }
});
