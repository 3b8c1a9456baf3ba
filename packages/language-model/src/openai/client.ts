import type { OpenAI } from "openai";
import { ModelError } from "../errors/model-error.ts";
import { limitResponses } from "./limit-responses.ts";
import type { OpenAiSettings } from "./openai-options.ts";

/** The clients of the `openai` package, and how to recognise their errors of the connection. */
export interface LoadedClient {
  /** For whole answers. */
  readonly client: OpenAI;
  /** For answers that come as events. */
  readonly streamClient: OpenAI;
  readonly isConnectionError: (error: unknown) => boolean;
}

/** The longest time that a platform's timer holds: waiting is ended by our own deadline, which keeps to the runtime. */
const noTimeout = 2_147_483_647;

/**
 * Creates a function that loads the `openai` package at the first call, so that importing this package stays cheap.
 * The client takes nothing from the environment, does not log, and does not send again by itself.
 */
export function createClientLoader(settings: OpenAiSettings): () => Promise<LoadedClient> {
  let loading: Promise<LoadedClient> | undefined;
  return () => {
    loading ??= load(settings).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

async function load({
  apiKey,
  baseUrl,
  headers,
  fetch,
  maxResponseBytes,
}: OpenAiSettings): Promise<LoadedClient> {
  const { OpenAI, APIConnectionError } = await import("openai").catch((error: unknown) => {
    throw new ModelError(
      "runtime_missing",
      'The package "openai" cannot be loaded; install it beside "@convoke/language-model".',
      { cause: error },
    );
  });
  const defaultHeaders = { ...(apiKey === undefined && { Authorization: null }), ...headers };
  const create = (isStream: boolean): OpenAI => {
    const client = new OpenAI({
      // The client insists on a key; the header that would carry it is taken out again.
      apiKey: apiKey ?? "none",
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      baseURL: baseUrl.href,
      defaultHeaders,
      fetch: limitResponses(fetch ?? globalThis.fetch, { mostBytes: maxResponseBytes, isStream }),
      logLevel: "off",
      maxRetries: 0,
      timeout: noTimeout,
    });
    // It adds those of OPENAI_CUSTOM_HEADERS, which may be secret and are not meant for any endpoint.
    Reflect.set(Reflect.get(client, "_options") as object, "defaultHeaders", defaultHeaders);
    return client;
  };
  return {
    client: create(false),
    streamClient: create(true),
    isConnectionError: (error) => error instanceof APIConnectionError,
  };
}
