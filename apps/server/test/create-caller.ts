import type { Problem } from "../src/api/problem.ts";
import type { TestServices } from "./create-test-services.ts";

/** An answer with its body read. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  /** What the JSON says, taken for what the test expects. */
  readonly body: Body;
}

/** Calls an app; what is no text is sent as JSON. */
export type Caller = <Body = Problem>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer<Body>>;

export function createCaller({ app }: Pick<TestServices, "app">): Caller {
  return async <Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const response = await app.request(path, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    const text = await response.text();
    const read = (isJson ? JSON.parse(text) : text) as Body;
    return { status: response.status, headers: response.headers, body: read };
  };
}

/** The paths of everything that is wrong with a request, in alphabetical order. */
export function pathsOf({ body }: Answer<Problem>): readonly string[] {
  return (body.problems ?? []).map(({ path }) => path).sort();
}
