/** The component's entry: Streamlit calls the default export on every change of data or theme. */

import type { ReaderData, UnsentData } from "./core/types.ts";
import { keepPageFocus } from "./view/page_focus.ts";
import { closeOutageDialogs } from "./view/quiet_outage.ts";
import { Reader, type Signals } from "./view/reader.ts";
import { watchSignIn } from "./view/signed_out.ts";
import { Unsent } from "./view/unsent.ts";

interface ComponentArguments {
  readonly data: ReaderData | UnsentData;
  readonly parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

const readers = new WeakMap<HTMLElement, Reader>();
const unsents = new WeakMap<HTMLElement, Unsent>();
let signalled = 0;

/** What is on the screen must be made anew only for another article, revision, reviewer or database. */
function sameReading(a: ReaderData, b: ReaderData): boolean {
  return a.instance === b.instance && a.reviewer.id === b.reviewer.id && a.revision.id === b.revision.id && a.api === b.api && JSON.stringify([a.tags, a.keys]) === JSON.stringify([b.tags, b.keys]);
}

export default function open({ data, parentElement, setTriggerValue }: ComponentArguments): () => void {
  // A trigger is heard only if its value is new.
  const next = (): number => Date.now() * 1000 + (signalled++ % 1000);
  const signals: Signals = {
    stale: () => setTriggerValue("stale", next()),
    token: () => setTriggerValue("token", next()),
    submitted: () => setTriggerValue("submitted", next()),
  };
  watchSignIn(data.words);
  if ("kind" in data) return openUnsent(parentElement, data, signals.token);
  const known = readers.get(parentElement);
  if (known !== undefined && sameReading(known.data, data)) known.update(data, signals);
  else {
    known?.destroy();
    readers.set(parentElement, new Reader(parentElement, data, signals));
  }
  return () => leave(parentElement);
}

/** The second mode: no text, only what the reader has not yet saved. */
function openUnsent(parent: HTMLElement, data: UnsentData, askToken: () => void): () => void {
  keepPageFocus();
  closeOutageDialogs();
  const known = unsents.get(parent);
  if (known?.isFor(data)) known.update(data, askToken);
  else {
    known?.destroy();
    unsents.set(parent, new Unsent(parent, data, askToken));
  }
  return () => leave(parent);
}

/** Streamlit also cleans up after a call that a newer one overtook: only a removed reader ends. */
function leave(parent: HTMLElement): void {
  setTimeout(() => {
    if (parent.isConnected) return;
    readers.get(parent)?.destroy();
    readers.delete(parent);
    unsents.get(parent)?.destroy();
    unsents.delete(parent);
  }, 0);
}
