import { copyFileSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../support/run-command.ts";
import { writeFiles } from "../support/temporary-folder.ts";
import type { Step } from "../support/run-steps.ts";
import type { Tarball } from "./pack-packages.ts";

/** The program that uses every public package; the workspace runs the same file as an example. */
const program = "examples/every-package.ts";

function createManifest(root: string, tarballs: readonly Tarball[]): string {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const dependencies = Object.fromEntries(tarballs.map(({ name, path }) => [name, `file:${path}`]));
  const tools = { typescript: devDependencies.typescript, "@types/node": devDependencies["@types/node"] };
  return JSON.stringify(
    { name: "consumer", private: true, type: "module", dependencies, devDependencies: tools },
    null,
    2,
  );
}

function createTsconfig(module: "NodeNext" | "Preserve"): string {
  const moduleResolution = module === "NodeNext" ? "NodeNext" : "Bundler";
  const compilerOptions = {
    target: "ES2024",
    module,
    moduleResolution,
    strict: true,
    noEmit: true,
    types: ["node"],
    skipLibCheck: false,
  };
  return JSON.stringify({ compilerOptions, files: ["program.ts"] });
}

/**
 * The steps that use the packages as a stranger does: `folder` lies outside the workspace, npm installs the
 * tarballs there, TypeScript checks a program that uses each of them, declarations included, and Node runs it.
 */
export function createConsumerSteps(root: string, folder: string, tarballs: readonly Tarball[]): Step[] {
  const home = realpathSync(folder);
  writeFiles(home, {
    "package.json": createManifest(root, tarballs),
    "tsconfig.json": createTsconfig("NodeNext"),
    "tsconfig.bundler.json": createTsconfig("Preserve"),
  });
  copyFileSync(join(root, program), join(home, "program.ts"));
  const createStep = (name: string, command: string, ...parameters: string[]): Step => ({
    name: `consumer: ${name}`,
    run() {
      const { succeeded, output } = runCommand(command, parameters, { folder: home });
      return succeeded ? undefined : output;
    },
  });
  const compiler = "node_modules/typescript/bin/tsc";
  return [
    createStep("npm installs the tarballs", "npm", "install", "--no-audit", "--no-fund", "--loglevel=error"),
    createStep("its program type-checks (NodeNext)", "node", compiler, "-p", "tsconfig.json"),
    createStep("its program type-checks (bundler)", "node", compiler, "-p", "tsconfig.bundler.json"),
    createStep("its program runs", "node", "program.ts"),
  ];
}
