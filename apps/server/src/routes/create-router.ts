import { OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type RequestSchemas, validateRequest } from "./validate-request.ts";

type AnyHandler = (context: Context) => Response | Promise<Response>;

/**
 * A router whose requests are checked by their schemas; everything that is wrong with the address, the headers and the body
 * is told at once, each problem with its path.
 */
export function createRouter(): OpenAPIHono {
  const router = new OpenAPIHono();
  // In place of a chain of validators of which the first that refuses ends the request.
  const openapi = (route: RouteConfig, handler: AnyHandler): OpenAPIHono => {
    router.openAPIRegistry.registerPath(route);
    const path = route.path.replaceAll(/\/{(.+?)}/g, "/:$1");
    const schemas = readSchemas(route);
    router.on(
      [route.method],
      [path],
      schemas === undefined
        ? handler
        : async (context: Context) => {
            await validateRequest(context, schemas);
            return handler(context);
          },
    );
    return router;
  };
  router.openapi = openapi as unknown as OpenAPIHono["openapi"];
  return router;
}

function readSchemas({ request }: RouteConfig): RequestSchemas | undefined {
  if (request === undefined) return undefined;
  const { params, query, headers, body } = request;
  const content = body?.content["application/json"];
  const json = content !== undefined && "schema" in content ? content.schema : undefined;
  return {
    ...(params instanceof z.ZodType && { params }),
    ...(query instanceof z.ZodType && { query }),
    ...(headers instanceof z.ZodObject && { headers }),
    ...(json instanceof z.ZodType && { json }),
  };
}

/** A JSON response of a route. */
export function json<Schema>(schema: Schema, description: string) {
  return { content: { "application/json": { schema } }, description };
}

/**
 * Adds headers that a route checks and describes. They are left out of its type, which would ask every caller for them; handlers
 * read them by `headersOf`.
 */
export function withHeaders<const Config extends RouteConfig>(config: Config, headers: z.ZodObject): Config {
  return { ...config, request: { ...config.request, headers } };
}

/** The headers of a request, as the schema of its route returns them. */
export function headersOf<Headers extends z.ZodObject>(
  context: Context,
  _headers: Headers,
): z.infer<Headers> {
  return context.req.valid("header" as never);
}
