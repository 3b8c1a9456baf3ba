import type { Download, Frame, Page, Request, Route } from "playwright-core";
import { delay } from "@convoke/core";
import type { ApprovalRequest } from "../policy/approval.ts";
import { hasHook, requireApproval } from "../policy/create-approver.ts";
import type { Action } from "../program/action.ts";
import type { BrowserRun } from "../session/browser-run.ts";
import type { ActionContext } from "./action-context.ts";
import { describeAction } from "./describe-action.ts";
import { type Departures, watchDepartures } from "./watch-departures.ts";

/** What was approved for one action, and what it set off. */
export interface Gesture {
  noteApproval(kind: ApprovalRequest["kind"], destination: string): void;
  /** Where the action itself says that it goes; `undefined` for wherever the history leads. */
  expectVisit(url: URL | undefined): void;
  /** Waits for what the action set off. Rejects with `not_approved` when some of it was refused. */
  settle(): Promise<void>;
  /** What comes later is asked about all the same, and fails the next action. */
  end(): void;
}

/** The time in which a page sends what an action made it send; what its scripts put off is asked about later. */
const settlingMs = 40;

/** What pages answer to. */
const gestures: ReadonlySet<string> = new Set<Action["action"]>([
  "click",
  "dblclick",
  "hover",
  "drag",
  "fill",
  "type",
  "press",
  "select",
  "check",
  "uncheck",
  "upload",
]);

interface Begun extends Gesture {
  judge(request: Request): Promise<boolean>;
  /** What was refused and nobody was told of. */
  takeFailure(): unknown;
}

/** The latest action of each run whose pages are watched; also between actions. */
const latest = new WeakMap<BrowserRun, { gesture: Begun }>();

/**
 * Has the approve hook asked about what words do not tell: pages that send a form (any navigation but GET and HEAD), or
 * lead a tab to another origin, without having been approved for that; the request is held until the answer. It is a
 * comfort, and no boundary: redirects are not asked about, nor what scripts fetch. Without a hook nothing is routed.
 */
export async function guardNavigation(
  action: Action,
  context: ActionContext,
  page: Page,
  signal: AbortSignal,
): Promise<Gesture | undefined> {
  const { run, approve } = context;
  if (!hasHook(approve)) return undefined;
  const known = latest.get(run);
  const late = known?.gesture.takeFailure();
  if (late !== undefined) throw late;
  const departures = gestures.has(action.action) ? await watchDepartures(page) : undefined;
  departures?.begin();
  const gesture = beginGesture(action, context, page, signal, departures);
  if (known !== undefined) {
    known.gesture = gesture;
    return gesture;
  }
  const held = { gesture };
  latest.set(run, held);
  await run.context.route(
    () => true,
    async (route: Route, request: Request) => {
      try {
        if (!request.isNavigationRequest() || (await held.gesture.judge(request))) await route.fallback();
        else await route.abort("aborted");
      } catch {
        // The page or the run is gone.
      }
    },
  );
  return gesture;
}

function beginGesture(
  action: Action,
  context: ActionContext,
  page: Page,
  signal: AbortSignal,
  departures: Departures | undefined,
): Begun {
  const { run, approve, secrets } = context;
  const approvedOrigins = new Set<string>();
  const asked = new Map<string, Promise<boolean>>();
  let maySend = false;
  let mayGoAnywhere = false;
  const isGesture = gestures.has(action.action);
  let mayDownload = !isGesture;
  let hasWaited = false;
  let failure: unknown;

  const ask = (kind: ApprovalRequest["kind"], destination: string): Promise<boolean> => {
    const key = `${kind} ${destination}`;
    const request: ApprovalRequest = {
      kind,
      action: action.action,
      element: `what ${describeAction(action)} set off`,
      url: page.url(),
      destination: destination.slice(0, 2000),
      source: context.source ?? "program",
      ...(context.goal !== undefined && { goal: context.goal }),
    };
    const known = asked.get(key);
    if (known !== undefined) return known;
    const stop = signal.aborted ? run.signal : signal;
    const answer = requireApproval(approve, secrets.redact(request), stop).then(
      () => true,
      (error: unknown) => {
        failure ??= error;
        return false;
      },
    );
    asked.set(key, answer);
    return answer;
  };
  const isCrossing = (request: Request): boolean => {
    const to = URL.parse(request.url());
    if (mayGoAnywhere || to === null || !/^https?:$/.test(to.protocol) || approvedOrigins.has(to.origin))
      return false;
    const frame = readFrame(request);
    if (frame !== undefined && frame.parentFrame() !== null) return false;
    // A new tab shows nothing yet: it is the page that opened it which leads elsewhere.
    const from = [frame?.url() ?? "", page.url()].find((url) => /^https?:/.test(url));
    return from !== undefined && URL.parse(from)?.origin !== to.origin;
  };
  const onDownload = (download: Download): void => {
    if (!mayDownload) void ask("download", download.url());
  };
  page.on("download", onDownload);
  const takeFailure = (): unknown => {
    const taken = failure;
    failure = undefined;
    return taken;
  };
  return {
    noteApproval(kind, destination) {
      if (kind === "submit" || kind === "pay" || kind === "delete") maySend = true;
      if (kind === "download") mayDownload = true;
      const origin = URL.parse(destination)?.origin;
      if (kind === "cross_origin" && origin !== undefined) approvedOrigins.add(origin);
    },
    expectVisit(url) {
      if (url === undefined) mayGoAnywhere = true;
      else approvedOrigins.add(url.origin);
    },
    async judge(request) {
      departures?.noteRequest(request.url());
      const method = request.method();
      if (method !== "GET" && method !== "HEAD" && !maySend && !(await ask("submit", request.url())))
        return false;
      return !isCrossing(request) || ask("cross_origin", request.url());
    },
    async settle() {
      if (isGesture && !hasWaited) {
        await delay(run.runtime, settlingMs, signal);
        await departures?.settle(run.runtime, signal);
      }
      hasWaited = true;
      for (let count = -1; count !== asked.size;) {
        count = asked.size;
        await Promise.all(asked.values());
      }
      const refused = takeFailure();
      if (refused !== undefined) throw refused;
    },
    takeFailure,
    end: () => void page.off("download", onDownload),
  };
}

function readFrame(request: Request): Frame | undefined {
  try {
    return request.frame();
  } catch {
    // The frame of a popup is not there yet when its first request begins.
    return undefined;
  }
}
