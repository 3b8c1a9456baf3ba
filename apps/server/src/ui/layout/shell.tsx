import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { keepLive } from "../api/live.ts";
import { tokenStore } from "../api/token.ts";
import { Icon } from "../components/icons.tsx";
import { Notices } from "../components/notices.tsx";
import { ConnectionState } from "./connection-state.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { Navigation } from "./navigation.tsx";
import { SignIn } from "./sign-in.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

/** What stands around every page: where one can go, and how the connection is. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const isTokenAsked = useSyncExternalStore(tokenStore.subscribe, tokenStore.isAsked);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts(() => setHelpOpen(true));
  useEffect(() => {
    const controller = new AbortController();
    void keepLive(controller.signal);
    return () => controller.abort();
  }, []);
  if (isTokenAsked) return <SignIn />;
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <header className="shell__bar">
        <Link href="/" className="shell__name">
          Convoke
        </Link>
        <Navigation />
        <div className="shell__foot">
          <ConnectionState />
          <div className="shell__tools">
            <ThemeSwitch />
            <button
              type="button"
              className="button button--quiet button--icon"
              onClick={() => setHelpOpen(true)}
            >
              <Icon name="help" />
              <span className="visually-hidden">Keys</span>
            </button>
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="shell__page">
        {children}
      </main>
      <HelpDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
      <Notices />
    </div>
  );
}
