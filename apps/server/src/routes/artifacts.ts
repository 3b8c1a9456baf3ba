import { createRoute, z } from "@hono/zod-openapi";
import type { Artifact } from "@convoke/core";
import { ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "../http/problem.ts";
import type { Services } from "../services.ts";
import { createRouter } from "./create-router.ts";
import { problems } from "./problem-responses.ts";

const params = z.object({
  hash: z
    .string()
    .regex(/^sha256-[0-9a-f]{64}$/, "must be sha256- and 64 hexadecimal digits")
    .openapi({ description: "The hash by which results refer to it.", example: `sha256-${"0".repeat(64)}` }),
});

const readRoute = createRoute({
  method: "get",
  path: "/api/artifacts/{hash}",
  summary: "Read an artifact",
  description:
    "The bytes of a screenshot or file that an agent has made. Pictures may be shown in a page; everything else is to be saved.",
  request: { params },
  responses: {
    200: {
      description: "The bytes, with the media type that the agent gave.",
      content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
    },
    304: { description: "The same as the `If-None-Match` of the request names." },
    ...problems(400, 404, 503),
  },
});

/** What browsers show without running anything in it. */
const pictures: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
};

/** What agents have made, by hash: it never changes. */
export function artifactRoutes({ artifacts }: Services) {
  return createRouter().openapi(readRoute, async (context) => {
    const { hash } = context.req.valid("param");
    const artifact = await artifacts.get(hash);
    if (artifact === undefined) {
      throw new ProblemError(
        ServerProblemCode.NOT_FOUND,
        `There is no artifact ${hash}: it may have been dropped because there was no room.`,
      );
    }
    const headers = describe(artifact);
    const isKnown = context.req.header("if-none-match")?.includes(`"${hash}"`) === true;
    if (isKnown) return context.body(null, 304, headers);
    return context.body(artifact.content as Uint8Array<ArrayBuffer>, 200, headers);
  });
}

function describe({ hash, mediaType, bytes }: Artifact): Record<string, string> {
  const type = mediaType.toLowerCase();
  const extension = Object.hasOwn(pictures, type) ? pictures[type] : undefined;
  const place = extension === undefined ? "attachment" : "inline";
  const isWellFormed = /^[\w.+-]+\/[\w.+-]+(?:\s*;\s*[\w.+-]+=[\w.+-]+)*$/.test(mediaType);
  return {
    "content-type": isWellFormed ? mediaType : "application/octet-stream",
    "content-length": String(bytes),
    "content-disposition": `${place}; filename="${hash.slice(0, 19)}${extension === undefined ? "" : `.${extension}`}"`,
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, max-age=31536000, immutable",
    etag: `"${hash}"`,
  };
}
