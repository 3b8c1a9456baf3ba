import type { LanguageModel, ModelRequest } from "@convoke/core";

/** What a case asks; it adds the signal and the purpose. */
export type CaseRequest = Omit<ModelRequest, "signal" | "purpose">;

/** Requests of which the cases know what kind of reply they get. */
export interface CaseRequests {
  /** Gets a reply of some text. */
  readonly text: CaseRequest;
  /** Would get a longer reply than its `maxOutputTokens` lets through. */
  readonly long: CaseRequest;
  /** Gets a reply that is not over before the case aborts it: right after the call, or after the first piece of a stream. */
  readonly slow: CaseRequest;
  /** With a `schema`. A subject that refuses schemas has to refuse it. */
  readonly schema: CaseRequest;
  /** With `tools` of which one has to be called. A subject that refuses tools has to refuse it. */
  readonly tools: CaseRequest;
  /** Something that the subject cannot do; left out when it takes everything. */
  readonly impossible?: CaseRequest;
}

/** What a case works on. */
export interface ModelContext {
  readonly subject: LanguageModel;
  /** What the subject is asked. @default `caseRequests`, prompts for a model that reads them */
  readonly requests?: Partial<CaseRequests>;
  /** Whether the object of the `schema` request is as its schema says. @default the check for the schema of `caseRequests` */
  accepts?(object: unknown): boolean;
  /** What the subject refuses with a typed error, since it cannot do it. @default nothing */
  readonly refuses?: readonly ("schema" | "tools")[];
}

/** One promise of a language model; a `ConformanceCase` of `@convoke/conformance`, whose `runCases` runs it. */
export interface ModelCase {
  /** Unique within the table; a skip refers to it. */
  readonly name: string;
  /** What the contract promises, in one sentence. */
  readonly promise: string;
  /** Resolves when the promise is kept; rejects with an assertion error that says how it is not. */
  run(context: ModelContext): Promise<void>;
}
