/** Streamlit's own word on a lost connection would lie over the text: the save state says it already. */

const LOST = "[data-testid=stApp]:not([data-test-connection-state=CONNECTED])";
const READER = ".fcw-r-root";

let isWatching = false;

/** Whoever reads goes on while the server is away: a dialog that comes by itself then is closed. */
export function closeOutageDialogs(): void {
  if (isWatching) return;
  isWatching = true;
  new MutationObserver((changes) => {
    const came = changes.some(({ addedNodes }) => addedNodes.length > 0);
    if (!came || document.querySelector(LOST) === null || document.querySelector(READER) === null) return;
    document.querySelector<HTMLElement>("body > [data-testid=stDialog] [aria-label=Close]")?.click();
  }).observe(document.body, { childList: true });
}
