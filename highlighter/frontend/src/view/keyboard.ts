/** Listens for keys before Streamlit does, and only where they are meant for the reader. */

import { isTyping } from "./dom.ts";
import { type Binding, type KeyVerbs, strokeOf } from "./keys.ts";

export interface KeyboardHost {
  readonly root: HTMLElement;
  readonly bindings: readonly Binding[];
  readonly verbs: KeyVerbs;
  isLocked(): boolean;
  /** A changing key was pressed in a submitted reading. */
  refuse(): void;
}

export function listenForKeys(host: KeyboardHost, signal: AbortSignal): void {
  // On the window and while capturing: Streamlit's own `r` and `c` sit on the document.
  window.addEventListener("keydown", (event) => hear(event, host), { capture: true, signal });
  // What is typed in a field of ours is nobody else's key either.
  host.root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  }, { signal });
}

function hear(event: KeyboardEvent, host: KeyboardHost): void {
  if (event.defaultPrevented || event.isComposing || !isMeant(event.target, host.root)) return;
  const stroke = strokeOf(event);
  if (isTyping(event.target) && stroke !== "Escape") return;
  for (const binding of host.bindings) {
    if (!binding.strokes.includes(stroke)) continue;
    if (binding.changes && host.isLocked()) host.refuse();
    else if (binding.run(host.verbs) === false) continue;
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
}

function isMeant(target: EventTarget | null, root: HTMLElement): boolean {
  if (!(target instanceof Node) || !root.isConnected) return false;
  return root.contains(target) || ((target === document.body || target === document.documentElement) && isOnScreen(root));
}

function isOnScreen(root: HTMLElement): boolean {
  const box = root.getBoundingClientRect();
  return box.width > 0 && box.bottom > 0 && box.top < window.innerHeight;
}
