import { Link, useLocation } from "wouter";
import { client, read } from "../api/connection.ts";
import { useReloadOn } from "../api/use-live.ts";
import { useQuery } from "../api/use-query.ts";
import { formatPlural } from "../components/format.ts";
import { Icon } from "../components/icons.tsx";
import { isWithin, places } from "./places.ts";

/** Where one can go; the place one is at is marked, and open approvals are counted. */
export function Navigation() {
  const [path] = useLocation();
  const approvals = useQuery(() => read(client.api.approvals.$get()), []);
  useReloadOn(["task-waiting", "task-answered", "run-settled"], approvals.reload);
  const open = approvals.value?.items.length ?? 0;
  return (
    <nav aria-label="Pages" className="navigation">
      <ul>
        {places.map(({ path: to, name, icon }) => (
          <li key={to}>
            <Link
              href={to}
              aria-current={isWithin(path, to) ? "page" : undefined}
              className="navigation__link"
            >
              <Icon name={icon} />
              <span className="navigation__name">{name}</span>
              {to === "/approvals" && open > 0 ? (
                <span className="navigation__count">
                  <span aria-hidden="true">{open}</span>
                  <span className="visually-hidden">, {formatPlural(open, "question")} open</span>
                </span>
              ) : undefined}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
