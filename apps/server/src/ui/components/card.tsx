import { type ReactNode, useId } from "react";

/** A titled part of a page. `level` is the heading's, 2 by default. */
export function Card({
  title,
  actions,
  children,
  level = 2,
}: {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly level?: 2 | 3;
}) {
  const id = useId();
  const Heading = `h${level}` as const;
  if (title === undefined) return <div className="card">{children}</div>;
  return (
    <section className="card" aria-labelledby={id}>
      <header className="card__header">
        <Heading id={id} className="card__title">
          {title}
        </Heading>
        {actions === undefined ? undefined : <div className="card__actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
