/** What the code inside a frame sends: nothing of it is trusted before `readSnapshot` has looked at it. */
export interface RawElement {
  /** Stays with the element as long as its document lives. */
  id: number;
  /** Index of the nearest listed ancestor in the list. */
  parent?: number | undefined;
  role: string;
  name: string;
  nameSource: string;
  tag: string;
  words: string[];
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  isInView: boolean;
  isInteractive: boolean;
  [state: string]: unknown;
}

/** A frame as it was seen. */
export interface RawSnapshot {
  elements: RawElement[];
  viewport: number[];
  title: string;
  lookedAt: number;
  isTruncated: boolean;
}

/** What the code inside a frame is asked for. */
export interface CollectRequest {
  readonly snapshotId: string;
  readonly maxElements: number;
  readonly maxNodes: number;
  /** Milliseconds that it may take by its own clock. */
  readonly budgetMs: number;
}
