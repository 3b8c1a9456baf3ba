import type { Page } from "playwright-core";

/** What a server sends. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Where things are during one try of one way. */
export interface Places {
  /** The folder of the way on the allowed server, such as `http://127.0.0.1:4001/7/`. */
  readonly home: string;
  /** The same folder by a name that leads to the same server. */
  readonly namedHome: string;
  /** The forbidden server, such as `http://127.0.0.1:4002`. */
  readonly out: string;
  /** The port of the forbidden server, for TCP and UDP. */
  readonly port: number;
}

/** One way by which a page may try to reach a server that it must not reach. */
export interface Way {
  readonly name: string;
  /** The page: its HTML, or all of its answer. */
  readonly page: (at: Places) => string | Answer;
  /** What else the allowed server has in the folder, by its path there. */
  readonly routes?: (at: Places) => Readonly<Record<string, Answer>>;
  /** What is done on the page besides opening it. */
  readonly act?: (page: Page, at: Places) => Promise<unknown>;
  /** For ways by names: every public address is allowed, and the name leads to one that is not. */
  readonly isPublicAllowed?: boolean;
}

/** A page that runs a script. */
export const script = (code: string): string => `<!doctype html><body><script>${code}</script>`;

export const javascript = (body: string): Answer => ({
  headers: { "content-type": "text/javascript" },
  body,
});

export const redirect = (status: number, location: string): Answer => ({
  status,
  headers: { location, "access-control-allow-origin": "*" },
});
