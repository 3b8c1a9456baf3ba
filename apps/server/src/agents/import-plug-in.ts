import { registerHooks } from "node:module";
import { isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

let imports = 0;

/**
 * Imports a plug-in by its path or by the name of its package, both as seen from a folder and not from where the server's own code lies.
 */
export async function importPlugIn(
  plugIn: string,
  folder: string,
): Promise<Readonly<Record<string, unknown>>> {
  if (plugIn.startsWith(".") || isAbsolute(plugIn))
    return import(/* @vite-ignore */ pathToFileURL(resolve(folder, plugIn)).href);
  if (plugIn.startsWith("file:")) return import(/* @vite-ignore */ plugIn);
  // The platform resolves names from the file that imports; a hook says that it stands in the folder.
  const stand = `convoke-plug-in:${++imports}`;
  const parentURL = pathToFileURL(join(folder, "plug-ins.js")).href;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === stand ? next(plugIn, { ...context, parentURL }) : next(specifier, context),
  });
  try {
    return await import(/* @vite-ignore */ stand);
  } finally {
    hooks.deregister();
  }
}
