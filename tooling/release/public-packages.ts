import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A package that gets published. */
export interface PublicPackage {
  readonly name: string;
  readonly version: string;
  /** The path from the root, e.g. `packages/core`. */
  readonly folder: string;
}

/** Lists the packages below `packages/` that are not private. */
export function listPublicPackages(root: string): PublicPackage[] {
  return readdirSync(`${root}/packages`)
    .map((entry) => `packages/${entry}`)
    .filter((folder) => existsSync(`${root}/${folder}/package.json`))
    .map((folder) => ({
      folder,
      manifest: JSON.parse(readFileSync(`${root}/${folder}/package.json`, "utf8")),
    }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest: { name, version } }) => ({ name, version, folder }));
}
