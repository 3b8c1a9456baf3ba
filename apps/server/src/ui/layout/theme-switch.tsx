import { useState } from "react";
import { Icon } from "../components/icons.tsx";
import { applyTheme, readTheme, type Theme, themes } from "./theme.ts";

const words = { system: "System", light: "Light", dark: "Dark" } as const;

/** Chooses the colours: the system's, light or dark. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme);
  const choose = (next: Theme): void => {
    setTheme(next);
    applyTheme(next);
  };
  return (
    <label className="theme-switch">
      <Icon name="theme" />
      <span className="visually-hidden">Colours</span>
      <select value={theme} onChange={({ target }) => choose(target.value as Theme)}>
        {themes.map((each) => (
          <option key={each} value={each}>
            {words[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
