import type { ActionName, ActionOf } from "../../program/action.ts";
import type { Acting, Done } from "../acting.ts";

/** Does one kind of action; what goes wrong is thrown. */
export type Handler<Name extends ActionName> = (action: ActionOf<Name>, acting: Acting) => Promise<Done>;
