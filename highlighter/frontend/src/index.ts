/** The component's entry: Streamlit calls the default export on every change of data or theme. */

import type { SettleData } from "./core/settle_types.ts";
import type { ReaderData, UnsentData } from "./core/types.ts";
import { keepPageFocus } from "./view/page_focus.ts";
import { closeOutageDialogs } from "./view/quiet_outage.ts";
import { Reader, type Signals } from "./view/reader.ts";
import { Settler } from "./view/settler.ts";
import { watchSignIn } from "./view/signed_out.ts";
import { Unsent } from "./view/unsent.ts";

interface ComponentArguments {
  readonly data: ReaderData | SettleData | UnsentData;
  readonly parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

const readers = new WeakMap<HTMLElement, Reader>();
const settlers = new WeakMap<HTMLElement, Settler>();
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
    newest: () => setTriggerValue("newest", next()),
  };
  watchSignIn(data.words);
  if (isUnsent(data)) return openUnsent(parentElement, data, signals.token);
  if ("kind" in data) show(settlers, parentElement, data, signals, () => new Settler(parentElement, data, signals));
  else show(readers, parentElement, data, signals, () => new Reader(parentElement, data, signals));
  return () => leave(parentElement);
}

function isUnsent(data: ReaderData | SettleData | UnsentData): data is UnsentData {
  return "kind" in data && data.kind === "outbox";
}

interface View<Data extends ReaderData> {
  readonly data: Data;
  update(data: Data, signals: Signals): void;
  destroy(): void;
}

/** The one view of this place, or another where another reading is to be shown. */
function show<Data extends ReaderData, Shown extends View<Data>>(views: WeakMap<HTMLElement, Shown>, parent: HTMLElement, data: Data, signals: Signals, make: () => Shown): void {
  const known = views.get(parent);
  if (known !== undefined && sameReading(known.data, data)) return known.update(data, signals);
  known?.destroy();
  views.set(parent, make());
}

/** The mode without a text, only what the reader has not yet saved. */
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
    settlers.get(parent)?.destroy();
    settlers.delete(parent);
    unsents.get(parent)?.destroy();
    unsents.delete(parent);
  }, 0);
}
