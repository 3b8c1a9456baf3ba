import { useState } from "react";
import { announce } from "../../components/announce.ts";
import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import { readJson } from "../../forms/read-json.ts";
import { buildRequest } from "./build-request.ts";
import type { RunDraft } from "./draft.ts";
import { readRequest } from "./read-request.ts";
import { toCurl } from "./to-curl.ts";

/** The request as it will be sent, as JSON that can be changed, and as a command line. */
export function JsonView({
  draft,
  onChange,
}: {
  readonly draft: RunDraft;
  readonly onChange: (draft: RunDraft) => void;
}) {
  const [text, setText] = useState(() => JSON.stringify(buildRequest(draft), undefined, 2));
  const [error, setError] = useState<string>();
  const change = (next: string): void => {
    setText(next);
    const reading = readJson(next);
    if (reading.problem !== undefined)
      return setError(`Line ${reading.problem.line}: ${reading.problem.message}.`);
    const request = readRequest(reading.value);
    setError(request.problem);
    if (request.problem === undefined) onChange(request.draft);
  };
  const curl = toCurl(window.location.origin, buildRequest(draft));
  return (
    <div className="stack">
      <Field
        label="Request"
        hint="What is changed here changes the form; while it cannot be read, the form stays as it was."
        error={error}
      >
        {(control) => (
          <textarea
            {...control}
            className="mono json-view__text"
            rows={Math.min(30, Math.max(10, text.split("\n").length + 1))}
            spellCheck={false}
            value={text}
            onChange={({ target }) => change(target.value)}
          />
        )}
      </Field>
      <section className="stack" aria-label="Command line">
        <div className="row">
          <h2>Command line</h2>
          <Button
            onClick={() =>
              void navigator.clipboard.writeText(curl).then(
                () => announce("Copied."),
                () => announce("The browser does not let this page copy; select the text instead.", "bad"),
              )
            }
          >
            Copy
          </Button>
        </div>
        <pre className="code" tabIndex={0} role="group" aria-label="curl command">
          {curl}
        </pre>
      </section>
    </div>
  );
}
