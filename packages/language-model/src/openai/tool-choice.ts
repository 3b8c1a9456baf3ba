import { type ModelRequest, nearestName } from "@convoke/core";
import { ModelError } from "../errors/model-error.ts";

/** Which tools may be called, before it is put into the words of an API. */
export type Choice =
  | { readonly kind: "none" | "auto" | "required" }
  | { readonly kind: "one"; readonly name: string }
  | { readonly kind: "allowed"; readonly mode: "auto" | "required"; readonly names: readonly string[] };

/**
 * Reads `toolChoice`: `undefined` without tools or without a choice. All of them, or none, need no list; one that must be
 * called is named by itself, which every endpoint knows. `knowsAllowed: false` gives up narrowing: the caller must check.
 * Throws `invalid_request` for tools that are not in the list.
 */
export function readChoice(
  { tools = [], toolChoice }: Pick<ModelRequest, "tools" | "toolChoice">,
  knowsAllowed: boolean,
): Choice | undefined {
  if (toolChoice === undefined) return undefined;
  const { allowed, required = false } = toolChoice;
  const names = tools.map(({ name }) => name);
  const unknown = allowed.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, names);
    const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
    throw new ModelError(
      "invalid_request",
      `toolChoice allows "${unknown.slice(0, 100)}", which is not in tools: use ${names.join(", ") || "no choice without tools"}.${hint}`,
    );
  }
  if (allowed.length === 0) {
    if (required)
      throw new ModelError("invalid_request", "toolChoice requires a call and allows no tool: allow one.");
    return names.length === 0 ? undefined : { kind: "none" };
  }
  const [only] = allowed;
  const mode = required ? "required" : "auto";
  if (required && allowed.length === 1 && only !== undefined) return { kind: "one", name: only };
  if (!knowsAllowed || names.every((name) => allowed.includes(name))) return { kind: mode };
  return { kind: "allowed", mode, names: allowed };
}
