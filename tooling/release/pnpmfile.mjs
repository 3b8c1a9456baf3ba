/** What pnpm asks for when it packs or publishes a package; `pnpm-workspace.yaml` names this file. */
export const hooks = {
  /** Leaves out of a published `package.json` what works in the workspace only. */
  beforePacking: (manifest) => ({ ...manifest, scripts: undefined, devDependencies: undefined }),
};
