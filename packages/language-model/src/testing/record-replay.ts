import {
  ErrorCode,
  type LanguageModel,
  type ModelDelta,
  type ModelReply,
  type ModelRequest,
  OrchestrationError,
} from "@convoke/core";
import {
  addReply,
  type Cassette,
  createCassette,
  readCassette,
  type RecordedReply,
  type RecordedRequest,
  requireCassette,
  writeCassette,
} from "./cassette.ts";
import { findNearest } from "./describe-difference.ts";
import { createSecretRemover } from "./remove-secrets.ts";
import { createRequestKey } from "./request-key.ts";

/** What `recordReplay` can be told. */
export interface RecordReplayOptions {
  /** `record` asks the model and writes a new cassette. @default `record` if `CONVOKE_RECORD` is `1`, else `replay` */
  readonly mode?: "record" | "replay";
  /** Texts that must not be written, beside whatever looks like a key: keys, names, addresses. */
  readonly secrets?: readonly string[];
}

/** A model that says what was recorded. */
export interface RecordedModel extends LanguageModel {
  readonly mode: "record" | "replay";
  /** Requests that no recording was found for: look here where an agent goes on without its model. */
  readonly misses: readonly OrchestrationError[];
  /** Recorded replies that nobody has asked for, by the purpose of their request. */
  listUnused(): string[];
}

/**
 * Records what a model says, and says it again without the model: tests with a real model's words, without its network, its
 * price and its chance. A request is found by everything in it but its signal and its purpose; the same request gets its
 * replies in the order of their recording.
 *
 * `cassette` is the path of a JSON file, replaced as a whole after each recorded reply, or a `createCassette()` in memory.
 * Secrets are removed from all that is kept. A request without a recording rejects with `invalid_argument`, which names the
 * purpose and what differs from the nearest recording, and is added to `misses`.
 *
 * @example
 * const model = recordReplay(modelFromEnvironment(), "test/cassettes/question.json", { secrets: ["ada@example.org"] });
 */
export function recordReplay(
  model: LanguageModel | undefined,
  cassette: string | Cassette,
  options: RecordReplayOptions = {},
): RecordedModel {
  const { mode = process.env.CONVOKE_RECORD === "1" ? "record" : "replay", secrets = [] } = options;
  const clean = createSecretRemover(secrets);
  return mode === "record" ? record(requireModel(model), cassette, clean) : replay(cassette, clean);
}

type Clean = <Value>(value: Value) => Value;

function record(model: LanguageModel, target: string | Cassette, clean: Clean): RecordedModel {
  const cassette = typeof target === "string" ? createCassette() : target;
  cassette.entries.length = 0;
  let written: Promise<void> = Promise.resolve();

  async function keep({ purpose, ...request }: ModelRequest, recorded: RecordedReply): Promise<void> {
    const kept = clean(strip(request));
    addReply(
      cassette,
      { key: createRequestKey(kept), purpose: clean(purpose), request: kept },
      cleanReply(recorded, clean),
    );
    if (typeof target !== "string") return;
    // One after the other, also behind one that failed: each writes all that is known by then.
    written = written.catch(() => {}).then(() => writeCassette(target, cassette));
    await written;
  }

  return {
    ...(model.modelName !== undefined && { modelName: model.modelName }),
    ...(model.estimate !== undefined && { estimate: (request) => model.estimate!(request) }),
    mode: "record",
    misses: [],
    listUnused: () => [],
    async generate(request) {
      const reply = await model.generate(request);
      await keep(request, { reply });
      return reply;
    },
    async *stream(request) {
      const pieces: string[] = [];
      for await (const delta of model.stream(request)) {
        if (delta.type === "text") pieces.push(delta.text);
        else await keep(request, { reply: delta.reply, pieces });
        yield delta;
      }
    },
  };
}

function replay(source: string | Cassette, clean: Clean): RecordedModel {
  const cassette = typeof source === "string" ? readCassette(source) : source;
  requireCassette(cassette, typeof source === "string" ? source : "The cassette");
  const name = typeof source === "string" ? source : "the cassette in memory";
  const entries = new Map(cassette.entries.map((entry) => [entry.key, entry]));
  const used = new Map<string, number>();
  const misses: OrchestrationError[] = [];

  function find({ purpose, ...rest }: ModelRequest): RecordedReply {
    const request = clean(strip(rest));
    const key = createRequestKey(request);
    const count = used.get(key) ?? 0;
    const recorded = entries.get(key)?.replies[count];
    if (recorded !== undefined) {
      used.set(key, count + 1);
      return structuredClone(recorded);
    }
    const nearest = count > 0 ? undefined : findNearest(request, cassette.entries);
    const reason =
      count > 0
        ? `It was recorded ${count} times, and is asked once more.`
        : nearest === undefined
          ? "Nothing was recorded."
          : `The nearest recording is for "${nearest.entry.purpose}"; what differs: ${nearest.difference}.`;
    const message = `No reply for "${purpose}" is recorded in ${name}. ${reason} Record it anew: CONVOKE_RECORD=1.`;
    const details = {
      purpose,
      key,
      ...(nearest && { nearest: nearest.entry.key, difference: nearest.difference }),
    };
    const miss = new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details });
    misses.push(miss);
    throw miss;
  }

  /** Rejects for a call that is stopped before a real model could have replied; it takes no reply from those that are recorded. */
  async function beginCall({ signal }: ModelRequest): Promise<void> {
    await Promise.resolve();
    signal.throwIfAborted();
  }

  async function generate(request: ModelRequest): Promise<ModelReply> {
    await beginCall(request);
    return find(request).reply;
  }

  return {
    mode: "replay",
    misses,
    listUnused: () =>
      cassette.entries.flatMap(({ key, purpose, replies }) =>
        replies.slice(used.get(key) ?? 0).map(() => purpose),
      ),
    generate,
    async *stream(request): AsyncGenerator<ModelDelta, void> {
      await beginCall(request);
      const { reply, pieces = reply.text === "" ? [] : [reply.text] } = find(request);
      for (const text of pieces) {
        request.signal.throwIfAborted();
        yield { type: "text", text };
      }
      request.signal.throwIfAborted();
      yield { type: "finish", reply };
    },
  };
}

/** A secret may be cut in two by the pieces: then they are kept as one. */
function cleanReply({ reply, pieces }: RecordedReply, clean: Clean): RecordedReply {
  const whole = pieces?.join("");
  const cleaned = clean({ reply, ...(pieces && { pieces }) });
  return whole === undefined || clean(whole) === whole ? cleaned : { ...cleaned, pieces: [clean(whole)] };
}

/** The signal is no part of what is asked, and what is `undefined` is as good as left out. */
function strip({ signal: _, ...request }: Omit<ModelRequest, "purpose">): RecordedRequest {
  return JSON.parse(JSON.stringify(request)) as RecordedRequest;
}

function requireModel(model: LanguageModel | undefined): LanguageModel {
  if (model !== undefined) return model;
  const message =
    "There is no model to record. Pass one, or set LLM_API_KEY, LLM_BASE_URL and LLM_MODEL for modelFromEnvironment.";
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}
