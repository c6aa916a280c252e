/** What floats under a button of the toolbar: one at a time, closed by Escape or a press outside. */

import { el } from "./dom.ts";

export class Popover {
  readonly #host: HTMLElement;
  #open: { readonly element: HTMLElement; readonly anchor: HTMLElement; readonly end: AbortController } | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Opens under the anchor; a second press on the same anchor closes. */
  toggle(anchor: HTMLElement, label: string, content: Node): void {
    const again = this.#open?.anchor === anchor;
    this.close();
    if (again) return;
    const element = el("div", { class: "fcw-r-popover", role: "dialog", "aria-label": label, tabindex: "-1" }, content);
    this.#host.append(element);
    this.#place(element, anchor);
    const end = new AbortController();
    this.#open = { element, anchor, end };
    anchor.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", (event) => {
      const target = event.target as Node;
      if (!element.contains(target) && !anchor.contains(target)) this.close(false);
    }, { signal: end.signal, capture: true });
    element.focus({ preventScroll: true });
  }

  /** False when nothing was open. */
  close(focusAnchor = true): boolean {
    const open = this.#open;
    if (open === null) return false;
    this.#open = null;
    open.end.abort();
    open.anchor.removeAttribute("aria-expanded");
    const inside = open.element.contains(document.activeElement);
    open.element.remove();
    if (focusAnchor && inside) open.anchor.focus({ preventScroll: true });
    return true;
  }

  #place(element: HTMLElement, anchor: HTMLElement): void {
    const host = this.#host.getBoundingClientRect();
    const box = anchor.getBoundingClientRect();
    const left = Math.min(box.left - host.left, host.width - element.offsetWidth);
    element.style.left = `${Math.max(0, left)}px`;
    element.style.top = `${box.bottom - host.top + 8}px`;
  }
}
