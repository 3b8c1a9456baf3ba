import { copyFileSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../support/run-command.ts";
import { writeFiles } from "../support/temporary-folder.ts";
import type { Step } from "../support/run-steps.ts";
import { namesProgram } from "./names-program.ts";
import type { Tarball } from "./pack-packages.ts";

/** The program that uses every public package; the workspace runs the same file as an example. */
const program = "examples/every-package.ts";

/** The program whose agents run in other processes, over a Redis; an example, too. */
const spreadProgram = "examples/several-processes.ts";

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

const nodeNext = { target: "ES2024", module: "NodeNext", moduleResolution: "NodeNext" };

/** The projects that users have, by the name of their configuration; declarations are checked in each of them. */
const projects = {
  NodeNext: nodeNext,
  bundler: { target: "ES2024", module: "Preserve", moduleResolution: "Bundler" },
  ES2022: { ...nodeNext, target: "ES2022", lib: ["ES2022"] },
} as const;

/** The `tsconfig.json` of a user's project; everything that it imports is checked, libraries included. */
export function createTsconfig(project: keyof typeof projects, programs = ["program.ts"]): string {
  const strictness = { strict: true, noEmit: true, types: ["node"], skipLibCheck: false };
  return JSON.stringify({
    compilerOptions: { ...projects[project], ...strictness },
    files: programs,
  });
}

/**
 * The steps that use the packages as a stranger does: `folder` lies outside the workspace, npm installs the
 * tarballs there, TypeScript checks programs that use each of them, declarations included, and Node runs them; the one that
 * needs a Redis only where `redis` says where there is one.
 */
export function createConsumerSteps(
  root: string,
  folder: string,
  tarballs: readonly Tarball[],
  redis: string | undefined,
): Step[] {
  const home = realpathSync(folder);
  const names = Object.keys(projects) as (keyof typeof projects)[];
  writeFiles(home, {
    "package.json": createManifest(root, tarballs),
    "names.js": namesProgram,
    ...Object.fromEntries(
      names.map((name) => [`tsconfig.${name}.json`, createTsconfig(name, ["program.ts", "spread.ts"])]),
    ),
  });
  copyFileSync(join(root, program), join(home, "program.ts"));
  copyFileSync(join(root, spreadProgram), join(home, "spread.ts"));
  const environment: Record<string, string> = redis === undefined ? {} : { REDIS_URL: redis };
  const createStep = (name: string, command: string, ...parameters: string[]): Step => ({
    name: `consumer: ${name}`,
    run() {
      const { succeeded, output } = runCommand(command, parameters, { folder: home, environment });
      return succeeded ? undefined : output;
    },
  });
  const compiler = "node_modules/typescript/bin/tsc";
  return [
    createStep("npm installs the tarballs", "npm", "install", "--no-audit", "--no-fund", "--loglevel=error"),
    ...names.map((name) =>
      createStep(`its programs type-check (${name})`, "node", compiler, "-p", `tsconfig.${name}.json`),
    ),
    createStep("its program runs", "node", "program.ts"),
    ...(redis === undefined
      ? []
      : [createStep("its agents run in other processes, one of which is killed", "node", "spread.ts")]),
    createStep("errors and records are shown by their names", "node", "names.js"),
  ];
}
