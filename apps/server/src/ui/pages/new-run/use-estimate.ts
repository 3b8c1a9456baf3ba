import { systemRuntime } from "@convoke/core";
import { useEffect, useState } from "react";
import type { Estimate, PlanBody } from "../../../api/plan.ts";
import { client, read } from "../../api/connection.ts";

/** How an estimate stands. */
export interface EstimateState {
  /** The latest one; it stays while the next is on its way. */
  readonly estimate: Estimate | undefined;
  readonly error: Error | undefined;
  /** Whether it is of an earlier form. */
  readonly isStale: boolean;
}

const settleMs = 300;

/** Asks what a plan would take, a moment after it last changed; `undefined` asks nothing. */
export function useEstimate(plan: unknown): EstimateState {
  const subject = plan === undefined ? undefined : JSON.stringify(plan);
  const [state, setState] = useState<Omit<EstimateState, "isStale"> & { readonly of: string | undefined }>({
    of: undefined,
    estimate: undefined,
    error: undefined,
  });
  useEffect(() => {
    if (subject === undefined) return;
    const controller = new AbortController();
    const { signal } = controller;
    const cancel = systemRuntime.schedule(() => {
      // The server checks what it is sent; the form's own types end here.
      const json = JSON.parse(subject) as PlanBody;
      read(client.api.estimate.$post({ json, header: {} }, { init: { signal } })).then(
        (estimate) => signal.aborted || setState({ of: subject, estimate, error: undefined }),
        (error: Error) => signal.aborted || setState({ of: subject, estimate: undefined, error }),
      );
    }, settleMs);
    return () => {
      cancel();
      controller.abort();
    };
  }, [subject]);
  // Of a form that cannot be sent, nothing can be told.
  const estimate = subject === undefined ? undefined : state.estimate;
  return { estimate, error: state.error, isStale: state.of !== subject };
}
