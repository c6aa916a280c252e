/** What scrolls the page: Streamlit's main block, or the window where there is none. */

/** Milliseconds: over before quick hands press the next key, whose frame would have to wait for that of the motion. */
const DURATION = 110;
/** Such a share of what can be seen comes along when the text has to move. */
const AHEAD = 0.4;
/** Blocks that were never drawn lie where they were guessed to lie: so often the place is looked up again. */
const LOOKS = 4;
/** Frames until what came on the screen is drawn. */
const DRAWN = 2;

/** What somebody does who moves the page themselves. */
const BY_HAND = ["wheel", "touchmove", "pointerdown"] as const;

export interface Covered {
  readonly above: number;
  readonly below: number;
}

/** Client pixels. */
export interface Box {
  readonly top: number;
  readonly bottom: number;
}

export class Scroller {
  readonly #element: HTMLElement;
  readonly #isWindow: boolean;
  #frame = 0;
  #settling = new AbortController();
  /** The motion under way, ended by its end, by another, or by hand. */
  #moving = new AbortController();

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
    this.#settling.abort();
    this.#go(distance);
  }

  /** At once, and whatever is under way ends. */
  jump(distance: number): void {
    this.#settling.abort();
    this.#moving.abort();
    cancelAnimationFrame(this.#frame);
    this.#element.scrollTop += distance;
  }

  #go(distance: number): void {
    this.#moving.abort();
    cancelAnimationFrame(this.#frame);
    const from = this.#element.scrollTop;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || Math.abs(distance) > 4000) {
      this.#element.scrollTop = from + distance;
      return;
    }
    const begun = performance.now();
    const moving = new AbortController();
    this.#moving = moving;
    // What is under way would go on to where it was sent, against the wheel.
    const stop = (): void => {
      moving.abort();
      cancelAnimationFrame(this.#frame);
    };
    for (const kind of BY_HAND) window.addEventListener(kind, stop, { signal: moving.signal, passive: true, capture: true });
    const step = (now: number): void => {
      const share = Math.min(1, (now - begun) / DURATION);
      this.#element.scrollTop = from + distance * (1 - (1 - share) ** 3);
      if (share < 1) this.#frame = requestAnimationFrame(step);
      else moving.abort();
    };
    this.#frame = requestAnimationFrame(step);
  }

  /** Brings client pixels `top` to `bottom` between the covers at both edges, moving as little as it can. */
  reveal(top: number, bottom: number, covered: Covered): void {
    this.by(this.#distance({ top, bottom }, covered));
  }

  /**
   * Brings what `measure` finds between the covers, and some of the text ahead with it: a text that
   * moved with every step of the cursor could not be read. Again until it stays there: a jump draws blocks that
   * were only guessed at, which moves it. `toTop`: to the upper cover, wherever it lies.
   */
  follow(measure: () => Box | null, covered: () => Covered, toTop = false): void {
    this.#settling.abort();
    const settling = new AbortController();
    this.#settling = settling;
    // Whoever scrolls meanwhile wants to be elsewhere.
    for (const kind of BY_HAND) window.addEventListener(kind, () => settling.abort(), { signal: settling.signal, passive: true, capture: true });
    const look = (left: number): void => {
      const box = measure();
      const distance = box === null ? 0 : toTop ? box.top - this.frame().top - covered().above : this.#distance(box, covered(), AHEAD);
      if (Math.abs(distance) < 1 || left === 0) {
        settling.abort();
        return;
      }
      this.#go(distance);
      afterScroll(left === LOOKS ? DURATION : 0, () => { if (!settling.signal.aborted) look(left - 1); });
    };
    look(LOOKS);
  }

  /** Whether it lies between the covers as it is. */
  shows(box: Box, covered: Covered): boolean {
    return this.#distance(box, covered) === 0;
  }

  #distance({ top, bottom }: Box, covered: Covered, ahead = 0): number {
    const frame = this.frame();
    const ceiling = frame.top + covered.above;
    const floor = frame.bottom - covered.below;
    const more = ahead * (floor - ceiling);
    if (top < ceiling) return Math.min(top - ceiling, Math.max(top - ceiling - more, bottom - floor));
    return bottom > floor ? Math.min(bottom - floor + more, top - ceiling) : 0;
  }
}

function afterScroll(wait: number, work: () => void): void {
  const until = performance.now() + wait;
  let drawn = 0;
  const frame = (now: number): void => {
    if (now > until) drawn += 1;
    if (drawn > DRAWN) work();
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
