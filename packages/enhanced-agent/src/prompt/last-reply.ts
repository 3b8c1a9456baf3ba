/**
 * Says that the next reply is the run's last one. An answer counts only when it was verified, so that both have to stand in it:
 * actions of one message are performed one after the other, each in the state that holds then.
 */
export function formatLastReply(allowed: readonly string[]): string {
  if (allowed.includes("ANSWER")) return "This is your last reply: write ANSWER now, and VERIFY behind it.";
  if (allowed.includes("PLAN"))
    return "This is your last reply: write PLAN now, and behind it ANSWER and VERIFY; there will be no results to wait for.";
  return "This is your last reply.";
}
