import { readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";
import { findLine, type Problem } from "../support/problem.ts";
import { isTestFile, listSourceFiles } from "../support/source-files.ts";
import { type SyntaxNode, walkTree } from "../support/syntax-tree.ts";

/** Globals that read the clock, start a timer or draw chance. */
const bannedGlobals = new Set(["setTimeout", "setInterval", "setImmediate"]);

/** The same as members of something else. */
const bannedMembers = new Set([
  "Date.now",
  "Math.random",
  "performance.now",
  "performance.timeOrigin",
  "AbortSignal.timeout",
  "process.hrtime",
]);

/** Members that are banned whatever they are taken from. */
const bannedEverywhere = new Set(["randomUUID", "getRandomValues", "randomBytes", "randomInt"]);

/** Modules that are nothing but timers and clocks. */
const bannedModules = new Set(["timers", "timers/promises", "perf_hooks"]);

/** What only tests may not do: wait for real time to pass. */
const bannedInTests = new Set([
  "sleep",
  "Atomics.wait",
  "vi.waitFor",
  "vi.waitUntil",
  "expect.poll",
  "systemRuntime.schedule",
]);

/** Files and folders that need the real thing. `names` left out: everything is allowed. */
const allowances: readonly { path: string; names?: readonly string[]; reason: string }[] = [
  {
    path: "packages/core/src/runtime/",
    reason: "the one place that touches the platform's clock and chance",
  },
  {
    path: "packages/core/src/testing/manual-runtime.ts",
    names: ["setImmediate"],
    reason: "lets promises settle between two moments of the manual clock",
  },
  {
    path: "apps/benchmarks/",
    names: ["performance.now", "process.hrtime", "node:perf_hooks"],
    reason: "measures",
  },
];

const nameOf = (node: unknown): string | undefined => {
  const { type, name, value } = (node ?? {}) as SyntaxNode;
  if (type === "Identifier") return name as string;
  return type === "Literal" && typeof value === "string" ? value : undefined;
};

/** `globalThis.Date.now` → `Date.now`, and `"now"` for a member of an unnamed thing. */
function nameMember(node: SyntaxNode): string | undefined {
  const property = nameOf(node.property);
  if (property === undefined || (node.computed && (node.property as SyntaxNode).type !== "Literal"))
    return undefined;
  const object = node.object as SyntaxNode;
  const owner = object.type === "MemberExpression" ? nameMember(object)?.split(".").pop() : nameOf(object);
  return owner === undefined || owner === "globalThis" || owner === "global"
    ? property
    : `${owner}.${property}`;
}

/** Whether an identifier stands for the global of that name, not for a field, a key or a type. */
function isReference(parent: SyntaxNode | undefined, field: string): boolean {
  if (parent === undefined || parent.type.startsWith("TS")) return false;
  if (parent.type === "MemberExpression") return field === "object";
  return !(field === "key" && parent.computed !== true && parent.shorthand !== true);
}

function nameBanned(
  node: SyntaxNode,
  parent: SyntaxNode | undefined,
  field: string,
  inTest: boolean,
): string | undefined {
  if (node.type === "Identifier" && bannedGlobals.has(node.name as string) && isReference(parent, field)) {
    return node.name as string;
  }
  if (node.type === "MemberExpression") {
    const member = nameMember(node);
    if (member === undefined) return undefined;
    if (bannedMembers.has(member) || bannedGlobals.has(member) || (inTest && bannedInTests.has(member)))
      return member;
    const last = member.split(".").pop() as string;
    return bannedEverywhere.has(last) ? last : undefined;
  }
  if (
    node.type === "NewExpression" &&
    nameOf(node.callee) === "Date" &&
    (node.arguments as unknown[]).length === 0
  ) {
    return "new Date()";
  }
  if (node.type === "CallExpression") {
    const callee = nameOf(node.callee);
    if (callee === "Date") return "Date()";
    return inTest && callee !== undefined && bannedInTests.has(callee) ? callee : undefined;
  }
  if (node.type === "ImportDeclaration") {
    const module = nameOf(node.source)?.replace(/^node:/, "");
    return module !== undefined && bannedModules.has(module) ? `node:${module}` : undefined;
  }
  if (node.type === "ImportSpecifier") {
    const imported = nameOf(node.imported);
    return imported !== undefined && bannedEverywhere.has(imported) ? imported : undefined;
  }
  return undefined;
}

/** Finds raw time and chance outside `packages/core/src/runtime/`, and waiting in tests. */
export function checkRawTime(root: string): Problem[] {
  return listSourceFiles(root).flatMap((file) => {
    const allowance = allowances.find(({ path }) => file.startsWith(path));
    if (allowance !== undefined && allowance.names === undefined) return [];
    const text = readFileSync(`${root}/${file}`, "utf8");
    const problems = new Map<string, Problem>();
    walkTree(parseSync(file, text).program, (node, parent, field) => {
      const name = nameBanned(node, parent, field, isTestFile(file));
      if (name === undefined || allowance?.names?.includes(name)) return;
      const line = findLine(text, node.start);
      const message = `uses ${name}; take time, ids and chance from the injected runtime (in tests: createManualRuntime)`;
      problems.set(`${line} ${name}`, { file, line, message });
    });
    return [...problems.values()];
  });
}
