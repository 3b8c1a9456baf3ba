import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import type { Context, MiddlewareHandler } from "hono";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly tag: string;
  /** Names with a hash never mean anything else later. */
  readonly isFixed: boolean;
  readonly encoded: { readonly [Encoding in "br" | "gzip"]?: Uint8Array<ArrayBuffer> };
}

/** What can only be a file, since no page is called so: ids of runs, which pages end with, may have dots. */
const fileLike = /^\/+(?:assets\/.*|[^/]*\.[^/]*)$/;

/** Paths that are never pages of the dashboard. */
const reserved = /^\/(?:api|metrics|healthz|readyz)(?:\/|$)/;

/**
 * Serves a built dashboard from memory: only what was there when the server started can be asked for. Paths that name no file are
 * pages, which the dashboard tells apart itself.
 */
export async function createDashboard(folder: string): Promise<MiddlewareHandler> {
  const files = await readFolder(folder);
  const page = files.get("/index.html");
  return async (context, next) => {
    const { path } = context.req;
    if (reserved.test(path)) return next();
    const isPage = !fileLike.test(path);
    const file = files.get(path) ?? (isPage ? page : undefined);
    if (file !== undefined) return send(context, file);
    if (!isPage) return next();
    return context.text(
      "The dashboard has not been built: start the server with `pnpm serve`, which builds it.\n",
      503,
    );
  };
}

function send(context: Context, { bytes, type, tag, isFixed, encoded }: StaticFile): Response {
  context.header("cache-control", isFixed ? "public, max-age=31536000, immutable" : "no-cache");
  context.header("vary", "accept-encoding");
  const accepted = context.req.header("accept-encoding") ?? "";
  const encoding = (["br", "gzip"] as const).find(
    (name) =>
      encoded[name] !== undefined &&
      new RegExp(`(?:^|,)\\s*${name}\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))|,|$)`).test(accepted),
  );
  const etag = `"${tag}${encoding === undefined ? "" : `-${encoding}`}"`;
  context.header("etag", etag);
  if (context.req.header("if-none-match")?.includes(etag)) return context.body(null, 304);
  if (encoding !== undefined) context.header("content-encoding", encoding);
  return context.body(encoding === undefined ? bytes : encoded[encoding]!, 200, { "content-type": type });
}

async function readFolder(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    contents.set(`/${relative(folder, path).split(sep).join("/")}`, new Uint8Array(await readFile(path)));
  }
  const files = new Map<string, StaticFile>();
  for (const [path, bytes] of contents) {
    const type = types[extname(path)];
    if (type === undefined) continue;
    const [br, gzip] = [contents.get(`${path}.br`), contents.get(`${path}.gz`)];
    files.set(path, {
      bytes,
      type,
      tag: createHash("sha256").update(bytes).digest("base64url").slice(0, 22),
      isFixed: path.startsWith("/assets/"),
      encoded: { ...(br && { br }), ...(gzip && { gzip }) },
    });
  }
  return files;
}
