import { categories, type Expense } from "./expense.ts";

const style = `
  body { font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; margin: 2rem auto; max-width: 46rem; color: #1d2733; }
  form { display: grid; grid-template-columns: 9rem 1fr; gap: .6rem 1rem; padding: 1.2rem; background: #f2f5f9; border-radius: 8px; }
  input, select, button { font: inherit; padding: .3rem .5rem; justify-self: start; }
  button { grid-column: 2; background: #20507f; color: white; border: 0; border-radius: 4px; padding: .45rem 1.1rem; }
  table { border-collapse: collapse; width: 100%; margin-top: 1.5rem; }
  caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
  th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #d5dde6; }
  .amount { text-align: right; font-variant-numeric: tabular-nums; }
  [role=status] { margin: 1rem 0; color: #1b6b3a; }
`;

/** The page of a small expense list: a form that adds to it, and a table of what is in it. */
export function renderExpensePage(expenses: readonly Expense[], notice?: string): string {
  const total = expenses.reduce((sum, { amount }) => sum + amount, 0);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Expenses</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body>
<h1>Expenses</h1>
${notice === undefined ? "" : `<p role="status">${escapeHtml(notice)}</p>`}
<form method="post" action="/">
  <label for="person">Employee</label><input id="person" name="person" required>
  <label for="category">Category</label><select id="category" name="category">
    <option value="">Choose…</option>${categories.map((category) => `<option>${category}</option>`).join("")}
  </select>
  <label for="amount">Amount</label><input id="amount" name="amount" type="number" min="0" step="0.01" required>
  <label for="date">Date</label><input id="date" name="date" type="date" required>
  <span>Receipt</span><label><input name="receipt" type="checkbox"> I have the receipt</label>
  <button>Add expense</button>
</form>
<table>
  <caption>${expenses.length} expenses</caption>
  <thead><tr><th>Date</th><th>Employee</th><th>Category</th><th class="amount">Amount</th><th>Receipt</th></tr></thead>
  <tbody>${expenses.map(renderRow).join("")}</tbody>
</table>
<p>Total: ${formatAmount(total)}</p>
</body>
</html>`;
}

function renderRow({ date, person, category, amount, hasReceipt }: Expense): string {
  return `<tr><td>${escapeHtml(date)}</td><td>${escapeHtml(person)}</td><td>${escapeHtml(category)}</td><td class="amount">${formatAmount(amount)}</td><td>${hasReceipt ? "yes" : "no"}</td></tr>`;
}

function formatAmount(amount: number): string {
  return `€ ${amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
