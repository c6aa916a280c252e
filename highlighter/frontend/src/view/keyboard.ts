/** Listens for keys before Streamlit does, and leaves to others what is theirs. */

import { isControl, isTyping } from "./dom.ts";
import { type Binding, strokesOf } from "./keys.ts";
import { acts, actsFromElsewhere, isElsewhere } from "./letter_keys.ts";
import type { Verbs } from "./verbs.ts";

/** Whoever still types so soon after their field went has not seen it go. */
const BURST = 1000;
const CONTROL_KEYS = new Set(["Enter", " ", "Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);
/** What lies over the page and has the keys as long as it is open. */
const OVERLAYS = "[role=dialog], [role=menu], [role=listbox], [aria-modal=true], [data-testid=stPopoverBody]";

/** What a stroke is bound to. */
export type Stroked = Pick<Binding, "action" | "strokes" | "name" | "changes">;

/** Whoever hears strokes: the reader, or the article that is being settled. */
export interface StrokesHost<Bound extends Stroked> {
  readonly root: HTMLElement;
  readonly bindings: readonly Bound[];
  /** False: nothing was done, the browser may do what it does. */
  run(binding: Bound): boolean | void;
  isLocked(): boolean;
  /** Single-letter keys are switched on. */
  hasLetters(): boolean;
  /** This action comes next: what is offered until then may go. */
  before(action: string): void;
  /** A changing key was pressed where nothing can be changed. */
  refuse(): void;
  /** Where the words run to the left, the next one is on the left. */
  runsLeft(): boolean;
  /** Something of the text is selected. */
  hasSelection(): boolean;
  /** What a press means here before all else; null: what it says. */
  meant?(event: KeyboardEvent): string | null;
  /** Whether what was begun took the key. */
  takes(stroke: string, bindings: readonly Bound[]): boolean;
}

export type KeyboardHost = Pick<StrokesHost<Binding>, "root" | "bindings" | "isLocked" | "hasLetters" | "before" | "refuse"> & { readonly verbs: Verbs };

/** The field of a reader that was typed in last, whichever reader it was. */
let typed: { readonly field: Element; at: number } | null = null;

/** The keys of the reader. */
export function listenForKeys(host: KeyboardHost, signal: AbortSignal): void {
  const { verbs } = host;
  listenForStrokes({
    ...host,
    run: (binding) => binding.run(verbs),
    isLocked: () => host.isLocked(),
    hasLetters: () => host.hasLetters(),
    before: (action) => host.before(action),
    refuse: () => host.refuse(),
    runsLeft: () => runsLeft(verbs),
    hasSelection: () => verbs.context.stage?.selection().isEmpty === false,
    takes: (stroke, bindings) => isModes(verbs, stroke, bindings),
  }, signal);
}

export function listenForStrokes<Bound extends Stroked>(host: StrokesHost<Bound>, signal: AbortSignal): void {
  // On the window and while capturing: Streamlit's own `r` and `c` sit on the document.
  window.addEventListener("keydown", (event) => hear(event, host), { capture: true, signal });
  // A press of the mouse is no typing: what follows it is meant.
  window.addEventListener("pointerdown", () => { typed = null; }, { capture: true, signal });
  // What is typed in a field of ours is nobody else's key either.
  host.root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  }, { signal });
}

function hear<Bound extends Stroked>(event: KeyboardEvent, host: StrokesHost<Bound>): void {
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
  if (event.isComposing || (isPlain(event) && CONTROL_KEYS.has(event.key) && isControl(target))) return;
  // A question is answered or left; nothing is done beneath it.
  if (event.key !== "Escape" && target instanceof Element && target.closest("[data-question]") !== null) return;
  if (run(event, host)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

function isPlain({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey;
}

function run<Bound extends Stroked>(event: KeyboardEvent, host: StrokesHost<Bound>): boolean {
  const [pressed, place] = strokesOf(event);
  const stroke = host.runsLeft() ? mirrored(pressed) : pressed;
  const known = host.bindings.some((binding) => binding.strokes.includes(stroke));
  const meant = host.meant?.(event) ?? (known || place === null ? stroke : place);
  const bindings = host.bindings.filter((binding) => binding.strokes.includes(meant));
  if (isCovered(host.root) || !mayAct(event, host, meant, bindings)) return false;
  if (host.takes(stroke, bindings)) return true;
  for (const binding of bindings) {
    host.before(binding.action);
    if (binding.changes && host.isLocked()) host.refuse();
    else if (host.run(binding) === false) continue;
    return true;
  }
  return false;
}

/** With the focus on something beside the reader, only what is selected in the reader is meant, and tagged. */
function mayAct<Bound extends Stroked>({ target }: KeyboardEvent, host: StrokesHost<Bound>, stroke: string, bindings: readonly Bound[]): boolean {
  if (!acts(stroke, host.hasLetters())) return false;
  if (!isElsewhere(target, host.root) || actsFromElsewhere(stroke)) return true;
  return bindings.some((binding) => binding.name !== undefined) && host.hasSelection();
}

/** Where the words run to the left, the next one is on the left. */
function runsLeft({ context }: Verbs): boolean {
  const { stage } = context;
  if (stage === null) return false;
  const open = stage.active === null ? undefined : stage.passages.get(stage.active);
  const at = open?.start ?? stage.cursor.range?.start;
  return (at === undefined ? stage.article.direction : stage.article.directionAt(at)) === "rtl";
}

function mirrored(stroke: string): string {
  return stroke.replace(/Arrow(Left|Right)$/, (_, side: string) => (side === "Left" ? "ArrowRight" : "ArrowLeft"));
}

/** Whether what was begun took the key; a key that is another's ends it, except a tag's, which it may wait for. */
function isModes({ context }: Verbs, stroke: string, bindings: readonly Binding[]): boolean {
  if (context.mode === null) return false;
  if (context.mode.hear(stroke)) return true;
  if (stroke === "Escape" || bindings.some((binding) => binding.name === undefined)) context.endMode();
  return stroke === "Escape";
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

/** Escape, Enter in a line, and Ctrl Enter close an editor: the next key is meant for what is then there. */
function noteTyping(event: KeyboardEvent, inside: boolean): void {
  const closes = event.key === "Escape" || (event.key === "Enter" && (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey));
  typed = inside && !closes ? { field: event.target as Element, at: event.timeStamp } : null;
}

/** The field went away under the typing person's hands: what follows at once is no command. */
function isBurst(event: KeyboardEvent): boolean {
  const isBrowsers = (event.ctrlKey || event.metaKey) && !/^[zy]$/i.test(event.key);
  // One that was drawn anew is there again, but whoever types does not have it: the focus fell to the page.
  const isThere = typed !== null && typed.field.getClientRects().length > 0 && document.activeElement !== document.body;
  if (typed === null || isBrowsers || isThere || event.timeStamp - typed.at > BURST) return false;
  typed.at = event.timeStamp;
  return true;
}
