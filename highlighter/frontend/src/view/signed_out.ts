/** A tab whose sign-in has ended stands still without a word, once its connection is gone: here it gets one. */

import { Wording } from "../core/wording.ts";
import { el } from "./dom.ts";
import { Sentence } from "./sentence.ts";

/** The page's own word, which it says when it is drawn. */
const PAGES_OWN = ".fcw-sign-in";
const LOST = "[data-testid=stApp]:not([data-test-connection-state=CONNECTED])";
/** Only whoever is signed in is answered there; nothing is asked of a page. */
const FOR_THOSE_WHO_ARE_IN = "/_stcore/host-config";
/** Milliseconds: how often the connection is looked at, and after how many looks without one it is asked why. */
const [LOOK, LOOKS] = [1000, 3];

let shown: SignedOut | null = null;

/** From now on, whoever is signed out is told so. Several calls are one. */
export function watchSignIn(words: Readonly<Record<string, string>>): void {
  shown ??= new SignedOut(new Wording(words));
}

/** Whether this browser's sign-in has ended; `tell` it, if so. False where the server is away. */
export async function isSignedOut(tell = false): Promise<boolean> {
  let isOut = false;
  try {
    isOut = (await fetch(FOR_THOSE_WHO_ARE_IN, { cache: "no-store", redirect: "manual" })).status === 401;
  } catch {
    return false;
  }
  if (tell || !isOut) shown?.show(isOut);
  return isOut;
}

class SignedOut {
  readonly #link: HTMLAnchorElement;
  readonly #element: HTMLElement;
  readonly #overtaken = new MutationObserver(() => { if (document.querySelector(PAGES_OWN) !== null) this.#hide(); });
  #lost = 0;

  constructor(words: Wording) {
    this.#link = el("a", {}, words.say("sign_in_again"));
    const sentence = new Sentence({ again: this.#link });
    sentence.tell(words.say("signed_out"));
    this.#element = el("div", { class: "fcw-r-signed-out", role: "alert", "data-testid": "signed-out" }, sentence.element);
    window.setInterval(() => this.#look(), LOOK);
  }

  /** The link leads back to this very page. */
  show(isOut: boolean): void {
    this.#link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    if (!isOut) this.#hide();
    else if (!this.#element.isConnected && document.querySelector(PAGES_OWN) === null) {
      document.body.append(this.#element);
      this.#overtaken.observe(document.body, { childList: true, subtree: true });
    }
  }

  #hide(): void {
    this.#element.remove();
    this.#overtaken.disconnect();
  }

  #look(): void {
    // Streamlit waits longer and longer before it tries again, and never says why.
    const isLost = document.querySelector(LOST) !== null || this.#element.isConnected;
    this.#lost = isLost ? this.#lost + 1 : 0;
    if (this.#lost > 0 && this.#lost % LOOKS === 0 && !document.hidden) void isSignedOut(true);
  }
}
