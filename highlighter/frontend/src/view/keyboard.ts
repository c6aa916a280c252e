/** Listens for keys before Streamlit does, wherever the focus is, and leaves to others what is theirs. */

import { isControl, isTyping } from "./dom.ts";
import { type Binding, type KeyVerbs, strokesOf } from "./keys.ts";

/** Whoever still types so soon after their field went has not seen it go. */
const BURST = 1000;
const CONTROL_KEYS = new Set(["Enter", " ", "Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);
/** What lies over the page and has the keys as long as it is open. */
const OVERLAYS = "[role=dialog], [role=menu], [role=listbox], [aria-modal=true], [data-testid=stPopoverBody]";

export interface KeyboardHost {
  readonly root: HTMLElement;
  readonly bindings: readonly Binding[];
  readonly verbs: KeyVerbs;
  isLocked(): boolean;
  /** A changing key was pressed in a submitted reading. */
  refuse(): void;
}

/** The field of a reader that was typed in last, whichever reader it was. */
let typed: { readonly field: Element; at: number } | null = null;

export function listenForKeys(host: KeyboardHost, signal: AbortSignal): void {
  // On the window and while capturing: Streamlit's own `r` and `c` sit on the document.
  window.addEventListener("keydown", (event) => hear(event, host), { capture: true, signal });
  // A press of the mouse is no typing: what follows it is meant.
  window.addEventListener("pointerdown", () => { typed = null; }, { capture: true, signal });
  // What is typed in a field of ours is nobody else's key either.
  host.root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  }, { signal });
}

function hear(event: KeyboardEvent, host: KeyboardHost): void {
  const { root } = host;
  const { target } = event;
  if (event.defaultPrevented || !root.isConnected || root.clientWidth === 0) return;
  const inside = target instanceof Node && root.contains(target);
  if (isTyping(target)) {
    noteTyping(event, inside);
    if (event.isComposing || !inside || event.key !== "Escape") return;
  } else if (isBurst(event)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (event.isComposing || (CONTROL_KEYS.has(event.key) && isControl(target))) return;
  if (run(event, host)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

function run(event: KeyboardEvent, host: KeyboardHost): boolean {
  const [stroke, place] = strokesOf(event);
  const known = host.bindings.some((binding) => binding.strokes.includes(stroke));
  const meant = known || place === null ? stroke : place;
  const bindings = host.bindings.filter((binding) => binding.strokes.includes(meant));
  if (bindings.length === 0 || isCovered(host.root)) return false;
  for (const binding of bindings) {
    if (binding.changes && host.isLocked()) host.refuse();
    else if (binding.run(host.verbs) === false) continue;
    return true;
  }
  return false;
}

/** A dialog, a menu or a popover of the page is open. The reader itself, which is large, is not searched. */
function isCovered(root: HTMLElement): boolean {
  for (let at: Element | null = root; at !== null; at = at.parentElement) {
    for (const beside of at.parentElement?.children ?? []) if (beside !== at && hasOverlay(beside)) return true;
  }
  return false;
}

function hasOverlay(part: Element): boolean {
  const found = part.matches(OVERLAYS) ? [part] : [...part.querySelectorAll(OVERLAYS)];
  return found.some((overlay) => overlay.getClientRects().length > 0);
}

/** Escape, and Enter in a line, close an editor: the next key is meant for what is then there. */
function noteTyping(event: KeyboardEvent, inside: boolean): void {
  const closes = event.key === "Escape" || (event.key === "Enter" && event.target instanceof HTMLInputElement);
  typed = inside && !closes ? { field: event.target as Element, at: event.timeStamp } : null;
}

/** The field went away under the typing person's hands: what follows at once is no command. */
function isBurst(event: KeyboardEvent): boolean {
  const isBrowsers = (event.ctrlKey || event.metaKey) && !/^[zy]$/i.test(event.key);
  if (typed === null || isBrowsers || typed.field.isConnected || event.timeStamp - typed.at > BURST) return false;
  typed.at = event.timeStamp;
  return true;
}
