/** What floats under a button of the toolbar: one at a time, closed by Escape or a press outside. */

import { el } from "./dom.ts";

const GAP = 8;
const MARGIN = 12;

interface Open {
  readonly element: HTMLElement;
  readonly anchor: HTMLElement;
  /** Where the focus was, and comes back to. */
  readonly before: HTMLElement | null;
  readonly end: AbortController;
}

export class Popover {
  readonly #host: HTMLElement;
  #open: Open | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Opens under the anchor, with the focus on `first` or on the whole; a second press on the same anchor closes. */
  toggle(anchor: HTMLElement, label: string, content: Node, first: HTMLElement | null = null): void {
    const again = this.#open?.anchor === anchor;
    const before = this.#open?.before ?? focused();
    this.close();
    if (again) return;
    const element = el("div", { class: "fcw-r-popover", role: "dialog", "aria-label": label, tabindex: "-1" }, content);
    this.#host.append(element);
    const end = new AbortController();
    this.#open = { element, anchor, before, end };
    anchor.setAttribute("aria-expanded", "true");
    this.#place();
    this.#watch(this.#open);
    (first ?? element).focus({ preventScroll: true });
    if (first !== null) element.scrollTop = Math.max(0, first.offsetTop - MARGIN);
  }

  /** Back to where one was before it opened. False when nothing was open. */
  close(returns = true): boolean {
    const open = this.#open;
    if (open === null) return false;
    this.#open = null;
    open.end.abort();
    open.anchor.removeAttribute("aria-expanded");
    const inside = open.element.contains(document.activeElement);
    open.element.remove();
    if (returns && inside) (open.before?.isConnected === true ? open.before : open.anchor).focus({ preventScroll: true });
    return true;
  }

  #watch({ element, anchor, end }: Open): void {
    document.addEventListener("pointerdown", (event) => {
      const target = event.target as Node;
      if (!element.contains(target) && !anchor.contains(target)) this.close(false);
    }, { signal: end.signal, capture: true });
    // The toolbar moves until it sticks, and so does what hangs on it.
    window.addEventListener("scroll", (event) => { if (event.target !== element) this.#place(); }, { signal: end.signal, capture: true, passive: true });
    window.addEventListener("resize", () => this.#place(), { signal: end.signal });
  }

  #place(): void {
    const open = this.#open;
    if (open === null) return;
    const { element, anchor } = open;
    // What it hung on was drawn anew: it stays where it is.
    if (!anchor.isConnected) return;
    const host = this.#host.getBoundingClientRect();
    const box = anchor.getBoundingClientRect();
    const left = Math.min(box.left, host.right - element.offsetWidth);
    // Low on the screen it opens upwards.
    element.style.maxHeight = "";
    const room = window.innerHeight - box.bottom - GAP - MARGIN;
    const isAbove = element.offsetHeight > room && box.top > room;
    const top = Math.max(MARGIN, isAbove ? Math.min(box.top, window.innerHeight) - GAP - element.offsetHeight : box.bottom + GAP);
    element.style.left = `${Math.max(host.left, left)}px`;
    element.style.top = `${top}px`;
    element.style.maxHeight = `${window.innerHeight - top - MARGIN}px`;
  }
}

function focused(): HTMLElement | null {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : null;
}
