import { Link } from "wouter";
import { Empty } from "../../components/states.tsx";

/** What one can do with a server on which nothing has run yet. */
export function FirstSteps() {
  const origin = window.location.origin;
  return (
    <Empty title="Nothing has run yet.">
      <p>
        <Link href="/new" className="button button--primary">
          Start a run
        </Link>
      </p>
      <p>Or ask for one from a shell:</p>
      <pre className="code" tabIndex={0}>
        {`curl ${origin}/api/runs -H 'content-type: application/json' \\
  -d '{ "prompt": "What does the knowledge agent know about TypeScript?" }'`}
      </pre>
      <p>Or watch the demonstration here:</p>
      <pre className="code" tabIndex={0}>{`pnpm demo --server ${origin}`}</pre>
    </Empty>
  );
}
