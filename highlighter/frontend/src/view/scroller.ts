/** What scrolls the page: Streamlit's main block, or the window where there is none. */

const DURATION = 180;

export class Scroller {
  readonly #element: HTMLElement;
  readonly #isWindow: boolean;
  #frame = 0;

  constructor(inside: HTMLElement) {
    let candidate = inside.parentElement;
    while (candidate !== null && !/(auto|scroll|overlay)/.test(getComputedStyle(candidate).overflowY)) {
      candidate = candidate.parentElement;
    }
    const page = document.scrollingElement as HTMLElement;
    this.#isWindow = candidate === null || candidate === page || candidate === document.body;
    this.#element = this.#isWindow ? page : (candidate as HTMLElement);
  }

  /** Calls `work` after each scroll or resize, at most once a frame. */
  listen(work: () => void, signal: AbortSignal): void {
    let asked = 0;
    const soon = (): void => {
      if (asked === 0) asked = requestAnimationFrame(() => { asked = 0; work(); });
    };
    const source: EventTarget = this.#isWindow ? window : this.#element;
    source.addEventListener("scroll", soon, { passive: true, signal });
    window.addEventListener("resize", soon, { passive: true, signal });
    signal.addEventListener("abort", () => cancelAnimationFrame(asked));
  }

  /** The visible part, in client pixels. */
  frame(): { readonly top: number; readonly bottom: number } {
    if (this.#isWindow) return { top: 0, bottom: window.innerHeight };
    const box = this.#element.getBoundingClientRect();
    return { top: Math.max(0, box.top), bottom: Math.min(window.innerHeight, box.bottom) };
  }

  by(distance: number): void {
    cancelAnimationFrame(this.#frame);
    const from = this.#element.scrollTop;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || Math.abs(distance) > 4000) {
      this.#element.scrollTop = from + distance;
      return;
    }
    const begun = performance.now();
    const step = (now: number): void => {
      const share = Math.min(1, (now - begun) / DURATION);
      this.#element.scrollTop = from + distance * (1 - (1 - share) ** 3);
      if (share < 1) this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  /** Brings client pixels `top` to `bottom` between the covers at both edges, moving as little as it can. */
  reveal(top: number, bottom: number, covered: { readonly above: number; readonly below: number }): void {
    const frame = this.frame();
    const ceiling = frame.top + covered.above;
    const floor = frame.bottom - covered.below;
    if (top < ceiling) this.by(top - ceiling);
    else if (bottom > floor) this.by(Math.min(bottom - floor, top - ceiling));
  }
}
