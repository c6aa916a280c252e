/** The component's entry: Streamlit calls the default export on every change of data or theme. */

import type { ReaderData } from "./core/types.ts";
import { Reader, type Signals } from "./view/reader.ts";

interface ComponentArguments {
  readonly data: ReaderData;
  readonly parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

const readers = new WeakMap<HTMLElement, Reader>();
let signalled = 0;

/** What is on the screen must be made anew only for another article, revision, reviewer or database. */
function sameReading(a: ReaderData, b: ReaderData): boolean {
  return a.instance === b.instance && a.reviewer.id === b.reviewer.id && a.revision.id === b.revision.id && a.api === b.api && JSON.stringify(a.tags) === JSON.stringify(b.tags);
}

export default function open({ data, parentElement, setTriggerValue }: ComponentArguments): () => void {
  // A trigger is heard only if its value is new.
  const next = (): number => Date.now() * 1000 + (signalled++ % 1000);
  const signals: Signals = {
    stale: () => setTriggerValue("stale", next()),
    token: () => setTriggerValue("token", next()),
    submitted: () => setTriggerValue("submitted", next()),
  };
  const known = readers.get(parentElement);
  if (known !== undefined && sameReading(known.data, data)) known.update(data, signals);
  else {
    known?.destroy();
    readers.set(parentElement, new Reader(parentElement, data, signals));
  }
  return () => leave(parentElement);
}

/** Streamlit also cleans up after a call that a newer one overtook: only a removed reader ends. */
function leave(parent: HTMLElement): void {
  setTimeout(() => {
    if (parent.isConnected) return;
    readers.get(parent)?.destroy();
    readers.delete(parent);
  }, 0);
}
