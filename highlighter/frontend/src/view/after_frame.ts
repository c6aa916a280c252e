/** Work that is done once what was drawn before is on the screen. */

export class AfterFrame {
  readonly #work: () => void;
  /** Milliseconds from the making of a frame until it is shown. */
  readonly #wait: number;
  #frame = 0;
  #timer = 0;

  constructor(wait: number, work: () => void) {
    this.#wait = wait;
    this.#work = work;
  }

  /** Does it after the next frame, however late that comes; a page that nobody sees has none. */
  soon(): void {
    if (this.#timer !== 0 || this.#frame !== 0) return;
    if (document.hidden) this.#begin();
    else this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#begin();
    });
  }

  cancel(): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#timer = this.#frame = 0;
  }

  #begin(): void {
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      this.#work();
    }, this.#wait);
  }
}
