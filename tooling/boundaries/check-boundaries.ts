import type { Problem } from "../support/problem.ts";
import { isTestFile } from "../support/source-files.ts";
import { checkFolders } from "./check-folders.ts";
import {
  type Edge,
  findPackage,
  type ImportGraph,
  readImportGraph,
  type WorkspacePackage,
} from "./import-graph.ts";
import { importsOfAllTests, packageRules } from "./layers.ts";

const isBuiltIn = (specifier: string): boolean => specifier.startsWith("node:");

/** `@scope/name/deep/file` → `@scope/name`. */
const nameOfPackage = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

function explainEdge(
  graph: ImportGraph,
  file: string,
  edge: Edge,
  owner: WorkspacePackage,
): string | undefined {
  const rule = packageRules[owner.name];
  const isTest = isTestFile(file);
  if (edge.specifier.startsWith(".")) {
    const target = edge.target as string;
    if (target.startsWith(`${owner.folder}/`)) return undefined;
    const isShippedCode = file.startsWith(`${owner.folder}/src/`) && !isTest;
    if (target.startsWith("tooling/") && !isShippedCode) return undefined;
    return `reaches out of ${owner.folder} with "${edge.specifier}"; import the other package by its name`;
  }
  const name = nameOfPackage(edge.specifier);
  if (name === owner.name) return undefined;
  if (graph.packages.some((each) => each.name === name)) {
    if (rule.mayImport.includes(edge.specifier)) return undefined;
    if (isTest && [...importsOfAllTests, ...(rule.testsMayImport ?? [])].includes(edge.specifier))
      return undefined;
    return `${owner.name} may not import ${edge.specifier} (allowed: ${rule.mayImport.join(", ") || "nothing"})`;
  }
  if (isTest || isBuiltIn(edge.specifier) || rule.npmPackages === undefined) return undefined;
  if (rule.npmPackages.includes(name) || !file.startsWith(`${owner.folder}/src/`)) return undefined;
  return `${owner.name} may not depend on ${name} (allowed: ${rule.npmPackages.join(", ") || "node: only"})`;
}

function checkPackages(graph: ImportGraph): Problem[] {
  const problems: Problem[] = [];
  for (const { name, folder } of graph.packages) {
    if (packageRules[name] === undefined) {
      problems.push({
        file: `${folder}/package.json`,
        message: `${name} has no rule; add it to tooling/boundaries/layers.ts`,
      });
    }
  }
  for (const [file, edges] of graph.files) {
    const owner = findPackage(graph, file);
    for (const edge of edges) {
      const message =
        owner === undefined
          ? explainTool(file, edge)
          : packageRules[owner.name] && explainEdge(graph, file, edge, owner);
      if (message !== undefined) problems.push({ file, line: edge.line, message });
    }
  }
  return problems;
}

/** The tools look at the packages from outside: as files, never as imports. */
function explainTool(file: string, edge: Edge): string | undefined {
  if (edge.target === undefined || edge.target.startsWith("tooling/") || isTestFile(file)) return undefined;
  return `tooling may not import ${edge.specifier}; it works on every package, also on a broken one`;
}

/** Checks every import of the repository against the tables in `layers.ts` and `folder-layers.ts`. */
export function checkBoundaries(root: string): Problem[] {
  const graph = readImportGraph(root);
  return [...checkPackages(graph), ...checkFolders(graph)];
}
