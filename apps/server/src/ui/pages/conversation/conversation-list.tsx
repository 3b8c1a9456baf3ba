import { Link } from "wouter";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icons.tsx";
import { Ago } from "../../components/time.tsx";
import type { KeptConversation } from "./history.ts";

/** The conversations that this browser remembers. */
export function ConversationList({
  conversations,
  current,
  forget,
}: {
  readonly conversations: readonly KeptConversation[];
  readonly current: string;
  readonly forget: (sessionId: string) => void;
}) {
  return (
    <nav className="conversations" aria-label="Conversations">
      {conversations.length === 0 ? (
        <p className="muted small">Earlier conversations of this browser are listed here.</p>
      ) : (
        <ul className="conversations__list">
          {conversations.map(({ sessionId, title, at }) => (
            <li key={sessionId} className="conversations__entry">
              <Link
                href={`/conversation/${encodeURIComponent(sessionId)}`}
                className="conversations__link"
                aria-current={sessionId === current ? "page" : undefined}
              >
                <span className="conversations__title">{title}</span>
                <span className="conversations__at">
                  <Ago at={at} />
                </span>
              </Link>
              <Button look="quiet" className="button--icon" onClick={() => forget(sessionId)}>
                <Icon name="close" />
                <span className="visually-hidden">Forget “{title}” in this browser</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}
