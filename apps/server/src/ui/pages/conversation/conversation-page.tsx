/** A conversation with the main agent. */
export function ConversationPage({ sessionId }: { readonly sessionId?: string }) {
  return <h1>Conversation {sessionId}</h1>;
}
