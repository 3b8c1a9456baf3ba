const name = "convoke-token";
const listeners = new Set<() => void>();
let isAsked = false;

/** The token that the server asks for: of this tab only, and gone with it. */
export function readToken(): string | undefined {
  return sessionStorage.getItem(name) ?? undefined;
}

/** Keeps the token for this tab. */
export function keepToken(token: string): void {
  sessionStorage.setItem(name, token);
  setAsked(false);
}

/** Forgets the token, and shows that one is asked for. */
export function askForToken(): void {
  sessionStorage.removeItem(name);
  setAsked(true);
}

function setAsked(next: boolean): void {
  if (isAsked === next) return;
  isAsked = next;
  for (const listener of listeners) listener();
}

/** Whether the server asks for a token that this tab does not have, as an external store of React. */
export const tokenStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isAsked: (): boolean => isAsked,
};
