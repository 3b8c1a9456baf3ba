import type { ModelRequest } from "@convoke/core";
import { type Call, sendAgain } from "./call.ts";
import { type Feature, readConcession } from "./features.ts";
import type { OpenAiSettings } from "./openai-options.ts";
import type { BuiltBody, Protocol } from "./protocol.ts";
import { type ErrorContext, readRefusal } from "./translate-error.ts";

/** What is to be sent, and how. */
interface Negotiation<Answer> {
  readonly request: ModelRequest;
  readonly isStream: boolean;
  readonly call: Call;
  readonly context: ErrorContext;
  readonly post: (body: BuiltBody["body"]) => Promise<Answer>;
}

/** Sends what the endpoint takes of a request. */
export type Negotiate = <Answer>(negotiation: Negotiation<Answer>) => Promise<Answer>;

/**
 * Creates what sends a request, leaves out what the endpoint refuses to know, and remembers that once a request without it was
 * taken. Each try leaves out more than the one before, so that it ends.
 */
export function createNegotiate(settings: OpenAiSettings, protocol: Protocol): Negotiate {
  const refused = new Set<Feature>();
  const mayConcede = (feature: Feature): boolean =>
    feature !== "responseFormat" || settings.structuredOutput !== "native";

  return async ({ request, isStream, call, context, post }) => {
    const without = new Set(refused);
    const lasting = new Set<Feature>();
    let guessedAt: unknown;
    for (;;) {
      const { body, sent } = protocol.build(request, settings, without, isStream);
      try {
        const answer = await sendAgain(call, settings, context, () => post(body));
        for (const feature of lasting) refused.add(feature);
        return answer;
      } catch (error) {
        const concession = readConcession(error, sent);
        const features = concession?.features.filter((each) => !without.has(each) && mayConcede(each)) ?? [];
        // Without what was only suspected it is refused as before: then it was something else.
        if (features.length === 0) throw isAlike(error, guessedAt) ? guessedAt : error;
        if (concession?.isGuess === true) guessedAt = error;
        for (const feature of features) {
          without.add(feature);
          if (concession?.isLasting === true) lasting.add(feature);
        }
      }
    }
  };
}

function isAlike(error: unknown, other: unknown): boolean {
  return other !== undefined && readRefusal(error)?.status === readRefusal(other)?.status;
}
