import { type FormEvent, useState } from "react";
import { refreshAll } from "../api/live.ts";
import { keepToken } from "../api/token.ts";
import { Button } from "../components/button.tsx";
import { Field } from "../components/field.tsx";
import { Page } from "../components/page.tsx";

/** Takes the token that the server asks for; it is kept for this tab only, and never becomes part of an address. */
export function SignIn() {
  const [token, setToken] = useState("");
  const [error, setError] = useState<string>();
  const [isTrying, setTrying] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTrying(true);
    const problem = await tryToken(token.trim());
    setTrying(false);
    setError(problem);
    if (problem !== undefined) return;
    keepToken(token.trim());
    refreshAll();
  };
  return (
    <main id="main" className="sign-in">
      <p className="shell__name">Convoke</p>
      <Page title="Sign in">
        <form onSubmit={(event) => void submit(event)} className="card">
          <p>This server asks for a token: the value of CONVOKE_TOKEN with which it was started.</p>
          <Field label="Token" hint="It is forgotten when this tab is closed." error={error}>
            {(control) => (
              <input
                {...control}
                type="password"
                autoComplete="current-password"
                required
                value={token}
                onChange={({ target }) => setToken(target.value)}
              />
            )}
          </Field>
          <p>
            <Button type="submit" look="primary" disabled={isTrying}>
              {isTrying ? "Signing in …" : "Sign in"}
            </Button>
          </p>
        </form>
      </Page>
    </main>
  );
}

async function tryToken(token: string): Promise<string | undefined> {
  // A header holds no other characters; the server could not have asked for such a token.
  if (!/^[\x21-\x7e]+$/.test(token)) return "A token consists of letters, digits and signs, without spaces.";
  try {
    const { ok, status } = await fetch("/api/statistics", { headers: { authorization: `Bearer ${token}` } });
    if (ok) return undefined;
    return status === 401 ? "This is not the server's token." : `The server answered ${status}. Try again.`;
  } catch {
    return "The server does not answer. Try again when it runs.";
  }
}
