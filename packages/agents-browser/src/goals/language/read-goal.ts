export function readGoal(goal: string): any {
  return { goal, clauses: [], unread: [] };
}
