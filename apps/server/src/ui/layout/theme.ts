/** Which colours the reader asked for. */
export type Theme = "system" | "light" | "dark";

export const themes: readonly Theme[] = ["system", "light", "dark"];

const name = "convoke-theme";

/** What was chosen on this machine before. */
export function readTheme(): Theme {
  const kept = localStorage.getItem(name);
  return themes.find((theme) => theme === kept) ?? "system";
}

/** Shows the colours, and keeps the choice. */
export function applyTheme(theme: Theme): void {
  localStorage.setItem(name, theme);
  if (theme === "system") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.dataset["theme"] = theme;
}
