import { systemRuntime } from "@convoke/core";
import { useState, useSyncExternalStore } from "react";
import { type Conversation, createConversation } from "./conversation.ts";
import { serverTalk } from "./talk.ts";
import type { Turn } from "./turn.ts";

/** Conversations that were opened in this tab, so that a change of page loses nothing of what was told only live. */
const opened = new Map<string, Conversation>();
const mostOpened = 10;

function open(sessionId: string): Conversation {
  const known = opened.get(sessionId);
  const conversation =
    known ??
    createConversation({ sessionId, talk: serverTalk, runtime: systemRuntime, storage: window.localStorage });
  opened.delete(sessionId);
  opened.set(sessionId, conversation);
  const [oldest] = opened.keys();
  if (opened.size > mostOpened && oldest !== undefined) opened.delete(oldest);
  return conversation;
}

/** A conversation with its turns; without an id, a fresh one. */
export function useConversation(sessionId: string | undefined): {
  readonly conversation: Conversation;
  readonly turns: readonly Turn[];
} {
  const [conversation] = useState(() => open(sessionId ?? systemRuntime.createId()));
  return { conversation, turns: useSyncExternalStore(conversation.subscribe, conversation.read) };
}
