import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { categories, type Expense, firstExpenses } from "./expense.ts";
import { renderExpensePage } from "./expense-page.ts";

/** A running expense list. */
export interface ExpenseServer {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  readonly expenses: readonly Expense[];
  close(): Promise<void>;
}

const longestForm = 10_000;

/** Serves the expense list on a free port of this machine, for as long as nobody closes it. */
export async function serveExpenses(): Promise<ExpenseServer> {
  const expenses = [...firstExpenses];
  const server = createServer((request, response) => {
    handle(request, response, expenses).catch((error: unknown) => {
      response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    expenses,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  expenses: Expense[],
): Promise<void> {
  if (request.url !== "/") {
    response.writeHead(404, { "content-type": "text/plain" }).end("There is no such page.");
    return;
  }
  const form = request.method === "POST" ? new URLSearchParams(await readBody(request)) : undefined;
  const added = form === undefined ? undefined : readExpense(form);
  if (added !== undefined) expenses.push(added);
  const notice = form && (added ? `Added for ${added.person}.` : "Please fill in every field.");
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end(renderExpensePage(expenses, notice));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) {
    body += chunk;
    if (body.length > longestForm) throw new Error("The form is too long.");
  }
  return body;
}

/** What the form holds; `undefined` when something is missing or cannot be. */
function readExpense(form: URLSearchParams): Expense | undefined {
  const [person, category, amount, date] = ["person", "category", "amount", "date"].map((name) =>
    (form.get(name) ?? "").trim(),
  );
  const isComplete =
    person !== "" &&
    (categories as readonly string[]).includes(category) &&
    amount !== "" &&
    Number(amount) >= 0 &&
    /^\d{4}-\d{2}-\d{2}$/.test(date);
  return isComplete
    ? { date, person, category, amount: Number(amount), hasReceipt: form.has("receipt") }
    : undefined;
}
