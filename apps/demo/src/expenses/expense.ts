/** What somebody spent for the company. */
export interface Expense {
  readonly date: string;
  readonly person: string;
  readonly category: string;
  /** EUR. */
  readonly amount: number;
  readonly hasReceipt: boolean;
}

/** What a person may choose from. */
export const categories = ["Books", "Hardware", "Meals", "Travel"] as const;

/** What is in the list before the agent adds to it. */
export const firstExpenses: readonly Expense[] = [
  { date: "2026-11-02", person: "Grace Hopper", category: "Hardware", amount: 1249.9, hasReceipt: true },
  { date: "2026-11-05", person: "Alan Turing", category: "Books", amount: 58, hasReceipt: true },
  { date: "2026-11-09", person: "Edsger Dijkstra", category: "Meals", amount: 31.4, hasReceipt: false },
];
