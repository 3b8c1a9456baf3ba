/** Where one can go from everywhere; `key` goes there after `g`. */
export const places = [
  { path: "/", name: "Overview", icon: "overview", key: "o" },
  { path: "/runs", name: "Runs", icon: "runs", key: "r" },
  { path: "/new", name: "New run", icon: "new-run", key: "n" },
  { path: "/conversation", name: "Conversation", icon: "conversation", key: "c" },
  { path: "/agents", name: "Agents", icon: "agents", key: "a" },
  { path: "/approvals", name: "Approvals", icon: "approvals", key: "p" },
] as const;

/** Whether a path lies at a place or below it. */
export function isWithin(path: string, place: string): boolean {
  return place === "/" ? path === "/" : path === place || path.startsWith(`${place}/`);
}
