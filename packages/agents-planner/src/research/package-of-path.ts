/**
 * The package to which a file of an installed package belongs, also inside the folders of pnpm; `undefined` for other
 * paths.
 *
 * @example
 * findPackageOfPath("node_modules/.pnpm/zod@4.1.0/node_modules/zod/README.md")?.name; // "zod"
 */
export function findPackageOfPath(path: string): { name: string; ecosystem: string } | undefined {
  const python = /(?:site|dist)-packages\/(\w[\w.-]*?)(?:-\d[\w.]*\.dist-info)?(?:\/|$)/.exec(path)?.[1];
  if (python !== undefined) return { name: python, ecosystem: "Python" };
  const start = path.lastIndexOf("node_modules/");
  const inside = start < 0 ? undefined : path.slice(start + "node_modules/".length);
  const name = inside?.startsWith(".pnpm/")
    ? readStoreFolder(inside.slice(".pnpm/".length))
    : /^((?:@[\w.-]+\/)?[a-z\d_~][\w.-]*)(?=[/:\s]|$)/i.exec(inside ?? scopedAlone(path))?.[1];
  return name === undefined || name === "" ? undefined : { name, ecosystem: "JavaScript" };
}

/** "@types+node@24.0.0_peer@1" is the folder of "@types/node". */
function readStoreFolder(path: string): string | undefined {
  const name = /^(@?[^@/]+)@\d/.exec(path)?.[1]?.replace("+", "/");
  return name !== undefined && /^(?:@[\w.-]+\/)?[a-z\d][\w.-]*$/i.test(name) ? name : undefined;
}

/** A path may begin with the package itself when its folder is what was read: "@scope/name/README.md". */
function scopedAlone(path: string): string {
  return /^@[a-z][\w.-]*\/[a-z][\w.-]*\//i.test(path) ? path : "";
}
