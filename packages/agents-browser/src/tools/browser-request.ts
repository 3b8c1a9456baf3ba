import type { Expectation } from "../program/expectation.ts";
import type { Program } from "../program/program.ts";
import type { Target } from "../program/target.ts";

/** Where a task begins, and how long an action may take. */
interface Beginning {
  readonly url?: string | undefined;
  /** Milliseconds for an action that names none. */
  readonly timeoutMs?: number | undefined;
}

/** For tasks that are about one page. */
interface OnPage extends Beginning {
  readonly url: string;
}

/** What a task leaves behind besides its data. */
interface Records {
  /** A screenshot at the end. */
  readonly screenshot?: boolean | undefined;
  readonly trace?: boolean | undefined;
}

/** A task as one of the tools understands it. */
export type BrowserRequest =
  | (OnPage &
      Records & {
        readonly type: "browse_goal";
        readonly goal: string;
        readonly expect?: Expectation | undefined;
        readonly maxSteps?: number | undefined;
      })
  | (Beginning & Records & { readonly type: "run_program"; readonly program: Program })
  | (OnPage & {
      readonly type: "extract_data";
      readonly schema: object;
      readonly target?: Target | undefined;
      readonly rows?: string | undefined;
      readonly fields?: Readonly<Record<string, string>> | undefined;
    })
  | (OnPage & {
      readonly type: "take_screenshot";
      readonly target?: Target | undefined;
      readonly fullPage?: boolean | undefined;
    })
  | (OnPage & { readonly type: "read_page" })
  | (OnPage & { readonly type: "check_page"; readonly expectations: readonly Expectation[] });

/** The request of one type. */
export type BrowserRequestOf<Type extends BrowserRequest["type"]> = Extract<
  BrowserRequest,
  { readonly type: Type }
>;
