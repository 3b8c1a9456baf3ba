import { DelegationCard } from "./delegation-card.tsx";
import { StateStepper } from "./state-stepper.tsx";
import { isOver, rootOf, type Turn } from "./turn.ts";

/** How a turn comes, or came, to its answer: states, plan, delegations, and what did not go as meant. */
export function WorkView({ turn }: { readonly turn: Turn }) {
  const { live, result, tasks, waiting } = turn;
  const root = rootOf(turn);
  const states = result?.states ?? live.states;
  const plan = result?.plan ?? live.plan;
  const notes = [
    ...live.notes,
    ...(result?.refusals ?? []).map(({ action, message }) => ({
      kind: "refused" as const,
      text: `${action} was refused: ${message}`,
    })),
  ];
  const children = tasks.filter(({ parentId }) => parentId !== undefined && parentId === root?.taskId);
  return (
    <div className="work">
      {states.length === 0 && isOver(turn) ? undefined : (
        <StateStepper states={states} isOver={isOver(turn)} />
      )}
      {plan === undefined || plan.steps.length === 0 ? undefined : (
        <section className="work__part" aria-label="Plan">
          <h4 className="work__title">Plan</h4>
          <ol className="work__plan">
            {plan.steps.map(({ id, description, agentType }) => (
              <li key={id}>
                {description}
                {agentType === undefined ? undefined : <span className="muted"> · {agentType}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
      {children.length === 0 ? undefined : (
        <section className="work__part" aria-label="Delegations">
          <h4 className="work__title">Delegated</h4>
          <ul className="work__delegations">
            {children.map((task) => (
              <DelegationCard
                key={task.taskId}
                task={task}
                below={tasks.filter(({ taskId }) => taskId.startsWith(`${task.taskId}/`)).length}
                progress={live.progress[task.taskId]}
                isWaiting={waiting.some(({ taskId }) => taskId === task.taskId)}
              />
            ))}
          </ul>
        </section>
      )}
      {notes.length === 0 ? undefined : (
        <ul className="work__notes" aria-label="What did not go as meant">
          {notes.map(({ text }, at) => (
            <li key={at}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
