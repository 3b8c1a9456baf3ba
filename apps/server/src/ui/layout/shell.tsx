import type { ReactNode } from "react";
import { Link } from "wouter";

const places = [
  { path: "/", name: "Overview" },
  { path: "/runs", name: "Runs" },
  { path: "/new", name: "New run" },
  { path: "/conversation", name: "Conversation" },
  { path: "/agents", name: "Agents" },
  { path: "/approvals", name: "Approvals" },
] as const;

/** What stands around every page: where one can go, and how the connection is. */
export function Shell({ children }: { readonly children: ReactNode }) {
  return (
    <div className="shell">
      <nav aria-label="Pages">
        {places.map(({ path, name }) => (
          <Link key={path} href={path} className={(isActive) => (isActive ? "active" : "")}>
            {name}
          </Link>
        ))}
      </nav>
      <main>{children}</main>
    </div>
  );
}
