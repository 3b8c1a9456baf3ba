import { TrieRouter } from "hono/router/trie-router";

interface Routed {
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}

/** Tells the methods that the routes of an app take at a path: none where there is nothing. */
export function createMethodFinder(app: Routed): (path: string) => readonly string[] {
  let router: TrieRouter<readonly string[]> | undefined;
  return (path) => {
    router ??= buildRouter(app);
    const [matches] = router.match("ALL", path);
    return [...new Set(matches.flatMap(([methods]) => methods))].sort();
  };
}

function buildRouter({ routes }: Routed): TrieRouter<readonly string[]> {
  const byPath = new Map<string, Set<string>>();
  for (const { method, path } of routes) {
    if (method === "ALL" || path.endsWith("*")) continue;
    const methods = byPath.get(path) ?? new Set();
    methods.add(method);
    if (method === "GET") methods.add("HEAD");
    byPath.set(path, methods);
  }
  const router = new TrieRouter<readonly string[]>();
  for (const [path, methods] of byPath) router.add("ALL", path, [...methods]);
  return router;
}
