import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../tooling/support/run-command.ts";
import { createTemporaryFolder, writeFiles } from "../tooling/support/temporary-folder.ts";
import { workspaceRoot } from "../tooling/support/workspace-root.ts";

const examples = join(workspaceRoot, "examples");
const program = `
import { Orchestrator } from "@convoke/core";
import { createLinksAgent } from "./dist/index.js";
const orchestrator = new Orchestrator();
orchestrator.registerAgent(createLinksAgent({ name: "Built" }));
console.log(orchestrator.findAgents({ capability: "check_links" })[0].name);
`;

test("the third-party package's build gives JavaScript that registers, and declarations", () => {
  const folder = createTemporaryFolder(join(examples, ".temporary"));
  try {
    // The core is not built here, so its types are left to the check of the whole workspace.
    const options = ["--outDir", join(folder, "dist"), "--noCheck", "--noResolve"];
    const build = runCommand("tsc", ["-p", "tsconfig.json", ...options], {
      folder: join(examples, "third-party-agent"),
    });
    expect(build.succeeded, build.output).toBe(true);
    expect(readdirSync(join(folder, "dist"))).toEqual(
      expect.arrayContaining(["index.js", "index.d.ts", "links-agent.js", "links-agent.d.ts"]),
    );
    writeFiles(folder, { "main.js": program });
    const { output } = runCommand("node", ["--conditions=@convoke/source", "main.js"], { folder });
    expect(output).toBe("Built\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
