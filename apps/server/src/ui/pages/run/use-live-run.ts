import { systemRuntime } from "@convoke/core";
import { useCallback, useEffect, useState } from "react";
import type { BriefEvent } from "../../../api/event.ts";
import { client, read } from "../../api/connection.ts";
import { followEvents } from "../../api/follow-events.ts";
import { applyEvents } from "./live/apply-events.ts";
import { createPicture, type RunPicture } from "./live/run-picture.ts";

/** A run as it is now, and how the connection to it stands. */
export interface LiveRun {
  readonly picture: RunPicture | undefined;
  readonly error: Error | undefined;
  /** Nothing new comes at the moment; it is tried again. */
  readonly isOffline: boolean;
  /** Takes a new snapshot. */
  reload(): void;
}
