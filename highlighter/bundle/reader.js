/* Built from highlighter/frontend by `make bundle`: change the source, not this file. */

// src/core/api.ts
var Unauthorised = class extends Error {
  name = "Unauthorised";
};
var Unreachable = class extends Error {
  name = "Unreachable";
};
var Api = class {
  #base;
  #token;
  #fetch;
  constructor(base, token, fetch2 = globalThis.fetch) {
    this.#base = base;
    this.#token = token;
    this.#fetch = (input, init) => fetch2(input, init);
  }
  /** The revision's text, exactly as stored. */
  async text(revisionId) {
    const bytes = await this.#get(revisionId, "text", (answer) => answer.arrayBuffer());
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  }
  /** All live annotations of the revision that the reviewer may see. */
  async annotations(revisionId) {
    return this.#list(revisionId, "annotations");
  }
  /** The revision's sentences as [start, end) in code points, in order. */
  async sentences(revisionId) {
    return this.#list(revisionId, "sentences");
  }
  async #list(revisionId, what) {
    const found = await this.#get(revisionId, what, (answer) => answer.json());
    const rows = found?.[what];
    if (!Array.isArray(rows)) {
      throw new Unreachable(`The workbench answered without the article's ${what}: reload the page.`);
    }
    return rows;
  }
  async #get(revisionId, what, read2) {
    const headers = { Authorization: `Bearer ${this.#token()}` };
    let status;
    try {
      const answer = await this.#fetch(`${this.#base}/revisions/${revisionId}/${what}`, { headers });
      if (answer.ok) return await read2(answer);
      status = answer.status;
    } catch (error) {
      const cause = { cause: error };
      throw new Unreachable(`The workbench does not answer: the article's ${what} did not come.`, cause);
    }
    if (status === 401) throw new Unauthorised("The sign-in is over: sign in again.");
    throw new Unreachable(`The workbench refused the article's ${what} (${status}).`);
  }
};

// src/core/wording.ts
var Wording = class {
  #words;
  constructor(words) {
    this.#words = words;
  }
  /**
   * The sentence of `key` with each `{name}` filled in. Of a pair `key.one` and `key.other`, `n`
   * chooses. A key without a sentence comes back in brackets.
   */
  say(key2, values = {}) {
    const plural = `${key2}.${Number(values["n"]) === 1 ? "one" : "other"}`;
    const sentence = this.#find(plural) ?? this.#find(key2);
    if (sentence === void 0) return `[${key2}]`;
    return sentence.replace(
      /\{(\w+)\}/g,
      (whole, name) => Object.hasOwn(values, name) ? String(values[name]) : whole
    );
  }
  #find(key2) {
    return Object.hasOwn(this.#words, key2) ? this.#words[key2] : void 0;
  }
};

// src/view/dom.ts
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) if (child !== null) element.append(child);
  return element;
}
function icon(name) {
  return el("span", { class: "fcw-r-icon", "aria-hidden": "true" }, name);
}
function keyCap(key2) {
  return el("kbd", { class: "fcw-r-key", "aria-hidden": "true" }, key2);
}
function button(attributes, press, ...children) {
  const element = el("button", { type: "button", ...attributes }, ...children);
  element.addEventListener("mousedown", (event) => event.preventDefault());
  element.addEventListener("click", press);
  return element;
}
function rich(template, parts) {
  const fragment = document.createDocumentFragment();
  for (const piece of template.split(/(\{\w+\})/)) {
    const part = piece.startsWith("{") ? parts[piece.slice(1, -1)] : void 0;
    if (part !== void 0) fragment.append(part);
    else if (piece !== "") fragment.append(piece);
  }
  return fragment;
}
var FIELDS = "textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])";
var FIELD_ROLES = ["textbox", "searchbox", "combobox", "listbox", "option", "spinbutton", "slider", "menu", "menuitem", "tree", "grid", "gridcell"];
var FIELDS_BY_ROLE = FIELD_ROLES.map((role) => `[role=${role}]`).join();
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches(FIELDS) || target.closest(FIELDS_BY_ROLE) !== null;
}
function isControl(target) {
  return target instanceof Element && target.closest("button, a, summary, input, [role=button], [role=link], [role=tab], [role=radio], [role=checkbox], [role=switch], [data-testid=stSidebar]") !== null;
}

// src/view/header.ts
var Header = class {
  element;
  title;
  #words;
  #progress = el("div", { class: "fcw-r-progress" });
  #action = el("div", { class: "fcw-r-submit" });
  #submit;
  #reopen;
  #shown = "";
  constructor(data, words, submit, reopen) {
    this.#words = words;
    this.#submit = submit;
    this.#reopen = reopen;
    const { outlet, published, byline, words: count, title } = data.article;
    const kicker = [outlet, published, byline].filter((part) => part !== "");
    const length = words.say("word_count", { n: count.toLocaleString("en-US") });
    this.title = el("h1", { class: "fcw-r-title", dir: "auto" }, title);
    this.element = el(
      "header",
      { class: "fcw-r-header" },
      el("div", { class: "fcw-r-heading" }, el("p", { class: "fcw-r-kicker", dir: "auto" }, kicker.join(" · "), el("span", { class: "fcw-r-length" }, `${kicker.length > 0 ? " · " : ""}${length}`)), this.title),
      el("div", { class: "fcw-r-state" }, this.#progress, this.#action)
    );
  }
  showProgress(passages, tagged, sentences) {
    const count = el("b", {}, passages.toLocaleString("en-US"));
    this.#progress.replaceChildren(
      el("span", { class: "fcw-r-passages" }, rich(this.#words.say("passages", { n: passages }).replace(String(passages), "{count}"), { count })),
      " ",
      el("span", { class: "fcw-r-sentences" }, this.#words.say("sentences_tagged", { k: tagged.toLocaleString("en-US"), n: sentences.toLocaleString("en-US") }))
    );
  }
  /** `busy`: the submission is on its way. */
  showStatus(status, busy) {
    const shown = `${status}${busy}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    const words = this.#words;
    const children = status === "submitted" ? [
      el("span", { class: "fcw-r-submitted" }, icon("done_all"), words.say("submitted")),
      button({ class: "fcw-r-button" }, this.#reopen, words.say("reopen"))
    ] : [button({ class: "fcw-r-primary" }, this.#submit, words.say("submit"))];
    this.#action.replaceChildren(...children);
    for (const one of this.#action.querySelectorAll("button")) one.disabled = busy;
  }
};

// src/view/keys.ts
function key(strokes, say, run2, changes = false) {
  return { strokes: strokes.split(" "), say, changes, run: run2 };
}
function bindingsFor(tags) {
  const tagging = tags.offered().map((tag) => ({
    strokes: [tag.key.toLowerCase()],
    say: "key_tag",
    name: tag.name,
    changes: true,
    run: (verbs) => verbs.tag(tag.name)
  }));
  return [
    ...tagging,
    key("j ArrowDown", "key_next_sentence", (verbs) => verbs.move("sentence", 1)),
    key("k ArrowUp", "key_previous_sentence", (verbs) => verbs.move("sentence", -1)),
    key("ArrowRight", "key_next_word", (verbs) => verbs.move("word", 1)),
    key("ArrowLeft", "key_previous_word", (verbs) => verbs.move("word", -1)),
    key("Shift+ArrowRight Shift+ArrowLeft", "key_extend_word", () => false),
    key("Shift+ArrowRight", null, (verbs) => verbs.extend("word", 1)),
    key("Shift+ArrowLeft", null, (verbs) => verbs.extend("word", -1)),
    key("Shift+ArrowDown Shift+j", "key_extend_sentence", (verbs) => verbs.extend("sentence", 1)),
    key("Shift+ArrowUp Shift+k", null, (verbs) => verbs.extend("sentence", -1)),
    key("Alt+Shift+ArrowRight Alt+Shift+ArrowLeft", "key_move_start", () => false),
    key("Alt+Shift+ArrowRight", null, (verbs) => verbs.moveStart(1)),
    key("Alt+Shift+ArrowLeft", null, (verbs) => verbs.moveStart(-1)),
    key("]", "key_widen", (verbs) => verbs.widen()),
    key("[", "key_narrow", (verbs) => verbs.narrow()),
    key("a", "key_next_passage", (verbs) => verbs.walk(1)),
    key("Shift+a", "key_previous_passage", (verbs) => verbs.walk(-1)),
    key("n", "key_note", (verbs) => verbs.note(), true),
    key("e", "key_evidence", (verbs) => verbs.evidence(), true),
    key("c", "key_confidence", (verbs) => verbs.confidence(), true),
    key("Backspace Delete", "key_delete", (verbs) => verbs.remove(), true),
    key("z Mod+z", "key_undo", (verbs) => verbs.undo(), true),
    key("Shift+z Mod+Shift+z Mod+y", "key_redo", (verbs) => verbs.redo(), true),
    key("g", "key_guidelines", (verbs) => verbs.guidelines()),
    key("?", "key_keys", (verbs) => verbs.keySheet()),
    key("Escape", "key_leave", (verbs) => verbs.leave())
  ];
}
function strokeOf(event) {
  const single = event.key.length === 1;
  const name = single ? event.key.toLowerCase() : event.key;
  const shifted = event.shiftKey && (!single || name !== event.key.toUpperCase());
  return `${event.ctrlKey || event.metaKey ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${shifted ? "Shift+" : ""}${name}`;
}
function strokesOf(event) {
  return [strokeOf(event), placeOf(event)];
}
function placeOf({ key: key2, code, ctrlKey, metaKey, altKey, shiftKey }) {
  if (ctrlKey || metaKey || altKey || shiftKey || [...key2].length > 2) return null;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit !== void 0) return digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter !== void 0 && /^\p{L}/u.test(key2) && !/\p{Script=Latin}/u.test(key2) ? letter.toLowerCase() : null;
}
var CAPS = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
  Backspace: "⌫",
  Delete: "Del",
  Escape: "Esc",
  Mod: "Ctrl",
  Shift: "⇧",
  Alt: "Alt"
};
function capsOf(binding) {
  return binding.strokes.map((stroke) => stroke.split("+").map((part) => CAPS[part] ?? part).join(" "));
}

// src/view/keyboard.ts
var BURST = 1e3;
var CONTROL_KEYS = /* @__PURE__ */ new Set(["Enter", " ", "Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);
var OVERLAYS = "[role=dialog], [role=menu], [role=listbox], [aria-modal=true], [data-testid=stPopoverBody]";
var typed = null;
function listenForKeys(host, signal) {
  window.addEventListener("keydown", (event) => hear(event, host), { capture: true, signal });
  window.addEventListener("pointerdown", () => {
    typed = null;
  }, { capture: true, signal });
  host.root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  }, { signal });
}
function hear(event, host) {
  const { root } = host;
  const { target } = event;
  if (event.defaultPrevented || !root.isConnected || root.clientWidth === 0) return;
  const inside = target instanceof Node && root.contains(target);
  if (isTyping(target)) {
    noteTyping(event, inside);
    if (event.isComposing || !inside || event.key !== "Escape") return;
  } else if (isBurst(event)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (event.isComposing || CONTROL_KEYS.has(event.key) && isControl(target)) return;
  if (run(event, host)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
function run(event, host) {
  const [stroke, place2] = strokesOf(event);
  const known = host.bindings.some((binding) => binding.strokes.includes(stroke));
  const meant = known || place2 === null ? stroke : place2;
  const bindings = host.bindings.filter((binding) => binding.strokes.includes(meant));
  if (bindings.length === 0 || isCovered(host.root)) return false;
  for (const binding of bindings) {
    if (binding.changes && host.isLocked()) host.refuse();
    else if (binding.run(host.verbs) === false) continue;
    return true;
  }
  return false;
}
function isCovered(root) {
  for (let at = root; at !== null; at = at.parentElement) {
    for (const beside of at.parentElement?.children ?? []) if (beside !== at && hasOverlay(beside)) return true;
  }
  return false;
}
function hasOverlay(part) {
  const found = part.matches(OVERLAYS) ? [part] : [...part.querySelectorAll(OVERLAYS)];
  return found.some((overlay) => overlay.getClientRects().length > 0);
}
function noteTyping(event, inside) {
  const closes = event.key === "Escape" || event.key === "Enter" && event.target instanceof HTMLInputElement;
  typed = inside && !closes ? { field: event.target, at: event.timeStamp } : null;
}
function isBurst(event) {
  const isBrowsers = (event.ctrlKey || event.metaKey) && !/^[zy]$/i.test(event.key);
  if (typed === null || isBrowsers || typed.field.isConnected || event.timeStamp - typed.at > BURST) return false;
  typed.at = event.timeStamp;
  return true;
}

// src/core/lanes.ts
function lanes(annotations, previous) {
  const ordered = [...annotations].sort(byStartThenLonger);
  const taken = [];
  const given = /* @__PURE__ */ new Map();
  for (const annotation of ordered) {
    const lane = previous.get(annotation.id);
    if (lane !== void 0 && place(taken, lane, annotation)) given.set(annotation.id, lane);
  }
  for (const annotation of ordered) {
    if (given.has(annotation.id)) continue;
    let lane = 0;
    while (!place(taken, lane, annotation)) lane += 1;
    given.set(annotation.id, lane);
  }
  return given;
}
function byStartThenLonger(a, b) {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
function place(taken, lane, annotation) {
  while (taken.length <= lane) taken.push([]);
  const row = taken[lane];
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (row[middle].start < annotation.start) low = middle + 1;
    else high = middle;
  }
  const before2 = row[low - 1];
  const after = row[low];
  if (before2 !== void 0 && before2.end > annotation.start) return false;
  if (after !== void 0 && after.start < annotation.end) return false;
  row.splice(low, 0, annotation);
  return true;
}

// src/core/segments.ts
function segments(start, end, marks) {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = /* @__PURE__ */ new Set([start, end]);
  for (const mark of inside) {
    if (mark.start > start) cuts.add(mark.start);
    if (mark.end < end) cuts.add(mark.end);
  }
  const bounds = [...cuts].sort((a, b) => a - b);
  const waiting = inside.sort((a, b) => a.start - b.start);
  const found = [];
  let covering = [];
  let next = 0;
  for (let at = 0; at + 1 < bounds.length; at += 1) {
    const from = bounds[at];
    covering = covering.filter((mark) => mark.end > from);
    while (next < waiting.length && waiting[next].start <= from) covering.push(waiting[next++]);
    found.push(segment(from, bounds[at + 1], covering));
  }
  return found;
}
function segment(start, end, covering) {
  const marks = [...covering].sort((a, b) => a.lane - b.lane || (a.id < b.id ? -1 : 1));
  let top = null;
  for (const mark of marks) if (top === null || liesAbove(mark, top)) top = mark;
  return { start, end, marks, top };
}
function liesAbove(mark, other) {
  const shorter = mark.end - mark.start - (other.end - other.start);
  if (shorter !== 0) return shorter < 0;
  return mark.start !== other.start ? mark.start > other.start : mark.id < other.id;
}

// src/view/marks.ts
var LANE_PITCH = 4.5;
var LANES_THAT_FIT = 3;
function pieces(start, end, passages) {
  return segments(start, end, passages).map((one) => ({ start: one.start, end: one.end, passages: one.marks }));
}
function shortest(passages) {
  let found = null;
  for (const one of passages) {
    if (one.mine && (found === null || one.end - one.start < found.end - found.start)) found = one;
  }
  return found;
}
function makeMark(piece, text, tags, emphasis) {
  const mark = el("mark", { class: "fcw-r-mark", "data-annotations": piece.passages.map((one) => one.id).join(" ") }, text);
  drawLines(mark, piece, tags);
  drawFill(mark, piece, tags, emphasis);
  sayWhereItBegins(mark, piece);
  return mark;
}
function drawLines(mark, piece, tags) {
  const lanes2 = piece.passages.map((one) => one.lane);
  const fill = "linear-gradient(var(--fcw-r-f), var(--fcw-r-f))";
  mark.style.backgroundImage = [...piece.passages.map((one) => tags.line(one.tag)), fill].join(", ");
  mark.style.backgroundPosition = [...lanes2.map((lane) => `0 calc(var(--fcw-r-ly) + ${lane * LANE_PITCH}px)`), "0 var(--fcw-r-fy)"].join(", ");
  mark.style.backgroundRepeat = [...lanes2.map(() => "repeat-x"), "no-repeat"].join(", ");
  mark.style.backgroundSize = [...lanes2.map(() => "auto 4px"), "100% var(--fcw-r-fh)"].join(", ");
  mark.style.setProperty("--fcw-r-lane", String(Math.max(...lanes2)));
}
function drawFill(mark, piece, tags, emphasis) {
  const named2 = (id) => piece.passages.find((one) => one.id === id);
  const strong = named2(emphasis.active) ?? named2(emphasis.hovered);
  const resting = shortest(piece.passages);
  const colour = strong !== void 0 ? tags.colour(strong.tag, "fill") : resting !== null ? tags.colour(resting.tag, "wash") : "transparent";
  mark.style.setProperty("--fcw-r-f", colour);
}
function sayWhereItBegins(mark, piece) {
  const begins = piece.passages.filter((one) => one.start === piece.start).map((one) => one.tag);
  const ends = piece.passages.filter((one) => one.end === piece.end).map((one) => one.tag);
  if (begins.length > 0) mark.dataset["begins"] = `[${begins.join(", ")}:`;
  if (ends.length > 0) mark.dataset["ends"] = `]`;
  mark.setAttribute("aria-roledescription", piece.passages.map((one) => one.tag).join(", "));
}

// src/view/metrics.ts
var LEADING = 1.85;
var LANE = 4;
var LANES = LANE_PITCH * (LANES_THAT_FIT - 1) + LANE;
function setTextSize(root, host, size) {
  const leading2 = Math.round(size * LEADING);
  root.style.setProperty("--fcw-r-size", `${size}px`);
  root.style.setProperty("--fcw-r-leading", `${leading2}px`);
  const { above, below } = letterBox(host);
  const firstLane = Math.round(0.26 * size + 1);
  const fillTop = firstLane + LANES - leading2;
  const padding = Math.max(0, -(above + fillTop));
  root.style.setProperty("--fcw-r-pt", `${padding}px`);
  root.style.setProperty("--fcw-r-fy", `${Math.max(0, above + fillTop)}px`);
  root.style.setProperty("--fcw-r-fh", `${firstLane + 1 - fillTop}px`);
  root.style.setProperty("--fcw-r-ly", `${padding + above + firstLane}px`);
  root.style.setProperty("--fcw-r-pb", `${firstLane + LANE - below}px`);
  root.style.setProperty("--fcw-r-top", `${above + fillTop}px`);
}
function letterBox(host) {
  const foot = el("span", { style: "display:inline-block;width:0;height:0;vertical-align:baseline" });
  const letters = el("span", {}, "Hg");
  const probe = el("div", { class: "fcw-r-words", style: "position:absolute;visibility:hidden" }, letters, foot);
  host.append(probe);
  const box2 = letters.getBoundingClientRect();
  const baseline = foot.getBoundingClientRect().bottom;
  probe.remove();
  return { above: baseline - box2.top, below: box2.bottom - baseline };
}

// src/view/positions.ts
function positionOf(article, node, offset) {
  if (!article.element.contains(node)) return clipped(article, node, offset);
  if (node.nodeType === Node.TEXT_NODE) return startOf(article, node) + offset;
  const child = node.childNodes[offset];
  if (child !== void 0) return startOf(article, child);
  return startOf(article, node) + (node.textContent?.length ?? 0);
}
function clipped(article, node, offset) {
  const whole = document.createRange();
  whole.selectNodeContents(article.element);
  return whole.comparePoint(node, offset) < 0 ? 0 : article.text.length;
}
function startOf(article, node) {
  if (node === article.element) return 0;
  let before2 = 0;
  for (let at = node; ; ) {
    const index = article.blockOf(at);
    if (index !== null && article.blockElement(index) === at) return (article.ranges[index]?.start ?? 0) + before2;
    for (let sibling = at.previousSibling; sibling !== null; sibling = sibling.previousSibling) {
      before2 += sibling.textContent?.length ?? 0;
    }
    const parent = at.parentNode;
    if (parent === null || parent === article.element) return before2;
    at = parent;
  }
}
function selectedSpan(article) {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(article.element)) return null;
  const start = positionOf(article, range.startContainer, range.startOffset);
  const end = positionOf(article, range.endContainer, range.endOffset);
  return start < end ? { start, end } : null;
}
function positionAt(article, x, y) {
  if ("caretPositionFromPoint" in document) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret !== null && article.element.contains(caret.offsetNode) ? positionOf(article, caret.offsetNode, caret.offset) : null;
  }
  const range = document.caretRangeFromPoint?.(x, y) ?? null;
  return range !== null && article.element.contains(range.startContainer) ? positionOf(article, range.startContainer, range.startOffset) : null;
}
function linesOf(article, span) {
  const lines = [];
  for (const box2 of article.domRange(span).getClientRects()) {
    if (box2.width < 0.5) continue;
    const last = lines[lines.length - 1];
    if (last !== void 0 && Math.abs(last.top - box2.top) < 6) {
      last.left = Math.min(last.left, box2.left);
      last.right = Math.max(last.right, box2.right);
      last.bottom = Math.max(last.bottom, box2.bottom);
    } else if (last === void 0 || box2.top > last.top) {
      lines.push({ left: box2.left, right: box2.right, top: box2.top, bottom: box2.bottom });
    }
  }
  return lines;
}

// src/view/pointer.ts
var REST = 220;
function listenForPointer(stage, verbs, signal) {
  const article = stage.article.element;
  article.addEventListener("click", (event) => {
    if (event.detail > 1 || !stage.selection().isEmpty) return;
    verbs.pick(event.target, positionAt(stage.article, event.clientX, event.clientY));
  }, { signal });
  article.addEventListener("mouseover", (event) => {
    const passages = stage.article.passagesAt(event.target);
    stage.article.emphasise({ hovered: shortest(passages)?.id ?? null });
  }, { signal });
  article.addEventListener("mouseleave", () => stage.article.emphasise({ hovered: null }), { signal });
  watchSelection(stage, signal);
}
function watchSelection(stage, signal) {
  let down = false;
  let timer2 = 0;
  const show = () => {
    const { span } = stage.selection();
    if (span === null || stage.locked) stage.bar.hide();
    else stage.bar.show(span);
  };
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer2);
    if (document.getSelection()?.isCollapsed !== false) stage.bar.hide();
    else if (!down) timer2 = window.setTimeout(show, REST);
  }, { signal });
  document.addEventListener("pointerdown", (event) => {
    down = event.pointerType === "mouse" && event.button === 0;
  }, { signal, capture: true });
  document.addEventListener("pointerup", () => {
    if (!down) return;
    down = false;
    timer2 = window.setTimeout(show, 0);
  }, { signal, capture: true });
  signal.addEventListener("abort", () => clearTimeout(timer2));
}

// src/view/notice.ts
var SECONDS = 6;
var Notice = class {
  element = el("div", { class: "fcw-r-notice", role: "status" });
  #isTrue = () => true;
  #clock = 0;
  /** Says it until it is no longer true, at most a few seconds. */
  say(sentence, isTrue = () => true) {
    this.#isTrue = isTrue;
    this.element.textContent = "";
    this.element.textContent = sentence;
    clearTimeout(this.#clock);
    this.#clock = window.setTimeout(() => this.clear(), SECONDS * 1e3);
  }
  /** Something changed: what became false is taken back. */
  check() {
    if (!this.#isTrue()) this.clear();
  }
  clear() {
    clearTimeout(this.#clock);
    this.#isTrue = () => true;
    this.element.textContent = "";
  }
};

// src/view/popover.ts
var Popover = class {
  #host;
  #open = null;
  constructor(host) {
    this.#host = host;
  }
  get isOpen() {
    return this.#open !== null;
  }
  /** Opens under the anchor; a second press on the same anchor closes. */
  toggle(anchor, label, content) {
    const again = this.#open?.anchor === anchor;
    this.close();
    if (again) return;
    const element = el("div", { class: "fcw-r-popover", role: "dialog", "aria-label": label, tabindex: "-1" }, content);
    this.#host.append(element);
    this.#place(element, anchor);
    const end = new AbortController();
    this.#open = { element, anchor, end };
    anchor.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", (event) => {
      const target = event.target;
      if (!element.contains(target) && !anchor.contains(target)) this.close(false);
    }, { signal: end.signal, capture: true });
    element.focus({ preventScroll: true });
  }
  /** False when nothing was open. */
  close(focusAnchor = true) {
    const open2 = this.#open;
    if (open2 === null) return false;
    this.#open = null;
    open2.end.abort();
    open2.anchor.removeAttribute("aria-expanded");
    const inside = open2.element.contains(document.activeElement);
    open2.element.remove();
    if (focusAnchor && inside) open2.anchor.focus({ preventScroll: true });
    return true;
  }
  #place(element, anchor) {
    const host = this.#host.getBoundingClientRect();
    const box2 = anchor.getBoundingClientRect();
    const left = Math.min(box2.left - host.left, host.width - element.offsetWidth);
    element.style.left = `${Math.max(0, left)}px`;
    element.style.top = `${box2.bottom - host.top + 8}px`;
  }
};

// src/view/preferences.ts
var DEFAULT_SIZE = 19;
var PHONE_SIZE = 18;
var Preferences = class {
  #prefix;
  constructor(data) {
    this.#prefix = prefixOf(data);
    const { id, title } = data.article;
    this.#set(`article:${data.revision.id}`, JSON.stringify({ id, title }));
  }
  textSize(isPhone) {
    const size = Number(this.#get("size"));
    return size >= 16 && size <= 24 ? size : isPhone ? PHONE_SIZE : DEFAULT_SIZE;
  }
  setTextSize(size) {
    this.#set("size", String(size));
  }
  showsOthers() {
    return this.#get("others") === "yes";
  }
  setShowsOthers(shown) {
    this.#set("others", shown ? "yes" : "no");
  }
  #get(name) {
    return kept(this.#prefix + name);
  }
  #set(name, value) {
    try {
      localStorage.setItem(this.#prefix + name, value);
    } catch {
    }
  }
};
function articleOf(data, revision) {
  const known = kept(`${prefixOf(data)}article:${revision}`);
  return known === null ? null : JSON.parse(known);
}
function prefixOf(data) {
  return `workbench-reader:${data.instance}:${data.reviewer.id}:`;
}
function kept(key2) {
  try {
    return localStorage.getItem(key2);
  } catch {
    return null;
  }
}

// src/view/save_state.ts
var SaveStateView = class {
  element = el("div", { class: "fcw-r-save-state", "data-testid": "save-state" });
  #words;
  #retry;
  #show;
  #state = null;
  #heldHere = 0;
  #total = 0;
  #clock = 0;
  #shown = "";
  /** `retry`: send now. `show`: open the first passage that waits for a decision. */
  constructor(words, retry, show) {
    this.#words = words;
    this.#retry = retry;
    this.#show = show;
  }
  /** `heldHere`: of the held operations those of this article. */
  update(state, heldHere) {
    this.#heldHere = heldHere;
    const before2 = this.#state?.pending ?? 0;
    this.#state = state;
    this.#total = state.pending === 0 ? 0 : this.#total + Math.max(0, state.pending - before2);
    if (state.ready) this.element.dataset["pending"] = String(state.pending);
    clearInterval(this.#clock);
    if (state.retryAt !== null) this.#clock = window.setInterval(() => this.#draw(), 500);
    this.#draw();
  }
  stop() {
    clearInterval(this.#clock);
  }
  #draw() {
    const state = this.#state;
    if (state === null) return;
    const [tone, sign, sentence] = this.#sentence(state);
    if (this.#shown === tone + sentence) return;
    this.#shown = tone + sentence;
    this.element.dataset["tone"] = tone;
    const retry = button({ class: "fcw-r-link" }, this.#retry, this.#words.say("try_now"));
    const show = button({ class: "fcw-r-link" }, this.#show, this.#words.say("show"));
    this.element.replaceChildren(icon(sign), el("span", {}, rich(sentence, { retry, show })));
  }
  #sentence(state) {
    const say = (key2, values = {}) => this.#words.say(key2, values);
    if (state.notKept > 0) return ["failed", "cloud_off", say("not_kept", { n: state.notKept })];
    if (state.waitingForSignIn) return ["failed", "cloud_off", say("signing_in", { n: state.pending })];
    if (state.pending > 0 && state.retryAt !== null) {
      const seconds = Math.max(0, Math.ceil((state.retryAt - Date.now()) / 1e3));
      return ["failed", "cloud_off", say("not_saved", { n: state.pending, s: seconds })];
    }
    if (state.failed > 0) return ["failed", "cloud_off", `${say("stuck", { n: state.failed, reason: state.reason === null ? "" : this.#words.say(state.reason) })} {retry}`];
    if (state.pending > 0) return ["busy", "cloud_sync", say("saving", { i: this.#total - state.pending + 1, n: this.#total })];
    if (this.#heldHere > 0) return ["failed", "sync_problem", say("held", { n: this.#heldHere })];
    if (state.held > 0) return ["failed", "sync_problem", say("held_elsewhere", { n: state.held })];
    return ["saved", "cloud_done", say("all_saved")];
  }
};

// src/view/scroller.ts
var DURATION = 180;
var Scroller = class {
  #element;
  #isWindow;
  #frame = 0;
  constructor(inside) {
    let candidate = inside.parentElement;
    while (candidate !== null && !/(auto|scroll|overlay)/.test(getComputedStyle(candidate).overflowY)) {
      candidate = candidate.parentElement;
    }
    const page = document.scrollingElement;
    this.#isWindow = candidate === null || candidate === page || candidate === document.body;
    this.#element = this.#isWindow ? page : candidate;
  }
  /** Calls `work` after each scroll or resize, at most once a frame. */
  listen(work, signal) {
    let asked = 0;
    const soon = () => {
      if (asked === 0) asked = requestAnimationFrame(() => {
        asked = 0;
        work();
      });
    };
    const source = this.#isWindow ? window : this.#element;
    source.addEventListener("scroll", soon, { passive: true, signal });
    window.addEventListener("resize", soon, { passive: true, signal });
    signal.addEventListener("abort", () => cancelAnimationFrame(asked));
  }
  /** The visible part, in client pixels. */
  frame() {
    if (this.#isWindow) return { top: 0, bottom: window.innerHeight };
    const box2 = this.#element.getBoundingClientRect();
    return { top: Math.max(0, box2.top), bottom: Math.min(window.innerHeight, box2.bottom) };
  }
  by(distance) {
    cancelAnimationFrame(this.#frame);
    const from = this.#element.scrollTop;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || Math.abs(distance) > 4e3) {
      this.#element.scrollTop = from + distance;
      return;
    }
    const begun = performance.now();
    const step = (now) => {
      const share = Math.min(1, (now - begun) / DURATION);
      this.#element.scrollTop = from + distance * (1 - (1 - share) ** 3);
      if (share < 1) this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }
  /** Brings client pixels `top` to `bottom` between the covers at both edges, moving as little as it can. */
  reveal(top, bottom, covered) {
    const frame = this.frame();
    const ceiling = frame.top + covered.above;
    const floor = frame.bottom - covered.below;
    if (top < ceiling) this.by(top - ceiling);
    else if (bottom > floor) this.by(Math.min(bottom - floor, top - ceiling));
  }
};

// src/core/journal.ts
var Journal = class {
  #store;
  #prefix;
  #written = /* @__PURE__ */ new Map();
  /** `prefix` names the revision and its reader: nobody else's steps are read. */
  constructor(store, prefix) {
    this.#store = store;
    this.#prefix = `${prefix}:`;
  }
  /** Writes what is new. A store that is full or closed costs undo after a reload, not the work. */
  keep({ steps, at, gone }) {
    const wanted = /* @__PURE__ */ new Map([["at", at]]);
    steps.forEach((step, index) => wanted.set(`step:${index}`, step));
    for (const row of gone) wanted.set(`gone:${row.id}`, row);
    try {
      for (const [name, value] of wanted) this.#write(name, value);
      for (const name of [...this.#written.keys()]) if (!wanted.has(name)) this.#remove(name);
    } catch {
      this.#clear();
    }
  }
  /** What was kept; a piece that cannot be read leaves nothing of it. */
  read() {
    const values = /* @__PURE__ */ new Map();
    try {
      for (const key2 of this.#store.keys().filter((each) => each.startsWith(this.#prefix))) {
        values.set(key2.slice(this.#prefix.length), JSON.parse(this.#store.get(key2) ?? "null"));
      }
    } catch {
      this.#clear();
      return null;
    }
    this.#written = values;
    const steps = [];
    while (values.has(`step:${steps.length}`)) steps.push(values.get(`step:${steps.length}`));
    const gone = [...values].filter(([name]) => name.startsWith("gone:")).map(([, row]) => row);
    return { steps, at: values.get("at"), gone };
  }
  #write(name, value) {
    if (this.#written.get(name) === value) return;
    this.#store.set(this.#prefix + name, JSON.stringify(value));
    this.#written.set(name, value);
  }
  #remove(name) {
    this.#store.remove(this.#prefix + name);
    this.#written.delete(name);
  }
  /** Half a history would undo the wrong step. */
  #clear() {
    this.#written = /* @__PURE__ */ new Map();
    try {
      for (const key2 of this.#store.keys()) if (key2.startsWith(this.#prefix)) this.#store.remove(key2);
    } catch {
    }
  }
};

// src/core/graphemes.ts
var Graphemes = class {
  #text;
  #language;
  #segmenter = null;
  constructor(text, language) {
    this.#text = text;
    this.#language = language;
  }
  /** The start of the grapheme that `index` is inside of; `index` itself between two. */
  snapStart(index) {
    return this.#around(index).start;
  }
  /** The end of the grapheme that `index` is inside of; `index` itself between two. */
  snapEnd(index) {
    return this.#around(index).end;
  }
  #around(index) {
    const text = this.#text;
    const at = Math.min(Math.max(0, index), text.length);
    if (surelyBetween(text, at)) return { start: at, end: at };
    let first = at - 1;
    while (!surelyBetween(text, first)) first -= 1;
    let last = at + 1;
    while (!surelyBetween(text, last)) last += 1;
    this.#segmenter ??= segmenterFor("grapheme", this.#language);
    const inside = this.#segmenter.segment(text.slice(first, last)).containing(at - first);
    const start = first + inside.index;
    return start === at ? { start, end: at } : { start, end: start + inside.segment.length };
  }
};
function segmenterFor(granularity, language) {
  try {
    return new Intl.Segmenter(language || void 0, { granularity });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Intl.Segmenter(void 0, { granularity });
  }
}
function surelyBetween(text, index) {
  if (index <= 0 || index >= text.length) return true;
  return standsAlone(text.charCodeAt(index)) && !joinsNext(text, index - 1);
}
function standsAlone(unit) {
  return unit === 10 || unit >= 32 && unit < 127 || unit >= 13312 && unit <= 40959;
}
var JOINING = /* @__PURE__ */ new Set([1757, 1807, 2192, 2193, 2274, 3406, 8205, 13]);
function joinsNext(text, index) {
  const unit = text.charCodeAt(index);
  if (unit >= 56320 && unit <= 57343) {
    const high = index > 0 ? text.charCodeAt(index - 1) : 0;
    return high >= 55300 && high <= 55303;
  }
  return unit >= 1536 && unit <= 1541 || JOINING.has(unit);
}

// src/core/offsets.ts
var CodePoints = class {
  text;
  /** How many code points the text has. */
  length;
  /** UTF-16 index of the first half of each surrogate pair, ascending. */
  #pairs;
  constructor(text) {
    this.text = text;
    this.#pairs = pairsOf(text);
    this.length = text.length - this.#pairs.length;
  }
  /** The UTF-16 index at which the code point `offset` begins. */
  toUtf16(offset) {
    if (offset <= 0) return 0;
    if (offset >= this.length) return this.text.length;
    return offset + this.#countBefore((pair, rank) => pair - rank < offset);
  }
  /** The code point offset of a UTF-16 index; inside a surrogate pair, that of the pair's start. */
  toCodePoint(index) {
    if (index <= 0) return 0;
    if (index >= this.text.length) return this.length;
    return index - this.#countBefore((pair) => pair < index);
  }
  /** The text of [start, end), in code points. */
  slice(start, end) {
    return this.text.slice(this.toUtf16(start), this.toUtf16(end));
  }
  #countBefore(isBefore) {
    let low = 0;
    let high = this.#pairs.length;
    while (low < high) {
      const middle = low + high >>> 1;
      if (isBefore(this.#pairs[middle], middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
};
function pairsOf(text) {
  const pairs = [];
  for (let at = 0; at + 1 < text.length; at += 1) {
    if (isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1))) {
      pairs.push(at);
      at += 1;
    }
  }
  return Uint32Array.from(pairs);
}
function isHigh(unit) {
  return unit >= 55296 && unit <= 56319;
}
function isLow(unit) {
  return unit >= 56320 && unit <= 57343;
}
var SPACE_OR_BOM = /[\p{White_Space}\u200b\ufeff]/u;
var COMBINING = /[\p{M}\u200d]/u;
function trimToWords(text, start, end) {
  let first = Math.max(0, start);
  let last = Math.min(text.length, end);
  while (first < last && SPACE_OR_BOM.test(text[first]) && !carriesAccent(text, first)) first += 1;
  while (last > first && SPACE_OR_BOM.test(text[last - 1])) last -= 1;
  return first < last ? { start: first, end: last } : null;
}
function carriesAccent(text, index) {
  return index + 1 < text.length && COMBINING.test(text[index + 1]);
}

// src/core/send.ts
var PATIENCE_MS = 1e4;
var MOST_BYTES = 2e6;
function httpSend(api, token, fetch2, later = timer) {
  return async (operations) => {
    const giveUp = new AbortController();
    const cancel = later(PATIENCE_MS, () => giveUp.abort());
    try {
      const answer = await fetch2(`${api}/annotations`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token()}`, "Content-Type": "application/json" },
        body: JSON.stringify({ operations }),
        signal: giveUp.signal
      });
      return await outcomeOf(answer);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { kind: "unreachable", reason: giveUp.signal.aborted ? "reason_slow" : "reason_away" };
    } finally {
      cancel();
    }
  };
}
async function outcomeOf(answer) {
  if (answer.status === 401) return { kind: "unauthorised" };
  if (!answer.ok) {
    return { kind: "refused", status: answer.status, reason: "reason_refused" };
  }
  const body = await answer.json();
  const results = body?.results;
  if (!Array.isArray(results)) {
    return { kind: "unreachable", reason: "reason_foreign" };
  }
  return { kind: "answered", results };
}
function timer(ms, work) {
  const id = setTimeout(work, ms);
  return () => clearTimeout(id);
}
function batchOf(pending, most) {
  const batch = [];
  const seen = /* @__PURE__ */ new Set();
  let bytes = 0;
  for (const operation of pending) {
    if (batch.length >= most) break;
    if (seen.has(operation.annotation.id)) continue;
    seen.add(operation.annotation.id);
    bytes += new TextEncoder().encode(JSON.stringify(operation)).length + 1;
    if (batch.length > 0 && bytes > MOST_BYTES) break;
    batch.push(operation);
  }
  return batch;
}

// src/core/entries.ts
function write(entry) {
  const { seq, operation, held, attempts } = entry;
  return JSON.stringify(held ? { seq, operation, held, attempts } : { seq, operation, attempts });
}
function read(id, raw, own) {
  let value;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!isRecord(value) || typeof value["seq"] !== "number") return null;
  const { seq, operation, held, attempts } = value;
  if (!isRecord(operation) || operation["id"] !== id || typeof operation["kind"] !== "string") return null;
  if (!isRecord(operation["annotation"]) || typeof operation["annotation"]["id"] !== "string") return null;
  if (held !== void 0 && !(isRecord(held) && typeof held["status"] === "string")) return null;
  return {
    seq,
    operation,
    held: held === void 0 ? null : held,
    attempts: typeof attempts === "number" ? attempts : 0,
    kept: true,
    refused: false,
    own,
    raw
  };
}
function oldestFirst(a, b) {
  return a.seq - b.seq || (a.operation.id < b.operation.id ? -1 : 1);
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/core/shelf.ts
var Shelf = class {
  prefix;
  /** Stored values that cannot be read: left where they are, and counted. */
  unreadable = 0;
  #store;
  #entries = /* @__PURE__ */ new Map();
  #lastSeq = 0;
  constructor(store, instance, reviewer) {
    this.#store = store;
    this.prefix = `workbench:${instance}:${reviewer}:`;
  }
  get(id) {
    return this.#entries.get(id);
  }
  pending() {
    return this.#select((entry) => entry.held === null);
  }
  held() {
    return this.#select((entry) => entry.held !== null);
  }
  count() {
    const counts = { pending: 0, held: 0, refused: 0 };
    for (const entry of this.#entries.values()) {
      if (entry.held === null) counts.pending += 1;
      else counts.held += 1;
      if (entry.refused) counts.refused += 1;
    }
    return counts;
  }
  add(operation, now) {
    const seq = Math.max(now * 1e3, this.#lastSeq + 1);
    const entry = {
      seq,
      operation,
      held: null,
      attempts: 0,
      kept: false,
      refused: false,
      own: true,
      raw: ""
    };
    this.#remember(entry);
    this.keep(entry);
    return entry;
  }
  /** Writes the entry as it now is; what the store already has of it outlives a refusal. */
  keep(entry) {
    const raw = write(entry);
    try {
      this.#store.set(this.prefix + entry.operation.id, raw);
    } catch {
      entry.refused = !entry.kept;
      return;
    }
    Object.assign(entry, { raw, kept: true, refused: false });
  }
  /** Tries again to keep what the store does not have. */
  keepTheRest() {
    for (const entry of this.#entries.values()) if (!entry.kept) this.keep(entry);
  }
  remove(entry) {
    this.#entries.delete(entry.operation.id);
    this.#store.remove(this.prefix + entry.operation.id);
  }
  /**
   * Takes over what other tabs did. An operation of this page that another tab took away is kept
   * in memory: sending it once more brings its first answer, and nothing is lost if it was not
   * another tab that emptied the store. Returns the entries that another tab found to be held.
   */
  reread(own) {
    const found = /* @__PURE__ */ new Set();
    const held = [];
    this.unreadable = 0;
    for (const key2 of this.#store.keys()) {
      const id = key2.startsWith(this.prefix) ? key2.slice(this.prefix.length) : "";
      const raw = id === "" || id.includes(":") ? null : this.#store.get(key2);
      if (raw === null) continue;
      found.add(id);
      if (this.#takeOver(id, raw, own)) held.push(this.#entries.get(id));
    }
    for (const [id, entry] of this.#entries) if (!found.has(id)) this.#vanished(id, entry);
    return held;
  }
  /** True when another tab's answer holds an operation that this one had as pending. */
  #takeOver(id, raw, own) {
    const known = this.#entries.get(id);
    if (known?.raw === raw) return false;
    const stored = read(id, raw, own);
    if (stored === null) {
      if (!known) this.unreadable += 1;
      return false;
    }
    if (!known) {
      this.#remember(stored);
      return false;
    }
    const becameHeld = known.held === null && stored.held !== null;
    known.held ??= stored.held;
    known.attempts = Math.max(known.attempts, stored.attempts);
    Object.assign(known, { kept: true, refused: false, raw });
    return becameHeld;
  }
  #vanished(id, entry) {
    if (!entry.kept) return;
    if (entry.held !== null || !entry.own) this.#entries.delete(id);
    else Object.assign(entry, { kept: false, raw: "" });
  }
  #remember(entry) {
    this.#entries.set(entry.operation.id, entry);
    this.#lastSeq = Math.max(this.#lastSeq, entry.seq);
  }
  #select(chosen) {
    return [...this.#entries.values()].filter(chosen).sort(oldestFirst);
  }
};
function behind(operation, head) {
  return { ...head, id: operation.id };
}

// src/core/locks.ts
function webLocks(manager) {
  return manager === void 0 ? new PageLocks() : { hold: (name, work) => manager.request(name, work) };
}
var PageLocks = class {
  #last = /* @__PURE__ */ new Map();
  hold(name, work) {
    const before2 = this.#last.get(name) ?? Promise.resolve();
    const mine = before2.then(work, work);
    this.#last.set(name, mine);
    return mine;
  }
};

// src/core/store.ts
function localStore(storage) {
  return {
    keys: () => Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? ""),
    get: (key2) => storage.getItem(key2),
    set: (key2, value) => storage.setItem(key2, value),
    remove: (key2) => storage.removeItem(key2)
  };
}

// src/core/outbox.ts
var MOST_OPERATIONS = 200;
var LONGEST_WAIT_MS = 3e4;
var PASSING = /* @__PURE__ */ new Set([408, 425, 429]);
var Outbox = class {
  #options;
  #shelf;
  #sending = 0;
  #most = MOST_OPERATIONS;
  #failures = 0;
  #retry = null;
  #reason = null;
  #storeReason = null;
  #refused = false;
  #waitingForSignIn = false;
  #stopped = false;
  #running = null;
  #told = "";
  /** Reads the store at once; sends nothing before `flush`, `add` or `reread`. */
  constructor(options) {
    this.#options = options;
    this.#shelf = new Shelf(options.store, options.instance, options.reviewer);
    this.#read(true);
  }
  /** Keeps the operation and sends it. False: this machine could not keep it, only memory has it. */
  add(operation) {
    const entry = this.#shelf.get(operation.id) ?? this.#shelf.add(operation, this.#options.now());
    this.#tell();
    void this.flush();
    return entry.kept;
  }
  /** Not yet answered, oldest first. */
  pending() {
    return this.#shelf.pending().map((entry) => entry.operation);
  }
  /** Rejected or conflicting, oldest first. */
  held() {
    return this.#shelf.held().map((entry) => ({ operation: entry.operation, result: entry.held }));
  }
  state() {
    const { pending, held, refused: notKept } = this.#shelf.count();
    return {
      ready: true,
      pending,
      sending: this.#sending,
      failed: this.#shelf.unreadable + (this.#refused ? pending : notKept),
      held,
      notKept,
      retryAt: this.#retry?.at ?? null,
      reason: this.#reason ?? this.#storeReason,
      waitingForSignIn: this.#waitingForSignIn
    };
  }
  /** Sends what is pending. Resolves when nothing is, or when sending has to wait for something. */
  flush() {
    if (!this.#mayGoOn()) return Promise.resolve();
    this.#running ??= this.#run();
    return this.#running;
  }
  /** Tries again now: the network is back, or the person asked for it. */
  retryNow() {
    this.#refused = false;
    this.#goOn();
  }
  /**
   * The person decided: drops the held operation and every other held one of its annotation.
   * Comes before the `add` of what the person decided, which would otherwise be held behind it.
   */
  release(operationId) {
    const annotation = this.#shelf.get(operationId)?.operation.annotation.id;
    for (const entry of this.#shelf.held()) {
      if (entry.operation.annotation.id === annotation) this.#shelf.remove(entry);
    }
    this.#tell();
  }
  /** Goes on after a new token. */
  resume() {
    this.#waitingForSignIn = false;
    this.#goOn();
  }
  /** Another tab changed the store. */
  reread() {
    this.#read(false);
    this.#tell();
    void this.flush();
  }
  /** Sends and tells nothing any more; what is pending stays in the store. */
  stop() {
    this.#stopped = true;
    this.#retry?.cancel();
    this.#retry = null;
  }
  #goOn() {
    this.#retry?.cancel();
    this.#retry = null;
    this.#reason = null;
    this.#tell();
    void this.flush();
  }
  #mayGoOn() {
    return !this.#stopped && !this.#waitingForSignIn && !this.#refused && this.#retry === null;
  }
  async #run() {
    try {
      do {
        await this.#options.locks.hold(`${this.#shelf.prefix}send`, () => this.#sendAll());
      } while (this.#mayGoOn() && this.#shelf.count().pending > 0);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#backOff([], "reason_away");
    } finally {
      this.#running = null;
      this.#sending = 0;
      this.#most = MOST_OPERATIONS;
      this.#tell();
    }
  }
  async #sendAll() {
    while (this.#mayGoOn()) {
      this.#read(false);
      this.#reportAll(this.#holdFollowers());
      const batch = this.#nextBatch();
      this.#sending = batch.length;
      this.#tell();
      if (batch.length === 0) return;
      const outcome = await this.#options.send(batch.map((entry) => entry.operation));
      this.#sending = 0;
      this.#take(batch, outcome);
      this.#tell();
    }
  }
  #nextBatch() {
    const operations = batchOf(this.pending(), this.#most);
    return operations.map((operation) => this.#shelf.get(operation.id));
  }
  #take(batch, outcome) {
    switch (outcome.kind) {
      case "answered":
        return this.#takeResults(batch, outcome.results);
      case "unreachable":
        return this.#backOff(batch, outcome.reason);
      case "unauthorised":
        this.#waitingForSignIn = true;
        this.#shelf.keepTheRest();
        if (!this.#stopped) this.#options.onUnauthorised();
        return;
      case "refused":
        return this.#takeRefusal(batch, outcome.status, outcome.reason);
    }
  }
  #takeResults(batch, results) {
    const byId = new Map(results.map((result) => [result.id, result]));
    const answered = batch.filter((entry) => byId.has(entry.operation.id));
    this.#failures = 0;
    this.#reason = null;
    for (const entry of answered) {
      const result = byId.get(entry.operation.id);
      if (result.status === "saved") this.#shelf.remove(entry);
      else this.#hold(entry, result);
    }
    const followers = this.#holdFollowers();
    this.#shelf.keepTheRest();
    for (const entry of answered) this.#report(entry, byId.get(entry.operation.id));
    this.#reportAll(followers);
    const unanswered = batch.filter((entry) => !byId.has(entry.operation.id));
    if (unanswered.length > 0) this.#backOff(unanswered, "reason_unanswered");
  }
  #takeRefusal(batch, status, reason) {
    if (status === 413 && batch.length > 1) {
      this.#most = Math.floor(batch.length / 2);
    } else if (status === 413) {
      const [entry] = batch;
      const { id } = entry.operation;
      this.#takeResults(batch, [{ id, status: "rejected", annotation: null, message: reason }]);
    } else if (status >= 500 || PASSING.has(status)) {
      this.#backOff(batch, reason);
    } else {
      this.#refused = true;
      this.#reason = reason;
      this.#shelf.keepTheRest();
    }
  }
  #backOff(batch, reason) {
    for (const entry of batch) {
      entry.attempts += 1;
      this.#shelf.keep(entry);
    }
    this.#shelf.keepTheRest();
    this.#reason = reason;
    if (this.#stopped) return;
    const wait = Math.min(LONGEST_WAIT_MS, 1e3 * 2 ** this.#failures);
    this.#failures += 1;
    const cancel = this.#options.later(wait, () => {
      this.#retry = null;
      void this.flush();
    });
    this.#retry = { at: this.#options.now() + wait, cancel };
  }
  /** What follows a held operation of the same annotation is held too: it was made upon it. */
  #holdFollowers() {
    const heads = /* @__PURE__ */ new Map();
    for (const entry of this.#shelf.held()) {
      const annotation = entry.operation.annotation.id;
      if (!heads.has(annotation)) heads.set(annotation, entry);
    }
    const followers = heads.size === 0 ? [] : this.#shelf.pending();
    return followers.filter((entry) => {
      const head = heads.get(entry.operation.annotation.id);
      if (head?.held) this.#hold(entry, behind(entry.operation, head.held));
      return head !== void 0;
    });
  }
  #hold(entry, result) {
    entry.held = result;
    this.#shelf.keep(entry);
  }
  #read(own) {
    let held;
    try {
      held = this.#shelf.reread(own);
      this.#storeReason = this.#shelf.unreadable ? "reason_unreadable" : null;
    } catch {
      this.#storeReason = "reason_not_kept";
      return;
    }
    this.#reportAll(held);
  }
  #reportAll(held) {
    for (const entry of held) this.#report(entry, entry.held);
  }
  #report(entry, result) {
    if (!this.#stopped) this.#options.onResult(entry.operation, result);
  }
  #tell() {
    if (this.#stopped) return;
    const state = this.state();
    const told2 = JSON.stringify(state);
    if (told2 === this.#told) return;
    this.#told = told2;
    this.#options.onChange(state);
  }
};

// src/core/item.ts
function valuesOf(from) {
  const { start, end, tag, note = null, confidence = null, evidence = [] } = from;
  return { start, end, tag, note, confidence, evidence };
}
function overlaid(values, { annotation: named2 }) {
  const { start, end, tag } = named2;
  const { note = values.note, confidence = values.confidence, evidence = values.evidence } = named2;
  return { start, end, tag, note, confidence, evidence };
}
var FIELDS2 = ["start", "end", "tag", "note", "confidence", "evidence"];
function sameField(field, a, b) {
  return field === "evidence" ? sameEvidence(a.evidence, b.evidence) : a[field] === b[field];
}
function sameValues(a, b) {
  return FIELDS2.every((field) => sameField(field, a, b));
}
function sameEvidence(a, b) {
  return JSON.stringify(a.map(told)) === JSON.stringify(b.map(told));
}
function told({ url, quote, stance }) {
  return [url, quote, stance];
}
var Item = class {
  /** As it is shown; its version is the one that it will have once everything queued is saved. */
  local;
  live;
  /** The newest row the server told of; null where it has none, or a deleted one. */
  stored;
  /** The row as it was deleted elsewhere, where a conflict told of it. */
  gone = null;
  /** Not yet answered, oldest first. */
  queue = [];
  /** Answered with a conflict or a rejection: waiting for the person. */
  held = [];
  constructor(local, stored, live) {
    this.local = local;
    this.stored = stored;
    this.live = live;
  }
  /** Whether the server has other values of it than this tab made, or none at all. */
  isOlderThan(told2) {
    return told2 === void 0 ? this.stored !== null : told2.local.version > this.local.version;
  }
  /** Shows what the operation does, before any answer. */
  apply(operation, quote, at) {
    this.queue.push(operation);
    const version = Math.max(this.local.version, (operation.annotation.version ?? 0) + 1);
    this.live = operation.kind !== "delete";
    const known = operation.kind === "create" && this.stored !== null;
    if (!this.live || known) this.local = { ...this.local, version };
    else this.show(operation, quote, at, version);
  }
  /** Shows the operation's values without queueing it. */
  show(operation, quote, at, version) {
    const values = overlaid(valuesOf(this.local), operation);
    this.local = { ...this.local, ...values, quote, version, updated_at: at };
  }
  settle(operation, result) {
    this.queue = this.queue.filter((queued) => queued.id !== operation.id);
    if (result.status === "saved") return this.#save(operation, result.annotation);
    if (result.status === "conflict") {
      this.stored = result.annotation === null || isDeleted(result.annotation) ? null : result.annotation;
    }
    this.hold(operation, result);
  }
  /** Adds an answer that waits for the person. */
  hold(operation, result) {
    if (this.held.some((other) => other.operation.id === operation.id)) return;
    this.held.push({ operation, result });
    this.live = true;
    if (result.annotation && isDeleted(result.annotation)) this.gone = result.annotation;
    if (operation.kind === "delete" && this.stored) this.local = this.stored;
  }
  /** What the operations that wait would make of the row as it now is. */
  wanted() {
    const changes = this.held.filter(({ operation }) => operation.kind !== "delete");
    const row = valuesOf(this.stored ?? this.gone ?? this.local);
    return changes.reduce((values, { operation }) => overlaid(values, operation), row);
  }
  #save(operation, row) {
    const deleted = operation.kind === "delete";
    this.stored = deleted ? null : newest(this.stored, row ?? this.local);
    this.gone = null;
    if (this.queue.length > 0 || this.held.length > 0) return;
    this.live = !deleted;
    this.local = this.stored ?? { ...this.local, version: row?.version ?? this.local.version };
  }
};
function isDeleted(row) {
  return "deleted_at" in row && row.deleted_at !== null;
}
function newest(known, told2) {
  return known !== null && known.version > told2.version ? known : told2;
}

// src/core/history.ts
var History = class {
  #steps = [];
  /** Steps before it are done, those from it on undone. */
  #at = 0;
  /** Whether the newest step may still be joined: not after an undo or a redo. */
  #open = false;
  canUndo() {
    return this.#at > 0;
  }
  canRedo() {
    return this.#at < this.#steps.length;
  }
  add(step) {
    this.#steps = [...this.#steps.slice(0, this.#at), step];
    this.#at += 1;
    this.#open = true;
  }
  /** Lets the newest step reach to this one's end, if both changed the same of one annotation. */
  join(step) {
    const newest2 = this.#open ? this.#steps[this.#at - 1] : void 0;
    const [turn, earlier] = [step.turns[0], newest2?.turns[0]];
    const joins = turn && earlier && turn.id === earlier.id && newest2?.turns.length === 1;
    if (!joins || step.fields === "" || newest2.fields !== step.fields) return this.add(step);
    const joined = { fields: step.fields, turns: [{ id: turn.id, before: earlier.before, after: turn.after }] };
    this.#steps = [...this.#steps.slice(0, this.#at - 1), joined];
  }
  /** The step to undo, which can then be redone. */
  back() {
    this.#open = false;
    return this.canUndo() ? this.#steps[this.#at -= 1] : void 0;
  }
  /** The step to redo, which can then be undone. */
  forward() {
    this.#open = false;
    return this.canRedo() ? this.#steps[(this.#at += 1) - 1] : void 0;
  }
  /** The annotation goes on under another id. */
  rename(from, to) {
    const renamed = (turn) => turn.id === from ? { ...turn, id: to } : turn;
    this.#steps = this.#steps.map(
      (step) => step.turns.some((turn) => turn.id === from) ? { ...step, turns: step.turns.map(renamed) } : step
    );
  }
  kept() {
    return { steps: this.#steps, at: this.#at };
  }
  /** Takes over what `kept` gave; anything else is an empty history. */
  take(value) {
    const { steps, at } = value ?? {};
    const whole = areSteps(steps) && Number.isInteger(at) && 0 <= at && at <= steps.length;
    this.#steps = whole ? [...steps] : [];
    this.#at = whole ? at : 0;
    this.#open = false;
  }
};
function turned(now, from, to) {
  if (to === null) {
    if (!now) return null;
    return from !== null && sameValues(now, from) ? "delete" : "elsewhere";
  }
  if (from === null) return now === void 0 ? "elsewhere" : now === null ? "restore" : null;
  if (!now) return "elsewhere";
  const changed = FIELDS2.filter((field) => !sameField(field, from, to));
  if (changed.every((field) => sameField(field, now, to))) return null;
  if (!changed.every((field) => sameField(field, now, from))) return "elsewhere";
  return { ...now, ...Object.fromEntries(changed.map((field) => [field, to[field]])) };
}
function areSteps(value) {
  if (!Array.isArray(value)) return false;
  return value.every((step) => Array.isArray(step?.turns) && step.turns.every(isTurn));
}
function isTurn(value) {
  const turn = value;
  return typeof turn?.id === "string" && isState(turn.before) && isState(turn.after);
}
function isState(value) {
  if (value === null) return true;
  return typeof value?.tag === "string" && Number.isInteger(value.start) && Array.isArray(value.evidence);
}

// src/core/patch.ts
function changedOf(before2, after) {
  const { start, end, tag } = after;
  const sent = { start, end, tag };
  if (!sameField("note", before2, after)) sent.note = after.note;
  if (!sameField("confidence", before2, after)) sent.confidence = after.confidence;
  if (!sameField("evidence", before2, after)) sent.evidence = after.evidence;
  return sent;
}
function patched(values, patch) {
  return {
    start: patch.start ?? values.start,
    end: patch.end ?? values.end,
    tag: patch.tag ?? values.tag,
    note: patch.note === void 0 ? values.note : patch.note,
    confidence: patch.confidence === void 0 ? values.confidence : patch.confidence,
    evidence: patch.evidence ?? values.evidence
  };
}

// src/core/reading.ts
var Reading = class {
  #options;
  #history = new History();
  #items = /* @__PURE__ */ new Map();
  #sorted = null;
  constructor(options) {
    this.#options = options;
  }
  /**
   * The server's rows with what is queued and what waits for the person applied on top. One that
   * somebody writes in (`edited`) stays as it was seen: what is written then meets what was done
   * to it elsewhere as a conflict, instead of going with it or over it.
   */
  load(annotations, pending, held, edited = null) {
    const before2 = this.#items;
    this.#items = new Map(annotations.map((row) => [row.id, new Item(row, row, true)]));
    const seen = edited === null ? void 0 : before2.get(edited);
    const kept2 = seen?.live && seen.isOlderThan(this.#items.get(seen.local.id)) ? seen : null;
    if (kept2) this.#items.set(kept2.local.id, kept2);
    const concerned = (operation) => this.#isHere(operation) && operation.annotation.id !== kept2?.local.id;
    for (const { operation, result } of held) if (concerned(operation)) this.#loadHeld(operation, result);
    for (const operation of pending) if (concerned(operation)) this.#apply(operation);
    for (const [id, item] of before2) if (!item.live && !this.#items.has(id)) this.#items.set(id, item);
    this.#sorted = null;
  }
  /** The live annotations by start, end and id. */
  all() {
    this.#sorted ??= [...this.#items.values()].filter((item) => item.live).map((item) => item.local).sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
    return this.#sorted;
  }
  /** The annotation, if it is live. */
  get(id) {
    const item = this.#items.get(id);
    return item?.live ? item.local : void 0;
  }
  /** Whether it is this reviewer's own, and may be changed. */
  mine(id) {
    return this.#items.get(id)?.local.reviewer === this.#options.reviewer.handle;
  }
  saveState(id) {
    const item = this.#items.get(id);
    if (item?.held.some(({ result }) => result.status === "conflict")) return "conflict";
    if (item && item.held.length > 0) return "failed";
    return item && item.queue.length > 0 ? "saving" : "saved";
  }
  conflict(id) {
    const item = this.#items.get(id);
    const [first, last] = [item?.held[0], item?.held.at(-1)];
    if (!item || !first || !last) return null;
    const { operation } = last;
    const mine = { ...operation, annotation: { ...operation.annotation, ...item.wanted() } };
    return { mine, theirs: item.stored, message: first.result.message ?? "" };
  }
  /** Tags the span. RangeError for one that is empty or outside the text. */
  create(span, tag) {
    const { start, end } = span;
    if (!this.#isInText(span)) throw new RangeError(`No passage lies at [${start}, ${end}).`);
    const values = { start, end, tag, note: null, confidence: null, evidence: [] };
    const id = this.#options.newId();
    const operation = this.#make("create", id, values);
    this.#apply(operation);
    this.#history.add({ fields: "", turns: [{ id, before: null, after: values }] });
    return { operations: [operation], changed: [id] };
  }
  /**
   * Changes what the patch names. Null where that changes nothing, the annotation is not live or
   * not this reviewer's, or its span would be empty or outside the text. With `merge`, it is undone
   * together with the update before, if that one named the same fields of the same annotation.
   */
  update(id, patch, options = {}) {
    const item = this.#changeable(id);
    if (!item?.live) return null;
    const before2 = valuesOf(item.local);
    const after = patched(before2, patch);
    if (!this.#isInText(after)) return null;
    const operations = this.#bring(id, after);
    if (operations.length === 0) return null;
    const step = { fields: Object.keys(patch).sort().join(), turns: [{ id, before: before2, after }] };
    if (options.merge) this.#history.join(step);
    else this.#history.add(step);
    return { operations, changed: [id] };
  }
  /** Deletes the annotation; null where it is not live or not this reviewer's. */
  remove(id) {
    const item = this.#changeable(id);
    if (!item?.live) return null;
    const before2 = valuesOf(item.local);
    const operations = this.#bring(id, null);
    this.#history.add({ fields: "", turns: [{ id, before: before2, after: null }] });
    return { operations, changed: [id] };
  }
  /** Brings a deleted annotation back; null where it was not deleted here or not this reviewer's. */
  restore(id) {
    const item = this.#changeable(id);
    if (!item || item.live) return null;
    const after = valuesOf(item.local);
    const operations = this.#bring(id, after);
    this.#history.add({ fields: "", turns: [{ id, before: null, after }] });
    return { operations, changed: [id] };
  }
  /**
   * Undoes the newest step by new operations; null where nothing is left to undo. A step whose
   * work was changed elsewhere since is left out, and said to be.
   */
  undo() {
    return this.#turn(() => this.#history.back(), true);
  }
  /** Does again what was undone last, by new operations; null where there is nothing. */
  redo() {
    return this.#turn(() => this.#history.forward(), false);
  }
  canUndo() {
    return this.#history.canUndo();
  }
  canRedo() {
    return this.#history.canRedo();
  }
  /** The server's answer. Newer changes of the same annotation that it has not answered stay. */
  settle(operation, result) {
    if (!this.#isHere(operation)) return;
    const { id } = operation.annotation;
    if (!this.#items.has(id)) {
      if (result.status === "saved" && operation.kind === "delete") return;
      this.#items.set(id, this.#itemFrom(operation));
    }
    this.#items.get(id).settle(operation, result);
    this.#sorted = null;
  }
  /**
   * Sends what this reviewer wants again, upon the stored row; one deleted meanwhile is restored.
   * Null where nothing waits. The outbox releases the held operations before it takes these.
   */
  keepMine(id) {
    const item = this.#items.get(id);
    const [first, last] = [item?.held[0], item?.held.at(-1)];
    if (!item || !first || !last) return null;
    const wanted = last.operation.kind === "delete" ? null : item.wanted();
    item.held = [];
    if (this.#adopt(item) || wanted === null) {
      return { operations: this.#bring(id, wanted), changed: [id] };
    }
    const { kind, annotation } = first.operation;
    const again = first.result.status === "rejected" && (kind === "create" || kind === "restore");
    if (!again) return this.#asNew(item, wanted);
    item.local = { ...item.local, version: annotation.version ?? 0 };
    const version = kind === "create" ? void 0 : annotation.version;
    const operation = this.#make(kind, id, wanted, version);
    this.#apply(operation);
    return { operations: [operation], changed: [id] };
  }
  /** Adopts the stored row. The outbox releases the held operations as well. */
  takeTheirs(id) {
    const item = this.#items.get(id);
    if (!item || item.held.length === 0) return;
    item.held = [];
    this.#adopt(item);
  }
  /** The undo history, with the deleted annotations that it can bring back. */
  history() {
    const gone = [...this.#items.values()].filter((item) => !item.live).map((item) => item.local);
    return { ...this.#history.kept(), gone };
  }
  /** Takes over what `history` gave; anything else is an empty history. */
  restoreHistory(kept2) {
    this.#history.take(kept2);
    const { gone } = kept2 ?? {};
    for (const row of Array.isArray(gone) ? gone : []) {
      if (!this.#items.has(row.id)) this.#items.set(row.id, new Item(row, null, false));
    }
  }
  #turn(next, isBack) {
    const step = next();
    if (!step) return null;
    const turns = isBack ? [...step.turns].reverse() : step.turns;
    const asked = turns.map(({ id, before: before2, after }) => {
      const item = this.#changeable(id);
      const now = item && (item.live ? valuesOf(item.local) : null);
      return { id, wanted: isBack ? turned(now, after, before2) : turned(now, before2, after) };
    });
    const changed = turns.map(({ id }) => id);
    const left = { operations: [], changed, skipped: true };
    if (asked.some(({ wanted }) => wanted === "elsewhere")) return left;
    const operations = asked.flatMap(({ id, wanted }) => this.#bringTurned(id, wanted));
    return operations.length > 0 ? { operations, changed } : left;
  }
  #bringTurned(id, wanted) {
    if (wanted === null || wanted === "elsewhere") return [];
    if (wanted === "restore") return this.#bring(id, valuesOf(this.#items.get(id).local));
    return this.#bring(id, wanted === "delete" ? null : wanted);
  }
  /** Makes the annotation what is wanted, null being deleted, by as few operations as it takes. */
  #bring(id, wanted) {
    const item = this.#changeable(id);
    if (!item) return [];
    const operations = [];
    const change = (kind, values) => {
      const operation = this.#make(kind, id, values, item.local.version);
      this.#apply(operation);
      operations.push(operation);
    };
    if (wanted === null) {
      if (item.live) change("delete", valuesOf(item.local));
      return operations;
    }
    if (!item.live) change("restore", valuesOf(item.local));
    if (!sameValues(valuesOf(item.local), wanted)) change("update", changedOf(item.local, wanted));
    return operations;
  }
  #make(kind, id, values, version) {
    const quote = this.#options.points.slice(values.start, values.end);
    const annotation = { id, revision_id: this.#options.revisionId, ...values, quote };
    const seen = version === void 0 ? annotation : { ...annotation, version };
    return { id: this.#options.newId(), kind, annotation: seen };
  }
  #apply(operation) {
    const { id, start, end } = operation.annotation;
    const item = this.#items.get(id) ?? this.#itemFrom(operation);
    this.#items.set(id, item);
    item.apply(operation, this.#options.points.slice(start, end), this.#options.now());
    this.#sorted = null;
  }
  #loadHeld(operation, result) {
    const { id, start, end } = operation.annotation;
    const item = this.#items.get(id) ?? this.#itemFrom(operation);
    this.#items.set(id, item);
    const quote = this.#options.points.slice(start, end);
    if (operation.kind !== "delete") {
      item.show(operation, quote, this.#options.now(), item.local.version);
    }
    item.hold(operation, result);
  }
  /** An annotation that only the operation tells of. */
  #itemFrom(operation) {
    const { id, start, end, version = 0 } = operation.annotation;
    const { reviewer, points } = this.#options;
    const at = this.#options.now();
    const row = {
      id,
      ...valuesOf(operation.annotation),
      quote: points.slice(start, end),
      reviewer: reviewer.handle,
      reviewer_name: reviewer.name,
      origin: "human",
      version,
      created_at: at,
      updated_at: at
    };
    return new Item(row, null, operation.kind !== "delete");
  }
  /** Shows the server's row, live or deleted; without one the annotation goes. False: without. */
  #adopt(item) {
    const row = item.stored ?? item.gone;
    this.#sorted = null;
    item.live = item.stored !== null;
    if (row) item.local = row;
    else this.#items.delete(item.local.id);
    return row !== null;
  }
  #asNew(item, values) {
    const former = item.local.id;
    const id = this.#options.newId();
    this.#history.rename(former, id);
    const operation = this.#make("create", id, values);
    this.#apply(operation);
    return { operations: [operation], changed: [former, id] };
  }
  #changeable(id) {
    return this.mine(id) ? this.#items.get(id) : void 0;
  }
  #isHere(operation) {
    return operation.annotation.revision_id === this.#options.revisionId;
  }
  #isInText({ start, end }) {
    const whole = Number.isInteger(start) && Number.isInteger(end);
    return whole && 0 <= start && start < end && end <= this.#options.points.length;
  }
};

// src/view/other_tabs.ts
var channels = /* @__PURE__ */ new Map();
function channel(name) {
  if (typeof BroadcastChannel === "undefined") return null;
  let open2 = channels.get(name);
  if (open2 === void 0) {
    open2 = new BroadcastChannel(name);
    channels = new Map(channels).set(name, open2);
  }
  return open2;
}
function tell(name) {
  channel(name)?.postMessage("saved");
}
function watchOtherTabs(name, signal, heard) {
  window.addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(`${name}:`)) heard.kept();
  }, { signal });
  channel(name)?.addEventListener("message", () => heard.saved(), { signal });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") heard.seen();
  }, { signal });
}

// src/view/session.ts
var REFETCH_PAUSE = 400;
var WrongText = class extends Error {
};
var Session = class {
  data;
  reading = null;
  outbox;
  #api;
  #events;
  #journal;
  #ended = new AbortController();
  #answers = 0;
  #refetch = 0;
  #wakeSignedIn = [];
  constructor(data, events) {
    this.data = data;
    this.#events = events;
    const token = () => this.data.token;
    const ask = (input, init) => fetch(input, init);
    this.#api = new Api(data.api, token, ask);
    this.outbox = new Outbox({
      instance: data.instance,
      reviewer: data.reviewer.id,
      store: localStore(localStorage),
      locks: webLocks(navigator.locks),
      send: httpSend(data.api, token, ask),
      now: () => Date.now(),
      later: (ms, work) => {
        const timer2 = setTimeout(work, ms);
        return () => clearTimeout(timer2);
      },
      onChange: (state) => this.#events.saving(state),
      onResult: (operation, result) => this.#settle(operation, result),
      onUnauthorised: () => this.#events.unauthorised()
    });
    this.#journal = new Journal(localStore(sessionStorage), this.#historyKey());
    watchOtherTabs(this.#channel(), this.#ended.signal, {
      kept: () => this.outbox.reread(),
      saved: () => {
        this.outbox.reread();
        this.refetchSoon();
      },
      seen: () => {
        if (this.outbox.pending().length === 0) this.refetchSoon();
      }
    });
  }
  /** The text, its sentences and its passages. Raises WrongText, Unreachable, or what the routes answer. */
  async open() {
    const revision = this.data.revision;
    const [text, sentences, annotations] = await this.#signedIn(() => Promise.all([
      this.#api.text(revision.id),
      this.#api.sentences(revision.id),
      this.#steady()
    ]));
    const points = new CodePoints(text);
    if (points.length !== revision.length) throw new WrongText();
    this.reading = new Reading({
      revisionId: revision.id,
      reviewer: this.data.reviewer,
      points,
      newId: () => crypto.randomUUID(),
      now: () => (/* @__PURE__ */ new Date()).toISOString()
    });
    this.#load(annotations);
    this.reading.restoreHistory(this.#journal.read());
    return { points, sentences };
  }
  /** Keeps what was changed and sends it; the ids are painted by whoever hears `changed`. */
  apply(change) {
    if (change === null || this.reading === null) return false;
    for (const operation of change.operations) this.outbox.add(operation);
    this.#journal.keep(this.reading.history());
    this.#events.changed(change.changed);
    return true;
  }
  /** Refused or conflicting operations of this article that wait for the person. */
  heldHere() {
    return this.outbox.held().filter((held) => this.#isHere(held.operation));
  }
  refetchSoon() {
    clearTimeout(this.#refetch);
    this.#refetch = window.setTimeout(() => void this.#fetchAgain(), REFETCH_PAUSE);
  }
  /** The page sent new data: a new token lets the outbox go on. */
  renew(data) {
    const fresh = data.token !== this.data.token;
    this.data = data;
    if (!fresh) return;
    this.outbox.resume();
    for (const wake of this.#wakeSignedIn.splice(0)) wake();
  }
  close() {
    this.#ended.abort();
    clearTimeout(this.#refetch);
    this.outbox.stop();
  }
  async #fetchAgain() {
    if (this.reading === null || this.#ended.signal.aborted) return;
    try {
      this.#load(await this.#steady());
      this.#events.changed(null);
    } catch (error) {
      if (error instanceof Unauthorised) this.#events.unauthorised();
    }
  }
  /** The annotations as of a moment in which no answer came in between, so that none is lost. */
  async #steady() {
    for (let attempt = 0; ; attempt += 1) {
      const before2 = this.#answers;
      const annotations = await this.#api.annotations(this.data.revision.id);
      if (before2 === this.#answers || attempt === 5) return annotations;
    }
  }
  /** Asks again once with a new token when the first one was refused. */
  async #signedIn(work) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Unauthorised)) throw error;
      const renewed = new Promise((wake) => this.#wakeSignedIn.push(wake));
      this.#events.unauthorised();
      await renewed;
      return await work();
    }
  }
  #load(annotations) {
    const pending = this.outbox.pending().filter((operation) => this.#isHere(operation));
    this.reading?.load(annotations, pending, this.heldHere(), this.#events.edited());
  }
  #settle(operation, result) {
    this.#answers += 1;
    if (result.status === "saved") tell(this.#channel());
    if (this.reading === null || !this.#isHere(operation)) return;
    this.reading.settle(operation, result);
    this.#events.changed([operation.annotation.id]);
  }
  #isHere(operation) {
    return operation.annotation.revision_id === this.data.revision.id;
  }
  #channel() {
    return `workbench:${this.data.instance}:${this.data.reviewer.id}`;
  }
  #historyKey() {
    return `workbench:undo:${this.data.instance}:${this.data.reviewer.id}:${this.data.revision.id}`;
  }
};

// src/view/sheets.ts
function guidelinesSheet(tags, words) {
  const parts = tags.offered().map((tag) => {
    const name = el("span", { class: "fcw-r-card-tag" }, tag.name);
    name.style.color = tags.colour(tag.name, "ink");
    const line = (key2, text) => text === "" ? null : el("p", {}, el("b", {}, words.say(key2)), " ", text);
    return el(
      "section",
      { class: "fcw-r-guideline" },
      el("h3", {}, tags.swatch(tag.name), name, keyCap(tag.key)),
      el("p", {}, tag.description),
      ...tag.examples.map((example) => line("example", example)),
      line("counter_example", tag.counter_example),
      line("boundary", tag.boundary)
    );
  });
  return el("div", { class: "fcw-r-sheet fcw-r-guidelines" }, el("h2", {}, words.say("guidelines")), ...parts);
}
function keySheet(bindings, words) {
  const rows = bindings.filter((binding) => binding.say !== null).map((binding) => el(
    "div",
    { class: "fcw-r-key-row" },
    el("span", { class: "fcw-r-caps" }, ...capsOf(binding).map((cap) => el("kbd", { class: "fcw-r-key" }, cap))),
    el("span", {}, binding.name ?? words.say(binding.say))
  ));
  return el("div", { class: "fcw-r-sheet" }, el("h2", {}, words.say("keys")), el("div", { class: "fcw-r-key-rows" }, ...rows));
}
var TEXT_SIZES = [16, 17, 18, 19, 20, 22, 24];
function textSizeSheet(current, words, choose) {
  const range = el("div", { class: "fcw-r-sizes", role: "radiogroup", "aria-label": words.say("text_size") });
  for (const size of TEXT_SIZES) {
    const option = el("button", { type: "button", class: "fcw-r-size", role: "radio", "aria-checked": String(size === current), "aria-label": words.say("size_of", { n: size }) }, "A");
    option.style.fontSize = `${size}px`;
    option.addEventListener("click", () => {
      for (const other of range.children) other.setAttribute("aria-checked", String(other === option));
      choose(size);
    });
    range.append(option);
  }
  return el("div", { class: "fcw-r-sheet" }, range);
}

// src/core/units.ts
var Units = class {
  #text;
  #language;
  #sentences;
  #paragraphs;
  /** Words of the sentences that were looked into, by the sentence's place. */
  #words = /* @__PURE__ */ new Map();
  #segmenter = null;
  /** `sentences` are the server's; where it sent none, words are looked for in paragraphs. */
  constructor(text, sentences, paragraphs2, language) {
    this.#text = text;
    this.#language = language;
    this.#sentences = sentences.map(([start, end]) => ({ start, end })).sort((a, b) => a.start - b.start || a.end - b.end);
    this.#paragraphs = paragraphs2.flatMap(
      (block) => trimToWords(text, block.start, block.end) ?? []
    );
  }
  /** The unit that holds `index`; between two, the one after it, at the text's end the last. */
  at(unit, index) {
    return this.#containing(unit, index) ?? this.next(unit, { start: index, end: index }) ?? this.previous(unit, { start: index, end: index }) ?? { start: index, end: index };
  }
  /** The first unit that begins at or after the range's end; null where there is none. */
  next(unit, range) {
    if (unit !== "word") return firstFrom(this.#list(unit), range.end) ?? null;
    const holders = this.#holders();
    for (let at = firstEndingAfter(holders, range.end); at < holders.length; at += 1) {
      const found = firstFrom(this.#wordsOf(at), range.end);
      if (found) return found;
    }
    return null;
  }
  /** The last unit that ends at or before the range's start; null where there is none. */
  previous(unit, range) {
    if (unit !== "word") return lastUpTo(this.#list(unit), range.start) ?? null;
    const holders = this.#holders();
    const from = Math.min(firstEndingAfter(holders, range.start), holders.length - 1);
    for (let at = from; at >= 0; at -= 1) {
      const found = lastUpTo(this.#wordsOf(at), range.start);
      if (found) return found;
    }
    return null;
  }
  /** The range and the whole units that its two ends lie in. */
  widen(range, unit) {
    const first = this.#containing(unit, range.start);
    const last = this.#containing(unit, Math.max(range.start, range.end - 1));
    return {
      start: Math.min(range.start, first?.start ?? range.start),
      end: Math.max(range.end, last?.end ?? range.end)
    };
  }
  #containing(unit, index) {
    if (unit !== "word") return holding(this.#list(unit), index);
    const holders = this.#holders();
    const at = firstEndingAfter(holders, index);
    return at < holders.length ? holding(this.#wordsOf(at), index) : null;
  }
  #list(unit) {
    return unit === "sentence" ? this.#sentences : this.#paragraphs;
  }
  #holders() {
    return this.#sentences.length > 0 ? this.#sentences : this.#paragraphs;
  }
  #wordsOf(place2) {
    const known = this.#words.get(place2);
    if (known) return known;
    const { start, end } = this.#holders()[place2];
    this.#segmenter ??= segmenterFor("word", this.#language);
    const words = [];
    for (const piece of this.#segmenter.segment(this.#text.slice(start, end))) {
      if (!piece.isWordLike) continue;
      const first = start + piece.index;
      words.push({ start: first, end: first + piece.segment.length });
    }
    this.#words.set(place2, words);
    return words;
  }
};
function firstEndingAfter(ranges, index) {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (ranges[middle].end <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}
function holding(ranges, index) {
  const found = ranges[firstEndingAfter(ranges, index)];
  return found && found.start <= index ? found : null;
}
function firstFrom(ranges, index) {
  const at = firstEndingAfter(ranges, index);
  const found = ranges[at];
  return found && found.start < index ? ranges[at + 1] : found;
}
function lastUpTo(ranges, index) {
  return ranges[firstEndingAfter(ranges, index) - 1];
}

// src/core/paragraphs.ts
var LONGEST = 8e3;
function paragraphs(text) {
  const blocks = [];
  let start = 0;
  let seenWords = false;
  let afterBlank = false;
  for (const line of linesOf2(text)) {
    const blank = text.slice(line.start, line.end).trim() === "";
    const full = line.start - start >= LONGEST;
    if (!blank && seenWords && (afterBlank || full)) {
      blocks.push({ start, end: line.start });
      start = line.start;
    }
    seenWords ||= !blank;
    afterBlank = blank;
  }
  if (start < text.length) blocks.push({ start, end: text.length });
  return blocks;
}
function* linesOf2(text) {
  let start = 0;
  while (start < text.length) {
    const lineEnd = text.indexOf("\n", start);
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    yield { start, end };
    start = end;
  }
}

// src/view/blocks.ts
function blockRanges(text) {
  const ranges = paragraphs(text).map(({ start, end }) => ({ start, textEnd: wordsEnd(text, start, end), end }));
  return ranges.length > 0 ? ranges : [{ start: 0, textEnd: text.length, end: text.length }];
}
function wordsEnd(text, start, end) {
  const words = text.slice(start, end).trimEnd().length;
  const newlines = text.slice(start + words, end).split("\n").length - 1;
  return words === 0 || newlines < 2 ? end : start + words;
}
function blockAt(ranges, position) {
  let low = 0;
  let high = ranges.length - 1;
  while (low < high) {
    const middle = low + high + 1 >> 1;
    if (ranges[middle].start <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

// src/view/article.ts
var ArticleView = class {
  element;
  text;
  ranges;
  #blocks;
  #index = /* @__PURE__ */ new WeakMap();
  #pieces = /* @__PURE__ */ new WeakMap();
  #tags;
  #passages = null;
  #emphasis = { active: null, hovered: null };
  constructor(text, ranges, tags, attributes) {
    this.text = text;
    this.ranges = ranges;
    this.#tags = tags;
    this.#blocks = ranges.map((range, index) => this.#makeBlock(range, index));
    this.element = el("div", { class: "fcw-r-article", "data-testid": "article", role: "region", tabindex: "0", ...attributes });
    this.element.append(...this.#blocks.map((block) => block.element));
  }
  attach(passages) {
    this.#passages = passages;
  }
  blockElement(index) {
    return this.#blocks[index]?.element;
  }
  /** The index of the block at a height of the window; the nearest where there is none. */
  blockAtHeight(y) {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = low + high >> 1;
      if (this.#blocks[middle].element.getBoundingClientRect().bottom <= y) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  /** The index of the block that holds this node, or null outside every block. */
  blockOf(node) {
    for (let at = node; at !== null && at !== this.element; at = at.parentNode) {
      const index = this.#index.get(at);
      if (index !== void 0) return index;
    }
    return null;
  }
  /** The passages under an element of the text, the shortest one first. */
  passagesAt(target) {
    const mark = target.closest("mark");
    const piece = mark === null ? void 0 : this.#pieces.get(mark);
    return piece === void 0 ? [] : [...piece.passages].sort((a, b) => a.end - a.start - (b.end - b.start));
  }
  paint(indexes) {
    for (const index of indexes) this.#paintBlock(index);
  }
  paintAll() {
    for (let index = 0; index < this.#blocks.length; index += 1) this.#paintBlock(index);
  }
  /** Changes fills where they stand: a click must find the element that it began on. */
  emphasise(next) {
    const before2 = this.#emphasis;
    this.#emphasis = { ...before2, ...next };
    const ids = /* @__PURE__ */ new Set([before2.active, before2.hovered, this.#emphasis.active, this.#emphasis.hovered]);
    for (const id of ids) {
      const passage = id === null ? void 0 : this.#passages?.get(id);
      if (passage !== void 0) this.#refill(passage);
    }
  }
  /** A DOM range over UTF-16 positions of the text. */
  domRange(span) {
    const range = document.createRange();
    range.setStart(...this.place(span.start, false));
    range.setEnd(...this.place(span.end, true));
    return range;
  }
  /** The text node and offset of a position; at a seam the end of the earlier node if `earlier`. */
  place(position, earlier) {
    const block = this.#blocks[blockAt(this.ranges, earlier ? Math.max(0, position - 1) : position)];
    const walker = document.createTreeWalker(block.element, NodeFilter.SHOW_TEXT);
    let left = position - block.range.start;
    let last = null;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.data.length;
      if (left < length || earlier && left === length) return [node, left];
      left -= length;
      last = node;
    }
    return last === null ? [block.element, 0] : [last, last.data.length];
  }
  #makeBlock(range, index) {
    const plain = !/[ \t]{2}|\t|^ /.test(this.text.slice(range.start, range.textEnd));
    const words = el("div", { class: plain ? "fcw-r-words fcw-r-plain" : "fcw-r-words" }, this.text.slice(range.start, range.textEnd));
    const gap = this.text.slice(range.textEnd, range.end);
    const blank = gap === "" ? null : el("div", { class: "fcw-r-blank" }, gap);
    const element = el("div", { class: "fcw-r-block" }, words, blank);
    element.style.containIntrinsicBlockSize = `auto calc(var(--fcw-r-leading) * ${Math.max(1, Math.ceil((range.textEnd - range.start) / 66))} + 17px)`;
    this.#index.set(element, index);
    return { range, element, words, blank, painted: "" };
  }
  #paintBlock(index) {
    const block = this.#blocks[index];
    if (block === void 0 || this.#passages === null) return;
    const passages = this.#passages.inBlock(index);
    const look = passages.map((one) => `${one.id} ${one.start} ${one.end} ${one.tag} ${one.lane}`).join("|");
    if (look === block.painted) return;
    block.painted = look;
    this.#fill(block.words, block.range.start, block.range.textEnd, passages);
    if (block.blank !== null) this.#fill(block.blank, block.range.textEnd, block.range.end, passages);
    const lanes2 = passages.reduce((most, one) => Math.max(most, one.lane + 1), 0);
    block.element.style.setProperty("--fcw-r-more", String(Math.max(0, lanes2 - LANES_THAT_FIT)));
  }
  #fill(container, start, end, passages) {
    if (start === end) return;
    const nodes = pieces(start, end, passages).map((piece) => {
      const text = this.text.slice(piece.start, piece.end);
      if (piece.passages.length === 0) return document.createTextNode(text);
      const mark = makeMark(piece, text, this.#tags, this.#emphasis);
      this.#pieces.set(mark, piece);
      return mark;
    });
    container.replaceChildren(...nodes);
  }
  #refill(passage) {
    for (let index = passage.firstBlock; index <= passage.lastBlock; index += 1) {
      for (const mark of this.#blocks[index]?.element.querySelectorAll("mark") ?? []) {
        const piece = this.#pieces.get(mark);
        if (piece?.passages.some((one) => one.id === passage.id)) drawFill(mark, piece, this.#tags, this.#emphasis);
      }
    }
  }
};

// src/view/card_states.ts
function conflictView(passage, conflict, words, verbs) {
  const mine = conflict.mine.kind === "delete" ? null : { ...conflict.mine.annotation, quote: passage.annotation.quote };
  return el(
    "div",
    { class: "fcw-r-conflict" },
    el("div", { class: "fcw-r-message", role: "alert" }, conflict.message),
    el("div", { class: "fcw-r-sides" }, side(words.say("mine"), mine, words), side(words.say("theirs"), conflict.theirs, words)),
    el(
      "div",
      { class: "fcw-r-decide" },
      button({ class: "fcw-r-button" }, () => verbs.keepMine(passage.id), words.say("keep_mine")),
      button({ class: "fcw-r-button" }, () => verbs.takeTheirs(passage.id), words.say("take_theirs"))
    )
  );
}
function side(heading, value, words) {
  const rows = value === null ? [el("div", {}, words.say("deleted"))] : [
    el("div", { class: "fcw-r-side-tag" }, value.tag),
    ...value.quote ? [el("div", { class: "fcw-r-quote" }, `“${value.quote}”`)] : [],
    ...value.note ? [el("div", {}, value.note)] : [],
    ...value.confidence ? [el("div", { class: "fcw-r-quiet-text" }, words.say(`confidence_${value.confidence}`))] : []
  ];
  return el("div", { class: "fcw-r-side" }, el("div", { class: "fcw-r-side-head" }, heading), ...rows);
}
function refusalView(id, message, words, verbs) {
  const sentence = message.startsWith("reason_") ? words.say(message) : message;
  return el(
    "div",
    { class: "fcw-r-refusal" },
    el("div", { class: "fcw-r-message", role: "alert" }, sentence),
    el(
      "div",
      { class: "fcw-r-decide" },
      button({ class: "fcw-r-button" }, () => verbs.tryAgain(id), words.say("try_again")),
      button({ class: "fcw-r-button" }, () => verbs.discard(id), words.say("discard"))
    )
  );
}

// src/view/evidence.ts
var STANCES = ["supports", "contradicts", "context"];
function webAddress(text) {
  if (/\s/u.test(text.trim())) return null;
  try {
    const url = new URL(text.trim());
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
function evidenceRow(item, words) {
  const address = webAddress(item.url);
  const source = item.citation ?? item.url.replace(/^https?:\/\/(www\.)?/, "");
  const label = item.quote !== "" ? item.quote : source;
  const text = address === null ? el("span", { class: "fcw-r-evidence-text" }, label) : el("a", { class: "fcw-r-evidence-text", href: address, target: "_blank", rel: "noopener noreferrer", title: source }, label);
  const stance = el("span", { class: "fcw-r-stance" }, words.say(`stance_${item.stance}`));
  return el("div", { class: "fcw-r-evidence" }, icon("link"), text, stance);
}
var EvidenceEditor = class {
  element = el("div", { class: "fcw-r-editor" });
  #words;
  #changed;
  #resized;
  #rows = [];
  #told;
  constructor(items, words, changed, closed, resized) {
    this.#words = words;
    this.#changed = changed;
    this.#resized = resized;
    this.#told = JSON.stringify(items);
    const add = button({ class: "fcw-r-quiet" }, () => this.#add(null).focus(), words.say("evidence_add"));
    const done = button({ class: "fcw-r-quiet" }, () => {
      if (this.commit()) closed();
    }, words.say("done"));
    this.element.append(el("div", { class: "fcw-r-editor-foot" }, add, done));
    for (const item of items) this.#add(item);
    this.#add(null);
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget)) this.commit();
    });
    this.element.addEventListener("change", () => this.commit());
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target instanceof HTMLInputElement && this.commit()) closed();
    });
  }
  focus() {
    this.#rows[this.#rows.length - 1]?.focus();
  }
  /** Tells the list if every row that is filled in is right; else says at the field what is wrong. */
  commit() {
    const filled = this.#rows.filter((row) => !row.isEmpty());
    const items = filled.map((row) => row.read());
    this.#resized();
    if (items.includes(null)) return false;
    const told2 = JSON.stringify(items);
    if (told2 !== this.#told) {
      this.#told = told2;
      this.#changed(items);
    }
    return true;
  }
  #add(item) {
    const row = new Row(item, this.#words, () => {
      this.#rows.splice(this.#rows.indexOf(row), 1);
      row.element.remove();
      this.commit();
    });
    this.#rows.push(row);
    this.element.lastElementChild?.before(row.element);
    return row;
  }
};
var Row = class {
  element;
  #words;
  #citation;
  #url;
  #quote;
  #stance;
  #fault = el("div", { class: "fcw-r-fault", role: "alert" });
  constructor(item, words, remove) {
    this.#words = words;
    this.#url = el("input", { class: "fcw-r-field", type: "url", placeholder: "https://", "aria-label": words.say("evidence_url"), maxlength: "2000" });
    this.#quote = el("input", { class: "fcw-r-field", type: "text", placeholder: words.say("evidence_quote"), "aria-label": words.say("evidence_quote"), maxlength: "4000" });
    this.#stance = el(
      "select",
      { class: "fcw-r-field", "aria-label": words.say("evidence_stance") },
      ...STANCES.map((stance) => el("option", { value: stance }, words.say(`stance_${stance}`)))
    );
    this.#citation = item?.citation;
    this.#url.value = item?.url ?? "";
    this.#quote.value = item?.quote ?? "";
    this.#stance.value = item?.stance ?? "supports";
    const drop = button({ class: "fcw-r-quiet", "aria-label": words.say("evidence_remove") }, remove, icon("close"));
    this.element = el("div", { class: "fcw-r-evidence-form" }, this.#url, this.#quote, el("div", { class: "fcw-r-evidence-last" }, this.#stance, drop), this.#fault);
  }
  focus() {
    this.#url.focus();
  }
  isEmpty() {
    return this.#url.value.trim() === "" && this.#quote.value.trim() === "" && this.#citation === void 0;
  }
  read() {
    const url = this.#url.value.trim();
    const wrong = webAddress(url) === null && (url !== "" || this.#citation === void 0);
    this.#fault.textContent = wrong ? this.#words.say("evidence_url_wrong") : "";
    this.#url.setAttribute("aria-invalid", String(wrong));
    if (wrong) return null;
    const item = { url, quote: this.#quote.value.trim(), stance: this.#stance.value };
    return this.#citation === void 0 ? item : { ...item, citation: this.#citation };
  }
};

// src/view/note.ts
var PAUSE = 400;
var NoteEditor = class {
  element;
  #field;
  #changed;
  #kept;
  #merge = false;
  #timer = 0;
  /** `changed` hears the first change of this editor with `merge` false: all are one step to undo. */
  constructor(note, words, changed) {
    this.#changed = changed;
    this.#kept = note;
    this.#field = el("textarea", { class: "fcw-r-field", rows: "3", "aria-label": words.say("note"), placeholder: words.say("note_placeholder"), maxlength: "20000" });
    this.#field.value = note;
    this.element = el("div", { class: "fcw-r-editor" }, this.#field);
    this.#field.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.commit(), PAUSE);
    });
    this.#field.addEventListener("blur", () => this.commit());
  }
  focus() {
    this.#field.focus();
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }
  /** Always right: any note may be kept. */
  commit() {
    clearTimeout(this.#timer);
    const note = this.#field.value;
    if (note === this.#kept) return true;
    this.#kept = note;
    this.#changed(note, this.#merge);
    this.#merge = true;
    return true;
  }
};

// src/view/card.ts
var DOTS = { low: "●○○", medium: "●●○", high: "●●●" };
var Card = class {
  element;
  #id;
  #words;
  #tags;
  #verbs;
  #view = null;
  #drawn = "";
  #editor = null;
  #merge = false;
  /** The tags to choose from are shown: only then, since a click beside the point must not retag. */
  #choosing = false;
  #warned = false;
  constructor(id, words, tags, verbs) {
    this.#id = id;
    this.#words = words;
    this.#tags = tags;
    this.#verbs = verbs;
    this.element = el("div", { class: "fcw-r-card", "data-annotation": id, role: "group", tabindex: "0" });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === this.element && this.#view?.open !== true) verbs.activate(id);
    });
    this.element.addEventListener("click", (event) => {
      if (this.#view?.open !== true && !event.target.closest("button, a")) verbs.activate(id);
    });
  }
  get open() {
    return this.#view !== null && (this.#view.open || this.#view.conflict !== null || this.#view.refusal !== null);
  }
  get isEdited() {
    return this.#editor !== null;
  }
  update(view) {
    if (!view.open) this.#editor = null;
    if (!view.open || view.passage.annotation.tag !== this.#view?.passage.annotation.tag) this.#choosing = false;
    this.#view = view;
    const { annotation } = view.passage;
    Object.assign(this.element.dataset, {
      tag: annotation.tag,
      start: String(annotation.start),
      end: String(annotation.end),
      state: view.state
    });
    const drawn = JSON.stringify([annotation, view.state, view.open, view.free, view.conflict, view.refusal, this.#editor !== null]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#draw(view);
  }
  editNote() {
    const view = this.#view;
    if (view === null || !view.free) return;
    this.#edit(new NoteEditor(view.passage.annotation.note ?? "", this.#words, (note, merge) => this.#verbs.note(this.#id, note, merge)));
  }
  editEvidence() {
    const view = this.#view;
    if (view === null || !view.free) return;
    this.#merge = false;
    this.#edit(new EvidenceEditor(view.passage.annotation.evidence, this.#words, (items) => {
      this.#verbs.evidence(this.#id, items, this.#merge);
      this.#merge = true;
    }, () => this.closeEditor(), () => this.#verbs.resized()));
  }
  /** Keeps what is written so far; the editor stays. False when something in it is wrong. */
  commit() {
    return this.#editor?.commit() ?? true;
  }
  /**
   * Keeps what was written and goes back to the card; false when no editor was open. What is wrong
   * in it is said first, and given up only when it is closed once more.
   */
  closeEditor() {
    if (this.#editor === null) return false;
    if (!this.#editor.commit() && !this.#warned) {
      this.#warned = true;
      return true;
    }
    this.#editor = null;
    this.#redraw();
    this.#verbs.closed(this.#id);
    return true;
  }
  #edit(editor) {
    this.#editor?.commit();
    this.#editor = editor;
    this.#warned = false;
    this.#redraw();
    editor.focus();
  }
  #redraw() {
    this.#drawn = "";
    if (this.#view !== null) this.update(this.#view);
    this.#verbs.resized();
  }
  /** Everything but an open editor is made anew: whoever writes in it must keep the place. */
  #draw(view) {
    const { annotation } = view.passage;
    const element = this.element;
    element.style.setProperty("--fcw-r-c", this.#tags.colour(annotation.tag, "underline"));
    element.classList.toggle("fcw-r-open", this.open);
    element.classList.toggle("fcw-r-active", view.open);
    element.classList.toggle("fcw-r-theirs", !view.passage.mine);
    element.setAttribute("aria-label", this.#words.say("card_label", { tag: annotation.tag, quote: annotation.quote }));
    const above = [this.#head(view)];
    const below = [];
    if (this.open) {
      above.push(el("div", { class: "fcw-r-quote" }, quoted(annotation.quote)));
      this.#details(view, above, below);
    }
    const editor = this.#editor?.element;
    if (editor !== void 0 && editor.parentNode === element) {
      for (const child of [...element.children]) if (child !== editor) child.remove();
      editor.before(...above);
      editor.after(...below);
    } else {
      element.replaceChildren(...above, ...editor === void 0 ? [] : [editor], ...below);
    }
  }
  #head(view) {
    const { annotation } = view.passage;
    const note = annotation.note ?? "";
    const changes = view.open && view.free && view.conflict === null;
    const tag = changes ? this.#tagButton(annotation.tag) : el("span", { class: "fcw-r-card-tag" }, annotation.tag);
    tag.style.color = this.#tags.colour(annotation.tag, "ink");
    const gist = this.open ? el("span", { class: "fcw-r-gist" }) : note !== "" ? el("span", { class: "fcw-r-gist" }, note) : el("span", { class: "fcw-r-gist fcw-r-gist-quote" }, quoted(annotation.quote));
    const name = view.passage.mine ? null : el("span", { class: "fcw-r-reviewer" }, annotation.reviewer_name || annotation.reviewer);
    return el("div", { class: "fcw-r-card-head" }, this.#tags.swatch(annotation.tag), tag, name, gist, ...this.#signs(view));
  }
  #tagButton(tag) {
    const label = this.#words.say("change_tag");
    return button({ class: "fcw-r-card-tag", "aria-expanded": String(this.#choosing), "aria-label": `${tag}: ${label}`, title: label }, () => {
      this.#choosing = !this.#choosing;
      this.#redraw();
      this.element.querySelector("button.fcw-r-card-tag")?.focus();
    }, tag);
  }
  #signs(view) {
    const { evidence, confidence } = view.passage.annotation;
    const signs = [];
    const state = { saving: "sync", failed: "cloud_off", conflict: "sync_problem", saved: null }[view.state];
    if (state !== null) signs.push(named(icon(state), this.#words.say(`state_${view.state}`)));
    if (!this.open && evidence.length > 0) signs.push(named(icon("link"), this.#words.say("evidence_count", { n: evidence.length })));
    if (confidence !== null) {
      const dots = el("span", { class: "fcw-r-dots", "aria-hidden": "true" }, DOTS[confidence]);
      const word = this.#words.say(`confidence_${confidence}`);
      signs.push(this.open ? el("span", { class: "fcw-r-confidence" }, dots, word) : named(dots, this.#words.say("confidence_of", { confidence: word })));
    }
    return signs;
  }
  #details(view, above, below) {
    const { annotation } = view.passage;
    if (!(this.#editor instanceof NoteEditor) && annotation.note) above.push(el("div", { class: "fcw-r-note" }, annotation.note));
    if (!(this.#editor instanceof EvidenceEditor) && annotation.evidence.length > 0) {
      above.push(el("div", { class: "fcw-r-evidence-list" }, ...annotation.evidence.map((item) => evidenceRow(item, this.#words))));
    }
    if (view.conflict !== null) below.push(conflictView(view.passage, view.conflict, this.#words, this.#verbs));
    else if (view.refusal !== null) below.push(refusalView(this.#id, view.refusal, this.#words, this.#verbs));
    if (view.open) below.push(el("div", { class: "fcw-r-who" }, this.#who(view)));
    if (!view.open || !view.free || view.conflict !== null) return;
    if (this.#choosing) below.push(this.#choices(annotation.tag));
    below.push(this.#hints());
  }
  #choices(current) {
    const choices = this.#tags.offered().map((tag) => button(
      { class: "fcw-r-choice", "data-choose": tag.name, "aria-pressed": String(tag.name === current) },
      () => this.#verbs.retag(this.#id, tag.name),
      this.#tags.swatch(tag.name),
      tag.name
    ));
    return el("div", { class: "fcw-r-choices", role: "group", "aria-label": this.#words.say("change_tag") }, ...choices);
  }
  #hints() {
    const hint = (key2, word, press) => button({ class: "fcw-r-hint" }, press, keyCap(key2), this.#words.say(word));
    return el(
      "div",
      { class: "fcw-r-hints" },
      hint("n", "note", () => this.editNote()),
      hint("e", "evidence", () => this.editEvidence()),
      hint("c", "confidence", () => this.#verbs.confidence(this.#id)),
      hint("⌫", "delete", () => this.#verbs.remove(this.#id))
    );
  }
  #who(view) {
    const { annotation } = view.passage;
    const when = new Date(annotation.updated_at || annotation.created_at);
    const date = Number.isNaN(when.valueOf()) ? "" : new Intl.DateTimeFormat(this.#words.say("locale"), { dateStyle: "medium", timeStyle: "short" }).format(when);
    return this.#words.say("who_and_when", { who: annotation.reviewer_name || annotation.reviewer, when: date });
  }
};
function named(sign, name) {
  return el("span", { class: "fcw-r-sign", role: "img", "aria-label": name, title: name }, sign);
}
function quoted(text) {
  return /^[“”„«»‘’"「『]/u.test(text) ? text : `“${text}”`;
}

// src/view/stacking.ts
var GAP = 6;
var DRIFT = 120;
function stack(wishes, fixed) {
  const tops = pushDown(wishes, 0);
  const open2 = fixed === null ? void 0 : wishes[fixed];
  if (fixed === null || open2 === void 0 || tops[fixed] === open2.top) return tops;
  const above = pushUp(tops.slice(0, fixed), wishes, open2.top);
  const shift = Math.min(DRIFT, Math.max(0, -(above[0] ?? 0)));
  const below = pushDown(wishes.slice(fixed), open2.top + shift);
  return [...above.map((top) => top + shift), open2.top + shift, ...below.slice(1)];
}
function pushDown(wishes, floor) {
  let free = floor;
  return wishes.map((wish) => {
    const top = Math.max(wish.top, free);
    free = top + wish.height + GAP;
    return top;
  });
}
function pushUp(tops, wishes, ceiling) {
  let limit = ceiling;
  for (let index = tops.length - 1; index >= 0; index -= 1) {
    const { height } = wishes[index];
    if (tops[index] + height + GAP <= limit) break;
    limit -= height + GAP;
    tops[index] = limit;
  }
  return tops;
}

// src/view/cards.ts
var ALL_CARDS = 240;
var FOLDED = 36;
var NEAR = 900;
var Cards = class {
  element;
  #cards = /* @__PURE__ */ new Map();
  #reading;
  #passages;
  #article;
  #words;
  #tags;
  #verbs;
  #situation = { active: null, locked: false, stuck: false };
  constructor(reading, passages, article, words, tags, verbs) {
    this.#reading = reading;
    this.#passages = passages;
    this.#article = article;
    this.#words = words;
    this.#tags = tags;
    this.#verbs = verbs;
    this.element = el("div", { class: "fcw-r-cards", role: "complementary", "aria-label": words.say("cards") });
  }
  card(id) {
    return this.#cards.get(id);
  }
  /** The passage in whose card somebody writes. */
  edited() {
    const { active } = this.#situation;
    return active !== null && this.#cards.get(active)?.isEdited === true ? active : null;
  }
  /** Keeps what is being written in the open card. */
  commit() {
    if (this.#situation.active !== null) this.#cards.get(this.#situation.active)?.commit();
  }
  /** Looks again at these passages (null: all) and at whatever was or is active. */
  refresh(ids, situation) {
    const before2 = this.#situation;
    this.#situation = situation;
    const wanted = this.#wanted();
    for (const [id, card] of this.#cards) {
      if (wanted.has(id)) continue;
      card.element.remove();
      this.#cards.delete(id);
    }
    const everything = ids === null || before2.locked !== situation.locked || before2.stuck !== situation.stuck;
    const looked = new Set(everything ? wanted : [...ids, before2.active, situation.active]);
    let previous = null;
    for (const id of wanted) {
      const known = this.#cards.get(id);
      const card = known ?? new Card(id, this.#words, this.#tags, this.#verbs);
      if (known === void 0) this.#cards.set(id, card);
      if (known === void 0 || looked.has(id)) card.update(this.#view(this.#passages.get(id)));
      const next = previous === null ? this.element.firstElementChild : previous.nextElementSibling;
      if (next !== card.element) this.element.insertBefore(card.element, next);
      previous = card.element;
    }
  }
  /** Puts every card beside its passage. */
  layout() {
    if (this.#passages.ordered().length > ALL_CARDS) this.refresh([], this.#situation);
    if (getComputedStyle(this.element).getPropertyValue("--fcw-r-stacked").trim() === "no") return;
    const origin = this.element.getBoundingClientRect().top;
    const shown = [...this.#cards].map(([id, card]) => ({ card, passage: this.#passages.get(id) }));
    shown.sort((a, b) => a.passage.start - b.passage.start || b.passage.end - a.passage.end || (a.passage.id < b.passage.id ? -1 : 1));
    const tops = this.#desiredTops(shown.map((one) => one.passage), origin);
    const wishes = shown.map(({ card }, index) => ({ top: tops[index], height: card.open ? card.element.offsetHeight : FOLDED }));
    const fixed = shown.findIndex((one) => one.passage.id === this.#situation.active);
    const places = stack(wishes, fixed === -1 ? null : fixed);
    shown.forEach(({ card }, index) => {
      const top = `${Math.round(places[index])}px`;
      if (card.element.style.top !== top) card.element.style.top = top;
    });
    const last = places.length - 1;
    this.element.style.minHeight = last < 0 ? "" : `${places[last] + wishes[last].height}px`;
  }
  #desiredTops(passages, origin) {
    const blockTops = /* @__PURE__ */ new Map();
    const style = getComputedStyle(this.#article.element);
    const middle = Number.parseFloat(style.getPropertyValue("--fcw-r-top")) + Number.parseFloat(style.getPropertyValue("--fcw-r-fh")) / 2;
    return passages.map((passage) => {
      let block = blockTops.get(passage.firstBlock);
      if (block === void 0) {
        block = this.#article.blockElement(passage.firstBlock)?.getBoundingClientRect() ?? new DOMRect();
        blockTops.set(passage.firstBlock, block);
      }
      const near = block.bottom > -NEAR && block.top < window.innerHeight + NEAR;
      const line = near ? linesOf(this.#article, { start: passage.start, end: passage.start + 1 })[0] : void 0;
      const top = line === void 0 ? block.top : line.top;
      return Math.max(0, top + middle - FOLDED / 2 - origin);
    });
  }
  /** In reading order. */
  #wanted() {
    const all = this.#passages.ordered();
    if (all.length <= ALL_CARDS) return new Set(all.map((one) => one.id));
    const first = this.#article.blockAtHeight(-NEAR);
    const last = this.#article.blockAtHeight(window.innerHeight + NEAR);
    const isNear = (one) => one.firstBlock >= first && one.firstBlock <= last;
    return new Set(all.filter((one) => one.id === this.#situation.active || isNear(one)).map((one) => one.id));
  }
  #view(passage) {
    const told2 = this.#reading.saveState(passage.id);
    const state = told2 === "saving" && this.#situation.stuck ? "failed" : told2;
    const waiting = this.#reading.conflict(passage.id);
    return {
      passage,
      state,
      open: passage.id === this.#situation.active,
      free: passage.mine && !this.#situation.locked,
      conflict: state === "conflict" ? waiting : null,
      refusal: told2 === "failed" ? waiting?.message ?? "" : null
    };
  }
};

// src/view/coverage.ts
var Coverage = class {
  #sentences;
  #tagged;
  count = 0;
  constructor(sentences) {
    this.#sentences = sentences;
    this.#tagged = new Uint8Array(sentences.length);
  }
  /** Looks again at the sentences that touch these spans; null: at all. */
  refresh(passages, spans) {
    for (const span of spans ?? [{ start: 0, end: Number.POSITIVE_INFINITY }]) {
      for (let index = this.#firstEndingAfter(span.start); index < this.#sentences.length; index += 1) {
        const sentence = this.#sentences[index];
        if (sentence.start >= span.end) break;
        const tagged = passages.overlapping(sentence).some((one) => one.mine) ? 1 : 0;
        this.count += tagged - this.#tagged[index];
        this.#tagged[index] = tagged;
      }
    }
  }
  #firstEndingAfter(position) {
    let low = 0;
    let high = this.#sentences.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (this.#sentences[middle].end <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
};

// src/view/cursor.ts
var WIDER = { word: "sentence", sentence: "paragraph", paragraph: "paragraph" };
var NARROWER = { word: "word", sentence: "word", paragraph: "sentence" };
var Cursor = class {
  range = null;
  unit = "sentence";
  layer = el("div", { class: "fcw-r-cursor", "aria-hidden": "true" });
  #article;
  #units;
  /** The first unit of the cursor, from which Shift extends. */
  #anchor = null;
  constructor(article, units) {
    this.#article = article;
    this.#units = units;
  }
  place(range, unit = this.unit) {
    this.range = range;
    this.#anchor = range;
    this.unit = unit;
    this.draw();
  }
  placeAt(position, unit = "sentence") {
    this.place(this.#units.at(unit, position), unit);
  }
  /** Moves to the next or previous unit; from nowhere to the one at `start`. False at the text's ends. */
  move(unit, step, start) {
    const from = this.range;
    const found = from === null ? this.#units.at(unit, start) : this.#step(unit, step, from);
    if (found !== null) this.place(found, unit);
    return found !== null;
  }
  /** Moves the far end by one unit, and back. */
  extend(unit, step, start) {
    const range = this.range;
    const anchor = this.#anchor;
    if (range === null || anchor === null) {
      this.move(unit, step, start);
      return;
    }
    const forward = range.end > anchor.end || range.start === anchor.start && step === 1;
    this.range = forward ? this.#moveEnd(range, anchor, unit, step) : this.#moveStart(range, anchor, unit, step);
    this.draw();
  }
  widen() {
    const range = this.range;
    if (range === null) return;
    this.place(this.#units.widen(range, WIDER[this.unit]), WIDER[this.unit]);
  }
  narrow() {
    const range = this.range;
    if (range === null) return;
    this.place(this.#units.at(NARROWER[this.unit], range.start), NARROWER[this.unit]);
  }
  /** Draws the bar and the tint behind the text; the text itself is not touched. */
  draw() {
    const range = this.range;
    this.layer.closest(".fcw-r-root")?.classList.toggle("fcw-r-has-cursor", range !== null);
    if (range === null) {
      this.layer.replaceChildren();
      return;
    }
    const origin = this.layer.getBoundingClientRect();
    const lines = linesOf(this.#article, range);
    const first = lines[0];
    const last = lines[lines.length - 1];
    if (first === void 0 || last === void 0) return;
    const style = getComputedStyle(this.#article.element);
    const offset = Number.parseFloat(style.getPropertyValue("--fcw-r-top"));
    const height = Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    const tints = lines.map((line) => box("fcw-r-tint", line.left - origin.left, line.top + offset - origin.top, line.right - line.left, height));
    const barTop = first.top + offset - origin.top;
    const beside = this.#article.element.dir === "rtl" ? origin.width + 9 : -12;
    const bar = box("fcw-r-bar", beside, barTop, 3, last.top + offset + height - origin.top - barTop);
    this.layer.replaceChildren(...tints, bar);
  }
  #step(unit, step, from) {
    return step === 1 ? this.#units.next(unit, from) : this.#units.previous(unit, from);
  }
  #moveEnd(range, anchor, unit, step) {
    if (step === 1) return { start: range.start, end: this.#units.next(unit, { start: range.end, end: range.end })?.end ?? range.end };
    const last = this.#units.at(unit, Math.max(range.start, range.end - 1));
    const back = this.#units.previous(unit, last)?.end ?? anchor.end;
    return { start: range.start, end: Math.max(anchor.end, back) };
  }
  #moveStart(range, anchor, unit, step) {
    if (step === -1) return { start: this.#units.previous(unit, { start: range.start, end: range.start })?.start ?? range.start, end: range.end };
    const first = this.#units.at(unit, range.start);
    const on = this.#units.next(unit, first)?.start ?? anchor.start;
    return { start: Math.min(anchor.start, on), end: range.end };
  }
};
function box(className, left, top, width, height) {
  const element = el("div", { class: className });
  Object.assign(element.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  return element;
}

// src/view/handles.ts
var Handles = class {
  layer;
  // Only the knob takes the pointer: the stem beside the letters would take it from the text.
  #startKnob = el("div", { class: "fcw-r-knob" });
  #endKnob = el("div", { class: "fcw-r-knob" });
  #start = el("div", { class: "fcw-r-handle fcw-r-handle-start" }, this.#startKnob);
  #end = el("div", { class: "fcw-r-handle fcw-r-handle-end" }, this.#endKnob);
  #article;
  #events;
  #span = null;
  constructor(article, events) {
    this.#article = article;
    this.#events = events;
    this.layer = el("div", { class: "fcw-r-handles", "aria-hidden": "true" }, this.#start, this.#end);
    this.#startKnob.addEventListener("pointerdown", (event) => this.#drag(event, "start"));
    this.#endKnob.addEventListener("pointerdown", (event) => this.#drag(event, "end"));
    this.place(null);
  }
  /** Around a passage that may be changed; null where none is. */
  place(span) {
    this.#span = span;
    const lines = span === null ? [] : linesOf(this.#article, span);
    const first = lines[0];
    const last = lines[lines.length - 1];
    this.layer.hidden = first === void 0;
    if (first === void 0 || last === void 0) return;
    const origin = this.layer.getBoundingClientRect();
    const style = getComputedStyle(this.#article.element);
    const offset = Number.parseFloat(style.getPropertyValue("--fcw-r-top"));
    const height = Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    const put = (handle, x, y) => {
      Object.assign(handle.style, { left: `${x - origin.left}px`, top: `${y + offset - origin.top}px`, height: `${height}px` });
    };
    const rtl = this.#article.element.dir === "rtl";
    put(this.#start, rtl ? first.right : first.left, first.top);
    put(this.#end, rtl ? last.left : last.right, last.top);
  }
  #drag(down, edge) {
    const from = this.#span;
    if (from === null) return;
    down.preventDefault();
    const stem = (edge === "start" ? this.#start : this.#end).getBoundingClientRect();
    const [dx, dy] = [stem.left + stem.width / 2 - down.clientX, stem.top + stem.height / 2 - down.clientY];
    let now = from;
    const ended = new AbortController();
    this.layer.classList.add("fcw-r-dragging");
    const finish = (span) => {
      ended.abort();
      this.layer.classList.remove("fcw-r-dragging");
      this.#events.drop(span);
    };
    window.addEventListener("pointermove", (event) => {
      if (event.pointerId !== down.pointerId) return;
      const position = positionAt(this.#article, event.clientX + dx, event.clientY + dy);
      if (position === null) return;
      now = edge === "start" ? { start: Math.min(position, from.end - 1), end: from.end } : { start: from.start, end: Math.max(position, from.start + 1) };
      this.#events.preview(now);
    }, { signal: ended.signal });
    window.addEventListener("pointerup", () => finish(now.start === from.start && now.end === from.end ? null : now), { signal: ended.signal });
    window.addEventListener("pointercancel", () => finish(null), { signal: ended.signal });
    window.addEventListener("keydown", (event) => {
      if (event.key === "Escape") finish(null);
    }, { signal: ended.signal, capture: true });
  }
};
var Connector = class {
  layer = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  #path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  constructor() {
    this.layer.setAttribute("class", "fcw-r-connector");
    this.layer.setAttribute("aria-hidden", "true");
    this.layer.append(this.#path);
  }
  /** `bend` is where the text ends and the margin begins; all in client pixels. */
  draw(from, bend, to) {
    if (from === null || to === null) {
      this.#path.setAttribute("d", "");
      return;
    }
    const origin = this.layer.getBoundingClientRect();
    const point = (x, y) => `${(x - origin.left).toFixed(1)} ${(y - origin.top).toFixed(1)}`;
    this.#path.setAttribute("d", `M${point(from.x, from.y)}L${point(bend, from.y)}L${point(to.x - 8, to.y)}L${point(to.x, to.y)}`);
  }
};

// src/view/kept_selection.ts
function keepingSelection(article, paint) {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.anchorNode === null || selection.focusNode === null) {
    paint();
    return;
  }
  const anchor = endAt(article, selection.anchorNode, selection.anchorOffset);
  const focus = endAt(article, selection.focusNode, selection.focusOffset);
  paint();
  if (isStill(anchor, selection.anchorNode, selection.anchorOffset) && isStill(focus, selection.focusNode, selection.focusOffset)) return;
  const forward = (anchor.position ?? 0) <= (focus.position ?? article.text.length);
  selection.setBaseAndExtent(...placeOf2(article, anchor, !forward), ...placeOf2(article, focus, forward));
}
function endAt(article, node, offset) {
  const inside = article.element.contains(node);
  return { node, offset, position: inside ? positionOf(article, node, offset) : null };
}
function isStill(end, node, offset) {
  return end.node === node && end.offset === offset;
}
function placeOf2(article, end, isLater) {
  return end.position === null ? [end.node, end.offset] : article.place(end.position, isLater);
}

// src/view/passages.ts
function before(a, b) {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1);
}
var Passages = class {
  #reading;
  #points;
  #ranges;
  #known = /* @__PURE__ */ new Map();
  #buckets;
  #order = [];
  #preview = null;
  showOthers = false;
  constructor(reading, points, ranges) {
    this.#reading = reading;
    this.#points = points;
    this.#ranges = ranges;
    this.#buckets = ranges.map(() => /* @__PURE__ */ new Set());
  }
  get(id) {
    return this.#known.get(id);
  }
  ordered() {
    return this.#order;
  }
  /** In reading order. */
  inBlock(index) {
    return [...this.#buckets[index] ?? []].sort(before);
  }
  overlapping(span) {
    const found = /* @__PURE__ */ new Set();
    const last = blockAt(this.#ranges, Math.max(span.start, span.end - 1));
    for (let index = blockAt(this.#ranges, span.start); index <= last; index += 1) {
      for (const passage of this.#buckets[index] ?? []) {
        if (passage.start < span.end && passage.end > span.start) found.add(passage);
      }
    }
    return [...found];
  }
  /** Reads these passages again (null: all) and says which blocks look different. */
  refresh(ids) {
    const touched = /* @__PURE__ */ new Set();
    for (const id of ids ?? this.#everyId()) this.#renew(id, touched);
    return touched;
  }
  /** Shows a passage with another extent until it is dropped or let go. */
  preview(id, span) {
    const touched = /* @__PURE__ */ new Set();
    const previous = this.#preview?.id;
    this.#preview = id !== null && span !== null ? { id, span } : null;
    if (previous !== void 0 && previous !== id) this.#renew(previous, touched);
    if (id !== null) this.#renew(id, touched);
    return touched;
  }
  /** What is gone first, then in reading order, so that lanes fill from the top. */
  #everyId() {
    const all = [...this.#reading.all()].sort((a, b) => a.start - b.start || b.end - a.end);
    const live = new Set(all.map((one) => one.id));
    return [...[...this.#known.keys()].filter((id) => !live.has(id)), ...live];
  }
  #renew(id, touched) {
    const old = this.#known.get(id);
    const next = this.#derive(id, old);
    if (old !== void 0) this.#drop(old, touched);
    if (next !== null) this.#keep(next, touched);
  }
  #derive(id, old) {
    const annotation = this.#reading.get(id);
    if (annotation === void 0) return null;
    const mine = this.#reading.mine(id);
    if (!mine && !this.showOthers) return null;
    const span = this.#preview?.id === id ? this.#preview.span : this.#toUtf16(annotation);
    const firstBlock = blockAt(this.#ranges, span.start);
    const lastBlock = blockAt(this.#ranges, Math.max(span.start, span.end - 1));
    const lane = this.#lane(id, span, old);
    return { id, tag: annotation.tag, start: span.start, end: span.end, lane, annotation, mine, firstBlock, lastBlock };
  }
  #toUtf16(span) {
    return { start: this.#points.toUtf16(span.start), end: this.#points.toUtf16(span.end) };
  }
  /** The lane it had, unless another passage is there now; else the lowest free one. */
  #lane(id, span, old) {
    const others = this.overlapping(span).filter((other) => other.id !== id);
    const kept2 = new Map(others.map((other) => [other.id, other.lane]));
    const taken = new Set(kept2.values());
    if (old !== void 0 && !taken.has(old.lane)) return old.lane;
    return lanes([...others, { id, ...span }], kept2).get(id) ?? 0;
  }
  #keep(passage, touched) {
    this.#known.set(passage.id, passage);
    this.#order.splice(this.#place(passage), 0, passage);
    for (let index = passage.firstBlock; index <= passage.lastBlock; index += 1) {
      this.#buckets[index]?.add(passage);
      touched.add(index);
    }
  }
  #drop(passage, touched) {
    this.#known.delete(passage.id);
    this.#order.splice(this.#place(passage), 1);
    for (let index = passage.firstBlock; index <= passage.lastBlock; index += 1) {
      this.#buckets[index]?.delete(passage);
      touched.add(index);
    }
  }
  /** Where a passage stands, or would stand, in the reading order. */
  #place(passage) {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (before(this.#order[middle], passage) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
};

// src/view/selection_bar.ts
var BELOW = 7;
var SelectionBar = class {
  element;
  #article;
  constructor(article, tags, label, choose) {
    this.#article = article;
    const buttons = tags.offered().map((tag) => button({ class: "fcw-r-choice", "data-choose": tag.name }, () => choose(tag.name), tags.swatch(tag.name, true), tag.name, keyCap(tag.key)));
    this.element = el("div", { class: "fcw-r-selection-bar", role: "toolbar", "aria-label": label }, ...buttons);
    this.element.hidden = true;
  }
  hide() {
    this.element.hidden = true;
  }
  /** Under the last line of the span, inside the text column. */
  show(span) {
    const lines = linesOf(this.#article, span);
    const last = lines[lines.length - 1];
    const host = this.element.parentElement;
    if (last === void 0 || host === null) return;
    this.element.hidden = false;
    const column = host.getBoundingClientRect();
    const bottom = last.top + Number.parseFloat(getComputedStyle(this.#article.element).getPropertyValue("--fcw-r-top")) + Number.parseFloat(getComputedStyle(this.#article.element).getPropertyValue("--fcw-r-fh"));
    const middle = (last.left + last.right) / 2 - column.left;
    const left = Math.min(Math.max(0, middle - this.element.offsetWidth / 2), Math.max(0, column.width - this.element.offsetWidth));
    this.element.style.left = `${left}px`;
    this.element.style.top = `${bottom + BELOW - column.top}px`;
  }
};

// src/view/strip.ts
var MOST_BLOCKS = 240;
var ROOM_FOR_LETTER = 13;
var Strip = class {
  element;
  #blocks = el("div", { class: "fcw-r-strip-blocks" });
  #bracket = el("div", { class: "fcw-r-strip-bracket" });
  #cells;
  #tags;
  constructor(sentences, tags, go) {
    this.#tags = tags;
    this.#cells = shared(sentences).map((span) => this.#cell(span));
    this.#blocks.append(...this.#cells.map((cell) => cell.element));
    this.#blocks.style.setProperty("--fcw-r-sentences", String(this.#cells.length));
    this.element = el("div", { class: "fcw-r-strip", role: "img" }, this.#bracket, this.#blocks);
    this.#blocks.addEventListener("mousedown", (event) => event.preventDefault());
    this.#blocks.addEventListener("click", (event) => {
      const index = [...this.#blocks.children].indexOf(event.target);
      const cell = this.#cells[index];
      if (cell !== void 0) go(cell.span.start);
    });
  }
  describe(sentence) {
    this.element.setAttribute("aria-label", sentence);
    this.element.title = sentence;
  }
  /** Looks again at the sentences that touch these spans; null: at all. */
  refresh(passages, spans) {
    for (const cell of this.#cells) {
      if (spans !== null && !spans.some((span) => span.start < cell.span.end && span.end > cell.span.start)) continue;
      this.#paint(cell, leading(passages, cell.span));
    }
  }
  /** Letters stand only where there is room for them. */
  measure() {
    const heights = this.#cells.map((cell) => cell.element.offsetHeight);
    const lying = this.#blocks.offsetWidth > this.#blocks.offsetHeight;
    this.#cells.forEach((cell, index) => cell.element.classList.toggle("fcw-r-roomy", !lying && (heights[index] ?? 0) >= ROOM_FOR_LETTER));
  }
  /** The bracket beside the sentences that are on the screen. */
  showVisible(visible) {
    const inside = this.#cells.filter((cell) => cell.span.start < visible.end && cell.span.end > visible.start);
    const first = inside[0]?.element;
    const last = inside[inside.length - 1]?.element;
    this.#bracket.hidden = first === void 0;
    if (first === void 0 || last === void 0) return;
    this.#bracket.style.top = `${first.offsetTop}px`;
    this.#bracket.style.height = `${last.offsetTop + last.offsetHeight - first.offsetTop}px`;
  }
  #cell(span) {
    const element = el("div", { class: "fcw-r-cell" });
    element.style.flexGrow = String(Math.max(24, span.end - span.start));
    return { span, element, tag: null };
  }
  #paint(cell, tag) {
    if (tag === cell.tag) return;
    cell.tag = tag;
    cell.element.classList.toggle("fcw-r-full", tag !== null);
    cell.element.dataset["letter"] = tag === null ? "" : this.#tags.get(tag)?.letter ?? "";
    cell.element.style.setProperty("--fcw-r-c", tag === null ? "" : this.#tags.colour(tag, "underline"));
    cell.element.style.setProperty("--fcw-r-on", tag === null ? "" : this.#tags.colour(tag, "on"));
  }
};
function shared(sentences) {
  const each = Math.ceil(sentences.length / MOST_BLOCKS);
  const spans = [];
  for (let index = 0; index < sentences.length; index += each) {
    const last = sentences[Math.min(index + each, sentences.length) - 1];
    spans.push({ start: sentences[index].start, end: last.end });
  }
  return spans;
}
function leading(passages, span) {
  const covered = /* @__PURE__ */ new Map();
  for (const passage of passages.overlapping(span)) {
    if (!passage.mine) continue;
    const length = Math.min(passage.end, span.end) - Math.max(passage.start, span.start);
    covered.set(passage.tag, (covered.get(passage.tag) ?? 0) + length);
  }
  let best = null;
  for (const [tag, length] of covered) if (best === null || length > (covered.get(best) ?? 0)) best = tag;
  return best;
}

// src/view/stage.ts
var Stage = class {
  element;
  session;
  reading;
  article;
  passages;
  cursor;
  cards;
  units;
  bar;
  sentences;
  coverage;
  /** The passage whose card is open. */
  active = null;
  locked = false;
  #stuck = false;
  #opened;
  #graphemes;
  #strip;
  #handles;
  #connector = new Connector();
  #scroller;
  #events;
  #frame = 0;
  constructor(session, reading, opened, words, tags, scroller, events) {
    const { points } = opened;
    const { article } = session.data;
    const ranges = blockRanges(points.text);
    this.session = session;
    this.reading = reading;
    this.#opened = opened;
    this.#scroller = scroller;
    this.#events = events;
    this.sentences = opened.sentences.map(([start, end]) => ({ start: points.toUtf16(start), end: points.toUtf16(end) }));
    this.coverage = new Coverage(this.sentences);
    this.#graphemes = new Graphemes(points.text, article.language);
    this.units = new Units(points.text, this.sentences.map(({ start, end }) => [start, end]), ranges, article.language);
    this.article = new ArticleView(points.text, ranges, tags, {
      "aria-label": article.title,
      dir: article.direction,
      ...article.language === "" ? {} : { lang: article.language }
    });
    this.passages = new Passages(reading, points, ranges);
    this.article.attach(this.passages);
    this.cursor = new Cursor(this.article, this.units);
    this.cards = new Cards(reading, this.passages, this.article, words, tags, events.cards);
    this.#strip = new Strip(this.sentences, tags, (position) => this.goTo(position));
    this.#handles = new Handles(this.article, {
      preview: (span) => this.#preview(this.#snapped(span)),
      drop: (span) => this.#drop(span === null ? null : this.#snapped(span))
    });
    this.bar = new SelectionBar(this.article, tags, words.say("tag_selection"), (tag) => events.choose(tag));
    const text = el("div", { class: "fcw-r-text" }, this.cursor.layer, this.article.element, this.#handles.layer, this.bar.element);
    this.element = el("div", { class: "fcw-r-stage" }, this.#strip.element, text, this.cards.element, this.#connector.layer);
  }
  /** Paints what these ids (null: all) look like now. The text at once, the margin with the frame. */
  refresh(ids) {
    const before2 = ids === null ? null : this.#spans(ids);
    const touched = this.passages.refresh(ids);
    keepingSelection(this.article, () => this.article.paint(touched));
    if (this.active !== null && this.passages.get(this.active) === void 0) this.active = null;
    this.article.emphasise({ active: this.active });
    this.cards.refresh(ids, this.#situation());
    const spans = before2 === null || ids === null ? null : [...before2, ...this.#spans(ids)];
    this.#strip.refresh(this.passages, spans);
    this.coverage.refresh(this.passages, spans);
    this.#events.changed();
    this.layoutSoon();
  }
  activate(id) {
    if (id === this.active) return;
    this.active = id;
    this.article.emphasise({ active: id });
    this.cards.refresh([], this.#situation());
    this.#events.changed();
    this.layoutSoon();
  }
  lock(locked) {
    this.locked = locked;
    this.cards.refresh(null, this.#situation());
    this.layoutSoon();
  }
  /** Whether saving works just now: cards of what waits say so. */
  setStuck(stuck) {
    if (stuck === this.#stuck) return;
    this.#stuck = stuck;
    this.cards.refresh([], this.#situation());
  }
  showOthers(shown) {
    this.passages.showOthers = shown;
    this.refresh(null);
  }
  layoutSoon() {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.layout();
    });
  }
  layout() {
    if (!this.element.isConnected) return;
    this.cards.layout();
    this.cursor.draw();
    const passage = this.#activePassage();
    this.#handles.place(passage !== null && passage.mine && !this.locked ? passage : null);
    this.#connect(passage);
    this.#strip.measure();
    this.showVisible();
  }
  /** After scrolling: which sentences are on the screen, and the cards of those that came near. */
  scrolled() {
    this.cards.layout();
    this.#connect(this.#activePassage());
    this.showVisible();
  }
  /** What the DOM selection means: whole graphemes without white space at the ends. */
  selection() {
    const raw = selectedSpan(this.article);
    if (raw === null) return { span: null, isEmpty: true };
    return { span: this.trimmed(raw), isEmpty: false };
  }
  trimmed(span) {
    const start = this.#graphemes.snapStart(span.start);
    return trimToWords(this.article.text, start, this.#graphemes.snapEnd(span.end));
  }
  toCodePoints(span) {
    const { points } = this.#opened;
    return { start: points.toCodePoint(span.start), end: points.toCodePoint(span.end) };
  }
  describeStrip(sentence) {
    this.#strip.describe(sentence);
  }
  placeCursor(position) {
    this.cursor.placeAt(position);
  }
  goTo(position) {
    this.placeCursor(position);
    this.reveal(this.cursor.range);
  }
  /** Scrolls as little as it takes to see a piece of the text. */
  reveal(span) {
    if (span === null) return;
    const lines = linesOf(this.article, span);
    const first = lines[0];
    const last = lines[lines.length - 1];
    if (first !== void 0 && last !== void 0) this.#scroller.reveal(first.top - 12, last.bottom + 24, this.#covered());
  }
  /** Where the card lies over the text, scrolls the passage out from under it. */
  uncover(id) {
    if (this.#isStacked()) return;
    this.layout();
    this.reveal(this.passages.get(id) ?? null);
  }
  /** Scrolls until the open card is whole on the screen, as far as it fits. */
  revealCard() {
    this.layout();
    const card = this.active === null ? void 0 : this.cards.card(this.active);
    if (card === void 0 || !this.#isStacked()) return;
    const box2 = card.element.getBoundingClientRect();
    this.#scroller.reveal(box2.top - 12, box2.bottom + 16, this.#covered());
  }
  /** The position at the top of what can be seen, where an unplaced cursor begins. */
  firstVisible() {
    return this.#visible().start;
  }
  showVisible() {
    this.#strip.showVisible(this.#visible());
  }
  #situation() {
    return { active: this.active, locked: this.locked, stuck: this.#stuck };
  }
  #spans(ids) {
    return ids.flatMap((id) => this.passages.get(id) ?? []);
  }
  #activePassage() {
    return this.active === null ? null : this.passages.get(this.active) ?? null;
  }
  #snapped(span) {
    return { start: this.#graphemes.snapStart(span.start), end: this.#graphemes.snapEnd(span.end) };
  }
  #preview(span) {
    if (this.active === null) return;
    this.article.paint(this.passages.preview(this.active, span));
    this.#handles.place(this.passages.get(this.active) ?? null);
  }
  #drop(span) {
    const id = this.active;
    const kept2 = span === null ? null : this.trimmed(span);
    this.#preview(null);
    if (id !== null && kept2 !== null) this.#events.moved(id, kept2);
    this.layoutSoon();
  }
  #connect(passage) {
    const card = passage === null ? void 0 : this.cards.card(passage.id);
    const line = passage === null || !this.#isStacked() ? void 0 : linesOf(this.article, passage)[0];
    if (card === void 0 || line === void 0) {
      this.#connector.draw(null, 0, null);
      return;
    }
    const text = this.article.element.getBoundingClientRect();
    const box2 = card.element.getBoundingClientRect();
    const style = getComputedStyle(this.article.element);
    const foot = Number.parseFloat(style.getPropertyValue("--fcw-r-top")) + Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    this.#connector.draw({ x: line.right, y: line.top + foot + 9 }, text.right + 6, { x: box2.left, y: box2.top + 17 });
  }
  /** The cards lie beside the text, not over it. */
  #isStacked() {
    return getComputedStyle(this.cards.element).getPropertyValue("--fcw-r-stacked").trim() !== "no";
  }
  #covered() {
    const style = getComputedStyle(this.element);
    const pixels = (name) => Number.parseFloat(style.getPropertyValue(name)) || 0;
    const sheet = this.#isStacked() ? null : this.cards.element.getBoundingClientRect();
    const below = sheet !== null && sheet.height > 0 && sheet.top > 100 ? this.#scroller.frame().bottom - sheet.top : pixels("--fcw-r-covered-below");
    return { above: pixels("--fcw-r-covered-above") + pixels("--fcw-r-sticky-top"), below };
  }
  #visible() {
    const frame = this.#scroller.frame();
    const covered = this.#covered();
    return { start: this.#positionNear(frame.top + covered.above), end: this.#positionNear(frame.bottom - covered.below) };
  }
  /** The position at a height of the window, by the block there and how far down in it. */
  #positionNear(y) {
    const low = this.article.blockAtHeight(y);
    const box2 = this.article.blockElement(low)?.getBoundingClientRect();
    const range = this.article.ranges[low];
    if (box2 === void 0 || range === void 0) return 0;
    const share = box2.height === 0 ? 0 : Math.min(1, Math.max(0, (y - box2.top) / box2.height));
    return Math.round(range.start + share * (range.end - range.start));
  }
};

// src/view/submission.ts
async function setStatus(data, outbox, status) {
  await outbox.flush();
  const state = outbox.state();
  const unsaved = state.pending + state.failed + state.held;
  if (status === "submitted" && unsaved > 0) return { kind: "unsaved", n: unsaved };
  let answer;
  try {
    answer = await fetch(`${data.api}/articles/${data.article.id}/reading`, {
      method: "POST",
      headers: { Authorization: `Bearer ${data.token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ status })
    });
  } catch {
    return { kind: "refused", sentence: null };
  }
  if (answer.status === 401) return { kind: "unauthorised" };
  const body = await answer.json().catch(() => null);
  if (answer.ok) return { kind: "done", status: body?.status ?? status };
  const detail = body?.detail;
  return { kind: "refused", sentence: typeof detail === "string" ? detail : null };
}

// src/view/tags.ts
var Tags = class {
  all;
  #index;
  constructor(tags) {
    this.all = tags;
    this.#index = new Map(tags.map((tag, index) => [tag.name, index]));
  }
  /** The tags that can still be given. */
  offered() {
    return this.all.filter((tag) => !tag.retired);
  }
  byKey(key2) {
    return this.offered().find((tag) => tag.key === key2);
  }
  get(name) {
    return this.all[this.#index.get(name) ?? -1];
  }
  /** A colour property of a tag as a CSS value; ink where the tag is unknown here. */
  colour(name, part) {
    const index = this.#index.get(name);
    if (index !== void 0) return `var(--fcw-r-t${index}-${part})`;
    return part === "fill" || part === "wash" ? "var(--fcw-r-hover)" : "var(--fcw-r-ink-2)";
  }
  line(name, reversed = false) {
    const index = this.#index.get(name);
    if (index === void 0) return "linear-gradient(var(--fcw-r-ink-2), var(--fcw-r-ink-2))";
    return `var(--fcw-r-t${index}-${reversed ? "reversed" : "line"})`;
  }
  /** A short piece of the tag's line, as it stands on buttons and cards. */
  swatch(name, reversed = false) {
    const line = el("span", { class: "fcw-r-line", "aria-hidden": "true" });
    line.style.backgroundImage = this.line(name, reversed);
    return line;
  }
};

// src/view/patterns.ts
var TILES = {
  solid: { width: 8, draw: (c) => `<rect y='.75' width='8' height='2.5' fill='${c}'/>` },
  dashes: { width: 11, draw: (c) => `<rect y='.75' width='7.5' height='2.5' fill='${c}'/>` },
  dots: { width: 5, draw: (c) => `<circle cx='2.5' cy='2' r='1.4' fill='${c}'/>` },
  wave: {
    width: 8,
    draw: (c) => `<path d='M-2 3.1C-1 3.1-1 .9 2 .9S5 3.1 6 3.1 9 .9 10 .9' transform='translate(0 0)' fill='none' stroke='${c}' stroke-width='1.7'/>`
  }
};
var COLOUR = /^#[0-9a-f]{3,8}$/i;
function safeColour(colour) {
  return COLOUR.test(colour) ? colour : "#7a727f";
}
function lineImage(pattern, colour) {
  const tile = TILES[pattern] ?? TILES.solid;
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='${tile.width}' height='4'>${tile.draw(safeColour(colour))}</svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}

// src/view/theme.ts
var LIGHT_TEXT = "#ffffff";
var DARK_TEXT = "#120e08";
function channels2(colour) {
  const hex = /^#([0-9a-f]{3,8})$/i.exec(colour.trim())?.[1];
  if (hex !== void 0) {
    const full = hex.length < 6 ? [...hex.slice(0, 3)].map((digit) => digit + digit).join("") : hex.slice(0, 6);
    return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
  }
  const numbers = /^rgba?\(([^)]*)\)$/.exec(colour.trim())?.[1]?.split(/[\s,/]+/).map(Number);
  return numbers !== void 0 && numbers.length >= 3 ? numbers.slice(0, 3) : null;
}
function luminance(colour) {
  const rgb = channels2(colour);
  if (rgb === null) return null;
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function themeOf(element) {
  const painted = getComputedStyle(element).getPropertyValue("--st-background-color");
  const light = luminance(painted);
  if (light === null) return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return light < 0.4 ? "dark" : "light";
}
function textOn(colour) {
  const light = luminance(safeColour(colour)) ?? 0;
  const onWhite = 1.05 / (light + 0.05);
  const onDark = (light + 0.05) / 0.055;
  return onWhite >= 4.5 || onWhite > onDark ? LIGHT_TEXT : DARK_TEXT;
}
function paintTheme(root, theme, tags) {
  root.dataset["theme"] = theme;
  tags.forEach((tag, index) => {
    const own = theme === "dark" ? tag.dark : tag.light;
    const reversed = theme === "dark" ? tag.light : tag.dark;
    const set = (name, value) => root.style.setProperty(`--fcw-r-t${index}-${name}`, value);
    set("ink", safeColour(own.ink));
    set("fill", safeColour(own.fill));
    set("underline", safeColour(own.underline));
    set("wash", safeColour(own.wash));
    set("on", textOn(own.underline));
    set("line", lineImage(tag.pattern, own.underline));
    set("reversed", lineImage(tag.pattern, reversed.underline));
  });
}

// src/view/toolbar.ts
var Toolbar = class {
  element;
  tagButtons;
  guidelines;
  textSize;
  keys;
  #undo;
  #redo;
  #others;
  #list;
  constructor(words, tags, verbs, saveState, notice) {
    this.tagButtons = el(
      "div",
      { class: "fcw-r-tags", role: "group", "aria-label": words.say("tags") },
      ...tags.offered().map((tag) => tagButton(tag.name, tag.key, tags, verbs))
    );
    const tool = (sign, name, press, key2 = "") => button(
      { class: "fcw-r-tool", "aria-label": words.say(name), title: words.say(name), ...key2 === "" ? {} : { "aria-keyshortcuts": key2 } },
      press,
      icon(sign),
      key2.length === 1 ? keyCap(key2) : null
    );
    this.#undo = tool("undo", "undo", () => verbs.undo(), "Control+Z");
    this.#redo = tool("redo", "redo", () => verbs.redo(), "Control+Shift+Z");
    this.guidelines = tool("menu_book", "guidelines", () => verbs.guidelines(this.guidelines), "g");
    this.textSize = tool("text_fields", "text_size", () => verbs.textSize(this.textSize));
    this.keys = tool("keyboard", "keys", () => verbs.keys(this.keys), "?");
    this.#others = tool("group", "others", () => verbs.others());
    this.#list = tool("notes", "card_list", () => verbs.list());
    this.#list.classList.add("fcw-r-only-drawer");
    this.element = el(
      "div",
      { class: "fcw-r-toolbar", role: "toolbar", "aria-label": words.say("toolbar") },
      this.tagButtons,
      el("div", { class: "fcw-r-tools" }, this.#undo, this.#redo, this.guidelines, this.textSize, this.keys, this.#others, this.#list),
      saveState,
      notice
    );
  }
  update(state) {
    this.#undo.disabled = !state.canUndo || state.locked;
    this.#redo.disabled = !state.canRedo || state.locked;
    this.#others.setAttribute("aria-pressed", String(state.others));
    for (const one of this.tagButtons.querySelectorAll("button")) {
      one.disabled = state.locked;
      one.setAttribute("aria-pressed", String(one.dataset["tag"] === state.activeTag));
    }
  }
  listOpen(open2) {
    this.#list.setAttribute("aria-pressed", String(open2));
  }
};
function tagButton(name, key2, tags, verbs) {
  const element = button(
    { class: "fcw-r-tag", "data-tag": name, "aria-keyshortcuts": key2 },
    () => verbs.tag(name),
    el("span", { class: "fcw-r-tag-name" }, name),
    keyCap(key2),
    tags.swatch(name)
  );
  element.style.setProperty("--fcw-r-c", tags.colour(name, "ink"));
  element.style.setProperty("--fcw-r-b", tags.colour(name, "fill"));
  element.addEventListener("pointerdown", () => verbs.hold());
  return element;
}

// src/view/verbs.ts
var HOLD = 1e3;
var NEXT_CONFIDENCE = { none: "low", low: "medium", medium: "high", high: null };
var Verbs = class {
  #host;
  /** What a tag key means when nothing is selected: the open passage, or what is under the cursor. */
  #aim = "cursor";
  /** The selection as it was when a finger came down on a tag. */
  #held = null;
  constructor(host) {
    this.#host = host;
  }
  tag(name) {
    const stage = this.#host.stage();
    if (stage === null || this.#refused(stage)) return;
    const { span, isEmpty } = stage.selection();
    const held = this.#held !== null && Date.now() - this.#held.at < HOLD ? this.#held.span : null;
    const chosen = span ?? (isEmpty ? held : null);
    this.#held = null;
    if (chosen !== null) this.#tagSelection(stage, chosen, name);
    else if (!isEmpty) this.#host.notice(this.#host.words.say("white_space"));
    else if (this.#aim === "passage" && stage.active !== null) this.retag(stage.active, name);
    else if (stage.cursor.range !== null) this.#tagUnderCursor(stage, stage.cursor.range, name);
    else this.#host.notice(this.#host.words.say("nothing_selected"));
  }
  hold() {
    const span = this.#host.stage()?.selection().span ?? null;
    this.#held = span === null ? null : { span, at: Date.now() };
  }
  move(unit, step) {
    const stage = this.#host.stage();
    if (stage === null) return;
    this.#aim = "cursor";
    stage.activate(null);
    document.getSelection()?.removeAllRanges();
    stage.cursor.move(unit, step, stage.firstVisible());
    this.#followCursor(stage);
  }
  extend(unit, step) {
    const stage = this.#host.stage();
    if (stage === null || !stage.selection().isEmpty) return false;
    if (this.#aim === "passage" && stage.active !== null) return this.#moveEdge(stage, stage.active, "end", unit, step);
    stage.cursor.extend(unit, step, stage.firstVisible());
    this.#followCursor(stage);
    return true;
  }
  moveStart(step) {
    const stage = this.#host.stage();
    if (stage === null || stage.active === null) return false;
    return this.#moveEdge(stage, stage.active, "start", "word", step);
  }
  narrow() {
    this.#host.stage()?.cursor.narrow();
  }
  widen() {
    this.#host.stage()?.cursor.widen();
  }
  walk(step) {
    const stage = this.#host.stage();
    const all = stage?.passages.ordered() ?? [];
    if (stage === null || all.length === 0) return;
    const at = all.findIndex((one) => one.id === stage.active);
    const from = at === -1 && step === -1 ? 0 : at;
    const next = all[(from + step + all.length) % all.length];
    if (next === void 0) return;
    this.#open(stage, next.id);
    stage.reveal(next);
    stage.layout();
    stage.cards.card(next.id)?.element.focus({ preventScroll: true });
  }
  activate(id) {
    const stage = this.#host.stage();
    if (stage === null) return;
    this.#open(stage, id);
    const passage = stage.passages.get(id);
    if (passage !== void 0) stage.reveal(passage);
  }
  /** A click in the text: on passages from the shortest to the longest, elsewhere the sentence. */
  pick(target, position) {
    const stage = this.#host.stage();
    if (stage === null) return;
    const ids = stage.article.passagesAt(target).map((one) => one.id);
    const next = ids[(ids.indexOf(stage.active ?? "") + 1) % Math.max(1, ids.length)];
    if (next !== void 0) {
      this.#open(stage, next);
      return;
    }
    this.#aim = "cursor";
    stage.activate(null);
    if (position !== null) stage.placeCursor(position);
  }
  retag(id, tag) {
    this.#change((stage) => stage.reading.update(id, { tag }), "changed_tag", { tag });
  }
  note(id, note, merge = false) {
    if (id === void 0 || note === void 0) this.#withCard((card) => card.editNote());
    else this.#change((stage) => stage.reading.update(id, { note: note.trim() === "" ? null : note }, { merge }), null);
  }
  evidence(id, items, merge = false) {
    if (id === void 0 || items === void 0) this.#withCard((card) => card.editEvidence());
    else this.#change((stage) => stage.reading.update(id, { evidence: items }, { merge }), null);
  }
  confidence(id = this.#host.stage()?.active ?? null) {
    const annotation = id === null ? void 0 : this.#host.stage()?.reading.get(id);
    if (id === null || annotation === void 0) {
      this.#host.notice(this.#host.words.say("no_passage"));
      return;
    }
    const confidence = NEXT_CONFIDENCE[annotation.confidence ?? "none"];
    this.#change((stage) => stage.reading.update(id, { confidence }, { merge: false }), `confidence_${confidence ?? "none"}`);
  }
  remove(id = this.#host.stage()?.active ?? null) {
    const stage = this.#host.stage();
    if (stage === null || id === null) return false;
    const passage = stage.passages.get(id);
    const inCard = stage.cards.element.contains(document.activeElement);
    this.#change(() => stage.reading.remove(id), "deleted_passage");
    if (inCard) this.#toText(stage, passage);
    this.#aim = "cursor";
    return true;
  }
  undo() {
    this.#turn((stage) => stage.reading.undo(), "undone", "nothing_to_undo", "not_undone");
  }
  redo() {
    this.#turn((stage) => stage.reading.redo(), "redone", "nothing_to_redo", "not_redone");
  }
  /** The outbox lets go of what was refused before it takes what the person decided. */
  keepMine(id) {
    this.#decide(id);
    this.#change((stage) => stage.reading.keepMine(id), null);
  }
  takeTheirs(id) {
    const stage = this.#host.stage();
    this.#decide(id);
    stage?.reading.takeTheirs(id);
    stage?.refresh([id]);
  }
  tryAgain(id) {
    this.keepMine(id);
  }
  discard(id) {
    this.takeTheirs(id);
  }
  resized() {
    this.#host.stage()?.layoutSoon();
  }
  closed(id) {
    const stage = this.#host.stage();
    stage?.cards.card(id)?.element.focus({ preventScroll: true });
    stage?.session.refetchSoon();
  }
  moved(id, span) {
    this.#change((stage) => stage.reading.update(id, stage.toCodePoints(span)), "moved_passage");
  }
  guidelines() {
    this.#host.toggleGuidelines();
  }
  keySheet() {
    this.#host.toggleKeySheet();
  }
  /** Escape: closes what is open, one thing at a time, and ends in the text. */
  leave() {
    const stage = this.#host.stage();
    if (this.#host.closePopover()) return true;
    if (stage === null) return false;
    if (stage.active !== null && stage.cards.card(stage.active)?.closeEditor() === true) return true;
    if (!stage.selection().isEmpty) {
      document.getSelection()?.removeAllRanges();
      return true;
    }
    const inCard = stage.cards.element.contains(document.activeElement);
    const closed = this.#host.closeList();
    if (stage.active === null && !inCard && !closed) {
      stage.cursor.place(null);
      return false;
    }
    const passage = stage.active === null ? void 0 : stage.passages.get(stage.active);
    this.#toText(stage, passage);
    return true;
  }
  /** Back to the text, with the cursor where the passage was. */
  #toText(stage, passage) {
    stage.activate(null);
    this.#aim = "cursor";
    if (passage !== void 0) stage.placeCursor(passage.start);
    stage.article.element.focus({ preventScroll: true });
  }
  #open(stage, id) {
    this.#aim = "passage";
    stage.cursor.place(null);
    stage.activate(id);
  }
  #tagSelection(stage, span, tag) {
    document.getSelection()?.removeAllRanges();
    stage.bar.hide();
    const id = this.#create(stage, span, tag);
    if (id === null) return;
    this.#open(stage, id);
    stage.uncover(id);
  }
  #tagUnderCursor(stage, range, tag) {
    const span = stage.trimmed(range);
    if (span === null) return;
    const { unit } = stage.cursor;
    const id = this.#create(stage, span, tag);
    stage.activate(id);
    if (stage.cursor.move(unit, 1, range.end)) this.#followCursor(stage);
  }
  #create(stage, span, tag) {
    const change = stage.reading.create(stage.toCodePoints(span), tag);
    const id = change.changed[0] ?? null;
    stage.active = id;
    stage.session.apply(change);
    this.#host.announce(this.#host.words.say("tagged", { tag }));
    return id;
  }
  #moveEdge(stage, id, edge, unit, step) {
    const passage = stage.passages.get(id);
    if (passage === void 0 || this.#refused(stage)) return true;
    const at = edge === "start" ? passage.start : passage.end;
    const beside = step === 1 ? stage.units.next(unit, { start: at, end: at }) : stage.units.previous(unit, { start: at, end: at });
    if (beside === null) return true;
    const position = edge === "start" ? step === 1 ? stage.units.next(unit, stage.units.at(unit, at))?.start ?? at : beside.start : step === 1 ? beside.end : stage.units.previous(unit, beside)?.end ?? at;
    const span = edge === "start" ? { start: position, end: passage.end } : { start: passage.start, end: position };
    if (span.start < span.end) this.#change(() => stage.reading.update(id, stage.toCodePoints(span), { merge: true }), "moved_passage");
    return true;
  }
  #change(make, say, values = {}) {
    const stage = this.#host.stage();
    if (stage === null || this.#refused(stage)) return false;
    const change = make(stage);
    if (!stage.session.apply(change)) return false;
    if (say !== null) this.#host.announce(this.#host.words.say(say, values));
    return true;
  }
  #turn(make, done, nothing, skipped) {
    const { words, announce, notice } = this.#host;
    const stage = this.#host.stage();
    if (stage === null || this.#refused(stage)) return;
    const change = make(stage);
    if (!stage.session.apply(change)) announce(words.say(nothing));
    else if (change?.skipped) notice(words.say(skipped));
    else announce(words.say(done));
  }
  #decide(id) {
    const stage = this.#host.stage();
    const waiting = stage?.reading.conflict(id);
    if (waiting) stage?.session.outbox.release(waiting.mine.id);
  }
  #withCard(edit) {
    const stage = this.#host.stage();
    const card = stage === null || stage.active === null ? void 0 : stage.cards.card(stage.active);
    if (card === void 0) this.#host.notice(this.#host.words.say("no_passage"));
    else {
      edit(card);
      stage?.revealCard();
    }
  }
  #followCursor(stage) {
    stage.reveal(stage.cursor.range);
    const { range } = stage.cursor;
    if (range !== null) this.#host.announce(stage.article.text.slice(range.start, Math.min(range.end, range.start + 400)));
  }
  #refused(stage) {
    if (stage.locked) this.#host.notice(this.#host.words.say("locked"), () => stage.locked);
    return stage.locked;
  }
};

// src/view/reader.ts
var STALE_PAUSE = 1500;
var SHEET_BELOW = 700;
var WIDE_FROM = 1e3;
var Reader = class {
  root;
  data;
  signals;
  #words;
  #tags;
  #bindings;
  #preferences;
  #session;
  #header;
  #toolbar;
  #saveState;
  #notices = new Notice();
  #popover;
  #verbs;
  #body = el("div", { class: "fcw-r-body" });
  #live = el("div", { class: "fcw-r-unseen", "aria-live": "polite" });
  #ended = new AbortController();
  #stage = null;
  #status;
  /** The status that the server gave last, until the page knows it too: a run begun before tells the old one. */
  #answered = null;
  /** Nothing is said of saving before the article is there, or known not to come. */
  #opening = true;
  #pending = 0;
  #waiting = 0;
  #troubled = false;
  #stale = 0;
  constructor(parent, data, signals) {
    this.data = data;
    this.signals = signals;
    this.#status = data.status;
    this.#words = new Wording(data.words);
    this.#tags = new Tags(data.tags);
    this.#bindings = bindingsFor(this.#tags);
    this.#preferences = new Preferences(data);
    this.#verbs = this.#makeVerbs();
    this.#session = new Session(data, {
      changed: (ids) => this.#stage?.refresh(ids),
      saving: (state) => {
        if (!this.#opening) this.#showSaving(state);
      },
      unauthorised: () => this.signals.token(),
      edited: () => this.#stage?.cards.edited() ?? null
    });
    this.#saveState = new SaveStateView(this.#words, () => this.#session.outbox.retryNow(), () => this.#showHeld());
    this.#header = new Header(data, this.#words, () => void this.#submit("submitted"), () => void this.#submit("in_progress"));
    this.#toolbar = this.#makeToolbar();
    this.root = el("div", { class: "fcw-r-root", "data-layout": "wide" }, this.#header.element, this.#toolbar.element, this.#body, this.#live);
    this.#popover = new Popover(this.root);
    parent.append(this.root);
    this.#watch();
    this.update(data, signals);
    void this.#open();
  }
  /** The page ran again: a new token, another theme, perhaps another status. */
  update(data, signals) {
    this.signals = signals;
    paintTheme(this.root, themeOf(this.root.parentElement ?? this.root), data.tags);
    if (this.#answered === data.status) this.#answered = null;
    if (this.#answered === null && data.status !== this.#status) this.#showStatus(data.status);
    this.data = data;
    this.#session.renew(data);
  }
  destroy() {
    this.#stage?.cards.commit();
    this.#ended.abort();
    clearTimeout(this.#stale);
    this.#saveState.stop();
    this.#notices.clear();
    this.#session.close();
    this.root.remove();
  }
  async #open() {
    this.#body.replaceChildren(el("p", { class: "fcw-r-opening" }, this.#words.say("opening")));
    try {
      const opened = await this.#session.open();
      if (this.#ended.signal.aborted || this.#session.reading === null) return;
      this.#stage = new Stage(this.#session, this.#session.reading, opened, this.#words, this.#tags, new Scroller(this.root), {
        cards: this.#verbs,
        choose: (tag) => this.#verbs.tag(tag),
        moved: (id, span) => this.#verbs.moved(id, span),
        changed: () => this.#showNumbers()
      });
      this.#show(this.#stage);
      this.#opened();
      void this.#session.outbox.flush();
    } catch (error) {
      this.#fail(error);
    }
  }
  #opened() {
    this.#opening = false;
    this.#showSaving(this.#session.outbox.state());
  }
  #show(stage) {
    stage.passages.showOthers = this.#preferences.showsOthers();
    this.#body.replaceChildren(stage.element);
    this.#setSize(this.#size());
    stage.refresh(null);
    this.#showStatus(this.#status);
    stage.layout();
    listenForPointer(stage, this.#verbs, this.#ended.signal);
    new Scroller(this.root).listen(() => stage.scrolled(), this.#ended.signal);
    void document.fonts.ready.then(() => {
      if (!this.#ended.signal.aborted) this.#setSize(this.#size());
    });
  }
  #fail(error) {
    if (this.#ended.signal.aborted) return;
    const known = error instanceof WrongText || error instanceof Unreachable;
    if (!known) console.error(error);
    const sentence = error instanceof WrongText ? this.#words.say("wrong_text") : this.#words.say("not_opened");
    const again = button({ class: "fcw-r-button" }, () => void this.#open(), this.#words.say("try_again"));
    this.#body.replaceChildren(el("div", { class: "fcw-r-opening", role: "alert" }, el("p", {}, sentence), again));
    this.#opened();
  }
  #makeVerbs() {
    return new Verbs({
      words: this.#words,
      stage: () => this.#stage,
      announce: (sentence) => {
        this.#live.textContent = sentence;
      },
      notice: (sentence, isTrue) => this.#notices.say(sentence, isTrue),
      toggleGuidelines: () => this.#toggleGuidelines(),
      toggleKeySheet: () => this.#toggleKeySheet(),
      closePopover: () => this.#popover.close(),
      closeList: () => this.#toggleList(false)
    });
  }
  #makeToolbar() {
    return new Toolbar(this.#words, this.#tags, {
      tag: (name) => this.#verbs.tag(name),
      undo: () => this.#verbs.undo(),
      redo: () => this.#verbs.redo(),
      guidelines: () => this.#toggleGuidelines(),
      textSize: (anchor) => this.#popover.toggle(anchor, this.#words.say("text_size"), textSizeSheet(this.#size(), this.#words, (size) => this.#chooseSize(size))),
      keys: () => this.#toggleKeySheet(),
      others: () => this.#toggleOthers(),
      list: () => void this.#toggleList(!this.root.classList.contains("fcw-r-list-open")),
      hold: () => this.#verbs.hold()
    }, this.#saveState.element, this.#notices.element);
  }
  #watch() {
    const { signal } = this.#ended;
    listenForKeys({
      root: this.root,
      bindings: this.#bindings,
      verbs: this.#verbs,
      isLocked: () => this.#status === "submitted",
      refuse: () => this.#sayLocked()
    }, signal);
    window.addEventListener("pagehide", () => this.#stage?.cards.commit(), { signal });
    window.addEventListener("beforeunload", () => this.#stage?.cards.commit(), { signal });
    this.root.addEventListener("pointerdown", (event) => {
      const inList = event.target.closest(".fcw-r-cards, .fcw-r-only-drawer");
      if (inList === null) this.#toggleList(false);
    }, { signal });
    const sizes = new ResizeObserver(() => this.#fit());
    window.addEventListener("resize", () => this.#fit(), { signal });
    sizes.observe(this.root);
    signal.addEventListener("abort", () => sizes.disconnect());
  }
  /** Wide: three columns. Drawer: cards slide in. Sheet: cards and tags at the foot. */
  #fit() {
    const width = this.root.clientWidth;
    const layout = window.innerWidth < SHEET_BELOW ? "sheet" : width < WIDE_FROM ? "drawer" : "wide";
    const changed = this.root.dataset["layout"] !== layout;
    const set = (name, value) => {
      if (this.root.style.getPropertyValue(name) !== value) this.root.style.setProperty(name, value);
    };
    const frame = this.root.closest("[data-testid=stMainBlockContainer]");
    this.root.toggleAttribute("data-framed", frame !== null);
    set("--fcw-r-lift", frame === null ? "0px" : getComputedStyle(frame).paddingTop);
    if (changed) this.root.dataset["layout"] = layout;
    if (changed) this.#setSize(this.#size());
    set("--fcw-r-covered-above", `${this.#toolbar.element.offsetHeight}px`);
    set("--fcw-r-covered-below", `${layout === "sheet" ? 90 : 0}px`);
    this.#stage?.layoutSoon();
  }
  #size() {
    return this.#preferences.textSize(this.root.dataset["layout"] === "sheet");
  }
  #chooseSize(size) {
    this.#preferences.setTextSize(size);
    this.#setSize(size);
  }
  #setSize(size) {
    setTextSize(this.root, this.#body, size);
    this.#stage?.layoutSoon();
  }
  #showSaving(state) {
    this.#saveState.update(state, this.#session.heldHere().length);
    this.#notices.check();
    const troubled = state.retryAt !== null || state.waitingForSignIn || state.failed > 0;
    if (troubled && !this.#troubled) this.#live.textContent = this.#words.say("not_saving");
    if (troubled || state.pending === 0) this.#troubled = troubled;
    if (troubled || state.pending < this.#waiting || state.pending === 0) this.#stage?.setStuck(troubled && state.pending > 0);
    this.#waiting = state.pending;
    clearTimeout(this.#stale);
    if (state.pending === 0 && this.#pending > 0) this.#stale = window.setTimeout(() => this.signals.stale(), STALE_PAUSE);
    this.#pending = Math.max(state.pending, state.pending === 0 ? 0 : this.#pending);
  }
  #showHeld() {
    const first = this.#session.heldHere()[0];
    if (first !== void 0) this.#verbs.activate(first.operation.annotation.id);
  }
  #showNumbers() {
    const stage = this.#stage;
    if (stage === null) return;
    const mine = stage.passages.ordered().filter((one) => one.mine).length;
    const { count } = stage.coverage;
    const total = stage.sentences.length;
    this.#header.showProgress(mine, count, total);
    stage.describeStrip(this.#words.say("strip", { k: count, n: total }));
    this.root.classList.toggle("fcw-r-has-active", stage.active !== null);
    this.#toolbar.update({
      canUndo: stage.reading.canUndo(),
      canRedo: stage.reading.canRedo(),
      others: stage.passages.showOthers,
      locked: this.#status === "submitted",
      activeTag: stage.active === null ? null : stage.passages.get(stage.active)?.tag ?? null
    });
  }
  #showStatus(status, busy = false) {
    this.#status = status;
    this.root.classList.toggle("fcw-r-locked", status === "submitted");
    this.#header.showStatus(status, busy);
    this.#stage?.lock(status === "submitted");
    this.#notices.check();
    this.#showNumbers();
  }
  async #submit(wanted) {
    const before2 = this.#status;
    this.#stage?.cards.commit();
    this.#showStatus(before2, true);
    const answer = await setStatus(this.data, this.#session.outbox, wanted);
    if (this.#ended.signal.aborted) return;
    this.#showStatus(answer.kind === "done" ? answer.status : before2);
    if (answer.kind === "done") {
      this.#answered = answer.status;
      this.#live.textContent = this.#words.say(answer.status === "submitted" ? "now_submitted" : "now_reopened");
      this.#session.refetchSoon();
      this.signals.submitted(answer.status);
    } else if (answer.kind === "unsaved") this.#sayUnsaved(answer.n);
    else if (answer.kind === "unauthorised") {
      this.signals.token();
      this.#notices.say(this.#words.say("submit_signed_out"));
    } else this.#notices.say(answer.sentence ?? this.#words.say("submit_failed"));
  }
  #sayLocked() {
    this.#notices.say(this.#words.say("locked"), () => this.#status === "submitted");
  }
  #sayUnsaved(n) {
    this.#notices.say(this.#words.say("unsaved", { n }), () => {
      const { pending, failed, held } = this.#session.outbox.state();
      return pending + failed + held === n;
    });
  }
  #toggleGuidelines() {
    this.#popover.toggle(this.#toolbar.guidelines, this.#words.say("guidelines"), guidelinesSheet(this.#tags, this.#words));
  }
  #toggleKeySheet() {
    this.#popover.toggle(this.#toolbar.keys, this.#words.say("keys"), keySheet(this.#bindings, this.#words));
  }
  #toggleOthers() {
    const stage = this.#stage;
    if (stage === null) return;
    const shown = !stage.passages.showOthers;
    this.#preferences.setShowsOthers(shown);
    stage.showOthers(shown);
    this.#live.textContent = this.#words.say(shown ? "others_shown" : "others_hidden");
  }
  /** The drawer's list of cards. False when it was so already. */
  #toggleList(open2) {
    if (this.root.classList.contains("fcw-r-list-open") === open2) return false;
    this.root.classList.toggle("fcw-r-list-open", open2);
    this.#toolbar.listOpen(open2);
    this.#stage?.layoutSoon();
    return true;
  }
};

// src/view/unsent.ts
var LOOK = 1e3;
var Unsent = class {
  #element = el("div", { class: "fcw-r-unsent", role: "status", "data-testid": "unsent-work" });
  #clock;
  #askToken;
  #data;
  #outbox = null;
  #shown = "";
  #seen = "";
  constructor(parent, data, askToken) {
    this.#data = data;
    this.#askToken = askToken;
    parent.append(this.#element);
    this.#clock = window.setInterval(() => this.#look(), LOOK);
    window.addEventListener("storage", this.#reread);
    this.#look();
  }
  /** Whether this data is another person's or another database's. */
  isFor(data) {
    const { instance, reviewer, api } = this.#data;
    return instance === data.instance && reviewer.id === data.reviewer.id && api === data.api;
  }
  update(data, askToken) {
    const fresh = data.token !== this.#data.token;
    this.#data = data;
    this.#askToken = askToken;
    if (fresh) this.#outbox?.resume();
  }
  destroy() {
    clearInterval(this.#clock);
    window.removeEventListener("storage", this.#reread);
    this.#outbox?.stop();
    this.#element.remove();
  }
  #reread = () => this.#outbox?.reread();
  #look() {
    if (document.querySelector(".fcw-r-root") !== null) {
      this.#outbox?.stop();
      this.#outbox = null;
    } else if (this.#outbox === null) {
      this.#outbox = this.#open();
      void this.#outbox.flush();
    } else if (this.#keys() !== this.#seen) this.#outbox.reread();
    this.#seen = this.#keys();
    this.#draw();
  }
  /** What is kept just now: a page is told of other tabs' changes, not of its own reader's. */
  #keys() {
    const prefix = `workbench:${this.#data.instance}:${this.#data.reviewer.id}:`;
    return localStore(localStorage).keys().filter((key2) => key2.startsWith(prefix)).sort().join();
  }
  #open() {
    const ask = (input, init) => fetch(input, init);
    return new Outbox({
      instance: this.#data.instance,
      reviewer: this.#data.reviewer.id,
      store: localStore(localStorage),
      locks: webLocks(navigator.locks),
      send: httpSend(this.#data.api, () => this.#data.token, ask),
      now: () => Date.now(),
      later: (ms, work) => {
        const timer2 = setTimeout(work, ms);
        return () => clearTimeout(timer2);
      },
      onChange: () => this.#draw(),
      onResult: () => {
      },
      onUnauthorised: () => this.#askToken()
    });
  }
  #draw() {
    const state = this.#outbox?.state() ?? null;
    const sentence = state === null ? "" : this.#sentence(state, new Wording(this.#data.words));
    if (sentence === this.#shown) return;
    this.#shown = sentence;
    this.#element.replaceChildren(...sentence === "" ? [] : [rich(sentence, { articles: this.#links() })]);
  }
  #sentence(state, words) {
    const { pending, held, retryAt } = state;
    if (state.waitingForSignIn) return words.say("signing_in", { n: pending });
    if (pending > 0 && retryAt !== null) {
      return words.say("unsent_waiting", { n: pending, s: Math.max(0, Math.ceil((retryAt - Date.now()) / 1e3)) });
    }
    if (state.failed > 0) {
      return words.say("stuck", { n: state.failed, reason: state.reason === null ? "" : words.say(state.reason) });
    }
    if (pending > 0) return words.say("unsent_sending", { n: pending });
    return held > 0 ? words.say("unsent_held", { n: held }) : "";
  }
  /** The articles in which something waits for a decision, as far as this browser knows them. */
  #links() {
    const revisions = new Set((this.#outbox?.held() ?? []).map(({ operation }) => operation.annotation.revision_id));
    const links = el("span", { class: "fcw-r-unsent-articles" });
    for (const revision of revisions) {
      const article = articleOf(this.#data, revision);
      if (article !== null) links.append(el("a", { href: `/annotate?article=${article.id}`, target: "_self" }, article.title));
    }
    return links;
  }
};

// src/index.ts
var readers = /* @__PURE__ */ new WeakMap();
var unsents = /* @__PURE__ */ new WeakMap();
var signalled = 0;
function sameReading(a, b) {
  return a.instance === b.instance && a.reviewer.id === b.reviewer.id && a.revision.id === b.revision.id && a.api === b.api && JSON.stringify(a.tags) === JSON.stringify(b.tags);
}
function open({ data, parentElement, setTriggerValue }) {
  const next = () => Date.now() * 1e3 + signalled++ % 1e3;
  const signals = {
    stale: () => setTriggerValue("stale", next()),
    token: () => setTriggerValue("token", next()),
    submitted: () => setTriggerValue("submitted", next())
  };
  if ("kind" in data) return openUnsent(parentElement, data, signals.token);
  const known = readers.get(parentElement);
  if (known !== void 0 && sameReading(known.data, data)) known.update(data, signals);
  else {
    known?.destroy();
    readers.set(parentElement, new Reader(parentElement, data, signals));
  }
  return () => leave(parentElement);
}
function openUnsent(parent, data, askToken) {
  const known = unsents.get(parent);
  if (known?.isFor(data)) known.update(data, askToken);
  else {
    known?.destroy();
    unsents.set(parent, new Unsent(parent, data, askToken));
  }
  return () => leave(parent);
}
function leave(parent) {
  setTimeout(() => {
    if (parent.isConnected) return;
    readers.get(parent)?.destroy();
    readers.delete(parent);
    unsents.get(parent)?.destroy();
    unsents.delete(parent);
  }, 0);
}
export {
  open as default
};
