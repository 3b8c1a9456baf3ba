import type { IncomingMessage, ServerResponse } from "node:http";
import { type PageServer, servePages } from "./serve-pages.ts";

/** A small shop whose pages can be laid out anew: other ids, classes, places and wrappers, the same words. */
export interface Shop extends PageServer {
  /** From now on the other layout is served. */
  rearrange(): void;
  /** The orders that were sent, as they came. */
  readonly orders: readonly string[];
}

const goods = [
  ["Tea", "4.50"],
  ["Coffee", "7.20"],
  ["Cocoa", "5.00"],
] as const;

/** Opens one for a test. */
export async function openShop(): Promise<Shop> {
  let layout = 0;
  const orders: string[] = [];
  const classOf = (name: string): string => (layout === 0 ? name : `css-${name.length}x9f3`);
  const page = (title: string, body: string) => (_: IncomingMessage, response: ServerResponse) => {
    response.setHeader("content-type", "text/html");
    response.end(
      `<title>${title}</title>${layout === 0 ? body : `<div><header>News</header><main>${body}</main></div>`}`,
    );
  };
  const list = (): string =>
    (layout === 0 ? goods : goods.toReversed())
      .map(
        ([name, price], index) =>
          `<tr id="row${layout * 100 + index}"><td>${name}</td><td>${price}</td>
           <td><button id="b${layout * 7 + index}" class="${classOf("add")}" onclick="add('${name}')">Add to cart</button></td></tr>`,
      )
      .join("");
  const server = await servePages({
    "/": (request, response) =>
      page(
        "Shop",
        `<h1>Shop</h1><table>${list()}</table><p id="cart" class="${classOf("cart")}">Cart: <span></span></p>
         <script>let cart = []; function add(name) { cart.push(name); document.querySelector("#cart span").textContent = cart.join(", "); }</script>
         <a href="/checkout">Checkout</a>`,
      )(request, response),
    "/checkout": (request, response) =>
      page(
        "Checkout",
        `<h1>Checkout</h1><form action="/thanks">
         ${layout === 0 ? "" : "<p><label>Voucher <input name=voucher></label></p>"}
         <label>Name <input id="f${layout}1" name="name"></label>
         <label>Country <select id="f${layout}2" name="country"><option>France<option>Norway</select></label>
         <fieldset><legend>Shipping</legend><label><input type="radio" name="ship" value="slow"> Post</label>
         <label><input type="radio" name="ship" value="fast"> Courier</label></fieldset>
         <button class="${classOf("go")}">Place order</button></form>`,
      )(request, response),
    "/thanks": (request, response) => {
      orders.push((request.url ?? "").split("?")[1] ?? "");
      page("Thanks", "<h1>Thank you</h1>")(request, response);
    },
  });
  return {
    ...server,
    orders,
    rearrange() {
      layout = 1;
    },
  };
}
