import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { Button } from "../../components/button.tsx";
import { announce } from "../../components/announce.ts";
import { Page } from "../../components/page.tsx";
import { Composer } from "./composer.tsx";
import { ConversationList } from "./conversation-list.tsx";
import { describeTurn } from "./describe-turn.ts";
import { forget, readHistory } from "./history.ts";
import { isOver } from "./turn.ts";
import { TurnView } from "./turn-view.tsx";
import { useConversation } from "./use-conversation.ts";
import { useFollowEnd } from "./use-follow-end.ts";
import "./conversation.css";

const suggestions = [
  "Research TypeScript and create a plan to migrate a JavaScript project to it",
  "What do the documents here say about logging?",
  "Create a plan to build a REST API for invoices",
  "Is it true that TypeScript was released in 2012?",
] as const;

/** Talking to the main agent. */
export function ConversationPage({ sessionId }: { readonly sessionId?: string }) {
  const [, navigate] = useLocation();
  const { conversation, turns } = useConversation(sessionId);
  const [history, setHistory] = useState(() => readHistory(window.localStorage));
  const [text, setText] = useState("");
  const [isListShown, setListShown] = useState(false);
  const goToEnd = useFollowEnd(turns);
  const last = turns.at(-1);
  const isRunning = last !== undefined && !isOver(last);
  const title = history.find((each) => each.sessionId === conversation.sessionId)?.title;
  const composer = useRef<HTMLDivElement>(null);
  const focusMessage = (): void => composer.current?.querySelector("textarea")?.focus();
  useEffect(focusMessage, []);

  const send = async (): Promise<void> => {
    goToEnd();
    setText("");
    await conversation.send(text.trim());
    setHistory(readHistory(window.localStorage));
    const isKept = conversation.read().some(({ runId }) => runId !== undefined);
    if (sessionId === undefined && isKept)
      navigate(`/conversation/${encodeURIComponent(conversation.sessionId)}`, { replace: true });
  };
  const forgetConversation = (id: string): void => {
    setHistory(forget(window.localStorage, id));
    if (id === conversation.sessionId) navigate("/conversation");
  };

  return (
    <Page
      title="Conversation"
      actions={
        <>
          <Button
            className="conversation__toggle"
            aria-expanded={isListShown}
            onClick={() => setListShown(!isListShown)}
          >
            Conversations
          </Button>
          {turns.length === 0 ? undefined : (
            <Button onClick={() => navigate("/conversation")}>New conversation</Button>
          )}
        </>
      }
    >
      <div className={isListShown ? "conversation conversation--list" : "conversation"}>
        <ConversationList
          conversations={history}
          current={conversation.sessionId}
          forget={forgetConversation}
        />
        <div className="conversation__thread">
          {turns.length > 0 ? (
            turns.map((turn) => <TurnView key={turn.key} turn={turn} conversation={conversation} />)
          ) : (
            <section className="welcome" aria-label="Suggestions">
              <p className="welcome__title">
                {sessionId !== undefined && title === undefined
                  ? "This browser does not remember what was said here. What you write goes on with it."
                  : "What shall be done?"}
              </p>
              <p className="muted">
                The main agent plans, gives work to the agents that can do it, checks what comes back, and
                answers with its evidence.
              </p>
              <ul className="welcome__list">
                {suggestions.map((suggestion) => (
                  <li key={suggestion}>
                    <Button
                      className="welcome__suggestion"
                      onClick={() => {
                        setText(suggestion);
                        focusMessage();
                      }}
                    >
                      {suggestion}
                    </Button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <p className="visually-hidden" role="status">
            {last === undefined ? "" : describeTurn(last)}
          </p>
          <div ref={composer} className="conversation__composer">
            <Composer
              text={text}
              setText={setText}
              isRunning={isRunning}
              send={() => void send()}
              stop={() => {
                conversation.stop().catch((error: Error) => announce(error.message, "bad"));
              }}
            />
          </div>
        </div>
      </div>
    </Page>
  );
}
