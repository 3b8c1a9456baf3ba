/** One promise of a contract, and the check that it is kept. */
export interface ConformanceCase<Context> {
  /** Unique within its table; `skip` refers to it. */
  readonly name: string;
  /** What the contract promises, in one sentence. */
  readonly promise: string;
  /** Resolves when the promise is kept; rejects with an assertion error that says how it is not. */
  run(context: Context): Promise<void>;
}

/** What a set-up hands out: the context of one case, and how to clear away after it. */
export interface Prepared<Context> {
  readonly context: Context;
  teardown?(): Promise<void> | void;
}

/** Makes a fresh subject for one case; subjects of different cases must not see one another. */
export type Setup<Context> = () => Promise<Prepared<Context>> | Prepared<Context>;
