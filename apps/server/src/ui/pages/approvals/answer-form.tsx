import { type FormEvent, useState } from "react";
import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import { readAnswer } from "./read-answer.ts";
import type { Answering } from "./use-answer.ts";

/** Answers a question of any agent, with text or with JSON. */
export function AnswerForm({ answering }: { readonly answering: Answering }) {
  const [typed, setTyped] = useState("");
  const [form, setForm] = useState<"text" | "json">("text");
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const answer = readAnswer(typed, form);
    setProblem("problem" in answer ? answer.problem : undefined);
    if ("value" in answer) answering.send(answer.value, "Answer");
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Field label="Answer" error={problem}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            className={form === "json" ? "mono" : undefined}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      <div className="row">
        <fieldset className="approval__forms">
          <legend className="visually-hidden">The answer is</legend>
          {(["text", "json"] as const).map((each) => (
            <label key={each} className="row">
              <input type="radio" checked={form === each} onChange={() => setForm(each)} />
              {each === "text" ? "Text" : "JSON"}
            </label>
          ))}
        </fieldset>
        <Button type="submit" look="primary" disabled={answering.sending !== undefined}>
          Send the answer
        </Button>
      </div>
    </form>
  );
}
