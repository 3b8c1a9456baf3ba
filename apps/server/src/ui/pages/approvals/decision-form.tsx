import { type FormEvent, useState } from "react";
import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import type { Answering } from "./use-answer.ts";

/** Lets an action happen, or not, with a reason that the agent is told. */
export function DecisionForm({ answering }: { readonly answering: Answering }) {
  const [reason, setReason] = useState("");
  const isSending = answering.sending !== undefined;
  const given = reason.trim() === "" ? {} : { reason: reason.trim() };
  const approve = (event: FormEvent): void => {
    event.preventDefault();
    answering.send({ approved: true, ...given }, "Approval");
  };
  return (
    <form className="approval__decision" onSubmit={approve}>
      <Field label="Reason" hint="The agent is told; most useful when you deny.">
        {(control) => (
          <input
            {...control}
            type="text"
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" look="primary" disabled={isSending}>
          Approve
        </Button>
        <Button
          look="danger"
          disabled={isSending}
          onClick={() => answering.send({ approved: false, ...given }, "Denial")}
        >
          Deny
        </Button>
      </div>
    </form>
  );
}
