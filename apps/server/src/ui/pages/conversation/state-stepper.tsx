import { Icon } from "../../components/icons.tsx";

const steps = [
  { state: "PLANNING", word: "Planning" },
  { state: "EXECUTING", word: "Executing" },
  { state: "VERIFYING", word: "Verifying" },
  { state: "LEARNING", word: "Learning" },
] as const;

/** The states of the main agent, and in which of them it is. */
export function StateStepper({
  states,
  isOver,
}: {
  /** Those that were entered, in order. */
  readonly states: readonly string[];
  readonly isOver: boolean;
}) {
  const current = isOver ? undefined : states.at(-1);
  return (
    <ol className="stepper" aria-label="States of the main agent">
      {steps.map(({ state, word }) => {
        const look = state === current ? "now" : states.includes(state) ? "done" : "open";
        return (
          <li
            key={state}
            className={`stepper__step stepper__step--${look}`}
            aria-current={look === "now" ? "step" : undefined}
          >
            <Icon name={look === "now" ? "running" : look === "done" ? "completed" : "pending"} />
            {word}
            <span className="visually-hidden">
              {look === "done" ? " (done)" : look === "open" ? " (not entered)" : ""}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
