/** What opens over the reader or beside its text: each is opened by a key and by a button, and closed by Escape. */

import type { ReaderData } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { appearanceSheet, letterKeysRow } from "./appearance_sheet.ts";
import type { Comfort } from "./comfort.ts";
import type { Finding } from "./finding.ts";
import { guidelinesSheet, meantTag } from "./guidelines_sheet.ts";
import { keySheet } from "./key_sheet.ts";
import type { Binding } from "./keys.ts";
import type { Popover } from "./popover.ts";
import type { Stage } from "./stage.ts";
import type { Tags } from "./tags.ts";
import type { Toolbar } from "./toolbar.ts";

export interface PartsHost {
  readonly words: Wording;
  readonly tags: Tags;
  popover(): Popover;
  bindings(): readonly Binding[];
  toolbar(): Toolbar;
  stage(): Stage | null;
  guidelines(): ReaderData["guidelines"];
  comfort(): Comfort;
  finding(): Finding;
  submit(): void;
  /** Where the cards do not lie beside the text. */
  openList(): void;
}

export class Parts {
  readonly #host: PartsHost;

  constructor(host: PartsHost) {
    this.#host = host;
  }

  /** Opened at the tag that is meant: the one whose button has the focus, else the open passage's. */
  guidelines(): void {
    const { popover, toolbar, words, tags, stage } = this.#host;
    const at = stage();
    const active = at === null || at.active === null ? null : (at.passages.get(at.active)?.tag ?? null);
    const { element, first } = guidelinesSheet(tags, words, meantTag(active), this.#host.guidelines());
    popover().toggle(toolbar().guidelines, words.say("guidelines"), element, first);
  }

  keys(): void {
    const { popover, toolbar, words, bindings, comfort } = this.#host;
    popover().toggle(toolbar().keys, words.say("keys"), keySheet(bindings(), words, comfort().preferences.hasLetterKeys()));
  }

  appearance(): void {
    const { popover, toolbar, words, comfort } = this.#host;
    const sheet = appearanceSheet(comfort().appearance, words, (chosen) => comfort().choose(chosen));
    sheet.append(letterKeysRow(comfort().preferences.hasLetterKeys(), words, (on) => comfort().setLetterKeys(on)));
    popover().toggle(toolbar().appearance, words.say("appearance"), sheet, sheet.querySelector<HTMLElement>("[aria-checked=true]"));
  }

  find(): void {
    this.#host.finding().bar.open();
  }

  outline(): void {
    this.#host.finding().outline();
  }

  /** Which cards are shown is chosen above them: where they lie in a drawer or sheet, that opens. */
  filter(): void {
    this.#host.openList();
    this.#host.stage()?.cards.toggleFilter();
  }

  submit(): void {
    this.#host.submit();
  }
}
