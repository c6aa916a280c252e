/** What the reviewer chose for reading, carried out: letters, lines, paper, and the page around it. */

import type { ReaderData } from "../core/types.ts";
import type { Appearance } from "./appearance.ts";
import { showLetterKeys } from "./letter_keys.ts";
import { setAppearance } from "./metrics.ts";
import { layPaper, takePaper } from "./paper.ts";
import { Preferences } from "./preferences.ts";
import { paintTheme, themeOf } from "./theme.ts";

export interface ComfortHost {
  readonly root: HTMLElement;
  /** Where letters stand that can be measured. */
  readonly body: HTMLElement;
  data(): ReaderData;
  /** Lines lie elsewhere now. */
  changed(): void;
}

export class Comfort {
  readonly preferences: Preferences;
  readonly #host: ComfortHost;

  constructor(host: ComfortHost) {
    this.#host = host;
    this.preferences = new Preferences(host.data());
  }

  get appearance(): Appearance {
    return this.preferences.appearance(this.#host.root.dataset["layout"] === "sheet");
  }

  choose(chosen: Partial<Appearance>): void {
    this.preferences.choose(chosen);
    this.paint();
    this.set();
  }

  /** The page ran again: its theme may be another, and what was chosen elsewhere holds here. */
  renew(data: ReaderData): void {
    const changed = this.preferences.renew(data);
    this.paint();
    if (changed) this.set();
  }

  /** Colours. */
  paint(): void {
    const { root } = this.#host;
    const { paper } = this.appearance;
    const theme = themeOf(root.parentElement ?? root, paper);
    paintTheme(root, theme, this.#host.data().tags);
    layPaper(this, paper === "page" ? null : theme);
  }

  setLetterKeys(on: boolean): void {
    this.preferences.setLetterKeys(on);
    showLetterKeys(this.#host.root, on);
  }

  /** Letters and lines, and which keys are shown. */
  set(): void {
    showLetterKeys(this.#host.root, this.preferences.hasLetterKeys());
    setAppearance(this.#host.root, this.#host.body, this.appearance);
    this.#host.changed();
  }

  close(): void {
    this.preferences.close();
    takePaper(this);
  }
}
