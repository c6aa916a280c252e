/** The focus is never lost: where what had it went away or was disabled, the text has it. */

export class FocusKeeper {
  readonly #root: HTMLElement;
  readonly #text: () => HTMLElement | null;
  /** What in the reader had the focus last, as long as nobody took it elsewhere. */
  #last: HTMLElement | null = null;

  constructor(root: HTMLElement, text: () => HTMLElement | null, signal: AbortSignal) {
    this.#root = root;
    this.#text = text;
    root.addEventListener("focusin", (event) => { this.#last = event.target as HTMLElement; }, { signal });
    // Told before what goes is gone: looked at when it is.
    root.addEventListener("focusout", () => queueMicrotask(() => this.check()), { signal });
    document.addEventListener("focusin", (event) => { if (!root.contains(event.target as Node)) this.#last = null; }, { signal });
    // A press beside everything takes the focus away on purpose.
    document.addEventListener("pointerdown", (event) => { if (!root.contains(event.target as Node)) this.#last = null; }, { signal, capture: true });
  }

  /** What led here is gone with its page. A page that was only just loaded begins at its top, as any other. */
  arrive(): void {
    const now = document.activeElement;
    const isLost = now === null || now === document.body;
    // The navigation's link to this page stays: whoever pressed it wants to read.
    const isLeading = now instanceof HTMLAnchorElement && now.pathname === location.pathname;
    if ((isLost || isLeading) && navigator.userActivation.hasBeenActive) this.#text()?.focus({ preventScroll: true });
  }

  /** After anything that may have taken away what had the focus. */
  check(): void {
    const last = this.#last;
    const now = document.activeElement;
    if (last === null || (now !== null && now !== document.body) || !document.hasFocus()) return;
    if (isUsable(last) && this.#root.contains(last)) return;
    this.#last = null;
    this.#text()?.focus({ preventScroll: true });
  }
}

function isUsable(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(":disabled") && element.getClientRects().length > 0;
}
