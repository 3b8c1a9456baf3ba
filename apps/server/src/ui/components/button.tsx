import type { ButtonHTMLAttributes } from "react";

/** A button: `primary` for what a page is for (one a page), `danger` for what ends or undoes, `quiet` within lists. */
export function Button({
  look,
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { readonly look?: "primary" | "danger" | "quiet" }) {
  const classes = ["button", look === undefined ? "" : `button--${look}`, className ?? ""];
  return <button type="button" {...rest} className={classes.filter(Boolean).join(" ")} />;
}
