import { mkdirSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { runCommand } from "../support/run-command.ts";
import { listPublicPackages, type PublicPackage } from "./public-packages.ts";

/** A public package and the file that would be uploaded for it. */
export interface Tarball extends PublicPackage {
  readonly path: string;
}

/** Packs every public package, as built, into `destination`; a package that cannot be packed throws. */
export function packPackages(root: string, destination: string): Tarball[] {
  return listPublicPackages(root).map((each) => {
    const folder = join(destination, basename(each.folder));
    mkdirSync(folder, { recursive: true });
    const { succeeded, output } = runCommand("pnpm", ["pack", "--pack-destination", folder], {
      folder: join(root, each.folder),
    });
    const file = readdirSync(folder).find((name) => name.endsWith(".tgz"));
    if (!succeeded || file === undefined) throw new Error(`${each.name} could not be packed:\n${output}`);
    return { ...each, path: join(folder, file) };
  });
}
