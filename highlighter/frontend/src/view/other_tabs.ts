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
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") heard.seen();
  }, { signal });
}
