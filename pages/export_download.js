const begun = new Set();
const EVERY = 500; // milliseconds

export default function ({ data, parentElement }) {
  if (!data?.address) return;
  const { address, name, words } = data;
  const line = parentElement.querySelector("p") ?? parentElement.appendChild(document.createElement("p"));
  const [told, stop] = line.children.length ? line.children : [document.createElement("span"), document.createElement("button")];
  if (!line.children.length) line.append(told, stop);
  Object.assign(stop, { type: "button", textContent: words.stop, hidden: true, onclick: () => fetch(address, { method: "DELETE" }) });
  told.setAttribute("role", "status");
  if (!begun.has(address)) {
    begun.add(address);
    say(words.begun, {});
    begin(address);
  }
  const timer = setInterval(look, EVERY);
  return () => clearInterval(timer);

  function say(words, values) {
    told.textContent = words.replace(/\{(\w+)\}/g, (whole, key) => ({ name, ...values })[key] ?? whole);
  }

  // Another process may send it: then the browser alone tells.
  async function look() {
    const answer = await fetch(`${address}/progress`).catch(() => null);
    if (!answer?.ok) return;
    const { state, sent, done, total } = await answer.json();
    const size = (sent / 1e6).toFixed(1);
    if (state === "running" && total > 0 && done < total) say(words.making, { percent: Math.floor((100 * done) / total) });
    else say({ running: words.sending, done: words.sent, stopped: words.stopped }[state] ?? words.not_sent, { size });
    // Spoken are its beginning and its end, not every number in between.
    told.setAttribute("aria-live", state === "running" ? "off" : "polite");
    stop.hidden = state !== "running";
    if (state !== "running") clearInterval(timer);
  }
}

// The attribute `download` keeps the page where it is, even where the answer is a refusal.
function begin(address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.rel = "noreferrer";
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
