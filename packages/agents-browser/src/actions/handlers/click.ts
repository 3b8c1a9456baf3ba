import { actOn } from "../act-on.ts";
import type { Handler } from "./handler.ts";

export const click: Handler<"click"> = async (action, acting) => {
  const { button, modifiers, position } = action;
  const element = await actOn(action, action.target, acting, ({ handle }, options) =>
    handle.click({
      ...options,
      ...(button && { button }),
      ...(modifiers && { modifiers }),
      ...(position && { position }),
    }),
  );
  return { recorded: { ...action, target: element.recorded } };
};

export const dblclick: Handler<"dblclick"> = async (action, acting) => {
  const { position } = action;
  const element = await actOn(action, action.target, acting, ({ handle }, options) =>
    handle.dblclick({ ...options, ...(position && { position }) }),
  );
  return { recorded: { ...action, target: element.recorded } };
};

export const hover: Handler<"hover"> = async (action, acting) => {
  const { position } = action;
  const element = await actOn(action, action.target, acting, ({ handle }, options) =>
    handle.hover({ ...options, ...(position && { position }) }),
  );
  return { recorded: { ...action, target: element.recorded } };
};
