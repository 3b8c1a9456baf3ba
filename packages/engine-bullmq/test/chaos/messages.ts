import type { Plan } from "@convoke/core";

/** How a program of a round is started: one argument, as JSON. */
export interface ProgramOptions {
  readonly name: string;
  /** Where its proxy to Redis listens, on 127.0.0.1. */
  readonly port: number;
  readonly prefix: string;
  readonly sidePath: string;
  readonly workMs: number;
}

/** What the harness asks of a program. */
export type Command =
  | { readonly kind: "submit"; readonly runId: string; readonly plan: Plan }
  | { readonly kind: "answer"; readonly taskId: string; readonly key: string; readonly value: string }
  /** Ends in order: afterwards nothing may keep the process alive. */
  | { readonly kind: "close" };

/** What a program says. */
export type Reply =
  | { readonly kind: "ready" }
  | { readonly kind: "submitted"; readonly runId: string }
  /** It was not taken up, or did not end, here; the store says what is true. */
  | { readonly kind: "refused"; readonly runId: string; readonly code: string; readonly message: string }
  | { readonly kind: "answered"; readonly taskId: string }
  | { readonly kind: "unanswered"; readonly taskId: string; readonly message: string };
