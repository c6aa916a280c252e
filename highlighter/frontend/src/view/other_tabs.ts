/** What another tab of the same reviewer kept or saved is heard here. */

export interface OtherTabs {
  /** Another tab put something into the outbox, or took it out. */
  kept(): void;
  /** Another tab had something saved. */
  saved(): void;
  /** This tab is looked at again. */
  seen(): void;
}

let channels = new Map<string, BroadcastChannel>();

function channel(name: string): BroadcastChannel | null {
  if (typeof BroadcastChannel === "undefined") return null;
  let open = channels.get(name);
  if (open === undefined) {
    open = new BroadcastChannel(name);
    channels = new Map(channels).set(name, open);
  }
  return open;
}

export function tell(name: string): void {
  channel(name)?.postMessage("saved");
}

/** Whoever goes to and fro between windows is not told anew each time. */
const SELDOM = 2000;

/** Another tab's call takes many things out at once: they are looked at together. */
const TOGETHER = 30;

export function watchOtherTabs(name: string, signal: AbortSignal, heard: OtherTabs): void {
  let looking = 0;
  window.addEventListener("storage", (event) => {
    if (event.key !== null && !event.key.startsWith(`${name}:`)) return;
    clearTimeout(looking);
    looking = window.setTimeout(() => { if (!signal.aborted) heard.kept(); }, TOGETHER);
  }, { signal });
  channel(name)?.addEventListener("message", () => heard.saved(), { signal });
  let looked = performance.now();
  const see = (): void => {
    looked = performance.now();
    if (document.visibilityState === "visible") heard.seen();
  };
  document.addEventListener("visibilitychange", see, { signal });
  // Another device or browser says nothing here; whoever comes back from it is told what it did.
  window.addEventListener("focus", () => { if (performance.now() - looked > SELDOM) see(); }, { signal });
}
