/** A press that began in an element: what is pressed must not be made anew before it ends, or its click is lost. */

const ENDS = ["pointerup", "pointercancel"] as const;

export class Press {
  #isOn = false;

  /** `ended` is called after each press, and after the click that it may have been. */
  constructor(element: HTMLElement, ended: () => void) {
    const end = (): void => {
      this.#isOn = false;
      for (const name of ENDS) window.removeEventListener(name, end, true);
      setTimeout(ended);
    };
    element.addEventListener("pointerdown", () => {
      this.#isOn = true;
      for (const name of ENDS) window.addEventListener(name, end, true);
    });
  }

  get isOn(): boolean {
    return this.#isOn;
  }
}
