/* Built from highlighter/frontend by `make bundle`: change the source, not this file. */
var __defProp = Object.defineProperty;
var __export = (target, all2) => {
  for (var name in all2)
    __defProp(target, name, { get: all2[name], enumerable: true });
};

// src/view/page_focus.ts
var FOCUSABLE = "a[href], button, input, textarea, select, summary, [tabindex='0']";
var OVERLAY = "[role=dialog], [data-testid=stPopoverBody]";
var AREA = `${OVERLAY}, [data-testid=stMain], [data-testid=stSidebar]`;
var READER = ".fcw-r-root, [class*='st-key-reader-']";
var RUNNING = "[data-testid=stApp]:not([data-test-script-state=notRunning])";
var USES = /* @__PURE__ */ new Set(["Enter", " ", "Escape"]);
var HELD = /* @__PURE__ */ new Set(["Shift", "Control", "Alt", "Meta"]);
var used = null;
var isKept = false;
var isWatched = false;
var watch = new MutationObserver(() => keep());
function keepPageFocus() {
  if (isKept) return;
  isKept = true;
  window.addEventListener("keydown", hear, { capture: true });
  window.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Element && event.target.closest(OVERLAY))) used = null;
    rest();
  }, { capture: true });
  window.addEventListener("focusout", ({ relatedTarget }) => {
    if (isWatched && relatedTarget === null) setTimeout(keep);
  }, { capture: true });
}
function rest() {
  isWatched = false;
  watch.disconnect();
}
function hear({ key, target }) {
  if (HELD.has(key)) return;
  rest();
  const isUse = USES.has(key) && target instanceof HTMLElement && target.matches(FOCUSABLE);
  if (!isUse || target.closest(READER) !== null) return;
  used = traceOf(target);
  isWatched = true;
  watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ["disabled", "data-test-script-state"] });
}
function traceOf(control) {
  const isOver = control.closest(OVERLAY) !== null;
  const area = control.closest(AREA);
  const places = [];
  for (let around = control.parentElement; around !== null && area?.contains(around); around = around.parentElement) {
    places.push({ around, before: controlsIn(around) });
  }
  const opener = used?.isOver === false ? used : used?.opener ?? null;
  return { control, key: keyOf(control), name: nameOf(control), places, isOver, opener: isOver ? opener : null };
}
function keep() {
  const now = document.activeElement;
  if (used === null || !isWatched || now !== null && now !== document.body || !document.hasFocus()) return;
  if (document.querySelector(READER) !== null) return;
  const same3 = again(used);
  if (same3 === null && document.querySelector(RUNNING) !== null) return;
  (same3 ?? instead(used) ?? title())?.focus();
}
function again({ control, key, name }) {
  if (isUsable(control)) return control;
  const widget = key && document.querySelector(`.${CSS.escape(key)}`);
  const found = widget ? controlsIn(widget) : [];
  return found.find((one) => nameOf(one) === name) ?? found[0] ?? null;
}
function instead({ control, places, isOver, opener, name }) {
  const isOpen = !isOver || places.some(({ around }) => around.matches(OVERLAY) && around.isConnected);
  for (const { around, before: before2 } of isOpen ? places : []) {
    const found = around.isConnected ? controlsIn(around) : [];
    const alike = found.filter((one2) => nameOf(one2) === name);
    const index = Math.min(Math.max(0, before2.indexOf(control)), found.length - 1);
    const near = [found[index], found[index - 1]].filter((one2) => one2 !== void 0);
    const one = alike.length === 1 ? alike[0] : near.find((other) => !before2.includes(other)) ?? near[0];
    if (one !== void 0) return one;
  }
  return opener === null ? null : again(opener) ?? instead(opener);
}
function title() {
  const heading2 = document.querySelector("[data-testid=stMain] h1");
  heading2?.setAttribute("tabindex", "-1");
  return heading2;
}
function controlsIn(around) {
  return [...around.querySelectorAll(FOCUSABLE)].filter(isUsable);
}
function isUsable(element) {
  return element.isConnected && !element.matches(":disabled, [tabindex='-1']") && element.getClientRects().length > 0;
}
function keyOf(control) {
  const widget = control.closest("[data-testid=stElementContainer]");
  return [...widget?.classList ?? []].find((name) => name.startsWith("st-key-")) ?? null;
}
function nameOf(control) {
  return control.getAttribute("aria-label") ?? control.textContent ?? "";
}

// src/view/quiet_outage.ts
var LOST = "[data-testid=stApp]:not([data-test-connection-state=CONNECTED])";
var READER2 = ".fcw-r-root";
var isWatching = false;
function closeOutageDialogs() {
  if (isWatching) return;
  isWatching = true;
  new MutationObserver((changes) => {
    const came = changes.some(({ addedNodes }) => addedNodes.length > 0);
    if (!came || document.querySelector(LOST) === null || document.querySelector(READER2) === null) return;
    document.querySelector("body > [data-testid=stDialog] [aria-label=Close]")?.click();
  }).observe(document.body, { childList: true });
}

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
  constructor(base2, token, fetch2 = globalThis.fetch) {
    this.#base = base2;
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
  /** The sentences that the reviewer read and cleared, by their places. */
  async cleared(revisionId) {
    return this.#list(revisionId, "reading", "cleared");
  }
  /** All submitted readings of the revision, and what was settled of them. */
  async readings(revisionId) {
    const found = await this.#get(revisionId, "readings", (answer) => answer.json());
    if (!Array.isArray(found?.groups)) {
      throw new Unreachable("The workbench answered without the article's readings: reload the page.");
    }
    return found;
  }
  /** What is new since `since`; null: nothing. `active`: the reviewer is at work; `settling`: as somebody who settles it. */
  async changes(revisionId, since, active, settling = false) {
    const asked = new URLSearchParams({ since, active: String(active), ...settling ? { settling: "true" } : {} });
    return this.#get(revisionId, `changes?${asked}`, async (answer) => answer.status === 204 ? null : await answer.json());
  }
  /** What is said about the revision and its article. */
  async threads(revisionId) {
    return this.#list(revisionId, "threads");
  }
  /** Whom a comment may name: in the thread, else upon the passage, else upon the article. */
  async people(revisionId, place2) {
    return this.#list(revisionId, `people?${new URLSearchParams(place2).toString()}`, "people");
  }
  /** To whom the reviewer, as an editor, can write about the article; nobody where they are none. */
  async recipients(revisionId) {
    return this.#list(revisionId, "recipients", "people");
  }
  /** The comments were shown. False where the workbench did not hear it. */
  async seen(comments) {
    const headers = { Authorization: `Bearer ${this.#token()}`, "Content-Type": "application/json" };
    try {
      const answer = await this.#fetch(`${this.#base}/threads/seen`, { method: "POST", headers, body: JSON.stringify({ comments }) });
      return answer.ok;
    } catch (error2) {
      if (error2 instanceof TypeError) return false;
      throw error2;
    }
  }
  async #list(revisionId, what, rowsIn = what) {
    const found = await this.#get(revisionId, what, (answer) => answer.json());
    const rows = found?.[rowsIn];
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
    } catch (error2) {
      const cause = { cause: error2 };
      throw new Unreachable(`The workbench does not answer: the article's ${what} did not come.`, cause);
    }
    if (status === 401) throw new Unauthorised("The sign-in is over: sign in again.");
    throw new Unreachable(`The workbench refused the article's ${what} (${status}).`);
  }
};

// src/core/operation.ts
function isAboutPassage(operation) {
  return "annotation" in operation;
}
function isAboutSentences(operation) {
  return "reading" in operation;
}
function isOfReading(operation) {
  return isAboutPassage(operation) || isAboutSentences(operation);
}
function isAboutGold(operation) {
  return "gold" in operation;
}
function isRejection(operation) {
  return "rejection" in operation;
}
function isAboutUnclear(operation) {
  return "unclear" in operation;
}
function isAboutTalk(operation) {
  return "comment" in operation || "thread" in operation;
}
function isSettling(operation) {
  return isAboutGold(operation) || isRejection(operation) || isAboutUnclear(operation);
}
function revisionOf(operation) {
  if (isAboutPassage(operation)) return operation.annotation.revision_id;
  if (isAboutSentences(operation)) return operation.reading.revision_id;
  if (isAboutTalk(operation)) return ("comment" in operation ? operation.comment : operation.thread).revision_id;
  if (isAboutGold(operation)) return operation.gold.revision_id;
  return isRejection(operation) ? operation.rejection.revision_id : operation.unclear.revision_id;
}
function passageOf(operation) {
  if (isAboutPassage(operation)) return operation.annotation.id;
  return "comment" in operation ? operation.comment.annotation : void 0;
}
function subjectOf(operation) {
  if (isAboutPassage(operation)) return operation.annotation.id;
  if (isAboutSentences(operation)) return `reading:${operation.reading.revision_id}`;
  if (isAboutTalk(operation)) return `thread:${"comment" in operation ? operation.comment.thread : operation.thread.id}`;
  if (isAboutGold(operation)) return `gold:${operation.gold.id}`;
  return isRejection(operation) ? `rejection:${operation.rejection.annotation_id}` : `unclear:${operation.unclear.id}`;
}
function madeUpon(operation) {
  return isAboutPassage(operation) || "comment" in operation ? operation.after : void 0;
}

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
  say(key, values = {}) {
    const plural = `${key}.${Number(values["n"]) === 1 ? "one" : "other"}`;
    const sentence = this.#find(plural) ?? this.#find(key);
    if (sentence === void 0) return `[${key}]`;
    return sentence.replace(
      /\{(\w+)\}/g,
      (whole, name) => Object.hasOwn(values, name) ? String(values[name]) : whole
    );
  }
  #find(key) {
    return Object.hasOwn(this.#words, key) ? this.#words[key] : void 0;
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
  return el("span", { class: "fcw-r-icon", "aria-hidden": "true", "data-icon": name });
}
function keyCap(key) {
  return el("kbd", { class: "fcw-r-key", "aria-hidden": "true" }, key);
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

// src/view/announcer.ts
var SEEN = 40;
var Announcer = class {
  element = el("div", { class: "fcw-r-unseen", "aria-live": "polite" });
  #sentences = [];
  say(sentence) {
    this.#sentences.push(sentence);
    if (this.#sentences.length === 1) window.setTimeout(() => this.#flush(), SEEN);
  }
  #flush() {
    const said2 = this.#sentences.join(". ").replace(/([.!?…:;,»”"])\. /gu, "$1 ");
    this.#sentences = [];
    this.element.textContent = "";
    this.element.textContent = said2;
  }
};

// src/view/arrival.ts
function showArrival(stage, signal) {
  const article = stage.article.element;
  const show2 = () => {
    if (document.activeElement !== article || !article.matches(":focus-visible")) return;
    if (stage.cursor.range !== null || stage.active !== null || !stage.selection().isEmpty) return;
    stage.cursor.rest(stage.cursorStart());
    stage.reveal(stage.cursor.range);
  };
  article.addEventListener("focus", () => queueMicrotask(show2), { signal });
}

// src/view/letter_keys.ts
var NO_CHARACTER = /^(?:(?:Mod|Alt)\+.+|(?:Shift\+)?(?:Arrow\w+|Escape|Enter|F\d{1,2}))$/u;
var NOBODY_ELSES = /^(?:Mod\+(?:Shift\+)?.|Escape|(?:Shift\+)?F\d{1,2})$/u;
var SHORTCUTS = "aria-keyshortcuts";
var SWITCHED_OFF = "data-keyshortcuts";
function acts(stroke, letters2) {
  return letters2 || NO_CHARACTER.test(stroke);
}
function actsFromElsewhere(stroke) {
  return NOBODY_ELSES.test(stroke);
}
function isElsewhere(target, root) {
  return target instanceof Element && !root.contains(target) && !target.contains(root);
}
function showLetterKeys(root, letters2) {
  if (root.hasAttribute("data-letters-off") !== letters2) return;
  root.toggleAttribute("data-letters-off", !letters2);
  const [from, to] = letters2 ? [SWITCHED_OFF, SHORTCUTS] : [SHORTCUTS, SWITCHED_OFF];
  for (const one of root.querySelectorAll(`[${from}]`)) {
    const stroke = one.getAttribute(from) ?? "";
    if (acts(stroke.replace(/^Control\+/, "Mod+"), letters2) !== letters2) continue;
    one.setAttribute(to, stroke);
    one.removeAttribute(from);
  }
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
  const inside = marks.filter((mark2) => mark2.start < end && mark2.end > start);
  const cuts = /* @__PURE__ */ new Set([start, end]);
  for (const mark2 of inside) {
    if (mark2.start > start) cuts.add(mark2.start);
    if (mark2.end < end) cuts.add(mark2.end);
  }
  const bounds = [...cuts].sort((a, b) => a - b);
  const waiting = inside.sort((a, b) => a.start - b.start);
  const found = [];
  let covering = [];
  let next = 0;
  for (let at = 0; at + 1 < bounds.length; at += 1) {
    const from = bounds[at];
    covering = covering.filter((mark2) => mark2.end > from);
    while (next < waiting.length && waiting[next].start <= from) covering.push(waiting[next++]);
    found.push(segment(from, bounds[at + 1], covering));
  }
  return found;
}
function segment(start, end, covering) {
  const marks = [...covering].sort((a, b) => a.lane - b.lane || (a.id < b.id ? -1 : 1));
  let top = null;
  for (const mark2 of marks) if (top === null || liesAbove(mark2, top)) top = mark2;
  return { start, end, marks, top };
}
function liesAbove(mark2, other) {
  const shorter = mark2.end - mark2.start - (other.end - other.start);
  if (shorter !== 0) return shorter < 0;
  return mark2.start !== other.start ? mark2.start > other.start : mark2.id < other.id;
}

// src/view/marks.ts
var LANE_PITCH = 4.5;
var LANES_THAT_FIT = 3;
var OPENED_PITCH = 11.5;
function pieces(start, end, passages, cleared) {
  const cut = [];
  for (const one of segments(start, end, passages)) {
    const inside = cleared.filter((span) => span.start < one.end && span.end > one.start);
    const marks = one.marks;
    let at = one.start;
    const upTo = (next, isCleared) => {
      if (next > at) cut.push({ start: at, end: next, passages: marks, cleared: isCleared });
      at = Math.max(at, next);
    };
    for (const span of inside) {
      upTo(span.start, false);
      upTo(Math.min(span.end, one.end), true);
    }
    upTo(one.end, false);
  }
  return cut;
}
function shortest(passages) {
  let found = null;
  for (const one of passages) {
    if (one.mine && (found === null || one.end - one.start < found.end - found.start)) found = one;
  }
  return found;
}
var TAGS_WITH_CLASSES = 12;
function classesOf({ passages }, tags) {
  const [one] = passages;
  if (one === void 0 || passages.length > 1 || !one.mine || one.look !== void 0 || one.lane >= LANES_THAT_FIT) return null;
  const place2 = tags.place(one.tag);
  return place2 === void 0 || place2 >= TAGS_WITH_CLASSES ? null : `fcw-r-one fcw-r-tag${place2} fcw-r-lane${one.lane}`;
}
function makeMark(piece, text2, tags, emphasis) {
  const mark2 = el("mark", { class: "fcw-r-mark" }, text2);
  showPiece(mark2, piece, tags, emphasis);
  return mark2;
}
function showPiece(mark2, piece, tags, emphasis) {
  mark2.dataset["annotations"] = piece.passages.map((one) => one.id).join(" ");
  const opened2 = piece.passages.find((one) => one.look?.isOpened === true)?.look;
  const classes = classesOf(piece, tags);
  const more = [classes ?? "", opened2 === void 0 ? "" : "fcw-s-opened", piece.cleared ? "fcw-r-cleared" : ""].filter((one) => one !== "");
  mark2.className = ["fcw-r-mark", ...more].join(" ");
  if (classes !== null) drawFill(mark2, piece, tags, emphasis);
  else mark2.style.cssText = `${backgroundOf(piece, tags, emphasis)}${opened2 === void 0 ? "" : `--fcw-s-lanes:${opened2.lanes};`}`;
}
function backgroundOf(piece, tags, emphasis) {
  const isOpened = piece.passages.some((one) => one.look?.isOpened === true);
  return `${linesOf(piece, tags, isOpened ? OPENED_PITCH : LANE_PITCH)}--fcw-r-f:${fillOf(piece, tags, emphasis)};`;
}
function linesOf({ passages }, tags, pitch) {
  const lanes2 = passages.map((one) => one.lane);
  const images = [...passages.map((one) => one.look?.line ?? tags.line(one.tag)), "linear-gradient(var(--fcw-r-f), var(--fcw-r-f))"];
  const positions = [...lanes2.map((lane) => `0 calc(var(--fcw-r-ly) + ${lane * pitch}px)`), "0 var(--fcw-r-fy)"];
  const repeats = [...lanes2.map(() => "repeat-x"), "no-repeat"];
  const sizes = [...lanes2.map(() => "auto 4px"), "100% var(--fcw-r-fh)"];
  return `background-image:${images.join()};background-position:${positions.join()};background-repeat:${repeats.join()};background-size:${sizes.join()};--fcw-r-lane:${Math.max(...lanes2)};`;
}
function drawFill(mark2, piece, tags, emphasis) {
  if (classesOf(piece, tags) !== null) {
    mark2.classList.toggle("fcw-r-full", strongest(piece, emphasis) !== void 0);
    if (mark2.hasAttribute("style")) mark2.removeAttribute("style");
    return;
  }
  const colour = fillOf(piece, tags, emphasis);
  if (mark2.style.getPropertyValue("--fcw-r-f") !== colour) mark2.style.setProperty("--fcw-r-f", colour);
}
function fillOf(piece, tags, emphasis) {
  if (piece.passages.some((one) => one.look?.isOpened === true)) return "var(--fcw-r-cursor)";
  const strong = strongest(piece, emphasis);
  if (strong !== void 0) return tags.colour(strong.tag, "fill");
  const resting = shortest(piece.passages);
  return resting === null ? "transparent" : tags.colour(resting.tag, "wash");
}
function strongest({ passages }, { active, hovered }) {
  return passages.find((one) => one.id === active) ?? passages.find((one) => one.id === hovered);
}
function sayWhereItBegins(mark2, piece, tags, words) {
  const beginning = piece.passages.filter((one) => one.start === piece.start);
  const ending = piece.passages.filter((one) => one.end === piece.end);
  const isOne = classesOf(piece, tags) !== null;
  mark2.classList.toggle("fcw-r-begins", isOne && beginning.length > 0);
  mark2.classList.toggle("fcw-r-ends", isOne && ending.length > 0);
  say(mark2, "begins", isOne ? null : beginningOf(named(beginning, words), words));
  say(mark2, "ends", isOne ? null : endingOf(named(ending, words), words));
}
function speechOf(tags, words) {
  return tags.all.slice(0, TAGS_WITH_CLASSES).flatMap(({ name }, place2) => {
    const told3 = { n: 1, tags: name };
    return [[`--fcw-r-t${place2}-begins`, quoted(beginningOf(told3, words))], [`--fcw-r-t${place2}-ends`, quoted(endingOf(told3, words))]];
  });
}
function quoted(said2) {
  return `"\\2060 ${(said2 ?? "").replace(/["\\\r\n\f]/g, (one) => `\\${one.charCodeAt(0).toString(16)} `)}\\2060 "`;
}
function beginningOf(told3, words) {
  return told3.n > 0 ? ` ${words.say("passage_begins", { ...told3 })}: ` : null;
}
function endingOf(told3, words) {
  return told3.n > 0 ? ` (${words.say("passage_ends", { ...told3 })}) ` : null;
}
function say(mark2, where, words) {
  if ((mark2.dataset[where] ?? null) === words) return;
  if (words === null) delete mark2.dataset[where];
  else mark2.dataset[where] = words;
}
function named(passages, words) {
  const tags = passages.map(({ tag, mine, annotation, look: look2 }) => look2?.voice ?? (mine ? tag : words.say("tag_of", { tag, who: annotation.reviewer_name || annotation.reviewer })));
  const told3 = tags.filter((tag) => tag !== "");
  return { n: told3.length, tags: told3.join(", ") };
}

// src/view/metrics.ts
var LEADING = { normal: 1.85, loose: 2.2 };
var LANE = 4;
var LANES = LANE_PITCH * (LANES_THAT_FIT - 1) + LANE;
var HIGHEST = 0.9;
function setAppearance(root, host, look2) {
  for (const name of ["measure", "face", "spacing", "leading"]) root.dataset[name] = look2[name];
  const { size } = look2;
  const leading3 = Math.round(size * LEADING[look2.leading]);
  root.style.setProperty("--fcw-r-size", `${size}px`);
  root.style.setProperty("--fcw-r-leading", `${leading3}px`);
  const { above, below } = letterBox(host);
  const firstLane = Math.round(0.26 * size + 1);
  const fillTop = Math.max(firstLane + LANES - leading3, -Math.round(HIGHEST * size));
  const padding = Math.max(0, -(above + fillTop));
  root.style.setProperty("--fcw-r-pt", `${padding}px`);
  root.style.setProperty("--fcw-r-fy", `${Math.max(0, above + fillTop)}px`);
  root.style.setProperty("--fcw-r-fh", `${firstLane + 1 - fillTop}px`);
  root.style.setProperty("--fcw-r-ly", `${padding + above + firstLane}px`);
  root.style.setProperty("--fcw-r-pb", `${firstLane + LANE - below}px`);
  root.style.setProperty("--fcw-r-top", `${above + fillTop}px`);
}
function letterBox(host) {
  const foot3 = el("span", { style: "display:inline-block;width:0;height:0;vertical-align:baseline" });
  const letters2 = el("span", {}, "Hg");
  const probe = el("div", { class: "fcw-r-words", style: "position:absolute;visibility:hidden" }, letters2, foot3);
  host.append(probe);
  const box2 = letters2.getBoundingClientRect();
  const baseline = foot3.getBoundingClientRect().bottom;
  probe.remove();
  return { above: baseline - box2.top, below: box2.bottom - baseline };
}

// src/view/paper.ts
var owner = null;
function layPaper(reader, theme) {
  owner = reader;
  if (theme === null) delete document.documentElement.dataset["fcwRPaper"];
  else document.documentElement.dataset["fcwRPaper"] = theme;
}
function takePaper(reader) {
  if (owner === reader) delete document.documentElement.dataset["fcwRPaper"];
}

// src/view/appearance.ts
var CHOICES = {
  size: [16, 17, 18, 19, 20, 22, 24],
  measure: ["narrow", "normal", "wide"],
  face: ["serif", "sans"],
  leading: ["normal", "loose"],
  spacing: ["normal", "wide"],
  paper: ["page", "light", "dark", "sepia"]
};
var PHONE_SIZE = 18;
var DEFAULTS = { size: 19, measure: "normal", face: "serif", leading: "normal", spacing: "normal", paper: "page" };
function appearanceOf(stored, isPhone) {
  const chosen = Object.entries(CHOICES).flatMap(([name, offered]) => offered.includes(stored[name]) ? [[name, stored[name]]] : []);
  return { ...DEFAULTS, ...isPhone ? { size: PHONE_SIZE } : {}, ...Object.fromEntries(chosen) };
}

// src/view/preferences.ts
var PAUSE = 600;
var Preferences = class {
  #prefix;
  #data;
  #values;
  /** What was chosen here and not yet taken by the server. */
  #unsent;
  #timer = 0;
  constructor(data) {
    this.#prefix = prefixOf(data);
    this.#data = data;
    const { id, title: title2 } = data.article;
    this.#set(`article:${data.revision.id}`, JSON.stringify({ id, title: title2 }));
    const cached = copyOf(kept(`${this.#prefix}preferences`));
    this.#unsent = cached?.unsent ?? false;
    this.#values = (this.#unsent ? cached?.values : this.#data.preferences) ?? {};
    if (this.#unsent) this.#sendSoon();
  }
  /** The page ran again: what another tab or browser chose meanwhile holds here too. True: something is other. */
  renew(data) {
    const fresh = data.token !== this.#data.token;
    const before2 = this.#data.preferences;
    this.#data = data;
    if (this.#unsent) {
      if (fresh) this.#sendSoon();
      return false;
    }
    const given = this.#data.preferences;
    if (same(given, before2) || same(given, this.#values)) return false;
    this.#values = given;
    this.#keep();
    return true;
  }
  appearance(isPhone) {
    return appearanceOf(this.#values, isPhone);
  }
  choose(chosen) {
    this.#choose(chosen);
  }
  showsOthers() {
    return this.#values.others === true;
  }
  setShowsOthers(shown3) {
    this.#choose({ others: shown3 });
  }
  /** Keys without a modifier that type a character do what they stand for. */
  hasLetterKeys() {
    return this.#values.letter_keys !== false;
  }
  setLetterKeys(on) {
    this.#choose({ letter_keys: on });
  }
  /** Sends what waits at once: the reader goes. */
  close() {
    if (this.#timer === 0) return;
    clearTimeout(this.#timer);
    void this.#send();
  }
  #choose(chosen) {
    this.#values = { ...this.#values, ...chosen };
    this.#unsent = true;
    this.#keep();
    this.#sendSoon();
  }
  #sendSoon() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#send(), PAUSE);
  }
  async #send() {
    this.#timer = 0;
    const sent = this.#values;
    const taken = await put(this.#data, sent);
    if (!taken || this.#values !== sent) return;
    this.#unsent = false;
    this.#keep();
  }
  #keep() {
    this.#set("preferences", JSON.stringify({ values: this.#values, unsent: this.#unsent }));
  }
  #set(name, value) {
    try {
      localStorage.setItem(this.#prefix + name, value);
    } catch {
    }
  }
};
async function put(data, preferences) {
  try {
    const answer = await fetch(`${data.api}/preferences`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${data.token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ preferences }),
      keepalive: true
    });
    return answer.ok || answer.status === 400;
  } catch (error2) {
    if (error2 instanceof TypeError) return false;
    throw error2;
  }
}
function articleOf(data, revision) {
  const known2 = kept(`${prefixOf(data)}article:${revision}`);
  return known2 === null ? null : JSON.parse(known2);
}
function prefixOf(data) {
  return `workbench-reader:${data.instance}:${data.reviewer.id}:`;
}
function copyOf(stored) {
  return stored === null ? null : JSON.parse(stored);
}
function same(a, b) {
  const sorted2 = (values) => JSON.stringify(Object.entries(values).sort(([x], [y]) => x < y ? -1 : 1));
  return sorted2(a) === sorted2(b);
}
function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

// src/view/patterns.ts
var HEIGHT = 4;
var SHARPNESS = 4;
var TILES = {
  solid: { width: 8, draw: (pen) => pen.fillRect(0, 0.75, 8, 2.5) },
  dashes: { width: 11, draw: (pen) => pen.fillRect(0, 0.75, 7.5, 2.5) },
  dots: { width: 5, draw: (pen) => pen.fill(new Path2D("M1.1 2a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0-2.8 0")) },
  wave: { width: 8, draw: (pen) => pen.stroke(new Path2D("M-2 3.1C-1 3.1-1 .9 2 .9S5 3.1 6 3.1 9 .9 10 .9")) }
};
var COLOUR = /^#[0-9a-f]{3,8}$/i;
function safeColour(colour) {
  return COLOUR.test(colour) ? colour : "#7a727f";
}
function lineImage(pattern, colour) {
  const tile = TILES[pattern] ?? TILES.solid;
  const canvas = document.createElement("canvas");
  canvas.width = tile.width * SHARPNESS;
  canvas.height = HEIGHT * SHARPNESS;
  const pen = canvas.getContext("2d");
  const ink = safeColour(colour);
  if (pen === null) return `linear-gradient(${ink}, ${ink})`;
  pen.scale(SHARPNESS, SHARPNESS);
  pen.fillStyle = pen.strokeStyle = ink;
  pen.lineWidth = 1.7;
  tile.draw(pen);
  return `url("${canvas.toDataURL()}")`;
}

// src/view/theme.ts
var SEPIA_PAGE = "#f4ecd9";
var SEPIA_WASH = 0.52;
var LIGHT_TEXT = "#ffffff";
var DARK_TEXT = "#120e08";
function channels(colour) {
  const hex = /^#([0-9a-f]{3,8})$/i.exec(colour.trim())?.[1];
  if (hex !== void 0) {
    const full = hex.length < 6 ? [...hex.slice(0, 3)].map((digit) => digit + digit).join("") : hex.slice(0, 6);
    return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
  }
  const numbers = /^rgba?\(([^)]*)\)$/.exec(colour.trim())?.[1]?.split(/[\s,/]+/).map(Number);
  return numbers !== void 0 && numbers.length >= 3 ? numbers.slice(0, 3) : null;
}
function luminance(colour) {
  const rgb = channels(colour);
  if (rgb === null) return null;
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function themeOf(element, paper = "page") {
  if (paper !== "page") return paper;
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
function mixed(colour, ground, share) {
  const over = channels(safeColour(colour)) ?? [0, 0, 0];
  const under = channels(ground) ?? [0, 0, 0];
  return `#${over.map((value, at) => Math.round(share * value + (1 - share) * (under[at] ?? 0)).toString(16).padStart(2, "0")).join("")}`;
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
    set("wash", theme === "sepia" ? mixed(own.fill, SEPIA_PAGE, SEPIA_WASH) : safeColour(own.wash));
    set("on", textOn(own.underline));
    set("line", lineImage(tag.pattern, own.underline));
    set("reversed", lineImage(tag.pattern, reversed.underline));
  });
}

// src/view/comfort.ts
var Comfort = class {
  preferences;
  #host;
  constructor(host) {
    this.#host = host;
    this.preferences = new Preferences(host.data());
  }
  get appearance() {
    return this.preferences.appearance(this.#host.root.dataset["layout"] === "sheet");
  }
  choose(chosen) {
    this.preferences.choose(chosen);
    this.paint();
    this.set();
  }
  /** The page ran again: its theme may be another, and what was chosen elsewhere holds here. */
  renew(data) {
    const changed = this.preferences.renew(data);
    this.paint();
    if (changed) this.set();
  }
  /** Colours. */
  paint() {
    const { root } = this.#host;
    const { paper } = this.appearance;
    const theme = themeOf(root.parentElement ?? root, paper);
    paintTheme(root, theme, this.#host.data().tags);
    layPaper(this, paper === "page" ? null : theme);
  }
  setLetterKeys(on) {
    this.preferences.setLetterKeys(on);
    showLetterKeys(this.#host.root, on);
  }
  /** Letters and lines, and which keys are shown. */
  set() {
    showLetterKeys(this.#host.root, this.preferences.hasLetterKeys());
    setAppearance(this.#host.root, this.#host.body, this.appearance);
    this.#host.changed();
  }
  close() {
    this.preferences.close();
    takePaper(this);
  }
};

// src/core/unit_table.ts
var UNITS = 65536;
var UnitTable = class {
  #classify;
  #known = new Uint8Array(UNITS);
  /** `classify` gives a number from 0 to 254. */
  constructor(classify) {
    this.#classify = classify;
  }
  /** The kind of the unit with this code, as `charCodeAt` tells it; of NaN, past the end, it is 0. */
  of(code2) {
    if (!(code2 >= 0)) return 0;
    const known2 = this.#known[code2];
    if (known2 > 0) return known2 - 1;
    const found = this.#classify(String.fromCharCode(code2));
    this.#known[code2] = found + 1;
    return found;
  }
};

// src/core/search.ts
var MOST = 1e4;
var SPACE = /[\s\u200b]/;
var SINGLE_QUOTES = /[\u2018\u2019\u201a\u201b\u2032\u02bc]/;
var DOUBLE_QUOTES = /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/;
var CHARACTER = /\p{RI}\p{RI}|[^](?:[\p{M}\u1160-\u11ff\p{Emoji_Modifier}]|\u200d\p{Extended_Pictographic})*/uy;
var JOINS = new UnitTable((unit) => /[\p{M}\u1160-\u11ff\u200d\ud800-\udfff]/u.test(unit) ? 1 : 0);
var last = null;
function findAll(text2, query) {
  const sought = foldedOf(query).text;
  if (sought.trim() === "") return [];
  if (last?.text !== text2) last = { text: text2, folded: foldedOf(text2) };
  const { folded: folded3 } = last;
  const found = [];
  let at = folded3.text.indexOf(sought);
  while (at >= 0 && found.length < MOST) {
    const [start, end] = [folded3.places[at], folded3.places[at + sought.length]];
    const isWhole2 = start >= 0 && end >= 0;
    if (isWhole2) found.push({ start, end });
    at = folded3.text.indexOf(sought, isWhole2 ? at + sought.length : at + 1);
  }
  return found;
}
function foldedOf(text2) {
  const known2 = /* @__PURE__ */ new Map();
  const pieces2 = [];
  const places = [];
  let isBlank2 = false;
  for (let at = 0, end = 0; at < text2.length; at = end) {
    end = endOfCharacter(text2, at);
    const character = end === at + 1 ? text2[at] : text2.slice(at, end);
    const piece = known2.get(character) ?? foldedCharacter(character);
    known2.set(character, piece);
    const goesOn = isBlank2 && piece === " ";
    isBlank2 = piece === " ";
    if (goesOn) continue;
    pieces2.push(piece);
    places.push(at);
    for (let unit = 1; unit < piece.length; unit += 1) places.push(-1);
  }
  places.push(text2.length);
  return { text: pieces2.join(""), places: Int32Array.from(places) };
}
function endOfCharacter(text2, at) {
  if (JOINS.of(text2.charCodeAt(at)) === 0 && JOINS.of(text2.charCodeAt(at + 1)) === 0) return at + 1;
  CHARACTER.lastIndex = at;
  return CHARACTER.test(text2) ? CHARACTER.lastIndex : at + 1;
}
function foldedCharacter(character) {
  if (SPACE.test(character)) return " ";
  if (SINGLE_QUOTES.test(character)) return "'";
  if (DOUBLE_QUOTES.test(character)) return '"';
  return character.normalize("NFD").toUpperCase().toLowerCase().normalize("NFD");
}

// src/core/finder.ts
var NEAR = 4e4;
var Finder = class {
  #text;
  #find;
  query = "";
  matches = [];
  /** The place of the current match among `matches`; -1 where there is none. */
  at = -1;
  /** Only what is near was searched. */
  isPartial = false;
  /** The whole text was searched once: from then on that is as fast. */
  #isKnown = false;
  constructor(text2, find = findAll) {
    this.#text = text2;
    this.#find = find;
  }
  get current() {
    return this.matches[this.at] ?? null;
  }
  /** The matches near `position`; in a long text the rest waits for `complete`. */
  look(query, position) {
    this.query = query;
    this.isPartial = query !== "" && !this.#isKnown && this.#text.length > NEAR;
    if (this.isPartial) {
      const found = this.#find(this.#text.slice(position, position + NEAR), query);
      this.matches = found.map(({ start, end }) => ({ start: start + position, end: end + position }));
    } else this.matches = query === "" ? [] : this.#find(this.#text, query);
    this.at = this.#from(position);
  }
  /** Searches the whole text; the current match stays the current one. */
  complete(position) {
    if (!this.isPartial) return;
    const start = this.current?.start ?? position;
    this.isPartial = false;
    this.#isKnown = true;
    this.matches = this.#find(this.#text, this.query);
    this.at = this.#from(start);
  }
  /** To the next or previous match, around the ends of the text. */
  step(step) {
    const { length } = this.matches;
    if (length > 0) this.at = (this.at + step + length) % length;
  }
  /** The first match at or after a position; after the last one the first of all. */
  #from(position) {
    if (this.matches.length === 0) return -1;
    const next = this.matches.findIndex((match) => match.start >= position);
    return next === -1 ? 0 : next;
  }
};

// src/view/found.ts
var ALL = "fcw-r-found";
var CURRENT = "fcw-r-found-current";
function paintFound(article, matches, current, visible) {
  if (!("highlights" in CSS)) return;
  const near = [];
  for (let at = firstEndingAfter(matches, visible.start); at < matches.length; at += 1) {
    const match = matches[at];
    if (match.start > visible.end) break;
    if (match !== current) near.push(still(article, match));
  }
  CSS.highlights.set(ALL, new Highlight(...near));
  const now = new Highlight(...current === null ? [] : [still(article, current)]);
  now.priority = 1;
  CSS.highlights.set(CURRENT, now);
}
function wipeFound() {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}
function firstEndingAfter(spans, position) {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (spans[middle].end <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
function still(article, span) {
  const [startContainer, startOffset] = article.place(span.start, false);
  const [endContainer, endOffset] = article.place(span.end, true);
  return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
}

// src/view/find_bar.ts
var PAUSE2 = 120;
var LONGEST_SELECTION = 200;
var MOST2 = 1e4;
var FindBar = class {
  element;
  #host;
  #field;
  #count = el("span", { class: "fcw-r-find-count", role: "status" });
  #steps;
  #select;
  #finder = null;
  #begin = 0;
  #timer = 0;
  #frame = 0;
  constructor(host) {
    const { words } = host;
    this.#host = host;
    this.#field = el("input", { type: "search", class: "fcw-r-field fcw-r-find-field", "aria-label": words.say("find"), placeholder: words.say("find"), autocomplete: "off", spellcheck: "false", enterkeyhint: "search", dir: "auto" });
    const tool = (sign, key, press) => button({ class: "fcw-r-tool", "aria-label": words.say(key), title: words.say(key) }, press, icon(sign));
    this.#steps = [tool("keyboard_arrow_up", "find_previous", () => this.#step(-1)), tool("keyboard_arrow_down", "find_next", () => this.#step(1))];
    this.#select = tool("select", "find_select", () => this.leave(true));
    this.element = el(
      "div",
      { class: "fcw-r-find", role: "search", "aria-label": words.say("find") },
      icon("search"),
      this.#field,
      this.#count,
      ...this.#steps,
      this.#select,
      tool("close", "find_close", () => void this.leave())
    );
    this.element.hidden = true;
    this.#field.addEventListener("input", () => this.#look());
    this.element.addEventListener("keydown", (event) => this.#hear(event));
  }
  /** With the words that are selected, else with what was looked for last. */
  open() {
    const article = this.#host.article();
    if (article === null) return;
    const selected = document.getSelection()?.toString().trim() ?? "";
    if (this.#finder === null) this.#finder = new Finder(article.text);
    this.#begin = this.#host.start();
    this.element.hidden = false;
    if (selected !== "" && selected.length <= LONGEST_SELECTION && !selected.includes("\n\n")) this.#field.value = selected;
    this.#host.resized();
    this.#field.focus({ preventScroll: true });
    this.#field.select();
    this.#look();
  }
  /** F3 from anywhere, while the bar is open. */
  listen(signal) {
    window.addEventListener("keydown", (event) => {
      if (event.key !== "F3" || this.element.hidden) return;
      event.preventDefault();
      this.#step(event.shiftKey ? -1 : 1);
    }, { signal, capture: true });
    signal.addEventListener("abort", () => {
      clearTimeout(this.#timer);
      cancelAnimationFrame(this.#frame);
      wipeFound();
    });
  }
  /** False when the bar was not open. */
  leave(selected = false) {
    if (this.element.hidden) return false;
    clearTimeout(this.#timer);
    this.element.hidden = true;
    wipeFound();
    this.#host.resized();
    this.#host.left(this.#finder?.current ?? null, selected);
    return true;
  }
  /** The text was scrolled or painted anew: what was found is painted again. */
  drawSoon() {
    if (this.element.hidden || this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }
  #hear(event) {
    if (event.key !== "Enter" || event.target !== this.#field || event.isComposing) return;
    event.preventDefault();
    if (event.altKey) this.leave(true);
    else this.#step(event.shiftKey ? -1 : 1);
  }
  #look() {
    const finder = this.#finder;
    if (finder === null) return;
    clearTimeout(this.#timer);
    finder.look(this.#field.value.trim(), this.#begin);
    this.#show();
    if (finder.isPartial) this.#timer = window.setTimeout(() => this.#complete(), PAUSE2);
  }
  #complete() {
    const before2 = this.#finder?.current ?? null;
    this.#finder?.complete(this.#begin);
    this.#show(before2 === null);
  }
  #step(step) {
    const finder = this.#finder;
    if (finder === null) return;
    clearTimeout(this.#timer);
    finder.complete(this.#begin);
    finder.step(step);
    this.#begin = finder.current?.start ?? this.#begin;
    this.#show();
  }
  #show(reveals = true) {
    const current = this.#finder?.current ?? null;
    this.#draw();
    this.#sayCount();
    if (reveals && current !== null) this.#host.reveal(current);
  }
  #sayCount() {
    const { words } = this.#host;
    const finder = this.#finder;
    const { query, matches, at, isPartial } = finder ?? { query: "", matches: [], at: -1, isPartial: false };
    const numbers = { i: (at + 1).toLocaleString("en-US"), n: matches.length.toLocaleString("en-US") };
    this.#count.textContent = query === "" || isPartial ? "" : matches.length === 0 ? words.say("find_none") : words.say(matches.length >= MOST2 ? "find_many" : "find_count", numbers);
    for (const one of [...this.#steps, this.#select]) one.disabled = matches.length === 0;
  }
  #draw() {
    const article = this.#host.article();
    if (article === null || this.#finder === null || this.element.hidden) return;
    paintFound(article, this.#finder.matches, this.#finder.current, this.#host.visible());
  }
};

// src/core/paragraphs.ts
var LONGEST = 8e3;
function paragraphs(text2) {
  const blocks = [];
  let start = 0;
  let seenWords = false;
  let afterBlank = false;
  for (const line of linesOf2(text2)) {
    const blank = text2.slice(line.start, line.end).trim() === "";
    const full = line.start - start >= LONGEST;
    if (!blank && seenWords && (afterBlank || full)) {
      blocks.push({ start, end: line.start });
      start = line.start;
    }
    seenWords ||= !blank;
    afterBlank = blank;
  }
  if (start < text2.length) blocks.push({ start, end: text2.length });
  return blocks;
}
function* linesOf2(text2) {
  let start = 0;
  while (start < text2.length) {
    const lineEnd2 = text2.indexOf("\n", start);
    const end = lineEnd2 < 0 ? text2.length : lineEnd2 + 1;
    yield { start, end };
    start = end;
  }
}

// src/core/headings.ts
var LONGEST2 = 110;
var MOST_WORDS = 16;
var BELOW = 1.5;
var UNBROKEN = 140;
var SENTENCE_END = /[.!…。！:;,،؛۔।][\p{Pf}\p{Pe}"']*$/u;
var QUOTED = /^[\p{Pi}"„‚«].*[\p{Pf}"“»]$/u;
var FURNITURE = /\s[|·•]\s|^(?:by|von|par|por|di|door|av|af)\b[\s|:]|\d{1,2}:\d{2}|^[-–—*•]/iu;
var MARKED = /^(#{1,6})\s+(.+?)\s*#*$/u;
function headings(text2) {
  const pieces2 = piecesOf(text2);
  const found = [];
  pieces2.forEach((piece, at) => {
    const marked = markedHeading(text2, piece);
    if (marked !== null) found.push(marked);
    else if (isHeading(text2, piece, pieces2[at + 1])) found.push({ start: piece.start, end: piece.end, level: 1 });
  });
  return found;
}
function piecesOf(text2) {
  return paragraphs(text2).flatMap((block2) => {
    const lines = linesOf3(text2, block2.start, block2.end);
    const first2 = lines[0];
    const last4 = lines[lines.length - 1];
    if (first2 === void 0 || last4 === void 0) return [];
    const alone = lines.some((line) => line.end - line.start > UNBROKEN) || MARKED.test(text2.slice(first2.start, first2.end));
    return alone ? lines : [{ start: first2.start, end: last4.end, lines: lines.length }];
  });
}
function linesOf3(text2, start, end) {
  const lines = [];
  for (let at = start; at < end; ) {
    const lineEnd2 = text2.indexOf("\n", at);
    const stop = lineEnd2 < 0 || lineEnd2 > end ? end : lineEnd2;
    const line = text2.slice(at, stop);
    const words = line.trim();
    const from = at + line.length - line.trimStart().length;
    if (words !== "") lines.push({ start: from, end: from + words.length, lines: 1 });
    at = stop + 1;
  }
  return lines;
}
function markedHeading(text2, piece) {
  const [, marks, words] = piece.lines === 1 && piece.end - piece.start <= 2 * LONGEST2 ? MARKED.exec(text2.slice(piece.start, piece.end)) ?? [] : [];
  if (marks === void 0 || words === void 0) return null;
  const start = text2.indexOf(words, piece.start + marks.length);
  return { start, end: start + words.length, level: marks.length };
}
function isHeading(text2, piece, next) {
  const words = text2.slice(piece.start, piece.end);
  if (piece.lines > 1 || words.length > LONGEST2 || next === void 0) return false;
  if (next.end - next.start < Math.max(60, words.length * BELOW)) return false;
  if (!/\p{L}/u.test(words) || words.split(/\s+/).length > MOST_WORDS) return false;
  return !SENTENCE_END.test(words) && !/[.!?]\s/u.test(words.replace(/^\d+\.\s/, "")) && !QUOTED.test(words) && !FURNITURE.test(words);
}

// src/core/outline.ts
function partsOf(text2, found, paragraphs2) {
  const titles = found.length > 0 ? found : paragraphs2.filter((one) => text2.slice(one.start, one.end).trim() !== "").map((one) => ({ ...one, level: 1 }));
  const parts = titles.map((title2, at) => ({ title: title2, level: title2.level, start: title2.start, end: titles[at + 1]?.start ?? text2.length }));
  const first2 = parts[0];
  if (found.length === 0 || first2 === void 0 || text2.slice(0, first2.start).trim() === "") return parts;
  return [{ title: { start: 0, end: first2.start }, level: 1, start: 0, end: first2.start }, ...parts];
}

// src/view/outline.ts
var LONGEST3 = 112;
var FIRST_WORDS = 50;
function outlineSheet(stage, words, position, go) {
  const { text: text2, ranges } = stage.article;
  const found = headings(text2);
  const parts = partsOf(text2, found, ranges.map(({ start, textEnd }) => ({ start, end: textEnd })));
  const entries = parts.map((part) => entry(part, text2, leftIn(stage, part), words, go));
  const here = parts.findLastIndex((part) => part.start <= position);
  entries[here]?.setAttribute("aria-current", "true");
  const list2 = el("ul", { class: "fcw-r-outline-list" }, ...entries.map((one) => el("li", {}, one)));
  list2.addEventListener("keydown", (event) => walk(event, entries));
  const none = found.length > 0 ? null : el("p", { class: "fcw-r-quiet-text" }, words.say("outline_none"));
  const element = el("div", { class: "fcw-r-sheet fcw-r-outline" }, el("h2", {}, words.say("outline")), none, list2);
  return { element, first: entries[Math.max(0, here)] ?? null };
}
function entry(part, text2, left, words, go) {
  const button2 = el(
    "button",
    { type: "button", class: "fcw-r-outline-entry" },
    el("span", { class: "fcw-r-outline-title", dir: "auto" }, titleOf(part, text2)),
    " ",
    el("span", { class: "fcw-r-outline-left" }, left === 0 ? words.say("outline_read") : words.say("outline_left", { n: left }))
  );
  button2.style.setProperty("--fcw-r-level", String(part.level - 1));
  button2.addEventListener("click", () => go(part.title.start));
  return button2;
}
function titleOf({ title: title2 }, text2) {
  const words = text2.slice(title2.start, Math.min(title2.end, title2.start + 400)).trim().replace(/\s+/g, " ");
  if (words.length <= LONGEST3) return words;
  const blank = words.lastIndexOf(" ", FIRST_WORDS);
  return `${words.slice(0, blank > FIRST_WORDS / 2 ? blank : FIRST_WORDS).replace(/[\p{P}\s]+$/u, "")}…`;
}
function leftIn(stage, part) {
  return stage.coverage.numbersIn(part).filter((number) => stage.coverage.state(number) === "unread").length;
}
function walk(event, entries) {
  const at = entries.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
  if (to === void 0 || at === -1) return;
  event.preventDefault();
  entries[Math.min(Math.max(0, to), entries.length - 1)]?.focus();
}

// src/view/finding.ts
var AROUND = 160;
var Finding = class {
  bar;
  #host;
  /** The passage of the address that was opened already: a page that runs again opens it no second time. */
  #focused = null;
  constructor(host) {
    this.#host = host;
    this.bar = new FindBar({
      words: host.words,
      article: () => host.stage()?.article ?? null,
      start: () => host.stage()?.cursorStart() ?? 0,
      visible: () => this.#visible(),
      reveal: (match) => host.stage()?.reveal(match, AROUND / 2),
      left: (match, selected) => this.#left(match, selected),
      resized: () => host.resized()
    });
    this.bar.listen(host.ended);
  }
  outline() {
    const { words, popover } = this.#host;
    const stage = this.#host.stage();
    if (stage === null) return;
    const open2 = stage.active === null ? void 0 : stage.passages.get(stage.active);
    const position = stage.cursor.range?.start ?? open2?.start ?? stage.firstVisible();
    const { element, first: first2 } = outlineSheet(stage, words, position, (start) => this.#go(start));
    popover().toggle(this.#host.anchor(), words.say("outline"), element, first2);
  }
  /** Opens the passage that the address names, or shows the place after its @, once. */
  focus(id) {
    const stage = this.#host.stage();
    if (stage === null || id === this.#focused) return;
    this.#focused = id;
    if (id === null) return;
    if (id.startsWith("@")) {
      const start = Number(id.slice(1));
      this.#toText(stage, start);
      stage.reveal({ start, end: start + 1 }, AROUND);
      return;
    }
    if (stage.reading.get(id) === void 0) {
      this.#host.context().notice("focus_gone");
      return;
    }
    if (stage.passages.get(id) === void 0) stage.showOthers(true);
    const passage = stage.passages.get(id);
    if (passage === void 0) return;
    this.#host.context().open(stage, id);
    stage.layout();
    stage.reveal(passage, AROUND);
    stage.cards.card(id)?.element.focus({ preventScroll: true });
  }
  /** Escape: the popover or the bar, whichever has the focus first. False when neither was open. */
  leave() {
    const { bar } = this;
    return bar.element.contains(document.activeElement) && bar.leave() || this.#host.popover().close() || bar.leave();
  }
  #go(start) {
    const stage = this.#host.stage();
    this.#host.popover().close(false);
    this.bar.leave();
    if (stage === null) return;
    this.#toText(stage, start);
    stage.head(start);
  }
  #left(match, selected) {
    const stage = this.#host.stage();
    if (stage === null) return;
    if (match === null) stage.article.element.focus({ preventScroll: true });
    else this.#toText(stage, match.start);
    if (match === null || !selected) return;
    const range = stage.article.domRange(match);
    document.getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }
  /** The cursor on the sentence there: the next tag key means it. */
  #toText(stage, position) {
    const context = this.#host.context();
    document.getSelection()?.removeAllRanges();
    context.toText(stage, { start: position, end: position });
    context.follow(stage);
  }
  #visible() {
    const visible = this.#host.stage()?.visible() ?? { start: 0, end: 0 };
    const more = Math.max(2e3, visible.end - visible.start);
    return { start: visible.start - more, end: visible.end + more };
  }
};

// src/view/fitting.ts
var SHEET_BELOW = 700;
var WIDE_FROM = 1e3;
function fit(root, toolbar, changed) {
  const width = root.clientWidth;
  const layout = window.innerWidth < SHEET_BELOW ? "sheet" : width < WIDE_FROM ? "drawer" : "wide";
  const isOther = root.dataset["layout"] !== layout;
  const set = (name, value) => {
    if (root.style.getPropertyValue(name) !== value) root.style.setProperty(name, value);
  };
  const frame = root.closest("[data-testid=stMainBlockContainer]");
  root.toggleAttribute("data-framed", frame !== null);
  set("--fcw-r-lift", frame === null ? "0px" : getComputedStyle(frame).paddingTop);
  if (isOther) root.dataset["layout"] = layout;
  if (isOther) changed();
  toolbar.toggleAttribute("data-finding", toolbar.querySelector(".fcw-r-find:not([hidden])") !== null);
  set("--fcw-r-covered-above", `${toolbar.offsetHeight}px`);
  set("--fcw-r-stage-top", `${Math.min(stageTop(root, toolbar), window.innerHeight / 2)}px`);
  set("--fcw-r-covered-below", `${layout === "sheet" ? 90 : 0}px`);
}
function stageTop(root, toolbar) {
  const scrolls = root.closest("[data-testid=stMain]")?.scrollTop ?? window.scrollY;
  let top = root.getBoundingClientRect().top + scrolls + toolbar.offsetHeight;
  for (let before2 = toolbar.previousElementSibling; before2 !== null; before2 = before2.previousElementSibling) top += before2.offsetHeight;
  return Math.round(top);
}

// src/view/sentence.ts
var PART = /(\{\w+\})/;
var Sentence = class {
  element = el("span");
  #parts;
  #pieces = [];
  #nodes = [];
  /** `parts`: what stands where the sentence says `{name}`. */
  constructor(parts) {
    this.#parts = parts;
  }
  tell(template) {
    const pieces2 = template.split(PART).filter((piece) => piece !== "");
    const isAlike = pieces2.length === this.#pieces.length && pieces2.every((piece, at) => this.#part(piece) === this.#part(this.#pieces[at]));
    if (isAlike) pieces2.forEach((piece, at) => this.#retell(piece, at));
    else {
      this.#nodes = pieces2.map((piece) => this.#part(piece) ?? document.createTextNode(piece));
      this.element.replaceChildren(...this.#nodes);
    }
    this.#pieces = pieces2;
  }
  #retell(piece, at) {
    const node = this.#nodes[at];
    if (node instanceof Text && node.data !== piece) node.data = piece;
  }
  #part(piece) {
    return piece.startsWith("{") ? this.#parts[piece.slice(1, -1)] : void 0;
  }
};

// src/view/signed_out.ts
var PAGES_OWN = ".fcw-sign-in";
var LOST2 = "[data-testid=stApp]:not([data-test-connection-state=CONNECTED])";
var FOR_THOSE_WHO_ARE_IN = "/_stcore/host-config";
var [LOOK, LOOKS] = [1e3, 3];
var shown = null;
function watchSignIn(words) {
  shown ??= new SignedOut(new Wording(words));
}
async function isSignedOut(tell2 = false) {
  let isOut = false;
  try {
    isOut = (await fetch(FOR_THOSE_WHO_ARE_IN, { cache: "no-store", redirect: "manual" })).status === 401;
  } catch {
    return false;
  }
  if (tell2 || !isOut) shown?.show(isOut);
  return isOut;
}
var SignedOut = class {
  #link;
  #element;
  #overtaken = new MutationObserver(() => {
    if (document.querySelector(PAGES_OWN) !== null) this.#hide();
  });
  #lost = 0;
  constructor(words) {
    this.#link = el("a", {}, words.say("sign_in_again"));
    const sentence = new Sentence({ again: this.#link });
    sentence.tell(words.say("signed_out"));
    this.#element = el("div", { class: "fcw-r-signed-out", role: "alert", "data-testid": "signed-out" }, sentence.element);
    window.setInterval(() => this.#look(), LOOK);
  }
  /** The link leads back to this very page. */
  show(isOut) {
    this.#link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    if (!isOut) this.#hide();
    else if (!this.#element.isConnected && document.querySelector(PAGES_OWN) === null) {
      document.body.append(this.#element);
      this.#overtaken.observe(document.body, { childList: true, subtree: true });
    }
  }
  #hide() {
    this.#element.remove();
    this.#overtaken.disconnect();
  }
  #look() {
    const isLost = document.querySelector(LOST2) !== null || this.#element.isConnected;
    this.#lost = isLost ? this.#lost + 1 : 0;
    if (this.#lost > 0 && this.#lost % LOOKS === 0 && !document.hidden) void isSignedOut(true);
  }
};

// src/view/following.ts
var [EVERY, TROUBLED] = [1200, 5e3];
var ACTIVE_FOR = 6e4;
var SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "touchmove"];
var TOLD_EVERY = 2e4;
var Following = class {
  #host;
  #ended;
  #next = 0;
  #isAsking = false;
  #active = performance.now();
  /** Passages of others that changed and were not told of aloud. */
  #untold = 0;
  #toldAt = -TOLD_EVERY;
  /** The token that was refused: nothing is asked until there is another. */
  #refused = "";
  constructor(host, ended) {
    this.#host = host;
    this.#ended = ended;
    const quietly = { passive: true, capture: true, signal: ended };
    for (const sign of SIGNS) document.addEventListener(sign, () => {
      this.#active = performance.now();
    }, quietly);
    document.addEventListener("visibilitychange", () => this.#soon(0), { signal: ended });
    window.addEventListener("pagehide", () => this.#leave(), { signal: ended });
    ended.addEventListener("abort", () => {
      clearTimeout(this.#next);
      this.#leave();
    });
    this.#soon(0);
  }
  /** Others hear at once that nobody is here any more, rather than when they were not seen for a while. */
  #leave() {
    const { api, token, revision } = this.#host.session.data;
    const headers = { Authorization: `Bearer ${token}` };
    void fetch(`${api}/revisions/${revision.id}/presence`, { method: "DELETE", keepalive: true, headers }).catch(() => void 0);
  }
  #soon(wait) {
    clearTimeout(this.#next);
    if (!this.#ended.aborted && !document.hidden) this.#next = window.setTimeout(() => void this.#ask(), wait);
  }
  async #ask() {
    const { token } = this.#host.session.data;
    if (this.#isAsking || token === this.#refused) return this.#soon(EVERY);
    this.#isAsking = true;
    let wait = EVERY;
    try {
      await this.#follow();
    } catch (error2) {
      wait = TROUBLED;
      if (error2 instanceof Unauthorised) await this.#renew(token);
    }
    this.#isAsking = false;
    this.#soon(wait);
  }
  async #follow() {
    const shown3 = this.#host.status();
    const news = await this.#host.session.follow(performance.now() - this.#active < ACTIVE_FOR);
    if (news === null || this.#ended.aborted) return this.#tell(0);
    this.#host.company(companyOf(news.here, this.#host.words));
    if (news.superseded) this.#host.superseded();
    const isTurned = news.status === "submitted" !== (shown3 === "submitted");
    if (isTurned && shown3 === this.#host.status()) this.#host.turned(news.status);
    this.#tell(this.#host.showsOthers() ? news.others : 0);
  }
  /** A token that ended is asked for anew; whoever is signed out is told so, and goes on reading. */
  async #renew(refused) {
    this.#refused = refused;
    if (!await isSignedOut(true)) this.#host.askToken();
  }
  #tell(others) {
    this.#untold += others;
    if (this.#untold === 0 || performance.now() - this.#toldAt < TOLD_EVERY) return;
    this.#host.announce(this.#host.changed(this.#untold));
    this.#untold = 0;
    this.#toldAt = performance.now();
  }
};
function companyOf(names, words) {
  const [first2, second, third] = names;
  if (first2 === void 0) return "";
  if (second === void 0) return words.say("here_alone", { name: first2 });
  const left = names.length - 2;
  if (third === void 0) return words.say("here_two", { first: first2, second });
  return left === 1 ? words.say("here_three", { first: first2, second, third }) : words.say("here_more", { first: first2, second, left });
}

// src/view/focus_keeper.ts
var FocusKeeper = class {
  #root;
  #text;
  /** What in the reader had the focus last, as long as nobody took it elsewhere. */
  #last = null;
  constructor(root, text2, signal) {
    this.#root = root;
    this.#text = text2;
    root.addEventListener("focusin", (event) => {
      this.#last = event.target;
    }, { signal });
    root.addEventListener("focusout", () => queueMicrotask(() => this.check()), { signal });
    document.addEventListener("focusin", (event) => {
      if (!root.contains(event.target)) this.#last = null;
    }, { signal });
    document.addEventListener("pointerdown", (event) => {
      if (!root.contains(event.target)) this.#last = null;
    }, { signal, capture: true });
  }
  /** What led here is gone with its page. A page that was only just loaded begins at its top, as any other. */
  arrive() {
    const now = document.activeElement;
    const isLost = now === null || now === document.body;
    const isLeading = now instanceof HTMLAnchorElement && now.pathname === location.pathname;
    if ((isLost || isLeading) && navigator.userActivation.hasBeenActive) this.#text()?.focus({ preventScroll: true });
  }
  /** After anything that may have taken away what had the focus. */
  check() {
    const last4 = this.#last;
    const now = document.activeElement;
    if (last4 === null || now !== null && now !== document.body || !document.hasFocus()) return;
    if (isUsable2(last4) && this.#root.contains(last4)) return;
    this.#last = null;
    this.#text()?.focus({ preventScroll: true });
  }
};
function isUsable2(element) {
  return element.isConnected && !element.matches(":disabled") && element.getClientRects().length > 0;
}

// src/view/followed_link.ts
function whenALinkIsFollowed(then, signal) {
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a[href]") !== null) then();
  }, { capture: true, signal });
}

// src/view/header.ts
var Header = class {
  element;
  title;
  #words;
  #progress = el("div", { class: "fcw-r-progress" });
  #company = el("div", { class: "fcw-r-company", dir: "auto", "data-testid": "company" });
  #action = el("div", { class: "fcw-r-submit" });
  #submit;
  #reopen;
  #shown = null;
  #told = "";
  #busy = false;
  constructor(data, words, submit, reopen) {
    this.#words = words;
    this.#submit = submit;
    this.#reopen = reopen;
    const { outlet, published, byline, words: count, title: title2 } = data.article;
    const kicker = [outlet, published, byline].filter((part) => part !== "");
    const length = words.say("word_count", { n: count.toLocaleString("en-US") });
    this.title = el("h1", { class: "fcw-r-title", dir: "auto" }, title2);
    this.element = el(
      "header",
      { class: "fcw-r-header" },
      el("div", { class: "fcw-r-heading" }, el("p", { class: "fcw-r-kicker", dir: "auto" }, kicker.join(" · "), el("span", { class: "fcw-r-length" }, `${kicker.length > 0 ? " · " : ""}${length}`)), this.title),
      el("div", { class: "fcw-r-state" }, el("div", { class: "fcw-r-tally" }, this.#progress, this.#company), this.#action)
    );
  }
  /** How many sentences are still unread. */
  showLeft(left, sentences) {
    const told3 = `${left} ${sentences}`;
    if (told3 === this.#told) return;
    this.#told = told3;
    const n = sentences.toLocaleString("en-US");
    const count = el("b", {}, left.toLocaleString("en-US"));
    this.#progress.replaceChildren(left === 0 ? this.#words.say("none_left", { n: sentences, all: n }) : rich(this.#words.say("sentences_left", { n: sentences, all: n }), { left: count }));
  }
  /** Who else has the article open; nothing is said aloud of it. */
  showCompany(sentence) {
    this.#company.textContent = sentence;
    this.#company.title = sentence;
  }
  /** Where the question about unread sentences hangs. */
  get anchor() {
    return this.#action.querySelector("button") ?? this.#action;
  }
  /** `busy`: the submission is on its way. The focus stays on the button, or on the one in its place. */
  showStatus(status, busy, looking) {
    this.#busy = busy;
    const had = this.#action.contains(document.activeElement);
    const shown3 = looking ? "looking" : status;
    if (shown3 !== this.#shown) this.#draw(shown3);
    this.#shown = shown3;
    for (const one of this.#action.querySelectorAll("button")) {
      if (busy) one.setAttribute("aria-disabled", "true");
      else one.removeAttribute("aria-disabled");
      if (had) one.focus({ preventScroll: true });
    }
  }
  #draw(status) {
    const words = this.#words;
    const press = (work) => () => {
      if (!this.#busy) work();
    };
    const children = status === "looking" ? [el("span", { class: "fcw-r-looking" }, words.say("looking"))] : status === "submitted" ? [
      el("span", { class: "fcw-r-submitted" }, icon("done_all"), words.say("submitted")),
      button({ class: "fcw-r-button" }, press(this.#reopen), words.say("reopen"))
    ] : [button({ class: "fcw-r-primary", "aria-keyshortcuts": "Control+Enter" }, press(this.#submit), words.say("submit"))];
    this.#action.replaceChildren(...children);
  }
};

// src/view/held_states.ts
function askAboutStates(stage, words, popover, anchor) {
  const waiting = stage.reading.heldStates();
  if (waiting === null) return false;
  const decide = (keep3) => () => {
    popover.close();
    stage.session.decideStates(keep3);
  };
  const first2 = button({ class: "fcw-r-primary" }, decide(true), words.say("try_again"));
  const title2 = words.say("held_states", { n: waiting.sentences.length });
  const element = el(
    "div",
    { class: "fcw-r-sheet fcw-r-question-sheet", "data-question": "" },
    el("h2", {}, title2),
    el("p", {}, waiting.message),
    el("div", { class: "fcw-r-question-buttons" }, first2, button({ class: "fcw-r-button" }, decide(false), words.say("discard", { n: 1 })))
  );
  popover.toggle(anchor, title2, element, first2);
  return true;
}

// src/view/keys.ts
var RUN = {
  next_sentence: (verbs) => verbs.moving.move("sentence", 1),
  previous_sentence: (verbs) => verbs.moving.move("sentence", -1),
  next_word: (verbs) => verbs.moving.moveAside(1),
  previous_word: (verbs) => verbs.moving.moveAside(-1),
  extend_sentence: (verbs) => verbs.moving.extend("sentence", 1),
  shrink_sentence: (verbs) => verbs.moving.extend("sentence", -1),
  extend_word: (verbs) => verbs.moving.extendAside(1),
  shrink_word: (verbs) => verbs.moving.extendAside(-1),
  start_later: (verbs) => verbs.moving.moveStart(1),
  start_earlier: (verbs) => verbs.moving.moveStart(-1),
  narrow: (verbs) => verbs.moving.narrow(),
  widen: (verbs) => verbs.moving.widen(),
  clear: (verbs) => verbs.clearing.clear(),
  unclear: (verbs) => verbs.clearing.unclear(),
  repeat_tag: (verbs) => verbs.tagging.repeat(),
  also_here: (verbs) => verbs.alsoHere(),
  next_untagged: (verbs) => verbs.moving.toUnread(1),
  previous_untagged: (verbs) => verbs.moving.toUnread(-1),
  next_passage: (verbs) => verbs.moving.walk(1),
  previous_passage: (verbs) => verbs.moving.walk(-1),
  note: (verbs) => verbs.cards.editNote(),
  evidence: (verbs) => verbs.cards.editEvidence(),
  confidence: (verbs) => verbs.cards.confidence(),
  duplicate: (verbs) => verbs.tagging.duplicate(),
  split: (verbs) => verbs.extents.split(),
  merge: (verbs) => verbs.extents.merge(),
  talk: (verbs) => verbs.cards.talk(),
  copy_link: (verbs) => verbs.cards.copyLink(),
  delete: (verbs) => verbs.cards.remove(),
  undo: (verbs) => verbs.undo(),
  redo: (verbs) => verbs.redo(),
  find: (verbs) => verbs.parts.find(),
  filter: (verbs) => verbs.parts.filter(),
  outline: (verbs) => verbs.parts.outline(),
  guidelines: (verbs) => verbs.parts.guidelines(),
  appearance: (verbs) => verbs.parts.appearance(),
  keys: (verbs) => verbs.parts.keys(),
  submit: (verbs) => verbs.parts.submit(),
  leave: (verbs) => verbs.leave()
};
function bindingsFor(tags, actions) {
  const tagging = tags.offered().map((tag) => ({
    action: tag.name,
    strokes: [tag.key.length === 1 ? tag.key.toLowerCase() : tag.key],
    say: "key_tag",
    name: tag.name,
    changes: true,
    run: (verbs) => verbs.tagging.tag(tag.name)
  }));
  const others = actions.filter(isKnown).map(({ action, strokes, changes, shown: shown3 }) => ({
    action,
    strokes,
    changes,
    say: shown3 ? `key_${action}` : null,
    run: RUN[action]
  }));
  return [...tagging, ...others];
}
function strokeFor(actions, name, letters2 = true) {
  return actions.find(({ action }) => action === name)?.strokes.find((stroke) => acts(stroke, letters2)) ?? "";
}
function isKnown(action) {
  return Object.hasOwn(RUN, action.action);
}
function strokeOf(event) {
  const key = event.key === " " ? "Space" : event.key;
  if (isReached(event)) return key;
  const single = key.length === 1;
  const name = single ? key.toLowerCase() : key;
  const shifted = event.shiftKey && (!single || name !== event.key.toUpperCase());
  return `${event.ctrlKey || event.metaKey ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${shifted ? "Shift+" : ""}${name}`;
}
function isReached(event) {
  const { key, code: code2, ctrlKey, metaKey, altKey } = event;
  if (!/^[!-~]$/.test(key) || metaKey) return false;
  if (event.getModifierState("AltGraph")) return true;
  return altKey && !ctrlKey && !/[a-z0-9]/i.test(key) && !(SIGNS2[code2]?.includes(key) ?? false);
}
function strokesOf(event) {
  return [strokeOf(event), placeOf(event)];
}
var SIGNS2 = { BracketLeft: "[{", BracketRight: "]}", Period: ".>", Slash: "/?" };
var FOREIGN = /^(?:[^\p{Script=Latin}\p{ASCII}]|~)/u;
function placeOf({ key, code: code2, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey || [...key].length > 2) return null;
  const isPlain2 = !ctrlKey && !metaKey;
  const digit = isPlain2 && !shiftKey ? /^(?:Digit|Numpad)([0-9])$/.exec(code2)?.[1] : void 0;
  if (digit !== void 0) return digit;
  const sign = isPlain2 && isElsewhere2(key, code2) ? SIGNS2[code2]?.[shiftKey ? 1 : 0] : void 0;
  if (sign !== void 0) return sign;
  const letter = /^Key([A-Z])$/.exec(code2)?.[1]?.toLowerCase();
  if (letter === void 0 || !FOREIGN.test(key)) return null;
  return `${isPlain2 ? "" : "Mod+"}${shiftKey ? "Shift+" : ""}${letter}`;
}
function isElsewhere2(key, code2) {
  return !/^\p{ASCII}/u.test(key) || key === "," && code2 === "Slash";
}
var CAPS = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
  Backspace: "⌫",
  Delete: "Del",
  Escape: "Esc",
  Enter: "⏎",
  Mod: "Ctrl",
  Shift: "⇧",
  Alt: "Alt"
};
function capOf(stroke) {
  return stroke.split("+").map((part) => CAPS[part] ?? part).join(" ");
}
function capsOf(binding, letters2) {
  return binding.strokes.filter((stroke) => acts(stroke, letters2)).map(capOf);
}

// src/view/keyboard.ts
var BURST = 1e3;
var CONTROL_KEYS = /* @__PURE__ */ new Set(["Enter", " ", "Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);
var OVERLAYS = "[role=dialog], [role=menu], [role=listbox], [aria-modal=true], [data-testid=stPopoverBody]";
var typed = null;
function listenForKeys(host, signal) {
  const { verbs } = host;
  listenForStrokes({
    ...host,
    run: (binding) => binding.run(verbs),
    isLocked: () => host.isLocked(),
    hasLetters: () => host.hasLetters(),
    before: (action) => host.before(action),
    refuse: () => host.refuse(),
    runsLeft: () => runsLeft(verbs),
    hasSelection: () => verbs.context.stage?.selection().isEmpty === false,
    takes: (stroke, bindings) => isModes(verbs, stroke, bindings)
  }, signal);
}
function listenForStrokes(host, signal) {
  window.addEventListener("keydown", (event) => hear2(event, host), { capture: true, signal });
  window.addEventListener("pointerdown", () => {
    typed = null;
  }, { capture: true, signal });
  host.root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  }, { signal });
}
function hear2(event, host) {
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
  if (event.isComposing || isPlain(event) && CONTROL_KEYS.has(event.key) && isControl(target)) return;
  if (event.key !== "Escape" && target instanceof Element && target.closest("[data-question]") !== null) return;
  if (run(event, host)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
function isPlain({ ctrlKey, metaKey, altKey }) {
  return !ctrlKey && !metaKey && !altKey;
}
function run(event, host) {
  const [pressed, place2] = strokesOf(event);
  const stroke = host.runsLeft() ? mirrored(pressed) : pressed;
  const known2 = host.bindings.some((binding) => binding.strokes.includes(stroke));
  const meant2 = host.meant?.(event) ?? (known2 || place2 === null ? stroke : place2);
  const bindings = host.bindings.filter((binding) => binding.strokes.includes(meant2));
  if (isCovered(host.root) || !mayAct(event, host, meant2, bindings)) return false;
  if (host.takes(stroke, bindings)) return true;
  for (const binding of bindings) {
    host.before(binding.action);
    if (binding.changes && host.isLocked()) host.refuse();
    else if (host.run(binding) === false) continue;
    return true;
  }
  return false;
}
function mayAct({ target }, host, stroke, bindings) {
  if (!acts(stroke, host.hasLetters())) return false;
  if (!isElsewhere(target, host.root) || actsFromElsewhere(stroke)) return true;
  return bindings.some((binding) => binding.name !== void 0) && host.hasSelection();
}
function runsLeft({ context }) {
  const { stage } = context;
  if (stage === null) return false;
  const open2 = stage.active === null ? void 0 : stage.passages.get(stage.active);
  const at = open2?.start ?? stage.cursor.range?.start;
  return (at === void 0 ? stage.article.direction : stage.article.directionAt(at)) === "rtl";
}
function mirrored(stroke) {
  return stroke.replace(/Arrow(Left|Right)$/, (_, side3) => side3 === "Left" ? "ArrowRight" : "ArrowLeft");
}
function isModes({ context }, stroke, bindings) {
  if (context.mode === null) return false;
  if (context.mode.hear(stroke)) return true;
  if (stroke === "Escape" || bindings.some((binding) => binding.name === void 0)) context.endMode();
  return stroke === "Escape";
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
  const closes = event.key === "Escape" || event.key === "Enter" && (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey);
  typed = inside && !closes ? { field: event.target, at: event.timeStamp } : null;
}
function isBurst(event) {
  const isBrowsers = (event.ctrlKey || event.metaKey) && !/^[zy]$/i.test(event.key);
  const isThere = typed !== null && typed.field.getClientRects().length > 0 && document.activeElement !== document.body;
  if (typed === null || isBrowsers || isThere || event.timeStamp - typed.at > BURST) return false;
  typed.at = event.timeStamp;
  return true;
}

// src/view/keyboard_room.ts
var KEYBOARD = 120;
function makeRoomForKeyboard(root, signal) {
  const view = window.visualViewport;
  if (view === null) return;
  const fit2 = () => {
    const covered = view.scale > 1.01 ? 0 : window.innerHeight - view.height - view.offsetTop;
    const open2 = covered > KEYBOARD;
    root.style.setProperty("--fcw-r-keyboard", `${open2 ? Math.round(covered) : 0}px`);
    root.classList.toggle("fcw-r-keyboard-open", open2);
  };
  view.addEventListener("resize", fit2, { signal });
  view.addEventListener("scroll", fit2, { signal });
}

// src/view/pasting.ts
function listenForPaste(stage, signal) {
  document.addEventListener("paste", (event) => {
    if (!stage.element.isConnected || stage.active === null || isTyping(event.target) || isTyping(document.activeElement)) return;
    const text2 = event.clipboardData?.getData("text/plain") ?? "";
    if (text2.trim() !== "" && stage.cards.card(stage.active)?.paste(text2) === true) event.preventDefault();
  }, { signal });
}

// src/core/direction.ts
var ENOUGH = 2e3;
var RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}]/u;
var MAY_RUN_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
var LETTER = /\p{L}/u;
function directionOf(text2, otherwise) {
  if (!MAY_RUN_LEFT.test(text2)) return LETTER.test(text2) ? "ltr" : otherwise;
  let right = 0;
  let left = 0;
  for (const letter of text2.slice(0, ENOUGH)) {
    if (!LETTER.test(letter)) continue;
    if (RIGHT_TO_LEFT.test(letter)) right += 1;
    else left += 1;
    if (left + right === 1 && right === 1 === (otherwise === "rtl")) return otherwise;
  }
  return right === left ? otherwise : right > left ? "rtl" : "ltr";
}
function directionAt(text2, position, around) {
  const letter = String.fromCodePoint(text2.codePointAt(position) ?? 32);
  if (/\p{Nd}/u.test(letter)) return "ltr";
  return LETTER.test(letter) ? RIGHT_TO_LEFT.test(letter) ? "rtl" : "ltr" : around;
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
function linesOf4(article, span) {
  const lines = [];
  for (const box2 of article.boxesOf(span)) {
    const last4 = lines[lines.length - 1];
    if (last4 !== void 0 && Math.abs(last4.top - box2.top) < 6) {
      last4.left = Math.min(last4.left, box2.left);
      last4.right = Math.max(last4.right, box2.right);
      last4.bottom = Math.max(last4.bottom, box2.bottom);
    } else if (last4 === void 0 || box2.top > last4.top) {
      lines.push({ left: box2.left, right: box2.right, top: box2.top, bottom: box2.bottom });
    }
  }
  return lines;
}
function boxAround(lines, around) {
  const first2 = lines[0];
  const last4 = lines[lines.length - 1];
  return first2 === void 0 || last4 === void 0 ? null : { top: first2.top - around, bottom: last4.bottom + around + 12 };
}
function edgeOf(article, span, edge) {
  const { text: text2 } = article;
  const at = edge === "start" ? span.start : span.end - (isTrailing(text2, span.end - 1) ? 2 : 1);
  const width = text2.codePointAt(at) !== void 0 && text2.codePointAt(at) > 65535 ? 2 : 1;
  const boxes = article.boxesOf({ start: at, end: at + width });
  const box2 = edge === "start" ? boxes[0] : boxes[boxes.length - 1];
  if (box2 === void 0) return null;
  const runsRight = directionAt(text2, at, article.directionAt(at)) === "ltr";
  return { x: runsRight === (edge === "start") ? box2.left : box2.right, top: box2.top };
}
function isTrailing(text2, index) {
  const unit = text2.charCodeAt(index);
  return unit >= 56320 && unit <= 57343;
}
function caretIn(article) {
  const selection = document.getSelection();
  const node = selection?.isCollapsed === true ? selection.anchorNode : null;
  if (node === null || selection === null || !article.element.contains(node)) return null;
  return positionOf(article, node, selection.anchorOffset);
}

// src/view/pointer.ts
var REST = 220;
function listenForPointer(stage, verbs, signal) {
  const article = stage.article.element;
  article.addEventListener("click", (event) => {
    if (event.detail > 1 || !stage.selection().isEmpty) return;
    verbs.moving.pick(event.target, positionAt(stage.article, event.clientX, event.clientY));
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
  let timer = 0;
  const show2 = () => {
    const { span } = stage.selection();
    if (span === null || stage.locked) stage.bar.hide();
    else stage.bar.show(span);
  };
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    if (document.getSelection()?.isCollapsed !== false) stage.bar.hide();
    else if (!down) timer = window.setTimeout(show2, REST);
  }, { signal });
  document.addEventListener("pointerdown", (event) => {
    down = event.pointerType === "mouse" && event.button === 0;
  }, { signal, capture: true });
  document.addEventListener("pointerup", () => {
    if (!down) return;
    down = false;
    timer = window.setTimeout(show2, 0);
  }, { signal, capture: true });
  signal.addEventListener("abort", () => clearTimeout(timer));
}

// src/view/left_off.ts
function keepPlace(stage, signal) {
  window.addEventListener("pagehide", () => {
    const open2 = stage.active === null ? void 0 : stage.passages.get(stage.active);
    const place2 = open2?.start ?? (stage.cursor.isResting ? void 0 : stage.cursor.range?.start);
    try {
      if (place2 === void 0) sessionStorage.removeItem(keyOf2(stage));
      else sessionStorage.setItem(keyOf2(stage), String(place2));
    } catch {
    }
  }, { signal });
}
function takeUpPlace(stage) {
  const kept3 = sessionStorage.getItem(keyOf2(stage));
  sessionStorage.removeItem(keyOf2(stage));
  const place2 = Number(kept3);
  if (kept3 === null || !isReload() || !Number.isInteger(place2) || place2 < 0 || place2 >= stage.article.text.length) return false;
  stage.goTo(place2);
  return true;
}
var isFirst = true;
function isReload() {
  const [entry2] = performance.getEntriesByType("navigation");
  const reloaded = isFirst && entry2?.type === "reload";
  isFirst = false;
  return reloaded;
}
function keyOf2({ session: { data } }) {
  return `workbench:place:${data.instance}:${data.reviewer.id}:${data.revision.id}`;
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

// src/view/appearance_sheet.ts
var ORDER = ["size", "face", "measure", "leading", "spacing", "paper"];
function appearanceSheet(current, words, choose) {
  const rows = ORDER.map((name) => {
    const label = el("span", { class: "fcw-r-choice-name", "aria-hidden": "true" }, words.say(`appearance_${name}`));
    return el("div", { class: "fcw-r-choice-row" }, label, options(name, current, words, choose));
  });
  return el("div", { class: "fcw-r-sheet fcw-r-appearance" }, el("h2", {}, words.say("appearance")), ...rows);
}
function letterKeysRow(on, words, choose) {
  const says = (value) => words.say(value ? "switch_on" : "switch_off");
  const control = button({ class: "fcw-r-option", role: "switch", "aria-checked": String(on), "aria-label": words.say("letter_keys") }, () => {
    const next = control.getAttribute("aria-checked") !== "true";
    control.setAttribute("aria-checked", String(next));
    control.textContent = says(next);
    choose(next);
  }, says(on));
  const label = el("span", { class: "fcw-r-choice-name", "aria-hidden": "true" }, words.say("letter_keys"));
  return el("div", { class: "fcw-r-choice-row" }, label, el("div", { class: "fcw-r-options" }, control));
}
function options(name, current, words, choose) {
  const group = el("div", { class: "fcw-r-options", role: "radiogroup", "aria-label": words.say(`appearance_${name}`), "data-choice": name });
  const buttons = CHOICES[name].map((value) => option(name, value, words));
  const select = (index) => {
    buttons.forEach((one, at) => mark(one, at === index));
    choose({ [name]: CHOICES[name][index] });
  };
  buttons.forEach((one, index) => {
    mark(one, CHOICES[name][index] === current[name]);
    one.addEventListener("click", () => select(index));
    one.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step === void 0) return;
      event.preventDefault();
      const next = (index + step + buttons.length) % buttons.length;
      buttons[next]?.focus();
      select(next);
    });
  });
  group.append(...buttons);
  return group;
}
function mark(button2, chosen) {
  button2.setAttribute("aria-checked", String(chosen));
  button2.tabIndex = chosen ? 0 : -1;
}
function option(name, value, words) {
  const attributes = { type: "button", class: "fcw-r-option", role: "radio", "data-value": String(value) };
  if (name !== "size") return el("button", attributes, ...face(name, value), words.say(`appearance_${name}_${value}`));
  const button2 = el("button", { ...attributes, class: "fcw-r-option fcw-r-option-size", "aria-label": words.say("size_of", { n: value }) }, "A");
  button2.style.fontSize = `${value}px`;
  return button2;
}
function face(name, value) {
  return name === "paper" ? [el("span", { class: "fcw-r-paper-patch", "data-paper": String(value), "aria-hidden": "true" })] : [];
}

// node_modules/mdurl/index.mjs
var mdurl_exports = {};
__export(mdurl_exports, {
  decode: () => decode_default,
  encode: () => encode_default,
  format: () => format,
  parse: () => parse_default
});

// node_modules/mdurl/lib/decode.mjs
var decodeCache = {};
function getDecodeCache(exclude) {
  let cache = decodeCache[exclude];
  if (cache) {
    return cache;
  }
  cache = decodeCache[exclude] = [];
  for (let i = 0; i < 128; i++) {
    const ch = String.fromCharCode(i);
    cache.push(ch);
  }
  for (let i = 0; i < exclude.length; i++) {
    const ch = exclude.charCodeAt(i);
    cache[ch] = "%" + ("0" + ch.toString(16).toUpperCase()).slice(-2);
  }
  return cache;
}
function decode(string, exclude) {
  if (typeof exclude !== "string") {
    exclude = decode.defaultChars;
  }
  const cache = getDecodeCache(exclude);
  return string.replace(/(%[a-f0-9]{2})+/gi, function(seq) {
    let result = "";
    for (let i = 0, l = seq.length; i < l; i += 3) {
      const b1 = parseInt(seq.slice(i + 1, i + 3), 16);
      if (b1 < 128) {
        result += cache[b1];
        continue;
      }
      if ((b1 & 224) === 192 && i + 3 < l) {
        const b2 = parseInt(seq.slice(i + 4, i + 6), 16);
        if ((b2 & 192) === 128) {
          const chr = b1 << 6 & 1984 | b2 & 63;
          if (chr < 128) {
            result += "��";
          } else {
            result += String.fromCharCode(chr);
          }
          i += 3;
          continue;
        }
      }
      if ((b1 & 240) === 224 && i + 6 < l) {
        const b2 = parseInt(seq.slice(i + 4, i + 6), 16);
        const b3 = parseInt(seq.slice(i + 7, i + 9), 16);
        if ((b2 & 192) === 128 && (b3 & 192) === 128) {
          const chr = b1 << 12 & 61440 | b2 << 6 & 4032 | b3 & 63;
          if (chr < 2048 || chr >= 55296 && chr <= 57343) {
            result += "���";
          } else {
            result += String.fromCharCode(chr);
          }
          i += 6;
          continue;
        }
      }
      if ((b1 & 248) === 240 && i + 9 < l) {
        const b2 = parseInt(seq.slice(i + 4, i + 6), 16);
        const b3 = parseInt(seq.slice(i + 7, i + 9), 16);
        const b4 = parseInt(seq.slice(i + 10, i + 12), 16);
        if ((b2 & 192) === 128 && (b3 & 192) === 128 && (b4 & 192) === 128) {
          let chr = b1 << 18 & 1835008 | b2 << 12 & 258048 | b3 << 6 & 4032 | b4 & 63;
          if (chr < 65536 || chr > 1114111) {
            result += "����";
          } else {
            chr -= 65536;
            result += String.fromCharCode(55296 + (chr >> 10), 56320 + (chr & 1023));
          }
          i += 9;
          continue;
        }
      }
      result += "�";
    }
    return result;
  });
}
decode.defaultChars = ";/?:@&=+$,#";
decode.componentChars = "";
var decode_default = decode;

// node_modules/mdurl/lib/encode.mjs
var encodeCache = {};
function getEncodeCache(exclude) {
  let cache = encodeCache[exclude];
  if (cache) {
    return cache;
  }
  cache = encodeCache[exclude] = [];
  for (let i = 0; i < 128; i++) {
    const ch = String.fromCharCode(i);
    if (/^[0-9a-z]$/i.test(ch)) {
      cache.push(ch);
    } else {
      cache.push("%" + ("0" + i.toString(16).toUpperCase()).slice(-2));
    }
  }
  for (let i = 0; i < exclude.length; i++) {
    cache[exclude.charCodeAt(i)] = exclude[i];
  }
  return cache;
}
function encode(string, exclude, keepEscaped) {
  if (typeof exclude !== "string") {
    keepEscaped = exclude;
    exclude = encode.defaultChars;
  }
  if (typeof keepEscaped === "undefined") {
    keepEscaped = true;
  }
  const cache = getEncodeCache(exclude);
  let result = "";
  for (let i = 0, l = string.length; i < l; i++) {
    const code2 = string.charCodeAt(i);
    if (keepEscaped && code2 === 37 && i + 2 < l) {
      if (/^[0-9a-f]{2}$/i.test(string.slice(i + 1, i + 3))) {
        result += string.slice(i, i + 3);
        i += 2;
        continue;
      }
    }
    if (code2 < 128) {
      result += cache[code2];
      continue;
    }
    if (code2 >= 55296 && code2 <= 57343) {
      if (code2 >= 55296 && code2 <= 56319 && i + 1 < l) {
        const nextCode = string.charCodeAt(i + 1);
        if (nextCode >= 56320 && nextCode <= 57343) {
          result += encodeURIComponent(string[i] + string[i + 1]);
          i++;
          continue;
        }
      }
      result += "%EF%BF%BD";
      continue;
    }
    result += encodeURIComponent(string[i]);
  }
  return result;
}
encode.defaultChars = ";/?:@&=+$,-_.!~*'()#";
encode.componentChars = "-_.!~*'()";
var encode_default = encode;

// node_modules/mdurl/lib/format.mjs
function format(url) {
  let result = "";
  result += url.protocol || "";
  result += url.slashes ? "//" : "";
  result += url.auth ? url.auth + "@" : "";
  if (url.hostname && url.hostname.indexOf(":") !== -1) {
    result += "[" + url.hostname + "]";
  } else {
    result += url.hostname || "";
  }
  result += url.port ? ":" + url.port : "";
  result += url.pathname || "";
  result += url.search || "";
  result += url.hash || "";
  return result;
}

// node_modules/mdurl/lib/parse.mjs
function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.pathname = null;
}
var protocolPattern = /^([a-z0-9.+-]+:)/i;
var portPattern = /:[0-9]*$/;
var simplePathPattern = /^(\/\/?(?!\/)[^\?\s]*)(\?[^\s]*)?$/;
var delims = ["<", ">", '"', "`", " ", "\r", "\n", "	"];
var unwise = ["{", "}", "|", "\\", "^", "`"].concat(delims);
var autoEscape = ["'"].concat(unwise);
var nonHostChars = ["%", "/", "?", ";", "#"].concat(autoEscape);
var hostEndingChars = ["/", "?", "#"];
var hostnameMaxLen = 255;
var hostnamePartPattern = /^[+a-z0-9A-Z_-]{0,63}$/;
var hostnamePartStart = /^([+a-z0-9A-Z_-]{0,63})(.*)$/;
var hostlessProtocol = {
  javascript: true,
  "javascript:": true
};
var slashedProtocol = {
  http: true,
  https: true,
  ftp: true,
  gopher: true,
  file: true,
  "http:": true,
  "https:": true,
  "ftp:": true,
  "gopher:": true,
  "file:": true
};
function urlParse(url, slashesDenoteHost) {
  if (url && url instanceof Url) return url;
  const u = new Url();
  u.parse(url, slashesDenoteHost);
  return u;
}
Url.prototype.parse = function(url, slashesDenoteHost) {
  let lowerProto, hec, slashes;
  let rest2 = url;
  rest2 = rest2.trim();
  if (!slashesDenoteHost && url.split("#").length === 1) {
    const simplePath = simplePathPattern.exec(rest2);
    if (simplePath) {
      this.pathname = simplePath[1];
      if (simplePath[2]) {
        this.search = simplePath[2];
      }
      return this;
    }
  }
  let proto = protocolPattern.exec(rest2);
  if (proto) {
    proto = proto[0];
    lowerProto = proto.toLowerCase();
    this.protocol = proto;
    rest2 = rest2.substr(proto.length);
  }
  if (slashesDenoteHost || proto || rest2.match(/^\/\/[^@\/]+@[^@\/]+/)) {
    slashes = rest2.substr(0, 2) === "//";
    if (slashes && !(proto && hostlessProtocol[proto])) {
      rest2 = rest2.substr(2);
      this.slashes = true;
    }
  }
  if (!hostlessProtocol[proto] && (slashes || proto && !slashedProtocol[proto])) {
    let hostEnd = -1;
    for (let i = 0; i < hostEndingChars.length; i++) {
      hec = rest2.indexOf(hostEndingChars[i]);
      if (hec !== -1 && (hostEnd === -1 || hec < hostEnd)) {
        hostEnd = hec;
      }
    }
    let auth, atSign;
    if (hostEnd === -1) {
      atSign = rest2.lastIndexOf("@");
    } else {
      atSign = rest2.lastIndexOf("@", hostEnd);
    }
    if (atSign !== -1) {
      auth = rest2.slice(0, atSign);
      rest2 = rest2.slice(atSign + 1);
      this.auth = auth;
    }
    hostEnd = -1;
    for (let i = 0; i < nonHostChars.length; i++) {
      hec = rest2.indexOf(nonHostChars[i]);
      if (hec !== -1 && (hostEnd === -1 || hec < hostEnd)) {
        hostEnd = hec;
      }
    }
    if (hostEnd === -1) {
      hostEnd = rest2.length;
    }
    if (rest2[hostEnd - 1] === ":") {
      hostEnd--;
    }
    const host = rest2.slice(0, hostEnd);
    rest2 = rest2.slice(hostEnd);
    this.parseHost(host);
    this.hostname = this.hostname || "";
    const ipv6Hostname = this.hostname[0] === "[" && this.hostname[this.hostname.length - 1] === "]";
    if (!ipv6Hostname) {
      const hostparts = this.hostname.split(/\./);
      for (let i = 0, l = hostparts.length; i < l; i++) {
        const part = hostparts[i];
        if (!part) {
          continue;
        }
        if (!part.match(hostnamePartPattern)) {
          let newpart = "";
          for (let j = 0, k = part.length; j < k; j++) {
            if (part.charCodeAt(j) > 127) {
              newpart += "x";
            } else {
              newpart += part[j];
            }
          }
          if (!newpart.match(hostnamePartPattern)) {
            const validParts = hostparts.slice(0, i);
            const notHost = hostparts.slice(i + 1);
            const bit = part.match(hostnamePartStart);
            if (bit) {
              validParts.push(bit[1]);
              notHost.unshift(bit[2]);
            }
            if (notHost.length) {
              rest2 = notHost.join(".") + rest2;
            }
            this.hostname = validParts.join(".");
            break;
          }
        }
      }
    }
    if (this.hostname.length > hostnameMaxLen) {
      this.hostname = "";
    }
    if (ipv6Hostname) {
      this.hostname = this.hostname.substr(1, this.hostname.length - 2);
    }
  }
  const hash = rest2.indexOf("#");
  if (hash !== -1) {
    this.hash = rest2.substr(hash);
    rest2 = rest2.slice(0, hash);
  }
  const qm = rest2.indexOf("?");
  if (qm !== -1) {
    this.search = rest2.substr(qm);
    rest2 = rest2.slice(0, qm);
  }
  if (rest2) {
    this.pathname = rest2;
  }
  if (slashedProtocol[lowerProto] && this.hostname && !this.pathname) {
    this.pathname = "";
  }
  return this;
};
Url.prototype.parseHost = function(host) {
  let port = portPattern.exec(host);
  if (port) {
    port = port[0];
    if (port !== ":") {
      this.port = port.substr(1);
    }
    host = host.substr(0, host.length - port.length);
  }
  if (host) {
    this.hostname = host;
  }
};
var parse_default = urlParse;

// node_modules/uc.micro/build/index.mjs
var build_exports = {};
__export(build_exports, {
  Any: () => Any,
  Cc: () => Cc,
  Cf: () => Cf,
  P: () => P,
  S: () => S,
  Z: () => Z
});
var Any = /[\0-\uD7FF\uE000-\uFFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:[^\uD800-\uDBFF]|^)[\uDC00-\uDFFF]/;
var Cc = /[\0-\x1F\x7F-\x9F]/;
var Cf = /[\xAD\u0600-\u0605\u061C\u06DD\u070F\u0890\u0891\u08E2\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]|\uD804[\uDCBD\uDCCD]|\uD80D[\uDC30-\uDC3F]|\uD82F[\uDCA0-\uDCA3]|\uD834[\uDD73-\uDD7A]|\uDB40[\uDC01\uDC20-\uDC7F]/;
var P = /[!-#%-\*,-\/:;\?@\[-\]_\{\}\xA1\xA7\xAB\xB6\xB7\xBB\xBF\u037E\u0387\u055A-\u055F\u0589\u058A\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u0609\u060A\u060C\u060D\u061B\u061D-\u061F\u066A-\u066D\u06D4\u0700-\u070D\u07F7-\u07F9\u0830-\u083E\u085E\u0964\u0965\u0970\u09FD\u0A76\u0AF0\u0C77\u0C84\u0DF4\u0E4F\u0E5A\u0E5B\u0F04-\u0F12\u0F14\u0F3A-\u0F3D\u0F85\u0FD0-\u0FD4\u0FD9\u0FDA\u104A-\u104F\u10FB\u1360-\u1368\u1400\u166E\u169B\u169C\u16EB-\u16ED\u1735\u1736\u17D4-\u17D6\u17D8-\u17DA\u1800-\u180A\u1944\u1945\u1A1E\u1A1F\u1AA0-\u1AA6\u1AA8-\u1AAD\u1B4E\u1B4F\u1B5A-\u1B60\u1B7D-\u1B7F\u1BFC-\u1BFF\u1C3B-\u1C3F\u1C7E\u1C7F\u1CC0-\u1CC7\u1CD3\u2010-\u2027\u2030-\u2043\u2045-\u2051\u2053-\u205E\u207D\u207E\u208D\u208E\u2308-\u230B\u2329\u232A\u2768-\u2775\u27C5\u27C6\u27E6-\u27EF\u2983-\u2998\u29D8-\u29DB\u29FC\u29FD\u2CF9-\u2CFC\u2CFE\u2CFF\u2D70\u2E00-\u2E2E\u2E30-\u2E4F\u2E52-\u2E5D\u3001-\u3003\u3008-\u3011\u3014-\u301F\u3030\u303D\u30A0\u30FB\uA4FE\uA4FF\uA60D-\uA60F\uA673\uA67E\uA6F2-\uA6F7\uA874-\uA877\uA8CE\uA8CF\uA8F8-\uA8FA\uA8FC\uA92E\uA92F\uA95F\uA9C1-\uA9CD\uA9DE\uA9DF\uAA5C-\uAA5F\uAADE\uAADF\uAAF0\uAAF1\uABEB\uFD3E\uFD3F\uFE10-\uFE19\uFE30-\uFE52\uFE54-\uFE61\uFE63\uFE68\uFE6A\uFE6B\uFF01-\uFF03\uFF05-\uFF0A\uFF0C-\uFF0F\uFF1A\uFF1B\uFF1F\uFF20\uFF3B-\uFF3D\uFF3F\uFF5B\uFF5D\uFF5F-\uFF65]|\uD800[\uDD00-\uDD02\uDF9F\uDFD0]|\uD801\uDD6F|\uD802[\uDC57\uDD1F\uDD3F\uDE50-\uDE58\uDE7F\uDEF0-\uDEF6\uDF39-\uDF3F\uDF99-\uDF9C]|\uD803[\uDD6E\uDEAD\uDED0\uDF55-\uDF59\uDF86-\uDF89]|\uD804[\uDC47-\uDC4D\uDCBB\uDCBC\uDCBE-\uDCC1\uDD40-\uDD43\uDD74\uDD75\uDDC5-\uDDC8\uDDCD\uDDDB\uDDDD-\uDDDF\uDE38-\uDE3D\uDEA9\uDFD4\uDFD5\uDFD7\uDFD8]|\uD805[\uDC4B-\uDC4F\uDC5A\uDC5B\uDC5D\uDCC6\uDDC1-\uDDD7\uDE41-\uDE43\uDE60-\uDE6C\uDEB9\uDF3C-\uDF3E]|\uD806[\uDC3B\uDD44-\uDD46\uDDE2\uDE3F-\uDE46\uDE9A-\uDE9C\uDE9E-\uDEA2\uDF00-\uDF09\uDFE1]|\uD807[\uDC41-\uDC45\uDC70\uDC71\uDEF7\uDEF8\uDF43-\uDF4F\uDFFF]|\uD809[\uDC70-\uDC74]|\uD80B[\uDFF1\uDFF2]|\uD81A[\uDE6E\uDE6F\uDEF5\uDF37-\uDF3B\uDF44]|\uD81B[\uDD6D-\uDD6F\uDE97-\uDE9A\uDFE2]|\uD82F\uDC9F|\uD836[\uDE87-\uDE8B]|\uD839\uDDFF|\uD83A[\uDD5E\uDD5F]/;
var S = /[\$\+<->\^`\|~\xA2-\xA6\xA8\xA9\xAC\xAE-\xB1\xB4\xB8\xD7\xF7\u02C2-\u02C5\u02D2-\u02DF\u02E5-\u02EB\u02ED\u02EF-\u02FF\u0375\u0384\u0385\u03F6\u0482\u058D-\u058F\u0606-\u0608\u060B\u060E\u060F\u06DE\u06E9\u06FD\u06FE\u07F6\u07FE\u07FF\u0888\u09F2\u09F3\u09FA\u09FB\u0AF1\u0B70\u0BF3-\u0BFA\u0C7F\u0D4F\u0D79\u0E3F\u0F01-\u0F03\u0F13\u0F15-\u0F17\u0F1A-\u0F1F\u0F34\u0F36\u0F38\u0FBE-\u0FC5\u0FC7-\u0FCC\u0FCE\u0FCF\u0FD5-\u0FD8\u109E\u109F\u1390-\u1399\u166D\u17DB\u1940\u19DE-\u19FF\u1B61-\u1B6A\u1B74-\u1B7C\u1FBD\u1FBF-\u1FC1\u1FCD-\u1FCF\u1FDD-\u1FDF\u1FED-\u1FEF\u1FFD\u1FFE\u2044\u2052\u207A-\u207C\u208A-\u208C\u20A0-\u20C1\u2100\u2101\u2103-\u2106\u2108\u2109\u2114\u2116-\u2118\u211E-\u2123\u2125\u2127\u2129\u212E\u213A\u213B\u2140-\u2144\u214A-\u214D\u214F\u218A\u218B\u2190-\u2307\u230C-\u2328\u232B-\u2429\u2440-\u244A\u249C-\u24E9\u2500-\u2767\u2794-\u27C4\u27C7-\u27E5\u27F0-\u2982\u2999-\u29D7\u29DC-\u29FB\u29FE-\u2B73\u2B76-\u2BFF\u2CE5-\u2CEA\u2E50\u2E51\u2E80-\u2E99\u2E9B-\u2EF3\u2F00-\u2FD5\u2FF0-\u2FFF\u3004\u3012\u3013\u3020\u3036\u3037\u303E\u303F\u309B\u309C\u3190\u3191\u3196-\u319F\u31C0-\u31E5\u31EF\u3200-\u321E\u322A-\u3247\u3250\u3260-\u327F\u328A-\u32B0\u32C0-\u33FF\u4DC0-\u4DFF\uA490-\uA4C6\uA700-\uA716\uA720\uA721\uA789\uA78A\uA828-\uA82B\uA836-\uA839\uAA77-\uAA79\uAB5B\uAB6A\uAB6B\uFB29\uFBB2-\uFBD2\uFD40-\uFD4F\uFD90\uFD91\uFDC8-\uFDCF\uFDFC-\uFDFF\uFE62\uFE64-\uFE66\uFE69\uFF04\uFF0B\uFF1C-\uFF1E\uFF3E\uFF40\uFF5C\uFF5E\uFFE0-\uFFE6\uFFE8-\uFFEE\uFFFC\uFFFD]|\uD800[\uDD37-\uDD3F\uDD79-\uDD89\uDD8C-\uDD8E\uDD90-\uDD9C\uDDA0\uDDD0-\uDDFC]|\uD802[\uDC77\uDC78\uDEC8]|\uD803[\uDD8E\uDD8F\uDED1-\uDED8]|\uD805\uDF3F|\uD807[\uDFD5-\uDFF1]|\uD81A[\uDF3C-\uDF3F\uDF45]|\uD82F\uDC9C|\uD833[\uDC00-\uDCEF\uDCFA-\uDCFC\uDD00-\uDEB3\uDEBA-\uDED0\uDEE0-\uDEF0\uDF50-\uDFC3]|\uD834[\uDC00-\uDCF5\uDD00-\uDD26\uDD29-\uDD64\uDD6A-\uDD6C\uDD83\uDD84\uDD8C-\uDDA9\uDDAE-\uDDEA\uDE00-\uDE41\uDE45\uDF00-\uDF56]|\uD835[\uDEC1\uDEDB\uDEFB\uDF15\uDF35\uDF4F\uDF6F\uDF89\uDFA9\uDFC3]|\uD836[\uDC00-\uDDFF\uDE37-\uDE3A\uDE6D-\uDE74\uDE76-\uDE83\uDE85\uDE86]|\uD838[\uDD4F\uDEFF]|\uD83B[\uDCAC\uDCB0\uDD2E\uDEF0\uDEF1]|\uD83C[\uDC00-\uDC2B\uDC30-\uDC93\uDCA0-\uDCAE\uDCB1-\uDCBF\uDCC1-\uDCCF\uDCD1-\uDCF5\uDD0D-\uDDAD\uDDE6-\uDE02\uDE10-\uDE3B\uDE40-\uDE48\uDE50\uDE51\uDE60-\uDE65\uDF00-\uDFFF]|\uD83D[\uDC00-\uDED8\uDEDC-\uDEEC\uDEF0-\uDEFC\uDF00-\uDFD9\uDFE0-\uDFEB\uDFF0]|\uD83E[\uDC00-\uDC0B\uDC10-\uDC47\uDC50-\uDC59\uDC60-\uDC87\uDC90-\uDCAD\uDCB0-\uDCBB\uDCC0\uDCC1\uDCD0-\uDCD8\uDD00-\uDE57\uDE60-\uDE6D\uDE70-\uDE7C\uDE80-\uDE8A\uDE8E-\uDEC6\uDEC8\uDECD-\uDEDC\uDEDF-\uDEEA\uDEEF-\uDEF8\uDF00-\uDF92\uDF94-\uDFEF\uDFFA]/;
var Z = /[ \xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

// node_modules/entities/dist/decode-codepoint.js
var c1 = [
  8364,
  0,
  8218,
  402,
  8222,
  8230,
  8224,
  8225,
  710,
  8240,
  352,
  8249,
  338,
  0,
  381,
  0,
  0,
  8216,
  8217,
  8220,
  8221,
  8226,
  8211,
  8212,
  732,
  8482,
  353,
  8250,
  339,
  0,
  382,
  376
];
function isInvalidCodePoint(codePoint) {
  return codePoint === 0 || codePoint >= 55296 && codePoint <= 57343 || codePoint > 1114111;
}
function replaceCodePoint(codePoint) {
  if (isInvalidCodePoint(codePoint)) {
    return 65533;
  }
  if (codePoint >= 128 && codePoint <= 159) {
    return c1[codePoint - 128] || codePoint;
  }
  return codePoint;
}
function codePointToString(codePoint) {
  return codePoint - 1 >>> 0 < 127 || codePoint - 160 >>> 0 < 55136 ? String.fromCharCode(codePoint) : String.fromCodePoint(replaceCodePoint(codePoint));
}

// node_modules/entities/dist/internal/decode-shared.js
var BASE91_INVERSE = /* @__PURE__ */ (() => {
  const table2 = new Uint8Array(127);
  let code2 = 0;
  for (let char = 33; char <= 126; char++) {
    if (char !== 34 && char !== 36 && char !== 92) {
      table2[char] = code2++;
    }
  }
  return table2;
})();
function decodeTrieDict(input, resultLength, atomCount, dict1AtomCount, ngramCount, dictSize) {
  const base2 = 91;
  const inputLength = input.length;
  const twoCharBias = dictSize * (base2 - 1);
  let pos = 0;
  const readSlotCode = () => {
    const c12 = BASE91_INVERSE[input.charCodeAt(pos++)];
    return c12 < dictSize ? c12 : c12 * base2 - twoCharBias + BASE91_INVERSE[input.charCodeAt(pos++)];
  };
  const dict2AtomCount = atomCount - dict1AtomCount;
  const slotCount = atomCount + ngramCount;
  const single = new Int32Array(slotCount);
  single.fill(-1, dict1AtomCount, dictSize);
  single.fill(-1, dictSize + dict2AtomCount, slotCount);
  const start = new Int32Array(slotCount);
  const length = new Int32Array(slotCount);
  function decodeDelta(count, off) {
    let previous = 0;
    let slot = off;
    const end = off + count;
    while (slot < end) {
      const code2 = BASE91_INVERSE[input.charCodeAt(pos++)];
      if (code2 < 89) {
        previous += code2;
        single[slot++] = previous;
      } else if (code2 === 89) {
        let runLength = BASE91_INVERSE[input.charCodeAt(pos++)] + 2;
        while (runLength--)
          single[slot++] = ++previous;
      } else {
        const next = BASE91_INVERSE[input.charCodeAt(pos++)];
        previous += 89 + // eslint-disable-next-line unicorn/prefer-minimal-ternary -- branches read a different number of side-effecting input bytes
        (next < 90 ? next * base2 + BASE91_INVERSE[input.charCodeAt(pos++)] : BASE91_INVERSE[input.charCodeAt(pos++)] * 8281 + BASE91_INVERSE[input.charCodeAt(pos++)] * base2 + BASE91_INVERSE[input.charCodeAt(pos++)]);
        single[slot++] = previous;
      }
    }
  }
  decodeDelta(dict1AtomCount, 0);
  decodeDelta(dict2AtomCount, dictSize);
  const references = new Int32Array(ngramCount * 2);
  let poolSize = 0;
  let ngramIndex = 0;
  function readNgramReferences(count, startSlot) {
    for (let index = 0; index < count; index++) {
      const slot = startSlot + index;
      const a = readSlotCode();
      const b = readSlotCode();
      references[ngramIndex * 2] = a;
      references[ngramIndex * 2 + 1] = b;
      ngramIndex += 1;
      start[slot] = poolSize;
      const entryLength = (single[a] < 0 ? length[a] : 1) + (single[b] < 0 ? length[b] : 1);
      length[slot] = entryLength;
      poolSize += entryLength;
    }
  }
  readNgramReferences(ngramCount - dictSize + dict1AtomCount, dictSize + dict2AtomCount);
  readNgramReferences(dictSize - dict1AtomCount, dict1AtomCount);
  const pool = new Uint16Array(poolSize);
  let write2 = 0;
  for (let index = 0; index < ngramIndex; index++) {
    for (let half = 0; half < 2; half++) {
      const source = references[index * 2 + half];
      const value = single[source];
      if (value < 0) {
        let read2 = start[source];
        const readEnd = read2 + length[source];
        while (read2 < readEnd)
          pool[write2++] = pool[read2++];
      } else {
        pool[write2++] = value;
      }
    }
  }
  const out = new Uint16Array(resultLength);
  let outIndex = 0;
  while (pos < inputLength) {
    let slot = BASE91_INVERSE[input.charCodeAt(pos++)];
    if (slot >= dictSize) {
      slot = slot * base2 - twoCharBias + BASE91_INVERSE[input.charCodeAt(pos++)];
    }
    const value = single[slot];
    if (value < 0) {
      let read2 = start[slot];
      const readEnd = read2 + length[slot];
      while (read2 < readEnd)
        out[outIndex++] = pool[read2++];
    } else {
      out[outIndex++] = value;
    }
  }
  return out;
}

// node_modules/entities/dist/generated/decode-data-html.js
var htmlDecodeTree = /* @__PURE__ */ decodeTrieDict("!}.&u%}'&}*'~!6*)%&,~!J~!J~%L~y<~!R,~~%Lu~~#GD~~#|)1#%}^%}2%+#.##%##%}&%##%'#%##&%#%#'%#&#%#&#'#%%#&#%##%#)%''%&%#%#'%#%%#%%}%%%#%#&(23#%%#&-%0%('1#(##%#'##+%'*.:1}#%#6-+(%'%%#%%%}#L'2351&('%}&/N'(0(/*-%(%%}#'+&T%7.2}#&%&#%#36/5##%&%%#&#%%#))2%%##%&&'0~!#*+&'%1~!%).'3q?&%'1~!.##%6(~!+%%%(Gw'rT~!E#<nA%#jZ~!H%(~!42##~!*31&~!G%U~#)5~#`3~!J~!Z~%]~%Y~%C~!q~!u~#kz~%#~!6'~!D~!U~!?~#T~!c%~!G#'~%7|~!G~!J~!G&~#pb~(Df}#%}*&}#%##%##%##&#-}&'#'&%#.++}%mI,#,@&(}*%}*'%&##&#%##%}&0}#.},U},%}+%}&%}#%##&}B%(}(%}+%)})%##%#&}&%##%&}<%}>%#%&}*%}(%}9%}/%})%}*%}*%}?&}&%}3%}&*#%})%#%#)}#&#-#+*%E%%'%'#%}#*V##&##I}#&&##%&%#&&Qf%%))w/0+&%#(#.%-''''++++7}>%4'',##1,#%#&%##&#'##&#*#9)%&%}#*}%,#+P(%A&%#'&##wSD',9E00#y#@}(+}&%&>~!#~!X}#*}(&&}(&}(,%}%&#+&}#&}I%#%}%)#(},'%#*}4%%#%}(''}#/##(##),%-##%%)#&}(.}&%#&}%%}*&#%},&&}&%}#%*'#%})%}D&}&%}-&}6&#&}-,%}#%})-(~+`~,=?~I9'9%~!,#%})%})%}@%}?%}(~!?~#<~#pP~#BG~#=1#%K+~#?#~%;)~#A~#mF1~#A'~'X%'~#lR~#N~'N~#r~#m#-~#i'?%#'%~#B%##%,%#~#_%#0%~#]732~,w~2+#:&#%&'0%&>%}#>##F+)#%&&#(+_}4&}-%}(&}@&}O7Fdf0@+/v4}&WU##&/0#&'('B#%}.%}'+#%}#%%&#&%#%##+#&#)#6#'#.},%}c%},%#%##%&#&%#&~#>'*-.%##%##%}#%%}%'~#)D1}#%*&~#_%%'(~#S2%'.}#~#=##*'*-%}&'%'##&&~'E%.#&~#M4}%%##&'%#~#O1##%&#'+~#<B%##%%'%+~#;#@%}#&%#&&%#(~#H1}'%'##&&~#?A}&'~#D#%32}'&&&&~#[}'(#%}'~#;C})&}%%#%~#=&%,3}%'(#%%~#^'#&&)#%'~#Y%-~#d-%'~#^%%&#&&&}#~#b~2t*&'~&(~&@~0%~e~3}%*''0})&}+~!9##-}#%-hD*)1fC#%/&/fB#40~!+#)*4~!+~!K'&:~!/*7~!.#~!H~!L':~%x&~!H#~!*~%1~!I#~!+A~#p'~!F~~#-#~,,(~.Z~!V~%;'B'mq-W~!N~%I%#&&#&}#%},%%}'%}+X#%}#&}(%}'%}<%}#%}%%'}'%}:~![)9@~%>~#UA%-%##&~!C%~!-.9:~!1~!-^2/:a~!y,D*J#-5)/4~%23,~#G~!L1~!0X3`~!2+~!!0-~&E~!W~!o,>Y&]~%cZx_&~#O*9#A#'#+I'%#)~!0B*-5A+-((F&*M#)(-7-5+'-3a5Vi~!Y~!?+[)%3),ERHm~!+:D,VG.+)?fB%%*(%)'(#&80%1'8`K8?`+'Z#&O&'H5#*9)A%%5&3))0%39+.*7#()&&*=4@**L)<'_&*+..;(#*+)./&0#3)%')-8(4ixD(&.}%,('aI:,)%,k2231T)I'#/-W7,/'Q#.'Y24+h')37</31&83##&0#),H(?'&?/1##%#&&#%''-%&&&#(&''&#.-'%#%%(,')*'&#&#'##%(%(#%('#&##%%%%('%#%#%%#%#&%##h>w+v<ayvyvcg.uuhKr}g/v|g>u9i[~>g5uI~=RvdwEg;v/g;uk!!TTSx]@RT!U!#!@VBRUU!'UTe-d0c`e&gSdicedFcrdTaqb.kYcAohdYd@a3e+d}dMdtd.aJ#bqcK`dle/e.e'dwdPdodddjbEb}ogd^ofdpduc6j?l%d{drdqc)d7bacOdQ%T#Y)X.sR[yH>6Vyv3[xwLu>vo'!*.[yBacahoj>6Rew3[xqdZa#!a&#^(X-[yG>6Vyu3[xvg3sEr|g.u/Ri9db0T#^(Xa)!-[y;>6Vylg4wKs{JwNZt3@3r=c4Z([xlg;wKt!cpq's@v7A'*a(a+!-a#[y<3Dt?3Dt'>6Vym3[xmg9rxsNJwLZt4~?r?db1T#`-!(Xa,!0[yS>6Vz%NuQs.g4wKtnJwNZtS@3r>c4Z([y%g;wKtrdga8!a(!#&T*Y-Xa#!a0<or[yc3Dtq>6Vz43[y3JwNZtf@3s!Ju}!%Dti:pm3c_%X#tjB5pkd6q!r]u?voC'*-a.a2!0a&a+[yI3DtI3Ds~3DtH>6Vyw3[xx;:s#~<5pKJwNZtE@3r~d`a)!a2T#a.(!+U.X1[yT3Dt`3Dtv>6Vz&3[y&g9rxwzcxstPu.<rAJwLZtT~?r@dZa%!a.&^*Za(/Reu[ya>6Vz23[y1g3sEr}wkg{NuQRg{ci(U#5@b`~,cg#U(2WnH5wugcRh7dX#T(Y,a'Ta!!a,[yZ<]mj>6Vz,3[y+Pv#5ReZKu+=,%!H}7ABwkaS?Rh:BcW(X#<]mrj:ubv/ARekdg%!(!a.*Ta(Y.X1!#sP>Rl*Dt6[y>>6Vyo3Wf*jOvuumvuRgRJuq*!:9<B@bX~3jVv&v@s@5Re[d/rQt{uAvo&a&a*)a2!,0Wf!3Dt0=Bs'>6Re}3[xy~<5s%JwJZt1~Gs)c;&!#2sJkNuXvzq7rxu,Re8dka4!a8(aEZ+a@Y.X1Xa)[yd=Bs(3DtP>6Vz53[y4cX#X&Re:avRe9~<5s&JwJZtQ~Gs*i^rzvdRg+Jv{%!2sbB@bX}kdga,!Za?&^*T1/!a'Dt+[y6>6Vyf3Wf%g/u;s4hGu6?Rh-JvZ,!c%#&RoX54Rivj7uyvf8RgTKvZB%*!2sGh<vu5Rgq<=C::9bb~#dZ#T&Ta6Y.X*Dt>[y93Wf)coZ(T,6VyifluvRgC@95@B@bX~/hFu34cC#T,k/unq8w8Q5RkUklwQuzunq8w8Q5Rk8d/rJu?v8w9)-&!a0a;a&aIWejg3sEr/h1s<DtDJvyZqY5aws3Jvy!&Wei~Hr1:au5@Bag>23E~5c:Z&bX};kKv?w&unuVu5Rjc;>bs)#~@:Rh.=ay<a]C;b`}Vd6s/t{uAvoaxa()!a,a7%-a#a2Dt,[yF2Wo[>6Vyt3[xuNuPRi&NuPwpi#RoWh?vf8Ri%Jv]!%Ri:KvxD!.'2WeAjZu`q9rxu,Re7woeAg-unLq(qA_/*2Wg_g3u5q^9:4E}/jTrxrzv=Wkkd~0UX#^^Xa-a1a5T&a=U1a'*aEa]!a*aPaA-adok[y54Rn>;:p3~Dp5g9rpsFNvZqjg3uJp4~<5p0Pw;5qlJwNZt*@3p1Pw:5p/Ou!5p2JvG'!6Vye=<qnJvh_[xhg3v,Rh3kOwOw-sDuev/Re^dha[a%!%!a+#Ta7)-5TaCaO!aka!a)sf[yb2>Rl!9ARiq5E}Qg=ucRkBE|oJrJ_@Wk~@Wk{JrJ_@Wk|@WkyJrJ_@Wk}@WkzJvO_[y2g-vMRmiKuYC!)&>Ri;>Ri<@3RkNc](X#@9Rk=g5vuRmhKvDB!+'=]meg3u4Rmgd)#Y'Vz3CARmfd`a+!%T'!+#Ta1Ta6TaM-sTDt9[yA9sYd'%Y#s[[xpj:ueunaXRgEjRq,v-vuqdd2'`#6Rev<32@5>:2<E}5xIo9a*X#Y(;5RePJvD_g>vyRgNj8w)v8<wggs:RgXiZt|vjx,hSq3ah!-(~@:Ro/Ou!5RhWj^v(pyw8unRhUdx-UY#^Ua.a3a70!)%UX1TaDa)'omRiRRhE[y:3Dsz=Br,>6Vyj3[xkg6ruwjcqsrPw;5r*Ku]D'Zt-@3r(~?r.i[vwv]dU1a--U#`a4(g/vsRhPOu!5RhLj:rmu9Wo!~@:wdh@g/vsRiTjXuvvNr}:RhBj^v(pyw8unRn]dz1UYa'a+^Y(!aETZalaRY.Ta?a4[yDJw1!#qLsW>6Vyrfzq-pLflpwRe|Js>%!Dt@3Dt&Jvy_[xs~HrnjMuwpsw'RecKu+D#'!t<~Grl~?rjg5u-x,gwp{ah!-(~@:Rg~Ou!5Rh'jXuvvNr}:Rh#cW#X/c;&!#2sLi[v7u7RgpJv)(!iLrxu,Re6j7v@s@5Se[e7d`aW!Za(a`T.a#!a3!&aDa-!9)Dt_=6s+3[x~~DR|h~DS6avhGun5RkZj3w)v-]mkKunB!&*]kb97R|i<ARk<c:Z(6Vy}Juh'!wziMRoS:F|vkLuauJv5vtvQRh1d='T+Y#VyO~DR|jcF#T'7R|g97R|kJv3'!ay<Rj,Jvh&!:ReXcsa6*a+#a#_aIRf9aLRf?c,Z&Rf5Rf7c.Z&Rf;Rf>cQ#%T'p-Rf8Rf=ct#%'(*!,p,Rf4p+Rf6Rf:Rf<d~'Ua%U*^UYa(!a,-!#a4YaTalaEX0a8a<Weo3Dt/3Dsx=Br93Wen~Dr;~<5p<JwNZt2@3p=Pw:5p;Ou!5r3c7&!#:p>3Ds}KvGB)_6Vyk2sM=<r7x'eovA(!hFu1ARf}cV#X&@r5j6rvwQa^Rf3c=Za'wkghJv__g;unRggA53B9=b^}%j6uduo5Jq;!(hIv%2Re`Ou4ARe_e%a#^^^Xa&!a*a2!&a6YaP!*ad!#a:aE/5Rn?[y@>6Vyp;:pE~DrY~<5pBJwNZt8@3pCh=rt3rWPw:5pAJup_[xoNuPpF9c!#'45pD5ARn)d8#X'X*3@rU72s]h>v<<sSjJpqvewOJq/(!hNw'5ReBk0s2u3w/w'5ReE5@Jq.!a+JQ!&WeU23d(#Y&RjG5]jBk!u7w&u0udARjEe#+^^^Ub#!a2/a`Z(agT1!a-a;|@TaG!aS[yV=Re~fow'RguNuPRe?bz#'>RoUWeL>:Cbb|?JwPZtVg6ruRmzJvD'!6Vz(g/vmRh~Jvy_[y(g9voRgyx*cy(#2>Ri2B9b]~9kIw9u7rluJu3Rg]dI#a%UY'@=p%CAx.gQZ&RhwwygtRm{x5g_Z'+ABqR9Woa=Bp&dV#^*Xa'!&@o{g4v]Rk;Jv{!%Rk[wkkiA5RkiwwfUB=x,fUuqC&*!>RfTg8v0RfV~ARfSd;rJsAuAv9wR'ae+/aO!a@aza/a#[yQ@Wg!2Wemg3sEr0JvB_g>uvReWg2v+Re=KupB_+[y!2AbY~-~Hr2AJwD!(h<~El>h<~El?Kun@+_:9b`}Kg-v/Ri3g;vtwyk_9]k_d=&T#*U.6qh@Ab`|K9:H|CJv[!&3Dtex'fDwC%!Rf[9WlMd[(^X,!a%Z06Vz!@WgBg=v~Rgvg,QRe@awd,#Y+jTv|Q~EfWj]uNr|~FRfXdy#Y&^Ua%!aO.!(a)Ua;=!a@aKap!a-,a!Ta]a[rSa]p?[y82sK=Bq~;:p:~<5p8Pw:5p7d'#Y'Wf(;RnRi[u4w&RgJJvG'!6Vyh=<r#ijuuv/sIKuYD'ZtG@3p9~Gr&d2#`(g<vtRgFj`u5w&rqpxRf2CJuY!+:wfnTOu!5Rg}jNs1ucv&RfwJvA!&3@q|BDcC#T,k/unq8w8Q5RkTklwQuzunq8w8Q5Rk9dga#!a'!a=#a0!:+Tb*b@aO.a4!aba8aFJv^}?!VyR~Dr<g;u%Rn.~<5p[x'e`wNZtR@3p]Pw:5pZhNvjBp.woe_g5u-r4JwF!%DtO3:ooc7&!#:p^3DtpLuGw(!+%)Dtk6Vz#2sd=<r8d'#Y([y#<x3gJt`w@!)%}MRiowzikRij=]ilxAf3,U(#B2Rf#g0v-Rm[ck{`U#]giKv3>)!&6Ri154s,KuGB_%@r68r:dJ|t`#X(9<E|u2@H|rx3gJu?w'!+'1Nu7Reg4=H~+9<wxgY95Rm]xLggZ-`(X}U2:Ri4h<uOawRmsJv__5@bb{jbV~3dka#a'a]!,#a+U=a>b6a3b%!/aKa/)!arwve^VyJ;:pR~DpTg3uJpS~<5pOPw;5qmPw:5pNOu!5pQJvG'!6Vyx=<qoJvA!{~Jup!%@qk7Rn/KvyD!}''[xz;>wkh'?Rh,x8gyt`w5D!&),(SgyccRgztJ@3pPB5p#d'(Y#<]mmifubw&RgoJvE&!82s^JvF&!8Rf,ADb]~;x=h'rNu]vK!,%'*0RnORh)4Rh*AqQg-vaRnNg;wHwkh'ba~4cE#Ta*x3gctyw@'!+%RnFRnD<4Rn@hFvK5RnCxWg[#`&a0Ua()`1Rm75Rg[c]%X#qi8Rg^NvdRj>BwzgZauwji7Rm6A4wgg]d1#&(*,.0a#Rm;Rm<Rm=Rm>Rm?Rm@RmARmBe%#^^^Xaea?aC/b+(,!a+a#!a/!>a&Ta<aKbD!2wphBRnk[yPw}hE|.=Br-3Dtm>6Vy~g6urRf.x,hPrNav!%'RnqRo%Ro#Nu;q[Pw;5r+JwNZtM@3r)d'#Y'Weh;xChL#`&RnmRnoKu}>%(!Rne~Bs-;2wjcussJv+'!aYSO}6@B<5?ba~8LrNvj!.%*ROwungw~ng~:9;Ri^>wtnig;wHRnixDh@|(UZ.x1h@|)!#:2<H|*xHn]#-UX'3Ro)z=iT}6ARns=Bwsn_wpnaRncw]aR(#UXa&Ua*a/=]iPd'#Y&Ro'WnXf{QRm2hNvj]nZd`'T~&1`{|`#9b]{}c:'!#Wl{>@=be}]?cl{{U#:5Abb}Jds#^YaF!a*b4a#a3aPa>&Tb!bH!*a_!Eau?/a&RjY<]gj>6Vz*;:pe~DrZg,QRj1JwNZtX@wihspcJvZ&!VyX9WmOJu|!|N2WmHJvh&!]ht~Bpbcn&T(!#RmQ<s7Nu;padH#X'`+WmJ@>RmKCARhnKup=!)&Wf+:RhqNuPpf9c!#'45pd5AwghpARn(Ls@w!%,)!RmP@Wfe<E|IJva!&WmNg8vsRmLd`*.`#Y'Xa!axRn*]hrA8Rhug5s@rXg8u!RmMd8#X'X*3@rV72smdI*#UY&RmICARho~GsgxVgd)Ta'U-Y&Xa!T#RnEWnA@Wffg1uDRi0hFvK5RnBxGnG&#`%owp)@wsf+bX}Ze-*1!a*^^^Ua|!#a.aq&Ya2!a>.a6!a:aO`aJDtL[y`@Wg#>6Vz12@wzoYRoZNuPRi!NuPRhzg=ucRi,@=b`{Yg=ucRi-ACJvB!&Sh[ebSh]ebi`wUuFRm4Jw2_[y0JvB!.<Ju(!&SoG}6Shd}6<Ju(!&SoH}6She}6Kur@._g5vHRieJvx!{L2G{Kx6gd'T#?Rh82Wi5cZ#X(g1w)Rm5dW-Y(Ta#!a)!#aYa=wnfE=su2>>bU{0j9udv:<svj8uQv-7RgHdE%#^'sq9sp=>Bb_{TJv`!&g/r|snj6v(us5d,#Y(56H}[978H}]Jw5!&g1rushJvB!+j;v{u5?zDhd}6}bj;v{u5?zDhe}6}ce*#`(^^^a[aea!=!a6a*aoXb1a.!aAbL!b>,b'aL!aV@Wf|2Wlg3[y/JwNZt^@3piPw:5pgJunZou3@rsJva&!Vy_g<v~Rm#JvG'!6Vz0=<r{Ju{%!:pj@WfsiXuJu3Rm:JvZ&!WfA~Bph@c4Z&Dtwax5rubx(#:awRk1@d,#Y&RfjRfid1#,Y(@Wfp2Wlrg5s@ryKu[@!,'=]ig9wlk?Rk>g5u-rqJvy'!@9RkQcH(T#=>Ri~@<wkj(Wj(KuZB*!&<7rw@9RkRcH(T#=>Ri}@<wkj)Wj)dg(Ta2Xa9X#`-!a*CARhg@@=I}d9x;c~#X%so=<sj>2@@=aybb}XjWv0Q~EfEj3vLv;<d,#Y(56H}`978H}_dgaPaFa'a/!#a3Y0a_a;a|!1(a7-[yE3[xt;:pJNvZrrg3uJrvJwNZt=@3pIh=rt3rxPw:5pGOu!5rpJvG'!6Vys=<rz@c4Z&Dt(ax5rtJvZ!&~BpH@wsfNg-vaRlNci*U#=<wei<F}a5@Jq.!a*JQ!%@qZ23d(#Y&RjH5]jCk!u7w&u0udARjFd/prq=tyvpaEa(a:.!a1aZ(@@=I}:9wpd%=<sX55w_h}@@=I{t=ay<aU@@=I}T=ay<2@@=I})?C9:9au@9Cb]}DP~=x-fAZ(2Wl1=ay<aU@@=I}>5@d##Y+jTv|vV~EfFj]uNpn~FRfGdgaK!Z2&!a8a-Tb({E!acTbM*!a(DtY[yYd'%Y#sl[y*hHvh>Re5x2c{Z}.j4uCvcawRiMd+#X+_x&d!},<5RkX;2Hzw@x,gavfB-!{CcF&T#Roe;RodwWbBg5urRgaKvHC*_6Vz+<4opieuew&Rmq@d]&Y)X,T#X0Rh}<BqP=4qS9:ReMg/ujReNJw0!/<Jui%!bd{kawwnemRelAxUa?a3#*.&UX(Ya+a/RhvRnQ<o}9Wmtd-#Y&RgSRmw9;Rmxay=Rmyg-vaRmuxEhSrNu,v-voC!%(aR.a(a7+1Ro1>Ro5CE{A9b]{@;5x#eO{:g;urRi+KrNA!%(Ro3>Ro79;Ri_Ku@>{;&!x%gX|{KunA_+g5QRj/g3u5Rj#g>uERj%wio/xRhS&!,!#^1U}wba{8>>@=be}qC@:D5ba{7Ku+A&!}x?ba}t>>@=be}se(aA^^^Uat!b0#{pa+awUazbGa#aLb9bgaWac'a5TbS=Br!d1#`%scp_Jvl!#rT>Re0JvX&!VyN=H{Fcm#U&:pY=ReaJv2&!]h0=]nUJvG'!6Vy|=<r%JrM_=]h2@Wlud'#)U'Wf'b]{i=]h/Jvh!&~BpWg=v]RnMx+ny#'Nu;pVwjnu=]nwxJnx,T#`&Reqwjnt=]nvieu9vrRjLLuYwP(#+!th@wih5pX~Gr'g5v/Rh4KunA'!-CARnP@wwiN:Rm_9x'cvw>!|l=<saKvAA!0&3@q}>w^e1bp#&Re2Re3BDx7gH#T|f5H|eKuZ>!%(:qNAH{]Jv6!+3B2B9=b^{X<5<B92:E{ZLvhwA(a;a%!igQuyRmad+#Y}m@3Rh5d8#X'X*:AqUAHzmaxwbh<aXRnVcF}RT#Nw&cj#U(BWnug/vsRntdka)(a3+.Zb7aYYan1!bVa@Xa}[y^@b[{G=H{+hFu73Rj&Pv#5ReQcK%T#sig1v{Rj'Ku+D#'!t]~Grm~?rkKuMB!01d5#`'Vy.ta3Dtu~Hroc8#'{^45s85AwZbP&!#Rn!wghxWn#KvEA!)&2RlA2RlBx:h|#(T,=]j09Wobz>x]z/@awRoTd+#Y(az]hFhCrm4d,#Y+jTv|Q~EfMj]uNr|~FRfOdCa!Xa9_X#@<plJvf!%b`{(9;Rgwc;.!#2x7cw#T|UDb]|T5Ju={(!=@E{&Jv)&!Ab`{'awJvf!~*>>@=be{#KuY>!+&4Ezyi[ugv&RjIdea+T)#UXa&T-T&a!Rh9auRmW=]kLg5vuRn+g3u4Rn-Ow6ARn,hHus5xNk?#UX(U~)/g8v0RkD~AwkkF?Ri.OuNBwkkA?Ri/d|a2`a*^UYa.!aBTZaTa'Xa;!(!2!-a#b2[yC>6Vyq3[xr2Wi?g1rusVh%s?DtF~<5rbJs;%!DtBfswKtCj[uvuSsEu3RgVx3o:u+wN'*Zt;@3rd~Grh~?rfg8w)Lq)qE&-a%!>bI|`jWv0vV~EfCjTv|vV~Ef@j]uNpn~FRfBcK#T']gWNu7x,k7q4ai(0!hHv8<RhmkMu9vrsBuev/RhlCJvB!,g<v{wchh~@:Rhji[vrv{wchi~@:RhkdS&a5UY#Ta!RgPwwiI5BwciI~@:Rh`x'iJvj'!5]iJPu8Bwch]~@:Rhach)U#h3rp]gLh@t|Ax,hTq3ah!-(~@:Ro0Ou!5RhXj^v(pyw8unRhVd|)`,^UYas!a?/a2Z'a^Ta{Tb7Ta(a#!a,Wf&9sZ3DtAadamov=Bqt3[xig8vsRm~>waiL2b`{QJv*_Ouv2qgj<v]v2BqfdR'X*X#Y-@3qr~Gqv~?p6hHv-]glPup5Lq+q?_%*b_{qF{n9b^{rOu4ARhpKvCD!+&~Bqp:5Dbb}nwoiKl&unuTuBv]v+ueunaXRf0=Jvh!0nKufu8v1w&w7q%w&uHrz:Rgnj5w,uxDJq/(!hNw'5ReCk0s2u3w/w'5ReFd>Za&!*UaA=<wkgsRnSJv^!%Refifw3vyRgOKu_B'!,<]gkiiu:w&Rh<=C@a^<B57@2F{[<B5@aW:=3away9A5aW=<B=C@a^<B57@2F{Ie-#`(^^^bCara.b8aza6!/bZ,!adTbnTbOb+aFaS!aAT9@Wf~2Wli3Dtl2@d,#Y&RfnRfmJwJZtN~GqyJva&!VyMg<v~Rm%iXuJu3Rm9Jv[_=]ih9wlkDRkCd1#`(@Wg>2Wls3cH#T(@<Rj*=>Ri|b~'#23s9h<~El.d'#Y&Dtxi^rzvdRl#d*#U%(o|B2s`hJwSaxRmDKv4B&!1:Rmdd5#`'Vx}to~Hq{x'f1v3(!BA5ba|bJv_&!Wfug1v]ReIdO+U/Y#&G}-8wze=Rh{g1v]ReHg/uQRf/by#)ibQwERl/cH#T(@<Rj+=>Ri{cNu+vlax-!(#a0qa9<Rii2;;bU{H;x<i=&X#Rk`<4wwi=C9H~8xAI(Y#<azRi@45wXI<B9;5bb~7dL(X#Xa(+!aL6Vy{g5QqOau:5au2@ay547EzbxOcU(UX-T#Ta#:Cbb|A?wjh/b_|SOw6ARgtihr}u7Rhy<d1#T)X1@@=I|~=ay<2@@=aybb}Sj3vLv;<d,#Y(56H}A978H}@dGpvs@uAu`vcw9*!aFa+ai%(b!aXa8.a?a[ozWey=sU2@G}Nch&U#Rf_WexKu+D#'!t:~Gr`~?r^j]uNr|~FRg*j^psurwJt|RmcKv)@&!)7Rkv~Br[@wxfO:Rl3co#U'6Rezj_q#vIuavjRltwzeyh@vr5JqD0!>aY?C9:9au@9Cb]}9cl#U*5;5<H||jbuus1ucv&Rfvg1v~d/pppzqFr^a--a~!aMat1(hFv;Wiz@@=Izoj5uuv-7Rix~Cw`fk2WlVcZ#X,k)u3vWs@u2]ktg;wEx'fBq(_2Wg/jTv|vV~EfoJv]!15x'hzqG!(P~EfU~CRl_j6v(us5x4i-#T(2WmZ?C2F|d>Kq<aj1!*jTqIsBv=Wl`~Cw`fi2WlWj`v0u*~>RlR=c>Z,k#u3vWs@u2]kr<c1Z+jTqIsBv=Wla~Cw`fm2WlXdmb3!a{(arZa`bkTa%TbQTa-a9+c'!aM!/[yL=Bqug.w'RifhFvyDRj.g>vgwyk^9]k^Jv3_@WfbAARkhJw2_[x|JvB_wkoIRoKwkoJRoLd'(Y#<]gm=<9<H|yd'%_X#skDtb3awwqkgNulRkgdB#^',9:p'hJwSaxRmEBwVb8@4=H|qLu+w50&!)@3qs~?pU>Awwn;;Rn=c:Z'ARn<=<qwKvC@!/&~BqqJv6!&]eVb^z^xRge'/a%+^`#Sge}6<4Rn3=]n0Pw2>Rn8Jw0!&>Rn:>Rn6cY#a7+!a&=<wkaNw~h3z_c5Z{=wjh#=]nLKv^D!&)Vyz=bW|swYb<WetcG#T(2wxa@qVx@gD#Y&b^|V5JwG&!5bb|pg/w&RgD@x=kHs=uAvn!a%%/'+RmSRh694Ro`g-vaRmRhHv-]mlxCcS#`&ba~.5cD#Ta)P~=d,#Y(56H{>978H{Dd_#{2^Y%_+qbbb{6g3sERhsbU{?dfa.,`a(Xa<!aiX#(55RiG54RiHcI#T'WiU3RiVNvdwtfcRlKNvdd,#Y&RlHRlExQgf.1*^T'X#Sgf}6Wn4=]hfPrk>Rn7Jw0!&>Rn5>Rn9Lunw?&a2!,5<oq@@wqfdRlJj5Q~=d,#Y(~ARfcOuN]fdDKw;ay(}i!547E}j?cI#T(@5bV}iCbV}hdv(^^Tb?a40,b##Tbo!a*bR!a<b|a/!aKai!aU[yK=]o^g:v>ReGJwPZtK<7Rh+h<~El,Pv#5ReR@awwxjCg,ulRjDJv6&!]j!z?aQeeg>w=Sh<eeJw;!&axEzOg,Qosc!#*:wkeJ]eJ>x'h-u(!%Ro.w~h.zPdNZ(X,Ya![x{;9ReY;wkgxRiF:x?ap#Y&RmUg<s2Rkod]+UY0TZ'!a&A9sw<=bczLNvuw{gqzNhJwSaxRmCKuLay!#&s_Rf-55b^{uJvZa!!c%#(55Ri654wmiu5RiuawLu,vp!+}^%b_}Y9;wkgxba}o>A9:=b^}zKuh=a''!3awRk3c*'!#aHRk6c+Z&Rk5Rk4Jv)&!awRjSawd9*`#0?C2@EzMj8u<uJ5RmbjQrquJu3x,k>uq@_+=ayb^|W~ARkEOuN]k@7dhzV^X/X&a-#zRzSb`zXcJzTT#2WkVKvDBzW!%FzY9;5bbzWjQrquJu3Jw3%!b`zU=ayb^zQd:#X(T-a!6Vyywxh}=b]{Jg=u1RiAdGp~qHtzv!w(wA+a+a;<!aJaYai'anasb(=azRmV:Cbb{MLq2vb!%')RjuRjrRjtRjqx3jnqCw3!%')Rk(Rk+Rk&Rk)Lq2vb!%')Rj{RjxRjzRjwLq2vb!%')RjsRjpRjfRjex3jcqCw3!%')Rk'Rk*RjkRjl9<CbbzfOu4ARhxLq2vb!%')RjyRjvRjhRjgx=joq*uKvb!%')+-Rk.Rk%Rj~Rk-Rk#Rj}x=jdq*uKvb!%')+-Rk,Rk!Rj|RjmRjjRjidAq&qKs@uAv8Aa.'*-a@a&0!aM@a5[y73Dsy3Ds|3Dt):wxgI2sHJwJZt.~Gqxwsf0ikrzt}Rl0Jvy_[xj~HqzKv_A|D!&WfP8axRoVcf,U#k(v]v+ueunaXRf1Ju}'!g8u#Ri=jQw!sCunLprq>!,')~<5qeGzq9F{W=c##%s5au:5aU3CBE|;d4#X(D!a&6Vygx(b;#(=]ed?C2F{N<capoq2r[a&!aPa9,'Pw;5s:@@=I|,55w_h|@@=IzcP~=x'fCqB_2Wl2>aU@@=I|1OuNBc1Z+jTqIsBv=Wlc~Cw`fl2WlZ~AcTa%!Z+jTqIsBv=Wlb~Cw`fh2WlYk+uNqJsBv=WlSg,u3dca3#UXaMYa)TaB-=cM|7T#<bI}l5@B932:aV2G{BOuNBJq:|M!5Ezt=<B=C@a^<B57@2F{v>cB{/T#=ay<bI{3Jv6!a.6BKq0ah&+!5E}HP~Ef{978BaU@@=Iza<7d#.Y#978BaU@@=IzH~AJq0!(@@=IzG978BaU@@=IzFe,aU*Y&^^^bvJb,b:bFad!a,c2Ta>aL.bo6!a#CbTa'T#Re{2Wlh2@G{yg6t~Ro_NvdRfticuRQRllJv3&!x&c|zs@Jw3!%RflwpfkRlpKuL;%(!Re<@G|C2GzdhIvuBwgjAg-u0RjAKQB%!(GzZ@G|5NuuRl7d='T+Y#Vy[g<v~Rm!==G|>JvA!)@wma=]m1ifuaw&RmnLs@vT'!|/+[y,g:v>ReTJw1!#qX=x!eC{bLu+wT&)ZtZauq_~Graci&U#F|89:r_Lupvq!.)&2RlG8RfaC=x!eF{_h?rpWlmd&'!#X|&]k::xJey#`'T|+<E|&2@H|%dE#(^,g;u.RiEg6vjRiC9xCkA{O|zY#g=ucRmXKs0@!&*@G|m@awRknJuh!,3d(}gY}eJvj!%Rm):Jw3!%Rm+Rm-Ls0w(&!a(a#@b[|6cZ#X'7RkxWgAOu4ARn'dH'U#Y*Vz-Wm'CARm}d]*#a%^a*T'aK!a<9bV{PC=p*Jw4!&SgxcbB5r]idw(wBRmF7xFkt#&`(Rm/Rm8E|!JuY_9:Rl5=wrgr2:bbxd@xXfB(a*#T+!.X0X1Ta/a'T&RlDRfL>RlyARl9b[z[>RfZ:RlL:RfRwlg/ARl;9;RlxKv,A/!%7s69<74=BA5ba{-8Bde#`a<XaKYa1,a'P~=wxfB2bZ}}?C972@@=I}r8@55B9;5bb}G978B2@@=aybb}3j3vLv;<Jw3&!>Rfk=ayb^}4~Ad1#`*@@=aybb{w2@>==<bbz]dx+UY#^UaF!a9!bB'Ya1.!ajXa#%olRhD[y=3Dt#Ov5BrHKuMB%!(Rf^Wep~HrJwkiQjKr|~FRg)Ku+D#'!t5~GrF~?rDdV)UY,Z/_7RkuG{<~BrBg,rlsO:235B@bX}|d?a1!#`(6Vyn5@d##Y+jTv|vV~EfIj]uNpn~FRfH7Lq2vb1!a9-978BaU@@=Iz9978BbU}#~AJq0!(@@=Iz8978BaU@@=Iz7~AJQ|}!978BbU}!JvkaK!AdUa21-U#`a+(g/vsRn~Ou!5RPj:rmu9WhOjXuvvNr}:RhAj^v(pyw8unRn[kPr}p|u7vwv]RiSBd;pppzq@qHQa?(b.!a.a`@.|xa(hFv;Wiyj5uuv-7Riw~Cw`fg2WlU978BbU|wOuNBJqG!(P~EfD~CRlQcZ#X,k)u3vWs@u2]ksg;wEx'f@q1_2Wg.j]uNpn~FRfqJv]!15x'h{qG!(@@=IzK~CRl^j6v(us5x4i,#T(2WmY?C2F{1>Kq<aj1!*jTqIsBv=Wld~Cw`fj2Wl[j`v0u*~>RlT=c>Z,k#u3vWs@u2]kq<c1Z+jTqIsBv=Wle~Cw`fn2Wl]dn1#c(a(b^a2!b/bAT(bj!aDa7bu,a_a{c0!2T0g:v>ReD2@G{42@G{5~DpM~<5rc=Bx6i>{RT#RnI@zCx]y]z:2Jv[!zr5Awyk]9]k]dD(Y+X#6Vz.g=wKtgwhaCwgmTWj2Lu,w%_+/[y-B;b^xeg3u3Rj-2@bX{*KrJ<!+'@Wg(g?QRlC@Jv`!%b[zIwsfII}8JQ_@w|kW|=Jv(%!AqcOuNBJvEzh!bYzjLs@wP#(0!oy@>RkdJwMZtc3Dtd@BcG#T'9bWxg2@2Fznd*#Y+;2x'c}w<zizixNgwa#Z'U+!/!a'!a+w~g~z6wcn{Rn}wcnzRn|5Rh%=]nJg5vuRmvNvdRlvcprJu}w*az*a#!%.a.'Bot9qT]kj@Wg'ay2Gzv@Jv`!%b[zEwsfHI}1;ck#Ux`<Cbbx_Lu+w!a&0*!wko*wwo,So,}6Juqxf!E}PigQuyRm`d3(`#8>Rn%:A5B;bZ~%KvhCa!a2!x>k7#Uxb@b{#xaRk7Jw0!)>wwhlShl}6>wwhmShm}6CJvB!.x'hhvj{!!5Bwkhhbaz}x'hivjz~!5Bwkhibaz|xEhTrNu,v-vpD!a%&/)a3a.,%Ro2t[CE{)@3re9b]{%wjo09:rgc:Z&Ro6=<riifuaw&RmoKrNA!%(Ro4>Ro89;Ri`dSaL'UYzxZb)7Rka3xRhT&!,!#^1U}vbaz{>>@=be}yC@:D5bazzKu+A&!}{?ba}y>>@=be}wxBh[t`u~vJvr!%a!a()a,a0a4RoC=]o;Ju(!%RoGRhdwjh`=]oAg>w#Ro?g5vuRo=NvdRl|Ku]C.!&;RoEJvB!%RoORoMBx'h[v+_?w~h`}~5?w~hd~!xKh]oiptu-utv.vp!#%&a30a@a'a+(a/aOp(o~p!RoDJu(!%RoHRhewjha=]oBNvdRl}g>w#Ro@g5vuRo>c[#X']o<CauRoRAd-#Y':RkpauRoQKu]C.!&;RoFJvB!%RoNRoPBx'h]v+_?w~ha}t5?w~he}ue!/UbhYacXaW^Tc&a;b:a-c/#b&aja1(!cL+!bKbt!bmcRc9aIc?8[yW3Dtt94Rg`Jv}!&SiRMzBhEebShEMNuPRe>x7gL#TzuwjirRipc<Z&>on;>z=h-MSh.Mwqczx'a7vj&!>Re4@=ResJt__NuPRi*NuPRi)j]uNr|~FRfzKrJ>_+@Wfy@Wf]2WocKrJ<!+'@Wg%g/QRl@@Jv`!&awRl<wsfFIzgLu(w*!.*&ShBMwvhIRhI9;RhNx1hK'!#Sn]Mx1hK~0!#:2<H~7cNu+w7D*'1ZtW>Rn1~?rOc:Z&Rn2=<rQ<7wjh&=BSnLMc]#X(6Vz)w[b=a!U#9wzgMc3#&(RgMRitRis<x,gKt`ax!&+SioM=BSilMc3#&(RgKRinRimKurB,!&SiQMzBhDebShDM6BJQ!(P~Efx978B2@@=I}WLrJw!!,a*&@G}O@9wkibRid@@x'fKwC!&SlDMSfLMjUv~Q~EfKKv3@a+!(hFv-]mpx/hYZ(C5RiWz<o/MwkhY?So/M@x,gbvfB*&!SgEM:SoeeehFu3:Rgbda(,^TZa)X/7Sg[eb:2RgI~BrMC@wgkc:wwkcRerx3h(uUvK!&*,SnOM4Sh*MArRg;wHRh(x=h;rJvPwI!a4',a'0@Wg&=BSh/Mg>w=Rh=g3w*wwgGRgGcW(X#;Sg}M2Gzk@Jv`!&awRl=wsfGIz`dKZ*T'Y-:RhR7RhQg5u-p`j6v(us5d,#Y+~Awkia?RicOuNBwkibba}Ld6p~tyu_vbAa'a+!a/'a3aEa8a!>Sh,ebJv{!&Sh@ebSaReb9;SgwebNuPRi(NvdRl)NuPRi'hHu^<Rm^Jvv_@Wl(g;u1Si/ebKu'B&!*Sh?eb@Wl'z@aPeb95Si.ebcpputyvjB)!,&a+0a%ShAMWeK@G}C@WfJ9;RhMwvhH9w{ia}ix,hJvRA1(!zAn[MRhHx1hJ~*!#hFv(BSn[MBJQ!(@@=I~'978B2@@=I}2db.Ua<'X}+T#a0XaG2G}E;wkg|wuh!Rh!x,hZu,@)!&So0MVy)C5RiXACJvB!&5RiY5RiZg8w)cG}*T#2@bU}=KsA>(!a.3wkhZba~(x,h^u(A!&(SoCMRhb5Bz=h[eb?w~hb~6x,h_u(A!&(SoDMRhc5Bz=h]eb?w~hc~6e)aA1T#T,^^^c-bMb&blcPaP(a/!0!bA=b5c@a(!bfbrc#2afwmhARnjwchORnp2Wlf3DtsNvdRl-2@wpa<]m0bx(#:awRk2@Jw3!%RfhwpfgRlnKQB%!(G{V@G|'NuuRl6d='T+Y#VyUg<v~Rl~==G|<Jv+'!aYShC}6@B<5?ba~8@Jw3'!g2QRljhLrpWlOd+#Y'g.w'rIg>w*wgj@g-u0Rj@Lu+wT&)ZtUauq]~GrGci&U#F|39:rELrNvj!.%*RhCwunfw~nf~:9;Ri]>wtnhg;wHRnhx3hDs@v~!/+'@Wfr@9RkSNu&Rlo=@<5GzoKs0@_+@Wl+@awRkmJuh!-3d(}pY#qWJvj!%Rm(:Jw3!%Rm,Rm*de&!1U-U#`)Re;@G|.@9Ri82@wjfvRlq=@<5GzpLvOvr!).&2RlF8Rf`C=x!eE{.Jw3_g2QRlkhLrpWlPde(!#U{s,UXa*Ta'[y'g:v>ReS;x0PZ&RnlRnn~HrKJw1}f!=x!eB|2w]aP(#Xa&a*Ta.Ua2a7=]iOd'#Y&Ro&WnWg;u.RiDg6vjRiBNvdRlzhNvj]nYJuW_2Wm3x)kFze{9d])!a.!,Y01!#&aC!a3RndC=ox~BrC@2b^{pg,rlse7x'ksuq!%Rm.E{xidw(wBRmGx9o+)X#wwo-So-}69:Rl4@xSf@a#XZ'X)X,Ta(/ARl8b[xc>RfY:RlI:RfQwlg.ARl:9;Rlwdn'#^XafaQa1X1TaHTa)@b[{zcZ#X'7RkwWg@Ou4ARn&x)kG#{,g7u/RkGdH'U#Y*Vz'Wm&CARm|bx#(A]gUbUzJj9Q~=d,#Y(56H}l978H{U7d,0#U*2>ABb_xZ978BbU{e~AJQ{g!978BbU{hxMh?ad{oUYZ.x1h?{l!#:2<H{mx3n[t{vl!,&a%3Ro(z=iS}6ARnr=Bwsn^wvn`Rnbd`*T}B0!#^X'BG{c9b]{a>>@=be}F?JvS!&BG{d7BG}(Bde#`a1X,Ya@!a'P~=wxf@2bZ}I56B2@@=aybb}08@55B9;5bb}<j3vLv;<Jw3&!>Rfg=ayb^}&OuNBKuLA!)a!P~=x#fD{f2@>==<bbzl?C972@@=Ix^d6rSu,v7w*C(0a)a6#B+a%!sQ[y?3Dt%3[xn~<5rLOu!5p@Ku+D#'!t7~GrP~?rNKvlaya7'!h+v-5qMg=t|cd,U#5AAaa5Abb{S@52B5@a[@52B5Gx[iXueu;d<#`a(!/549C;ag>23ExY5@Dah89b^~689Jv)!~2b[~1Lv'w(%*!a#bX|aPrmawRe]keu7uhv-q6rxu,q`xTo]/a5aU!bNaDXbi!b-!ao!b<bwA!#5@B932:aV2G|:d-)Y#hJrL>RhG<7@C5<H|_=Cau:5aj5@B932:bJ|ng>vIbs)#?C2F|9jPv0w.vISh-MKvUaz(.!9ABbb|[5;5<H|Eg>unwfh;9:4E|YjQsBt|vjx'hYq3!(?C2F|J:2<BaY?C2F|GOu!5x,g|p{ah!-(?C2F|c9:4E|OjXuvvNr}:Rh&i[w*t|cd+U#jJvsu)vsSn~Mkfrmu9p}u7vwv]So!McW#Xa!ax5@A5aY:5;5<H|>kJv~vYrquJu3x4ib#T)2@SmZM?C2F|Bj:rmu9@xPhI(a*a#U#`a3-5Abb|L~@:RhK9:4E|0@52B5G|#C::aY?C2F|-:2<BaY?C2F|.5Jvk!a)javYrquJu3x4ia#T)2@SmYM?C2F|HAxPhH(!a#U#`a*-5Abb|4~@:RhJ9:4E|R@52B5G|F:2<BaY?C2F|Sc^#Xa2j=Qq5CJvB!-g<v{z;hhM?C2F|Zi[vrv{z;hiM?C2F|XKsA>!a)-g<v{z;h[eb?C2F|]i[vrv{z;h]eb?C2F|^iZu.vix,hZq3ah!.(?C2F|QOu!5ShXM:2<BaY?C2F|P", 13494, 2713, 49, 25, 61);

// node_modules/entities/dist/internal/bin-trie-flags.js
var BinTrieFlags;
(function(BinTrieFlags2) {
  BinTrieFlags2[BinTrieFlags2["VALUE_LENGTH"] = 49152] = "VALUE_LENGTH";
  BinTrieFlags2[BinTrieFlags2["FLAG13"] = 8192] = "FLAG13";
  BinTrieFlags2[BinTrieFlags2["BRANCH_LENGTH"] = 8064] = "BRANCH_LENGTH";
  BinTrieFlags2[BinTrieFlags2["JUMP_TABLE"] = 127] = "JUMP_TABLE";
  BinTrieFlags2[BinTrieFlags2["VALUE_MASK"] = 8191] = "VALUE_MASK";
})(BinTrieFlags || (BinTrieFlags = {}));

// node_modules/entities/dist/decode.js
var CharCodes;
(function(CharCodes2) {
  CharCodes2[CharCodes2["AMP"] = 38] = "AMP";
  CharCodes2[CharCodes2["NUM"] = 35] = "NUM";
  CharCodes2[CharCodes2["SEMI"] = 59] = "SEMI";
  CharCodes2[CharCodes2["EQUALS"] = 61] = "EQUALS";
  CharCodes2[CharCodes2["ZERO"] = 48] = "ZERO";
  CharCodes2[CharCodes2["NINE"] = 57] = "NINE";
  CharCodes2[CharCodes2["LOWER_A"] = 97] = "LOWER_A";
  CharCodes2[CharCodes2["LOWER_X"] = 120] = "LOWER_X";
})(CharCodes || (CharCodes = {}));
var TO_LOWER_BIT = 32;
var CONSUMED_SHIFT = 21;
var CODE_POINT_MASK = 2097151;
var CONSUMED_OVERFLOW = 2047;
var longNumericConsumed = 0;
function unpackConsumed(packed) {
  const consumed = packed >>> CONSUMED_SHIFT;
  return consumed === CONSUMED_OVERFLOW ? longNumericConsumed : consumed;
}
function isNumber(code2) {
  return code2 - CharCodes.ZERO >>> 0 <= 9;
}
function isHexadecimalCharacter(code2) {
  return (code2 | TO_LOWER_BIT) - CharCodes.LOWER_A >>> 0 <= 5;
}
function isAlpha(code2) {
  return (code2 | TO_LOWER_BIT) - CharCodes.LOWER_A >>> 0 <= 25;
}
function isEntityInAttributeInvalidEnd(code2) {
  return code2 === CharCodes.EQUALS || isAlpha(code2) || isNumber(code2);
}
var EntityDecoderState;
(function(EntityDecoderState2) {
  EntityDecoderState2[EntityDecoderState2["EntityStart"] = 0] = "EntityStart";
  EntityDecoderState2[EntityDecoderState2["NumericStart"] = 1] = "NumericStart";
  EntityDecoderState2[EntityDecoderState2["NumericDecimal"] = 2] = "NumericDecimal";
  EntityDecoderState2[EntityDecoderState2["NumericHex"] = 3] = "NumericHex";
  EntityDecoderState2[EntityDecoderState2["NamedEntity"] = 4] = "NamedEntity";
})(EntityDecoderState || (EntityDecoderState = {}));
var DecodingMode;
(function(DecodingMode2) {
  DecodingMode2[DecodingMode2["Legacy"] = 0] = "Legacy";
  DecodingMode2[DecodingMode2["Strict"] = 1] = "Strict";
  DecodingMode2[DecodingMode2["Attribute"] = 2] = "Attribute";
})(DecodingMode || (DecodingMode = {}));
function determineBranch(decodeTree, current, nodeIndex, char) {
  const branchCount = (current & BinTrieFlags.BRANCH_LENGTH) >> 7;
  const jumpOffset = current & BinTrieFlags.JUMP_TABLE;
  if (jumpOffset) {
    if (branchCount === 0) {
      return char === jumpOffset ? nodeIndex : -1;
    }
    const slot = char - jumpOffset;
    if (slot >>> 0 >= branchCount)
      return -1;
    const stored = decodeTree[nodeIndex + slot];
    return stored === 0 ? -1 : nodeIndex + branchCount + stored - 1 & 65535;
  }
  if (branchCount === 0)
    return -1;
  const packedKeySlots = branchCount + 1 >> 1;
  const branchEnd = nodeIndex + packedKeySlots + branchCount;
  for (let index = 0; index < branchCount; index++) {
    const packed = decodeTree[nodeIndex + (index >> 1)];
    const key = packed >> ((index & 1) << 3) & 255;
    if (key === char) {
      const pointerIndex = nodeIndex + packedKeySlots + index;
      return branchEnd + decodeTree[pointerIndex] & 65535;
    }
    if (key > char)
      return -1;
  }
  return -1;
}
function readTrieValue(decodeTree, nodeIndex, valueLength) {
  if (valueLength === 1) {
    return String.fromCharCode(decodeTree[nodeIndex] & BinTrieFlags.VALUE_MASK);
  }
  if (valueLength === 2) {
    return String.fromCharCode(decodeTree[nodeIndex + 1]);
  }
  return String.fromCharCode(decodeTree[nodeIndex + 1], decodeTree[nodeIndex + 2]);
}
function parseNumericEntity(input, numberStart, inputLength) {
  let offset = numberStart + 1;
  let cp = 0;
  let digitStart = offset;
  if (offset < inputLength && (input.charCodeAt(offset) | TO_LOWER_BIT) === CharCodes.LOWER_X) {
    offset += 1;
    digitStart = offset;
    while (offset < inputLength) {
      const char = input.charCodeAt(offset);
      if (isNumber(char)) {
        cp = cp * 16 + (char - CharCodes.ZERO);
      } else if (isHexadecimalCharacter(char)) {
        cp = cp * 16 + ((char | TO_LOWER_BIT) - CharCodes.LOWER_A + 10);
      } else {
        break;
      }
      offset += 1;
    }
  } else {
    while (offset < inputLength) {
      const digit = input.charCodeAt(offset) - CharCodes.ZERO;
      if (digit >>> 0 > 9)
        break;
      cp = cp * 10 + digit;
      offset += 1;
    }
  }
  if (offset === digitStart)
    return 0;
  if (offset < inputLength && input.charCodeAt(offset) === CharCodes.SEMI) {
    offset += 1;
  }
  if (cp > 1114111)
    cp = 1114112;
  let consumed = offset - numberStart;
  if (consumed >= CONSUMED_OVERFLOW) {
    longNumericConsumed = consumed;
    consumed = CONSUMED_OVERFLOW;
  }
  return consumed << CONSUMED_SHIFT | cp;
}
function decodeWithTrie(input, isStrict, isAttribute) {
  const decodeTree = htmlDecodeTree;
  let offset = input.indexOf("&");
  if (offset < 0)
    return input;
  const inputLength = input.length;
  let chunkStart = 0;
  let result = "";
  const root = decodeTree[0];
  const rootJumpOffset = root & BinTrieFlags.JUMP_TABLE;
  const rootBranchCount = (root & BinTrieFlags.BRANCH_LENGTH) >> 7;
  do {
    const entityStart = offset + 1;
    const firstChar = input.charCodeAt(entityStart);
    let consumed;
    let value;
    if (firstChar === CharCodes.NUM) {
      const packed = parseNumericEntity(input, entityStart, inputLength);
      consumed = unpackConsumed(packed);
      if (isStrict && consumed > 0 && input.charCodeAt(entityStart + consumed - 1) !== CharCodes.SEMI) {
        consumed = 0;
      }
      value = consumed === 0 ? "" : codePointToString(packed & CODE_POINT_MASK);
    } else if (isAlpha(firstChar)) {
      consumed = 0;
      value = "";
      const rootSlotIndex = firstChar - rootJumpOffset;
      let nodeIndex;
      if (rootSlotIndex >>> 0 < rootBranchCount) {
        const stored = decodeTree[1 + rootSlotIndex];
        nodeIndex = stored === 0 ? -1 : rootBranchCount + stored & 65535;
      } else {
        nodeIndex = -1;
      }
      let bestNodeIndex = 0;
      let bestValueLength = 0;
      let current = nodeIndex < 0 ? 0 : decodeTree[nodeIndex];
      let index = entityStart + 1;
      trie: while (index < inputLength) {
        while (
          // Value-less, non-run node with a nonzero jump offset.
          (current & (BinTrieFlags.VALUE_LENGTH | BinTrieFlags.FLAG13)) === 0 && (current & BinTrieFlags.JUMP_TABLE) !== 0
        ) {
          const jumpOffset = current & BinTrieFlags.JUMP_TABLE;
          const branchCount = (current & BinTrieFlags.BRANCH_LENGTH) >> 7;
          if (branchCount === 0) {
            if (input.charCodeAt(index) !== jumpOffset)
              break trie;
            nodeIndex += 1;
          } else {
            const slot = input.charCodeAt(index) - jumpOffset;
            if (slot >>> 0 >= branchCount)
              break trie;
            const stored = decodeTree[nodeIndex + 1 + slot];
            if (stored === 0)
              break trie;
            nodeIndex = nodeIndex + branchCount + stored & 65535;
          }
          current = decodeTree[nodeIndex];
          index += 1;
          if (index >= inputLength)
            break trie;
        }
        if ((current & (BinTrieFlags.VALUE_LENGTH | BinTrieFlags.FLAG13)) === BinTrieFlags.FLAG13) {
          const runLength = (current & BinTrieFlags.BRANCH_LENGTH) >> 7;
          if (input.charCodeAt(index) !== (current & BinTrieFlags.JUMP_TABLE)) {
            break;
          }
          index += 1;
          const remaining = runLength - 1;
          let wordIndex = nodeIndex + 1;
          let charIndexInPacked = 0;
          for (; charIndexInPacked + 1 < remaining; charIndexInPacked += 2) {
            const packed = decodeTree[wordIndex];
            if (input.charCodeAt(index) !== (packed & 255))
              break trie;
            index += 1;
            if (input.charCodeAt(index) !== (packed >> 8 & 255))
              break trie;
            index += 1;
            wordIndex += 1;
          }
          if (charIndexInPacked < remaining) {
            if (input.charCodeAt(index) !== (decodeTree[wordIndex] & 255))
              break;
            index += 1;
          }
          nodeIndex += 1 + (runLength >> 1);
          current = decodeTree[nodeIndex];
          continue;
        }
        const valueLength = current >>> 14;
        const char = input.charCodeAt(index);
        if (valueLength !== 0) {
          if (char === CharCodes.SEMI) {
            consumed = index - entityStart + 1;
            value = valueLength === 1 ? String.fromCharCode(current & BinTrieFlags.VALUE_MASK) : readTrieValue(decodeTree, nodeIndex, valueLength);
            break;
          }
          if (!isStrict && (current & BinTrieFlags.FLAG13) === 0) {
            consumed = index - entityStart;
            bestNodeIndex = nodeIndex;
            bestValueLength = valueLength;
          }
          if (valueLength === 1)
            break;
        }
        const next = determineBranch(decodeTree, current, nodeIndex + (valueLength || 1), char);
        if (next < 0)
          break;
        nodeIndex = next;
        current = decodeTree[nodeIndex];
        index += 1;
      }
      if (value === "") {
        const finalVL = current >>> 14;
        if (finalVL !== 0 && !isStrict && (current & BinTrieFlags.FLAG13) === 0) {
          consumed = index - entityStart;
          bestNodeIndex = nodeIndex;
          bestValueLength = finalVL;
        }
        if (consumed > 0) {
          value = readTrieValue(decodeTree, bestNodeIndex, bestValueLength);
        }
      }
    } else {
      consumed = 0;
      value = "";
    }
    if (consumed === 0 || isAttribute && firstChar !== CharCodes.NUM && input.charCodeAt(entityStart + consumed - 1) !== CharCodes.SEMI && entityStart + consumed < inputLength && isEntityInAttributeInvalidEnd(input.charCodeAt(entityStart + consumed))) {
      offset = entityStart;
    } else {
      if (chunkStart < offset) {
        result += input.slice(chunkStart, offset);
      }
      result += value;
      offset = chunkStart = entityStart + consumed;
    }
    if (input.charCodeAt(offset) !== CharCodes.AMP) {
      offset = input.indexOf("&", offset);
    }
  } while (offset >= 0);
  return result + input.slice(chunkStart);
}
function decodeHTMLStrict(htmlString) {
  return decodeWithTrie(htmlString, true, false);
}

// node_modules/entities/dist/index.js
var EntityLevel;
(function(EntityLevel2) {
  EntityLevel2[EntityLevel2["XML"] = 0] = "XML";
  EntityLevel2[EntityLevel2["HTML"] = 1] = "HTML";
})(EntityLevel || (EntityLevel = {}));
var EncodingMode;
(function(EncodingMode2) {
  EncodingMode2[EncodingMode2["UTF8"] = 0] = "UTF8";
  EncodingMode2[EncodingMode2["ASCII"] = 1] = "ASCII";
  EncodingMode2[EncodingMode2["Extensive"] = 2] = "Extensive";
  EncodingMode2[EncodingMode2["Attribute"] = 3] = "Attribute";
  EncodingMode2[EncodingMode2["Text"] = 4] = "Text";
})(EncodingMode || (EncodingMode = {}));

// node_modules/linkify-it/build/index.mjs
var REBuilder = class {
  src_Any = Any.source;
  src_Cc = Cc.source;
  src_Z = Z.source;
  src_P = P.source;
  src_ZPCc = [
    this.src_Z,
    this.src_P,
    this.src_Cc
  ].join("|");
  src_ZCc = [this.src_Z, this.src_Cc].join("|");
  cache = {};
  opts = {
    maxLength: 1e4,
    urlAuth: false,
    schema_names: []
  };
  constructor(opts = {}) {
    this.opts = {
      ...this.opts,
      ...opts
    };
  }
  set(opts = {}) {
    this.opts = {
      ...this.opts,
      ...opts
    };
    this.cache = {};
    return this;
  }
  escapeRE(str) {
    return str.replace(/[.?*+^$[\]\\(){}|-]/g, "\\$&");
  }
  nestedPairRE(open2, close, depth = 4) {
    const openRE = this.escapeRE(open2);
    const closeRE = this.escapeRE(close);
    const atom = `(?:(?!${this.src_ZCc}|${openRE}|${closeRE}).)`;
    let pair = `${openRE}${atom}{0,1000}${closeRE}`;
    for (let level = 2; level <= depth; level++) pair = `${openRE}(?:${atom}|${pair}){0,1000}${closeRE}`;
    return pair;
  }
  get_text_separators() {
    return this.cache.text_separators ??= /[><\uff5c]/;
  }
  get_pseudo_letter() {
    return this.cache.src_pseudo_letter ??= new RegExp(`(?:(?!${this.get_text_separators().source}|${this.src_ZPCc})${this.src_Any})`);
  }
  get_ipv4_addr() {
    return this.cache.src_ip4 ??= /* @__PURE__ */ new RegExp("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])[.]){3}(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])");
  }
  get_ipv6_addr() {
    const h16 = "[0-9A-Fa-f]{1,4}";
    const ls32 = `(?:(?:${h16}:${h16})|${this.get_ipv4_addr().source})`;
    return this.cache.src_ip6_addr ??= new RegExp(`(?:(?:${h16}:){6}${ls32}|::(?:${h16}:){5}${ls32}|(?:${h16})?::(?:${h16}:){4}${ls32}|(?:(?:${h16}:){0,1}${h16})?::(?:${h16}:){3}${ls32}|(?:(?:${h16}:){0,2}${h16})?::(?:${h16}:){2}${ls32}|(?:(?:${h16}:){0,3}${h16})?::${h16}:${ls32}|(?:(?:${h16}:){0,4}${h16})?::${ls32}|(?:(?:${h16}:){0,5}${h16})?::${h16}|(?:(?:${h16}:){0,6}${h16})?::)`);
  }
  get_ipv6_url_host() {
    return this.cache.src_ip6_host ??= new RegExp(`\\[${this.get_ipv6_addr().source}\\]`);
  }
  get_ipv6_mail_host() {
    return this.cache.src_ipv6_mail_host ??= new RegExp(`\\[IPv6:${this.get_ipv6_addr().source}\\]`);
  }
  get_auth() {
    return this.cache.src_auth ??= new RegExp(`(?:(?:(?!${this.src_ZCc}|[@/\\[\\]()]).){1,50}@)?`);
  }
  get_port() {
    return this.cache.src_port ??= /* @__PURE__ */ new RegExp("(?::(?:6(?:[0-4]\\d{3}|5(?:[0-4]\\d{2}|5(?:[0-2]\\d|3[0-5])))|[1-5]?\\d{1,4}))?");
  }
  get_host_terminator() {
    return this.cache.src_host_terminator ??= new RegExp(`(?=$|${this.get_text_separators().source}|${this.src_ZPCc})(?!${this.opts["---"] ? "-(?!--)|" : "-|"}_|:\\d|\\.-|\\.(?!$|${this.src_ZPCc}))`);
  }
  get_path_terminator() {
    return this.cache.src_path_terminator ??= new RegExp(`${this.src_ZPCc}|${this.get_text_separators().source}`);
  }
  get_path() {
    return this.cache.src_path ??= new RegExp(`(?:[/?#](?:${this.nestedPairRE("[", "]")}|${this.nestedPairRE("(", ")")}|${this.nestedPairRE("{", "}")}|\\"(?:(?!${this.src_ZCc}|["]).){1,100}\\"|\\'(?:(?!${this.src_ZCc}|[']).){1,100}\\'|\\'(?=${this.get_pseudo_letter().source}|[-])|\\.{2,20}[:]?[a-zA-Z0-9%/&]|\\.(?!${this.src_ZCc}|[.]|$)|` + (this.opts["---"] ? "\\-(?!--(?:[^-]|$))(?:-{0,19})|" : "\\-{1,20}|") + `,(?!${this.src_ZCc}|$)|;(?!${this.src_ZCc}|$)|\\!{1,20}(?!${this.src_ZCc}|[!]|$)|\\?(?!${this.src_ZCc}|[?]|$)|` + this.get_path_extra().source + `[\\\\/:%@#&=_~*]|(?!${this.get_path_terminator().source}).){1,${this.opts.maxLength}}|\\/)?`);
  }
  get_mail_name() {
    return this.cache.src_mail_name ??= /* @__PURE__ */ new RegExp("[-!#$%&'*+/=?^_`{|}~a-zA-Z0-9](?:[-!#$%&'*+/=?^_`{|}~a-zA-Z0-9]|[.](?=[-!#$%&'*+/=?^_`{|}~a-zA-Z0-9])){0,63}");
  }
  get_xn() {
    return this.cache.src_xn ??= /* @__PURE__ */ new RegExp("xn--[a-z0-9\\-]{1,59}");
  }
  get_tld() {
    if (this.cache.tld) return this.cache.tld;
    const tlds_src = [...new Set(this.opts.tlds || [])].sort().reverse().join("|");
    this.cache.tld = new RegExp(`${tlds_src || "$#none#$"}|${this.get_xn().source}`);
    return this.cache.tld;
  }
  get_domain_root() {
    return this.cache.src_domain_root ??= new RegExp("(?:" + this.get_xn().source + `|${this.get_pseudo_letter().source}{1,63})`);
  }
  get_domain() {
    return this.cache.src_domain ??= new RegExp("(?:" + this.get_xn().source + `|(?:${this.get_pseudo_letter().source})|(?:${this.get_pseudo_letter().source}(?:-|${this.get_pseudo_letter().source}){0,61}${this.get_pseudo_letter().source}))`);
  }
  get_url_host_port() {
    return this.cache.url_host_port ??= new RegExp("(?:" + this.get_ipv6_url_host().source + `|(?:(?:(?:${this.get_domain().source})\\.){0,10}${this.get_domain().source}))` + this.get_port().source + this.get_host_terminator().source);
  }
  get_fuzzy_url_host_port() {
    return this.cache.fuzzy_url_host_port ??= new RegExp("(?:" + (this.opts.fuzzyIP ? this.get_ipv4_addr().source + "|" : "") + `(?:(?:(?:${this.get_domain().source})\\.){1,10}(?:${this.get_tld().source})))` + this.get_host_terminator().source);
  }
  get_mail_host() {
    return this.cache.src_mail_host ??= new RegExp("(?:" + this.get_ipv6_mail_host().source + `|(?:(?:(?:${this.get_domain().source})\\.){0,4}${this.get_domain().source}))` + this.get_host_terminator().source);
  }
  get_fuzzy_mail_host() {
    return this.cache.src_fuzzy_mail_host ??= new RegExp("(?:" + this.get_ipv6_mail_host().source + `|(?:(?:(?:${this.get_domain().source})[.]){1,4}${this.get_domain_root().source}))` + this.get_host_terminator().source);
  }
  get_path_extra() {
    return this.cache.src_path_extra ??= /* @__PURE__ */ new RegExp("");
  }
  get_fuzzy_mail_host_search() {
    return this.cache.mail_fuzzy_host_search ??= new RegExp(`@${this.get_fuzzy_mail_host().source}`, "ig");
  }
  get_fuzzy_link_search() {
    return this.cache.link_fuzzy_search ??= new RegExp(`(^|(?![.:/\\-_@])(?:[$+<=>^\`|｜]|${this.src_ZPCc}))(?:(?![$+<=>^\`|｜])${this.get_fuzzy_url_host_port().source}${this.get_path().source})`, "ig");
  }
  get_http_validator() {
    return this.cache.http_validator ??= new RegExp("\\/\\/" + (this.opts.urlAuth ? this.get_auth().source : "") + this.get_url_host_port().source + this.get_path().source, "iy");
  }
  get_relative_proto_validator() {
    return this.cache.relative_proto_validator ??= new RegExp((this.opts.urlAuth ? this.get_auth().source : "") + `(?:localhost|${this.get_ipv6_url_host().source}|(?:(?:${this.get_domain().source})[.]){1,10}${this.get_domain_root().source})` + this.get_port().source + this.get_host_terminator().source + this.get_path().source, "iy");
  }
  get_mail_name_validator() {
    return this.cache.mail_name_validator ??= new RegExp(`(?:^|${this.get_text_separators().source}|"|\\(|${this.src_ZCc})(${this.get_mail_name().source})$`);
  }
  get_mailto_validator() {
    return this.cache.mailto_validator ??= new RegExp(`${this.get_mail_name().source}@${this.get_mail_host().source}`, "iy");
  }
  get_schema_names() {
    return this.cache.schema_names ??= new RegExp((this.opts.schema_names || []).map((name) => this.escapeRE(name)).join("|"));
  }
  get_schema_search() {
    return this.cache.schema_search ??= new RegExp(`(^|(?!_)(?:[><｜]|${this.src_ZPCc}))(${this.get_schema_names().source})`, "ig");
  }
  get_schema_at_start() {
    return this.cache.schema_at_start ??= new RegExp(`^${this.get_schema_search().source}`, "i");
  }
};
var web_schema = {
  validate: (text2, pos, self) => {
    const re = self.re.get_http_validator();
    re.lastIndex = pos;
    const m = re.exec(text2);
    return m ? m[0].length : 0;
  },
  normalize: (match, self) => self.normalize(match)
};
var defaultSchemas = {
  "http:": web_schema,
  "https:": web_schema,
  "ftp:": web_schema,
  "//": {
    validate: function(text2, pos, self) {
      const re = self.re.get_relative_proto_validator();
      re.lastIndex = pos;
      const m = re.exec(text2);
      if (m) {
        if (pos >= 3 && text2[pos - 3] === ":") return 0;
        if (pos >= 3 && text2[pos - 3] === "/") return 0;
        return m[0].length;
      }
      return 0;
    },
    normalize: (match, self) => self.normalize(match)
  },
  "mailto:": {
    validate: function(text2, pos, self) {
      const re = self.re.get_mailto_validator();
      re.lastIndex = pos;
      const m = re.exec(text2);
      return m ? m[0].length : 0;
    },
    normalize: (match, self) => self.normalize(match)
  }
};
var tlds_2ch = "a:cdefgilmnoqrstuwxz|b:abdefghijmnorstvwyz|c:acdfghiklmnoruvwxyz|d:ejkmoz|e:cegrstu|f:ijkmor|g:abdefghilmnpqrstuwy|h:kmnrtu|i:delmnoqrst|j:emop|k:eghimnprwyz|l:abcikrstuvy|m:acdeghklmnopqrstuvwxyz|n:acefgilopruz|o:m|p:aefghklmnrstwy|q:a|r:eosuw|s:abcdeghijklmnortuvxyz|t:cdfghjklmnortvwz|u:agksyz|v:aceginu|w:fs|y:et|z:amw";
var tlds_default = "biz|com|edu|gov|net|org|pro|web|xxx|aero|asia|coop|info|museum|name|shop|рф";
function unpackTlds() {
  const result = tlds_default.split("|");
  tlds_2ch.split("|").forEach((item) => {
    const sep = item.indexOf(":");
    const prefix = item.slice(0, sep);
    for (const suffix of item.slice(sep + 1)) result.push(prefix + suffix);
  });
  return result;
}
var defaultOptions = {
  fuzzyLink: false,
  fuzzyEmail: true,
  fuzzyIP: false,
  "---": false,
  tlds: unpackTlds(),
  urlAuth: false,
  maxLength: 1e4
};
var Match = class {
  /** Prefix (protocol) for matched string. Empty for fuzzy links. */
  schema;
  /** First position of matched string. */
  index;
  /** Next position after matched string. */
  lastIndex;
  /** Matched string. */
  raw;
  /** Normalized text of matched string. */
  text;
  /** Normalized URL of matched string. */
  url;
  constructor(text2, schema, index, lastIndex) {
    const raw = text2.slice(index, lastIndex);
    this.schema = schema.toLowerCase();
    this.index = index;
    this.lastIndex = lastIndex;
    this.raw = raw;
    this.text = raw;
    this.url = raw;
  }
};
var LinkifyIt = class {
  __opts__;
  __schemas__;
  re;
  /**
  * Creates new linkifier instance.
  *
  * By default understands:
  *
  * - `http(s)://...` , `ftp://...`, `mailto:...` & `//...` links
  * - "fuzzy" emails (foo@bar.com).
  *
  * See {@link LinkifyConstructorOptions} for available options.
  *
  * @param options Recognition options.
  *
  * @example
  * ```javascript
  * import { LinkifyIt } from 'linkify-it'
  *
  * const linkify = new LinkifyIt({ fuzzyLink: true })
  *
  * linkify
  *   .tlds(require('tlds'))       // Reload with full TLD list
  *   .tlds('onion', true)         // Add unofficial `.onion` domain
  *   .add('ftp:', null)           // Disable `ftp:` protocol
  *   .set({ fuzzyIP: true })      // Enable IPs in fuzzy links
  *
  * console.log(linkify.test('Site github.com!')) // true
  * console.log(linkify.match('Site github.com!'))
  * ```
  */
  constructor(options2 = {}) {
    const { rebuilder, ...linkifyOptions } = options2;
    this.__opts__ = {
      ...defaultOptions,
      ...linkifyOptions
    };
    this.__schemas__ = { ...defaultSchemas };
    this.re = rebuilder || new REBuilder();
    this.re.set({
      ...this.__opts__,
      schema_names: Object.keys(this.__schemas__)
    });
  }
  /**
  * Add new rule definition.
  *
  * `schema` is a link prefix (usually, protocol name with `:` at the end,
  * `skype:` for example). `linkify-it` makes sure that prefix is not
  * preceded with alphanumeric char and symbols. Only whitespaces and
  * punctuation allowed.
  *
  * `definition` is a rule to check tail after link prefix. To disable an
  * existing rule, pass `null`.
  *
  * @param schema Rule name (fixed pattern prefix).
  * @param definition Schema definition, or `null` to disable the rule.
  *
  * See [twitter mentions example](https://github.com/markdown-it/linkify-it/blob/master/examples/twitter.mjs).
  */
  add(schema, definition = null) {
    if (!definition) delete this.__schemas__[schema];
    else {
      const def = {
        normalize: (match, self) => self.normalize(match),
        ...definition
      };
      this.__schemas__[schema] = def;
    }
    this.re.set({
      ...this.__opts__,
      schema_names: Object.keys(this.__schemas__)
    });
    return this;
  }
  /**
  * Set recognition options for links without schema.
  *
  * @param options Recognition options.
  */
  set(options2 = {}) {
    this.__opts__ = {
      ...this.__opts__,
      ...options2
    };
    this.re.set({
      ...this.__opts__,
      schema_names: Object.keys(this.__schemas__)
    });
    return this;
  }
  /**
  * Searches linkifiable pattern and returns `true` on success or `false` on fail.
  *
  * @param text Text to scan.
  */
  test(text2) {
    if (!text2.length) return false;
    let m, re;
    re = this.re.get_schema_search();
    re.lastIndex = 0;
    while ((m = re.exec(text2)) !== null) if (this.testSchemaAt(text2, m[2], re.lastIndex)) return true;
    if (this.__opts__.fuzzyLink && this.__schemas__["http:"]) {
      re = this.re.get_fuzzy_link_search();
      re.lastIndex = 0;
      if (re.exec(text2) !== null) return true;
    }
    if (this.__opts__.fuzzyEmail && this.__schemas__["mailto:"]) {
      if (text2.indexOf("@") >= 0) {
        const mailHostRe = this.re.get_fuzzy_mail_host_search();
        const mailNameRe = this.re.get_mail_name_validator();
        mailHostRe.lastIndex = 0;
        while ((m = mailHostRe.exec(text2)) !== null) {
          const name = text2.slice(Math.max(0, m.index - 65), m.index);
          if (mailNameRe.test(name)) return true;
        }
      }
    }
    return false;
  }
  /**
  * Similar to {@link LinkifyIt.test} but checks only specific protocol tail exactly
  * at given position. Returns length of found pattern (0 on fail).
  *
  * @param text Text to scan.
  * @param schema Rule (schema) name.
  * @param pos Text offset to check from.
  */
  testSchemaAt(text2, schema, pos) {
    if (!this.__schemas__[schema.toLowerCase()]) return 0;
    return this.__schemas__[schema.toLowerCase()].validate(text2.slice(0, pos + this.__opts__.maxLength), pos, this);
  }
  /**
  * Returns array of found link descriptions or `null` on fail. We strongly
  * recommend to use {@link LinkifyIt.test} first, for best speed.
  *
  * @param text Text to scan.
  */
  match(text2) {
    const result = [];
    const schemaRe = this.re.get_schema_search();
    let fuzzyLinkRe;
    let mailHostRe;
    let mailNameRe;
    let fuzzyLinkCandidate;
    let fuzzyEmailCandidate;
    let schemaPrefix;
    let schemaDone = false;
    let fuzzyLinkDone = false;
    let fuzzyEmailDone = false;
    let pos = 0;
    if (!text2.length) return null;
    schemaRe.lastIndex = 0;
    if (this.__opts__.fuzzyLink && this.__schemas__["http:"]) {
      fuzzyLinkRe = this.re.get_fuzzy_link_search();
      fuzzyLinkRe.lastIndex = 0;
    }
    if (this.__opts__.fuzzyEmail && this.__schemas__["mailto:"]) {
      mailHostRe = this.re.get_fuzzy_mail_host_search();
      mailHostRe.lastIndex = 0;
      mailNameRe = this.re.get_mail_name_validator();
    }
    for (; ; ) {
      const scanFrom = Math.max(pos - 1, 0);
      if (mailHostRe && mailNameRe && !fuzzyEmailDone && (!fuzzyEmailCandidate || fuzzyEmailCandidate.index < pos)) {
        if (mailHostRe.lastIndex < scanFrom) mailHostRe.lastIndex = scanFrom;
        for (; ; ) {
          const m = mailHostRe.exec(text2);
          if (!m) {
            fuzzyEmailDone = true;
            fuzzyEmailCandidate = void 0;
            break;
          }
          const name = mailNameRe.exec(text2.slice(Math.max(0, m.index - 65), m.index));
          if (!name) continue;
          fuzzyEmailCandidate = {
            schema: "mailto:",
            index: m.index - name[1].length,
            lastIndex: m.index + m[0].length
          };
          if (fuzzyEmailCandidate.index >= pos) break;
          if (mailHostRe.lastIndex < scanFrom) mailHostRe.lastIndex = scanFrom;
        }
      }
      if (fuzzyLinkRe && !fuzzyLinkDone && (!fuzzyLinkCandidate || fuzzyLinkCandidate.index < pos)) {
        if (fuzzyLinkRe.lastIndex < scanFrom) fuzzyLinkRe.lastIndex = scanFrom;
        for (; ; ) {
          const m = fuzzyLinkRe.exec(text2);
          if (!m) {
            fuzzyLinkDone = true;
            fuzzyLinkCandidate = void 0;
            break;
          }
          fuzzyLinkCandidate = {
            schema: "",
            index: m.index + m[1].length,
            lastIndex: m.index + m[0].length
          };
          if (fuzzyLinkCandidate.index >= pos) break;
          if (fuzzyLinkRe.lastIndex < scanFrom) fuzzyLinkRe.lastIndex = scanFrom;
        }
      }
      let fuzzyCandidate = fuzzyEmailCandidate;
      if (!fuzzyCandidate || fuzzyLinkCandidate && (fuzzyLinkCandidate.index < fuzzyCandidate.index || fuzzyLinkCandidate.index === fuzzyCandidate.index && fuzzyLinkCandidate.lastIndex > fuzzyCandidate.lastIndex)) fuzzyCandidate = fuzzyLinkCandidate;
      let schemaCandidate;
      if (!schemaDone) for (; ; ) {
        if (!schemaPrefix) {
          if (schemaRe.lastIndex < scanFrom) schemaRe.lastIndex = scanFrom;
          const m = schemaRe.exec(text2);
          if (!m) {
            schemaDone = true;
            break;
          }
          schemaPrefix = {
            schema: m[2],
            index: m.index + m[1].length,
            lastIndex: m.index + m[0].length
          };
        }
        if (schemaPrefix.index < pos) {
          schemaPrefix = void 0;
          continue;
        }
        if (fuzzyCandidate && schemaPrefix.index > fuzzyCandidate.index) break;
        const prefix = schemaPrefix;
        schemaPrefix = void 0;
        const len = this.testSchemaAt(text2, prefix.schema, prefix.lastIndex);
        if (len) {
          schemaCandidate = {
            schema: prefix.schema,
            index: prefix.index,
            lastIndex: prefix.lastIndex + len
          };
          break;
        }
      }
      let candidate = schemaCandidate;
      if (!candidate || fuzzyEmailCandidate && (fuzzyEmailCandidate.index < candidate.index || fuzzyEmailCandidate.index === candidate.index && fuzzyEmailCandidate.lastIndex > candidate.lastIndex)) candidate = fuzzyEmailCandidate;
      if (!candidate || fuzzyLinkCandidate && (fuzzyLinkCandidate.index < candidate.index || fuzzyLinkCandidate.index === candidate.index && fuzzyLinkCandidate.lastIndex > candidate.lastIndex)) candidate = fuzzyLinkCandidate;
      if (!candidate) break;
      if (candidate === fuzzyEmailCandidate) fuzzyEmailCandidate = void 0;
      else if (candidate === fuzzyLinkCandidate) fuzzyLinkCandidate = void 0;
      const match = new Match(text2, candidate.schema, candidate.index, candidate.lastIndex);
      if (match.schema) this.__schemas__[match.schema].normalize(match, this);
      else this.normalize(match);
      result.push(match);
      pos = candidate.lastIndex;
    }
    if (result.length) return result;
    return null;
  }
  /**
  * Returns fully-formed (not fuzzy) link if it starts at the beginning
  * of the string, and null otherwise.
  *
  * @param text Text to scan.
  */
  matchAtStart(text2) {
    if (!text2.length) return null;
    const m = this.re.get_schema_at_start().exec(text2);
    if (!m) return null;
    const len = this.testSchemaAt(text2, m[2], m[0].length);
    if (!len) return null;
    const match = new Match(text2, m[2], m.index + m[1].length, m.index + m[0].length + len);
    this.__schemas__[match.schema].normalize(match, this);
    return match;
  }
  /**
  * Load (or merge) new TLDs list. Those are used for fuzzy links (without
  * prefix) to avoid false positives. By default this algorithm is used:
  *
  * - hostname with any 2-letter root zones are ok.
  * - biz|com|edu|gov|net|org|pro|web|xxx|aero|asia|coop|info|museum|name|shop|рф
  *   are ok.
  * - encoded (`xn--...`) root zones are ok.
  *
  * If list is replaced, then exact match for 2-chars root zones will be checked.
  *
  * @param list List of TLDs.
  * @param keepOld Merge with current list if `true` (`false` by default).
  */
  tlds(list2, keepOld = false) {
    list2 = Array.isArray(list2) ? list2 : [list2];
    if (!keepOld) this.__opts__.tlds = list2;
    else this.__opts__.tlds = this.__opts__.tlds.concat(list2);
    this.re.set({
      ...this.__opts__,
      schema_names: Object.keys(this.__schemas__)
    });
    return this;
  }
  /**
  * Default normalizer (if schema does not define its own).
  *
  * @param match Match to normalize.
  */
  normalize(match) {
    if (!match.schema) match.url = `http://${match.url}`;
    if (match.schema === "mailto:" && !/^mailto:/i.test(match.url)) match.url = `mailto:${match.url}`;
  }
};

// node_modules/punycode.js/punycode.es6.js
var maxInt = 2147483647;
var base = 36;
var tMin = 1;
var tMax = 26;
var skew = 38;
var damp = 700;
var initialBias = 72;
var initialN = 128;
var delimiter = "-";
var regexPunycode = /^xn--/;
var regexNonASCII = /[^\0-\x7F]/;
var regexSeparators = /[\x2E\u3002\uFF0E\uFF61]/g;
var errors = {
  "overflow": "Overflow: input needs wider integers to process",
  "not-basic": "Illegal input >= 0x80 (not a basic code point)",
  "invalid-input": "Invalid input"
};
var baseMinusTMin = base - tMin;
var floor = Math.floor;
var stringFromCharCode = String.fromCharCode;
function error(type) {
  throw new RangeError(errors[type]);
}
function map(array, callback) {
  const result = [];
  let length = array.length;
  while (length--) {
    result[length] = callback(array[length]);
  }
  return result;
}
function mapDomain(domain, callback) {
  const parts = domain.split("@");
  let result = "";
  if (parts.length > 1) {
    result = parts[0] + "@";
    domain = parts[1];
  }
  domain = domain.replace(regexSeparators, ".");
  const labels = domain.split(".");
  const encoded = map(labels, callback).join(".");
  return result + encoded;
}
function ucs2decode(string) {
  const output = [];
  let counter = 0;
  const length = string.length;
  while (counter < length) {
    const value = string.charCodeAt(counter++);
    if (value >= 55296 && value <= 56319 && counter < length) {
      const extra = string.charCodeAt(counter++);
      if ((extra & 64512) == 56320) {
        output.push(((value & 1023) << 10) + (extra & 1023) + 65536);
      } else {
        output.push(value);
        counter--;
      }
    } else {
      output.push(value);
    }
  }
  return output;
}
var ucs2encode = (codePoints) => String.fromCodePoint(...codePoints);
var basicToDigit = function(codePoint) {
  if (codePoint >= 48 && codePoint < 58) {
    return 26 + (codePoint - 48);
  }
  if (codePoint >= 65 && codePoint < 91) {
    return codePoint - 65;
  }
  if (codePoint >= 97 && codePoint < 123) {
    return codePoint - 97;
  }
  return base;
};
var digitToBasic = function(digit, flag) {
  return digit + 22 + 75 * (digit < 26) - ((flag != 0) << 5);
};
var adapt = function(delta, numPoints, firstTime) {
  let k = 0;
  delta = firstTime ? floor(delta / damp) : delta >> 1;
  delta += floor(delta / numPoints);
  for (; delta > baseMinusTMin * tMax >> 1; k += base) {
    delta = floor(delta / baseMinusTMin);
  }
  return floor(k + (baseMinusTMin + 1) * delta / (delta + skew));
};
var decode2 = function(input) {
  const output = [];
  const inputLength = input.length;
  let i = 0;
  let n = initialN;
  let bias = initialBias;
  let basic = input.lastIndexOf(delimiter);
  if (basic < 0) {
    basic = 0;
  }
  for (let j = 0; j < basic; ++j) {
    if (input.charCodeAt(j) >= 128) {
      error("not-basic");
    }
    output.push(input.charCodeAt(j));
  }
  for (let index = basic > 0 ? basic + 1 : 0; index < inputLength; ) {
    const oldi = i;
    for (let w = 1, k = base; ; k += base) {
      if (index >= inputLength) {
        error("invalid-input");
      }
      const digit = basicToDigit(input.charCodeAt(index++));
      if (digit >= base) {
        error("invalid-input");
      }
      if (digit > floor((maxInt - i) / w)) {
        error("overflow");
      }
      i += digit * w;
      const t = k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias;
      if (digit < t) {
        break;
      }
      const baseMinusT = base - t;
      if (w > floor(maxInt / baseMinusT)) {
        error("overflow");
      }
      w *= baseMinusT;
    }
    const out = output.length + 1;
    bias = adapt(i - oldi, out, oldi == 0);
    if (floor(i / out) > maxInt - n) {
      error("overflow");
    }
    n += floor(i / out);
    i %= out;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
};
var encode2 = function(input) {
  const output = [];
  input = ucs2decode(input);
  const inputLength = input.length;
  let n = initialN;
  let delta = 0;
  let bias = initialBias;
  for (const currentValue of input) {
    if (currentValue < 128) {
      output.push(stringFromCharCode(currentValue));
    }
  }
  const basicLength = output.length;
  let handledCPCount = basicLength;
  if (basicLength) {
    output.push(delimiter);
  }
  while (handledCPCount < inputLength) {
    let m = maxInt;
    for (const currentValue of input) {
      if (currentValue >= n && currentValue < m) {
        m = currentValue;
      }
    }
    const handledCPCountPlusOne = handledCPCount + 1;
    if (m - n > floor((maxInt - delta) / handledCPCountPlusOne)) {
      error("overflow");
    }
    delta += (m - n) * handledCPCountPlusOne;
    n = m;
    for (const currentValue of input) {
      if (currentValue < n && ++delta > maxInt) {
        error("overflow");
      }
      if (currentValue === n) {
        let q = delta;
        for (let k = base; ; k += base) {
          const t = k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias;
          if (q < t) {
            break;
          }
          const qMinusT = q - t;
          const baseMinusT = base - t;
          output.push(
            stringFromCharCode(digitToBasic(t + qMinusT % baseMinusT, 0))
          );
          q = floor(qMinusT / baseMinusT);
        }
        output.push(stringFromCharCode(digitToBasic(q, 0)));
        bias = adapt(delta, handledCPCountPlusOne, handledCPCount === basicLength);
        delta = 0;
        ++handledCPCount;
      }
    }
    ++delta;
    ++n;
  }
  return output.join("");
};
var toUnicode = function(input) {
  return mapDomain(input, function(string) {
    return regexPunycode.test(string) ? decode2(string.slice(4).toLowerCase()) : string;
  });
};
var toASCII = function(input) {
  return mapDomain(input, function(string) {
    return regexNonASCII.test(string) ? "xn--" + encode2(string) : string;
  });
};
var punycode = {
  /**
   * A string representing the current Punycode.js version number.
   * @memberOf punycode
   * @type String
   */
  "version": "2.3.1",
  /**
   * An object of methods to convert from JavaScript's internal character
   * representation (UCS-2) to Unicode code points, and back.
   * @see <https://mathiasbynens.be/notes/javascript-encoding>
   * @memberOf punycode
   * @type Object
   */
  "ucs2": {
    "decode": ucs2decode,
    "encode": ucs2encode
  },
  "decode": decode2,
  "encode": encode2,
  "toASCII": toASCII,
  "toUnicode": toUnicode
};
var punycode_es6_default = punycode;

// node_modules/markdown-it/dist/markdown-it.mjs
var __defProp2 = Object.defineProperty;
var __exportAll = (all2, no_symbols) => {
  let target = {};
  for (var name in all2) __defProp2(target, name, {
    get: all2[name],
    enumerable: true
  });
  if (!no_symbols) __defProp2(target, Symbol.toStringTag, { value: "Module" });
  return target;
};
var utils_exports = /* @__PURE__ */ __exportAll({
  arrayReplaceAt: () => arrayReplaceAt,
  asciiTrim: () => asciiTrim,
  callable: () => callable,
  escapeHtml: () => escapeHtml,
  escapeRE: () => escapeRE,
  fromCodePoint: () => fromCodePoint,
  isMdAsciiPunct: () => isMdAsciiPunct,
  isPunctChar: () => isPunctChar,
  isPunctCharCode: () => isPunctCharCode,
  isSpace: () => isSpace,
  isValidEntityCode: () => isValidEntityCode,
  isWhiteSpace: () => isWhiteSpace,
  lib: () => lib,
  normalizeReference: () => normalizeReference,
  unescapeAll: () => unescapeAll,
  unescapeMd: () => unescapeMd
});
function callable(cls) {
  const wrapper = function(...args) {
    return Reflect.construct(cls, args, new.target && new.target !== wrapper ? new.target : cls);
  };
  Object.defineProperty(wrapper, "name", { value: cls.name });
  Object.setPrototypeOf(wrapper, cls);
  wrapper.prototype = cls.prototype;
  return wrapper;
}
function arrayReplaceAt(src, pos, newElements) {
  return [].concat(src.slice(0, pos), newElements, src.slice(pos + 1));
}
function isValidEntityCode(c) {
  if (c >= 55296 && c <= 57343) return false;
  if (c >= 64976 && c <= 65007) return false;
  if ((c & 65535) === 65535 || (c & 65535) === 65534) return false;
  if (c >= 0 && c <= 8) return false;
  if (c === 11) return false;
  if (c >= 14 && c <= 31) return false;
  if (c >= 127 && c <= 159) return false;
  if (c > 1114111) return false;
  return true;
}
function fromCodePoint(c) {
  if (c > 65535) {
    c -= 65536;
    const surrogate1 = 55296 + (c >> 10);
    const surrogate2 = 56320 + (c & 1023);
    return String.fromCharCode(surrogate1, surrogate2);
  }
  return String.fromCharCode(c);
}
var UNESCAPE_MD_RE = /\\([!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~])/g;
var UNESCAPE_ALL_RE = new RegExp(`${UNESCAPE_MD_RE.source}|${/&([a-z#][a-z0-9]{1,31});/gi.source}`, "gi");
var DIGITAL_ENTITY_TEST_RE = /^#((?:x[a-f0-9]{1,8}|[0-9]{1,8}))$/i;
function replaceEntityPattern(match, name) {
  if (name.charCodeAt(0) === 35 && DIGITAL_ENTITY_TEST_RE.test(name)) {
    const code2 = name[1].toLowerCase() === "x" ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    if (isValidEntityCode(code2)) return fromCodePoint(code2);
    return match;
  }
  const decoded = decodeHTMLStrict(match);
  if (decoded !== match) return decoded;
  return match;
}
function unescapeMd(str) {
  if (str.indexOf("\\") < 0) return str;
  return str.replace(UNESCAPE_MD_RE, "$1");
}
function unescapeAll(str) {
  if (str.indexOf("\\") < 0 && str.indexOf("&") < 0) return str;
  return str.replace(UNESCAPE_ALL_RE, function(match, escaped, entity2) {
    if (escaped) return escaped;
    return replaceEntityPattern(match, entity2);
  });
}
var HTML_ESCAPE_TEST_RE = /[&<>"]/;
var HTML_ESCAPE_REPLACE_RE = /[&<>"]/g;
var HTML_REPLACEMENTS = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;"
};
function replaceUnsafeChar(ch) {
  return HTML_REPLACEMENTS[ch];
}
function escapeHtml(str) {
  if (HTML_ESCAPE_TEST_RE.test(str)) return str.replace(HTML_ESCAPE_REPLACE_RE, replaceUnsafeChar);
  return str;
}
var REGEXP_ESCAPE_RE = /[.?*+^$[\]\\(){}|-]/g;
function escapeRE(str) {
  return str.replace(REGEXP_ESCAPE_RE, "\\$&");
}
function isSpace(code2) {
  switch (code2) {
    case 9:
    case 32:
      return true;
  }
  return false;
}
function isWhiteSpace(code2) {
  if (code2 >= 8192 && code2 <= 8202) return true;
  switch (code2) {
    case 9:
    case 10:
    case 11:
    case 12:
    case 13:
    case 32:
    case 160:
    case 5760:
    case 8239:
    case 8287:
    case 12288:
      return true;
  }
  return false;
}
function isPunctChar(ch) {
  return P.test(ch) || S.test(ch);
}
function isPunctCharCode(code2) {
  return isPunctChar(fromCodePoint(code2));
}
function isMdAsciiPunct(ch) {
  switch (ch) {
    case 33:
    case 34:
    case 35:
    case 36:
    case 37:
    case 38:
    case 39:
    case 40:
    case 41:
    case 42:
    case 43:
    case 44:
    case 45:
    case 46:
    case 47:
    case 58:
    case 59:
    case 60:
    case 61:
    case 62:
    case 63:
    case 64:
    case 91:
    case 92:
    case 93:
    case 94:
    case 95:
    case 96:
    case 123:
    case 124:
    case 125:
    case 126:
      return true;
    default:
      return false;
  }
}
function normalizeReference(str) {
  str = str.trim().replace(/\s+/g, " ");
  return str.toLowerCase().toUpperCase();
}
function isAsciiTrimmable(c) {
  return c === 32 || c === 9 || c === 10 || c === 13;
}
function asciiTrim(str) {
  let start = 0;
  for (; start < str.length; start++) if (!isAsciiTrimmable(str.charCodeAt(start))) break;
  let end = str.length - 1;
  for (; end >= start; end--) if (!isAsciiTrimmable(str.charCodeAt(end))) break;
  return str.slice(start, end + 1);
}
var lib = {
  mdurl: mdurl_exports,
  ucmicro: build_exports
};
function parseLinkLabel(state, start, disableNested) {
  let level, found, marker, prevPos;
  const max = state.posMax;
  const oldPos = state.pos;
  state.pos = start + 1;
  level = 1;
  while (state.pos < max) {
    marker = state.src.charCodeAt(state.pos);
    if (marker === 93) {
      level--;
      if (level === 0) {
        found = true;
        break;
      }
    }
    prevPos = state.pos;
    state.md.inline.skipToken(state);
    if (marker === 91) {
      if (prevPos === state.pos - 1) level++;
      else if (disableNested) {
        state.pos = oldPos;
        return -1;
      }
    }
  }
  let labelEnd = -1;
  if (found) labelEnd = state.pos;
  state.pos = oldPos;
  return labelEnd;
}
function parseLinkDestination(str, start, max) {
  let code2;
  let pos = start;
  const result = {
    ok: false,
    pos: 0,
    str: ""
  };
  if (str.charCodeAt(pos) === 60) {
    pos++;
    while (pos < max) {
      code2 = str.charCodeAt(pos);
      if (code2 === 10) return result;
      if (code2 === 60) return result;
      if (code2 === 62) {
        result.pos = pos + 1;
        result.str = unescapeAll(str.slice(start + 1, pos));
        result.ok = true;
        return result;
      }
      if (code2 === 92 && pos + 1 < max) {
        pos += 2;
        continue;
      }
      pos++;
    }
    return result;
  }
  let level = 0;
  while (pos < max) {
    code2 = str.charCodeAt(pos);
    if (code2 === 32) break;
    if (code2 < 32 || code2 === 127) break;
    if (code2 === 92 && pos + 1 < max) {
      if (str.charCodeAt(pos + 1) === 32) {
        pos++;
        continue;
      }
      pos += 2;
      continue;
    }
    if (code2 === 40) {
      level++;
      if (level > 32) return result;
    }
    if (code2 === 41) {
      if (level === 0) break;
      level--;
    }
    pos++;
  }
  if (start === pos) return result;
  if (level !== 0) return result;
  result.str = unescapeAll(str.slice(start, pos));
  result.pos = pos;
  result.ok = true;
  return result;
}
function parseLinkTitle(str, start, max, prev_state) {
  let code2;
  let pos = start;
  const state = {
    ok: false,
    can_continue: false,
    pos: 0,
    str: "",
    marker: 0
  };
  if (prev_state) {
    state.str = prev_state.str;
    state.marker = prev_state.marker;
  } else {
    if (pos >= max) return state;
    let marker = str.charCodeAt(pos);
    if (marker !== 34 && marker !== 39 && marker !== 40) return state;
    start++;
    pos++;
    if (marker === 40) marker = 41;
    state.marker = marker;
  }
  while (pos < max) {
    code2 = str.charCodeAt(pos);
    if (code2 === state.marker) {
      state.pos = pos + 1;
      state.str += unescapeAll(str.slice(start, pos));
      state.ok = true;
      return state;
    } else if (code2 === 40 && state.marker === 41) return state;
    else if (code2 === 92 && pos + 1 < max) pos++;
    pos++;
  }
  state.can_continue = true;
  state.str += unescapeAll(str.slice(start, pos));
  return state;
}
var helpers_exports = /* @__PURE__ */ __exportAll({
  parseLinkDestination: () => parseLinkDestination,
  parseLinkLabel: () => parseLinkLabel,
  parseLinkTitle: () => parseLinkTitle
});
function _typeof(o) {
  "@babel/helpers - typeof";
  return _typeof = "function" == typeof Symbol && "symbol" == typeof Symbol.iterator ? function(o2) {
    return typeof o2;
  } : function(o2) {
    return o2 && "function" == typeof Symbol && o2.constructor === Symbol && o2 !== Symbol.prototype ? "symbol" : typeof o2;
  }, _typeof(o);
}
function toPrimitive(t, r) {
  if ("object" != _typeof(t) || !t) return t;
  var e = t[Symbol.toPrimitive];
  if (void 0 !== e) {
    var i = e.call(t, r || "default");
    if ("object" != _typeof(i)) return i;
    throw new TypeError("@@toPrimitive must return a primitive value.");
  }
  return ("string" === r ? String : Number)(t);
}
function toPropertyKey(t) {
  var i = toPrimitive(t, "string");
  return "symbol" == _typeof(i) ? i : i + "";
}
function _defineProperty(e, r, t) {
  return (r = toPropertyKey(r)) in e ? Object.defineProperty(e, r, {
    value: t,
    enumerable: true,
    configurable: true,
    writable: true
  }) : e[r] = t, e;
}
var Token = class {
  constructor(type, tag, nesting) {
    _defineProperty(
      this,
      /**
      * Source map info. Format: `[ line_begin, line_end ]`
      */
      "map",
      null
    );
    _defineProperty(
      this,
      /**
      * nesting level, the same as `state.level`
      */
      "level",
      0
    );
    _defineProperty(
      this,
      /**
      * An array of child nodes (inline and img tokens)
      */
      "children",
      null
    );
    _defineProperty(
      this,
      /**
      * In a case of self-closing tag (code, html, fence, etc.),
      * it has contents of this tag.
      */
      "content",
      ""
    );
    _defineProperty(
      this,
      /**
      * '*' or '_' for emphasis, fence string for fence, etc.
      */
      "markup",
      ""
    );
    _defineProperty(
      this,
      /**
      * Additional information:
      *
      * - Info string for "fence" tokens
      * - The value "auto" for autolink "link_open" and "link_close" tokens
      * - The string value of the item marker for ordered-list "list_item_open" tokens
      */
      "info",
      ""
    );
    _defineProperty(
      this,
      /**
      * True for block-level tokens, false for inline tokens.
      * Used in renderer to calculate line breaks
      */
      "block",
      false
    );
    _defineProperty(
      this,
      /**
      * If it's true, ignore this element when rendering. Used for tight lists
      * to hide paragraphs.
      */
      "hidden",
      false
    );
    this.type = type;
    this.tag = tag;
    this.attrs = null;
    this.nesting = nesting;
    this.meta = null;
  }
  /**
  * Search attribute index by name.
  */
  attrIndex(name) {
    if (!this.attrs) return -1;
    const attrs = this.attrs;
    for (let i = 0, len = attrs.length; i < len; i++) if (attrs[i][0] === name) return i;
    return -1;
  }
  /**
  * Add `[ name, value ]` attribute to list. Init attrs if necessary
  */
  attrPush(attrData) {
    if (this.attrs) this.attrs.push(attrData);
    else this.attrs = [attrData];
  }
  /**
  * Set `name` attribute to `value`. Override old value if exists.
  */
  attrSet(name, value) {
    const idx = this.attrIndex(name);
    const attrData = [name, value];
    if (idx < 0) this.attrPush(attrData);
    else this.attrs[idx] = attrData;
  }
  /**
  * Get the value of attribute `name`, or null if it does not exist.
  */
  attrGet(name) {
    const idx = this.attrIndex(name);
    let value = null;
    if (idx >= 0) value = this.attrs[idx][1];
    return value;
  }
  /**
  * Join value to existing attribute via space. Or create new attribute if not
  * exists. Useful to operate with token classes.
  */
  attrJoin(name, value) {
    const idx = this.attrIndex(name);
    if (idx < 0) this.attrPush([name, value]);
    else this.attrs[idx][1] = `${this.attrs[idx][1]} ${value}`;
  }
};
var Ruler = class {
  constructor() {
    _defineProperty(
      this,
      /** @internal */
      "__rules__",
      []
    );
    _defineProperty(
      this,
      /** @internal */
      "__cache__",
      null
    );
  }
  /** @internal */
  __find__(name) {
    for (let i = 0; i < this.__rules__.length; i++) if (this.__rules__[i].name === name) return i;
    return -1;
  }
  /** @internal */
  __compile__() {
    const chains = /* @__PURE__ */ new Set();
    this.__rules__.forEach((rule) => {
      if (!rule.enabled) return;
      rule.alt.forEach((altName) => {
        if (altName) chains.add(altName);
      });
    });
    this.__cache__ = /* @__PURE__ */ Object.create(null);
    this.__cache__[""] = [];
    this.__rules__.forEach((rule) => {
      if (rule.enabled) this.__cache__[""].push(rule.fn);
    });
    chains.forEach((chain) => {
      this.__cache__[chain] = [];
      this.__rules__.forEach((rule) => {
        if (rule.enabled && rule.alt.indexOf(chain) >= 0) this.__cache__[chain].push(rule.fn);
      });
    });
  }
  /**
  * Replace rule by name with new function & options. Throws error if name not
  * found.
  *
  * @example Replace existing typographer replacement rule with new one
  * ```javascript
  * import MarkdownIt from 'markdown-it'
  * const md = new MarkdownIt()
  *
  * md.core.ruler.at('replacements', function replace(state) {
  *   //...
  * });
  * ```
  */
  at(name, fn, options2 = {}) {
    const index = this.__find__(name);
    if (index === -1) throw new Error(`Parser rule not found: ${name}`);
    this.__rules__[index].fn = fn;
    this.__rules__[index].alt = options2.alt || [];
    this.__cache__ = null;
  }
  /**
  * Add new rule to chain before one with given name. See also
  * {@link Ruler.after}, {@link Ruler.push}.
  *
  * @example
  * ```javascript
  * import MarkdownIt from 'markdown-it'
  * const md = new MarkdownIt()
  *
  * md.block.ruler.before('paragraph', 'my_rule', function replace(state) {
  *   //...
  * });
  * ```
  */
  before(beforeName, ruleName, fn, options2 = {}) {
    const index = this.__find__(beforeName);
    if (index === -1) throw new Error(`Parser rule not found: ${beforeName}`);
    this.__rules__.splice(index, 0, {
      name: ruleName,
      enabled: true,
      fn,
      alt: options2.alt || []
    });
    this.__cache__ = null;
  }
  /**
  * Add new rule to chain after one with given name. See also
  * {@link Ruler.before}, {@link Ruler.push}.
  *
  * @example
  * ```javascript
  * import MarkdownIt from 'markdown-it'
  * const md = new MarkdownIt()
  *
  * md.inline.ruler.after('text', 'my_rule', function replace(state) {
  *   //...
  * });
  * ```
  */
  after(afterName, ruleName, fn, options2 = {}) {
    const index = this.__find__(afterName);
    if (index === -1) throw new Error(`Parser rule not found: ${afterName}`);
    this.__rules__.splice(index + 1, 0, {
      name: ruleName,
      enabled: true,
      fn,
      alt: options2.alt || []
    });
    this.__cache__ = null;
  }
  /**
  * Push new rule to the end of chain. See also
  * {@link Ruler.before}, {@link Ruler.after}.
  *
  * @example
  * ```javascript
  * import MarkdownIt from 'markdown-it'
  * const md = new MarkdownIt()
  *
  * md.core.ruler.push('my_rule', function replace(state) {
  *   //...
  * });
  * ```
  */
  push(ruleName, fn, options2 = {}) {
    this.__rules__.push({
      name: ruleName,
      enabled: true,
      fn,
      alt: options2.alt || []
    });
    this.__cache__ = null;
  }
  /**
  * Enable rules with given names. If any rule name not found - throw Error.
  * Errors can be disabled by second param.
  *
  * See also {@link Ruler.disable}, {@link Ruler.enableOnly}.
  *
  * Returns list of found rule names (if no exception happened).
  */
  enable(list2, ignoreInvalid = false) {
    if (!Array.isArray(list2)) list2 = [list2];
    const result = [];
    list2.forEach((name) => {
      const idx = this.__find__(name);
      if (idx < 0) {
        if (ignoreInvalid) return;
        throw new Error(`Rules manager: invalid rule name ${name}`);
      }
      this.__rules__[idx].enabled = true;
      result.push(name);
    });
    this.__cache__ = null;
    return result;
  }
  /**
  * Enable rules with given names, and disable everything else. If any rule name
  * not found - throw Error. Errors can be disabled by second param.
  *
  * See also {@link Ruler.disable}, {@link Ruler.enable}.
  */
  enableOnly(list2, ignoreInvalid = false) {
    if (!Array.isArray(list2)) list2 = [list2];
    this.__rules__.forEach((rule) => {
      rule.enabled = false;
    });
    this.enable(list2, ignoreInvalid);
  }
  /**
  * Disable rules with given names. If any rule name not found - throw Error.
  * Errors can be disabled by second param.
  *
  * See also {@link Ruler.enable}, {@link Ruler.enableOnly}.
  *
  * Returns list of found rule names (if no exception happened).
  */
  disable(list2, ignoreInvalid = false) {
    if (!Array.isArray(list2)) list2 = [list2];
    const result = [];
    list2.forEach((name) => {
      const idx = this.__find__(name);
      if (idx < 0) {
        if (ignoreInvalid) return;
        throw new Error(`Rules manager: invalid rule name ${name}`);
      }
      this.__rules__[idx].enabled = false;
      result.push(name);
    });
    this.__cache__ = null;
    return result;
  }
  /**
  * Return array of active functions (rules) for given chain name. It analyzes
  * rules configuration, compiles caches if not exists and returns result.
  *
  * Default chain name is `''` (empty string). It can't be skipped. That's
  * done intentionally, to keep signature monomorphic for high speed.
  */
  getRules(chainName) {
    if (!this.__cache__) this.__compile__();
    return this.__cache__[chainName] || [];
  }
};
var default_rules = {};
default_rules.code_inline = function(tokens, idx, options2, env, slf) {
  const token = tokens[idx];
  return `<code${slf.renderAttrs(token)}>${escapeHtml(token.content)}</code>`;
};
default_rules.code_block = function(tokens, idx, options2, env, slf) {
  const token = tokens[idx];
  return `<pre${slf.renderAttrs(token)}><code>${escapeHtml(tokens[idx].content)}</code></pre>
`;
};
default_rules.fence = function(tokens, idx, options2, env, slf) {
  const token = tokens[idx];
  const info = token.info ? unescapeAll(token.info).trim() : "";
  let langName = "";
  let langAttrs = "";
  if (info) {
    const arr = info.split(/(\s+)/g);
    langName = arr[0];
    langAttrs = arr.slice(2).join("");
  }
  let highlighted;
  if (options2.highlight) highlighted = options2.highlight(token.content, langName, langAttrs) || escapeHtml(token.content);
  else highlighted = escapeHtml(token.content);
  if (highlighted.indexOf("<pre") === 0) return highlighted + "\n";
  if (info) {
    const i = token.attrIndex("class");
    const tmpAttrs = token.attrs ? token.attrs.slice() : [];
    if (i < 0) tmpAttrs.push(["class", `${options2.langPrefix}${langName}`]);
    else {
      tmpAttrs[i] = [tmpAttrs[i][0], tmpAttrs[i][1]];
      tmpAttrs[i][1] += ` ${options2.langPrefix}${langName}`;
    }
    const tmpToken = { attrs: tmpAttrs };
    return `<pre><code${slf.renderAttrs(tmpToken)}>${highlighted}</code></pre>
`;
  }
  return `<pre><code${slf.renderAttrs(token)}>${highlighted}</code></pre>
`;
};
default_rules.image = function(tokens, idx, options2, env, slf) {
  const token = tokens[idx];
  token.attrs[token.attrIndex("alt")][1] = slf.renderInlineAsText(token.children, options2, env);
  return slf.renderToken(tokens, idx, options2);
};
default_rules.hardbreak = function(tokens, idx, options2) {
  return options2.xhtmlOut ? "<br />\n" : "<br>\n";
};
default_rules.softbreak = function(tokens, idx, options2) {
  return options2.breaks ? options2.xhtmlOut ? "<br />\n" : "<br>\n" : "\n";
};
default_rules.text = function(tokens, idx) {
  return escapeHtml(tokens[idx].content);
};
default_rules.html_block = function(tokens, idx) {
  return tokens[idx].content;
};
default_rules.html_inline = function(tokens, idx) {
  return tokens[idx].content;
};
var Renderer = class {
  constructor() {
    _defineProperty(
      this,
      /**
      * Contains render rules for tokens. Can be updated and extended.
      *
      * See [source code](https://github.com/markdown-it/markdown-it/blob/master/src/renderer.ts)
      * for more details and examples.
      *
      * @example Custom render rules
      * ```javascript
      * import MarkdownIt from 'markdown-it'
      * const md = new MarkdownIt()
      *
      * md.renderer.rules.strong_open  = function () { return '<b>'; };
      * md.renderer.rules.strong_close = function () { return '</b>'; };
      *
      * const result = md.renderInline(...);
      * ```
      *
      * @example Each rule is called as independent static function with fixed signature
      * ```javascript
      * function my_token_render(tokens, idx, options, env, renderer) {
      *   // ...
      *   return renderedHTML;
      * }
      * ```
      */
      "rules",
      Object.assign({}, default_rules)
    );
  }
  /**
  * Render token attributes to string.
  */
  renderAttrs(token) {
    let i, l, result;
    if (!token.attrs) return "";
    result = "";
    for (i = 0, l = token.attrs.length; i < l; i++) result += ` ${escapeHtml(token.attrs[i][0])}="${escapeHtml(String(token.attrs[i][1]))}"`;
    return result;
  }
  /**
  * Default token renderer. Can be overriden by custom function
  * in {@link Renderer.rules}.
  */
  renderToken(tokens, idx, options2) {
    const token = tokens[idx];
    let result = "";
    if (token.hidden) return "";
    let prev = idx - 1;
    while (prev >= 0 && tokens[prev].hidden && tokens[prev].nesting === 0) prev--;
    if (token.block && token.nesting !== -1 && prev >= 0 && tokens[prev].hidden && tokens[prev].nesting === -1) result += "\n";
    result += (token.nesting === -1 ? "</" : "<") + token.tag;
    result += this.renderAttrs(token);
    if (token.nesting === 0 && options2.xhtmlOut) result += " /";
    let needLf = false;
    if (token.block) {
      needLf = true;
      if (token.nesting === 1) {
        let next = idx + 1;
        while (next < tokens.length && tokens[next].hidden && tokens[next].nesting === 0) next++;
        if (next < tokens.length) {
          const nextToken = tokens[next];
          if (nextToken.type === "inline" || nextToken.hidden) needLf = false;
          else if (nextToken.nesting === -1 && nextToken.tag === token.tag) needLf = false;
        }
      }
    }
    result += needLf ? ">\n" : ">";
    return result;
  }
  /**
  * The same as {@link Renderer.render}, but for single token of `inline` type.
  */
  renderInline(tokens, options2, env) {
    let result = "";
    const rules = this.rules;
    for (let i = 0, len = tokens.length; i < len; i++) {
      const type = tokens[i].type;
      if (typeof rules[type] !== "undefined") result += rules[type](tokens, i, options2, env, this);
      else result += this.renderToken(tokens, i, options2);
    }
    return result;
  }
  /**
  * Special kludge for image `alt` attributes to conform CommonMark spec.
  * Don't try to use it! Spec requires to show `alt` content with stripped markup,
  * instead of simple escaping.
  */
  renderInlineAsText(tokens, options2, env) {
    let result = "";
    for (let i = 0, len = tokens.length; i < len; i++) switch (tokens[i].type) {
      case "text":
      case "code_inline":
        result += tokens[i].content;
        break;
      case "image":
        result += this.renderInlineAsText(tokens[i].children, options2, env);
        break;
      case "html_inline":
      case "html_block":
        result += tokens[i].content;
        break;
      case "softbreak":
      case "hardbreak":
        result += "\n";
    }
    return result;
  }
  /**
  * Takes token stream and generates HTML. Probably, you will never need to call
  * this method directly.
  */
  render(tokens, options2, env) {
    let result = "";
    const rules = this.rules;
    for (let i = 0, len = tokens.length; i < len; i++) {
      const type = tokens[i].type;
      if (type === "inline") result += this.renderInline(tokens[i].children, options2, env);
      else if (typeof rules[type] !== "undefined") result += rules[type](tokens, i, options2, env, this);
      else result += this.renderToken(tokens, i, options2);
    }
    return result;
  }
};
var StateCore = class {
  constructor(src, md, env) {
    _defineProperty(this, "tokens", []);
    _defineProperty(this, "inlineMode", false);
    _defineProperty(this, "Token", Token);
    this.src = src;
    this.env = env;
    this.md = md;
  }
};
var UNNORMALIZED_NEWLINE_RE = /\r\n?/g;
var NULL_RE = /\0/g;
function normalize(state) {
  let str;
  str = state.src.replace(UNNORMALIZED_NEWLINE_RE, "\n");
  str = str.replace(NULL_RE, "�");
  state.src = str;
}
function block(state) {
  let token;
  if (state.inlineMode) {
    token = new state.Token("inline", "", 0);
    token.content = state.src;
    token.map = [0, 1];
    token.children = [];
    state.tokens.push(token);
  } else state.md.block.parse(state.src, state.md, state.env, state.tokens);
}
function strip_references(state) {
  const tokens = state.tokens;
  let last4 = 0;
  for (let curr = 0; curr < tokens.length; curr++) {
    if (tokens[curr].type === "reference_definition") continue;
    if (curr !== last4) tokens[last4] = tokens[curr];
    last4++;
  }
  if (tokens.length !== last4) tokens.length = last4;
}
function inline(state) {
  const tokens = state.tokens;
  for (let i = 0, l = tokens.length; i < l; i++) {
    const tok = tokens[i];
    if (tok.type === "inline") state.md.inline.parse(tok.content, state.md, state.env, tok.children);
  }
}
function isLinkOpen$1(str) {
  return /^<a[>\s]/i.test(str);
}
function isLinkClose$1(str) {
  return /^<\/a\s*>/i.test(str);
}
function linkify$1(state) {
  const blockTokens = state.tokens;
  if (!state.md.options.linkify) return;
  for (let j = 0, l = blockTokens.length; j < l; j++) {
    if (blockTokens[j].type !== "inline" || !state.md.linkify.test(blockTokens[j].content)) continue;
    const tokens = blockTokens[j].children;
    const replacements = [];
    let htmlLinkLevel = 0;
    for (let i = tokens.length - 1; i >= 0; i--) {
      const currentToken = tokens[i];
      if (currentToken.type === "link_close") {
        i--;
        while (tokens[i].level !== currentToken.level && tokens[i].type !== "link_open") i--;
        continue;
      }
      if (currentToken.type === "html_inline") {
        if (isLinkOpen$1(currentToken.content) && htmlLinkLevel > 0) htmlLinkLevel--;
        if (isLinkClose$1(currentToken.content)) htmlLinkLevel++;
      }
      if (htmlLinkLevel > 0) continue;
      if (currentToken.type === "text" && state.md.linkify.test(currentToken.content)) {
        const text2 = currentToken.content;
        let links = state.md.linkify.match(text2);
        const nodes = [];
        let level = currentToken.level;
        let lastPos = 0;
        if (links.length > 0 && links[0].index === 0 && i > 0 && tokens[i - 1].type === "text_special") links = links.slice(1);
        for (let ln = 0; ln < links.length; ln++) {
          const url = links[ln].url;
          const fullUrl = state.md.normalizeLink(url);
          if (!state.md.validateLink(fullUrl)) continue;
          let urlText = links[ln].text;
          if (!links[ln].schema) urlText = state.md.normalizeLinkText(`http://${urlText}`).replace(/^http:\/\//, "");
          else if (links[ln].schema === "mailto:" && !/^mailto:/i.test(urlText)) urlText = state.md.normalizeLinkText(`mailto:${urlText}`).replace(/^mailto:/, "");
          else urlText = state.md.normalizeLinkText(urlText);
          const pos = links[ln].index;
          if (pos > lastPos) {
            const token = new state.Token("text", "", 0);
            token.content = text2.slice(lastPos, pos);
            token.level = level;
            nodes.push(token);
          }
          const token_o = new state.Token("link_open", "a", 1);
          token_o.attrs = [["href", fullUrl]];
          token_o.level = level++;
          token_o.markup = "linkify";
          token_o.info = "auto";
          nodes.push(token_o);
          const token_t = new state.Token("text", "", 0);
          token_t.content = urlText;
          token_t.level = level;
          nodes.push(token_t);
          const token_c = new state.Token("link_close", "a", -1);
          token_c.level = --level;
          token_c.markup = "linkify";
          token_c.info = "auto";
          nodes.push(token_c);
          lastPos = links[ln].lastIndex;
        }
        if (lastPos < text2.length) {
          const token = new state.Token("text", "", 0);
          token.content = text2.slice(lastPos);
          token.level = level;
          nodes.push(token);
        }
        replacements.push({
          index: i,
          nodes
        });
      }
    }
    if (replacements.length > 0) {
      let newTokensLength = tokens.length;
      for (const replacement of replacements) newTokensLength += replacement.nodes.length - 1;
      const newTokens = new Array(newTokensLength);
      let replacementIndex = 0;
      let newTokenIndex = 0;
      replacements.reverse();
      for (let i = 0; i < tokens.length; i++) {
        const replacement = replacements[replacementIndex];
        if ((replacement === null || replacement === void 0 ? void 0 : replacement.index) === i) {
          for (const node of replacement.nodes) newTokens[newTokenIndex++] = node;
          replacementIndex++;
        } else newTokens[newTokenIndex++] = tokens[i];
      }
      blockTokens[j].children = newTokens;
    }
  }
}
var RARE_RE = /\+-|\.\.|\?\?\?\?|!!!!|,,|--/;
var SCOPED_ABBR_TEST_RE = /\((c|tm|r)\)/i;
var SCOPED_ABBR_RE = /\((c|tm|r)\)/gi;
var SCOPED_ABBR = {
  c: "©",
  r: "®",
  tm: "™"
};
function replaceFn(match, name) {
  return SCOPED_ABBR[name.toLowerCase()];
}
function replace_scoped(inlineTokens) {
  let inside_autolink = 0;
  for (let i = inlineTokens.length - 1; i >= 0; i--) {
    const token = inlineTokens[i];
    if (token.type === "text" && !inside_autolink) token.content = token.content.replace(SCOPED_ABBR_RE, replaceFn);
    if (token.type === "link_open" && token.info === "auto") inside_autolink--;
    if (token.type === "link_close" && token.info === "auto") inside_autolink++;
  }
}
function replace_rare(inlineTokens) {
  let inside_autolink = 0;
  for (let i = inlineTokens.length - 1; i >= 0; i--) {
    const token = inlineTokens[i];
    if (token.type === "text" && !inside_autolink) {
      if (RARE_RE.test(token.content)) token.content = token.content.replace(/\+-/g, "±").replace(/\.{2,}/g, "…").replace(/([?!])…/g, "$1..").replace(/([?!]){4,}/g, "$1$1$1").replace(/,{2,}/g, ",").replace(/(^|[^-])---(?=[^-]|$)/gm, "$1—").replace(/(^|\s)--(?=\s|$)/gm, "$1–").replace(/(^|[^-\s])--(?=[^-\s]|$)/gm, "$1–");
    }
    if (token.type === "link_open" && token.info === "auto") inside_autolink--;
    if (token.type === "link_close" && token.info === "auto") inside_autolink++;
  }
}
function replace(state) {
  let blkIdx;
  if (!state.md.options.typographer) return;
  for (blkIdx = state.tokens.length - 1; blkIdx >= 0; blkIdx--) {
    if (state.tokens[blkIdx].type !== "inline") continue;
    if (SCOPED_ABBR_TEST_RE.test(state.tokens[blkIdx].content)) replace_scoped(state.tokens[blkIdx].children);
    if (RARE_RE.test(state.tokens[blkIdx].content)) replace_rare(state.tokens[blkIdx].children);
  }
}
var QUOTE_TEST_RE = /['"]/;
var QUOTE_RE = /['"]/g;
var APOSTROPHE = "’";
var MAX_OPENERS = 1e3;
function truncateStack(stack2, heads, length) {
  while (stack2.length > length) {
    const item = stack2.pop();
    if (item.isSingleQuote) heads.single = item.prevSameQuoteIdx;
    else heads.double = item.prevSameQuoteIdx;
  }
}
function addReplacement(replacements, tokenIdx, pos, ch) {
  if (!replacements[tokenIdx]) replacements[tokenIdx] = [];
  replacements[tokenIdx].push({
    pos,
    ch
  });
}
function applyReplacements(str, replacements) {
  let result = "";
  let lastPos = 0;
  replacements.sort((a, b) => a.pos - b.pos);
  for (let i = 0; i < replacements.length; i++) {
    const replacement = replacements[i];
    result += str.slice(lastPos, replacement.pos) + replacement.ch;
    lastPos = replacement.pos + 1;
  }
  return result + str.slice(lastPos);
}
function process_inlines(tokens, state) {
  let j;
  const stack2 = [];
  const heads = {
    single: -1,
    double: -1
  };
  const replacements = {};
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const thisLevel = tokens[i].level;
    for (j = stack2.length - 1; j >= 0; j--) if (stack2[j].level <= thisLevel) break;
    truncateStack(stack2, heads, j + 1);
    if (token.type !== "text") continue;
    const text2 = token.content;
    let pos = 0;
    const max = text2.length;
    OUTER: while (pos < max) {
      QUOTE_RE.lastIndex = pos;
      const t = QUOTE_RE.exec(text2);
      if (!t) break;
      let canOpen = true;
      let canClose = true;
      pos = t.index + 1;
      const isSingle = t[0] === "'";
      let lastChar = 32;
      if (t.index - 1 >= 0) lastChar = text2.charCodeAt(t.index - 1);
      else for (j = i - 1; j >= 0; j--) {
        if (tokens[j].type === "softbreak" || tokens[j].type === "hardbreak") break;
        if (!tokens[j].content) continue;
        lastChar = tokens[j].content.charCodeAt(tokens[j].content.length - 1);
        break;
      }
      let nextChar = 32;
      if (pos < max) nextChar = text2.charCodeAt(pos);
      else for (j = i + 1; j < tokens.length; j++) {
        if (tokens[j].type === "softbreak" || tokens[j].type === "hardbreak") break;
        if (!tokens[j].content) continue;
        nextChar = tokens[j].content.charCodeAt(0);
        break;
      }
      const isLastPunctChar = isMdAsciiPunct(lastChar) || isPunctCharCode(lastChar);
      const isNextPunctChar = isMdAsciiPunct(nextChar) || isPunctCharCode(nextChar);
      const isLastWhiteSpace = isWhiteSpace(lastChar);
      const isNextWhiteSpace = isWhiteSpace(nextChar);
      if (isNextWhiteSpace) canOpen = false;
      else if (isNextPunctChar) {
        if (!(isLastWhiteSpace || isLastPunctChar)) canOpen = false;
      }
      if (isLastWhiteSpace) canClose = false;
      else if (isLastPunctChar) {
        if (!(isNextWhiteSpace || isNextPunctChar)) canClose = false;
      }
      if (nextChar === 34 && t[0] === '"') {
        if (lastChar >= 48 && lastChar <= 57) canClose = canOpen = false;
      }
      if (canOpen && canClose) {
        canOpen = isLastPunctChar;
        canClose = isNextPunctChar;
      }
      if (!canOpen && !canClose) {
        if (isSingle) addReplacement(replacements, i, t.index, APOSTROPHE);
        continue;
      }
      if (canClose) {
        j = isSingle ? heads.single : heads.double;
        if (j >= 0 && stack2[j].level === thisLevel) {
          const item = stack2[j];
          let openQuote;
          let closeQuote;
          if (isSingle) {
            openQuote = state.md.options.quotes[2];
            closeQuote = state.md.options.quotes[3];
          } else {
            openQuote = state.md.options.quotes[0];
            closeQuote = state.md.options.quotes[1];
          }
          addReplacement(replacements, i, t.index, closeQuote);
          addReplacement(replacements, item.tokenIdx, item.contentPos, openQuote);
          truncateStack(stack2, heads, j);
          continue OUTER;
        }
      }
      if (canOpen) {
        if (stack2.length >= MAX_OPENERS) return;
        stack2.push({
          tokenIdx: i,
          contentPos: t.index,
          isSingleQuote: isSingle,
          level: thisLevel,
          prevSameQuoteIdx: isSingle ? heads.single : heads.double
        });
        if (isSingle) heads.single = stack2.length - 1;
        else heads.double = stack2.length - 1;
      } else if (canClose && isSingle) addReplacement(replacements, i, t.index, APOSTROPHE);
    }
  }
  Object.keys(replacements).forEach(function(tokenIdx) {
    const idx = Number(tokenIdx);
    tokens[idx].content = applyReplacements(tokens[idx].content, replacements[tokenIdx]);
  });
}
function smartquotes(state) {
  if (!state.md.options.typographer) return;
  for (let blkIdx = state.tokens.length - 1; blkIdx >= 0; blkIdx--) {
    if (state.tokens[blkIdx].type !== "inline" || !QUOTE_TEST_RE.test(state.tokens[blkIdx].content)) continue;
    process_inlines(state.tokens[blkIdx].children, state);
  }
}
function join_alt(tokens) {
  let curr, last4;
  const max = tokens.length;
  for (curr = 0; curr < max; curr++) if (tokens[curr].type === "text_special") tokens[curr].type = "text";
  for (curr = last4 = 0; curr < max; curr++) if (tokens[curr].type === "text" && curr + 1 < max && tokens[curr + 1].type === "text") tokens[curr + 1].content = tokens[curr].content + tokens[curr + 1].content;
  else {
    if (curr !== last4) tokens[last4] = tokens[curr];
    last4++;
  }
  if (curr !== last4) tokens.length = last4;
}
function text_join(state) {
  let curr, last4;
  const blockTokens = state.tokens;
  const l = blockTokens.length;
  for (let j = 0; j < l; j++) {
    if (blockTokens[j].type !== "inline") continue;
    const tokens = blockTokens[j].children;
    const max = tokens.length;
    for (curr = 0; curr < max; curr++) {
      if (tokens[curr].type === "text_special") tokens[curr].type = "text";
      if (tokens[curr].children) join_alt(tokens[curr].children);
    }
    for (curr = last4 = 0; curr < max; curr++) if (tokens[curr].type === "text" && curr + 1 < max && tokens[curr + 1].type === "text") tokens[curr + 1].content = tokens[curr].content + tokens[curr + 1].content;
    else {
      if (curr !== last4) tokens[last4] = tokens[curr];
      last4++;
    }
    if (curr !== last4) tokens.length = last4;
  }
}
var _rules$2 = [
  ["normalize", normalize],
  ["block", block],
  ["strip_references", strip_references],
  ["inline", inline],
  ["linkify", linkify$1],
  ["replacements", replace],
  ["smartquotes", smartquotes],
  ["text_join", text_join]
];
var ParserCore = class {
  constructor() {
    _defineProperty(
      this,
      /**
      * {@link Ruler} instance. Keep configuration of core rules.
      */
      "ruler",
      new Ruler()
    );
    _defineProperty(this, "State", StateCore);
    for (let i = 0; i < _rules$2.length; i++) this.ruler.push(_rules$2[i][0], _rules$2[i][1]);
  }
  /**
  * Executes core chain rules.
  */
  process(state) {
    const rules = this.ruler.getRules("");
    for (let i = 0, l = rules.length; i < l; i++) rules[i](state);
  }
};
var StateBlock = class {
  constructor(src, md, env, tokens) {
    _defineProperty(this, "bMarks", []);
    _defineProperty(this, "eMarks", []);
    _defineProperty(this, "tShift", []);
    _defineProperty(this, "sCount", []);
    _defineProperty(this, "bsCount", []);
    _defineProperty(this, "blkIndent", 0);
    _defineProperty(this, "line", 0);
    _defineProperty(this, "lineMax", 0);
    _defineProperty(this, "tight", false);
    _defineProperty(this, "listIndent", -1);
    _defineProperty(this, "parentType", "root");
    _defineProperty(this, "level", 0);
    _defineProperty(this, "Token", Token);
    this.src = src;
    this.md = md;
    this.env = env;
    this.tokens = tokens;
    const s = this.src;
    for (let start = 0, pos = 0, indent = 0, offset = 0, len = s.length, indent_found = false; pos < len; pos++) {
      const ch = s.charCodeAt(pos);
      if (!indent_found) {
        if (isSpace(ch)) {
          indent++;
          if (ch === 9) offset += 4 - offset % 4;
          else offset++;
          continue;
        } else indent_found = true;
      }
      if (ch === 10 || pos === len - 1) {
        if (ch !== 10) pos++;
        this.bMarks.push(start);
        this.eMarks.push(pos);
        this.tShift.push(indent);
        this.sCount.push(offset);
        this.bsCount.push(0);
        indent_found = false;
        indent = 0;
        offset = 0;
        start = pos + 1;
      }
    }
    this.bMarks.push(s.length);
    this.eMarks.push(s.length);
    this.tShift.push(0);
    this.sCount.push(0);
    this.bsCount.push(0);
    this.lineMax = this.bMarks.length - 1;
  }
  push(type, tag, nesting) {
    const token = new Token(type, tag, nesting);
    token.block = true;
    if (nesting < 0) this.level--;
    token.level = this.level;
    if (nesting > 0) this.level++;
    this.tokens.push(token);
    return token;
  }
  isEmpty(line) {
    return this.bMarks[line] + this.tShift[line] >= this.eMarks[line];
  }
  skipEmptyLines(from) {
    for (let max = this.lineMax; from < max; from++) if (this.bMarks[from] + this.tShift[from] < this.eMarks[from]) break;
    return from;
  }
  skipSpaces(pos) {
    for (let max = this.src.length; pos < max; pos++) if (!isSpace(this.src.charCodeAt(pos))) break;
    return pos;
  }
  skipSpacesBack(pos, min) {
    if (pos <= min) return pos;
    while (pos > min) if (!isSpace(this.src.charCodeAt(--pos))) return pos + 1;
    return pos;
  }
  skipChars(pos, code2) {
    for (let max = this.src.length; pos < max; pos++) if (this.src.charCodeAt(pos) !== code2) break;
    return pos;
  }
  skipCharsBack(pos, code2, min) {
    if (pos <= min) return pos;
    while (pos > min) if (code2 !== this.src.charCodeAt(--pos)) return pos + 1;
    return pos;
  }
  getLines(begin, end, indent, keepLastLF) {
    if (begin >= end) return "";
    const queue = new Array(end - begin);
    for (let i = 0, line = begin; line < end; line++, i++) {
      let lineIndent = 0;
      const lineStart = this.bMarks[line];
      let first2 = lineStart;
      let last4;
      if (line + 1 < end || keepLastLF) last4 = this.eMarks[line] + 1;
      else last4 = this.eMarks[line];
      while (first2 < last4 && lineIndent < indent) {
        const ch = this.src.charCodeAt(first2);
        if (isSpace(ch)) {
          if (ch === 9) lineIndent += 4 - (lineIndent + this.bsCount[line]) % 4;
          else lineIndent++;
        } else if (first2 - lineStart < this.tShift[line]) lineIndent++;
        else break;
        first2++;
      }
      if (lineIndent > indent) queue[i] = new Array(lineIndent - indent + 1).join(" ") + this.src.slice(first2, last4);
      else queue[i] = this.src.slice(first2, last4);
    }
    return queue.join("");
  }
};
var MAX_AUTOCOMPLETED_CELLS = 65536;
function getLine(state, line) {
  const pos = state.bMarks[line] + state.tShift[line];
  const max = state.eMarks[line];
  return state.src.slice(pos, max);
}
function escapedSplit(str) {
  const result = [];
  const max = str.length;
  let pos = 0;
  let ch = str.charCodeAt(pos);
  let isEscaped = false;
  let lastPos = 0;
  let current = "";
  while (pos < max) {
    if (ch === 124) {
      if (!isEscaped) {
        result.push(current + str.substring(lastPos, pos));
        current = "";
        lastPos = pos + 1;
      } else {
        current += str.substring(lastPos, pos - 1);
        lastPos = pos;
      }
    }
    isEscaped = ch === 92;
    pos++;
    ch = str.charCodeAt(pos);
  }
  result.push(current + str.substring(lastPos));
  return result;
}
function table(state, startLine, endLine, silent) {
  if (startLine + 2 > endLine) return false;
  let nextLine = startLine + 1;
  if (state.sCount[nextLine] < state.blkIndent) return false;
  if (state.sCount[nextLine] - state.blkIndent >= 4) return false;
  let pos = state.bMarks[nextLine] + state.tShift[nextLine];
  if (pos >= state.eMarks[nextLine]) return false;
  const firstCh = state.src.charCodeAt(pos++);
  if (firstCh !== 124 && firstCh !== 45 && firstCh !== 58) return false;
  if (pos >= state.eMarks[nextLine]) return false;
  const secondCh = state.src.charCodeAt(pos++);
  if (secondCh !== 124 && secondCh !== 45 && secondCh !== 58 && !isSpace(secondCh)) return false;
  if (firstCh === 45 && isSpace(secondCh)) return false;
  while (pos < state.eMarks[nextLine]) {
    const ch = state.src.charCodeAt(pos);
    if (ch !== 124 && ch !== 45 && ch !== 58 && !isSpace(ch)) return false;
    pos++;
  }
  let lineText = getLine(state, startLine + 1);
  let columns = lineText.split("|");
  const aligns = [];
  for (let i = 0; i < columns.length; i++) {
    const t = columns[i].trim();
    if (!t) {
      if (i === 0 || i === columns.length - 1) continue;
      else return false;
    }
    if (!/^:?-+:?$/.test(t)) return false;
    if (t.charCodeAt(t.length - 1) === 58) aligns.push(t.charCodeAt(0) === 58 ? "center" : "right");
    else if (t.charCodeAt(0) === 58) aligns.push("left");
    else aligns.push("");
  }
  lineText = getLine(state, startLine).trim();
  if (lineText.indexOf("|") === -1) return false;
  if (state.sCount[startLine] - state.blkIndent >= 4) return false;
  columns = escapedSplit(lineText);
  if (columns.length && columns[0] === "") columns.shift();
  if (columns.length && columns[columns.length - 1] === "") columns.pop();
  const columnCount = columns.length;
  if (columnCount === 0 || columnCount !== aligns.length) return false;
  if (silent) return true;
  const oldParentType = state.parentType;
  state.parentType = "table";
  const terminatorRules = state.md.block.ruler.getRules("blockquote");
  const token_to = state.push("table_open", "table", 1);
  const tableLines = [startLine, 0];
  token_to.map = tableLines;
  const token_tho = state.push("thead_open", "thead", 1);
  token_tho.map = [startLine, startLine + 1];
  const token_htro = state.push("tr_open", "tr", 1);
  token_htro.map = [startLine, startLine + 1];
  for (let i = 0; i < columns.length; i++) {
    const token_ho = state.push("th_open", "th", 1);
    if (aligns[i]) token_ho.attrs = [["style", `text-align:${aligns[i]}`]];
    const token_il = state.push("inline", "", 0);
    token_il.content = columns[i].trim();
    token_il.children = [];
    state.push("th_close", "th", -1);
  }
  state.push("tr_close", "tr", -1);
  state.push("thead_close", "thead", -1);
  let tbodyLines;
  let autocompletedCells = 0;
  for (nextLine = startLine + 2; nextLine < endLine; nextLine++) {
    if (state.sCount[nextLine] < state.blkIndent) break;
    let terminate = false;
    for (let i = 0, l = terminatorRules.length; i < l; i++) if (terminatorRules[i](state, nextLine, endLine, true)) {
      terminate = true;
      break;
    }
    if (terminate) break;
    lineText = getLine(state, nextLine).trim();
    if (!lineText) break;
    if (state.sCount[nextLine] - state.blkIndent >= 4) break;
    columns = escapedSplit(lineText);
    if (columns.length && columns[0] === "") columns.shift();
    if (columns.length && columns[columns.length - 1] === "") columns.pop();
    autocompletedCells += columnCount - columns.length;
    if (autocompletedCells > MAX_AUTOCOMPLETED_CELLS) break;
    if (nextLine === startLine + 2) {
      const token_tbo = state.push("tbody_open", "tbody", 1);
      token_tbo.map = tbodyLines = [startLine + 2, 0];
    }
    const token_tro = state.push("tr_open", "tr", 1);
    token_tro.map = [nextLine, nextLine + 1];
    for (let i = 0; i < columnCount; i++) {
      const token_tdo = state.push("td_open", "td", 1);
      if (aligns[i]) token_tdo.attrs = [["style", `text-align:${aligns[i]}`]];
      const token_il = state.push("inline", "", 0);
      token_il.content = columns[i] ? columns[i].trim() : "";
      token_il.children = [];
      state.push("td_close", "td", -1);
    }
    state.push("tr_close", "tr", -1);
  }
  if (tbodyLines) {
    state.push("tbody_close", "tbody", -1);
    tbodyLines[1] = nextLine;
  }
  state.push("table_close", "table", -1);
  tableLines[1] = nextLine;
  state.parentType = oldParentType;
  state.line = nextLine;
  return true;
}
function code(state, startLine, endLine) {
  if (state.sCount[startLine] - state.blkIndent < 4) return false;
  let nextLine = startLine + 1;
  let last4 = nextLine;
  while (nextLine < endLine) {
    if (state.isEmpty(nextLine)) {
      nextLine++;
      continue;
    }
    if (state.sCount[nextLine] - state.blkIndent >= 4) {
      nextLine++;
      last4 = nextLine;
      continue;
    }
    break;
  }
  state.line = last4;
  const token = state.push("code_block", "code", 0);
  token.content = state.getLines(startLine, last4, 4 + state.blkIndent, false) + "\n";
  token.map = [startLine, state.line];
  return true;
}
function fence(state, startLine, endLine, silent) {
  let pos = state.bMarks[startLine] + state.tShift[startLine];
  let max = state.eMarks[startLine];
  if (state.sCount[startLine] - state.blkIndent >= 4) return false;
  if (pos + 3 > max) return false;
  const marker = state.src.charCodeAt(pos);
  if (marker !== 126 && marker !== 96) return false;
  let mem = pos;
  pos = state.skipChars(pos, marker);
  let len = pos - mem;
  if (len < 3) return false;
  const markup = state.src.slice(mem, pos);
  const params = state.src.slice(pos, max);
  if (marker === 96) {
    if (params.indexOf(String.fromCharCode(marker)) >= 0) return false;
  }
  if (silent) return true;
  let nextLine = startLine;
  let haveEndMarker = false;
  for (; ; ) {
    nextLine++;
    if (nextLine >= endLine) break;
    pos = mem = state.bMarks[nextLine] + state.tShift[nextLine];
    max = state.eMarks[nextLine];
    if (pos < max && state.sCount[nextLine] < state.blkIndent) break;
    if (state.src.charCodeAt(pos) !== marker) continue;
    if (state.sCount[nextLine] - state.blkIndent >= 4) continue;
    pos = state.skipChars(pos, marker);
    if (pos - mem < len) continue;
    pos = state.skipSpaces(pos);
    if (pos < max) continue;
    haveEndMarker = true;
    break;
  }
  len = state.sCount[startLine];
  state.line = nextLine + (haveEndMarker ? 1 : 0);
  const token = state.push("fence", "code", 0);
  token.info = params;
  token.content = state.getLines(startLine + 1, nextLine, len, true);
  token.markup = markup;
  token.map = [startLine, state.line];
  return true;
}
function blockquote(state, startLine, endLine, silent) {
  let pos = state.bMarks[startLine] + state.tShift[startLine];
  let max = state.eMarks[startLine];
  const oldLineMax = state.lineMax;
  if (state.sCount[startLine] - state.blkIndent >= 4) return false;
  if (state.src.charCodeAt(pos) !== 62) return false;
  if (silent) return true;
  const oldBMarks = [];
  const oldBSCount = [];
  const oldSCount = [];
  const oldTShift = [];
  const terminatorRules = state.md.block.ruler.getRules("blockquote");
  const oldParentType = state.parentType;
  state.parentType = "blockquote";
  let lastLineEmpty = false;
  let nextLine;
  for (nextLine = startLine; nextLine < endLine; nextLine++) {
    const isOutdented = state.sCount[nextLine] < state.blkIndent;
    pos = state.bMarks[nextLine] + state.tShift[nextLine];
    max = state.eMarks[nextLine];
    if (pos >= max) break;
    if (state.src.charCodeAt(pos++) === 62 && !isOutdented) {
      let initial = state.sCount[nextLine] + 1;
      let spaceAfterMarker;
      let adjustTab;
      if (state.src.charCodeAt(pos) === 32) {
        pos++;
        initial++;
        adjustTab = false;
        spaceAfterMarker = true;
      } else if (state.src.charCodeAt(pos) === 9) {
        spaceAfterMarker = true;
        if ((state.bsCount[nextLine] + initial) % 4 === 3) {
          pos++;
          initial++;
          adjustTab = false;
        } else adjustTab = true;
      } else spaceAfterMarker = false;
      let offset = initial;
      oldBMarks.push(state.bMarks[nextLine]);
      state.bMarks[nextLine] = pos;
      while (pos < max) {
        const ch = state.src.charCodeAt(pos);
        if (isSpace(ch)) {
          if (ch === 9) offset += 4 - (offset + state.bsCount[nextLine] + (adjustTab ? 1 : 0)) % 4;
          else offset++;
        } else break;
        pos++;
      }
      lastLineEmpty = pos >= max;
      oldBSCount.push(state.bsCount[nextLine]);
      state.bsCount[nextLine] = state.sCount[nextLine] + 1 + (spaceAfterMarker ? 1 : 0);
      oldSCount.push(state.sCount[nextLine]);
      state.sCount[nextLine] = offset - initial;
      oldTShift.push(state.tShift[nextLine]);
      state.tShift[nextLine] = pos - state.bMarks[nextLine];
      continue;
    }
    if (lastLineEmpty) break;
    let terminate = false;
    for (let i = 0, l = terminatorRules.length; i < l; i++) if (terminatorRules[i](state, nextLine, endLine, true)) {
      terminate = true;
      break;
    }
    if (terminate) {
      state.lineMax = nextLine;
      if (state.blkIndent !== 0) {
        oldBMarks.push(state.bMarks[nextLine]);
        oldBSCount.push(state.bsCount[nextLine]);
        oldTShift.push(state.tShift[nextLine]);
        oldSCount.push(state.sCount[nextLine]);
        state.sCount[nextLine] -= state.blkIndent;
      }
      break;
    }
    oldBMarks.push(state.bMarks[nextLine]);
    oldBSCount.push(state.bsCount[nextLine]);
    oldTShift.push(state.tShift[nextLine]);
    oldSCount.push(state.sCount[nextLine]);
    state.sCount[nextLine] = -1;
  }
  const oldIndent = state.blkIndent;
  state.blkIndent = 0;
  const token_o = state.push("blockquote_open", "blockquote", 1);
  token_o.markup = ">";
  const lines = [startLine, 0];
  token_o.map = lines;
  state.md.block.tokenize(state, startLine, nextLine);
  const token_c = state.push("blockquote_close", "blockquote", -1);
  token_c.markup = ">";
  state.lineMax = oldLineMax;
  state.parentType = oldParentType;
  lines[1] = state.line;
  for (let i = 0; i < oldTShift.length; i++) {
    state.bMarks[i + startLine] = oldBMarks[i];
    state.tShift[i + startLine] = oldTShift[i];
    state.sCount[i + startLine] = oldSCount[i];
    state.bsCount[i + startLine] = oldBSCount[i];
  }
  state.blkIndent = oldIndent;
  return true;
}
function hr(state, startLine, endLine, silent) {
  const max = state.eMarks[startLine];
  if (state.sCount[startLine] - state.blkIndent >= 4) return false;
  let pos = state.bMarks[startLine] + state.tShift[startLine];
  const marker = state.src.charCodeAt(pos++);
  if (marker !== 42 && marker !== 45 && marker !== 95) return false;
  let cnt = 1;
  while (pos < max) {
    const ch = state.src.charCodeAt(pos++);
    if (ch !== marker && !isSpace(ch)) return false;
    if (ch === marker) cnt++;
  }
  if (cnt < 3) return false;
  if (silent) return true;
  state.line = startLine + 1;
  const token = state.push("hr", "hr", 0);
  token.map = [startLine, state.line];
  token.markup = Array(cnt + 1).join(String.fromCharCode(marker));
  return true;
}
function skipBulletListMarker(state, startLine) {
  const max = state.eMarks[startLine];
  let pos = state.bMarks[startLine] + state.tShift[startLine];
  const marker = state.src.charCodeAt(pos++);
  if (marker !== 42 && marker !== 45 && marker !== 43) return -1;
  if (pos < max) {
    if (!isSpace(state.src.charCodeAt(pos))) return -1;
  }
  return pos;
}
function skipOrderedListMarker(state, startLine) {
  const start = state.bMarks[startLine] + state.tShift[startLine];
  const max = state.eMarks[startLine];
  let pos = start;
  if (pos + 1 >= max) return -1;
  let ch = state.src.charCodeAt(pos++);
  if (ch < 48 || ch > 57) return -1;
  for (; ; ) {
    if (pos >= max) return -1;
    ch = state.src.charCodeAt(pos++);
    if (ch >= 48 && ch <= 57) {
      if (pos - start >= 10) return -1;
      continue;
    }
    if (ch === 41 || ch === 46) break;
    return -1;
  }
  if (pos < max) {
    ch = state.src.charCodeAt(pos);
    if (!isSpace(ch)) return -1;
  }
  return pos;
}
function markTightParagraphs(state, idx) {
  const level = state.level + 2;
  for (let i = idx + 2, l = state.tokens.length - 2; i < l; i++) if (state.tokens[i].level === level && state.tokens[i].type === "paragraph_open") {
    state.tokens[i + 2].hidden = true;
    state.tokens[i].hidden = true;
    i += 2;
  }
}
function list(state, startLine, endLine, silent) {
  let max, pos, start, token;
  let nextLine = startLine;
  let tight = true;
  if (state.sCount[nextLine] - state.blkIndent >= 4) return false;
  if (state.listIndent >= 0 && state.sCount[nextLine] - state.listIndent >= 4 && state.sCount[nextLine] < state.blkIndent) return false;
  let isTerminatingParagraph = false;
  if (silent && state.parentType === "paragraph") {
    if (state.sCount[nextLine] >= state.blkIndent) isTerminatingParagraph = true;
  }
  let isOrdered;
  let markerValue;
  let posAfterMarker;
  if ((posAfterMarker = skipOrderedListMarker(state, nextLine)) >= 0) {
    isOrdered = true;
    start = state.bMarks[nextLine] + state.tShift[nextLine];
    markerValue = Number(state.src.slice(start, posAfterMarker - 1));
    if (isTerminatingParagraph && markerValue !== 1) return false;
  } else if ((posAfterMarker = skipBulletListMarker(state, nextLine)) >= 0) isOrdered = false;
  else return false;
  if (isTerminatingParagraph) {
    if (state.skipSpaces(posAfterMarker) >= state.eMarks[nextLine]) return false;
  }
  if (silent) return true;
  const markerCharCode = state.src.charCodeAt(posAfterMarker - 1);
  const listTokIdx = state.tokens.length;
  if (isOrdered) {
    token = state.push("ordered_list_open", "ol", 1);
    if (markerValue !== 1) token.attrs = [["start", markerValue]];
  } else token = state.push("bullet_list_open", "ul", 1);
  const listLines = [nextLine, 0];
  token.map = listLines;
  token.markup = String.fromCharCode(markerCharCode);
  let prevEmptyEnd = false;
  const terminatorRules = state.md.block.ruler.getRules("list");
  const oldParentType = state.parentType;
  state.parentType = "list";
  while (nextLine < endLine) {
    pos = posAfterMarker;
    max = state.eMarks[nextLine];
    const initial = state.sCount[nextLine] + posAfterMarker - (state.bMarks[nextLine] + state.tShift[nextLine]);
    let offset = initial;
    while (pos < max) {
      const ch = state.src.charCodeAt(pos);
      if (ch === 9) offset += 4 - (offset + state.bsCount[nextLine]) % 4;
      else if (ch === 32) offset++;
      else break;
      pos++;
    }
    const contentStart = pos;
    let indentAfterMarker;
    if (contentStart >= max) indentAfterMarker = 1;
    else indentAfterMarker = offset - initial;
    if (indentAfterMarker > 4) indentAfterMarker = 1;
    const indent = initial + indentAfterMarker;
    token = state.push("list_item_open", "li", 1);
    token.markup = String.fromCharCode(markerCharCode);
    const itemLines = [nextLine, 0];
    token.map = itemLines;
    if (isOrdered) token.info = state.src.slice(start, posAfterMarker - 1);
    const oldTight = state.tight;
    const oldTShift = state.tShift[nextLine];
    const oldSCount = state.sCount[nextLine];
    const oldListIndent = state.listIndent;
    state.listIndent = state.blkIndent;
    state.blkIndent = indent;
    state.tight = true;
    state.tShift[nextLine] = contentStart - state.bMarks[nextLine];
    state.sCount[nextLine] = offset;
    if (contentStart >= max && state.isEmpty(nextLine + 1)) state.line = Math.min(state.line + 2, endLine);
    else state.md.block.tokenize(state, nextLine, endLine);
    if (!state.tight || prevEmptyEnd) tight = false;
    prevEmptyEnd = state.line - nextLine > 1 && state.isEmpty(state.line - 1);
    state.blkIndent = state.listIndent;
    state.listIndent = oldListIndent;
    state.tShift[nextLine] = oldTShift;
    state.sCount[nextLine] = oldSCount;
    state.tight = oldTight;
    token = state.push("list_item_close", "li", -1);
    token.markup = String.fromCharCode(markerCharCode);
    nextLine = state.line;
    itemLines[1] = nextLine;
    if (nextLine >= endLine) break;
    if (state.sCount[nextLine] < state.blkIndent) break;
    if (state.sCount[nextLine] - state.blkIndent >= 4) break;
    let terminate = false;
    for (let i = 0, l = terminatorRules.length; i < l; i++) if (terminatorRules[i](state, nextLine, endLine, true)) {
      terminate = true;
      break;
    }
    if (terminate) break;
    if (isOrdered) {
      posAfterMarker = skipOrderedListMarker(state, nextLine);
      if (posAfterMarker < 0) break;
      start = state.bMarks[nextLine] + state.tShift[nextLine];
    } else {
      posAfterMarker = skipBulletListMarker(state, nextLine);
      if (posAfterMarker < 0) break;
    }
    if (markerCharCode !== state.src.charCodeAt(posAfterMarker - 1)) break;
  }
  if (isOrdered) token = state.push("ordered_list_close", "ol", -1);
  else token = state.push("bullet_list_close", "ul", -1);
  token.markup = String.fromCharCode(markerCharCode);
  listLines[1] = nextLine;
  state.line = nextLine;
  state.parentType = oldParentType;
  if (tight) markTightParagraphs(state, listTokIdx);
  return true;
}
var MAX_LABEL_LENGTH = 999;
function countCodePoints(str) {
  let length = str.length;
  for (let i = 0; i < str.length - 1; i++) {
    const high = str.charCodeAt(i);
    if (high < 55296 || high > 56319) continue;
    const low = str.charCodeAt(i + 1);
    if (low >= 56320 && low <= 57343) {
      length--;
      i++;
    }
  }
  return length;
}
function lineEnd(state, line) {
  return Math.min(state.eMarks[line] + 1, state.src.length);
}
function getNextLinePos(state, nextLine) {
  const endLine = state.lineMax;
  if (nextLine >= endLine || state.isEmpty(nextLine)) return -1;
  let isContinuation = false;
  if (state.sCount[nextLine] - state.blkIndent > 3) isContinuation = true;
  if (state.sCount[nextLine] < 0) isContinuation = true;
  if (!isContinuation) {
    const terminatorRules = state.md.block.ruler.getRules("reference");
    const oldParentType = state.parentType;
    state.parentType = "reference";
    let terminate = false;
    for (let i = 0, l = terminatorRules.length; i < l; i++) if (terminatorRules[i](state, nextLine, endLine, true)) {
      terminate = true;
      break;
    }
    state.parentType = oldParentType;
    if (terminate) return -1;
  }
  return state.bMarks[nextLine] + state.tShift[nextLine];
}
function reference(state, startLine, _endLine, silent) {
  const src = state.src;
  let pos = state.bMarks[startLine] + state.tShift[startLine];
  let nextLine = startLine + 1;
  if (state.sCount[startLine] - state.blkIndent >= 4) return false;
  if (src.charCodeAt(pos) !== 91) return false;
  let max = lineEnd(state, startLine);
  let rawLabel = "";
  let labelEnd = -1;
  let segmentStart = ++pos;
  while (pos < max) {
    if (rawLabel.length + pos - segmentStart > MAX_LABEL_LENGTH * 2) return false;
    let ch = src.charCodeAt(pos);
    if (ch === 91) return false;
    if (ch === 93) {
      labelEnd = pos;
      break;
    }
    if (ch === 92) ch = src.charCodeAt(++pos);
    if (ch === 10 && pos < max) {
      const nextPos = getNextLinePos(state, nextLine);
      if (nextPos < 0) return false;
      rawLabel += src.slice(segmentStart, max);
      pos = segmentStart = nextPos;
      max = lineEnd(state, nextLine++);
      continue;
    }
    pos++;
  }
  if (labelEnd < 0 || src.charCodeAt(labelEnd + 1) !== 58) return false;
  rawLabel += src.slice(segmentStart, labelEnd);
  if (rawLabel.length > MAX_LABEL_LENGTH && countCodePoints(rawLabel) > MAX_LABEL_LENGTH) return false;
  pos = labelEnd + 2;
  while (pos < max) {
    const ch = src.charCodeAt(pos);
    if (ch === 10) {
      const nextPos = getNextLinePos(state, nextLine);
      if (nextPos < 0) break;
      pos = nextPos;
      max = lineEnd(state, nextLine++);
    } else if (isSpace(ch)) pos++;
    else break;
  }
  const destRes = state.md.helpers.parseLinkDestination(src, pos, max);
  if (!destRes.ok) return false;
  const href = state.md.normalizeLink(destRes.str);
  if (!state.md.validateLink(href)) return false;
  pos = destRes.pos;
  const destEndPos = pos;
  const destEndMax = max;
  const destEndLineNo = nextLine;
  while (pos < max) {
    const ch = src.charCodeAt(pos);
    if (ch === 10) {
      const nextPos = getNextLinePos(state, nextLine);
      if (nextPos < 0) break;
      pos = nextPos;
      max = lineEnd(state, nextLine++);
    } else if (isSpace(ch)) pos++;
    else break;
  }
  const titleStart = pos;
  let titleRes = state.md.helpers.parseLinkTitle(src, pos, max);
  while (titleRes.can_continue) {
    const nextPos = getNextLinePos(state, nextLine);
    if (nextPos < 0) break;
    pos = nextPos;
    max = lineEnd(state, nextLine++);
    titleRes = state.md.helpers.parseLinkTitle(src, pos, max, titleRes);
  }
  let title2;
  if (titleStart !== destEndPos && titleRes.ok) {
    title2 = titleRes.str;
    pos = titleRes.pos;
  } else {
    title2 = "";
    pos = destEndPos;
    max = destEndMax;
    nextLine = destEndLineNo;
  }
  while (pos < max) {
    if (!isSpace(src.charCodeAt(pos))) break;
    pos++;
  }
  if (pos < max && src.charCodeAt(pos) !== 10) {
    if (title2) {
      title2 = "";
      pos = destEndPos;
      max = destEndMax;
      nextLine = destEndLineNo;
      while (pos < max) {
        if (!isSpace(src.charCodeAt(pos))) break;
        pos++;
      }
    }
  }
  if (pos < max && src.charCodeAt(pos) !== 10) return false;
  const label = normalizeReference(rawLabel);
  if (!label) return false;
  if (silent) return true;
  if (typeof state.env.references === "undefined") state.env.references = {};
  if (typeof state.env.references[label] === "undefined") state.env.references[label] = {
    title: title2,
    href
  };
  const token = state.push("reference_definition", "", 0);
  token.map = [startLine, nextLine];
  token.hidden = true;
  const meta = /* @__PURE__ */ Object.create(null);
  meta.label = label;
  token.meta = meta;
  state.line = nextLine;
  return true;
}
var html_blocks_default = [
  "address",
  "article",
  "aside",
  "base",
  "basefont",
  "blockquote",
  "body",
  "caption",
  "center",
  "col",
  "colgroup",
  "dd",
  "details",
  "dialog",
  "dir",
  "div",
  "dl",
  "dt",
  "fieldset",
  "figcaption",
  "figure",
  "footer",
  "form",
  "frame",
  "frameset",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "head",
  "header",
  "hr",
  "html",
  "iframe",
  "legend",
  "li",
  "link",
  "main",
  "menu",
  "menuitem",
  "nav",
  "noframes",
  "ol",
  "optgroup",
  "option",
  "p",
  "param",
  "search",
  "section",
  "summary",
  "table",
  "tbody",
  "td",
  "tfoot",
  "th",
  "thead",
  "title",
  "tr",
  "track",
  "ul"
];
var open_tag = `<[A-Za-z][A-Za-z0-9\\-]*(?:\\s+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:\\s*=\\s*(?:[^"'=<>\`\\x00-\\x20]+|'[^']*'|"[^"]*"))?)*\\s*\\/?>`;
var close_tag = "<\\/[A-Za-z][A-Za-z0-9\\-]*\\s*>";
new RegExp(`^(?:${open_tag}|${close_tag}|<!---?>|<!--(?:[^-]|-[^-]|--[^>])*-->|<[?][\\s\\S]*?[?]>|<![A-Za-z][^>]*>|<!\\[CDATA\\[[\\s\\S]*?\\]\\]>)`);
var HTML_OPEN_CLOSE_TAG_RE = new RegExp(`^(?:${open_tag}|${close_tag})`);
var HTML_SEQUENCES = [
  [
    /^<(script|pre|style|textarea)(?=(\s|>|$))/i,
    /<\/(script|pre|style|textarea)>/i,
    true
  ],
  [
    /^<!--/,
    /-->/,
    true
  ],
  [
    /^<\?/,
    /\?>/,
    true
  ],
  [
    /^<![A-Za-z]/,
    />/,
    true
  ],
  [
    /^<!\[CDATA\[/,
    /\]\]>/,
    true
  ],
  [
    new RegExp(`^</?(${html_blocks_default.join("|")})(?=(\\s|/?>|$))`, "i"),
    /^$/,
    true
  ],
  [
    new RegExp(`${HTML_OPEN_CLOSE_TAG_RE.source}\\s*$`),
    /^$/,
    false
  ]
];
function html_block(state, startLine, endLine, silent) {
  let pos = state.bMarks[startLine] + state.tShift[startLine];
  let max = state.eMarks[startLine];
  if (state.sCount[startLine] - state.blkIndent >= 4) return false;
  if (!state.md.options.html) return false;
  if (state.src.charCodeAt(pos) !== 60) return false;
  let lineText = state.src.slice(pos, max);
  let i = 0;
  for (; i < HTML_SEQUENCES.length; i++) if (HTML_SEQUENCES[i][0].test(lineText)) break;
  if (i === HTML_SEQUENCES.length) return false;
  if (silent) return HTML_SEQUENCES[i][2];
  let nextLine = startLine + 1;
  const endsOnBlankLine = HTML_SEQUENCES[i][1].test("");
  if (!HTML_SEQUENCES[i][1].test(lineText)) for (; nextLine < endLine; nextLine++) {
    if (state.sCount[nextLine] < state.blkIndent) {
      if (endsOnBlankLine || !state.isEmpty(nextLine)) break;
    }
    pos = state.bMarks[nextLine] + state.tShift[nextLine];
    max = state.eMarks[nextLine];
    lineText = state.src.slice(pos, max);
    if (HTML_SEQUENCES[i][1].test(lineText)) {
      if (lineText.length !== 0) nextLine++;
      break;
    }
  }
  state.line = nextLine;
  const token = state.push("html_block", "", 0);
  token.map = [startLine, nextLine];
  token.content = state.getLines(startLine, nextLine, state.blkIndent, true);
  return true;
}
function heading(state, startLine, endLine, silent) {
  let pos = state.bMarks[startLine] + state.tShift[startLine];
  let max = state.eMarks[startLine];
  if (state.sCount[startLine] - state.blkIndent >= 4) return false;
  let ch = state.src.charCodeAt(pos);
  if (ch !== 35 || pos >= max) return false;
  let level = 1;
  ch = state.src.charCodeAt(++pos);
  while (ch === 35 && pos < max && level <= 6) {
    level++;
    ch = state.src.charCodeAt(++pos);
  }
  if (level > 6 || pos < max && !isSpace(ch)) return false;
  if (silent) return true;
  max = state.skipSpacesBack(max, pos);
  const tmp = state.skipCharsBack(max, 35, pos);
  if (tmp > pos && isSpace(state.src.charCodeAt(tmp - 1))) max = tmp;
  state.line = startLine + 1;
  const token_o = state.push("heading_open", `h${level}`, 1);
  token_o.markup = "########".slice(0, level);
  token_o.map = [startLine, state.line];
  const token_i = state.push("inline", "", 0);
  token_i.content = asciiTrim(state.src.slice(pos, max));
  token_i.map = [startLine, state.line];
  token_i.children = [];
  const token_c = state.push("heading_close", `h${level}`, -1);
  token_c.markup = "########".slice(0, level);
  return true;
}
function lheading(state, startLine, endLine) {
  const terminatorRules = state.md.block.ruler.getRules("paragraph");
  if (state.sCount[startLine] - state.blkIndent >= 4) return false;
  const oldParentType = state.parentType;
  state.parentType = "paragraph";
  let level = 0;
  let marker;
  let nextLine = startLine + 1;
  for (; nextLine < endLine && !state.isEmpty(nextLine); nextLine++) {
    if (state.sCount[nextLine] - state.blkIndent > 3) continue;
    if (state.sCount[nextLine] >= state.blkIndent) {
      let pos = state.bMarks[nextLine] + state.tShift[nextLine];
      const max = state.eMarks[nextLine];
      if (pos < max) {
        marker = state.src.charCodeAt(pos);
        if (marker === 45 || marker === 61) {
          pos = state.skipChars(pos, marker);
          pos = state.skipSpaces(pos);
          if (pos >= max) {
            level = marker === 61 ? 1 : 2;
            break;
          }
        }
      }
    }
    if (state.sCount[nextLine] < 0) continue;
    let terminate = false;
    for (let i = 0, l = terminatorRules.length; i < l; i++) if (terminatorRules[i](state, nextLine, endLine, true)) {
      terminate = true;
      break;
    }
    if (terminate) break;
  }
  if (!level) {
    state.parentType = oldParentType;
    return false;
  }
  const content = asciiTrim(state.getLines(startLine, nextLine, state.blkIndent, false));
  state.line = nextLine + 1;
  const token_o = state.push("heading_open", `h${level}`, 1);
  token_o.markup = String.fromCharCode(marker);
  token_o.map = [startLine, state.line];
  const token_i = state.push("inline", "", 0);
  token_i.content = content;
  token_i.map = [startLine, state.line - 1];
  token_i.children = [];
  const token_c = state.push("heading_close", `h${level}`, -1);
  token_c.markup = String.fromCharCode(marker);
  state.parentType = oldParentType;
  return true;
}
function paragraph(state, startLine, endLine) {
  const terminatorRules = state.md.block.ruler.getRules("paragraph");
  const oldParentType = state.parentType;
  let nextLine = startLine + 1;
  state.parentType = "paragraph";
  for (; nextLine < endLine && !state.isEmpty(nextLine); nextLine++) {
    if (state.sCount[nextLine] - state.blkIndent > 3) continue;
    if (state.sCount[nextLine] < 0) continue;
    let terminate = false;
    for (let i = 0, l = terminatorRules.length; i < l; i++) if (terminatorRules[i](state, nextLine, endLine, true)) {
      terminate = true;
      break;
    }
    if (terminate) break;
  }
  const content = asciiTrim(state.getLines(startLine, nextLine, state.blkIndent, false));
  state.line = nextLine;
  const token_o = state.push("paragraph_open", "p", 1);
  token_o.map = [startLine, state.line];
  const token_i = state.push("inline", "", 0);
  token_i.content = content;
  token_i.map = [startLine, state.line];
  token_i.children = [];
  state.push("paragraph_close", "p", -1);
  state.parentType = oldParentType;
  return true;
}
var _rules$1 = [
  [
    "table",
    table,
    ["paragraph", "reference"]
  ],
  ["code", code],
  [
    "fence",
    fence,
    [
      "paragraph",
      "reference",
      "blockquote",
      "list"
    ]
  ],
  [
    "blockquote",
    blockquote,
    [
      "paragraph",
      "reference",
      "blockquote",
      "list"
    ]
  ],
  [
    "hr",
    hr,
    [
      "paragraph",
      "reference",
      "blockquote",
      "list"
    ]
  ],
  [
    "list",
    list,
    [
      "paragraph",
      "reference",
      "blockquote"
    ]
  ],
  ["reference", reference],
  [
    "html_block",
    html_block,
    [
      "paragraph",
      "reference",
      "blockquote"
    ]
  ],
  [
    "heading",
    heading,
    [
      "paragraph",
      "reference",
      "blockquote"
    ]
  ],
  ["lheading", lheading],
  ["paragraph", paragraph]
];
var ParserBlock = class {
  constructor() {
    _defineProperty(
      this,
      /**
      * {@link Ruler} instance. Keep configuration of block rules.
      */
      "ruler",
      new Ruler()
    );
    _defineProperty(this, "State", StateBlock);
    for (let i = 0; i < _rules$1.length; i++) this.ruler.push(_rules$1[i][0], _rules$1[i][1], { alt: (_rules$1[i][2] || []).slice() });
  }
  tokenize(state, startLine, endLine) {
    const rules = this.ruler.getRules("");
    const len = rules.length;
    const maxNesting = state.md.options.maxNesting;
    let line = startLine;
    let hasEmptyLines = false;
    while (line < endLine) {
      state.line = line = state.skipEmptyLines(line);
      if (line >= endLine) break;
      if (state.sCount[line] < state.blkIndent) break;
      if (state.level >= maxNesting) {
        state.line = endLine;
        break;
      }
      const prevLine = state.line;
      let ok = false;
      for (let i = 0; i < len; i++) {
        ok = rules[i](state, line, endLine, false);
        if (ok) {
          if (prevLine >= state.line) throw new Error("block rule didn't increment state.line");
          break;
        }
      }
      if (!ok) throw new Error("none of the block rules matched");
      state.tight = !hasEmptyLines;
      if (state.isEmpty(state.line - 1)) hasEmptyLines = true;
      line = state.line;
      if (line < endLine && state.isEmpty(line)) {
        hasEmptyLines = true;
        line++;
        state.line = line;
      }
    }
  }
  /**
  * Process input string and push block tokens into `outTokens`
  */
  parse(src, md, env, outTokens) {
    if (!src) return;
    const state = new this.State(src, md, env, outTokens);
    this.tokenize(state, state.line, state.lineMax);
  }
};
var StateInline = class {
  constructor(src, md, env, outTokens) {
    _defineProperty(this, "pos", 0);
    _defineProperty(this, "level", 0);
    _defineProperty(this, "pending", "");
    _defineProperty(this, "pendingLevel", 0);
    _defineProperty(this, "cache", {});
    _defineProperty(this, "backticks", {});
    _defineProperty(this, "backticksScanned", false);
    _defineProperty(this, "skipHtmlSpecial", false);
    _defineProperty(this, "linkLevel", 0);
    _defineProperty(this, "delimiters", []);
    _defineProperty(this, "_prev_delimiters", []);
    _defineProperty(this, "Token", Token);
    this.src = src;
    this.env = env;
    this.md = md;
    this.tokens = outTokens;
    this.tokens_meta = Array(outTokens.length);
    this.posMax = this.src.length;
  }
  pushPending() {
    const token = new Token("text", "", 0);
    token.content = this.pending;
    token.level = this.pendingLevel;
    this.tokens.push(token);
    this.pending = "";
    return token;
  }
  push(type, tag, nesting) {
    if (this.pending) this.pushPending();
    const token = new Token(type, tag, nesting);
    let token_meta = void 0;
    if (nesting < 0) {
      this.level--;
      this.delimiters = this._prev_delimiters.pop();
    }
    token.level = this.level;
    if (nesting > 0) {
      this.level++;
      this._prev_delimiters.push(this.delimiters);
      this.delimiters = [];
      token_meta = { delimiters: this.delimiters };
    }
    this.pendingLevel = this.level;
    this.tokens.push(token);
    this.tokens_meta.push(token_meta);
    return token;
  }
  scanDelims(start, canSplitWord) {
    const max = this.posMax;
    const marker = this.src.charCodeAt(start);
    let lastChar;
    if (start === 0) lastChar = 32;
    else if (start === 1) {
      lastChar = this.src.charCodeAt(0);
      if ((lastChar & 63488) === 55296) lastChar = 65533;
    } else {
      lastChar = this.src.charCodeAt(start - 1);
      if ((lastChar & 64512) === 56320) {
        const highSurr = this.src.charCodeAt(start - 2);
        lastChar = (highSurr & 64512) === 55296 ? 65536 + (highSurr - 55296 << 10) + (lastChar - 56320) : 65533;
      } else if ((lastChar & 64512) === 55296) lastChar = 65533;
    }
    let pos = start;
    while (pos < max && this.src.charCodeAt(pos) === marker) pos++;
    const count = pos - start;
    let nextChar = pos < max ? this.src.charCodeAt(pos) : 32;
    if ((nextChar & 64512) === 55296) {
      const lowSurr = this.src.charCodeAt(pos + 1);
      nextChar = (lowSurr & 64512) === 56320 ? 65536 + (nextChar - 55296 << 10) + (lowSurr - 56320) : 65533;
    } else if ((nextChar & 64512) === 56320) nextChar = 65533;
    const isLastPunctChar = isMdAsciiPunct(lastChar) || isPunctCharCode(lastChar);
    const isNextPunctChar = isMdAsciiPunct(nextChar) || isPunctCharCode(nextChar);
    const isLastWhiteSpace = isWhiteSpace(lastChar);
    const isNextWhiteSpace = isWhiteSpace(nextChar);
    const left_flanking = !isNextWhiteSpace && (!isNextPunctChar || isLastWhiteSpace || isLastPunctChar);
    const right_flanking = !isLastWhiteSpace && (!isLastPunctChar || isNextWhiteSpace || isNextPunctChar);
    return {
      can_open: left_flanking && (canSplitWord || !right_flanking || isLastPunctChar),
      can_close: right_flanking && (canSplitWord || !left_flanking || isNextPunctChar),
      length: count
    };
  }
};
function isTerminatorChar(ch) {
  switch (ch) {
    case 10:
    case 33:
    case 35:
    case 36:
    case 37:
    case 38:
    case 42:
    case 43:
    case 45:
    case 58:
    case 60:
    case 61:
    case 62:
    case 64:
    case 91:
    case 92:
    case 93:
    case 94:
    case 95:
    case 96:
    case 123:
    case 125:
    case 126:
      return true;
    default:
      return false;
  }
}
function text(state, silent) {
  let pos = state.pos;
  while (pos < state.posMax && !isTerminatorChar(state.src.charCodeAt(pos))) pos++;
  if (pos === state.pos) return false;
  if (!silent) state.pending += state.src.slice(state.pos, pos);
  state.pos = pos;
  return true;
}
function isAsciiAlpha(code2) {
  return code2 >= 65 && code2 <= 90 || code2 >= 97 && code2 <= 122;
}
function isSchemeChar(code2) {
  return code2 >= 65 && code2 <= 90 || code2 >= 97 && code2 <= 122 || code2 >= 48 && code2 <= 57 || code2 === 43 || code2 === 45 || code2 === 46;
}
function linkify(state, silent) {
  if (!state.md.options.linkify) return false;
  if (state.linkLevel > 0) return false;
  const pos = state.pos;
  const max = state.posMax;
  if (pos + 3 > max) return false;
  if (state.src.charCodeAt(pos) !== 58) return false;
  if (state.src.charCodeAt(pos + 1) !== 47) return false;
  if (state.src.charCodeAt(pos + 2) !== 47) return false;
  const protoMin = pos - Math.min(10, state.pending.length, pos);
  let protoStart = pos;
  while (protoStart > protoMin && isSchemeChar(state.src.charCodeAt(protoStart - 1))) protoStart--;
  if (protoStart === pos || !isAsciiAlpha(state.src.charCodeAt(protoStart))) return false;
  const protoLength = pos - protoStart;
  const link3 = state.md.linkify.matchAtStart(state.src.slice(protoStart));
  if (!link3) return false;
  let url = link3.url;
  if (url.length <= protoLength) return false;
  let urlEnd = url.length;
  while (urlEnd > 0 && url.charCodeAt(urlEnd - 1) === 42) urlEnd--;
  if (urlEnd !== url.length) url = url.slice(0, urlEnd);
  const fullUrl = state.md.normalizeLink(url);
  if (!state.md.validateLink(fullUrl)) return false;
  if (!silent) {
    state.pending = state.pending.slice(0, -protoLength);
    const token_o = state.push("link_open", "a", 1);
    token_o.attrs = [["href", fullUrl]];
    token_o.markup = "linkify";
    token_o.info = "auto";
    const token_t = state.push("text", "", 0);
    token_t.content = state.md.normalizeLinkText(url);
    const token_c = state.push("link_close", "a", -1);
    token_c.markup = "linkify";
    token_c.info = "auto";
  }
  state.pos += url.length - protoLength;
  return true;
}
function newline(state, silent) {
  let pos = state.pos;
  if (state.src.charCodeAt(pos) !== 10) return false;
  const pmax = state.pending.length - 1;
  const max = state.posMax;
  if (!silent) {
    if (pmax >= 0 && state.pending.charCodeAt(pmax) === 32) {
      if (pmax >= 1 && state.pending.charCodeAt(pmax - 1) === 32) {
        let ws = pmax - 1;
        while (ws >= 1 && state.pending.charCodeAt(ws - 1) === 32) ws--;
        state.pending = state.pending.slice(0, ws);
        state.push("hardbreak", "br", 0);
      } else {
        state.pending = state.pending.slice(0, -1);
        state.push("softbreak", "br", 0);
      }
    } else state.push("softbreak", "br", 0);
  }
  pos++;
  while (pos < max && isSpace(state.src.charCodeAt(pos))) pos++;
  state.pos = pos;
  return true;
}
var ESCAPED = [];
for (let i = 0; i < 256; i++) ESCAPED.push(0);
"\\!\"#$%&'()*+,./:;<=>?@[]^_`{|}~-".split("").forEach(function(ch) {
  ESCAPED[ch.charCodeAt(0)] = 1;
});
function escape(state, silent) {
  let pos = state.pos;
  const max = state.posMax;
  if (state.src.charCodeAt(pos) !== 92) return false;
  pos++;
  if (pos >= max) return false;
  let ch1 = state.src.charCodeAt(pos);
  if (ch1 === 10) {
    if (!silent) state.push("hardbreak", "br", 0);
    pos++;
    while (pos < max) {
      ch1 = state.src.charCodeAt(pos);
      if (!isSpace(ch1)) break;
      pos++;
    }
    state.pos = pos;
    return true;
  }
  if (ch1 === 32) {
    if (!silent) {
      const token = state.push("text_special", "", 0);
      token.content = "\\";
      token.markup = "\\";
      token.info = "escape";
    }
    state.pos = pos;
    return true;
  }
  let escapedStr = state.src[pos];
  if (ch1 >= 55296 && ch1 <= 56319 && pos + 1 < max) {
    const ch2 = state.src.charCodeAt(pos + 1);
    if (ch2 >= 56320 && ch2 <= 57343) {
      escapedStr += state.src[pos + 1];
      pos++;
    }
  }
  const origStr = "\\" + escapedStr;
  if (!silent) {
    const token = state.push("text_special", "", 0);
    if (ch1 < 256 && ESCAPED[ch1] !== 0) token.content = escapedStr;
    else token.content = origStr;
    token.markup = origStr;
    token.info = "escape";
  }
  state.pos = pos + 1;
  return true;
}
function buildLastRuns(src) {
  const lastRuns = {};
  let pos = 0;
  while ((pos = src.indexOf("`", pos)) !== -1) {
    const start = pos;
    while (src.charCodeAt(++pos) === 96) ;
    lastRuns[pos - start] = start;
  }
  return lastRuns;
}
function backtick(state, silent) {
  var _state$backticks$open;
  const start = state.pos;
  if (state.src.charCodeAt(start) !== 96) return false;
  const max = state.posMax;
  let pos = start + 1;
  while (pos < max && state.src.charCodeAt(pos) === 96) pos++;
  const marker = state.src.slice(start, pos);
  const openerLength = marker.length;
  if (!state.backticksScanned) {
    state.backticks = buildLastRuns(state.src);
    state.backticksScanned = true;
  }
  if (((_state$backticks$open = state.backticks[openerLength]) !== null && _state$backticks$open !== void 0 ? _state$backticks$open : -1) >= pos) {
    let matchEnd = pos;
    let matchStart;
    while ((matchStart = state.src.indexOf("`", matchEnd)) !== -1 && matchStart < max) {
      matchEnd = matchStart + 1;
      while (state.src.charCodeAt(matchEnd) === 96) matchEnd++;
      if (matchEnd > max) break;
      if (matchEnd - matchStart === openerLength) {
        if (!silent) {
          const token = state.push("code_inline", "code", 0);
          token.markup = marker;
          let content = state.src.slice(pos, matchStart).replace(/\n/g, " ");
          if (content.startsWith(" ") && content.endsWith(" ") && /[^ ]/.test(content)) content = content.slice(1, -1);
          token.content = content;
        }
        state.pos = matchEnd;
        return true;
      }
    }
  }
  if (!silent) state.pending += marker;
  state.pos = pos;
  return true;
}
function strikethrough_tokenize(state, silent) {
  const start = state.pos;
  const marker = state.src.charCodeAt(start);
  if (silent) return false;
  if (marker !== 126) return false;
  const scanned = state.scanDelims(state.pos, true);
  let len = scanned.length;
  const ch = String.fromCharCode(marker);
  if (len < 2) return false;
  let token;
  if (len % 2) {
    token = state.push("text", "", 0);
    token.content = ch;
    len--;
  }
  for (let i = 0; i < len; i += 2) {
    token = state.push("text", "", 0);
    token.content = ch + ch;
    state.delimiters.push({
      marker,
      length: 0,
      token: state.tokens.length - 1,
      end: -1,
      open: scanned.can_open,
      close: scanned.can_close
    });
  }
  state.pos += scanned.length;
  return true;
}
function postProcess$1(state, delimiters) {
  let token;
  const loneMarkers = [];
  const max = delimiters.length;
  for (let i = 0; i < max; i++) {
    const startDelim = delimiters[i];
    if (startDelim.marker !== 126) continue;
    if (startDelim.end === -1) continue;
    const endDelim = delimiters[startDelim.end];
    token = state.tokens[startDelim.token];
    token.type = "s_open";
    token.tag = "s";
    token.nesting = 1;
    token.markup = "~~";
    token.content = "";
    token = state.tokens[endDelim.token];
    token.type = "s_close";
    token.tag = "s";
    token.nesting = -1;
    token.markup = "~~";
    token.content = "";
    if (state.tokens[endDelim.token - 1].type === "text" && state.tokens[endDelim.token - 1].content === "~") loneMarkers.push(endDelim.token - 1);
  }
  while (loneMarkers.length) {
    const i = loneMarkers.pop();
    let j = i + 1;
    while (j < state.tokens.length && state.tokens[j].type === "s_close") j++;
    j--;
    if (i !== j) {
      token = state.tokens[j];
      state.tokens[j] = state.tokens[i];
      state.tokens[i] = token;
    }
  }
}
function strikethrough_postProcess(state) {
  const tokens_meta = state.tokens_meta;
  const max = state.tokens_meta.length;
  postProcess$1(state, state.delimiters);
  for (let curr = 0; curr < max; curr++) {
    var _tokens_meta$curr;
    const delimiters = (_tokens_meta$curr = tokens_meta[curr]) === null || _tokens_meta$curr === void 0 ? void 0 : _tokens_meta$curr.delimiters;
    if (delimiters) postProcess$1(state, delimiters);
  }
}
var strikethrough_default = {
  tokenize: strikethrough_tokenize,
  postProcess: strikethrough_postProcess
};
function emphasis_tokenize(state, silent) {
  const start = state.pos;
  const marker = state.src.charCodeAt(start);
  if (silent) return false;
  if (marker !== 95 && marker !== 42) return false;
  const scanned = state.scanDelims(state.pos, marker === 42);
  for (let i = 0; i < scanned.length; i++) {
    const token = state.push("text", "", 0);
    token.content = String.fromCharCode(marker);
    state.delimiters.push({
      marker,
      length: scanned.length,
      token: state.tokens.length - 1,
      end: -1,
      open: scanned.can_open,
      close: scanned.can_close
    });
  }
  state.pos += scanned.length;
  return true;
}
function postProcess(state, delimiters) {
  const max = delimiters.length;
  for (let i = max - 1; i >= 0; i--) {
    const startDelim = delimiters[i];
    if (startDelim.marker !== 95 && startDelim.marker !== 42) continue;
    if (startDelim.end === -1) continue;
    const endDelim = delimiters[startDelim.end];
    const isStrong = i > 0 && delimiters[i - 1].end === startDelim.end + 1 && delimiters[i - 1].marker === startDelim.marker && delimiters[i - 1].token === startDelim.token - 1 && delimiters[startDelim.end + 1].token === endDelim.token + 1;
    const ch = String.fromCharCode(startDelim.marker);
    const token_o = state.tokens[startDelim.token];
    token_o.type = isStrong ? "strong_open" : "em_open";
    token_o.tag = isStrong ? "strong" : "em";
    token_o.nesting = 1;
    token_o.markup = isStrong ? ch + ch : ch;
    token_o.content = "";
    const token_c = state.tokens[endDelim.token];
    token_c.type = isStrong ? "strong_close" : "em_close";
    token_c.tag = isStrong ? "strong" : "em";
    token_c.nesting = -1;
    token_c.markup = isStrong ? ch + ch : ch;
    token_c.content = "";
    if (isStrong) {
      state.tokens[delimiters[i - 1].token].content = "";
      state.tokens[delimiters[startDelim.end + 1].token].content = "";
      i--;
    }
  }
}
function emphasis_post_process(state) {
  const tokens_meta = state.tokens_meta;
  const max = state.tokens_meta.length;
  postProcess(state, state.delimiters);
  for (let curr = 0; curr < max; curr++) {
    var _tokens_meta$curr;
    const delimiters = (_tokens_meta$curr = tokens_meta[curr]) === null || _tokens_meta$curr === void 0 ? void 0 : _tokens_meta$curr.delimiters;
    if (delimiters) postProcess(state, delimiters);
  }
}
var emphasis_default = {
  tokenize: emphasis_tokenize,
  postProcess: emphasis_post_process
};
function link(state, silent) {
  let code2, label, res, ref;
  let href = "";
  let title2 = "";
  let start = state.pos;
  let parseReference = true;
  if (state.src.charCodeAt(state.pos) !== 91) return false;
  const oldPos = state.pos;
  const max = state.posMax;
  const labelStart = state.pos + 1;
  const labelEnd = state.md.helpers.parseLinkLabel(state, state.pos, true);
  if (labelEnd < 0) return false;
  let pos = labelEnd + 1;
  if (pos < max && state.src.charCodeAt(pos) === 40) {
    parseReference = false;
    pos++;
    for (; pos < max; pos++) {
      code2 = state.src.charCodeAt(pos);
      if (!isSpace(code2) && code2 !== 10) break;
    }
    if (pos >= max) return false;
    start = pos;
    res = state.md.helpers.parseLinkDestination(state.src, pos, state.posMax);
    if (res.ok) {
      href = state.md.normalizeLink(res.str);
      if (state.md.validateLink(href)) pos = res.pos;
      else href = "";
      start = pos;
      for (; pos < max; pos++) {
        code2 = state.src.charCodeAt(pos);
        if (!isSpace(code2) && code2 !== 10) break;
      }
      res = state.md.helpers.parseLinkTitle(state.src, pos, state.posMax);
      if (pos < max && start !== pos && res.ok) {
        title2 = res.str;
        pos = res.pos;
        for (; pos < max; pos++) {
          code2 = state.src.charCodeAt(pos);
          if (!isSpace(code2) && code2 !== 10) break;
        }
      }
    }
    if (pos >= max || state.src.charCodeAt(pos) !== 41) parseReference = true;
    pos++;
  }
  if (parseReference) {
    if (typeof state.env.references === "undefined") return false;
    if (pos < max && state.src.charCodeAt(pos) === 91) {
      start = pos + 1;
      pos = state.md.helpers.parseLinkLabel(state, pos);
      if (pos >= 0) label = state.src.slice(start, pos++);
      else pos = labelEnd + 1;
    } else pos = labelEnd + 1;
    if (!label) label = state.src.slice(labelStart, labelEnd);
    label = normalizeReference(label);
    ref = state.env.references[label];
    if (!ref) {
      state.pos = oldPos;
      return false;
    }
    href = ref.href;
    title2 = ref.title;
  }
  if (!silent) {
    state.pos = labelStart;
    state.posMax = labelEnd;
    const token_o = state.push("link_open", "a", 1);
    const attrs = [["href", href]];
    token_o.attrs = attrs;
    if (title2) attrs.push(["title", title2]);
    if (label) {
      const meta = /* @__PURE__ */ Object.create(null);
      meta.label = label;
      token_o.meta = meta;
    }
    state.linkLevel++;
    state.md.inline.tokenize(state);
    state.linkLevel--;
    state.push("link_close", "a", -1);
  }
  state.pos = pos;
  state.posMax = max;
  return true;
}
function image(state, silent) {
  let code2, content, label, pos, ref, res, title2, start;
  let href = "";
  const oldPos = state.pos;
  const max = state.posMax;
  if (state.src.charCodeAt(state.pos) !== 33) return false;
  if (state.src.charCodeAt(state.pos + 1) !== 91) return false;
  const labelStart = state.pos + 2;
  const labelEnd = state.md.helpers.parseLinkLabel(state, state.pos + 1, false);
  if (labelEnd < 0) return false;
  pos = labelEnd + 1;
  if (pos < max && state.src.charCodeAt(pos) === 40) {
    pos++;
    for (; pos < max; pos++) {
      code2 = state.src.charCodeAt(pos);
      if (!isSpace(code2) && code2 !== 10) break;
    }
    if (pos >= max) return false;
    start = pos;
    res = state.md.helpers.parseLinkDestination(state.src, pos, state.posMax);
    if (res.ok) {
      href = state.md.normalizeLink(res.str);
      if (state.md.validateLink(href)) pos = res.pos;
      else href = "";
    }
    start = pos;
    for (; pos < max; pos++) {
      code2 = state.src.charCodeAt(pos);
      if (!isSpace(code2) && code2 !== 10) break;
    }
    res = state.md.helpers.parseLinkTitle(state.src, pos, state.posMax);
    if (pos < max && start !== pos && res.ok) {
      title2 = res.str;
      pos = res.pos;
      for (; pos < max; pos++) {
        code2 = state.src.charCodeAt(pos);
        if (!isSpace(code2) && code2 !== 10) break;
      }
    } else title2 = "";
    if (pos >= max || state.src.charCodeAt(pos) !== 41) {
      state.pos = oldPos;
      return false;
    }
    pos++;
  } else {
    if (typeof state.env.references === "undefined") return false;
    if (pos < max && state.src.charCodeAt(pos) === 91) {
      start = pos + 1;
      pos = state.md.helpers.parseLinkLabel(state, pos);
      if (pos >= 0) label = state.src.slice(start, pos++);
      else pos = labelEnd + 1;
    } else pos = labelEnd + 1;
    if (!label) label = state.src.slice(labelStart, labelEnd);
    label = normalizeReference(label);
    ref = state.env.references[label];
    if (!ref) {
      state.pos = oldPos;
      return false;
    }
    href = ref.href;
    title2 = ref.title;
  }
  if (!silent) {
    content = state.src.slice(labelStart, labelEnd);
    const tokens = [];
    state.md.inline.parse(content, state.md, state.env, tokens);
    const token = state.push("image", "img", 0);
    const attrs = [["src", href], ["alt", ""]];
    token.attrs = attrs;
    token.children = tokens;
    token.content = content;
    if (title2) attrs.push(["title", title2]);
    if (label) {
      const meta = /* @__PURE__ */ Object.create(null);
      meta.label = label;
      token.meta = meta;
    }
  }
  state.pos = pos;
  state.posMax = max;
  return true;
}
var EMAIL_RE = /^([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)$/;
var AUTOLINK_RE = /^([a-zA-Z][a-zA-Z0-9+.-]{1,31}):([^<>\x00-\x20]*)$/;
function autolink(state, silent) {
  let pos = state.pos;
  if (state.src.charCodeAt(pos) !== 60) return false;
  const start = state.pos;
  const max = state.posMax;
  for (; ; ) {
    if (++pos >= max) return false;
    const ch = state.src.charCodeAt(pos);
    if (ch === 60) return false;
    if (ch === 62) break;
  }
  const url = state.src.slice(start + 1, pos);
  if (AUTOLINK_RE.test(url)) {
    const fullUrl = state.md.normalizeLink(url);
    if (!state.md.validateLink(fullUrl)) return false;
    if (!silent) {
      const token_o = state.push("link_open", "a", 1);
      token_o.attrs = [["href", fullUrl]];
      token_o.markup = "autolink";
      token_o.info = "auto";
      const token_t = state.push("text", "", 0);
      token_t.content = state.md.normalizeLinkText(url);
      const token_c = state.push("link_close", "a", -1);
      token_c.markup = "autolink";
      token_c.info = "auto";
    }
    state.pos += url.length + 2;
    return true;
  }
  if (EMAIL_RE.test(url)) {
    const fullUrl = state.md.normalizeLink(`mailto:${url}`);
    if (!state.md.validateLink(fullUrl)) return false;
    if (!silent) {
      const token_o = state.push("link_open", "a", 1);
      token_o.attrs = [["href", fullUrl]];
      token_o.markup = "autolink";
      token_o.info = "auto";
      const token_t = state.push("text", "", 0);
      token_t.content = state.md.normalizeLinkText(url);
      const token_c = state.push("link_close", "a", -1);
      token_c.markup = "autolink";
      token_c.info = "auto";
    }
    state.pos += url.length + 2;
    return true;
  }
  return false;
}
function isLinkOpen(str) {
  return /^<a[>\s]/i.test(str);
}
function isLinkClose(str) {
  return /^<\/a\s*>/i.test(str);
}
function isLetter(ch) {
  const lc = ch | 32;
  return lc >= 97 && lc <= 122;
}
function scanSpecial(state, pos) {
  const src = state.src;
  let start;
  let terminator;
  if (src.startsWith("<!--", pos)) {
    if (src.startsWith(">", pos + 4)) return pos + 5;
    if (src.startsWith("->", pos + 4)) return pos + 6;
    start = pos + 4;
    terminator = "-->";
  } else if (src.startsWith("<![CDATA[", pos)) {
    start = pos + 9;
    terminator = "]]>";
  } else if (src.charCodeAt(pos + 1) === 63) {
    start = pos + 2;
    terminator = "?>";
  } else if (isLetter(src.charCodeAt(pos + 2))) {
    start = pos + 3;
    terminator = ">";
  } else return -1;
  if (state.skipHtmlSpecial) return -1;
  const end = src.indexOf(terminator, start);
  if (end < 0) {
    state.skipHtmlSpecial = true;
    return -1;
  }
  return end + terminator.length;
}
function html_inline(state, silent) {
  if (!state.md.options.html) return false;
  const max = state.posMax;
  const pos = state.pos;
  if (state.src.charCodeAt(pos) !== 60 || pos + 2 >= max) return false;
  let end;
  const ch = state.src.charCodeAt(pos + 1);
  if (ch === 33 || ch === 63) end = scanSpecial(state, pos);
  else if (ch === 47 || isLetter(ch)) {
    const match = state.src.slice(pos).match(HTML_OPEN_CLOSE_TAG_RE);
    end = match ? pos + match[0].length : -1;
  } else return false;
  if (end < 0) return false;
  if (!silent) {
    const token = state.push("html_inline", "", 0);
    token.content = state.src.slice(pos, end);
    if (isLinkOpen(token.content)) state.linkLevel++;
    if (isLinkClose(token.content)) state.linkLevel--;
  }
  state.pos = end;
  return true;
}
var DIGITAL_RE = /^&#((?:x[a-f0-9]{1,6}|[0-9]{1,7}));/i;
var NAMED_RE = /^&([a-z][a-z0-9]{1,31});/i;
function entity(state, silent) {
  const pos = state.pos;
  const max = state.posMax;
  if (state.src.charCodeAt(pos) !== 38) return false;
  if (pos + 1 >= max) return false;
  if (state.src.charCodeAt(pos + 1) === 35) {
    const match = state.src.slice(pos).match(DIGITAL_RE);
    if (match) {
      if (!silent) {
        const code2 = match[1][0].toLowerCase() === "x" ? parseInt(match[1].slice(1), 16) : parseInt(match[1], 10);
        const token = state.push("text_special", "", 0);
        token.content = isValidEntityCode(code2) ? fromCodePoint(code2) : fromCodePoint(65533);
        token.markup = match[0];
        token.info = "entity";
      }
      state.pos += match[0].length;
      return true;
    }
  } else {
    const match = state.src.slice(pos).match(NAMED_RE);
    if (match) {
      const decoded = decodeHTMLStrict(match[0]);
      if (decoded !== match[0]) {
        if (!silent) {
          const token = state.push("text_special", "", 0);
          token.content = decoded;
          token.markup = match[0];
          token.info = "entity";
        }
        state.pos += match[0].length;
        return true;
      }
    }
  }
  return false;
}
function processDelimiters(delimiters) {
  const openersBottom = {};
  const max = delimiters.length;
  if (!max) return;
  let headerIdx = 0;
  let lastTokenIdx = -2;
  const jumps = [];
  for (let closerIdx = 0; closerIdx < max; closerIdx++) {
    const closer = delimiters[closerIdx];
    jumps.push(0);
    if (delimiters[headerIdx].marker !== closer.marker || lastTokenIdx !== closer.token - 1) headerIdx = closerIdx;
    lastTokenIdx = closer.token;
    closer.length = closer.length || 0;
    if (!closer.close) continue;
    if (!openersBottom.hasOwnProperty(closer.marker)) openersBottom[closer.marker] = [
      -1,
      -1,
      -1,
      -1,
      -1,
      -1
    ];
    const minOpenerIdx = openersBottom[closer.marker][(closer.open ? 3 : 0) + closer.length % 3];
    let openerIdx = headerIdx - jumps[headerIdx] - 1;
    let newMinOpenerIdx = openerIdx;
    for (; openerIdx > minOpenerIdx; openerIdx -= jumps[openerIdx] + 1) {
      const opener = delimiters[openerIdx];
      if (opener.marker !== closer.marker) continue;
      if (opener.open && opener.end < 0) {
        let isOddMatch = false;
        if (opener.close || closer.open) {
          if ((opener.length + closer.length) % 3 === 0) {
            if (opener.length % 3 !== 0 || closer.length % 3 !== 0) isOddMatch = true;
          }
        }
        if (!isOddMatch) {
          const lastJump = openerIdx > 0 && !delimiters[openerIdx - 1].open ? jumps[openerIdx - 1] + 1 : 0;
          jumps[closerIdx] = closerIdx - openerIdx + lastJump;
          jumps[openerIdx] = lastJump;
          closer.open = false;
          opener.end = closerIdx;
          opener.close = false;
          newMinOpenerIdx = -1;
          lastTokenIdx = -2;
          break;
        }
      }
    }
    if (newMinOpenerIdx !== -1) openersBottom[closer.marker][(closer.open ? 3 : 0) + (closer.length || 0) % 3] = newMinOpenerIdx;
  }
}
function link_pairs(state) {
  const tokens_meta = state.tokens_meta;
  const max = state.tokens_meta.length;
  processDelimiters(state.delimiters);
  for (let curr = 0; curr < max; curr++) {
    var _tokens_meta$curr;
    const delimiters = (_tokens_meta$curr = tokens_meta[curr]) === null || _tokens_meta$curr === void 0 ? void 0 : _tokens_meta$curr.delimiters;
    if (delimiters) processDelimiters(delimiters);
  }
}
function fragments_join(state) {
  let curr, last4;
  let level = 0;
  const tokens = state.tokens;
  const max = state.tokens.length;
  for (curr = last4 = 0; curr < max; curr++) {
    if (tokens[curr].nesting < 0) level--;
    tokens[curr].level = level;
    if (tokens[curr].nesting > 0) level++;
    if (tokens[curr].type === "text" && curr + 1 < max && tokens[curr + 1].type === "text") tokens[curr + 1].content = tokens[curr].content + tokens[curr + 1].content;
    else {
      if (curr !== last4) tokens[last4] = tokens[curr];
      last4++;
    }
  }
  if (curr !== last4) tokens.length = last4;
}
var _rules = [
  ["text", text],
  ["linkify", linkify],
  ["newline", newline],
  ["escape", escape],
  ["backticks", backtick],
  ["strikethrough", strikethrough_default.tokenize],
  ["emphasis", emphasis_default.tokenize],
  ["link", link],
  ["image", image],
  ["autolink", autolink],
  ["html_inline", html_inline],
  ["entity", entity]
];
var _rules2 = [
  ["balance_pairs", link_pairs],
  ["strikethrough", strikethrough_default.postProcess],
  ["emphasis", emphasis_default.postProcess],
  ["fragments_join", fragments_join]
];
var ParserInline = class {
  constructor() {
    _defineProperty(
      this,
      /**
      * {@link Ruler} instance. Keep configuration of inline rules.
      */
      "ruler",
      new Ruler()
    );
    _defineProperty(
      this,
      /**
      * {@link Ruler} instance. Second ruler used for post-processing
      * (e.g. in emphasis-like rules).
      */
      "ruler2",
      new Ruler()
    );
    _defineProperty(this, "State", StateInline);
    for (let i = 0; i < _rules.length; i++) this.ruler.push(_rules[i][0], _rules[i][1]);
    for (let i = 0; i < _rules2.length; i++) this.ruler2.push(_rules2[i][0], _rules2[i][1]);
  }
  skipToken(state) {
    const pos = state.pos;
    const rules = this.ruler.getRules("");
    const len = rules.length;
    const maxNesting = state.md.options.maxNesting;
    const cache = state.cache;
    if (typeof cache[pos] !== "undefined") {
      state.pos = cache[pos];
      return;
    }
    let ok = false;
    if (state.level < maxNesting) for (let i = 0; i < len; i++) {
      state.level++;
      ok = rules[i](state, true);
      state.level--;
      if (ok) {
        if (pos >= state.pos) throw new Error("inline rule didn't increment state.pos");
        break;
      }
    }
    else state.pos = state.posMax;
    if (!ok) state.pos++;
    cache[pos] = state.pos;
  }
  tokenize(state) {
    const rules = this.ruler.getRules("");
    const len = rules.length;
    const end = state.posMax;
    const maxNesting = state.md.options.maxNesting;
    while (state.pos < end) {
      const prevPos = state.pos;
      let ok = false;
      if (state.level < maxNesting) for (let i = 0; i < len; i++) {
        ok = rules[i](state, false);
        if (ok) {
          if (prevPos >= state.pos) throw new Error("inline rule didn't increment state.pos");
          break;
        }
      }
      if (ok) {
        if (state.pos >= end) break;
        continue;
      }
      state.pending += state.src[state.pos++];
    }
    if (state.pending) state.pushPending();
  }
  /**
  * Process input string and push inline tokens into `outTokens`
  */
  parse(str, md, env, outTokens) {
    const state = new this.State(str, md, env, outTokens);
    this.tokenize(state);
    const rules = this.ruler2.getRules("");
    const len = rules.length;
    for (let i = 0; i < len; i++) rules[i](state);
  }
};
var config = {
  default: {
    options: {
      html: false,
      xhtmlOut: false,
      breaks: false,
      langPrefix: "language-",
      linkify: false,
      typographer: false,
      quotes: "“”‘’",
      highlight: null,
      maxNesting: 100
    },
    components: {
      core: {},
      block: {},
      inline: {}
    }
  },
  zero: {
    options: {
      html: false,
      xhtmlOut: false,
      breaks: false,
      langPrefix: "language-",
      linkify: false,
      typographer: false,
      quotes: "“”‘’",
      highlight: null,
      maxNesting: 20
    },
    components: {
      core: { rules: [
        "normalize",
        "block",
        "strip_references",
        "inline",
        "text_join"
      ] },
      block: { rules: ["paragraph"] },
      inline: {
        rules: ["text"],
        rules2: ["balance_pairs", "fragments_join"]
      }
    }
  },
  commonmark: {
    options: {
      html: true,
      xhtmlOut: true,
      breaks: false,
      langPrefix: "language-",
      linkify: false,
      typographer: false,
      quotes: "“”‘’",
      highlight: null,
      maxNesting: 20
    },
    components: {
      core: { rules: [
        "normalize",
        "block",
        "strip_references",
        "inline",
        "text_join"
      ] },
      block: { rules: [
        "blockquote",
        "code",
        "fence",
        "heading",
        "hr",
        "html_block",
        "lheading",
        "list",
        "reference",
        "paragraph"
      ] },
      inline: {
        rules: [
          "autolink",
          "backticks",
          "emphasis",
          "entity",
          "escape",
          "html_inline",
          "image",
          "link",
          "newline",
          "text"
        ],
        rules2: [
          "balance_pairs",
          "emphasis",
          "fragments_join"
        ]
      }
    }
  }
};
var BAD_PROTO_RE = /^(vbscript|javascript|file|data):/;
var GOOD_DATA_RE = /^data:image\/(gif|png|jpeg|webp);/;
var RECODE_HOSTNAME_FOR = [
  "http:",
  "https:",
  "mailto:"
];
var MarkdownIt = class {
  /**
  * Link validation function. CommonMark allows too much in links. By default
  * we disable `javascript:`, `vbscript:`, `file:` schemas, and almost all `data:...` schemas
  * except some embedded image types.
  *
  * You can change this behaviour:
  *
  * @example
  * ```javascript
  * import MarkdownIt from 'markdown-it'
  * const md = new MarkdownIt()
  *
  * // enable everything
  * md.validateLink = function () { return true; }
  * ```
  */
  validateLink(url) {
    const str = url.trim().toLowerCase();
    return BAD_PROTO_RE.test(str) ? GOOD_DATA_RE.test(str) : true;
  }
  /**
  * Function used to encode link url to a machine-readable format,
  * which includes url-encoding, punycode, etc.
  */
  normalizeLink(url) {
    const parsed2 = parse_default(url, true);
    if (parsed2.hostname) {
      if (!parsed2.protocol || RECODE_HOSTNAME_FOR.indexOf(parsed2.protocol) >= 0) try {
        parsed2.hostname = punycode_es6_default.toASCII(parsed2.hostname);
      } catch (er) {
      }
    }
    if (parsed2.auth) parsed2.auth = encode_default(parsed2.auth);
    if (parsed2.hostname) parsed2.hostname = encode_default(parsed2.hostname);
    if (parsed2.pathname) parsed2.pathname = encode_default(parsed2.pathname);
    if (parsed2.search) parsed2.search = encode_default(parsed2.search);
    if (parsed2.hash) parsed2.hash = encode_default(parsed2.hash);
    return format(parsed2);
  }
  /**
  * Function used to decode link url to a human-readable format`
  */
  normalizeLinkText(url) {
    const parsed2 = parse_default(url, true);
    if (parsed2.hostname) {
      if (!parsed2.protocol || RECODE_HOSTNAME_FOR.indexOf(parsed2.protocol) >= 0) try {
        parsed2.hostname = punycode_es6_default.toUnicode(parsed2.hostname);
      } catch (er) {
      }
    }
    return decode_default(format(parsed2), decode_default.defaultChars + "%");
  }
  constructor(...args) {
    _defineProperty(
      this,
      /**
      * Instance of {@link ParserInline}. You may need it to add new rules when
      * writing plugins. For simple rules control use {@link MarkdownIt.disable}
      * and {@link MarkdownIt.enable}.
      */
      "inline",
      new ParserInline()
    );
    _defineProperty(
      this,
      /**
      * Instance of {@link ParserBlock}. You may need it to add new rules when
      * writing plugins. For simple rules control use {@link MarkdownIt.disable}
      * and {@link MarkdownIt.enable}.
      */
      "block",
      new ParserBlock()
    );
    _defineProperty(
      this,
      /**
      * Instance of {@link ParserCore} chain executor. You may need it to add new
      * rules when writing plugins. For simple rules control use
      * {@link MarkdownIt.disable} and {@link MarkdownIt.enable}.
      */
      "core",
      new ParserCore()
    );
    _defineProperty(
      this,
      /**
      * Instance of {@link Renderer}. Use it to modify output look. Or to add rendering
      * rules for new token types, generated by plugins.
      *
      * See {@link Renderer} docs and
      * [source code](https://github.com/markdown-it/markdown-it/blob/master/src/renderer.ts).
      *
      * @example
      * ```javascript
      * import MarkdownIt from 'markdown-it'
      * const md = new MarkdownIt()
      *
      * function myToken(tokens, idx, options, env, self) {
      *   //...
      *   return result;
      * };
      *
      * md.renderer.rules['my_token'] = myToken
      * ```
      */
      "renderer",
      new Renderer()
    );
    _defineProperty(
      this,
      /**
      * [linkify-it](https://github.com/markdown-it/linkify-it) instance.
      * Used by [linkify](https://github.com/markdown-it/markdown-it/blob/master/src/rules_core/linkify.ts)
      * rule.
      */
      "linkify",
      new LinkifyIt()
    );
    _defineProperty(
      this,
      /**
      * Assorted utility functions, useful to write plugins. See details
      * [here](https://github.com/markdown-it/markdown-it/blob/master/src/common/utils.ts).
      */
      "utils",
      utils_exports
    );
    _defineProperty(
      this,
      /**
      * Link components parser functions, useful to write plugins. See details
      * [here](https://github.com/markdown-it/markdown-it/blob/master/src/helpers).
      */
      "helpers",
      Object.assign({}, helpers_exports)
    );
    const [presetNameOrOptions, options2] = args;
    if (typeof presetNameOrOptions === "string") {
      this.configure(presetNameOrOptions);
      if (options2) this.set(options2);
    } else {
      this.configure("default");
      this.set(presetNameOrOptions || {});
    }
  }
  /**
  * Set parser options (in the same format as in constructor). Probably, you
  * will never need it, but you can change options after constructor call.
  *
  * __Note:__ To achieve the best possible performance, don't modify a
  * `markdown-it` instance options on the fly. If you need multiple configurations
  * it's best to create multiple instances and initialize each with separate
  * config.
  *
  * @example
  * ```javascript
  * import MarkdownIt from 'markdown-it'
  *
  * const md = new MarkdownIt()
  *   .set({ html: true, breaks: true })
  *   .set({ typographer: true })
  * ```
  */
  set(options2) {
    Object.assign(this.options, options2);
    return this;
  }
  /**
  * Batch load of all options and compenent settings. This is internal method,
  * and you probably will not need it. But if you will - see available presets
  * and data structure [here](https://github.com/markdown-it/markdown-it/tree/master/src/presets)
  *
  * We strongly recommend to use presets instead of direct config loads. That
  * will give better compatibility with next versions.
  */
  configure(presets) {
    let p;
    if (typeof presets === "string") {
      const presetName = presets;
      p = config[presetName];
      if (!p) throw new Error(`Wrong 'markdown-it' preset "${presetName}", check name`);
    } else p = presets;
    if (!p) throw new Error("Wrong `markdown-it` preset, can't be empty");
    if (p.options) this.options = { ...p.options };
    const components = p.components;
    if (components) {
      var _components$inline;
      [
        "core",
        "block",
        "inline"
      ].forEach((name) => {
        var _components$name;
        const rules = (_components$name = components[name]) === null || _components$name === void 0 ? void 0 : _components$name.rules;
        if (rules) this[name].ruler.enableOnly(rules);
      });
      const rules2 = (_components$inline = components.inline) === null || _components$inline === void 0 ? void 0 : _components$inline.rules2;
      if (rules2) this.inline.ruler2.enableOnly(rules2);
    }
    return this;
  }
  /**
  * Enable list or rules. It will automatically find appropriate components,
  * containing rules with given names. If rule not found, and `ignoreInvalid`
  * not set - throws exception.
  *
  * @example
  * ```javascript
  * import MarkdownIt from 'markdown-it'
  *
  * const md = new MarkdownIt()
  *   .enable(['sub', 'sup'])
  *   .disable('smartquotes')
  * ```
  */
  enable(list2, ignoreInvalid = false) {
    let result = [];
    if (!Array.isArray(list2)) list2 = [list2];
    [
      "core",
      "block",
      "inline"
    ].forEach((chain) => {
      result = result.concat(this[chain].ruler.enable(list2, true));
    });
    result = result.concat(this.inline.ruler2.enable(list2, true));
    const missed = list2.filter((name) => result.indexOf(name) < 0);
    if (missed.length && !ignoreInvalid) throw new Error(`MarkdownIt. Failed to enable unknown rule(s): ${missed}`);
    return this;
  }
  /**
  * The same as {@link MarkdownIt.enable}, but turn specified rules off.
  */
  disable(list2, ignoreInvalid = false) {
    let result = [];
    if (!Array.isArray(list2)) list2 = [list2];
    [
      "core",
      "block",
      "inline"
    ].forEach((chain) => {
      result = result.concat(this[chain].ruler.disable(list2, true));
    });
    result = result.concat(this.inline.ruler2.disable(list2, true));
    const missed = list2.filter((name) => result.indexOf(name) < 0);
    if (missed.length && !ignoreInvalid) throw new Error(`MarkdownIt. Failed to disable unknown rule(s): ${missed}`);
    return this;
  }
  /**
  * Load specified plugin with given params into current parser instance.
  * It's just a sugar to call `plugin(md, params)` with curring.
  *
  * @example
  * ```javascript
  * import MarkdownIt from 'markdown-it'
  * import iterator from 'markdown-it-for-inline'
  *
  * const md = new MarkdownIt()
  *   .use(iterator, 'foo_replace', 'text', function (tokens, idx) {
  *     tokens[idx].content = tokens[idx].content.replace(/foo/g, 'bar')
  *   })
  * ```
  */
  use(plugin, ...params) {
    plugin.apply(plugin, [this, ...params]);
    return this;
  }
  /**
  * Parse input string and return list of block tokens (special token type
  * "inline" will contain list of inline tokens). You should not call this
  * method directly, until you write custom renderer (for example, to produce
  * AST).
  *
  * `env` is used to pass data between "distributed" rules and return additional
  * metadata like reference info, needed for the renderer. It also can be used to
  * inject data in specific cases. Usually, you will be ok to pass `{}`,
  * and then pass updated object to renderer.
  */
  parse(src, env) {
    if (typeof src !== "string") throw new Error("Input data should be a String");
    const state = new this.core.State(src, this, env);
    this.core.process(state);
    return state.tokens;
  }
  /**
  * Render markdown string into html. It does all magic for you :).
  *
  * `env` can be used to inject additional metadata (`{}` by default).
  * But you will not need it with high probability. See also comment
  * in {@link MarkdownIt.parse}.
  */
  render(src, env = {}) {
    return this.renderer.render(this.parse(src, env), this.options, env);
  }
  /**
  * The same as {@link MarkdownIt.parse} but skip all block rules. It returns
  * the block tokens list with the single `inline` element, containing parsed
  * inline tokens in `children` property. Also updates `env` object.
  */
  parseInline(src, env) {
    const state = new this.core.State(src, this, env);
    state.inlineMode = true;
    this.core.process(state);
    return state.tokens;
  }
  /**
  * Similar to {@link MarkdownIt.render} but for single paragraph content.
  * Result will NOT be wrapped into `<p>` tags.
  */
  renderInline(src, env = {}) {
    return this.renderer.render(this.parseInline(src, env), this.options, env);
  }
};
_defineProperty(MarkdownIt, "Token", Token);
_defineProperty(MarkdownIt, "Ruler", Ruler);
_defineProperty(MarkdownIt, "Renderer", Renderer);
_defineProperty(MarkdownIt, "ParserCore", ParserCore);
_defineProperty(MarkdownIt, "StateCore", StateCore);
_defineProperty(MarkdownIt, "ParserBlock", ParserBlock);
_defineProperty(MarkdownIt, "StateBlock", StateBlock);
_defineProperty(MarkdownIt, "ParserInline", ParserInline);
_defineProperty(MarkdownIt, "StateInline", StateInline);
var MarkdownItCallable = callable(MarkdownIt);

// src/core/sources.ts
var PASTE_LIMIT = 2e5;
var TITLE_LIMIT = 500;
function webAddress(text2) {
  if (/[\s\p{Cc}]/u.test(text2.trim())) return null;
  try {
    const url = new URL(text2.trim());
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
function holdsSecret(text2) {
  const known2 = webAddress(text2);
  if (known2 === null) return false;
  const { username, password } = new URL(known2);
  return username !== "" || password !== "";
}
function pathOf(address) {
  const rest2 = address.trim().replace(/^[a-z]+:[\\/]*[^\\/?#]*/i, "");
  return rest2 === "/" ? "" : rest2;
}
function hostOf(address) {
  const known2 = webAddress(address);
  return known2 === null ? address : new URL(known2).host.replace(/^www\./, "");
}
function readSources(text2) {
  const sources = [];
  const refused = [];
  let secret = 0;
  let without = 0;
  let title2 = "";
  for (const line of text2.slice(0, PASTE_LIMIT).split(/\r\n?|\n/).map(unbulleted)) {
    if (line === "") continue;
    const found = sourceOf(line);
    if (found === null) {
      title2 = line.slice(0, TITLE_LIMIT);
      without += 1;
      continue;
    }
    if (found.kind === "refused") refused.push(found.address);
    else if (holdsSecret(found.source.url)) secret += 1;
    else {
      const isTitled = found.source.citation === "" && title2 !== "";
      if (isTitled) without -= 1;
      sources.push(isTitled ? { ...found.source, citation: title2 } : found.source);
    }
    title2 = "";
  }
  return { sources, refused, secret, without };
}
function sourceOf(line) {
  const link3 = linkOf(line);
  if (link3 !== null) return judged(link3.address, link3.title);
  const words = line.split(/\s+/);
  const schemed = words.findIndex((word) => SCHEME.test(bare(word)));
  const at = schemed === -1 ? words.findIndex((word) => isBare(bare(word), words.length === 1)) : schemed;
  if (at === -1) return null;
  const title2 = [...words.slice(0, at), ...words.slice(at + 1)].join(" ");
  const address = bare(words[at] ?? "");
  return judged(schemed === -1 ? `https://${address}` : address, title2.replace(/^[\s:–—|-]+|[\s:–—|-]+$/gu, ""));
}
var SCHEME = /^(?:[a-z][a-z0-9+.-]{0,30}:\/\/|(?:javascript|data|vbscript|file|blob|about|mailto|view-source):)\S/i;
var BARE = /^(?:www\.(?:[\p{L}\p{N}-]+\.)+|(?:[\p{L}\p{N}-]+\.)+(?=\p{L}+(?::\d+)?\/))\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?$/iu;
var HOST = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?$/iu;
var FILE = /\.(?:pdf|html?|docx?|odt|rtf|txt|md|csv|xlsx?|pptx?|jpe?g|png|gif|mp[34])$/i;
function isBare(word, alone) {
  return BARE.test(word) || alone && HOST.test(word) && !FILE.test(word);
}
function judged(address, title2) {
  const known2 = webAddress(address);
  if (known2 === null) return { kind: "refused", address };
  return { kind: "source", source: { url: address, citation: title2.slice(0, TITLE_LIMIT) } };
}
function linkOf(line) {
  const middle = line.lastIndexOf("](");
  if (!line.startsWith("[") || !line.endsWith(")") || middle === -1) return null;
  const address = bare(line.slice(middle + 2, -1).trim());
  const known2 = SCHEME.test(address) ? address : isBare(address, true) ? `https://${address}` : null;
  return known2 === null ? null : { title: line.slice(1, middle).trim(), address: known2 };
}
function bare(word) {
  if (word.startsWith("<") && word.endsWith(">")) return word.slice(1, -1);
  const pair = /^\((.*)\)$/.exec(word);
  return (pair?.[1] ?? word).replace(/[,;.]+$/, "");
}
function unbulleted(line) {
  return line.trim().replace(/^(?:[-*•]|\d{1,3}[.)])\s+/, "");
}

// src/core/markdown.ts
var OPENS = {
  paragraph_open: "p",
  heading_open: "heading",
  strong_open: "strong",
  em_open: "em",
  s_open: "s",
  blockquote_open: "blockquote",
  bullet_list_open: "ul",
  ordered_list_open: "ol",
  list_item_open: "li",
  link_open: "a"
};
var LONGEST4 = 2e4;
var DEEPEST = 40;
var LINES = 20;
var LINE = 400;
var markdown = new MarkdownItCallable({ html: false, breaks: true, linkify: true, typographer: false, maxNesting: DEEPEST + 2 }).disable(["html_block", "html_inline", "image", "reference", "entity", "lheading", "code", "table"]);
markdown.validateLink = (address) => webAddress(address) !== null;
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
for (const scheme of ["ftp:", "//", "mailto:"]) markdown.linkify.add(scheme, null);
var last2 = null;
function noteTree(note) {
  if (last2?.note !== note) last2 = { note, tree: parsed(note) };
  return last2.tree;
}
function parsed(note) {
  if (note.length > LONGEST4) return [{ kind: "pre", children: [note] }];
  const tokens = markdown.parse(note, {});
  return tokens.some(({ level }) => level >= DEEPEST) ? [{ kind: "pre", children: [note] }] : treeOf(tokens);
}
function firstLine(note) {
  const lines = note.slice(0, LONGEST4).split("\n").filter((line) => line.trim() !== "");
  for (const line of lines.slice(0, LINES)) {
    const text2 = lettersOf(parsed(line.slice(0, LINE))).trim();
    if (text2 !== "") return text2;
  }
  return "";
}
function lettersOf(nodes) {
  return nodes.map((node) => typeof node === "string" ? node : node.kind === "br" ? "\n" : lettersOf(node.children)).join("");
}
function treeOf(tokens) {
  const root = { kind: "p", children: [] };
  const open2 = [root];
  const add = (node) => {
    open2[open2.length - 1]?.children.push(node);
  };
  for (const token of tokens) {
    if (token.nesting === 1) {
      const part = opened(token);
      add(part);
      open2.push(part);
    } else if (token.nesting === -1) open2.pop();
    else for (const node of leaf(token)) add(node);
  }
  return root.children;
}
function opened(token) {
  const part = { kind: OPENS[token.type] ?? "p", children: [] };
  const href = part.kind === "a" ? webAddress(String(token.attrGet("href") ?? "")) : null;
  if (href !== null) part.href = href;
  const start = part.kind === "ol" ? Number(token.attrGet("start") ?? 1) : 1;
  if (start !== 1) part.start = start;
  return part;
}
function leaf(token) {
  switch (token.type) {
    case "inline":
      return treeOf(token.children ?? []);
    case "softbreak":
    case "hardbreak":
      return [{ kind: "br", children: [] }];
    case "hr":
      return [{ kind: "hr", children: [] }];
    case "code_inline":
      return [{ kind: "code", children: [token.content] }];
    case "fence":
      return [{ kind: "pre", children: [token.content] }];
    default:
      return token.content === "" ? [] : [token.content];
  }
}

// src/view/markdown.ts
var ELEMENTS = {
  p: "p",
  strong: "strong",
  em: "em",
  s: "s",
  code: "code",
  blockquote: "blockquote",
  ul: "ul",
  li: "li",
  br: "br",
  hr: "hr"
};
function noteView(note, name) {
  return el("div", { class: "fcw-r-note", role: "group", "aria-label": name }, ...noteTree(note).map(shown2));
}
function shown2(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const children = node.children.map(shown2);
  switch (node.kind) {
    case "a":
      return link2(node, children);
    // A heading of the note is none of the page.
    case "heading":
      return el("p", { class: "fcw-r-note-heading", dir: "auto" }, ...children);
    case "ol":
      return el("ol", { dir: "auto", start: String(node.start ?? 1) }, ...children);
    case "pre":
      return el("pre", { dir: "auto" }, lettersOf(node.children).replace(/\n$/, ""));
    case "br":
    case "hr":
      return el(node.kind);
    case "strong":
    case "em":
    case "s":
    case "code":
      return el(ELEMENTS[node.kind], {}, ...children);
    default:
      return el(ELEMENTS[node.kind], { dir: "auto" }, ...children);
  }
}
function link2(node, children) {
  if (node.href === void 0) return el("span", {}, ...children);
  return outward(node.href, {}, ...children);
}
function outward(address, attributes, ...children) {
  return el("a", { ...attributes, href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

// src/view/guidelines_sheet.ts
function guidelinesSheet(tags, words, meant2, inForce) {
  const offered = tags.all.filter((tag) => !tag.retired || tag.name === meant2);
  const parts = offered.map((tag) => {
    const name = el("span", { class: "fcw-r-card-tag" }, tag.name);
    name.style.color = tags.colour(tag.name, "ink");
    const line = (key, text2) => text2 === "" ? null : el("p", {}, el("b", {}, words.say(key)), " ", text2);
    const section = el(
      "section",
      { class: "fcw-r-guideline", "data-guideline": tag.name, tabindex: "-1", "aria-label": tag.name },
      el("h3", {}, tags.swatch(tag.name), name, tag.retired ? null : keyCap(tag.key)),
      el("p", { dir: "auto" }, tag.description),
      ...tag.examples.map((example) => line("example", example)),
      line("counter_example", tag.counter_example),
      line("boundary", tag.boundary)
    );
    if (tag.name === meant2) section.setAttribute("aria-current", "true");
    return section;
  });
  const element = el("div", { class: "fcw-r-sheet fcw-r-guidelines" }, el("h2", {}, words.say("guidelines")), ...parts);
  if (inForce.markdown.trim() !== "") {
    const named4 = words.say("guidelines_version", { n: inForce.version });
    element.append(el("section", { class: "fcw-r-guideline", "data-version": String(inForce.version) }, el("h3", {}, named4), noteView(inForce.markdown, named4)));
  }
  return { element, first: parts.find((part) => part.dataset["guideline"] === meant2) ?? null };
}
function meantTag(active) {
  const at = document.activeElement?.closest("[data-choose], button[data-tag]");
  return at?.dataset["choose"] ?? at?.dataset["tag"] ?? active;
}

// src/view/key_sheet.ts
function keySheet(bindings, words, letters2) {
  const rows = bindings.filter((binding) => binding.say !== null && capsOf(binding, letters2).length > 0).map((binding) => el(
    "div",
    { class: "fcw-r-key-row", "data-action": binding.action },
    el("span", { class: "fcw-r-caps" }, ...capsOf(binding, letters2).map((cap) => el("kbd", { class: "fcw-r-key" }, cap))),
    el("span", {}, binding.name ?? words.say(binding.say))
  ));
  return el(
    "div",
    { class: "fcw-r-sheet" },
    el("h2", {}, words.say("keys")),
    letters2 ? null : el("p", { class: "fcw-r-letters-off" }, words.say("letter_keys_off")),
    el("div", { class: "fcw-r-key-rows" }, ...rows)
  );
}

// src/view/parts.ts
var Parts = class {
  #host;
  constructor(host) {
    this.#host = host;
  }
  /** Opened at the tag that is meant: the one whose button has the focus, else the open passage's. */
  guidelines() {
    const { popover, toolbar, words, tags, stage } = this.#host;
    const at = stage();
    const active = at === null || at.active === null ? null : at.passages.get(at.active)?.tag ?? null;
    const { element, first: first2 } = guidelinesSheet(tags, words, meantTag(active), this.#host.guidelines());
    popover().toggle(toolbar().guidelines, words.say("guidelines"), element, first2);
  }
  keys() {
    const { popover, toolbar, words, bindings, comfort } = this.#host;
    popover().toggle(toolbar().keys, words.say("keys"), keySheet(bindings(), words, comfort().preferences.hasLetterKeys()));
  }
  appearance() {
    const { popover, toolbar, words, comfort } = this.#host;
    const sheet = appearanceSheet(comfort().appearance, words, (chosen) => comfort().choose(chosen));
    sheet.append(letterKeysRow(comfort().preferences.hasLetterKeys(), words, (on) => comfort().setLetterKeys(on)));
    popover().toggle(toolbar().appearance, words.say("appearance"), sheet, sheet.querySelector("[aria-checked=true]"));
  }
  find() {
    this.#host.finding().bar.open();
  }
  outline() {
    this.#host.finding().outline();
  }
  /** Which cards are shown is chosen above them: where they lie in a drawer or sheet, that opens. */
  filter() {
    this.#host.openList();
    this.#host.stage()?.cards.toggleFilter();
  }
  submit() {
    this.#host.submit();
  }
};

// src/view/popover.ts
var GAP = 8;
var MARGIN = 12;
var Popover = class {
  #host;
  #open = null;
  constructor(host) {
    this.#host = host;
  }
  get isOpen() {
    return this.#open !== null;
  }
  /** Opens under the anchor, with the focus on `first` or on the whole; a second press on the same anchor closes. */
  toggle(anchor, label, content, first2 = null) {
    const again2 = this.#open?.anchor === anchor;
    const before2 = this.#open?.before ?? focused();
    this.close();
    if (again2) return;
    const element = el("div", { class: "fcw-r-popover", role: "dialog", "aria-label": label, tabindex: "-1" }, content);
    this.#host.append(element);
    const end = new AbortController();
    this.#open = { element, anchor, before: before2, end };
    anchor.setAttribute("aria-expanded", "true");
    this.#place();
    this.#watch(this.#open);
    (first2 ?? element).focus({ preventScroll: true });
    if (first2 !== null) element.scrollTop = Math.max(0, first2.offsetTop - MARGIN);
  }
  /** Back to where one was before it opened. False when nothing was open. */
  close(returns = true) {
    const open2 = this.#open;
    if (open2 === null) return false;
    this.#open = null;
    open2.end.abort();
    open2.anchor.removeAttribute("aria-expanded");
    const inside = open2.element.contains(document.activeElement);
    open2.element.remove();
    if (returns && inside) (open2.before?.isConnected === true ? open2.before : open2.anchor).focus({ preventScroll: true });
    return true;
  }
  #watch({ element, anchor, end }) {
    document.addEventListener("pointerdown", (event) => {
      const target = event.target;
      if (!element.contains(target) && !anchor.contains(target)) this.close(false);
    }, { signal: end.signal, capture: true });
    window.addEventListener("scroll", (event) => {
      if (event.target !== element) this.#place();
    }, { signal: end.signal, capture: true, passive: true });
    window.addEventListener("resize", () => this.#place(), { signal: end.signal });
  }
  #place() {
    const open2 = this.#open;
    if (open2 === null) return;
    const { element, anchor } = open2;
    if (!anchor.isConnected) return;
    const host = this.#host.getBoundingClientRect();
    const box2 = anchor.getBoundingClientRect();
    const left = Math.min(box2.left, host.right - element.offsetWidth);
    element.style.maxHeight = "";
    const room = window.innerHeight - box2.bottom - GAP - MARGIN;
    const isAbove = element.offsetHeight > room && box2.top > room;
    const top = Math.max(MARGIN, isAbove ? Math.min(box2.top, window.innerHeight) - GAP - element.offsetHeight : box2.bottom + GAP);
    element.style.left = `${Math.max(host.left, left)}px`;
    element.style.top = `${top}px`;
    element.style.maxHeight = `${window.innerHeight - top - MARGIN}px`;
  }
};
function focused() {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : null;
}

// src/core/repeats.ts
var ALONE = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
var STANDS_ALONE = new RegExp(`^[${ALONE}]`, "u");
var [OTHER, WORD, MARK, CHARACTER2] = [0, 1, 2, 3];
var KINDS = new UnitTable((unit) => {
  if (/\p{M}/u.test(unit)) return MARK;
  if (STANDS_ALONE.test(unit)) return CHARACTER2;
  return /[\p{L}\p{N}\ud800-\udfff]/u.test(unit) ? WORD : OTHER;
});
var OPENING = /[\p{Ps}\p{Pi}"'\u201e\u201a\u00bf\u00a1]/u;
var CLOSING = /[\p{Po}\p{Pe}\p{Pf}\p{Pi}]/u;
var FEWEST_WORDS = 3;
var FEWEST_CHARACTERS = 8;
var Repeats = class {
  #text;
  #language;
  #index = null;
  constructor(text2, language) {
    this.#text = text2;
    this.#language = language;
  }
  /**
   * The other places where the words of `span` stand, in order and apart from each other; all in
   * UTF-16. They take in the punctuation around the words where `span` does. Nothing for less
   * than three words or eight characters of a script without spaces, nor for a part of a word.
   */
  of(span) {
    const index = this.#index ??= this.#read();
    const first2 = firstAtLeast(index.ends, span.start + 1);
    const after = firstAtLeast(index.starts, span.end);
    if (after === first2 || index.starts[first2] < span.start || index.ends[after - 1] > span.end) return [];
    if (!this.#isLongEnough(index, first2, after)) return [];
    const [opens, closes] = [span.start < index.starts[first2], span.end > index.ends[after - 1]];
    return placesOf(index.words, first2, after).map((place2) => this.#around(index, place2, after - first2, opens, closes));
  }
  #isLongEnough({ starts }, first2, after) {
    const all2 = after - first2;
    let alone = 0;
    for (let at = first2; at < after; at += 1) {
      if (STANDS_ALONE.test(this.#text.slice(starts[at], starts[at] + 2))) alone += 1;
    }
    return (all2 - alone) / FEWEST_WORDS + alone / FEWEST_CHARACTERS >= 1;
  }
  #around({ starts, ends }, place2, count, opens, closes) {
    let start = starts[place2];
    let end = ends[place2 + count - 1];
    while (opens && start > 0 && OPENING.test(this.#text[start - 1])) start -= 1;
    while (closes && end < this.#text.length && this.#belongs(end)) end += 1;
    return { start, end };
  }
  /** Whether the sign behind the words closes them: an opening quote belongs to what comes. */
  #belongs(at) {
    const sign = this.#text[at];
    if (!CLOSING.test(sign)) return false;
    const next = this.#text[at + 1] ?? " ";
    return !/[\p{Ps}\p{Pi}"']/u.test(sign) || !/[\p{L}\p{N}]/u.test(next);
  }
  #read() {
    const byWord = /* @__PURE__ */ new Map();
    const bySpelling = /* @__PURE__ */ new Map();
    const [starts, ends, words] = [[], [], []];
    for (let at = 0, end = 0; at < this.#text.length; at = end) {
      end = endOfWord(this.#text, at);
      if (end === at) end += 1;
      else {
        const spelling = this.#text.slice(at, end);
        const number = bySpelling.get(spelling) ?? numberOf(folded(spelling, this.#language), byWord);
        bySpelling.set(spelling, number);
        starts.push(at);
        ends.push(end);
        words.push(number);
      }
    }
    return { starts: Int32Array.from(starts), ends: Int32Array.from(ends), words: Int32Array.from(words) };
  }
};
function endOfWord(text2, at) {
  const kind = KINDS.of(text2.charCodeAt(at));
  if (kind === OTHER) return at;
  let end = at + 1;
  for (; end < text2.length; end += 1) {
    const next = KINDS.of(text2.charCodeAt(end));
    if (next !== MARK && (kind === CHARACTER2 || next !== WORD)) break;
  }
  return end;
}
function numberOf(word, byWord) {
  const number = byWord.get(word) ?? byWord.size;
  byWord.set(word, number);
  return number;
}
function placesOf(words, first2, after) {
  const count = after - first2;
  const places = [];
  for (let at = words.indexOf(words[first2]); at >= 0 && at + count <= words.length; ) {
    const isOther = at + count <= first2 || at >= after;
    const isSame = isOther && sameFrom(words, first2, at, count);
    if (isSame) places.push(at);
    at = words.indexOf(words[first2], isSame ? at + count : at + 1);
  }
  return places;
}
function sameFrom(words, one, other, count) {
  for (let at = 1; at < count; at += 1) if (words[one + at] !== words[other + at]) return false;
  return true;
}
function folded(word, language) {
  const plain = word.normalize("NFKC");
  if (!isTurkic(language)) return plain.toUpperCase().toLowerCase().normalize("NFKC");
  return plain.toLocaleUpperCase("tr").toLocaleLowerCase("tr").normalize("NFKC");
}
function isTurkic(language) {
  return language !== void 0 && /^(tr|az)\b/i.test(language);
}
function firstAtLeast(numbers, least) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (numbers[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

// src/view/repeating.ts
var Repeating = class {
  element = el("div", { class: "fcw-r-repeats", role: "status" });
  #words;
  #stroke;
  #accept;
  #repeats = null;
  #offer = null;
  #asked = 0;
  constructor(words, stroke, accept) {
    this.#words = words;
    this.#stroke = stroke;
    this.#accept = accept;
  }
  /** Reads the text's words while nothing else is to do: the first tag need not wait for it. */
  prepare(stage, language, signal) {
    const read2 = () => {
      if (signal.aborted) return;
      this.#repeats = new Repeats(stage.article.text, language);
      this.#repeats.of({ start: 0, end: 1 });
    };
    if ("requestIdleCallback" in window) requestIdleCallback(read2, { timeout: 5e3 });
    else setTimeout(read2, 1e3);
  }
  /** Looks for the passage's words once the tag is painted: nobody waits for it. */
  look(stage, id) {
    this.hide();
    this.#asked = window.setTimeout(() => {
      const passage = stage.passages.get(id);
      if (this.#repeats === null || passage === void 0 || !passage.mine || stage.locked) return;
      const spans = this.#repeats.of(passage).filter((span) => !carries(stage, span, passage));
      if (spans.length > 0) this.#show({ spans, tag: passage.tag });
    }, 30);
  }
  /** What is offered, which is then no longer offered; null where nothing is. */
  take() {
    const offer = this.#offer;
    this.hide();
    return offer;
  }
  hide() {
    clearTimeout(this.#asked);
    if (this.#offer === null) return;
    this.#offer = null;
    this.element.replaceChildren();
  }
  #show(offer) {
    this.#offer = offer;
    const off = this.element.closest("[data-letters-off]") !== null;
    const attributes = { class: "fcw-r-button fcw-r-repeat", ...off ? {} : { "aria-keyshortcuts": this.#stroke } };
    this.element.replaceChildren(button(attributes, this.#accept, this.#words.say("also_here", { n: offer.spans.length }), keyCap(this.#stroke)));
  }
};
function carries(stage, span, passage) {
  return stage.passages.overlapping(span).some((one) => one.mine && one.tag === passage.tag);
}

// src/core/trouble.ts
var Trouble = class {
  /** So many operations waited when sending failed last; null: it did not. */
  #waiting = null;
  /** Asked at each change of the outbox. */
  isIn({ pending, failed, retryAt }) {
    if (retryAt !== null) this.#waiting = pending;
    else if (failed > 0 || this.#waiting === null || pending < this.#waiting) this.#waiting = null;
    return pending > 0 && this.#waiting !== null;
  }
};

// src/view/save_state.ts
var SEEN2 = 30;
var SaveStateView = class {
  element = el("div", { class: "fcw-r-save-state", "data-testid": "save-state" });
  #words;
  #sentence;
  #trouble = new Trouble();
  #state = null;
  #heldHere = 0;
  #total = 0;
  #clock = 0;
  #sign = "";
  /** The words come once what was tagged is on the screen; `data-pending` says at once that something waits. */
  #soon = 0;
  /** `retry`: send now. `show`: open the first passage that waits for a decision. */
  constructor(words, retry, show2) {
    this.#words = words;
    this.#sentence = new Sentence({
      retry: button({ class: "fcw-r-link" }, retry, words.say("try_now")),
      show: button({ class: "fcw-r-link" }, show2, words.say("show"))
    });
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
    if (before2 === 0 && state.pending > 0 && this.#sign !== "") this.#soon ||= window.setTimeout(() => this.#draw(), SEEN2);
    else if (this.#soon === 0) this.#draw();
  }
  stop() {
    clearInterval(this.#clock);
    clearTimeout(this.#soon);
  }
  #draw() {
    this.#soon = 0;
    const state = this.#state;
    if (state === null) return;
    const [tone, sign, sentence] = this.#told(state);
    this.element.dataset["tone"] = tone;
    this.#sentence.tell(sentence);
    if (this.#sign === sign) return;
    if (this.#sign === "") this.element.append(icon(sign), this.#sentence.element);
    else this.element.firstElementChild?.replaceWith(icon(sign));
    this.#sign = sign;
  }
  #told(state) {
    const say2 = (key, values = {}) => this.#words.say(key, values);
    if (state.notKept > 0) return ["failed", "cloud_off", say2("not_kept", { n: state.notKept })];
    if (state.waitingForSignIn) return ["failed", "cloud_off", say2("signing_in", { n: state.pending })];
    if (this.#trouble.isIn(state)) {
      const seconds = Math.max(0, Math.ceil(((state.retryAt ?? 0) - Date.now()) / 1e3));
      return ["failed", "cloud_off", say2("not_saved", { n: state.pending, s: seconds })];
    }
    if (state.failed > 0) return ["failed", "cloud_off", `${say2("stuck", { n: state.failed, reason: state.reason === null ? "" : this.#words.say(state.reason) })} {retry}`];
    if (state.pending > 0) return ["busy", "cloud_sync", say2("saving", { i: this.#total - state.pending + 1, n: this.#total })];
    if (this.#heldHere > 0) return ["failed", "sync_problem", say2("held", { n: this.#heldHere })];
    if (state.held > 0) return ["failed", "sync_problem", say2("held_elsewhere", { n: state.held })];
    return ["saved", "cloud_done", say2("all_saved")];
  }
};

// src/view/scroller.ts
var DURATION = 110;
var AHEAD = 0.4;
var LOOKS2 = 4;
var DRAWN = 2;
var BY_HAND = ["wheel", "touchmove", "pointerdown"];
var Scroller = class {
  #element;
  #isWindow;
  #frame = 0;
  #settling = new AbortController();
  /** The motion under way, ended by its end, by another, or by hand. */
  #moving = new AbortController();
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
    this.#settling.abort();
    this.#go(distance);
  }
  /** At once, and whatever is under way ends. */
  jump(distance) {
    this.#settling.abort();
    this.#moving.abort();
    cancelAnimationFrame(this.#frame);
    this.#element.scrollTop += distance;
  }
  #go(distance) {
    this.#moving.abort();
    cancelAnimationFrame(this.#frame);
    const from = this.#element.scrollTop;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || Math.abs(distance) > 4e3) {
      this.#element.scrollTop = from + distance;
      return;
    }
    const begun2 = performance.now();
    const moving = new AbortController();
    this.#moving = moving;
    const stop = () => {
      moving.abort();
      cancelAnimationFrame(this.#frame);
    };
    for (const kind of BY_HAND) window.addEventListener(kind, stop, { signal: moving.signal, passive: true, capture: true });
    const step = (now) => {
      const share = Math.min(1, (now - begun2) / DURATION);
      this.#element.scrollTop = from + distance * (1 - (1 - share) ** 3);
      if (share < 1) this.#frame = requestAnimationFrame(step);
      else moving.abort();
    };
    this.#frame = requestAnimationFrame(step);
  }
  /** Brings client pixels `top` to `bottom` between the covers at both edges, moving as little as it can. */
  reveal(top, bottom, covered) {
    this.by(this.#distance({ top, bottom }, covered));
  }
  /**
   * Brings what `measure` finds between the covers, and some of the text ahead with it: a text that
   * moved with every step of the cursor could not be read. Again until it stays there: a jump draws blocks that
   * were only guessed at, which moves it. `toTop`: to the upper cover, wherever it lies.
   */
  follow(measure, covered, toTop = false) {
    this.#settling.abort();
    const settling = new AbortController();
    this.#settling = settling;
    for (const kind of BY_HAND) window.addEventListener(kind, () => settling.abort(), { signal: settling.signal, passive: true, capture: true });
    const look2 = (left) => {
      const box2 = measure();
      const distance = box2 === null ? 0 : toTop ? box2.top - this.frame().top - covered().above : this.#distance(box2, covered(), AHEAD);
      if (Math.abs(distance) < 1 || left === 0) {
        settling.abort();
        return;
      }
      this.#go(distance);
      afterScroll(left === LOOKS2 ? DURATION : 0, () => {
        if (!settling.signal.aborted) look2(left - 1);
      });
    };
    look2(LOOKS2);
  }
  /** Whether it lies between the covers as it is. */
  shows(box2, covered) {
    return this.#distance(box2, covered) === 0;
  }
  #distance({ top, bottom }, covered, ahead = 0) {
    const frame = this.frame();
    const ceiling = frame.top + covered.above;
    const floor2 = frame.bottom - covered.below;
    const more = ahead * (floor2 - ceiling);
    if (top < ceiling) return Math.min(top - ceiling, Math.max(top - ceiling - more, bottom - floor2));
    return bottom > floor2 ? Math.min(bottom - floor2 + more, top - ceiling) : 0;
  }
};
function afterScroll(wait, work) {
  const until = performance.now() + wait;
  let drawn = 0;
  const frame = (now) => {
    if (now > until) drawn += 1;
    if (drawn > DRAWN) work();
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

// src/core/journal.ts
var KEPT_WHERE_FULL = 1e3;
var Journal = class {
  #store;
  #prefix;
  /** The oldest step that the store has; the steps before it found no room. */
  #first = 0;
  /** How many steps the store has, with those before the first. */
  #count = 0;
  /** Whether the store has the history, so that what is new of it suffices. */
  #isWhole = false;
  /** `prefix` names the revision and its reader: nobody else's steps are read. */
  constructor(store, prefix) {
    this.#store = store;
    this.#prefix = `${prefix}:`;
  }
  /**
   * Writes what is new. A store without room for all keeps the newest steps; one that is closed
   * costs undo after a reload, not the work.
   */
  keep(source) {
    const news = source.newHistory();
    try {
      if (this.#isWhole && news.at >= this.#first) this.#write(news);
      else this.#writeNewest(source.history());
    } catch {
      this.#makeRoom(source);
    }
  }
  /** What was kept; a piece that cannot be read leaves nothing of it. */
  read() {
    const values = /* @__PURE__ */ new Map();
    try {
      for (const key of this.#keys()) {
        values.set(key.slice(this.#prefix.length), JSON.parse(this.#store.get(key) ?? "null"));
      }
    } catch {
      this.#clear();
      return null;
    }
    const first2 = Number(values.get("first") ?? 0);
    const steps = [];
    while (values.has(`step:${first2 + steps.length}`)) steps.push(values.get(`step:${first2 + steps.length}`));
    const gone2 = [...values].filter(([name]) => name.startsWith("gone:")).map(([, row]) => row);
    this.#isWhole = first2 === 0;
    this.#count = steps.length;
    return { steps, at: Number(values.get("at") ?? 0) - first2, gone: gone2 };
  }
  #write({ steps, at, from, gone: gone2 }) {
    for (let place2 = Math.max(from, this.#first); place2 < steps.length; place2 += 1) {
      this.#set(`step:${place2}`, steps[place2]);
    }
    for (let place2 = steps.length; place2 < this.#count; place2 += 1) this.#remove(`step:${place2}`);
    this.#count = steps.length;
    for (const [id, row] of gone2) {
      if (row === null) this.#remove(`gone:${id}`);
      else this.#set(`gone:${id}`, row);
    }
    this.#set("at", at);
  }
  #makeRoom(source) {
    try {
      this.#writeNewest(source.history());
    } catch {
      this.#isWhole = false;
      this.#clear();
    }
  }
  /** Only what the newest steps need. */
  #writeNewest({ steps, at, gone: gone2 }) {
    this.#clear();
    this.#first = Math.max(0, Math.min(at, steps.length - KEPT_WHERE_FULL));
    if (this.#first > 0) this.#set("first", this.#first);
    const needed = new Set(steps.slice(this.#first).flatMap(({ turns }) => turns.map(({ id }) => id)));
    const rows = gone2.filter(({ id }) => needed.has(id)).map((row) => [row.id, row]);
    this.#write({ steps, at, from: 0, gone: new Map(rows) });
    this.#isWhole = true;
  }
  #set(name, value) {
    this.#store.set(this.#prefix + name, JSON.stringify(value));
  }
  #remove(name) {
    this.#store.remove(this.#prefix + name);
  }
  #keys() {
    return this.#store.keys().filter((key) => key.startsWith(this.#prefix));
  }
  /** Half a history would undo the wrong step. */
  #clear() {
    this.#first = 0;
    this.#count = 0;
    try {
      for (const key of this.#keys()) this.#store.remove(key);
    } catch {
    }
  }
};

// src/core/graphemes.ts
var Graphemes = class {
  #text;
  #language;
  #segmenter = null;
  constructor(text2, language) {
    this.#text = text2;
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
    const text2 = this.#text;
    const at = Math.min(Math.max(0, index), text2.length);
    if (surelyBetween(text2, at)) return { start: at, end: at };
    let first2 = at - 1;
    while (!surelyBetween(text2, first2)) first2 -= 1;
    let last4 = at + 1;
    while (!surelyBetween(text2, last4)) last4 += 1;
    this.#segmenter ??= segmenterFor("grapheme", this.#language);
    const inside = this.#segmenter.segment(text2.slice(first2, last4)).containing(at - first2);
    const start = first2 + inside.index;
    return start === at ? { start, end: at } : { start, end: start + inside.segment.length };
  }
};
function segmenterFor(granularity, language) {
  try {
    return new Intl.Segmenter(language || void 0, { granularity });
  } catch (error2) {
    if (!(error2 instanceof RangeError)) throw error2;
    return new Intl.Segmenter(void 0, { granularity });
  }
}
function surelyBetween(text2, index) {
  if (index <= 0 || index >= text2.length) return true;
  return standsAlone(text2.charCodeAt(index)) && !joinsNext(text2, index - 1);
}
function standsAlone(unit) {
  return unit === 10 || unit >= 32 && unit < 127 || unit >= 13312 && unit <= 40959;
}
var JOINING = /* @__PURE__ */ new Set([1757, 1807, 2192, 2193, 2274, 3406, 8205, 13]);
function joinsNext(text2, index) {
  const unit = text2.charCodeAt(index);
  if (unit >= 56320 && unit <= 57343) {
    const high = index > 0 ? text2.charCodeAt(index - 1) : 0;
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
  constructor(text2) {
    this.text = text2;
    this.#pairs = pairsOf(text2);
    this.length = text2.length - this.#pairs.length;
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
function pairsOf(text2) {
  const pairs = [];
  for (let at = 0; at + 1 < text2.length; at += 1) {
    if (isHigh(text2.charCodeAt(at)) && isLow(text2.charCodeAt(at + 1))) {
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
function trimToWords(text2, start, end) {
  let first2 = Math.max(0, start);
  let last4 = Math.min(text2.length, end);
  while (first2 < last4 && SPACE_OR_BOM.test(text2[first2]) && !carriesAccent(text2, first2)) first2 += 1;
  while (last4 > first2 && SPACE_OR_BOM.test(text2[last4 - 1])) last4 -= 1;
  return first2 < last4 ? { start: first2, end: last4 } : null;
}
function carriesAccent(text2, index) {
  return index + 1 < text2.length && COMBINING.test(text2[index + 1]);
}

// src/core/send.ts
var PATIENCE_MS = 1e4;
var MOST_BYTES = 2e6;
function httpSend(api, token, fetch2, wait = later) {
  return async (operations) => {
    const giveUp = new AbortController();
    const cancel = wait(PATIENCE_MS, () => giveUp.abort());
    try {
      const answer = await fetch2(`${api}/annotations`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token()}`, "Content-Type": "application/json" },
        body: JSON.stringify({ operations }),
        signal: giveUp.signal
      });
      return await outcomeOf(answer);
    } catch (error2) {
      if (!(error2 instanceof Error)) throw error2;
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
function later(ms, work) {
  const id = setTimeout(work, ms);
  return () => clearTimeout(id);
}
function batchOf(pending, most) {
  const batch = [];
  const seen = /* @__PURE__ */ new Map();
  let bytes = 0;
  let isHeldUp = false;
  for (const operation of pending) {
    if (batch.length >= most) break;
    if (isHeldUp && isSettling(operation)) continue;
    if (!takesAlong(operation, seen)) {
      isHeldUp ||= isSettling(operation);
      continue;
    }
    bytes += new TextEncoder().encode(JSON.stringify(operation)).length + 1;
    if (batch.length > 0 && bytes > MOST_BYTES) break;
    batch.push(operation);
  }
  return batch;
}
function takesAlong(operation, seen) {
  const subject = subjectOf(operation);
  const going = seen.get(subject);
  if (going === null) return false;
  if (!isAboutSentences(operation)) {
    seen.set(subject, null);
    return true;
  }
  const { sentences } = operation.reading;
  const isOther = going === void 0 || sentences.every((sentence) => !going.has(sentence));
  if (!isOther) seen.set(subject, null);
  else if (going === void 0) seen.set(subject, new Set(sentences));
  else for (const sentence of sentences) going.add(sentence);
  return isOther;
}

// src/core/entries.ts
function write(entry2) {
  const { seq, operation, held, attempts } = entry2;
  return JSON.stringify(held ? { seq, operation, held, attempts } : { seq, operation, attempts });
}
function read(id, raw, own) {
  let value;
  try {
    value = JSON.parse(raw);
  } catch (error2) {
    if (error2 instanceof SyntaxError) return null;
    throw error2;
  }
  if (!isRecord(value) || typeof value["seq"] !== "number") return null;
  const { seq, operation, held, attempts } = value;
  if (!isRecord(operation) || operation["id"] !== id || typeof operation["kind"] !== "string") return null;
  if (!isAboutSomething(operation)) return null;
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
  if (a.seq !== b.seq) return a.seq - b.seq;
  const [one, other] = [a.operation.id, b.operation.id];
  return one < other ? -1 : one > other ? 1 : 0;
}
function isAboutSomething({ annotation, reading, comment, thread, gold, rejection, unclear }) {
  for (const [subject, name] of [[annotation, "id"], [comment, "id"], [thread, "id"], [gold, "id"], [rejection, "annotation_id"], [unclear, "id"]]) {
    if (isRecord(subject)) return typeof subject[name] === "string" && typeof subject["revision_id"] === "number";
  }
  if (!isRecord(reading) || typeof reading["revision_id"] !== "number") return false;
  return Array.isArray(reading["sentences"]) && reading["sentences"].every(Number.isInteger);
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/core/in_order.ts
function inText(a, b) {
  return a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
var InOrder = class {
  #compare;
  #values;
  /** `compare` is 0 only for two states of the same thing. */
  constructor(compare2, values = []) {
    this.#compare = compare2;
    this.#values = [...values].sort(compare2);
  }
  /** All of it as it is now, and as it will be. */
  get values() {
    return this.#values;
  }
  /** Puts it where it belongs, in the place of what compares equal. */
  add(value) {
    const last4 = this.#values.at(-1);
    if (last4 === void 0 || this.#compare(last4, value) < 0) {
      this.#values.push(value);
      return;
    }
    const place2 = this.#placeOf(value);
    this.#values.splice(place2, this.#isAt(place2, value) ? 1 : 0, value);
  }
  /** Takes out what compares equal; nothing where there is none. */
  remove(value) {
    const place2 = this.#placeOf(value);
    if (this.#isAt(place2, value)) this.#values.splice(place2, 1);
  }
  /** Puts `next` where `before` was or where it now belongs; null: it is not there. */
  replace(before2, next) {
    if (before2 !== null && (next === null || this.#compare(before2, next) !== 0)) this.remove(before2);
    if (next !== null) this.add(next);
  }
  #isAt(place2, value) {
    const found = this.#values[place2];
    return found !== void 0 && this.#compare(found, value) === 0;
  }
  #placeOf(value) {
    let low = 0;
    let high = this.#values.length;
    while (low < high) {
      const middle = low + high >>> 1;
      if (this.#compare(this.#values[middle], value) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
};

// src/core/shelf.ts
var Shelf = class {
  prefix;
  /** Stored values that cannot be read: left where they are, and counted. */
  unreadable = 0;
  #store;
  #entries = /* @__PURE__ */ new Map();
  #pending = new InOrder(oldestFirst);
  #held = new InOrder(oldestFirst);
  /** What the store does not have. */
  #notKept = /* @__PURE__ */ new Set();
  #lastSeq = 0;
  constructor(store, instance, reviewer) {
    this.#store = store;
    this.prefix = `workbench:${instance}:${reviewer}:`;
  }
  get(id) {
    return this.#entries.get(id);
  }
  /** Not yet answered, oldest first, as they are now and will be. */
  pending() {
    return this.#pending.values;
  }
  /** Waiting for the person, oldest first, as they are now and will be. */
  held() {
    return this.#held.values;
  }
  count() {
    const refused = [...this.#notKept].filter((entry2) => entry2.refused).length;
    return { pending: this.#pending.values.length, held: this.#held.values.length, refused };
  }
  add(operation, now) {
    const seq = Math.max(now * 1e3, this.#lastSeq + 1);
    const entry2 = {
      seq,
      operation,
      held: null,
      attempts: 0,
      kept: false,
      refused: false,
      own: true,
      raw: ""
    };
    this.#remember(entry2);
    this.keep(entry2);
    return entry2;
  }
  /** The entry waits for the person from now on. */
  hold(entry2, result) {
    this.#setHeld(entry2, result);
    this.keep(entry2);
  }
  /** Writes the entry as it now is; what the store already has of it outlives a refusal. */
  keep(entry2) {
    const raw = write(entry2);
    try {
      this.#store.set(this.prefix + entry2.operation.id, raw);
    } catch {
      entry2.refused = !entry2.kept;
      return;
    }
    this.#isKept(entry2, raw);
  }
  /** Tries again to keep what the store does not have. */
  keepTheRest() {
    for (const entry2 of this.#notKept) this.keep(entry2);
  }
  remove(entry2) {
    this.#forget(entry2);
    this.#store.remove(this.prefix + entry2.operation.id);
  }
  /**
   * Takes over what other tabs did. An operation of this page that another tab took away is kept
   * in memory: sending it once more brings its first answer, and nothing is lost if it was not
   * another tab that emptied the store. Returns the entries whose answer another tab got and that
   * are held, and whether others that are held came or went.
   */
  reread(own) {
    const found = /* @__PURE__ */ new Set();
    const held = [];
    const before2 = new Set(this.#held.values);
    this.unreadable = 0;
    for (const key of this.#store.keys()) {
      const id = key.startsWith(this.prefix) ? key.slice(this.prefix.length) : "";
      const raw = id === "" || id.includes(":") ? null : this.#store.get(key);
      if (raw === null) continue;
      found.add(id);
      if (this.#takeOver(id, raw, own)) held.push(this.#entries.get(id));
    }
    for (const [id, entry2] of this.#entries) if (!found.has(id)) this.#vanished(entry2);
    const now = this.#held.values.filter((entry2) => !held.includes(entry2));
    return { answered: held, isOtherHeld: now.length !== before2.size || now.some((entry2) => !before2.has(entry2)) };
  }
  /** True when another tab's answer holds an operation that this one had as pending. */
  #takeOver(id, raw, own) {
    const known2 = this.#entries.get(id);
    if (known2?.raw === raw) return false;
    const stored = read(id, raw, own);
    if (stored === null) {
      if (!known2) this.unreadable += 1;
      return false;
    }
    if (!known2) {
      this.#remember(stored);
      return false;
    }
    const becameHeld = known2.held === null && stored.held !== null;
    if (becameHeld) this.#setHeld(known2, stored.held);
    known2.attempts = Math.max(known2.attempts, stored.attempts);
    this.#isKept(known2, raw);
    return becameHeld;
  }
  #vanished(entry2) {
    if (!entry2.kept) return;
    if (entry2.held !== null || !entry2.own) return this.#forget(entry2);
    Object.assign(entry2, { kept: false, raw: "" });
    this.#notKept.add(entry2);
  }
  #remember(entry2) {
    this.#entries.set(entry2.operation.id, entry2);
    (entry2.held === null ? this.#pending : this.#held).add(entry2);
    if (!entry2.kept) this.#notKept.add(entry2);
    this.#lastSeq = Math.max(this.#lastSeq, entry2.seq);
  }
  #forget(entry2) {
    this.#entries.delete(entry2.operation.id);
    this.#pending.remove(entry2);
    this.#held.remove(entry2);
    this.#notKept.delete(entry2);
  }
  #setHeld(entry2, result) {
    this.#pending.remove(entry2);
    entry2.held = result;
    this.#held.add(entry2);
  }
  #isKept(entry2, raw) {
    Object.assign(entry2, { raw, kept: true, refused: false });
    this.#notKept.delete(entry2);
  }
};
function behind(operation, head2) {
  return { ...head2, id: operation.id };
}

// src/core/locks.ts
var LINGER_MS = 1e3;
function webLocks(manager, lingering) {
  return manager === void 0 ? new PageLocks() : new LingeringLocks(manager, lingering);
}
var LingeringLocks = class {
  #manager;
  #lingering;
  /** The locks that are held although no work runs. */
  #kept = /* @__PURE__ */ new Map();
  constructor(manager, lingering) {
    this.#manager = manager;
    this.#lingering = lingering;
  }
  async hold(name, work) {
    const kept3 = this.#kept.get(name);
    if (kept3 === void 0) return await this.#ask(name, work);
    kept3.cancel();
    this.#kept.delete(name);
    try {
      return await work();
    } finally {
      this.#keep(name, kept3.giveBack);
    }
  }
  rest() {
    for (const name of [...this.#kept.keys()]) this.#end(name);
  }
  #ask(name, work) {
    return new Promise((done, failed) => {
      const held = this.#manager.request(name, () => new Promise((giveBack) => {
        void work().then(done, failed).then(() => this.#keep(name, giveBack));
      }));
      held.catch(failed);
    });
  }
  #keep(name, giveBack) {
    if (this.#lingering.isHidden()) return giveBack();
    this.#kept.set(name, { giveBack, cancel: this.#lingering.later(LINGER_MS, () => this.#end(name)) });
  }
  #end(name) {
    const kept3 = this.#kept.get(name);
    this.#kept.delete(name);
    kept3?.cancel();
    kept3?.giveBack();
  }
};
var PageLocks = class {
  #last = /* @__PURE__ */ new Map();
  hold(name, work) {
    const before2 = this.#last.get(name) ?? Promise.resolve();
    const mine = before2.then(work, work);
    this.#last.set(name, mine);
    return mine;
  }
  rest() {
  }
};

// src/core/store.ts
function localStore(storage) {
  return {
    keys: () => Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? ""),
    get: (key) => storage.getItem(key),
    set: (key, value) => storage.setItem(key, value),
    remove: (key) => storage.removeItem(key)
  };
}

// src/core/outbox.ts
var MOST_OPERATIONS = 200;
var LONGEST_WAIT_MS = 3e4;
var PASSING = /* @__PURE__ */ new Set([408, 425, 429]);
var SILENT = /* @__PURE__ */ new Set(["reason_away", "reason_slow"]);
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
  constructor(options2) {
    this.#options = options2;
    this.#shelf = new Shelf(options2.store, options2.instance, options2.reviewer);
    this.#read(true);
  }
  /**
   * Keeps the operations and sends them, together where they may go together, before it returns
   * where nothing is under way. False: this machine could not keep all, some are in memory alone.
   */
  add(...operations) {
    const entries = operations.map((operation) => this.#shelf.get(operation.id) ?? this.#shelf.add(operation, this.#options.now()));
    this.#tell();
    void this.flush();
    return entries.every((entry2) => entry2.kept);
  }
  /** Not yet answered, oldest first. */
  pending() {
    return this.#shelf.pending().map((entry2) => entry2.operation);
  }
  /** Rejected or conflicting, oldest first. */
  held() {
    return this.#shelf.held().map((entry2) => ({ operation: entry2.operation, result: entry2.held }));
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
    if (this.#running === null) {
      let ended = () => {
      };
      this.#running = new Promise((end) => {
        ended = end;
      });
      void this.#run().then(ended);
    }
    return this.#running;
  }
  /** Tries again now: the network is back, or the person asked for it. */
  retryNow() {
    this.#refused = false;
    this.#goOn();
  }
  /**
   * The person decided: drops these held operations and no others, which may be another tab's that
   * nobody saw. Comes before the `add` of what the person decided.
   */
  release(ids) {
    for (const id of ids) {
      const entry2 = this.#shelf.get(id);
      if (entry2?.held) this.#shelf.remove(entry2);
    }
    this.#tell();
  }
  /** The workbench answered something else: what waits because it did not answer is sent now. */
  heard() {
    if (this.#retry !== null && SILENT.has(this.#reason ?? "")) this.#goOn();
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
    this.#options.locks.rest();
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
    } catch (error2) {
      if (!(error2 instanceof Error)) throw error2;
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
      const outcome = await this.#options.send(batch.map((entry2) => entry2.operation));
      this.#sending = 0;
      this.#take(batch, outcome);
      this.#tell();
    }
  }
  #nextBatch() {
    const operations = batchOf(this.#ready(), this.#most);
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
    const answered = batch.filter((entry2) => byId.has(entry2.operation.id));
    this.#failures = 0;
    this.#reason = null;
    for (const entry2 of answered) {
      const result = byId.get(entry2.operation.id);
      if (result.status === "saved") this.#shelf.remove(entry2);
      else this.#shelf.hold(entry2, result);
    }
    const followers = this.#holdFollowers();
    this.#shelf.keepTheRest();
    for (const entry2 of answered) this.#report(entry2, byId.get(entry2.operation.id));
    this.#reportAll(followers);
    const unanswered = batch.filter((entry2) => !byId.has(entry2.operation.id));
    if (unanswered.length > 0) this.#backOff(unanswered, "reason_unanswered");
  }
  #takeRefusal(batch, status, reason) {
    if (status === 413 && batch.length > 1) {
      this.#most = Math.floor(batch.length / 2);
    } else if (status === 413) {
      const [entry2] = batch;
      const { id } = entry2.operation;
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
    for (const entry2 of batch) {
      entry2.attempts += 1;
      this.#shelf.keep(entry2);
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
  /** What waits for the answer to none that goes before it. */
  *#ready() {
    for (const { operation } of this.#shelf.pending()) {
      const isPending = (id) => this.#shelf.get(id)?.held === null;
      if (!madeUpon(operation)?.some(isPending)) yield operation;
    }
  }
  /** What was made upon a held operation is held too. */
  #holdFollowers() {
    const heads = /* @__PURE__ */ new Map();
    for (const entry2 of this.#shelf.held()) {
      const subject = subjectOf(entry2.operation);
      if (!heads.has(subject)) heads.set(subject, entry2);
    }
    const followers = [];
    for (const entry2 of heads.size === 0 ? [] : [...this.#shelf.pending()]) {
      const head2 = this.#headOf(entry2.operation, heads);
      if (!head2) continue;
      this.#shelf.hold(entry2, behind(entry2.operation, head2.held));
      followers.push(entry2);
    }
    return followers;
  }
  /** One that does not say what it was made upon was made upon whatever waits of its subject. */
  #headOf(operation, heads) {
    const upon = madeUpon(operation);
    if (upon === void 0) return heads.get(subjectOf(operation));
    return upon.map((id) => this.#shelf.get(id)).find((entry2) => entry2?.held);
  }
  #read(own) {
    let found;
    try {
      found = this.#shelf.reread(own);
      this.#storeReason = this.#shelf.unreadable ? "reason_unreadable" : null;
    } catch {
      this.#storeReason = "reason_not_kept";
      return;
    }
    this.#reportAll(found.answered);
    if (found.isOtherHeld && !own && !this.#stopped) this.#options.onHeld?.();
  }
  #reportAll(held) {
    for (const entry2 of held) this.#report(entry2, entry2.held);
  }
  #report(entry2, result) {
    const isOver = result.status !== "saved" && this.#shelf.get(entry2.operation.id) !== entry2;
    if (!this.#stopped && !isOver) this.#options.onResult(entry2.operation, result);
  }
  #tell() {
    if (this.#stopped) return;
    const state = this.state();
    const told3 = JSON.stringify(state);
    if (told3 === this.#told) return;
    this.#told = told3;
    this.#options.onChange(state);
  }
};

// src/core/cleared.ts
var Cleared = class {
  #shown = /* @__PURE__ */ new Set();
  #stored = /* @__PURE__ */ new Set();
  /** Not yet answered, oldest first. */
  #queue = /* @__PURE__ */ new Map();
  #held = [];
  has(sentence) {
    return this.#shown.has(sentence);
  }
  /** What the server has, with what waits for the person and what is queued on top. */
  load(stored, pending, held) {
    this.#stored = new Set(stored);
    this.#queue = new Map(pending.map((operation) => [operation.id, operation]));
    this.#held = [...held];
    this.#showAgain();
  }
  /** Of the sentences those that are not in this state yet, ascending, each once. */
  others(sentences, cleared) {
    return [...new Set(sentences)].filter((each) => this.has(each) !== cleared).sort((a, b) => a - b);
  }
  apply(operation) {
    this.#queue.set(operation.id, operation);
    turn(this.#shown, operation);
  }
  /** The server's answer; what another tab asked for is shown with it. */
  settle(operation, result) {
    const known2 = this.#queue.delete(operation.id);
    if (result.status === "saved") turn(this.#stored, operation);
    else if (!this.#held.some((other) => other.operation.id === operation.id)) {
      this.#held = [...this.#held, { operation, result }];
    }
    if (!known2) this.#showAgain();
  }
  /** Takes over what waits as another tab left it. False: nothing is new. */
  reconcile(held) {
    const ids = (all2) => all2.map(({ operation }) => operation.id).join();
    if (ids(held) === ids(this.#held)) return false;
    for (const { operation } of held) this.#queue.delete(operation.id);
    this.#held = [...held];
    this.#showAgain();
    return true;
  }
  held() {
    return this.#held;
  }
  /** Lets go of what waits; gives the states that it would have made, the later ones last. */
  release() {
    const wanted = this.#held.map(({ operation }) => statesOf(operation));
    this.#held = [];
    this.#showAgain();
    return wanted;
  }
  #showAgain() {
    this.#shown = new Set(this.#stored);
    for (const { operation } of this.#held) turn(this.#shown, operation);
    for (const operation of this.#queue.values()) turn(this.#shown, operation);
  }
};
function statesOf({ kind, reading }) {
  return { sentences: reading.sentences, cleared: kind === "clear" };
}
function turn(cleared, operation) {
  for (const sentence of operation.reading.sentences) {
    if (operation.kind === "clear") cleared.add(sentence);
    else cleared.delete(sentence);
  }
}

// src/core/item.ts
function valuesOf(from) {
  const { start, end, tag, note = null, confidence = null, evidence = [] } = from;
  return { start, end, tag, note, confidence, evidence };
}
function overlaid(values, { annotation: named4 }) {
  const { start, end, tag } = named4;
  const { note = values.note, confidence = values.confidence, evidence = values.evidence } = named4;
  return { start, end, tag, note, confidence, evidence };
}
var FIELDS2 = ["start", "end", "tag", "note", "confidence", "evidence"];
function sameField(field2, a, b) {
  return field2 === "evidence" ? sameEvidence(a.evidence, b.evidence) : a[field2] === b[field2];
}
function sameValues(a, b) {
  return FIELDS2.every((field2) => sameField(field2, a, b));
}
function sameEvidence(a, b) {
  return JSON.stringify(a.map(told)) === JSON.stringify(b.map(told));
}
function told({ url, quote: quote2, stance, citation = "" }) {
  return [url, quote2, stance, citation];
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
  /** Of the row that the server has, live or deleted; 0: none that is known. */
  get version() {
    return this.stored?.version ?? (this.live ? 0 : this.local.version);
  }
  /** Whether something of it is under way or waits for the person. */
  get isBusy() {
    return this.queue.length > 0 || this.held.length > 0;
  }
  /** Whether the server has other values of it than this tab made, or none at all. */
  isOlderThan(told3) {
    return told3 === void 0 ? this.stored !== null : told3.local.version > this.local.version;
  }
  /** Shows what the operation does, before any answer. */
  apply(operation, quote2, at) {
    this.queue.push(operation);
    const version = Math.max(this.local.version, (operation.annotation.version ?? 0) + 1);
    this.live = operation.kind !== "delete";
    const known2 = operation.kind === "create" && this.stored !== null;
    if (!this.live || known2) this.local = { ...this.local, version };
    else this.show(operation, quote2, at, version);
  }
  /** Shows the operation's values without queueing it. */
  show(operation, quote2, at, version) {
    const values = overlaid(valuesOf(this.local), operation);
    this.local = { ...this.local, ...values, quote: quote2, version, updated_at: at };
  }
  /** The server's answer; with `isEdited`, what another tab had saved does not change what is seen. */
  settle(operation, result, isEdited) {
    const isOwn = this.queue.some((queued) => queued.id === operation.id);
    this.queue = this.queue.filter((queued) => queued.id !== operation.id);
    if (result.status === "saved") return this.#save(operation, result.annotation, isEdited && !isOwn);
    const { annotation: row } = result;
    if (result.status === "conflict" && (row === null || row.id === this.local.id)) {
      this.stored = row === null || isDeleted(row) ? null : newest(this.stored, row);
    }
    this.hold(operation, result, isOwn);
  }
  /** Adds an answer that waits for the person; what this tab did is decided before other tabs' work. */
  hold(operation, result, isOwn) {
    if (this.held.some((other) => other.operation.id === operation.id)) return;
    const held = { operation, result, isOwn };
    const place2 = isOwn ? this.held.findIndex((other) => !other.isOwn) : -1;
    this.held.splice(place2 === -1 ? this.held.length : place2, 0, held);
    this.live = true;
    const { annotation: row } = result;
    if (row?.id === this.local.id && isDeleted(row)) this.gone = row;
    if (operation.kind === "delete" && this.stored) this.local = this.stored;
  }
  /** Of what waits the first operation and those made upon it: what the person sees and decides. */
  chain() {
    const [first2, ...others] = this.held;
    if (!first2) return [];
    const chain = [first2];
    const ids = /* @__PURE__ */ new Set([first2.operation.id]);
    for (const each of others) {
      const { id, after } = each.operation;
      if (after?.some((upon) => ids.has(upon)) === false) continue;
      chain.push(each);
      ids.add(id);
    }
    return chain;
  }
  /** Lets go of these operations. */
  release(ids) {
    this.held = this.held.filter(({ operation }) => !ids.has(operation.id));
  }
  /** What the operations of the chain would make of the row as it now is; null: deleted. */
  outcome() {
    return this.chain().at(-1)?.operation.kind === "delete" ? null : this.wanted();
  }
  /** As `outcome`, with the values that a delete leaves. */
  wanted() {
    const changes = this.chain().filter(({ operation }) => operation.kind !== "delete");
    const row = valuesOf(this.stored ?? this.gone ?? this.local);
    return changes.reduce((values, { operation }) => overlaid(values, operation), row);
  }
  #save(operation, row, isKept2) {
    const deleted = operation.kind === "delete";
    this.stored = deleted ? null : newest(this.stored, row ?? this.local);
    this.gone = null;
    if (isKept2 || this.queue.length > 0 || this.held.length > 0) return;
    this.live = !deleted;
    this.local = this.stored ?? { ...this.local, version: row?.version ?? this.local.version };
  }
};
function isDeleted(row) {
  return "deleted_at" in row && row.deleted_at !== null;
}
function newest(known2, told3) {
  return known2 !== null && known2.version > told3.version ? known2 : told3;
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

// src/core/deciding.ts
var Deciding = class {
  #items;
  #history;
  #newId;
  constructor(items, history, newId) {
    this.#items = items;
    this.#history = history;
    this.#newId = newId;
  }
  /** Lets go of what waits although it asks for no more than what is stored; null where nothing does. */
  agreed() {
    const agreed = this.#items.waiting().filter((item) => item.queue.length === 0 && isStored(item));
    if (agreed.length === 0) return null;
    const released = agreed.flatMap((item) => item.chain().map(({ operation }) => operation.id));
    for (const item of agreed) {
      item.release(new Set(released));
      this.#items.showNext(item.local.id);
    }
    return { operations: [], released, changed: agreed.map(({ local }) => local.id), sentences: [] };
  }
  /**
   * Sends what this reviewer wants again, upon the stored row and with the patch on top (another
   * tag in the place of a retired one); one deleted meanwhile is restored. Null where nothing
   * waits. What was overridden comes back by an undo.
   */
  keepMine(id, patch = {}) {
    const { items, ids } = this.together(id);
    if (items.length === 0) return null;
    const asked = items.map((item) => {
      const refused = item.wanted();
      const outcome = item.outcome();
      const wanted = item.local.id === id && outcome ? patched(outcome, patch) : outcome;
      return { item, refused, wanted, first: item.held[0] };
    });
    const operations = [];
    const changed = [];
    for (const { item, refused, wanted, first: first2 } of asked) {
      item.release(ids);
      if (wanted !== null) this.#history.retag(item.local.id, refused.tag, wanted.tag);
      const before2 = item.stored && valuesOf(item.stored);
      const overrides = before2 === null || wanted === null ? before2 !== wanted : !sameValues(before2, wanted);
      if (first2.result.status === "conflict" && overrides) this.#history.add({ fields: "", turns: [{ id: item.local.id, before: before2, after: wanted }] });
      const made2 = this.#again(item, first2, wanted, operations.slice(-1).map((each) => each.id));
      operations.push(...made2.operations);
      changed.push(...made2.changed);
    }
    return { operations, released: [...ids], changed, sentences: [] };
  }
  /** Adopts the stored row; null where nothing waits. */
  takeTheirs(id) {
    const { items, ids } = this.together(id);
    if (items.length === 0) return null;
    for (const item of items) {
      item.release(ids);
      this.#items.showNext(item.local.id);
    }
    return { operations: [], released: [...ids], changed: items.map(({ local }) => local.id), sentences: [] };
  }
  /** What waits of the passage, with all that was made upon it and what it was made upon. */
  together(id) {
    const ids = new Set(this.#items.get(id)?.chain().map(({ operation }) => operation.id));
    const waiting = ids.size === 0 ? [] : this.#items.waiting();
    const held = new Map(waiting.flatMap((item) => item.held.map(({ operation }) => [operation.id, operation])));
    for (let size = 0; size !== ids.size; ) {
      size = ids.size;
      for (const { id: each, after = [] } of held.values()) {
        if (ids.has(each)) {
          for (const upon of after) if (held.has(upon)) ids.add(upon);
        }
        if (after.some((upon) => ids.has(upon))) ids.add(each);
      }
    }
    const items = waiting.filter((item) => item.held.some(({ operation }) => ids.has(operation.id)));
    const leans = ({ held: own }) => Number(own.some(({ operation }) => operation.after?.some((upon) => ids.has(upon) && !own.some((other) => other.operation.id === upon))));
    return { items: items.sort((a, b) => leans(a) - leans(b)), ids };
  }
  /** Shows it as the server has it, with all that waits together. */
  letGo(id) {
    const { items, ids } = this.together(id);
    for (const item of items) {
      item.release(ids);
      const isKnown2 = item.stored !== null || item.gone !== null || item.held.length > 0;
      if (isKnown2) this.#items.showNext(item.local.id);
      else this.#items.forget(item.local.id);
    }
    return { ids, changed: items.map(({ local }) => local.id) };
  }
  #again(item, first2, wanted, after) {
    const { id } = item.local;
    const rest2 = item.held;
    item.held = [];
    const made2 = this.#askAgain(item, first2, wanted, after);
    for (const each of rest2) this.#items.hold(each);
    if (rest2.length > 0 && made2.operations.length === 0) this.#items.showNext(id);
    return made2;
  }
  #askAgain(item, { operation, result }, wanted, after) {
    const { id } = item.local;
    if (this.#items.adopt(id) || wanted === null) {
      return { operations: this.#items.bring(id, wanted, after), changed: [id] };
    }
    const { kind, annotation } = operation;
    const again2 = result.status === "rejected" && (kind === "create" || kind === "restore");
    const version = kind === "create" ? void 0 : annotation.version;
    const operations = again2 ? [this.#items.ask(kind, id, wanted, version, after)] : [];
    return again2 ? { operations, changed: [id] } : this.#asNew(item, wanted);
  }
  #asNew({ local: { id: former } }, values) {
    const id = this.#newId();
    this.#history.rename(former, id);
    return { operations: [this.#items.ask("create", id, values)], changed: [former, id] };
  }
};
function isStored(item) {
  const outcome = item.outcome();
  if (outcome === null || item.stored === null) return outcome === item.stored;
  return sameValues(outcome, valuesOf(item.stored));
}

// src/core/editing.ts
var LOWEST_FIRST = ["low", "medium", "high"];
function halves(values, at, points) {
  const { start, end } = values;
  if (!Number.isInteger(at) || at <= start || at >= end) return null;
  const first2 = trimmed({ start, end: at }, points);
  const second = trimmed({ start: at, end }, points);
  if (first2 === null || second === null) return null;
  return [{ ...values, end: first2.end }, { ...values, start: second.start }];
}
function joined(parts) {
  const [first2] = parts;
  const notes = parts.map(({ note }) => note?.trim() ?? "").filter((note) => note !== "");
  const evidence = parts.flatMap((part) => part.evidence);
  return {
    start: Math.min(...parts.map(({ start }) => start)),
    end: Math.max(...parts.map(({ end }) => end)),
    tag: first2.tag,
    note: notes.length === 0 ? null : [...new Set(notes)].join("\n\n"),
    confidence: LOWEST_FIRST.find((each) => parts.some(({ confidence }) => confidence === each)) ?? null,
    evidence: evidence.filter((item, at) => evidence.findIndex((other) => sameEvidence([other], [item])) === at)
  };
}
function trimmed(span, points) {
  const found = trimToWords(points.text, points.toUtf16(span.start), points.toUtf16(span.end));
  return found && { start: points.toCodePoint(found.start), end: points.toCodePoint(found.end) };
}

// src/core/history.ts
var History = class {
  #steps = [];
  /** Steps before it are done, those from it on undone. */
  #at = 0;
  /** Whether the newest step may still be joined: not after an undo or a redo. */
  #open = false;
  /** Steps before it are as they were when somebody asked last. */
  #sameUpTo = 0;
  canUndo() {
    return this.#at > 0;
  }
  canRedo() {
    return this.#at < this.#steps.length;
  }
  add(step) {
    this.#steps.length = this.#at;
    this.#set(this.#at, step);
    this.#at += 1;
    this.#open = true;
  }
  /** Lets the newest step reach to this one's end, if both changed the same of one annotation. */
  join(step) {
    const newest2 = this.#open ? this.#steps[this.#at - 1] : void 0;
    const [turn2, earlier] = [step.turns[0], newest2?.turns[0]];
    const joins = turn2 && earlier && turn2.id === earlier.id && newest2?.turns.length === 1;
    if (!joins || step.fields === "" || newest2.fields !== step.fields) return this.add(step);
    const turns = [{ id: turn2.id, before: earlier.before, after: turn2.after }];
    this.#steps.length = this.#at;
    this.#set(this.#at - 1, { fields: step.fields, turns });
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
    this.#replace((turn2) => turn2.id === from ? { ...turn2, id: to } : turn2);
  }
  /** The annotation has another tag in the place of one that it could not have. */
  retag(id, from, to) {
    const told3 = (values) => values?.tag === from ? { ...values, tag: to } : values;
    this.#replace((turn2) => {
      const [before2, after] = [told3(turn2.before), told3(turn2.after)];
      const isSame = turn2.id !== id || before2 === turn2.before && after === turn2.after;
      return isSame ? turn2 : { id, before: before2, after };
    });
  }
  kept() {
    return { steps: [...this.#steps], at: this.#at };
  }
  /** The steps as they are now and will be; those before `from` were the same at the last call. */
  changes() {
    const from = Math.min(this.#sameUpTo, this.#steps.length);
    this.#sameUpTo = this.#steps.length;
    return { steps: this.#steps, at: this.#at, from };
  }
  /** Takes over what `kept` gave, none of it new; anything else is an empty history. */
  take(value) {
    const { steps, at } = value ?? {};
    const whole = areSteps(steps) && Number.isInteger(at) && 0 <= at && at <= steps.length;
    this.#steps = whole ? [...steps] : [];
    this.#at = whole ? at : 0;
    this.#open = false;
    this.#sameUpTo = this.#steps.length;
  }
  #set(place2, step) {
    this.#steps[place2] = step;
    this.#sameUpTo = Math.min(this.#sameUpTo, place2);
  }
  #replace(other) {
    for (const [place2, step] of this.#steps.entries()) {
      const turns = step.turns.map(other);
      if (turns.some((turn2, at) => turn2 !== step.turns[at])) this.#set(place2, { ...step, turns });
    }
  }
};
function turned(now, from, to) {
  if (to === null) {
    if (!now) return null;
    return from !== null && sameValues(now, from) ? "delete" : "elsewhere";
  }
  if (from === null) return now === void 0 ? "elsewhere" : now === null ? "restore" : null;
  if (!now) return "elsewhere";
  const changed = FIELDS2.filter((field2) => !sameField(field2, from, to));
  if (changed.every((field2) => sameField(field2, now, to))) return null;
  if (!changed.every((field2) => sameField(field2, now, from))) return "elsewhere";
  return { ...now, ...Object.fromEntries(changed.map((field2) => [field2, to[field2]])) };
}
function areSteps(value) {
  return Array.isArray(value) && value.every(isStep);
}
function isStep(value) {
  const step = value;
  if (!Array.isArray(step?.turns) || !step.turns.every(isTurn)) return false;
  return step.states === void 0 || areStates(step.states);
}
function areStates(value) {
  const numbers = Array.isArray(value?.sentences) && value.sentences.every(Number.isInteger);
  return numbers && typeof value.cleared === "boolean";
}
function isTurn(value) {
  const turn2 = value;
  return typeof turn2?.id === "string" && isState(turn2.before) && isState(turn2.after);
}
function isState(value) {
  if (value === null) return true;
  return typeof value?.tag === "string" && Number.isInteger(value.start) && Array.isArray(value.evidence);
}

// src/core/items.ts
var NEVER_SAVED = 0;
var Items = class {
  #options;
  #items = /* @__PURE__ */ new Map();
  #live = new InOrder(inText);
  /** Those whose deleted row came, went or changed since somebody asked. */
  #turnedDead = /* @__PURE__ */ new Set();
  constructor(options2) {
    this.#options = options2;
  }
  get(id) {
    return this.#items.get(id);
  }
  /** The annotation, if it is this reviewer's own. */
  own(id) {
    const item = this.#items.get(id);
    return item?.local.reviewer === this.#options.reviewer.handle ? item : void 0;
  }
  /** The live ones by start, end and id, as they are now and will be. */
  live() {
    return this.#live.values;
  }
  /** The deleted ones that can be brought back. */
  dead() {
    return [...this.#items.values()].filter((item) => !item.live).map((item) => item.local);
  }
  /** Which deleted rows changed since the last call; null for one that is not deleted any more. */
  newlyDead() {
    const rows = /* @__PURE__ */ new Map();
    for (const id of this.#turnedDead) {
      const item = this.#items.get(id);
      rows.set(id, item && !item.live ? item.local : null);
    }
    this.#turnedDead = /* @__PURE__ */ new Set();
    return rows;
  }
  /** Keeps a deleted row that a history can bring back. */
  bury(row) {
    if (!this.#items.has(row.id)) this.#items.set(row.id, new Item(row, null, false));
  }
  /** The server's rows with what is held and what is queued on top; `edited` stays as it was seen. */
  load(annotations, pending, held, edited) {
    const before2 = this.#items;
    this.#items = new Map(annotations.map((row) => [row.id, new Item(row, row, true)]));
    const seen = edited === null ? void 0 : before2.get(edited);
    const kept3 = seen?.live && seen.isOlderThan(this.#items.get(seen.local.id)) ? seen : null;
    if (kept3) this.#items.set(kept3.local.id, kept3);
    const concerned = (operation) => operation.annotation.id !== kept3?.local.id;
    this.#loadHeld(held.filter(({ operation }) => concerned(operation)), before2);
    for (const operation of pending) if (concerned(operation)) this.#show(operation);
    for (const [id, item] of before2) if (!item.live && !this.#items.has(id)) this.#items.set(id, item);
    const all2 = [...this.#items.values()];
    this.#live = new InOrder(inText, all2.filter((item) => item.live).map((item) => item.local));
    const wereDead = [...before2].filter(([, item]) => !item.live).map(([id]) => id);
    this.#turnedDead = /* @__PURE__ */ new Set([...this.#turnedDead, ...wereDead, ...this.dead().map(({ id }) => id)]);
  }
  /** Takes over a row as the server has it now, unless it is known or something of it waits here. */
  take(row, edited) {
    const item = this.#items.get(row.id);
    if (item === void 0) {
      this.#items.set(row.id, new Item(row, row, true));
      this.#live.add(row);
      return "taken";
    }
    if (row.version <= item.version) return "known";
    if (item.isBusy || row.id === edited) return "busy";
    this.change(row.id, () => {
      item.stored = item.local = row;
      item.live = true;
    });
    return "taken";
  }
  /** The same for one that was deleted. */
  drop(id, version, edited) {
    const item = this.#items.get(id);
    if (!item?.stored || version <= item.version) return "known";
    if (item.isBusy || id === edited) return "busy";
    this.change(id, () => {
      item.live = false;
    });
    this.#items.delete(id);
    return "taken";
  }
  /** What the server has, as far as is known here: how many live ones, and a sum over ids and versions. */
  check() {
    const rows = [...this.#items.values()].flatMap(({ stored }) => stored ?? []);
    const sum = rows.reduce((total, { id, version }) => (total + Number.parseInt(id.slice(-8), 16) * (version % 2 ** 20)) % 2 ** 32, 0);
    return `${rows.length}.${sum}`;
  }
  /**
   * Makes the annotation what is wanted, null being deleted, by as few operations as it takes;
   * they go once those of `after` are saved.
   */
  bring(id, wanted, after = []) {
    const item = this.own(id);
    if (!item) return [];
    const operations = [];
    const change = (kind, values) => {
      operations.push(this.ask(kind, id, values, item.local.version, after));
    };
    if (wanted !== null && !item.live && item.local.version === NEVER_SAVED) {
      return [this.ask("create", id, wanted, void 0, after)];
    }
    if (wanted === null) {
      if (item.live) change("delete", valuesOf(item.local));
      return operations;
    }
    if (!item.live) change("restore", valuesOf(item.local));
    if (!sameValues(valuesOf(item.local), wanted)) change("update", changedOf(item.local, wanted));
    return operations;
  }
  /** Shows at once what is asked for, and gives the operation that asks for it. */
  ask(kind, id, values, version, after = []) {
    const quote2 = this.#options.points.slice(values.start, values.end);
    const annotation = { id, revision_id: this.#options.revisionId, ...values, quote: quote2 };
    const seen = version === void 0 ? annotation : { ...annotation, version };
    const known2 = this.#items.get(id);
    const upon = known2?.queue.at(-1) ?? known2?.chain().at(-1)?.operation;
    const operation = { id: this.#options.newId(), kind, after: [...upon ? [upon.id] : [], ...after], annotation: seen };
    const item = known2 ?? this.#itemFrom(operation);
    this.#items.set(id, item);
    this.change(id, () => item.apply(operation, quote2, this.#options.now()));
    return operation;
  }
  /** The server's answer. Newer changes of the same annotation that it has not answered stay. */
  settle(operation, result, edited) {
    const { id } = operation.annotation;
    if (!this.#items.has(id)) {
      if (result.status === "saved" && operation.kind === "delete") return;
      this.#items.set(id, this.#itemFrom(operation));
    }
    this.change(id, (item) => item.settle(operation, result, id === edited));
    if (result.status === "saved" && id !== edited && this.#items.get(id)?.held.length) this.showNext(id);
  }
  /** Those of which something waits for the person. */
  waiting() {
    return [...this.#items.values()].filter(({ held }) => held.length > 0);
  }
  /** Takes over what waits as another tab left it; gives the ids of those that look different. */
  reconcile(held) {
    const now = new Set(held.map(({ operation }) => operation.id));
    const gone2 = this.waiting().filter((item) => item.held.some(({ operation }) => !now.has(operation.id)));
    for (const item of gone2) {
      item.release(new Set(item.held.map(({ operation }) => operation.id).filter((id) => !now.has(id))));
      this.showNext(item.local.id);
    }
    const known2 = new Set(this.waiting().flatMap((item) => item.held.map(({ operation }) => operation.id)));
    const fresh = held.filter(({ operation }) => !known2.has(operation.id));
    for (const each of fresh) this.hold(each);
    return [...gone2.map(({ local }) => local.id), ...fresh.map(({ operation }) => operation.annotation.id)];
  }
  /** After something was decided: the server's row, with what still waits upon it. */
  showNext(id) {
    const item = this.#items.get(id);
    if (!item || item.queue.length > 0) return;
    this.adopt(id);
    if (item.held.length > 0) this.change(id, () => {
      item.live = true;
      this.#showChain(item);
    });
  }
  /** Lets what waits be seen, unless something else is decided or under way. */
  hold({ operation, result, isOwn = false }) {
    const { id } = operation.annotation;
    if (!this.#items.has(id)) this.#items.set(id, this.#itemFrom(operation));
    this.change(id, (item) => {
      const isFirst2 = item.held.length === 0 && item.queue.length === 0;
      item.hold(operation, result, isOwn);
      if (isFirst2) this.#showChain(item);
    });
  }
  /** Never saved and let go of: it can be asked for anew. */
  forget(id) {
    this.change(id, (item) => {
      item.live = false;
      item.local = { ...item.local, version: NEVER_SAVED };
    });
  }
  /** Shows the server's row, live or deleted; without one the annotation goes. False: without. */
  adopt(id) {
    const item = this.#items.get(id);
    if (!item) return false;
    const row = item.stored ?? item.gone;
    this.change(id, () => {
      item.live = item.stored !== null;
      if (row) item.local = row;
    });
    if (!row && item.held.length === 0) this.#items.delete(id);
    return row !== null;
  }
  /** Changes one annotation, and keeps the order of those that are live. */
  change(id, work) {
    const item = this.#items.get(id);
    if (!item) return;
    const before2 = item.live ? item.local : null;
    const wasDead = !item.live;
    work(item);
    this.#live.replace(before2, item.live ? item.local : null);
    if (wasDead || !item.live) this.#turnedDead.add(id);
  }
  /** As in `ask`, before the live ones are put in order. */
  #show(operation) {
    const { id, start, end } = operation.annotation;
    const item = this.#items.get(id) ?? this.#itemFrom(operation);
    this.#items.set(id, item);
    item.apply(operation, this.#options.points.slice(start, end), this.#options.now());
  }
  /** In the order in which it was shown before: nothing comes in between while somebody decides. */
  #loadHeld(held, before2) {
    const items = /* @__PURE__ */ new Set();
    for (const { operation, result } of held) {
      const { id } = operation.annotation;
      const item = this.#items.get(id) ?? this.#itemFrom(operation);
      this.#items.set(id, item);
      const isOwn = before2.get(id)?.held.find((other) => other.operation.id === operation.id)?.isOwn ?? false;
      item.hold(operation, result, isOwn);
      items.add(item);
    }
    for (const item of items) this.#showChain(item);
  }
  #showChain(item) {
    for (const { operation } of item.chain()) {
      const { start, end } = operation.annotation;
      const quote2 = this.#options.points.slice(start, end);
      if (operation.kind !== "delete") item.show(operation, quote2, this.#options.now(), item.local.version);
    }
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
};

// src/core/reading.ts
var MOST_SENTENCES = 1e4;
var Reading = class {
  #options;
  #history = new History();
  #items;
  #cleared = new Cleared();
  #deciding;
  constructor(options2) {
    this.#options = options2;
    this.#items = new Items(options2);
    this.#deciding = new Deciding(this.#items, this.#history, options2.newId);
  }
  /**
   * The server's rows and cleared sentences, with what is queued and what waits for the person
   * applied on top. One that somebody writes in (`edited`) stays as it was seen: what is written
   * then meets what was done to it elsewhere as a conflict, instead of going with it or over it.
   */
  load(annotations, pending, held, edited = null, cleared = []) {
    const here = pending.filter((operation) => this.#isHere(operation));
    const waiting = held.filter(({ operation }) => this.#isHere(operation));
    this.#items.load(annotations, here.filter(isAboutPassage), waiting.filter(isHeldPassage), edited);
    this.#cleared.load(cleared, here.filter(isAboutSentences), waiting.filter(areHeldSentences));
  }
  /** Takes over what others did, where nothing of this reviewer's waits; what is written in stays. */
  takeOver({ changed = [], gone: gone2 = [] }, edited) {
    const before2 = new Map(gone2.map(({ id }) => [id, this.mine(id)]));
    const took = [
      ...changed.map((row) => ({ id: row.id, how: this.#items.take(row, edited) })),
      ...gone2.map(({ id, version }) => ({ id, how: this.#items.drop(id, version, edited) }))
    ];
    const ids = took.filter(({ how }) => how === "taken").map(({ id }) => id);
    const others = ids.filter((id) => !(before2.get(id) ?? this.mine(id))).length;
    return { ids, others, isBusy: took.some(({ how }) => how === "busy") };
  }
  /** What the server has, as far as is known here: `Changes.check` is the same where all of it is. */
  check() {
    return this.#items.check();
  }
  /** The live annotations by start, end and id, as they are now and will be. */
  all() {
    return this.#items.live();
  }
  /** The annotation, if it is live. */
  get(id) {
    const item = this.#items.get(id);
    return item?.live ? item.local : void 0;
  }
  /** Whether it is this reviewer's own, and may be changed. */
  mine(id) {
    return this.#items.own(id) !== void 0;
  }
  saveState(id) {
    const item = this.#items.get(id);
    if (item?.held[0]) return item.held[0].result.status === "conflict" ? "conflict" : "failed";
    return item && item.queue.length > 0 ? "saving" : "saved";
  }
  conflict(id) {
    const item = this.#items.get(id);
    const [first2, last4] = [item?.held[0], item?.chain().at(-1)];
    if (!item || !first2 || !last4) return null;
    const { operation } = last4;
    const mine = { ...operation, annotation: { ...operation.annotation, ...item.wanted() } };
    return { mine, theirs: item.stored, message: first2.result.message ?? "", waiting: this.#deciding.together(id).ids.size };
  }
  /** Whether the reviewer read the sentence and cleared it, whatever its tags. */
  isCleared(sentence) {
    return this.#cleared.has(sentence);
  }
  /** Clears the sentences or takes them for unread again; null where all of them are so already. */
  clear(sentences, cleared) {
    const states = { sentences: this.#cleared.others(sentences, cleared), cleared };
    if (states.sentences.length === 0) return null;
    this.#history.add({ fields: "", turns: [], states });
    return { operations: this.#set(states), changed: [], sentences: states.sentences };
  }
  /** Tags the span. RangeError for one that is empty or outside the text. */
  create(span, tag) {
    return this.createAll([span], tag);
  }
  /** Tags the spans in one step. RangeError where one is empty or outside the text: none is tagged. */
  createAll(spans, tag) {
    const wrong = spans.find((span) => !this.#isInText(span));
    if (wrong) throw new RangeError(`No passage lies at [${wrong.start}, ${wrong.end}).`);
    return this.#do(spans.map(({ start, end }) => {
      const after = { start, end, tag, note: null, confidence: null, evidence: [] };
      return { id: this.#options.newId(), before: null, after };
    }));
  }
  /** The same extent again under another tag, with note, confidence and evidence. */
  duplicate(id, tag) {
    const item = this.#items.own(id);
    if (!item?.live || item.local.tag === tag) return null;
    return this.#do([{ id: this.#options.newId(), before: null, after: { ...valuesOf(item.local), tag } }]);
  }
  /**
   * Cuts the passage in two at `at`, a code point inside it; the first part keeps its id, and
   * both keep all else. Null where a part would be without words, or the passage is not this
   * reviewer's.
   */
  split(id, at) {
    const item = this.#items.own(id);
    const before2 = item?.live ? valuesOf(item.local) : null;
    const parts = before2 && halves(before2, at, this.#options.points);
    if (!parts) return null;
    const [first2, second] = parts;
    return this.#do([
      { id, before: before2, after: first2 },
      { id: this.#options.newId(), before: null, after: second }
    ]);
  }
  /**
   * Makes one passage of several, from where the first begins to where the last ends. Null where
   * they are fewer than two, not this reviewer's or of different tags.
   */
  merge(ids) {
    const rows = [...new Set(ids)].map((id) => this.mine(id) ? this.get(id) : void 0);
    if (!rows.every((row) => row !== void 0)) return null;
    const [first2, ...others] = rows.sort(inText);
    if (!first2 || others.length === 0 || others.some(({ tag }) => tag !== first2.tag)) return null;
    const union = joined([valuesOf(first2), ...others.map(valuesOf)]);
    const gone2 = others.map((row) => ({ id: row.id, before: valuesOf(row), after: null }));
    return this.#do([{ id: first2.id, before: valuesOf(first2), after: union }, ...gone2]);
  }
  /**
   * Changes what the patch names. Null where that changes nothing, the annotation is not live or
   * not this reviewer's, or its span would be empty or outside the text. With `merge`, it is undone
   * together with the update before, if that one named the same fields of the same annotation.
   */
  update(id, patch, options2 = {}) {
    const item = this.#items.own(id);
    if (!item?.live) return null;
    const before2 = valuesOf(item.local);
    const after = patched(before2, patch);
    if (!this.#isInText(after) || sameValues(before2, after)) return null;
    return this.#do([{ id, before: before2, after }], Object.keys(patch).sort().join(), options2.merge);
  }
  /** Deletes the annotation; null where it is not live or not this reviewer's. */
  remove(id) {
    const item = this.#items.own(id);
    if (!item?.live || item.held.length > 0 && item.outcome() === null) return null;
    return this.#do([{ id, before: valuesOf(item.local), after: null }]);
  }
  /** Brings a deleted annotation back; null where it was not deleted here or not this reviewer's. */
  restore(id) {
    const item = this.#items.own(id);
    return item && !item.live ? this.#do([{ id, before: null, after: valuesOf(item.local) }]) : null;
  }
  /**
   * Undoes the newest step by new operations; null where nothing is left to undo. A step whose
   * work was changed elsewhere since is left out, and said to be.
   */
  undo() {
    return this.#turn(this.#history.back(), true);
  }
  /** Does again what was undone last, by new operations; null where there is nothing. */
  redo() {
    return this.#turn(this.#history.forward(), false);
  }
  canUndo() {
    return this.#history.canUndo();
  }
  canRedo() {
    return this.#history.canRedo();
  }
  /**
   * The server's answer. Newer changes of the same annotation that it has not answered stay, and
   * so does the one that somebody writes in (`edited`), whatever another tab had saved of it.
   */
  settle(operation, result, edited = null) {
    if (!this.#isHere(operation)) return;
    if (isAboutPassage(operation)) this.#items.settle(operation, result, edited);
    else if (isAboutSentences(operation)) this.#cleared.settle(operation, result);
  }
  /** Takes over what waits for the person as another tab left it. */
  reconcile(held) {
    const waiting = held.filter(({ operation }) => this.#isHere(operation));
    const changed = this.#items.reconcile(waiting.filter(isHeldPassage));
    const before2 = this.#cleared.held();
    const areOther = this.#cleared.reconcile(waiting.filter(areHeldSentences));
    const states = areOther ? [...before2, ...this.#cleared.held()] : [];
    return { operations: [], changed, sentences: states.flatMap(({ operation }) => statesOf(operation).sentences) };
  }
  /** Lets go of what waits although it asks for no more than what is stored; null where nothing does. */
  agreed() {
    return this.#deciding.agreed();
  }
  /**
   * Sends what this reviewer wants again, upon the stored row and with the patch on top (another
   * tag in the place of a retired one); one deleted meanwhile is restored. Null where nothing
   * waits. What was overridden comes back by an undo.
   */
  keepMine(id, patch = {}) {
    return this.#deciding.keepMine(id, patch);
  }
  /** Adopts the stored row; null where nothing waits. */
  takeTheirs(id) {
    return this.#deciding.takeTheirs(id);
  }
  /** The sentences whose state the server refused; null where none waits. */
  heldStates() {
    const held = this.#cleared.held();
    if (!held[0]) return null;
    const sentences = [...new Set(held.flatMap(({ operation: operation2 }) => statesOf(operation2).sentences))];
    const { operation, result } = held[0];
    const waiting = held.map((each) => each.operation.id);
    return { sentences: sentences.sort((a, b) => a - b), operation, waiting, message: result.message ?? "" };
  }
  /** Asks again for the states that were refused; null where none were. As in `keepMine`. */
  keepStates() {
    const wanted = this.#cleared.release();
    if (wanted.length === 0) return null;
    const operations = wanted.flatMap((states) => this.#set(states));
    return { operations, changed: [], sentences: wanted.flatMap(({ sentences }) => sentences) };
  }
  /** Shows the sentences as the server has them; gives those whose states were let go. */
  dropStates() {
    return this.#cleared.release().flatMap(({ sentences }) => sentences);
  }
  /** The undo history, with the deleted annotations that it can bring back. */
  history() {
    return { ...this.#history.kept(), gone: this.#items.dead() };
  }
  /** What of the history is new since the last call. */
  newHistory() {
    return { ...this.#history.changes(), gone: this.#items.newlyDead() };
  }
  /** Takes over what `history` gave; anything else is an empty history. */
  restoreHistory(kept3) {
    this.#history.take(kept3);
    const { gone: gone2 } = kept3 ?? {};
    for (const row of Array.isArray(gone2) ? gone2 : []) this.#items.bury(row);
  }
  /** One step: each annotation becomes what its turn says. */
  #do(turns, fields = "", joins = false) {
    const made2 = this.#bring(turns.map(({ id, after }) => ({ id, wanted: after })), false);
    if (joins) this.#history.join({ fields, turns });
    else this.#history.add({ fields, turns });
    return { ...made2, changed: [...turns.map(({ id }) => id), ...made2.changed], sentences: [] };
  }
  #turn(step, isBack) {
    if (!step) return null;
    const turns = isBack ? [...step.turns].reverse() : step.turns;
    const asked = turns.map(({ id, before: before2, after }) => {
      const item = this.#items.own(id);
      const now = item && (item.live ? valuesOf(item.local) : null);
      return { id, wanted: isBack ? turned(now, after, before2) : turned(now, before2, after) };
    });
    const changed = turns.map(({ id }) => id);
    const left = { operations: [], changed, sentences: [], skipped: true };
    if (asked.some(({ wanted }) => wanted === "elsewhere")) return left;
    const states = this.#statesOf(step, isBack);
    const made2 = this.#bring(asked.flatMap(({ id, wanted }) => this.#wantedBy(id, wanted)), true);
    const operations = [...made2.operations, ...this.#set(states)];
    if (operations.length + made2.released.length === 0) return left;
    return { operations, released: made2.released, changed: [...changed, ...made2.changed], sentences: states.sentences };
  }
  /**
   * Whatever shortens or deletes a passage goes after what takes its place, and only once that is
   * saved: the server never has less than both sides of a step. What was refused is let go of
   * where it is to be deleted or (`anew`) is to be something else, with all that was made upon it.
   */
  #bring(wants, anew) {
    const gone2 = wants.filter(({ id, wanted }) => (anew || wanted === null) && this.saveState(id) === "failed").map(({ id }) => this.#deciding.letGo(id));
    const isLess = ({ id, wanted }) => {
      const now = this.get(id);
      return now !== void 0 && (wanted === null || wanted.start > now.start || wanted.end < now.end);
    };
    const make = (some, after) => some.flatMap(({ id, wanted }) => wanted !== null && !this.#items.get(id) ? [this.#items.ask("create", id, wanted, void 0, after)] : this.#items.bring(id, wanted, after));
    const less = new Set(wants.filter(isLess));
    const operations = make(wants.filter((want) => !less.has(want)), []);
    operations.push(...make([...less], operations.map(({ id }) => id)));
    return { operations, released: gone2.flatMap(({ ids }) => [...ids]), changed: gone2.flatMap(({ changed }) => changed) };
  }
  /** What the step asks of its sentences; one that was changed back elsewhere stays as it is. */
  #statesOf({ states }, isBack) {
    if (!states) return { sentences: [], cleared: false };
    const cleared = states.cleared !== isBack;
    return { sentences: this.#cleared.others(states.sentences, cleared), cleared };
  }
  #wantedBy(id, wanted) {
    if (wanted === null || wanted === "elsewhere") return [];
    if (wanted === "restore") return [{ id, wanted: valuesOf(this.#items.get(id).local) }];
    return [{ id, wanted: wanted === "delete" ? null : wanted }];
  }
  #set({ sentences, cleared }) {
    const operations = [];
    for (let at = 0; at < sentences.length; at += MOST_SENTENCES) {
      const some = sentences.slice(at, at + MOST_SENTENCES);
      const reading = { revision_id: this.#options.revisionId, sentences: some };
      const operation = { id: this.#options.newId(), kind: cleared ? "clear" : "unclear", reading };
      this.#cleared.apply(operation);
      operations.push(operation);
    }
    return operations;
  }
  #isHere(operation) {
    return isOfReading(operation) && revisionOf(operation) === this.#options.revisionId;
  }
  #isInText({ start, end }) {
    const whole = Number.isInteger(start) && Number.isInteger(end);
    return whole && 0 <= start && start < end && end <= this.#options.points.length;
  }
};
function isHeldPassage(held) {
  return isAboutPassage(held.operation);
}
function areHeldSentences(held) {
  return isAboutSentences(held.operation);
}

// src/view/other_tabs.ts
var channels2 = /* @__PURE__ */ new Map();
function channel(name) {
  if (typeof BroadcastChannel === "undefined") return null;
  let open2 = channels2.get(name);
  if (open2 === void 0) {
    open2 = new BroadcastChannel(name);
    channels2 = new Map(channels2).set(name, open2);
  }
  return open2;
}
function tell(name) {
  channel(name)?.postMessage("saved");
}
var SELDOM = 2e3;
var TOGETHER = 30;
function watchOtherTabs(name, signal, heard) {
  let looking = 0;
  window.addEventListener("storage", (event) => {
    if (event.key !== null && !event.key.startsWith(`${name}:`)) return;
    clearTimeout(looking);
    looking = window.setTimeout(() => {
      if (!signal.aborted) heard.kept();
    }, TOGETHER);
  }, { signal });
  channel(name)?.addEventListener("message", () => heard.saved(), { signal });
  let looked = performance.now();
  const see = () => {
    looked = performance.now();
    if (document.visibilityState === "visible") heard.seen();
  };
  document.addEventListener("visibilitychange", see, { signal });
  window.addEventListener("focus", () => {
    if (performance.now() - looked > SELDOM) see();
  }, { signal });
}

// src/core/drafts.ts
var Drafts = class {
  #store;
  #prefix;
  /** `reader` names the database and the person: nobody else reads their drafts. */
  constructor(store, reader) {
    this.#store = store;
    this.#prefix = `workbench-draft:${reader}:`;
  }
  get(place2) {
    try {
      return this.#store.get(this.#prefix + place2) ?? "";
    } catch {
      return "";
    }
  }
  /** False where this browser keeps nothing: then it is in its field alone. */
  keep(place2, text2) {
    try {
      if (text2 === "") this.#store.remove(this.#prefix + place2);
      else this.#store.set(this.#prefix + place2, text2);
      return true;
    } catch {
      return false;
    }
  }
};

// src/core/talk.ts
var Talk = class {
  #server = [];
  #shown = [];
  #me;
  #now;
  /** Shown to the person, whatever the server told before it heard of that. */
  #seen = /* @__PURE__ */ new Set();
  constructor(me, now) {
    this.#me = me;
    this.#now = now;
  }
  /** All threads, oldest first, as they are shown. */
  threads() {
    return this.#shown;
  }
  /** Those about the passage; null: about the article. */
  about(passage) {
    return this.#shown.filter(({ annotation }) => annotation === passage);
  }
  /** How many comments there are about it, deleted ones aside, and how many are unread. */
  count(passage) {
    const said2 = this.about(passage).flatMap(({ comments }) => comments).filter(({ deleted_at }) => deleted_at === null);
    return { comments: said2.length, unread: said2.filter(({ unread }) => unread).length };
  }
  /** What the server has; then `draw` what is upon it. */
  load(threads) {
    this.#server = threads;
  }
  /** What was saved is true at once; the server is asked again all the same. */
  saved(operation) {
    this.#server = folded2(this.#server, operation, this.#me, this.#now());
  }
  see(comments) {
    for (const id of comments) this.#seen.add(id);
  }
  /** Shows what is pending and what is held on top of what the server has; the passages whose talk looks other. */
  draw(pending, held) {
    const before2 = this.#shown;
    const waits = /* @__PURE__ */ new Map();
    for (const each of held) if ("comment" in each.operation && !waits.has(each.operation.comment.id)) waits.set(each.operation.comment.id, each);
    const going = new Set(pending.flatMap((operation) => "comment" in operation ? [operation.comment.id] : []));
    const asked = [...held.map(({ operation }) => operation), ...pending].filter(isAboutTalk);
    const threads = asked.reduce((all2, operation) => folded2(all2, operation, this.#me, this.#now()), this.#server);
    this.#shown = threads.map((thread) => ({
      ...thread,
      comments: thread.comments.map((comment) => {
        const waiting = waits.get(comment.id) ?? null;
        const state = waiting !== null ? "failed" : going.has(comment.id) ? "saving" : "saved";
        const unread = comment.unread && !this.#seen.has(comment.id);
        const body = waiting !== null && "comment" in waiting.operation ? waiting.operation.comment.body : void 0;
        return { ...comment, ...body === void 0 ? {} : { body, mentions: [] }, unread, state, waiting };
      })
    }));
    return passagesOf(before2, this.#shown);
  }
};
function waitingFor(comment, held) {
  return held.filter(({ operation }) => "comment" in operation && operation.comment.id === comment);
}
function askedAgain(waiting, stored, newId) {
  const wishes = waiting.map(({ operation }) => operation).filter((one) => "comment" in one);
  const last4 = wishes.at(-1);
  if (last4 === void 0) return null;
  const body = wishes.findLast(({ comment: comment2 }) => comment2.body !== void 0)?.comment.body;
  const { after: _, ...wish } = last4;
  const comment = { ...wish.comment, ...body === void 0 ? {} : { body } };
  if (stored === void 0) {
    return wish.kind === "comment_delete" ? null : { ...wish, id: newId(), kind: "comment_create", comment };
  }
  return { ...wish, id: newId(), kind: wish.kind === "comment_create" ? "comment_update" : wish.kind, comment: { ...comment, version: stored.version } };
}
function folded2(threads, operation, me, at) {
  if ("thread" in operation) {
    const resolved = operation.kind === "thread_resolve" ? { resolved_at: at, resolved_by: me.name } : { resolved_at: null, resolved_by: null };
    return threads.map((thread) => thread.id === operation.thread.id ? { ...thread, ...resolved } : thread);
  }
  const { comment } = operation;
  const known2 = threads.find(({ id }) => id === comment.thread);
  if (known2 === void 0) return operation.kind === "comment_create" ? [...threads, begun(operation, me, at)] : threads;
  const reopened = operation.kind === "comment_create" && known2.may_reopen ? { resolved_at: null, resolved_by: null } : {};
  return threads.map((thread) => thread === known2 ? { ...thread, ...reopened, comments: said(thread.comments, operation, me, at) } : thread);
}
function said(comments, { kind, comment }, me, at) {
  const known2 = comments.find(({ id }) => id === comment.id);
  if (kind === "comment_create") return known2 === void 0 ? [...comments, spoken(comment, me, at)] : comments;
  return comments.map((one) => {
    if (one !== known2 || one.version !== comment.version) return one;
    const changed = { ...one, version: one.version + 1 };
    if (kind === "comment_update") return { ...changed, body: comment.body ?? "", mentions: [], edited_at: at };
    return { ...changed, deleted_at: kind === "comment_delete" ? at : null };
  });
}
function begun(operation, me, at) {
  const { comment } = operation;
  return {
    id: comment.thread,
    annotation: comment.annotation ?? null,
    opened_by: me.name,
    with: comment.with ?? null,
    with_name: null,
    created_at: at,
    resolved_at: null,
    resolved_by: null,
    may_resolve: true,
    may_reopen: true,
    closed: false,
    comments: [spoken(comment, me, at)]
  };
}
function spoken({ id, body }, me, at) {
  return { id, author: me.handle, author_name: me.name, body: body ?? "", mentions: [], version: 1, created_at: at, edited_at: null, deleted_at: null, unread: false };
}
function passagesOf(before2, now) {
  const told3 = (threads) => {
    const all2 = /* @__PURE__ */ new Map();
    for (const thread of threads) if (thread.annotation !== null) all2.set(thread.annotation, (all2.get(thread.annotation) ?? "") + JSON.stringify(thread));
    return all2;
  };
  const [was, is] = [told3(before2), told3(now)];
  return [.../* @__PURE__ */ new Set([...was.keys(), ...is.keys()])].filter((passage) => was.get(passage) !== is.get(passage));
}

// src/view/talking.ts
var Talking = class {
  drafts;
  #host;
  #api;
  #changed;
  #listeners = /* @__PURE__ */ new Set();
  #talk;
  /** Called once the server knows that comments were seen: numbers on the page are old. */
  onSeen = () => void 0;
  /** Whom the person, as an editor, can write to about the article. */
  recipients = [];
  #answers = 0;
  #ready = false;
  constructor(host, api, changed) {
    const { data } = host;
    this.#host = host;
    this.#api = api;
    this.#changed = changed;
    this.drafts = new Drafts(localStore(localStorage), `${data.instance}:${data.reviewer.id}`);
    this.#talk = new Talk(data.reviewer, () => (/* @__PURE__ */ new Date()).toISOString());
  }
  /** Nothing can be said: the person is a viewer, or the project is archived. */
  get isMute() {
    return this.#host.data.looking;
  }
  /** The server was heard, so that what is not here is not there. */
  get isReady() {
    return this.#ready;
  }
  get me() {
    return this.#host.data.reviewer.handle;
  }
  get revision() {
    return this.#host.data.revision.id;
  }
  about(passage) {
    return this.#talk.about(passage);
  }
  count(passage) {
    return this.#talk.count(passage);
  }
  listen(hear3) {
    this.#listeners.add(hear3);
  }
  /** Asks the server again; what it does not answer is asked for with the next change. */
  async refetch() {
    const revision = this.revision;
    try {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const before2 = this.#answers;
        const [threads, recipients] = await Promise.all([this.#api.threads(revision), this.#api.recipients(revision)]);
        if (before2 !== this.#answers) continue;
        this.#talk.load(threads);
        this.recipients = recipients;
        this.#ready = true;
        break;
      }
      this.#draw();
    } catch (error2) {
      if (!(error2 instanceof Unauthorised || error2 instanceof Unreachable)) throw error2;
    }
  }
  say(place2, body, to) {
    const thread = place2.thread ?? crypto.randomUUID();
    const about = { id: crypto.randomUUID(), thread, body, ...to === null ? {} : { with: to } };
    this.#send(this.#comment("comment_create", place2.annotation, about, this.#makersOf(place2)));
  }
  change(thread, comment, body) {
    this.#send(this.#comment("comment_update", thread.annotation, { id: comment.id, thread: thread.id, body, version: comment.version }));
  }
  remove(thread, { id, version }) {
    this.#send(this.#comment("comment_delete", thread.annotation, { id, thread: thread.id, version }));
  }
  restore(thread, { id, version }) {
    this.#send(this.#comment("comment_restore", thread.annotation, { id, thread: thread.id, version }));
  }
  resolve({ id, resolved_at }) {
    const kind = resolved_at === null ? "thread_resolve" : "thread_reopen";
    this.#send({ id: crypto.randomUUID(), kind, thread: { id, revision_id: this.revision } });
  }
  /** Sends what was refused once more, or lets go of it. */
  decide(thread, comment, again2) {
    const waiting = waitingFor(comment.id, this.#host.heldHere());
    const stored = comment.waiting?.operation.kind === "comment_create" ? void 0 : comment;
    const wish = again2 ? askedAgain(waiting, stored, () => crypto.randomUUID()) : null;
    this.#host.outbox.release(waiting.map(({ operation }) => operation.id));
    if (wish !== null) this.#host.outbox.add(wish);
    void this.refetch();
    this.#draw([thread.annotation]);
  }
  /** These were shown: they are unread no more, here at once and there once it hears of it. */
  async see(comments) {
    if (comments.length === 0) return;
    this.#talk.see(comments);
    this.#draw();
    if (await this.#api.seen(comments)) this.onSeen();
  }
  /** Whom a comment there may name; nobody while the server is away. */
  async people({ thread, annotation }) {
    try {
      return await this.#api.people(this.revision, { ...thread === null ? {} : { thread }, ...annotation === null ? {} : { annotation } });
    } catch (error2) {
      if (error2 instanceof Unauthorised || error2 instanceof Unreachable) return [];
      throw error2;
    }
  }
  /** The server's answer to something that was said. */
  settle(operation, result) {
    this.#answers += 1;
    if (result.status === "saved") this.#talk.saved(operation);
    this.#draw([passageOf(operation) ?? null]);
    void this.refetch();
  }
  /** Another tab decided something. */
  reconcile() {
    this.#draw();
  }
  #comment(kind, annotation, about, after = []) {
    const comment = { ...about, revision_id: this.revision, ...annotation === null ? {} : { annotation } };
    return { id: crypto.randomUUID(), kind, ...after.length === 0 ? {} : { after }, comment };
  }
  /** A thread's first comment goes after what makes its passage. */
  #makersOf({ thread, annotation }) {
    const { outbox } = this.#host;
    const unsaved = [...outbox.pending(), ...this.#host.heldHere().map(({ operation }) => operation)];
    return thread !== null ? [] : unsaved.filter((one) => isAboutPassage(one) && one.annotation.id === annotation).map(({ id }) => id);
  }
  #send(operation) {
    this.#host.outbox.add(operation);
    this.#draw();
  }
  #draw(also = []) {
    const isHere = (operation) => ("comment" in operation ? operation.comment : operation.thread).revision_id === this.revision;
    const pending = this.#host.outbox.pending().filter(isAboutTalk).filter(isHere);
    const passages = this.#talk.draw(pending, this.#host.heldHere());
    const others = also.filter((passage) => passage !== null);
    this.#changed([.../* @__PURE__ */ new Set([...passages, ...others])]);
    for (const hear3 of this.#listeners) hear3();
  }
};

// src/view/session.ts
var REFETCH_PAUSE = 400;
var MOST_ATTEMPTS = 6;
var WrongText = class extends Error {
};
var Session = class {
  data;
  reading = null;
  outbox;
  talking;
  #api;
  #events;
  #journal;
  #ended = new AbortController();
  #answers = 0;
  #refetch = 0;
  /** Up to where it is known what others did. */
  #cursor = "";
  /** Of what is said, as it was heard of last. */
  #talk = "0";
  /** Something newer is there of what was being written in: it is looked at when that is done. */
  #isBehind = false;
  #telling = false;
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
      locks: webLocks(navigator.locks, { isHidden: () => document.hidden, later }),
      send: httpSend(data.api, token, ask),
      now: () => Date.now(),
      later,
      onChange: (state) => this.#events.saving(state),
      onResult: (operation, result) => this.#settle(operation, result),
      onUnauthorised: () => this.#events.unauthorised(),
      onHeld: () => this.#reconcile()
    });
    this.talking = new Talking(this, this.#api, (passages) => this.#events.changed(passages, []));
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
    const [text2, sentences, work] = await this.#signedIn(() => Promise.all([
      this.#api.text(revision.id),
      this.#api.sentences(revision.id),
      this.#work()
    ]));
    void this.talking.refetch();
    const points = new CodePoints(text2);
    if (points.length !== revision.length) throw new WrongText();
    this.reading = new Reading({
      revisionId: revision.id,
      reviewer: this.data.reviewer,
      points,
      newId: () => crypto.randomUUID(),
      now: () => (/* @__PURE__ */ new Date()).toISOString()
    });
    this.#load(work);
    this.reading.restoreHistory(this.#journal.read());
    this.outbox.release(this.reading.agreed()?.released ?? []);
    return { points, sentences };
  }
  /** Keeps what was changed and sends it; the ids are painted by whoever hears `changed`. */
  apply(change) {
    if (change === null || this.reading === null) return false;
    this.outbox.release(change.released ?? []);
    this.outbox.add(...change.operations);
    this.#journal.keep(this.reading);
    this.#events.changed(change.changed, change.sentences);
    return true;
  }
  /** Sends what waits for a decision again, with the patch on top: another tag, say. */
  keepMine(id, patch = {}) {
    return this.apply(this.reading?.keepMine(id, patch) ?? null);
  }
  /** Shows the passage as the server has it, and lets go of what waits for a decision. */
  takeTheirs(id) {
    this.apply(this.reading?.takeTheirs(id) ?? null);
  }
  /** Asks again for the sentences' states that were refused, or lets go of them. */
  decideStates(keep3) {
    const waiting = this.reading?.heldStates();
    if (!this.reading || !waiting) return;
    this.outbox.release(waiting.waiting);
    if (keep3) this.apply(this.reading.keepStates());
    else this.#events.changed([], this.reading.dropStates());
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
  /** Asks what is new, and takes it over; null: nothing is. Raises Unauthorised and Unreachable. */
  async follow(active) {
    const before2 = this.#answers;
    const told3 = await this.#api.changes(this.data.revision.id, this.#cursor, active);
    this.outbox.heard();
    if (this.reading === null || this.#ended.signal.aborted) return null;
    if (this.#isBehind && this.#events.edited() === null) this.refetchSoon();
    if (told3 === null) return null;
    if (told3.talk !== this.#talk) void this.talking.refetch();
    this.#talk = told3.talk;
    const { ids, others, isBusy } = this.reading.takeOver(told3, this.#events.edited());
    if (ids.length > 0) this.#events.changed(ids, []);
    const isUnderWay = before2 !== this.#answers || this.outbox.pending().some((operation) => this.#isHere(operation));
    if (told3.check === void 0 || !isUnderWay) {
      this.#cursor = told3.cursor;
      this.#isBehind ||= isBusy;
      if (told3.check !== void 0 && told3.check !== this.reading.check()) this.refetchSoon();
    }
    return { status: told3.status, here: told3.here, others, superseded: told3.superseded };
  }
  close() {
    this.#ended.abort();
    clearTimeout(this.#refetch);
    this.outbox.stop();
  }
  async #fetchAgain() {
    if (this.reading === null || this.#ended.signal.aborted) return;
    this.#isBehind = false;
    void this.talking.refetch();
    try {
      const work = await this.#steady();
      if (work === null) return this.refetchSoon();
      this.#load(work);
      this.#events.changed(null, null);
      this.#agree();
    } catch (error2) {
      this.#cursor = "";
      if (error2 instanceof Unauthorised) this.#events.unauthorised();
    }
  }
  async #work() {
    for (; ; ) {
      const work = await this.#steady();
      if (work !== null) return work;
    }
  }
  /** The work as of a moment in which no answer came in between, so that none is lost; null: there was none. */
  async #steady() {
    const { id } = this.data.revision;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const before2 = this.#answers;
      const [annotations, cleared] = await Promise.all([this.#api.annotations(id), this.#api.cleared(id)]);
      if (before2 === this.#answers) return { annotations, cleared };
    }
    return null;
  }
  /** Asks again once with a new token when the first one was refused. */
  async #signedIn(work) {
    try {
      return await work();
    } catch (error2) {
      if (!(error2 instanceof Unauthorised)) throw error2;
      const renewed = new Promise((wake) => this.#wakeSignedIn.push(wake));
      this.#events.unauthorised();
      await renewed;
      return await work();
    }
  }
  #load({ annotations, cleared }) {
    const pending = this.outbox.pending().filter((operation) => this.#isHere(operation));
    this.reading?.load(annotations, pending, this.heldHere(), this.#events.edited(), cleared);
  }
  /** Another tab decided something, or left something to decide. */
  #reconcile() {
    this.talking.reconcile();
    const change = this.reading?.reconcile(this.heldHere());
    if (!change) return;
    this.#events.changed(change.changed, change.sentences);
    this.#agree();
    this.refetchSoon();
  }
  /** What asks for no more than what is stored needs no decision. */
  #agree() {
    this.apply(this.reading?.agreed() ?? null);
  }
  #settle(operation, result) {
    this.#answers += 1;
    if (result.status === "saved") this.#tellOnce();
    if (isAboutTalk(operation)) return this.talking.settle(operation, result);
    if (this.reading === null || !this.#isHere(operation)) return;
    this.reading.settle(operation, result, this.#events.edited());
    if (isAboutPassage(operation)) this.#events.changed([operation.annotation.id], []);
    else if (isAboutSentences(operation)) this.#events.changed([], operation.reading.sentences);
    if (result.status !== "saved") this.#agree();
  }
  /** Of the many that one call saved, other tabs hear once. */
  #tellOnce() {
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      tell(this.#channel());
    });
  }
  #isHere(operation) {
    return isOfReading(operation) && revisionOf(operation) === this.data.revision.id;
  }
  #channel() {
    return `workbench:${this.data.instance}:${this.data.reviewer.id}`;
  }
  #historyKey() {
    return `workbench:undo:${this.data.instance}:${this.data.reviewer.id}:${this.data.revision.id}`;
  }
};

// src/core/clauses.ts
var ENDS_BEFORE_SPACE = /[,;:]/;
var ENDS = /[\u2014\u2015\u2026\u060c\u061b\u3001\uff0c\uff1b\uff1a\ufe50\ufe51\ufe54\ufe55\uff64\u30fb\u0589\u1361-\u1366]/;
var SPACED_DASH = /[-\u2010\u2012\u2013]/;
var OPENS2 = /[([{\u3008\u300a\u3010\u3014\u3016\uff08\uff3b\uff5b]/;
var CLOSES = /[)\]}\u3009\u300b\u3011\u3015\u3017\uff09\uff3d\uff5d]/;
var CLOSING_QUOTE = /[\u201d\u2019\u00bb\u203a\u300d\u300f]/;
var ANY_QUOTE = /["'\u201c\u2018\u00ab\u2039]/;
var FOLLOWS = /[\s\u200b.!?,;:\u2014\u2026\u060c\u061b\u061f\u3001\u3002\uff0c\uff1b\uff1a\uff1f\uff01)\]}\uff09]/;
var SPACE2 = /[\s\u200b\ufeff]/;
var DIGIT = /\p{Nd}/u;
var NO_SPACES = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\uff00-\uffef\ud840-\ud8ff]/;
var FEWEST_WORDS2 = 2;
function clausesOf(text2, sentence, words) {
  const clauses = [];
  let start = sentence.start;
  let word = 0;
  for (const cut of cutsOf(text2, sentence, words)) {
    let within = word;
    while (within < words.length && words[within].end <= cut) within += 1;
    const isInWord = within < words.length && words[within].start < cut;
    if (isInWord || within - word < FEWEST_WORDS2 || within === words.length) continue;
    clauses.push(...wordsIn(text2, start, cut));
    [start, word] = [cut, within];
  }
  return [...clauses, ...wordsIn(text2, start, sentence.end)];
}
function wordsIn(text2, start, end) {
  const found = trimToWords(text2, start, end);
  return found ? [found] : [];
}
function* cutsOf(text2, { start, end }, words) {
  let at = start;
  while (at < end) {
    const unit = text2[at];
    const close = OPENS2.test(unit) ? closeOf(text2, at, end) : -1;
    if (close >= 0 && wordCount(words, at, close) < FEWEST_WORDS2) {
      at = close + 1;
      continue;
    }
    if (close >= 0) yield at;
    const after = endsAt(text2, at, start, end);
    if (after > 0) yield after;
    at = Math.max(at + 1, after);
  }
}
function endsAt(text2, at, start, end) {
  const unit = text2[at];
  const [before2, next] = [text2[at - 1] ?? " ", text2[at + 1] ?? " "];
  if (DIGIT.test(before2) && DIGIT.test(next) && !CLOSES.test(unit)) return 0;
  const isDots = text2.startsWith("...", at);
  const isSpacedDash = SPACED_DASH.test(unit) && at > start && SPACE2.test(before2) && SPACE2.test(next);
  if (!(isDots || isSpacedDash || ENDS.test(unit) || ENDS_BEFORE_SPACE.test(unit) || CLOSES.test(unit))) return 0;
  const after = afterClosing(text2, at + (isDots ? 3 : 1), end);
  const needsSpace = ENDS_BEFORE_SPACE.test(unit) && after === at + 1;
  return needsSpace && !(SPACE2.test(next) || NO_SPACES.test(next)) ? 0 : after;
}
function afterClosing(text2, from, end) {
  let at = from;
  while (at < end) {
    const unit = text2[at];
    const isQuote = CLOSING_QUOTE.test(unit) || ANY_QUOTE.test(unit) && isFollowed(text2, at, end);
    if (!isQuote && !CLOSES.test(unit) && !FOLLOWS.test(unit)) break;
    if (SPACE2.test(unit)) break;
    at += 1;
  }
  return at;
}
function isFollowed(text2, at, end) {
  return at + 1 >= end || FOLLOWS.test(text2[at + 1]);
}
function closeOf(text2, open2, end) {
  let depth = 0;
  for (let at = open2; at < end; at += 1) {
    if (OPENS2.test(text2[at])) depth += 1;
    else if (CLOSES.test(text2[at])) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
function wordCount(words, start, end) {
  return words.filter((word) => word.start >= start && word.end <= end).length;
}

// src/core/units.ts
function isWhole(unit) {
  return unit === "sentence" || unit === "paragraph";
}
var Units = class {
  #text;
  #language;
  #sentences;
  #paragraphs;
  /** Words of the sentences that were looked into, by the sentence's place. */
  #words = /* @__PURE__ */ new Map();
  #clauses = /* @__PURE__ */ new Map();
  #segmenter = null;
  /** `sentences` are the server's; where it sent none, words and clauses are those of paragraphs. */
  constructor(text2, sentences, paragraphs2, language) {
    this.#text = text2;
    this.#language = language;
    this.#sentences = sentences.map(([start, end]) => ({ start, end })).sort((a, b) => a.start - b.start || a.end - b.end);
    this.#paragraphs = paragraphs2.flatMap(
      (block2) => trimToWords(text2, block2.start, block2.end) ?? []
    );
  }
  /** The unit that holds `index`; between two, the one after it, at the text's end the last. */
  at(unit, index) {
    return this.#containing(unit, index) ?? this.next(unit, { start: index, end: index }) ?? this.previous(unit, { start: index, end: index }) ?? { start: index, end: index };
  }
  /** The first unit that begins at or after the range's end; null where there is none. */
  next(unit, range) {
    if (isWhole(unit)) return firstFrom(this.#list(unit), range.end) ?? null;
    const holders = this.#holders();
    for (let at = firstEndingAfter2(holders, range.end); at < holders.length; at += 1) {
      const found = firstFrom(this.#partsOf(unit, at), range.end);
      if (found) return found;
    }
    return null;
  }
  /** The last unit that ends at or before the range's start; null where there is none. */
  previous(unit, range) {
    if (isWhole(unit)) return lastUpTo(this.#list(unit), range.start) ?? null;
    const holders = this.#holders();
    const from = Math.min(firstEndingAfter2(holders, range.start), holders.length - 1);
    for (let at = from; at >= 0; at -= 1) {
      const found = lastUpTo(this.#partsOf(unit, at), range.start);
      if (found) return found;
    }
    return null;
  }
  /** The range and the whole units that its two ends lie in. */
  widen(range, unit) {
    const first2 = this.#containing(unit, range.start);
    const last4 = this.#containing(unit, Math.max(range.start, range.end - 1));
    return {
      start: Math.min(range.start, first2?.start ?? range.start),
      end: Math.max(range.end, last4?.end ?? range.end)
    };
  }
  #containing(unit, index) {
    if (isWhole(unit)) return holding(this.#list(unit), index);
    const holders = this.#holders();
    const at = firstEndingAfter2(holders, index);
    return at < holders.length ? holding(this.#partsOf(unit, at), index) : null;
  }
  #list(unit) {
    return unit === "sentence" ? this.#sentences : this.#paragraphs;
  }
  #holders() {
    return this.#sentences.length > 0 ? this.#sentences : this.#paragraphs;
  }
  /** Words or clauses of one sentence. */
  #partsOf(unit, place2) {
    return unit === "word" ? this.#wordsOf(place2) : this.#clausesOf(place2);
  }
  #clausesOf(place2) {
    const known2 = this.#clauses.get(place2);
    if (known2) return known2;
    const clauses = clausesOf(this.#text, this.#holders()[place2], this.#wordsOf(place2));
    this.#clauses.set(place2, clauses);
    return clauses;
  }
  #wordsOf(place2) {
    const known2 = this.#words.get(place2);
    if (known2) return known2;
    const { start, end } = this.#holders()[place2];
    this.#segmenter ??= segmenterFor("word", this.#language);
    const words = [];
    for (const piece of this.#segmenter.segment(this.#text.slice(start, end))) {
      if (!piece.isWordLike) continue;
      const first2 = start + piece.index;
      words.push({ start: first2, end: first2 + piece.segment.length });
    }
    this.#words.set(place2, words);
    return words;
  }
};
function firstEndingAfter2(ranges, index) {
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
  const found = ranges[firstEndingAfter2(ranges, index)];
  return found && found.start <= index ? found : null;
}
function firstFrom(ranges, index) {
  const at = firstEndingAfter2(ranges, index);
  const found = ranges[at];
  return found && found.start < index ? ranges[at + 1] : found;
}
function lastUpTo(ranges, index) {
  return ranges[firstEndingAfter2(ranges, index) - 1];
}

// src/view/after_frame.ts
var AfterFrame = class {
  #work;
  /** Milliseconds from the making of a frame until it is shown. */
  #wait;
  #frame = 0;
  #timer = 0;
  constructor(wait, work) {
    this.#wait = wait;
    this.#work = work;
  }
  /** Does it after the next frame, however late that comes; a page that nobody sees has none. */
  soon() {
    if (this.#timer !== 0 || this.#frame !== 0) return;
    if (document.hidden) this.#begin();
    else this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#begin();
    });
  }
  cancel() {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#timer = this.#frame = 0;
  }
  #begin() {
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      this.#work();
    }, this.#wait);
  }
};

// src/view/blocks.ts
function blockRanges(text2) {
  const ranges = paragraphs(text2).map(({ start, end }) => ({ start, textEnd: wordsEnd(text2, start, end), end }));
  return ranges.length > 0 ? ranges : [{ start: 0, textEnd: text2.length, end: text2.length }];
}
function wordsEnd(text2, start, end) {
  const words = text2.slice(start, end).trimEnd().length;
  const newlines = text2.slice(start + words, end).split("\n").length - 1;
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

// src/view/room.ts
var CROWDED = 24;
var Room = class {
  #words;
  /** So many lanes more than fit between two lines have room. */
  #more = 0;
  constructor(words) {
    this.#words = words;
  }
  /** Whether all lanes fit between the lines as these stand, none of them wider than needed. */
  fits(passages) {
    const needed = lanesBeyond(passages);
    return needed <= this.#more && this.#more <= needed + spare(passages, needed);
  }
  /** Makes the room that there must be. Says whether lines lie elsewhere now. */
  make(passages) {
    const needed = lanesBeyond(passages);
    return this.#set(Math.min(Math.max(needed, this.#more), needed + spare(passages, needed)));
  }
  /** Makes the room that the next passage may need. */
  prepare(passages) {
    const needed = lanesBeyond(passages);
    this.#set(needed + spare(passages, needed));
  }
  #set(more) {
    if (more === this.#more) return false;
    this.#more = more;
    this.#words.style.setProperty("--fcw-r-more", String(more));
    return true;
  }
};
function spare(passages, needed) {
  return passages.length > CROWDED && needed > 0 ? 1 : 0;
}
function lanesBeyond(passages) {
  const lanes2 = passages.reduce((most, one) => one.look?.isOpened === true ? most : Math.max(most, one.lane + 1), 0);
  return Math.max(0, lanes2 - LANES_THAT_FIT);
}

// src/view/forgetting.ts
var KEPT = 6;
var REST2 = 1e3;
function forgetFarAway(elements) {
  const drawn = /* @__PURE__ */ new Set();
  let rest2 = 0;
  for (const element of elements) element.addEventListener("contentvisibilityautostatechange", (event) => {
    drawn.delete(element);
    if (!event.skipped) return;
    drawn.add(element);
    clearTimeout(rest2);
    if (drawn.size > KEPT) rest2 = window.setTimeout(() => forget(oldest(drawn)), REST2);
  });
}
function oldest(drawn) {
  const gone2 = [...drawn].slice(0, -KEPT);
  for (const element of gone2) drawn.delete(element);
  return gone2;
}
function forget(elements) {
  for (const element of elements) element.style.display = "none";
  for (const element of elements) void getComputedStyle(element).display;
  for (const element of elements) element.style.display = "";
}

// src/view/sections.ts
var LETTERS = 4e3;
var LETTERS_A_LINE = 66;
var NEAR2 = 900;
var Sections = class {
  #ranges;
  #blocks;
  #sections = [];
  /** The place in `#sections` of each block's section. */
  #places = [];
  constructor(ranges, blocks) {
    this.#ranges = ranges;
    this.#blocks = blocks;
    for (let first2 = 0; first2 < ranges.length; ) {
      const from = ranges[first2].start;
      let end = first2 + 1;
      while (end < ranges.length && ranges[end].end - from <= LETTERS) end += 1;
      for (let index = first2; index < end; index += 1) this.#places.push(this.#sections.length);
      this.#sections.push({ element: this.#make(first2, end), first: first2, end });
      first2 = end;
    }
    forgetFarAway(this.elements);
  }
  get elements() {
    return this.#sections.map((section) => section.element);
  }
  /** The index of the block at a height of the window; the nearest where there is none. */
  blockAtHeight(y) {
    const { first: first2, end } = this.#sections[firstBelow(this.#sections.map((one) => one.element), 0, this.#sections.length, y)];
    return firstBelow(this.#blocks, first2, end, y);
  }
  /** Where a block lies, in client pixels; far from the window as nearly as its share of the letters tells. */
  boxOf(index) {
    const { element, first: first2, end } = this.#sections[this.#places[index] ?? 0];
    const box2 = element.getBoundingClientRect();
    if (box2.bottom > -NEAR2 && box2.top < window.innerHeight + NEAR2) return this.#blocks[index].getBoundingClientRect();
    const from = this.#ranges[first2].start;
    const pixels = box2.height / (this.#ranges[end - 1].end - from);
    const range = this.#ranges[index];
    return { top: box2.top + (range.start - from) * pixels, bottom: box2.top + (range.end - from) * pixels };
  }
  #make(first2, end) {
    const element = el("div", { class: "fcw-r-section" }, ...this.#blocks.slice(first2, end));
    const lines = this.#ranges.slice(first2, end).reduce((sum, range) => sum + Math.max(1, Math.ceil((range.textEnd - range.start) / LETTERS_A_LINE)), 0);
    element.style.containIntrinsicBlockSize = `auto calc(var(--fcw-r-leading) * ${lines} + ${17 * (end - first2)}px)`;
    return element;
  }
};
function firstBelow(elements, low, end, y) {
  let high = end - 1;
  while (low < high) {
    const middle = low + high >> 1;
    if (elements[middle].getBoundingClientRect().bottom <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}

// src/view/selection_heirs.ts
var COLOUR2 = "rgb(1, 2, 3)";
var known = null;
function hasSelectionHeirs() {
  return known ??= look();
}
function look() {
  const heir = el("span");
  const probe = el("div", { class: "fcw-r-article", "data-heirs": "", style: `--fcw-r-selection:${COLOUR2};position:absolute;visibility:hidden` }, heir);
  document.body.append(probe);
  const isHeir = [probe, heir].every((one) => getComputedStyle(one, "::selection").backgroundColor === COLOUR2);
  probe.remove();
  return isHeir;
}

// src/view/stretch.ts
var Stretch = class {
  element;
  #drawn;
  /** `element` holds the plain text from `start` (UTF-16) on. */
  constructor(element, start) {
    this.element = element;
    const letters2 = element.firstChild;
    this.#drawn = letters2 === null ? [] : [{ look: "", kind: "plain", start, node: letters2, letters: letters2 }];
  }
  /**
   * Draws what differs from what is there: on the same node where it has the same letters, which are
   * not laid out again then. `keep` hears which piece a node that looks as before now shows.
   */
  draw(pieces2, pen) {
    const before2 = this.#drawn;
    const looks = pieces2.map(lookOfPiece);
    const shorter = Math.min(before2.length, looks.length);
    let head2 = 0;
    while (head2 < shorter && before2[head2]?.look === looks[head2]) head2 += 1;
    let tail = 0;
    while (tail < shorter - head2 && before2[before2.length - 1 - tail]?.look === looks[looks.length - 1 - tail]) tail += 1;
    const from = before2.length - tail;
    const to = pieces2.length - tail;
    const old = new Map(before2.slice(head2, from).map((one) => [one.start, one]));
    const drawn = pieces2.slice(head2, to).map((piece, index) => this.#redraw(piece, looks[head2 + index], old, pen));
    for (const { node } of old.values()) node.remove();
    let next = before2[from]?.node ?? null;
    for (const { node } of [...drawn].reverse()) {
      if (node.parentNode === null) this.element.insertBefore(node, next);
      next = node;
    }
    this.#drawn = [...before2.slice(0, head2), ...drawn, ...before2.slice(from)];
    this.#drawn.forEach(({ node }, index) => {
      if (index < head2 || index >= to) pen.keep(node, pieces2[index]);
    });
  }
  /** On the node of `old` that has the piece's letters, which is taken out of it, else on a new one. */
  #redraw(piece, look2, old, pen) {
    const there = old.get(piece.start);
    if (there === void 0 || there.kind !== kindOf(piece) || there.letters.data.length !== piece.end - piece.start) return drawnAs(piece, look2, pen.make(piece));
    old.delete(piece.start);
    if (there.look === look2) pen.keep(there.node, piece);
    else pen.change(there.node, piece);
    return { ...there, look: look2 };
  }
  /** The text node and offset of a position of the stretch; at a seam the end of the earlier node if `earlier`. */
  place(position, earlier) {
    const found = this.#drawn[this.#at(position, earlier)];
    return found === void 0 ? [this.element, 0] : [found.letters, Math.min(position - found.start, found.letters.data.length)];
  }
  /** The text nodes that share a letter with the span, each with the offsets between which it does. */
  letters(span) {
    const found = [];
    for (let at = this.#at(span.start, false); at < this.#drawn.length; at += 1) {
      const { start, letters: letters2 } = this.#drawn[at];
      if (start >= span.end) break;
      const [from, to] = [Math.max(0, span.start - start), Math.min(letters2.data.length, span.end - start)];
      if (from < to) found.push([letters2, from, to]);
    }
    return found;
  }
  #at(position, earlier) {
    let low = 0;
    let high = this.#drawn.length - 1;
    while (low < high) {
      const middle = low + high + 1 >> 1;
      const { start } = this.#drawn[middle];
      if (start < position || !earlier && start === position) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }
};
function drawnAs(piece, look2, node) {
  return { look: look2, kind: kindOf(piece), start: piece.start, node, letters: node instanceof Text ? node : node.firstChild };
}
function kindOf({ passages, cleared }) {
  return passages.length > 0 ? "mark" : cleared ? "cleared" : "plain";
}
function lookOfPiece({ start, end, cleared, passages }) {
  return [start, end, cleared, ...passages.map(lookOf)].join("|");
}
function lookOf({ id, start, end, tag, lane, mine, look: look2 }) {
  return `${id} ${start} ${end} ${tag} ${lane}${look2 === void 0 ? "" : ` ${mine} ${look2.name}`}`;
}

// src/view/article.ts
var ArticleView = class {
  element;
  text;
  ranges;
  /** Which way most of the text runs. */
  direction;
  #blocks;
  #sections;
  #index = /* @__PURE__ */ new WeakMap();
  #pieces = /* @__PURE__ */ new WeakMap();
  #tags;
  #words;
  #probe = document.createRange();
  /** The marks that do not say yet where they begin and end. */
  #unspoken = [];
  /** The blocks that were painted and have no lane to spare yet. */
  #painted = /* @__PURE__ */ new Set();
  #passages = null;
  #coverage = null;
  #emphasis = { active: null, hovered: null };
  /** Passages that became active, or are so no more, and may not look so yet. */
  #turned = /* @__PURE__ */ new Set();
  constructor(text2, ranges, tags, words, attributes) {
    this.text = text2;
    this.ranges = ranges;
    this.#tags = tags;
    this.#words = words;
    this.direction = directionOf(text2, attributes["dir"] === "rtl" ? "rtl" : "ltr");
    this.#blocks = ranges.map((range, index) => this.#makeBlock(range, index));
    this.element = el("div", { class: "fcw-r-article", "data-testid": "article", role: "region", tabindex: "0", ...attributes, dir: this.direction });
    for (const [name, said2] of speechOf(tags, words)) this.element.style.setProperty(name, said2);
    this.element.toggleAttribute("data-heirs", hasSelectionHeirs());
    this.#sections = new Sections(ranges, this.#blocks.map((block2) => block2.element));
    this.element.append(...this.#sections.elements);
  }
  /** Without coverage, no sentence is shown as cleared. */
  attach(passages, coverage) {
    this.#passages = passages;
    this.#coverage = coverage;
  }
  blockElement(index) {
    return this.#blocks[index]?.element;
  }
  /** What is drawn in a block, told so that something else is another text. */
  drawnIn(index) {
    return this.#blocks[index]?.painted ?? "";
  }
  /** Which way the paragraph there runs. */
  directionAt(position) {
    const own = this.#blocks[blockAt(this.ranges, position)]?.words.element.dir;
    return own === "rtl" || own === "ltr" ? own : this.direction;
  }
  /** The index of the block at a height of the window; the nearest where there is none. */
  blockAtHeight(y) {
    return this.#sections.blockAtHeight(y);
  }
  /** Where a block lies, in client pixels: exact near the window, a guess far from it. */
  boxOfBlock(index) {
    return this.#sections.boxOf(index);
  }
  /** The position at a height of the window, by the block there and how far down in it. */
  positionNear(y) {
    const index = this.blockAtHeight(y);
    const range = this.ranges[index];
    if (range === void 0) return 0;
    const { top, bottom } = this.boxOfBlock(index);
    const share = bottom === top ? 0 : Math.min(1, Math.max(0, (y - top) / (bottom - top)));
    return Math.round(range.start + share * (range.end - range.start));
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
    const mark2 = target.closest("mark");
    const piece = mark2 === null ? void 0 : this.#pieces.get(mark2);
    return piece === void 0 ? [] : [...piece.passages].sort((a, b) => a.end - a.start - (b.end - b.start));
  }
  /** Says whether the lines of any of these blocks lie elsewhere now. */
  paint(indexes) {
    let isMoved = false;
    for (const index of indexes) isMoved = this.#paintBlock(index) || isMoved;
    return isMoved;
  }
  paintAll() {
    for (let index = 0; index < this.#blocks.length; index += 1) this.#paintBlock(index);
  }
  /**
   * After the frame: what was painted says where it begins and ends and has room for what comes next,
   * and what was active before looks so no more. Each costs as much as painting it.
   */
  finish() {
    for (const [mark2, piece] of this.#unspoken) sayWhereItBegins(mark2, piece, this.#tags, this.#words);
    this.#unspoken = [];
    for (const index of this.#painted) this.#blocks[index]?.room.prepare(this.#passages?.inBlock(index) ?? []);
    this.#painted.clear();
    for (const id of this.#turned) this.#refill(id);
    this.#turned.clear();
  }
  /** What is painted next is painted with this passage active; the one before it looks so until `finish`. */
  activateSoon(id) {
    const before2 = this.#emphasis.active;
    if (before2 === id) return;
    this.#emphasis = { ...this.#emphasis, active: id };
    for (const one of [before2, id]) if (one !== null) this.#turned.add(one);
  }
  /** Whether the blocks have room for all lanes in their lines as these stand. */
  hasRoom(indexes) {
    for (const index of indexes) {
      const block2 = this.#blocks[index];
      if (block2?.room.fits(this.#passages?.inBlock(index) ?? []) === false) return false;
    }
    return true;
  }
  /** How a passage looks by itself, wherever it is drawn. */
  backgroundOf(passage) {
    return backgroundOf({ start: passage.start, end: passage.end, passages: [passage], cleared: false }, this.#tags, this.#emphasis);
  }
  /** Changes fills where they stand: a click must find the element that it began on. */
  emphasise(next) {
    const before2 = this.#emphasis;
    this.#emphasis = { ...before2, ...next };
    const ids = /* @__PURE__ */ new Set([before2.active, before2.hovered, this.#emphasis.active, this.#emphasis.hovered]);
    for (const id of ids) if (id !== null) this.#refill(id);
  }
  /** A DOM range over UTF-16 positions of the text. */
  domRange(span) {
    const range = document.createRange();
    range.setStart(...this.place(span.start, false));
    range.setEnd(...this.place(span.end, true));
    return range;
  }
  /** The boxes of the letters of a piece of the text (UTF-16), in client pixels; blank lines have none. */
  boxesOf(span) {
    const last4 = blockAt(this.ranges, Math.max(span.start, span.end - 1));
    const boxes = [];
    const probe = this.#probe;
    for (let index = blockAt(this.ranges, span.start); index <= last4; index += 1) {
      for (const [node, start, end] of this.#blocks[index]?.words.letters(span) ?? []) {
        probe.setStart(node, start);
        probe.setEnd(node, end);
        boxes.push(...probe.getClientRects());
      }
    }
    probe.setEnd(this.element, 0);
    return boxes.filter((box2) => box2.width >= 0.5);
  }
  /** The text node and offset of a position; at a seam the end of the earlier node if `earlier`. */
  place(position, earlier) {
    const block2 = this.#blocks[blockAt(this.ranges, earlier ? Math.max(0, position - 1) : position)];
    const isBlank2 = earlier ? position > block2.range.textEnd : position >= block2.range.textEnd;
    return (isBlank2 && block2.blank !== null ? block2.blank : block2.words).place(position, earlier);
  }
  #makeBlock(range, index) {
    const plain = !/[ \t]{2}|\t|^ /.test(this.text.slice(range.start, range.textEnd));
    const words = el("div", { class: plain ? "fcw-r-words fcw-r-plain" : "fcw-r-words" }, this.text.slice(range.start, range.textEnd));
    const direction = directionOf(this.text.slice(range.start, range.textEnd), this.direction);
    if (direction !== this.direction) words.dir = direction;
    const gap = this.text.slice(range.textEnd, range.end);
    const blank = gap === "" ? null : el("div", { class: "fcw-r-blank" }, gap);
    const element = el("div", { class: "fcw-r-block" }, words, blank);
    this.#index.set(element, index);
    return { range, element, words: new Stretch(words, range.start), blank: blank === null ? null : new Stretch(blank, range.textEnd), room: new Room(words), painted: "" };
  }
  #paintBlock(index) {
    const block2 = this.#blocks[index];
    if (block2 === void 0 || this.#passages === null) return false;
    const passages = this.#passages.inBlock(index);
    const cleared = this.#coverage?.clearedIn(block2.range.start, block2.range.textEnd) ?? [];
    const look2 = [...passages.map(lookOf), ...cleared.map((one) => one.start)].join("|");
    if (look2 === block2.painted) return false;
    block2.painted = look2;
    this.#fill(block2.words, block2.range.start, block2.range.textEnd, passages, cleared);
    if (block2.blank !== null) this.#fill(block2.blank, block2.range.textEnd, block2.range.end, passages, []);
    block2.words.element.toggleAttribute("data-crowded", passages.length > CROWDED);
    this.#painted.add(index);
    return block2.room.make(passages);
  }
  #fill(stretch, start, end, passages, cleared) {
    if (start === end) return;
    const keep3 = (node, piece) => {
      if (node instanceof Element) this.#pieces.set(node, piece);
    };
    stretch.draw(pieces(start, end, passages, cleared), {
      make: (piece) => {
        const node = this.#draw(piece);
        keep3(node, piece);
        return node;
      },
      change: (node, piece) => {
        keep3(node, piece);
        if (!(node instanceof HTMLElement) || piece.passages.length === 0) return;
        showPiece(node, piece, this.#tags, this.#emphasis);
        this.#unspoken.push([node, piece]);
      },
      keep: keep3
    });
  }
  #draw(piece) {
    const text2 = this.text.slice(piece.start, piece.end);
    if (piece.passages.length > 0) {
      const mark2 = makeMark(piece, text2, this.#tags, this.#emphasis);
      this.#unspoken.push([mark2, piece]);
      return mark2;
    }
    return piece.cleared ? el("span", { class: "fcw-r-cleared" }, text2) : document.createTextNode(text2);
  }
  #refill(id) {
    const passage = this.#passages?.get(id);
    if (passage === void 0) return;
    this.#eachMark(passage, (mark2, piece) => {
      if (piece.passages.some((one) => one.id === id)) drawFill(mark2, piece, this.#tags, this.#emphasis);
    });
  }
  /** The marks that stand in the blocks of a passage. */
  #eachMark({ firstBlock, lastBlock }, work) {
    for (let index = firstBlock; index <= lastBlock; index += 1) {
      for (const mark2 of this.#blocks[index]?.element.querySelectorAll("mark") ?? []) {
        const piece = this.#pieces.get(mark2);
        if (piece !== void 0) work(mark2, piece);
      }
    }
  }
};

// src/core/prompts.ts
var AGAINST = /* @__PURE__ */ new Set(["disputed"]);
function openPrompts(tag, passage) {
  return (tag?.prompts ?? []).filter(({ answer }) => answer === "note" ? isBlank(passage.note) : passage.evidence.length === 0);
}
function lacksEvidence(tag, passage) {
  const isAsked = tag?.prompts?.some(({ answer }) => answer === "evidence") ?? false;
  return tag?.asks_evidence === true && passage.evidence.length === 0 && !isAsked;
}
function usualStance(tag) {
  return AGAINST.has(tag) ? "contradicts" : "supports";
}
function isBlank(note) {
  return note === null || note.trim() === "";
}

// src/core/card_filter.ts
var EVERYTHING = { tags: /* @__PURE__ */ new Set(), withNote: false, withoutEvidence: false, whose: "all" };
function passes(filter, passage, isMine) {
  if (filter.tags.size > 0 && !filter.tags.has(passage.tag)) return false;
  if (filter.withNote && isBlank(passage.note)) return false;
  if (filter.withoutEvidence && passage.evidence.length > 0) return false;
  return filter.whose === "all" || isMine === (filter.whose === "mine");
}
function isEverything({ tags, withNote, withoutEvidence, whose }) {
  return tags.size === 0 && !withNote && !withoutEvidence && whose === "all";
}
function toggled(values, value) {
  const others = new Set(values);
  if (!others.delete(value)) others.add(value);
  return others;
}

// src/view/evidence_row.ts
function evidenceRow(item, words) {
  const address = webAddress(item.url);
  const stance = el("span", { class: "fcw-r-stance" }, words.say(`stance_${item.stance}`));
  const head2 = el("div", { class: "fcw-r-evidence" }, icon(address === null ? "menu_book" : "link"), sourceView(item, address), stance);
  const said2 = item.quote === "" ? null : el("div", { class: "fcw-r-evidence-quote", dir: "auto" }, item.quote);
  return el("li", { class: "fcw-r-evidence-item" }, head2, said2);
}
function sourceView(item, address) {
  const title2 = item.citation ?? "";
  const attributes = { class: "fcw-r-evidence-text", dir: "auto" };
  if (address === null) return el("span", attributes, title2 === "" ? item.url : title2);
  if (title2 !== "") return outward(address, { ...attributes, title: item.url }, document.createTextNode(title2));
  return outward(
    address,
    { ...attributes, class: "fcw-r-evidence-text fcw-r-evidence-bare", title: item.url },
    document.createTextNode(hostOf(address)),
    el("span", { class: "fcw-r-evidence-path" }, pathOf(item.url))
  );
}
function sourceName(item) {
  return item.citation || hostOf(item.url);
}

// src/view/card_parts.ts
var WORDS = {
  note: "note",
  evidence: "evidence",
  confidence: "confidence",
  delete: "delete",
  duplicate: "hint_duplicate",
  split: "hint_split",
  merge: "hint_merge",
  copy_link: "copy_link"
};
var OFTEN = ["note", "evidence", "confidence", "delete"];
var SELDOM2 = ["duplicate", "split", "merge", "copy_link"];
var DOTS = { low: "●○○", medium: "●●○", high: "●●●" };
function confidenceDots(confidence) {
  return el("span", { class: "fcw-r-dots", "aria-hidden": "true" }, DOTS[confidence]);
}
function evidenceList(annotation, words) {
  return el(
    "ul",
    { class: "fcw-r-evidence-list", "aria-label": words.say("evidence") },
    ...annotation.evidence.map((item) => evidenceRow(item, words))
  );
}
function promptList(annotation, host) {
  const tag = host.tags.get(annotation.tag);
  const prompts = openPrompts(tag, annotation).map(({ ask, answer }, index) => button({ class: "fcw-r-prompt", "data-part": `prompt-${index}` }, () => host.run(answer), el("span", { class: "fcw-r-ask", dir: "auto" }, ask), keyCap(host.cap(answer))));
  if (lacksEvidence(tag, annotation)) {
    prompts.push(button(
      { class: "fcw-r-prompt fcw-r-prompt-quiet", "data-part": "prompt-evidence" },
      () => host.run("evidence"),
      el("span", { class: "fcw-r-ask" }, host.words.say("evidence_asked")),
      keyCap(host.cap("evidence"))
    ));
  }
  return prompts.length === 0 ? null : el("div", { class: "fcw-r-prompts" }, ...prompts);
}
function deeds(annotation, host, isMore, more) {
  const toggle = button({ class: "fcw-r-hint fcw-r-more", "data-part": "more", "aria-expanded": String(isMore) }, more, host.words.say("more"), icon(isMore ? "expand_less" : "expand_more"));
  const rows = [OFTEN, ...isMore ? [SELDOM2] : []].map((actions) => el("div", { class: "fcw-r-hints" }, ...actions.map((action) => hint(action, host))));
  return el("div", { class: "fcw-r-deeds" }, ...rows, foot(annotation, host.words, toggle));
}
function theirDeeds(annotation, host) {
  const late = lateWord(annotation, host.blind, host.words);
  return el("div", { class: "fcw-r-deeds" }, late === null ? null : el("p", { class: "fcw-r-late" }, late), foot(annotation, host.words, hint("copy_link", host)));
}
function lateWord({ after_submission, others_seen }, blind, words) {
  if (after_submission) return words.say("late");
  return blind && others_seen ? words.say("not_blind") : null;
}
function foot(annotation, words, last4) {
  const history = el("a", { class: "fcw-r-history", "data-part": "history", href: historyAddress(annotation.id) }, words.say("history"));
  return el("div", { class: "fcw-r-who" }, el("span", {}, whoAndWhen(annotation, words)), history, last4);
}
function historyAddress(passage) {
  return `history?${new URLSearchParams({ passage }).toString()}`;
}
function tagChoices(current, host, choose) {
  const choices = host.tags.offered().map((tag) => button(
    { class: "fcw-r-choice", "data-choose": tag.name, "aria-pressed": String(tag.name === current) },
    () => choose(tag.name),
    host.tags.swatch(tag.name),
    tag.name
  ));
  return el("div", { class: "fcw-r-choices", role: "group", "aria-label": host.words.say("change_tag") }, ...choices);
}
function hint(action, host) {
  const cap = host.cap(action);
  return button({ class: "fcw-r-hint", "data-part": action }, () => host.run(action), cap === "" ? null : keyCap(cap), host.words.say(WORDS[action]));
}
var formats = /* @__PURE__ */ new Map();
function dateFormat(locale) {
  const format2 = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  formats.set(locale, format2);
  return format2;
}
function whoAndWhen(annotation, words) {
  const when = new Date(annotation.updated_at || annotation.created_at);
  const date = Number.isNaN(when.valueOf()) ? "" : dateFormat(words.say("locale")).format(when);
  return words.say("who_and_when", { who: annotation.reviewer_name || annotation.reviewer, when: date });
}
function named2(sign, name) {
  return el("span", { class: "fcw-r-sign", role: "img", "aria-label": name, title: name }, sign);
}
function talkSign(comments, unread, words) {
  const sign = named2(el("span", { class: "fcw-r-talk-sign" }, icon("forum"), String(comments)), `${words.say("talk_count", { n: comments })}${unread > 0 ? `, ${words.say("talk_new_count", { n: unread })}` : ""}`);
  sign.toggleAttribute("data-new", unread > 0);
  return sign;
}
function stateSign(state, name) {
  return named2(icon(state), name);
}
function quoted2(text2) {
  return /^[“”„«»‘’"「『]/u.test(text2) ? text2 : `“${text2}”`;
}

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
function side(heading2, value, words) {
  const rows = value === null ? [el("div", {}, words.say("deleted"))] : [
    el("div", { class: "fcw-r-side-tag" }, value.tag),
    ...value.quote ? [el("div", { class: "fcw-r-quote", dir: "auto" }, quoted2(value.quote))] : [],
    ...value.note ? [el("div", { class: "fcw-r-side-note", dir: "auto" }, value.note)] : [],
    ...value.confidence ? [el("div", { class: "fcw-r-quiet-text" }, words.say(`confidence_${value.confidence}`))] : [],
    ...(value.evidence ?? []).map((item) => el("div", { class: "fcw-r-quiet-text", dir: "auto" }, `${sourceName(item)} · ${words.say(`stance_${item.stance}`)}`))
  ];
  return el("div", { class: "fcw-r-side" }, el("div", { class: "fcw-r-side-head" }, heading2), ...rows);
}
function refusalView(passage, refused, words, verbs, choose) {
  const { message, theirs, waiting } = refused;
  const { id } = passage;
  const sentence = message.startsWith("reason_") ? words.say(message) : message;
  const mine = refused.mine.kind === "delete" ? null : { ...refused.mine.annotation, quote: passage.annotation.quote };
  const asksTag = mine !== null && mine.tag !== theirs?.tag;
  return el(
    "div",
    { class: "fcw-r-refusal" },
    el("div", { class: "fcw-r-message", role: "alert" }, sentence),
    theirs === null ? null : el("div", { class: "fcw-r-sides" }, side(words.say("mine"), mine, words), side(words.say("stored"), theirs, words)),
    el(
      "div",
      { class: "fcw-r-decide" },
      button({ class: "fcw-r-button" }, () => verbs.tryAgain(id), words.say("try_again")),
      asksTag ? button({ class: "fcw-r-button" }, choose, words.say("choose_tag")) : null,
      button({ class: "fcw-r-button" }, () => verbs.discard(id), words.say("discard", { n: waiting }))
    )
  );
}

// src/view/copy_link.ts
function passageAddress(page, article, passage) {
  const address = new URL(page);
  address.search = new URLSearchParams({ article: String(article), passage }).toString();
  address.hash = "";
  return address.href;
}
async function copied(text2) {
  const { clipboard } = navigator;
  if (clipboard === void 0) return false;
  try {
    await clipboard.writeText(text2);
    return true;
  } catch {
    return false;
  }
}
var LinkField = class {
  element;
  #field;
  constructor(address, words) {
    this.#field = el("input", { class: "fcw-r-field", type: "text", readonly: "", dir: "ltr", "aria-label": words.say("link_by_hand") });
    this.#field.value = address;
    this.#field.addEventListener("focus", () => this.#field.select());
    this.element = el("div", { class: "fcw-r-editor" }, el("div", { class: "fcw-r-question", "aria-hidden": "true" }, words.say("link_by_hand")), this.#field);
  }
  focus() {
    this.#field.focus();
    this.#field.select();
  }
  /** There is nothing to keep. */
  commit() {
    return true;
  }
};

// src/view/evidence_form.ts
var STANCES = ["supports", "contradicts", "context"];
var EvidenceForm = class {
  element;
  #words;
  #url;
  #title;
  #quote;
  #stance;
  #fault = el("div", { class: "fcw-r-fault", role: "alert" });
  constructor(item, stance, words, events) {
    this.#words = words;
    this.#url = field("url", "https://", words.say("evidence_url"), item?.url ?? "", "4000");
    this.#title = field("text", words.say("evidence_title"), words.say("evidence_title"), item?.citation ?? "", "4000");
    this.#quote = field("text", words.say("evidence_quote"), words.say("evidence_quote"), item?.quote ?? "", "20000");
    this.#stance = el(
      "select",
      { class: "fcw-r-field", "aria-label": words.say("evidence_stance") },
      ...STANCES.map((one) => el("option", { value: one }, words.say(`stance_${one}`)))
    );
    this.#stance.value = item?.stance ?? stance;
    this.#url.addEventListener("paste", (event) => {
      const isWhole2 = this.#url.selectionStart === 0 && this.#url.selectionEnd === this.#url.value.length;
      const text2 = event.clipboardData?.getData("text/plain") ?? "";
      if ((isWhole2 || this.#url.value.trim() === "") && events.pasted(text2)) event.preventDefault();
    });
    const drop = button({ class: "fcw-r-quiet", "aria-label": words.say("evidence_remove"), title: words.say("evidence_remove") }, () => events.removed(), icon("close"));
    this.element = el(
      "div",
      { class: "fcw-r-evidence-form" },
      this.#url,
      this.#title,
      this.#quote,
      el("div", { class: "fcw-r-evidence-last" }, this.#stance, drop),
      this.#fault
    );
  }
  focus() {
    this.#url.focus();
  }
  fill({ url, citation }) {
    this.#url.value = url;
    if (citation !== "") this.#title.value = citation;
  }
  isEmpty() {
    return [this.#url, this.#title, this.#quote].every((one) => one.value.trim() === "");
  }
  /** The item; null where something is wrong, which is then said at its field. */
  read() {
    const [url, citation, quote2] = [this.#url, this.#title, this.#quote].map((one) => one.value.trim());
    const fault = faultOf(url, citation);
    const sentence = fault === null ? "" : this.#words.say(fault);
    if (this.#fault.textContent !== sentence) this.#fault.textContent = sentence;
    this.#url.setAttribute("aria-invalid", String(fault !== null));
    if (fault !== null) return null;
    return { url, quote: quote2, stance: this.#stance.value, ...citation === "" ? {} : { citation } };
  }
};
function faultOf(url, citation) {
  if (url === "") return citation === "" ? "evidence_blank" : null;
  if (webAddress(url) === null) return "evidence_url_wrong";
  return holdsSecret(url) ? "evidence_url_secret" : null;
}
function field(type, placeholder, label, value, limit) {
  const element = el("input", { class: "fcw-r-field", type, placeholder, "aria-label": label, maxlength: limit, dir: type === "url" ? "ltr" : "auto", autocomplete: "off" });
  element.value = value;
  return element;
}

// src/view/evidence.ts
var EvidenceEditor = class {
  element = el("div", { class: "fcw-r-editor" });
  #words;
  #stance;
  #events;
  #forms = [];
  #told;
  constructor(items, stance, questions, words, events) {
    this.#words = words;
    this.#stance = stance;
    this.#events = events;
    this.#told = JSON.stringify(items);
    const add = button({ class: "fcw-r-quiet" }, () => this.#add(null).focus(), words.say("evidence_add"));
    const done = button({ class: "fcw-r-quiet" }, () => {
      if (this.commit()) events.closed();
    }, words.say("done"));
    this.element.append(...questions.map((question) => el("div", { class: "fcw-r-question" }, question)), el("div", { class: "fcw-r-editor-foot" }, add, done));
    for (const item of items) this.#add(item);
    this.#add(null);
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget)) this.commit();
    });
    this.element.addEventListener("change", () => this.commit());
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target instanceof HTMLInputElement && !event.isComposing && this.commit()) events.closed();
    });
  }
  focus() {
    this.#forms[this.#forms.length - 1]?.focus();
  }
  /** Tells the list if every form that is filled in is right; else says at the field what is wrong. */
  commit() {
    const items = this.#forms.filter((form) => !form.isEmpty()).map((form) => form.read());
    this.#events.resized();
    if (items.includes(null)) return false;
    const told3 = JSON.stringify(items);
    if (told3 !== this.#told) {
      this.#told = told3;
      this.#events.changed(items);
    }
    return true;
  }
  #add(item, after) {
    const form = new EvidenceForm(item, this.#stance, this.#words, {
      removed: () => this.#remove(form),
      pasted: (text2) => this.#paste(form, text2)
    });
    const at = after === void 0 ? this.#forms.length : this.#forms.indexOf(after) + 1;
    this.#forms.splice(at, 0, form);
    const before2 = after === void 0 ? this.element.lastElementChild : after.element.nextElementSibling;
    before2?.before(form.element);
    return form;
  }
  /** Where the form was, the next one has the focus; where none is left, an empty one. */
  #remove(form) {
    const at = this.#forms.indexOf(form);
    this.#forms.splice(at, 1);
    const next = this.#forms[at] ?? this.#forms[at - 1] ?? this.#add(null);
    next.focus();
    form.element.remove();
    this.commit();
  }
  /** Several sources in a form's first field are as many forms. False: the paste is plain text. */
  #paste(form, text2) {
    const { sources, refused, secret } = readSources(text2);
    const [first2, ...others] = sources;
    if (first2 === void 0 || refused.length + secret > 0) return false;
    form.fill(first2);
    let last4 = form;
    for (const source of others) last4 = this.#add(itemOf(source, this.#stance), last4);
    this.commit();
    last4.focus();
    return true;
  }
};
function itemOf({ url, citation }, stance) {
  return { url, quote: "", stance, ...citation === "" ? {} : { citation } };
}

// src/view/long_note.ts
function foldedNote(note, isWhole2, words, toggle) {
  const view = noteView(note, words.say("note"));
  view.classList.toggle("fcw-r-whole", isWhole2);
  const attributes = { class: "fcw-r-hint fcw-r-note-more", "data-part": "note-more", "aria-expanded": String(isWhole2), ...isWhole2 ? {} : { hidden: "" } };
  return [view, button(attributes, toggle, words.say(isWhole2 ? "note_less" : "note_more"))];
}
function measureNote(card) {
  const note = card.querySelector(".fcw-r-note:not(.fcw-r-whole)");
  const more = card.querySelector(".fcw-r-note-more");
  if (note === null || more === null) return;
  const isCut = note.scrollHeight > note.clientHeight + 1;
  note.classList.toggle("fcw-r-cut-short", isCut);
  if (more.hidden === isCut) more.hidden = !isCut;
}

// src/view/note.ts
var PAUSE3 = 400;
var NoteEditor = class {
  element;
  #field;
  #events;
  #kept;
  #merge = false;
  #timer = 0;
  /** The `questions` that the note is to answer stand above it. */
  constructor(note, words, events, questions) {
    this.#events = events;
    this.#kept = note;
    const label = questions.length > 0 ? questions.join(" ") : words.say("note");
    this.#field = el("textarea", { class: "fcw-r-field", rows: "3", dir: "auto", "aria-label": label, placeholder: words.say("note_placeholder"), maxlength: "50000" });
    this.#field.value = note;
    this.element = el(
      "div",
      { class: "fcw-r-editor" },
      ...questions.map((question) => el("div", { class: "fcw-r-question", "aria-hidden": "true" }, question)),
      this.#field,
      el("div", { class: "fcw-r-editor-foot" }, button({ class: "fcw-r-quiet" }, () => events.closed(), words.say("done")))
    );
    this.#field.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.commit(), PAUSE3);
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
    this.#events.changed(note, this.#merge);
    this.#merge = true;
    return true;
  }
};

// src/view/passage_gone.ts
function tellGone(card, threads, { reviewer, reviewer_name }, words, resized) {
  card.setAttribute("data-gone", "");
  for (const part of card.querySelectorAll(".fcw-r-deeds, .fcw-r-prompts, .fcw-r-choices")) part.remove();
  const discard = button({ class: "fcw-r-quiet" }, () => {
    threads.discard();
    threads.close();
    card.remove();
    resized();
  }, words.say("talk_discard"));
  threads.element.before(el("div", { class: "fcw-r-passage-gone" }, el("span", { role: "status" }, words.say("talk_passage_gone", { name: reviewer_name || reviewer })), discard));
  resized();
}

// src/view/press.ts
var ENDS2 = ["pointerup", "pointercancel"];
var Press = class {
  #isOn = false;
  /** `ended` is called after each press, and after the click that it may have been. */
  constructor(element, ended) {
    const end = () => {
      this.#isOn = false;
      for (const name of ENDS2) window.removeEventListener(name, end, true);
      setTimeout(ended);
    };
    element.addEventListener("pointerdown", () => {
      this.#isOn = true;
      for (const name of ENDS2) window.addEventListener(name, end, true);
    });
  }
  get isOn() {
    return this.#isOn;
  }
};

// src/core/mention.ts
var MOST3 = 6;
var BEFORE_CARET = /(?:^|[^\p{L}\p{N}_])@([^@\n]{0,40})$/u;
var TOKEN = /@\{(\d{1,9})\}/g;
var SIGNS3 = /[\\`*_{}[\]()#+\-.!~<>|&]/g;
function namingAt(text2, caret) {
  const typed2 = BEFORE_CARET.exec(text2.slice(0, caret))?.[1];
  return typed2 === void 0 || /^\s/.test(typed2) ? null : { start: caret - typed2.length - 1, typed: typed2 };
}
function meant(people, typed2) {
  const wanted = typed2.toLowerCase();
  const begins = ({ name, handle }) => [name, handle, ...name.split(/\s+/)].some((one) => one.toLowerCase().startsWith(wanted));
  return people.filter(begins).slice(0, MOST3);
}
function named3(text2, caret, naming, person, people) {
  const isAlone = people.filter(({ name }) => name.toLowerCase() === person.name.toLowerCase()).length === 1;
  const before2 = `${text2.slice(0, naming.start)}@${isAlone ? person.name : person.handle} `;
  return { text: before2 + text2.slice(caret).replace(/^ /, ""), caret: before2.length };
}
function written(body, mentions) {
  return replaced(body, mentions, ({ name }) => `@${name}`);
}
function markdownOf(body, mentions) {
  return replaced(body, mentions, ({ name }) => `**@${name.replace(SIGNS3, "\\$&")}**`);
}
function replaced(body, mentions, write2) {
  const known2 = new Map(mentions.map((person) => [person.id, person]));
  return body.replace(TOKEN, (token, id) => {
    const person = known2.get(Number(id));
    return person === void 0 ? token : write2(person);
  });
}

// src/view/comment_field.ts
var LONGEST5 = 1e4;
var HIGHEST2 = 220;
var made = 0;
var CommentField = class {
  element;
  #field;
  #foot;
  #list;
  #events;
  #people = null;
  #naming = null;
  #offered = [];
  #everybody = [];
  #chosen = 0;
  constructor(text2, { label, send, leave: leave2 }, words, events) {
    this.#events = events;
    made += 1;
    const list2 = `fcw-r-people-${made}`;
    this.#list = el("div", { class: "fcw-r-people", role: "listbox", id: list2, "aria-label": words.say("talk_people"), hidden: "" });
    this.#field = el("textarea", {
      class: "fcw-r-field fcw-r-comment-field",
      rows: "1",
      dir: "auto",
      maxlength: String(LONGEST5),
      "aria-label": label,
      placeholder: label,
      "aria-autocomplete": "list",
      "aria-controls": list2,
      "aria-expanded": "false",
      role: "combobox"
    });
    this.#field.value = text2;
    this.#foot = el(
      "div",
      { class: "fcw-r-comment-foot" },
      button({ class: "fcw-r-button fcw-r-send", "aria-keyshortcuts": "Control+Enter" }, () => this.#send(), send),
      leave2 === null ? null : button({ class: "fcw-r-quiet" }, () => events.left(), leave2)
    );
    this.element = el("div", { class: "fcw-r-comment-editor" }, this.#field, this.#list, this.#foot);
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("keydown", (event) => this.#press(event));
    this.#field.addEventListener("focus", () => {
      this.#people = null;
      this.#fit();
    });
    this.#field.addEventListener("blur", () => this.#offer(null));
    this.#foot.hidden = text2 === "" && leave2 === null;
  }
  focus() {
    this.#field.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }
  get hasFocus() {
    return document.activeElement === this.#field;
  }
  get text() {
    return this.#field.value;
  }
  /** Somebody is at it: it has the focus, in its field or beside it, or something is written in it. */
  get isUsed() {
    return this.text !== "" || this.element.contains(document.activeElement);
  }
  /** Gives up what is written. */
  discard() {
    this.#field.value = "";
    this.#events.kept("");
  }
  /** Puts the people away; false where none were offered. */
  leavePeople() {
    const had = this.#naming !== null && this.#offered.length > 0;
    this.#offer(null);
    return had;
  }
  #send() {
    const text2 = this.#field.value.trim();
    if (text2 === "") return this.focus();
    this.#field.value = "";
    this.#events.kept("");
    this.#offer(null);
    this.#fit();
    this.#events.sent(text2);
  }
  #typed() {
    this.#events.kept(this.#field.value);
    this.#fit();
    void this.#look();
  }
  /** As high as what is written, and the buttons once there is something to send. */
  #fit() {
    const before2 = this.element.offsetHeight;
    if (this.#field.value !== "") this.#foot.hidden = false;
    this.#field.style.height = "auto";
    this.#field.style.height = `${Math.min(HIGHEST2, this.#field.scrollHeight + 2)}px`;
    if (this.element.offsetHeight !== before2) this.#events.resized();
  }
  async #look() {
    const naming = this.#namingNow();
    if (naming === null) return this.#offer(null);
    this.#people ??= this.#events.people();
    this.#everybody = await this.#people;
    const now = this.#namingNow();
    if (this.hasFocus) this.#offer(now);
  }
  #namingNow() {
    const { value, selectionStart, selectionEnd } = this.#field;
    return selectionStart === selectionEnd ? namingAt(value, selectionStart) : null;
  }
  #offer(naming) {
    const had = this.#offered.length;
    this.#naming = naming;
    this.#offered = naming === null ? [] : meant(this.#everybody, naming.typed);
    this.#chosen = 0;
    this.#list.hidden = this.#offered.length === 0;
    this.#field.setAttribute("aria-expanded", String(this.#offered.length > 0));
    this.#list.replaceChildren(...this.#offered.map((person, at) => this.#option(person, at)));
    this.#mark();
    if (had !== this.#offered.length) this.#events.resized();
  }
  #option(person, at) {
    const option2 = el(
      "div",
      { class: "fcw-r-person", role: "option", id: `${this.#list.id}-${at}` },
      el("span", { dir: "auto" }, person.name),
      person.handle === person.name ? null : el("span", { class: "fcw-r-quiet-text" }, person.handle)
    );
    option2.addEventListener("mousedown", (event) => event.preventDefault());
    option2.addEventListener("click", () => this.#name(person));
    return option2;
  }
  #mark() {
    [...this.#list.children].forEach((option2, at) => option2.setAttribute("aria-selected", String(at === this.#chosen)));
    if (this.#offered.length > 0) this.#field.setAttribute("aria-activedescendant", `${this.#list.id}-${this.#chosen}`);
    else this.#field.removeAttribute("aria-activedescendant");
  }
  #name(person) {
    if (this.#naming === null) return;
    const { text: text2, caret } = named3(this.#field.value, this.#field.selectionStart, this.#naming, person, this.#everybody);
    this.#field.value = text2;
    this.#field.setSelectionRange(caret, caret);
    this.#events.kept(text2);
    this.#offer(null);
    this.#fit();
  }
  #press(event) {
    if (event.isComposing) return;
    const person = this.#offered[this.#chosen];
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      this.#send();
    } else if (person !== void 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.#chosen = (this.#chosen + step + this.#offered.length) % this.#offered.length;
      this.#mark();
    } else if (person !== void 0 && (event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
      this.#name(person);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
};

// src/view/comment_view.ts
function commentView(comment, isNew, words, deeds2) {
  const parts = comment.deleted_at !== null ? [gone(comment, words, deeds2)] : [
    head(comment, isNew, words, deeds2),
    noteView(markdownOf(comment.body, comment.mentions), words.say("talk_said", { name: comment.author_name })),
    ...comment.waiting === null ? [] : [refusal(comment.waiting.result.message ?? "", words, deeds2)]
  ];
  return el("li", { class: "fcw-r-comment", "data-comment": comment.id, "data-state": comment.state, ...isNew ? { "data-new": "" } : {} }, ...parts);
}
function head(comment, isNew, words, deeds2) {
  const edited = comment.edited_at === null ? "" : ` · ${words.say("talk_edited")}`;
  const mine = deeds2.isFree && comment.state === "saved" ? [
    button({ class: "fcw-r-comment-deed", "data-part": `edit-${comment.id}` }, () => deeds2.edit(), words.say("talk_edit")),
    button({ class: "fcw-r-comment-deed", "data-part": `delete-${comment.id}` }, () => deeds2.remove(), words.say("talk_delete"))
  ] : [];
  return el(
    "div",
    { class: "fcw-r-comment-head" },
    el("b", { dir: "auto" }, comment.author_name),
    el("span", { class: "fcw-r-quiet-text" }, `${moment(comment.created_at, words)}${edited}`),
    isNew ? el("span", { class: "fcw-r-new" }, words.say("talk_new")) : null,
    comment.state === "saving" ? stateSign("sync", words.say("state_saving")) : null,
    ...mine
  );
}
function gone(comment, words, deeds2) {
  return el(
    "div",
    { class: "fcw-r-comment-gone" },
    words.say("talk_gone", { name: comment.author_name }),
    deeds2.isFree ? button({ class: "fcw-r-comment-deed", "data-part": `restore-${comment.id}` }, () => deeds2.restore(), words.say("talk_undo")) : null
  );
}
function refusal(message, words, deeds2) {
  const sentence = message.startsWith("reason_") ? words.say(message) : message;
  return el(
    "div",
    { class: "fcw-r-refusal" },
    el("div", { class: "fcw-r-message", role: "alert" }, sentence),
    el(
      "div",
      { class: "fcw-r-decide" },
      button({ class: "fcw-r-button" }, () => deeds2.decide(true), words.say("try_again")),
      button({ class: "fcw-r-button" }, () => deeds2.decide(false), words.say("talk_discard"))
    )
  );
}
var formats2 = /* @__PURE__ */ new Map();
function moment(at, words) {
  const locale = words.say("locale");
  const known2 = formats2.get(locale) ?? [new Intl.DateTimeFormat(locale, { timeStyle: "short" }), new Intl.DateTimeFormat(locale, { dateStyle: "medium" })];
  formats2.set(locale, known2);
  const when = new Date(at);
  if (Number.isNaN(when.valueOf())) return "";
  return when.toDateString() === (/* @__PURE__ */ new Date()).toDateString() ? known2[0].format(when) : known2[1].format(when);
}

// src/view/thread_view.ts
var ThreadView = class {
  element;
  #talking;
  #words;
  #resized;
  #list = el("ul", { class: "fcw-r-comments" });
  #foot = el("div", { class: "fcw-r-thread-foot" });
  #reply;
  #new = /* @__PURE__ */ new Set();
  #thread;
  #editor = null;
  /** A resolved thread is folded until it is asked for. */
  #isUnfolded = false;
  #drawn = "";
  constructor(thread, talking, words, resized) {
    this.#thread = thread;
    this.#talking = talking;
    this.#words = words;
    this.#resized = resized;
    this.#reply = talking.isMute ? null : this.#replyField();
    this.element = el("section", { class: "fcw-r-thread", "data-thread": thread.id, "aria-label": words.say("talk_thread", { name: thread.opened_by }) }, this.#list, ...this.#reply === null ? [] : [this.#reply.element], this.#foot);
    this.update(thread);
  }
  /** Whether somebody writes here just now. */
  get isWritten() {
    return this.#editor !== null || this.#reply?.isUsed === true;
  }
  discard() {
    this.#reply?.discard();
    this.#closeEditor();
  }
  leave() {
    const field2 = this.#editor?.field ?? this.#reply;
    if (field2?.leavePeople() === true) return true;
    if (this.#editor === null) return false;
    this.#closeEditor();
    return true;
  }
  focus() {
    this.#isUnfolded = true;
    this.update(this.#thread);
    (this.#reply ?? { focus: () => this.element.focus() }).focus();
  }
  update(thread) {
    this.#thread = thread;
    for (const { id, unread } of thread.comments) if (unread) this.#new.add(id);
    const drawn = JSON.stringify([thread, this.#isFolded, this.isWritten, this.#editor?.comment]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.element.toggleAttribute("data-resolved", thread.resolved_at !== null);
    this.#list.hidden = this.#isFolded;
    if (this.#reply !== null) this.#reply.element.hidden = thread.resolved_at !== null && !this.isWritten;
    const isAbove = thread.resolved_at !== null && this.isWritten;
    if (this.#reply !== null && isAbove !== (this.#foot.nextElementSibling !== null)) this.#reply.element[isAbove ? "before" : "after"](this.#foot);
    const part = document.activeElement?.dataset["part"];
    this.#fillList(thread);
    this.#foot.replaceChildren(...this.#footParts(thread));
    if (part !== void 0) this.element.querySelector(`[data-part="${part}"]`)?.focus({ preventScroll: true });
  }
  /** Unread comments that are in sight now. */
  shown() {
    return this.#isFolded ? [] : this.#thread.comments.filter(({ unread }) => unread).map(({ id }) => id);
  }
  get #isFolded() {
    return this.#thread.resolved_at !== null && !this.#isUnfolded && !this.isWritten && this.#thread.comments.every(({ unread }) => !unread);
  }
  /** An open editor stays the element it is: whoever writes in it must keep the place. */
  #fillList(thread) {
    const editing = this.#editor;
    const items = thread.comments.map((comment) => comment.id === editing?.comment ? this.#itemOf(editing.field) : this.#comment(thread, comment));
    const kept3 = items.find((item) => item.parentNode === this.#list);
    if (kept3 === void 0) this.#list.replaceChildren(...items);
    else {
      for (const child of [...this.#list.children]) if (child !== kept3) child.remove();
      const at = items.indexOf(kept3);
      kept3.before(...items.slice(0, at));
      kept3.after(...items.slice(at + 1));
    }
  }
  #itemOf({ element }) {
    return element.parentElement ?? el("li", { class: "fcw-r-comment" }, element);
  }
  #comment(thread, comment) {
    return commentView(comment, this.#new.has(comment.id), this.#words, {
      isFree: comment.author === this.#talking.me && !this.#talking.isMute,
      edit: () => this.#edit(comment),
      remove: () => this.#talking.remove(thread, comment),
      restore: () => this.#talking.restore(thread, comment),
      decide: (again2) => this.#talking.decide(thread, comment, again2)
    });
  }
  #footParts(thread) {
    const words = this.#words;
    const turn2 = (thread.resolved_at === null ? thread.may_resolve : thread.may_reopen) && !this.#talking.isMute;
    if (thread.resolved_at === null) {
      const later2 = thread.closed && !this.#talking.isMute ? [el("span", { class: "fcw-r-quiet-text" }, words.say("talk_later", { name: thread.with_name ?? "" }))] : [];
      return turn2 ? [button({ class: "fcw-r-quiet fcw-r-resolve", "data-part": `resolve-${thread.id}` }, () => this.#talking.resolve(thread), icon("check"), words.say("talk_resolve")), ...later2] : later2;
    }
    const by = words.say("talk_resolved", { name: thread.resolved_by ?? "" });
    const fold = button({ class: "fcw-r-quiet", "data-part": `fold-${thread.id}`, "aria-expanded": String(!this.#isFolded) }, () => {
      this.#isUnfolded = this.#isFolded;
      this.update(this.#thread);
      this.#resized();
    }, words.say(this.#isFolded ? "talk_unfold" : "talk_fold", { n: thread.comments.length }));
    return [
      el("span", { class: "fcw-r-quiet-text", role: "status" }, icon("check"), by),
      ...this.isWritten ? [] : [fold],
      ...turn2 ? [button({ class: "fcw-r-quiet", "data-part": `resolve-${thread.id}` }, () => this.#talking.resolve(thread), words.say("talk_reopen"))] : []
    ];
  }
  #replyField() {
    const { id, annotation } = this.#thread;
    const place2 = { thread: id, annotation };
    return new CommentField(this.#talking.drafts.get(`thread:${id}`), { label: this.#words.say("talk_reply"), send: this.#words.say("talk_send"), leave: null }, this.#words, {
      sent: (text2) => this.#talking.say(place2, text2, null),
      resized: this.#resized,
      people: () => this.#talking.people(place2),
      kept: (text2) => void this.#talking.drafts.keep(`thread:${id}`, text2),
      left: () => void 0
    });
  }
  #edit(comment) {
    const { id, annotation } = this.#thread;
    const draft = `edit:${comment.id}`;
    const text2 = this.#talking.drafts.get(draft) || written(comment.body, comment.mentions);
    const field2 = new CommentField(text2, { label: this.#words.say("talk_edit_label"), send: this.#words.say("talk_keep"), leave: this.#words.say("talk_cancel") }, this.#words, {
      sent: (changed) => {
        const now = this.#thread.comments.find((one) => one.id === comment.id) ?? comment;
        this.#closeEditor();
        this.#talking.change(this.#thread, now, changed);
      },
      resized: this.#resized,
      people: () => this.#talking.people({ thread: id, annotation }),
      kept: (changed) => void this.#talking.drafts.keep(draft, changed),
      left: () => this.#closeEditor()
    });
    this.#editor = { comment: comment.id, field: field2 };
    this.update(this.#thread);
    this.#resized();
    field2.focus();
  }
  /** What was written and not kept is given up. */
  #closeEditor() {
    const editor = this.#editor;
    if (editor === null) return;
    this.#editor = null;
    this.#talking.drafts.keep(`edit:${editor.comment}`, "");
    editor.field.element.parentElement?.remove();
    this.update(this.#thread);
    this.element.querySelector(`[data-part="edit-${editor.comment}"]`)?.focus({ preventScroll: true });
    this.#resized();
  }
};

// src/view/threads.ts
var SEEN3 = 600;
var Threads = class {
  element = el("div", { class: "fcw-r-talk" });
  #passage;
  #talking;
  #words;
  #events;
  #views = /* @__PURE__ */ new Map();
  #list = el("div", { class: "fcw-r-threads" });
  #beginning;
  #field;
  #to;
  #timer = 0;
  constructor(passage, talking, words, events) {
    this.#passage = passage;
    this.#talking = talking;
    this.#words = words;
    this.#events = events;
    this.#to = el("select", { class: "fcw-r-field fcw-r-to", "aria-label": words.say("talk_to") });
    this.#field = talking.isMute ? null : this.#beginField();
    this.#beginning = el("div", { class: "fcw-r-begin" }, this.#to, this.#field?.element ?? null);
    this.element.append(this.#list, this.#beginning);
    this.update();
  }
  update() {
    const threads = this.#talking.about(this.#passage);
    for (const [id, view] of this.#views) {
      if (threads.some((thread) => thread.id === id) || view.isWritten) continue;
      view.element.remove();
      this.#views.delete(id);
    }
    for (const thread of threads) {
      const known2 = this.#views.get(thread.id);
      if (known2 !== void 0) known2.update(thread);
      else {
        const view = new ThreadView(thread, this.#talking, this.#words, () => this.#events.resized());
        this.#views.set(thread.id, view);
        this.#list.append(view.element);
      }
    }
    const hasOpen = threads.some(({ resolved_at }) => resolved_at === null);
    this.#beginning.hidden = this.#field === null || this.#passage !== null && hasOpen && !this.#field.isUsed;
    this.#offerRecipients();
    this.#seeSoon();
  }
  focus(thread = null) {
    const open2 = this.#talking.about(this.#passage).find(({ id, resolved_at }) => thread === null ? this.#passage !== null && resolved_at === null : id === thread);
    if (open2 !== void 0) this.#views.get(open2.id)?.focus();
    else if (!this.#beginning.hidden) this.#field?.focus();
  }
  /** Escape: puts away what is open, one thing at a time. */
  leave() {
    return this.#field?.leavePeople() === true || [...this.#views.values()].some((view) => view.leave());
  }
  get isWritten() {
    return this.#field?.isUsed === true || [...this.#views.values()].some((view) => view.isWritten);
  }
  /** Gives up all that is written here and was not sent. */
  discard() {
    this.#field?.discard();
    for (const view of this.#views.values()) view.discard();
  }
  close() {
    clearTimeout(this.#timer);
  }
  #beginField() {
    const place2 = { thread: null, annotation: this.#passage };
    const draft = this.#passage === null ? `article:${this.#talking.revision}` : `passage:${this.#passage}`;
    const label = this.#words.say(this.#passage === null ? "talk_about_article" : "talk_about_passage");
    return new CommentField(this.#talking.drafts.get(draft), { label, send: this.#words.say("talk_send"), leave: null }, this.#words, {
      sent: (text2) => {
        this.#talking.say(place2, text2, this.#to.hidden || this.#to.value === "" ? null : this.#to.value);
        this.focus();
      },
      resized: () => this.#events.resized(),
      people: () => this.#talking.people(place2),
      kept: (text2) => void this.#talking.drafts.keep(draft, text2),
      left: () => void 0
    });
  }
  #offerRecipients() {
    const { recipients } = this.#talking;
    this.#to.hidden = this.#passage !== null || recipients.length === 0;
    const handles = recipients.map(({ handle }) => handle).join();
    if (this.#to.hidden || this.#to.dataset["handles"] === handles) return;
    this.#to.dataset["handles"] = handles;
    const chosen = this.#to.value;
    this.#to.replaceChildren(
      el("option", { value: "" }, this.#words.say("talk_to_all")),
      ...recipients.map(({ handle, name }) => el("option", { value: handle }, this.#words.say("talk_to_one", { name })))
    );
    this.#to.value = chosen;
  }
  #seeSoon() {
    clearTimeout(this.#timer);
    if (this.#unseen().length === 0) return;
    this.#timer = window.setTimeout(() => {
      if (this.element.isConnected && !document.hidden && this.#events.isInSight()) void this.#talking.see(this.#unseen());
    }, SEEN3);
  }
  #unseen() {
    return [...this.#views.values()].flatMap((view) => view.shown());
  }
};

// src/view/card.ts
var GIST = 400;
var Card = class {
  element;
  #id;
  #host;
  #parts;
  /** What was just done in the card, heard as well as seen. */
  #message = el("div", { class: "fcw-r-said", role: "status" });
  #press;
  #view = null;
  #drawn = "";
  #editor = null;
  #threads = null;
  #merge = false;
  /** The tags to choose from are shown: only then, since a click beside the point must not retag. */
  #choosing = false;
  #warned = false;
  /** What is seldom done is shown. */
  #isMore = false;
  /** Its passage went while somebody wrote in it. */
  #isLeft = false;
  /** All of a long note is shown. */
  #isNoteWhole = false;
  constructor(id, host) {
    const { verbs } = host;
    this.#id = id;
    this.#host = host;
    this.#parts = { words: host.words, tags: host.tags, blind: host.blind, cap: (action) => host.cap(action), run: (action) => this.#run(action) };
    this.element = el("div", { class: "fcw-r-card", "data-annotation": id, role: "group", tabindex: "0" });
    this.#press = new Press(this.element, () => {
      if (this.#view !== null) this.update(this.#view);
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === this.element) verbs.activate(id);
    });
    this.element.addEventListener("click", (event) => {
      if (this.#view?.open !== true && !event.target.closest("button, a")) verbs.activate(id);
    });
  }
  get open() {
    return this.#view !== null && (this.#view.open || this.#view.conflict !== null || this.#view.refusal !== null);
  }
  /** What it is about, or was: the passage may be gone (see `outlive`). */
  get passage() {
    return this.#view?.passage;
  }
  /** Its passage is gone: whether it stays all the same, since somebody writes in its talk, which can still be sent. */
  outlive() {
    const view = this.#view;
    if (view === null || this.#threads?.isWritten !== true) return false;
    this.#threads.update();
    if (!this.#isLeft) tellGone(this.element, this.#threads, view.passage.annotation, this.#host.words, () => this.#host.verbs.resized());
    this.#isLeft = true;
    return true;
  }
  get isEdited() {
    return this.#editor !== null;
  }
  update(told3) {
    const view = this.#isLeft && this.#threads?.isWritten === true ? { ...told3, open: true } : told3;
    if (this.#isLeft) this.#drawn = "";
    this.#isLeft &&= view !== told3;
    this.element.removeAttribute("data-gone");
    if (!view.open) {
      this.#editor = null;
      this.#isMore = false;
      this.#isNoteWhole = false;
      this.#message.textContent = "";
      this.#threads?.close();
      this.#threads = null;
    } else this.#threads?.update();
    if (!view.open || view.passage.annotation.tag !== this.#view?.passage.annotation.tag) this.#choosing = false;
    this.#view = view;
    const { annotation } = view.passage;
    Object.assign(this.element.dataset, {
      tag: annotation.tag,
      start: String(annotation.start),
      end: String(annotation.end),
      state: view.state
    });
    const drawn = JSON.stringify([annotation, view.state, view.open, view.free, view.conflict, view.refusal, view.talk, this.#editor !== null]);
    if (drawn === this.#drawn || this.#press.isOn) return;
    this.#drawn = drawn;
    this.#draw(view);
  }
  editNote() {
    const view = this.#view;
    if (view === null || !view.free) return;
    const { note } = view.passage.annotation;
    this.#edit(new NoteEditor(note ?? "", this.#host.words, {
      changed: (text2, merge) => this.#host.verbs.note(this.#id, text2, merge),
      closed: () => this.closeEditor()
    }, this.#questions(view, "note")));
  }
  editEvidence() {
    const view = this.#view;
    if (view === null || !view.free) return;
    const { tag, evidence } = view.passage.annotation;
    this.#merge = false;
    this.#edit(new EvidenceEditor(evidence, usualStance(tag), this.#questions(view, "evidence"), this.#host.words, {
      changed: (items) => {
        this.#host.verbs.evidence(this.#id, items, this.#merge);
        this.#merge = true;
      },
      closed: () => this.closeEditor(),
      resized: () => this.#host.verbs.resized()
    }));
  }
  /** Makes evidence of what was pasted, and says in the card what came of it. False: it is none of this card's. */
  paste(text2) {
    const view = this.#view;
    if (view === null || !view.open || !view.free || this.isEdited) return false;
    const { tag, evidence } = view.passage.annotation;
    const { sources, refused, secret, without } = readSources(text2);
    const known2 = new Set(evidence.map((item) => item.url));
    const fresh = sources.filter(({ url }) => !known2.has(url) && known2.add(url));
    if (fresh.length > 0) this.#host.verbs.evidence(this.#id, [...evidence, ...fresh.map((source) => itemOf(source, usualStance(tag)))], false);
    const told3 = [["pasted", fresh.length], ["pasted_known", sources.length - fresh.length], ["pasted_refused", refused.length], ["pasted_secret", secret]];
    if (sources.length + refused.length + secret === 0) told3.push(["pasted_without", without]);
    const shown3 = refused.map((address) => address.slice(0, 60)).join(" ");
    this.say(...told3.filter(([, n]) => n > 0).map(([key, n]) => this.#host.words.say(key, { n, address: shown3 })));
    return true;
  }
  /** Copies the address of this passage; where the browser forbids it, shows it to be copied by hand. */
  async copyLink() {
    const address = this.#host.address(this.#id);
    if (await copied(address)) this.say(this.#host.words.say("link_copied"));
    else if (this.#view?.open === true) this.#edit(new LinkField(address, this.#host.words));
  }
  /** Where something is said about the passage; at once where the card was just opened. */
  talk() {
    this.#threads?.focus();
  }
  /** Says it in the card until that is closed, or something else is said. */
  say(...sentences) {
    this.#message.textContent = sentences.join(" ");
    this.#host.verbs.resized();
  }
  /** A part that scrolls can be reached and scrolled with the keyboard. */
  measure() {
    measureNote(this.element);
    for (const part of this.element.querySelectorAll(".fcw-r-evidence-list")) {
      if (part.scrollHeight > part.clientHeight + 1) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    }
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
    if (this.#threads?.leave() === true) return true;
    if (this.#editor === null) return false;
    if (!this.#editor.commit() && !this.#warned) {
      this.#warned = true;
      return true;
    }
    this.#editor = null;
    this.#redraw();
    this.#host.verbs.closed(this.#id);
    return true;
  }
  #run(action) {
    if (action === "note") this.editNote();
    else if (action === "evidence") this.editEvidence();
    else if (action === "confidence") this.#host.verbs.confidence(this.#id);
    else if (action === "copy_link") void this.copyLink();
    else if (action === "delete") this.#host.verbs.remove(this.#id);
    else this.#host.verbs[action]();
  }
  #questions(view, answer) {
    const { annotation } = view.passage;
    return openPrompts(this.#host.tags.get(annotation.tag), annotation).filter((prompt) => prompt.answer === answer).map(({ ask }) => ask);
  }
  #edit(editor) {
    this.#editor?.commit();
    this.#editor = editor;
    this.#warned = false;
    this.#message.textContent = "";
    this.#redraw();
    editor.focus();
    this.#host.verbs.edited(this.#id);
  }
  #redraw() {
    this.#drawn = "";
    if (this.#view !== null) this.update(this.#view);
    this.#host.verbs.resized();
  }
  /** Everything but an open editor is made anew: whoever writes in it must keep the place. */
  #draw(view) {
    const { annotation } = view.passage;
    const { words, tags } = this.#host;
    const element = this.element;
    element.style.setProperty("--fcw-r-c", tags.colour(annotation.tag, "underline"));
    element.classList.toggle("fcw-r-open", this.open);
    element.classList.toggle("fcw-r-active", view.open);
    element.classList.toggle("fcw-r-theirs", !view.passage.mine);
    element.classList.toggle("fcw-r-edited", this.#editor !== null);
    element.setAttribute("aria-label", words.say("card_label", { tag: annotation.tag, quote: annotation.quote }));
    const above = [this.#head(view)];
    const below = [];
    if (this.open) this.#details(view, above, below);
    const refocus = this.#heldFocus();
    const talk = this.#talk(view);
    const lasting = [...this.#editor === null ? [] : [this.#editor.element], ...this.open ? [this.#message] : []];
    for (const child of [...element.children]) if (child !== talk && !lasting.includes(child)) child.remove();
    element.prepend(...above);
    let last4 = above[above.length - 1];
    for (const part of lasting) {
      if (part.parentNode !== element) last4.after(part);
      last4 = part;
    }
    if (talk?.parentNode === element) talk.before(...below);
    else element.append(...below, ...talk === null ? [] : [talk]);
    refocus?.();
  }
  /** What is said about the passage: an element that lasts as long as the card is open. */
  #talk(view) {
    if (!view.open) return null;
    this.#threads ??= new Threads(this.#id, this.#host.talking, this.#host.words, {
      resized: () => this.#host.verbs.resized(),
      isInSight: () => this.element.clientHeight > 0
    });
    return this.#threads.element;
  }
  /** What gives the focus back to the part that had it, made anew; to the card where that is gone. */
  #heldFocus() {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === this.element || !this.element.contains(at) || this.#editor?.element.contains(at) || this.#threads?.element.contains(at)) return null;
    const { part } = at.dataset;
    return () => {
      const again2 = part === void 0 ? null : this.element.querySelector(`[data-part="${part}"]`);
      (again2 ?? this.element).focus({ preventScroll: true });
    };
  }
  #head(view) {
    const { annotation } = view.passage;
    const changes = view.open && view.free && view.conflict === null;
    const tag = changes ? this.#tagButton(annotation.tag) : el("span", { class: "fcw-r-card-tag" }, annotation.tag);
    tag.style.color = this.#host.tags.colour(annotation.tag, "ink");
    const name = view.passage.mine ? null : el("span", { class: "fcw-r-reviewer", dir: "auto" }, annotation.reviewer_name || annotation.reviewer);
    return el("div", { class: "fcw-r-card-head" }, this.#host.tags.swatch(annotation.tag), tag, name, this.#gist(view), ...this.#signs(view));
  }
  /** In one line: what the note begins with, else what was said. */
  #gist(view) {
    if (this.open) return el("span", { class: "fcw-r-gist" });
    const { note, quote: quote2 } = view.passage.annotation;
    const line = note === null ? "" : firstLine(note);
    return line === "" ? el("span", { class: "fcw-r-gist fcw-r-gist-quote", dir: "auto" }, quoted2(quote2.slice(0, GIST))) : el("span", { class: "fcw-r-gist", dir: "auto" }, line);
  }
  #tagButton(tag) {
    const label = this.#host.words.say("change_tag");
    return button({ class: "fcw-r-card-tag", "data-part": "tag", "aria-expanded": String(this.#choosing), "aria-label": `${tag}: ${label}`, title: label }, () => {
      this.#choosing = !this.#choosing;
      this.#redraw();
      this.element.querySelector("button.fcw-r-card-tag")?.focus();
    }, tag);
  }
  #chooseTag() {
    if (this.#view?.open !== true) this.#host.verbs.activate(this.#id);
    this.#choosing = true;
    this.#redraw();
    this.element.querySelector("button.fcw-r-card-tag")?.focus();
  }
  #signs(view) {
    const { words } = this.#host;
    const { evidence, confidence } = view.passage.annotation;
    const signs = [];
    const state = { saving: "sync", failed: "cloud_off", conflict: "sync_problem", saved: null }[view.state];
    if (state !== null) signs.push(stateSign(state, words.say(`state_${view.state}`)));
    const { comments, unread } = view.talk;
    if (!this.open && comments > 0) signs.push(talkSign(comments, unread, words));
    if (!this.open && evidence.length > 0) signs.push(named2(icon("link"), words.say("evidence_count", { n: evidence.length })));
    if (confidence !== null) {
      const word = words.say(`confidence_${confidence}`);
      const dots = confidenceDots(confidence);
      signs.push(this.open ? el("span", { class: "fcw-r-confidence" }, dots, word) : named2(dots, words.say("confidence_of", { confidence: word })));
    }
    return signs;
  }
  #details(view, above, below) {
    const { words, verbs } = this.#host;
    const { annotation } = view.passage;
    above.push(el("div", { class: "fcw-r-quote", dir: "auto" }, quoted2(annotation.quote)));
    if (!(this.#editor instanceof NoteEditor) && annotation.note) above.push(...foldedNote(annotation.note, this.#isNoteWhole, words, () => {
      this.#isNoteWhole = !this.#isNoteWhole;
      this.#redraw();
    }));
    if (!(this.#editor instanceof EvidenceEditor) && annotation.evidence.length > 0) above.push(evidenceList(annotation, words));
    if (view.conflict !== null) below.push(conflictView(view.passage, view.conflict, words, verbs));
    else if (view.refusal !== null) below.push(refusalView(view.passage, view.refusal, words, verbs, () => this.#chooseTag()));
    if (!view.open) return;
    const isFree = view.free && view.conflict === null;
    const prompts = isFree && !this.isEdited ? promptList(annotation, this.#parts) : null;
    if (prompts !== null) below.push(prompts);
    if (isFree && this.#choosing) below.push(tagChoices(annotation.tag, this.#parts, (tag) => verbs.retag(this.#id, tag)));
    below.push(isFree ? deeds(annotation, this.#parts, this.#isMore, () => {
      this.#isMore = !this.#isMore;
      this.#redraw();
    }) : theirDeeds(annotation, this.#parts));
  }
};

// src/view/filter_row.ts
var FilterRow = class {
  element;
  filter = EVERYTHING;
  #words;
  #changed;
  #count = el("span", { class: "fcw-r-filter-count", role: "status" });
  #toggle;
  #all;
  #choices;
  #whose;
  #none;
  #pressed = [];
  constructor(words, tags, key, changed) {
    this.#words = words;
    this.#changed = changed;
    this.#toggle = button({ class: "fcw-r-hint", "aria-expanded": "false" }, () => this.#turn(!this.isOpen), key === "" ? null : keyCap(key), words.say("filter"));
    this.#all = button({ class: "fcw-r-hint fcw-r-filter-all" }, () => this.showAll(), words.say("filter_all"));
    this.#whose = [
      this.#choice(words.say("filter_mine"), () => this.#whoseIs("mine"), ({ whose }) => whose === "mine"),
      this.#choice(words.say("filter_others"), () => this.#whoseIs("others"), ({ whose }) => whose === "others")
    ];
    this.#choices = el(
      "div",
      { class: "fcw-r-filter-choices", role: "group", "aria-label": words.say("filter_cards"), hidden: "" },
      ...tags.all.map((tag) => this.#choice(tag.name, () => ({ tags: toggled(this.filter.tags, tag.name) }), (filter) => filter.tags.has(tag.name), tags.swatch(tag.name))),
      this.#choice(words.say("filter_note"), () => ({ withNote: !this.filter.withNote }), ({ withNote }) => withNote),
      this.#choice(words.say("filter_no_evidence"), () => ({ withoutEvidence: !this.filter.withoutEvidence }), ({ withoutEvidence }) => withoutEvidence),
      ...this.#whose
    );
    this.#none = el("p", { class: "fcw-r-filter-none", hidden: "" }, words.say("filter_none"));
    this.element = el(
      "div",
      { class: "fcw-r-filter" },
      el("div", { class: "fcw-r-filter-head" }, this.#count, this.#all, this.#toggle),
      this.#choices,
      this.#none
    );
  }
  get isOpen() {
    return !this.#choices.hidden;
  }
  update({ shown: shown3, total, isOpenBeside, isShared }) {
    const isAll2 = isEverything(this.filter);
    const some = isOpenBeside ? "cards_shown_and_open" : "cards_shown";
    const sentence = isAll2 ? this.#words.say("cards_count", { n: total }) : this.#words.say(some, { k: shown3.toLocaleString("en-US"), n: total });
    if (this.#count.textContent !== sentence) this.#count.textContent = sentence;
    this.element.hidden = total === 0 && isAll2 && !this.isOpen;
    this.element.classList.toggle("fcw-r-filter-on", !isAll2 || this.isOpen);
    this.element.classList.toggle("fcw-r-filter-open", this.isOpen);
    this.#all.hidden = isAll2;
    this.#none.hidden = shown3 > 0 || isAll2;
    for (const one of this.#whose) one.hidden = !isShared;
    for (const press of this.#pressed) press();
  }
  /** Opens the choices and goes to the first; from among them, closes them and stays with the row. */
  toggle() {
    this.#turn(!this.element.contains(document.activeElement) || !this.isOpen);
  }
  /** Puts the choices away; what they chose stays. False when they were not open. */
  close() {
    if (!this.isOpen) return false;
    this.#show(false);
    return true;
  }
  showAll() {
    this.filter = EVERYTHING;
    this.#changed();
    if (!this.element.contains(document.activeElement)) this.#toggle.focus({ preventScroll: true });
  }
  #turn(opens) {
    this.#show(opens);
    if (opens) this.#choices.querySelector("button:not([hidden])")?.focus({ preventScroll: true });
  }
  #show(opens) {
    this.#choices.hidden = !opens;
    this.#toggle.setAttribute("aria-expanded", String(opens));
    this.#changed();
  }
  #whoseIs(whose) {
    return { whose: this.filter.whose === whose ? "all" : whose };
  }
  #choice(name, change, isPressed, sign = null) {
    const element = button({ class: sign === null ? "fcw-r-choice" : "fcw-r-choice fcw-r-lined", "aria-pressed": "false" }, () => {
      this.filter = { ...this.filter, ...change() };
      this.#changed();
    }, sign, name);
    this.#pressed.push(() => element.setAttribute("aria-pressed", String(isPressed(this.filter))));
    return element;
  }
};

// src/view/line_tops.ts
var LineTops = class {
  #article;
  #known = /* @__PURE__ */ new Map();
  #before = /* @__PURE__ */ new Map();
  #letters = "";
  constructor(article) {
    this.#article = article;
  }
  /** Begins to look: what nobody asks for until the next time is forgotten. */
  begin(width, style) {
    this.#letters = [width, style.font, style.letterSpacing, style.wordSpacing, document.fonts.status].join("|");
    this.#before = this.#known;
    this.#known = /* @__PURE__ */ new Map();
  }
  /** Client pixels of the first line of what begins there, in a paragraph that lies in this box; null where there is none. */
  top(block2, box2, start) {
    const { tops } = this.#of(block2, box2.bottom - box2.top);
    let top = tops.get(start);
    if (top === void 0) {
      const line = linesOf4(this.#article, { start, end: start + 1 })[0];
      tops.set(start, top = line === void 0 ? null : line.top - box2.top);
    }
    return top === null ? null : box2.top + top;
  }
  #of(block2, height) {
    const known2 = this.#known.get(block2);
    if (known2 !== void 0) return known2;
    const look2 = `${this.#letters}|${height.toFixed(1)}|${this.#article.drawnIn(block2)}`;
    const before2 = this.#before.get(block2);
    const now = before2?.look === look2 ? before2 : { look: look2, tops: /* @__PURE__ */ new Map() };
    this.#known.set(block2, now);
    return now;
  }
};

// src/view/stacking.ts
var GAP2 = 6;
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
function pushDown(wishes, floor2) {
  let free = floor2;
  return wishes.map((wish) => {
    const top = Math.max(wish.top, free);
    free = top + wish.height + GAP2;
    return top;
  });
}
function pushUp(tops, wishes, ceiling) {
  let limit = ceiling;
  for (let index = tops.length - 1; index >= 0; index -= 1) {
    const { height } = wishes[index];
    if (tops[index] + height + GAP2 <= limit) break;
    limit -= height + GAP2;
    tops[index] = limit;
  }
  return tops;
}

// src/view/cards.ts
var ALL_CARDS = 90;
var MOST_CARDS = 60;
var ON_EACH_SIDE = 20;
var FOLDED = 36;
var NEAR3 = 900;
var FAR = 500;
var UNSEEN = FAR + 100;
var REST3 = 500;
var Cards = class {
  element;
  #cards = /* @__PURE__ */ new Map();
  #reading;
  #passages;
  #article;
  #lines;
  #host;
  #list = el("div", { class: "fcw-r-card-list" });
  #filter;
  #none;
  #situation = { active: null, locked: false, stuck: false };
  /** What lies near the screen and what on it, as positions of the text, and where the article lay when that was looked up. */
  #near = { start: 0, end: 0 };
  #seen = { start: 0, end: 0 };
  #laid = { top: Number.NaN, height: 0 };
  /** The first passage with a card, where not all have one. */
  #first = null;
  #tops = /* @__PURE__ */ new WeakMap();
  #rest = 0;
  #due = null;
  constructor(data, reading, passages, article, words, tags, verbs, talking) {
    this.#reading = reading;
    this.#passages = passages;
    this.#article = article;
    this.#lines = new LineTops(article);
    this.#host = {
      words,
      tags,
      verbs,
      talking,
      blind: data.blind === true,
      cap: (action) => capOf(strokeFor(data.keys, action)),
      address: (id) => passageAddress(location.href, data.article.id, id)
    };
    this.#filter = new FilterRow(words, tags, capOf(strokeFor(data.keys, "filter")), () => {
      this.refresh([], this.#situation);
      verbs.resized();
    });
    this.#none = el("p", { class: "fcw-r-no-cards", hidden: "" }, words.say("cards_none"));
    this.element = el("div", { class: "fcw-r-cards", role: "complementary", "aria-label": words.say("cards") }, this.#filter.element, this.#none, this.#list);
  }
  card(id) {
    this.renew();
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
  /** Opens the choices of cards, or puts them away. */
  toggleFilter() {
    this.#filter.toggle();
  }
  /** Puts the choices away; false when they were not open. */
  closeFilter() {
    return this.#filter.close();
  }
  /** The passage whose card comes after (1) or before (-1) that of `active`, from the end to the start again. */
  neighbour(active, step) {
    const open2 = active === null ? void 0 : this.#passages.get(active);
    const all2 = open2 === void 0 ? this.#passing() : this.#with(open2, this.#passing());
    const at = all2.findIndex((one) => one.id === active);
    const from = at === -1 && step === -1 ? 0 : at;
    return all2[(from + step + all2.length) % all2.length] ?? null;
  }
  /** These passages (null: all) and whatever was or is active have to be looked at again, before the next measuring. */
  refresh(ids, situation) {
    const before2 = this.#situation;
    this.#situation = situation;
    this.#due ??= { ids: /* @__PURE__ */ new Set(), everything: false };
    if (ids === null || before2.locked !== situation.locked || before2.stuck !== situation.stuck) this.#due.everything = true;
    for (const id of [...ids ?? [], before2.active, situation.active]) this.#due.ids.add(id);
  }
  /** Makes and fills the cards as they are now; where they lie is measured afterwards, together with all else. */
  renew() {
    const due = this.#due;
    if (due === null) return;
    this.#due = null;
    const passing = this.#passing();
    const wanted = this.#wanted(passing);
    const total = this.#passages.ordered().length;
    const { active } = this.#situation;
    const isOpenBeside = active !== null && this.#passages.get(active) !== void 0 && !passing.some(({ id }) => id === active);
    this.#filter.update({ shown: passing.length, total, isOpenBeside, isShared: this.#passages.showOthers });
    this.#none.hidden = total > 0 || this.#situation.locked;
    for (const [id, card] of this.#cards) {
      if (wanted.has(id) || this.#passages.get(id) === void 0 && card.outlive()) continue;
      card.element.remove();
      this.#cards.delete(id);
    }
    let previous = null;
    for (const id of wanted) {
      const known2 = this.#cards.get(id);
      const card = known2 ?? new Card(id, this.#host);
      if (known2 === void 0) this.#cards.set(id, card);
      if (known2 === void 0 || due.everything || due.ids.has(id)) card.update(this.#view(this.#passages.get(id)));
      this.#putAfter(previous, card.element);
      previous = card.element;
    }
  }
  /** Moved in the page, the card that somebody is in would lose the focus: what stands in its way moves, whose turn comes yet. */
  #putAfter(previous, card) {
    const next = () => previous === null ? this.#list.firstElementChild : previous.nextElementSibling;
    if (card.contains(document.activeElement)) for (let at = next(); at !== null && at !== card; at = next()) this.#list.append(at);
    if (next() !== card) this.#list.insertBefore(card, next());
  }
  /** Nothing moved since the cards were laid out, or no more than what lay ready for it. */
  isSettled() {
    const { top, height } = this.#article.element.getBoundingClientRect();
    return Math.abs(top - this.#laid.top) < FAR && height === this.#laid.height && !this.#look();
  }
  /** Looks where each card belongs beside its passage; what it gives puts them there. */
  measure() {
    this.#look();
    this.renew();
    const box2 = this.#article.element.getBoundingClientRect();
    this.#laid = { top: box2.top, height: box2.height };
    if (this.#situation.active !== null) this.#cards.get(this.#situation.active)?.measure();
    if (getComputedStyle(this.element).getPropertyValue("--fcw-r-stacked").trim() === "no") return () => void 0;
    const origin = this.#list.getBoundingClientRect().top;
    const shown3 = [...this.#cards].map(([id, card]) => ({ card, passage: this.#passages.get(id) ?? card.passage }));
    shown3.sort((a, b) => a.passage.start - b.passage.start || b.passage.end - a.passage.end || (a.passage.id < b.passage.id ? -1 : 1));
    const tops = this.#desiredTops(shown3.map((one) => one.passage), origin, box2.width);
    const wishes = shown3.map(({ card }, index) => ({ top: tops[index], height: card.open ? card.element.offsetHeight : FOLDED }));
    const fixed = shown3.findIndex((one) => one.passage.id === this.#situation.active);
    const places = stack(wishes, fixed === -1 ? null : fixed);
    const isUnseen = (top) => top !== void 0 && (top + origin < -UNSEEN || top + origin > window.innerHeight + UNSEEN);
    return () => {
      const late = [];
      shown3.forEach(({ card }, index) => {
        const top = Math.round(places[index]);
        if (isUnseen(top) && isUnseen(this.#tops.get(card))) late.push([card, top]);
        else this.#put(card, top);
      });
      clearTimeout(this.#rest);
      this.#rest = window.setTimeout(() => {
        for (const [card, top] of late) this.#put(card, top);
      }, REST3);
      const last4 = places.length - 1;
      this.#list.style.minHeight = last4 < 0 ? "" : `${places[last4] + wishes[last4].height}px`;
    };
  }
  #put(card, top) {
    if (this.#tops.get(card) === top) return;
    this.#tops.set(card, top);
    card.element.style.top = `${top}px`;
  }
  /** Where there are too many passages for all to have cards: which are near the screen now. Says whether others are. */
  #look() {
    const passing = this.#passing();
    if (passing.length <= ALL_CARDS) return false;
    const between = (above, below) => ({ start: this.#article.positionNear(above), end: this.#article.positionNear(below) });
    this.#near = between(-FAR, window.innerHeight + FAR);
    this.#seen = between(0, window.innerHeight);
    const before2 = this.#first;
    this.#from(...this.#shown(passing));
    if (this.#first === before2) return false;
    this.refresh([], this.#situation);
    return true;
  }
  #desiredTops(passages, origin, width) {
    const blockTops = /* @__PURE__ */ new Map();
    const style = getComputedStyle(this.#article.element);
    const middle = Number.parseFloat(style.getPropertyValue("--fcw-r-top")) + Number.parseFloat(style.getPropertyValue("--fcw-r-fh")) / 2;
    this.#lines.begin(width, style);
    return passages.map((passage) => {
      let block2 = blockTops.get(passage.firstBlock);
      if (block2 === void 0) {
        block2 = this.#article.boxOfBlock(passage.firstBlock);
        blockTops.set(passage.firstBlock, block2);
      }
      const near = block2.bottom > -NEAR3 && block2.top < window.innerHeight + NEAR3;
      const line = near ? this.#lines.top(passage.firstBlock, block2, passage.start) : null;
      return Math.max(0, (line ?? block2.top) + middle - FOLDED / 2 - origin);
    });
  }
  /** What the filter lets through, in reading order. */
  #passing() {
    const all2 = this.#passages.ordered();
    const { filter } = this.#filter;
    return isEverything(filter) ? all2 : all2.filter((one) => passes(filter, one.annotation, one.mine));
  }
  /** In reading order; the open passage always, whatever the filter says. */
  #wanted(passing) {
    const [all2, active] = this.#shown(passing);
    if (all2.length <= ALL_CARDS) return new Set(all2.map((one) => one.id));
    const from = this.#from(all2, active);
    return new Set(all2.filter((one, at) => one === active || at >= from && at < from + MOST_CARDS).map((one) => one.id));
  }
  /** What the filter lets through and the open passage, and which of them that is. */
  #shown(passing) {
    const active = this.#situation.active === null ? void 0 : this.#passages.get(this.#situation.active);
    return [active === void 0 ? passing : this.#with(active, passing), active];
  }
  /** Where those with a card begin: where they began before, as long as all that need one are among them. */
  #from(all2, active) {
    const [first2, end] = this.#needed(all2, active);
    const before2 = all2.findIndex(({ id }) => id === this.#first);
    if (before2 !== -1 && before2 <= first2 && before2 + MOST_CARDS >= end) return before2;
    const from = Math.max(0, Math.min((first2 + end >> 1) - (MOST_CARDS >> 1), all2.length - MOST_CARDS));
    this.#first = all2[from]?.id ?? null;
    return from;
  }
  /** The places of those near the screen; if these are too many, of those on it; else of those around the open one, or in the middle. */
  #needed(all2, active) {
    const [near, seen] = [this.#near, this.#seen].map(({ start, end }) => [placeOf2(all2, start), placeOf2(all2, end)]);
    for (const span of [near, seen]) if (span[1] - span[0] <= MOST_CARDS) return span;
    const open2 = active === void 0 ? -1 : all2.indexOf(active);
    const middle = open2 >= seen[0] && open2 < seen[1] ? open2 : seen[0] + seen[1] >> 1;
    return [Math.max(0, middle - ON_EACH_SIDE), Math.min(all2.length, middle + ON_EACH_SIDE)];
  }
  #with(active, passing) {
    const wanted = new Set(passing).add(active);
    return wanted.size === passing.length ? passing : this.#passages.ordered().filter((one) => wanted.has(one));
  }
  #view(passage) {
    const told3 = this.#reading.saveState(passage.id);
    const state = told3 === "saving" && this.#situation.stuck ? "failed" : told3;
    const waiting = this.#reading.conflict(passage.id);
    return {
      passage,
      state,
      open: passage.id === this.#situation.active,
      free: passage.mine && !this.#situation.locked,
      conflict: state === "conflict" ? waiting : null,
      refusal: told3 === "failed" ? waiting : null,
      talk: this.#host.talking.count(passage.id)
    };
  }
};
function placeOf2(all2, position) {
  const found = all2.findIndex((one) => one.start >= position);
  return found === -1 ? all2.length : found;
}

// src/view/coverage.ts
var STATES = ["unread", "cleared", "tagged"];
var Coverage = class {
  #sentences;
  #isCleared;
  /** The place of each sentence's state in STATES. */
  #states;
  /** How many sentences are unread. */
  left;
  constructor(sentences, isCleared) {
    this.#sentences = sentences;
    this.#isCleared = isCleared;
    this.#states = new Uint8Array(sentences.length);
    this.left = sentences.length;
  }
  state(number) {
    return STATES[this.#states[number] ?? 0];
  }
  /** Looks again at the sentences that touch these spans, and at these numbers; null: at all. Gives those whose state is another now. */
  refresh(passages, spans, numbers) {
    const looked = spans === null ? this.#sentences.keys() : /* @__PURE__ */ new Set([...numbers, ...spans.flatMap((span) => this.numbersIn(span))]);
    const changed = [];
    for (const number of looked) {
      const sentence = this.#sentences[number];
      if (sentence === void 0) continue;
      const tagged = passages.overlapping(sentence).some((one) => one.mine);
      const state = tagged ? 2 : this.#isCleared(number) ? 1 : 0;
      if (state === this.#states[number]) continue;
      this.left += Number(state === 0) - Number(this.#states[number] === 0);
      this.#states[number] = state;
      changed.push(number);
    }
    return changed;
  }
  /** The sentences that share a letter with the span, in order. */
  numbersIn(span) {
    const numbers = [];
    for (let number = this.#firstEndingAfter(span.start); number < this.#sentences.length; number += 1) {
      if (this.#sentences[number].start >= span.end) break;
      numbers.push(number);
    }
    return numbers;
  }
  /** The cleared sentences between two positions. */
  clearedIn(start, end) {
    return this.numbersIn({ start, end }).filter((number) => this.#states[number] === 1).map((number) => this.#sentences[number]);
  }
  /** The next or previous unread sentence beside a span, round the end of the article; null where none is left. */
  nextUnread(from, step) {
    const count = this.#sentences.length;
    if (this.left === 0) return null;
    const after = this.#firstEndingAfter(from.end - (from.end > from.start ? 1 : 0));
    const isIn = from.end > from.start && after < count && this.#sentences[after].start < from.end;
    let number = step === 1 ? isIn ? after + 1 : after : this.#firstEndingAfter(from.start) - 1;
    for (let tried = 0; tried < count; tried += 1, number += step) {
      const place2 = (number % count + count) % count;
      if (this.#states[place2] === 0) return place2;
    }
    return null;
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

// src/core/word_edges.ts
function endAfter(units, at) {
  const ends = [units.next("word", point(at))?.end, units.at("sentence", at).end];
  return first(ends.filter((end) => end !== void 0 && end > at));
}
function endBefore(units, at) {
  return last3(["word", "sentence"].map((unit) => {
    const found = units.previous(unit, point(at));
    return found?.end === at ? units.previous(unit, found)?.end : found?.end;
  }));
}
function startAfter(units, at) {
  return first(["word", "sentence"].map((unit) => {
    const found = units.at(unit, at);
    return found.start > at ? found.start : units.next(unit, found)?.start;
  }));
}
function startBefore(units, at) {
  const starts = [units.previous("word", point(at))?.start, units.at("sentence", Math.max(0, at - 1)).start];
  return last3(starts.filter((start) => start !== void 0 && start < at));
}
function point(at) {
  return { start: at, end: at };
}
function first(places) {
  const known2 = places.filter((place2) => place2 !== void 0);
  return known2.length === 0 ? null : Math.min(...known2);
}
function last3(places) {
  const known2 = places.filter((place2) => place2 !== void 0);
  return known2.length === 0 ? null : Math.max(...known2);
}

// src/view/cursor.ts
var UNITS2 = ["word", "clause", "sentence", "paragraph"];
var EDGES = ["left", "top", "width", "height"];
var Cursor = class {
  range = null;
  unit = "sentence";
  /** It was placed since the article was opened. */
  hasBegun = false;
  /** Shown where it would begin, and not placed yet: the first step leads there. */
  isResting = false;
  layer = el("div", { class: "fcw-r-cursor", "aria-hidden": "true" });
  #article;
  #units;
  #moved;
  /** What was widened, the last one last: narrowing leads back. */
  #wider = [];
  /** The first unit of the cursor, from which Shift extends. */
  #anchor = null;
  /** `moved`: it has to be drawn anew. */
  constructor(article, units, moved) {
    this.#article = article;
    this.#units = units;
    this.#moved = moved;
  }
  place(range, unit = this.unit) {
    this.#wider = [];
    this.#put(range, unit);
  }
  #put(range, unit) {
    this.range = range;
    this.#anchor = range;
    this.unit = unit;
    this.isResting = false;
    if (range !== null) this.hasBegun = true;
    this.#moved();
  }
  /** Shows where it begins, for whoever has not placed it. */
  rest(position) {
    const { hasBegun } = this;
    this.placeAt(position);
    this.isResting = true;
    this.hasBegun = hasBegun;
  }
  placeAt(position, unit = "sentence") {
    this.place(this.#units.at(unit, position), unit);
  }
  /** Moves to the next or previous unit; from nowhere, or from where it rests, to the one at `start`. False at the text's ends. */
  move(unit, step, start) {
    const from = this.isResting ? null : this.range;
    const found = from === null ? this.#units.at(unit, start) : this.#step(unit, step, from);
    if (found !== null) this.place(found, unit);
    return found !== null;
  }
  /** Moves the far end by one unit, and back. */
  extend(unit, step, start) {
    const range = this.range;
    const anchor = this.#anchor;
    if (range === null || anchor === null || this.isResting) {
      this.move(unit, step, start);
      return;
    }
    const forward = range.end > anchor.end || range.start === anchor.start && step === 1;
    this.range = forward ? this.#moveEnd(range, anchor, unit, step) : this.#moveStart(range, anchor, unit, step);
    this.#moved();
  }
  /** Takes where it rests for its place: what is done there is meant. */
  settle() {
    if (this.isResting) this.place(this.range);
  }
  /** To the next wider unit that holds more; a sentence of one clause is both at once. */
  widen() {
    const [from, unit] = [this.range, this.unit];
    this.#resize(1, (range, wider) => this.#units.widen(range, wider));
    if (from !== null && this.range !== null && this.range !== from) this.#wider.push({ range: from, unit, to: this.range });
  }
  /** Back to what was widened, else to the first narrower unit in it. */
  narrow() {
    const last4 = this.#wider.pop();
    if (last4 !== void 0 && last4.to === this.range) this.#put(last4.range, last4.unit);
    else this.#resize(-1, (range, unit) => this.#units.at(unit, range.start));
  }
  #resize(step, found) {
    const range = this.range;
    if (range === null) return;
    for (let at = UNITS2.indexOf(this.unit) + step; at >= 0 && at < UNITS2.length; at += step) {
      const unit = UNITS2[at];
      const next = found(range, unit);
      this.#put(next, unit);
      if (next.start !== range.start || next.end !== range.end) return;
    }
  }
  /** Looks where the bar and the tint behind the text belong; what it gives draws them. The text itself is not touched. */
  measure() {
    const range = this.range;
    const lines = range === null ? [] : linesOf4(this.#article, range);
    const boxes = range === null ? [] : this.#boxes(range, lines);
    const draw = () => {
      this.layer.closest(".fcw-r-root")?.toggleAttribute("data-cursor", range !== null);
      this.layer.toggleAttribute("data-narrow", this.unit === "clause" || this.unit === "word");
      if (boxes === null) return;
      while (this.layer.childElementCount > boxes.length) this.layer.lastElementChild?.remove();
      boxes.forEach((box2, at) => this.#draw(box2, this.layer.children[at] ?? this.layer.appendChild(el("div"))));
    };
    return { lines, draw };
  }
  /** Where it stands already nothing is touched: what is touched is laid out again. */
  #draw({ kind, style }, element) {
    if (element.className !== kind) element.className = kind;
    for (const name of EDGES) if (element.style[name] !== style[name]) element.style[name] = style[name];
  }
  #boxes(range, lines) {
    const origin = this.layer.getBoundingClientRect();
    const first2 = lines[0];
    const last4 = lines[lines.length - 1];
    if (first2 === void 0 || last4 === void 0) return null;
    const style = getComputedStyle(this.#article.element);
    const offset = Number.parseFloat(style.getPropertyValue("--fcw-r-top"));
    const height = Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    const tints = lines.map((line) => box("fcw-r-tint", line.left - origin.left, line.top + offset - origin.top, line.right - line.left, height));
    const barTop = first2.top + offset - origin.top;
    const beside = this.#article.directionAt(range.start) === "rtl" ? origin.width + 9 : -12;
    const bar = box("fcw-r-bar", beside, barTop, 3, last4.top + offset + height - origin.top - barTop);
    return [bar, ...tints];
  }
  #step(unit, step, from) {
    return step === 1 ? this.#units.next(unit, from) : this.#units.previous(unit, from);
  }
  #moveEnd(range, anchor, unit, step) {
    if (unit === "word") {
      const end = step === 1 ? endAfter(this.#units, range.end) : endBefore(this.#units, range.end);
      return { start: range.start, end: Math.max(anchor.end, end ?? range.end) };
    }
    if (step === 1) return { start: range.start, end: this.#units.next(unit, { start: range.end, end: range.end })?.end ?? range.end };
    const last4 = this.#units.at(unit, Math.max(range.start, range.end - 1));
    const back = this.#units.previous(unit, last4)?.end ?? anchor.end;
    return { start: range.start, end: Math.max(anchor.end, back) };
  }
  #moveStart(range, anchor, unit, step) {
    if (unit === "word") {
      const start = step === 1 ? startAfter(this.#units, range.start) : startBefore(this.#units, range.start);
      return { start: Math.min(anchor.start, start ?? range.start), end: range.end };
    }
    if (step === -1) return { start: this.#units.previous(unit, { start: range.start, end: range.start })?.start ?? range.start, end: range.end };
    const first2 = this.#units.at(unit, range.start);
    const on = this.#units.next(unit, first2)?.start ?? anchor.start;
    return { start: Math.min(anchor.start, on), end: range.end };
  }
};
function box(kind, left, top, width, height) {
  return { kind, style: { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` } };
}

// src/view/cut_mark.ts
var CutMark = class {
  layer;
  #article;
  #line = el("div", { class: "fcw-r-cut-line" });
  #bar;
  #shown = null;
  constructor(article, words, events) {
    this.#article = article;
    const choice = (key, cap, press) => button({ class: "fcw-r-choice" }, press, words.say(key), keyCap(cap));
    this.#bar = el(
      "div",
      { class: "fcw-r-selection-bar", role: "toolbar", "aria-label": words.say("split_passage") },
      choice("cut_here", "⏎", events.cut),
      choice("cut_not", "Esc", events.leave)
    );
    this.layer = el("div", { class: "fcw-r-cut" }, this.#line, this.#bar);
    this.hide();
  }
  get isRightToLeft() {
    return this.#article.element.dir === "rtl";
  }
  hide() {
    this.#shown = null;
    this.layer.hidden = true;
  }
  /** Before the letter at this position of the passage. */
  show(passage, at) {
    this.#shown = { passage, at };
    this.draw();
  }
  draw() {
    if (this.#shown === null) return;
    const { at } = this.#shown;
    const line = linesOf4(this.#article, { start: at, end: at + 1 })[0];
    this.layer.hidden = line === void 0;
    if (line === void 0) return;
    const origin = this.layer.getBoundingClientRect();
    const style = getComputedStyle(this.#article.element);
    const height = Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    const top = line.top + Number.parseFloat(style.getPropertyValue("--fcw-r-top")) - origin.top;
    const left = (this.isRightToLeft ? line.right : line.left) - origin.left;
    Object.assign(this.#line.style, { left: `${left - 3}px`, top: `${top - 3}px`, height: `${height + 6}px` });
    const room = Math.max(0, origin.width - this.#bar.offsetWidth);
    Object.assign(this.#bar.style, { left: `${Math.min(room, Math.max(0, left - this.#bar.offsetWidth / 2))}px`, top: `${top + height + 10}px` });
  }
};

// src/view/kept_selection.ts
function keepingSelection(article, paint) {
  const selection = document.getSelection();
  if (selection === null || selection.type === "None" || selection.anchorNode === null || selection.focusNode === null) {
    paint();
    return;
  }
  const anchor = endAt(article, selection.anchorNode, selection.anchorOffset);
  const focus = endAt(article, selection.focusNode, selection.focusOffset);
  const { isCollapsed } = selection;
  paint();
  if (isStill(anchor, selection.anchorNode, selection.anchorOffset) && isStill(focus, selection.focusNode, selection.focusOffset)) return;
  const forward = (anchor.position ?? 0) <= (focus.position ?? article.text.length);
  const [node, offset] = placeOf3(article, anchor, !forward);
  if (isCollapsed) selection.collapse(node, offset);
  else selection.setBaseAndExtent(node, offset, ...placeOf3(article, focus, forward));
}
function endAt(article, node, offset) {
  const inside = article.element.contains(node);
  return { node, offset, position: inside ? positionOf(article, node, offset) : null };
}
function isStill(end, node, offset) {
  return end.node === node && end.offset === offset;
}
function placeOf3(article, end, isLater) {
  return end.position === null ? [end.node, end.offset] : article.place(end.position, isLater);
}

// src/view/fresh.ts
var Fresh = class {
  layer = el("div", { class: "fcw-r-fresh", "aria-hidden": "true" });
  #article;
  /** Where a passage about to be made lies, each line of it as declarations; its pattern goes on from line to line. */
  #expected = null;
  /** The blocks whose text does not show yet what is drawn behind it. */
  #due = /* @__PURE__ */ new Set();
  /** What is drawn behind the text, with how it looks. */
  #shown = /* @__PURE__ */ new Map();
  constructor(article) {
    this.#article = article;
  }
  /** Looks where a passage of this extent will be drawn, while the page is laid out. */
  expect(span) {
    const origin = (this.layer.parentElement ?? this.layer).getBoundingClientRect();
    const padding = Number.parseFloat(getComputedStyle(this.#article.element).getPropertyValue("--fcw-r-pt"));
    let before2 = 0;
    const lines = linesOf4(this.#article, span).map(({ left, right, top }) => {
      const place2 = `left:${left - origin.left}px;top:${top - padding - origin.top}px;width:${right - left}px;background-position-x:-${before2}px,0;`;
      before2 += right - left;
      return place2;
    });
    this.#expected = { span, lines };
  }
  /** Shows the blocks as they are now: the expected passage by itself, all else in the text. Says whether lines lie elsewhere now. */
  paint(changed, touched) {
    if (this.#isUnderWay(changed, touched)) return false;
    const [passage] = changed;
    const expected = this.#expected;
    this.#expected = null;
    if (passage === void 0 || changed.length > 1 || expected?.span.start !== passage.start || expected.span.end !== passage.end) return this.settle(touched);
    if (expected.lines.length === 0 || !this.#article.hasRoom(touched)) return this.settle(touched);
    const background = this.#article.backgroundOf(passage);
    this.layer.append(...expected.lines.map((place2) => el("div", { style: `${background}${place2}` })));
    this.#shown.set(passage.id, lookOf(passage));
    for (const index of touched) this.#due.add(index);
    return false;
  }
  /** Shows in the text what is behind it, and these blocks. Says whether lines lie elsewhere now. */
  settle(touched = []) {
    let isMoved = false;
    const indexes = /* @__PURE__ */ new Set([...this.#due, ...touched]);
    this.#expected = null;
    this.#due.clear();
    this.#shown.clear();
    keepingSelection(this.#article, () => {
      isMoved = this.#article.paint(indexes);
    });
    this.layer.replaceChildren();
    return isMoved;
  }
  /** It is drawn and its text is due: that it was saved, say, changes nothing of it. */
  #isUnderWay(changed, touched) {
    return this.#due.size > 0 && changed.every((one) => this.#shown.get(one.id) === lookOf(one)) && [...touched].every((index) => this.#due.has(index));
  }
};

// src/view/handles.ts
var Handles = class {
  layer;
  // A mouse takes them anywhere, a finger by the knob alone: the stem would take the text from it.
  #start = el("div", { class: "fcw-r-handle fcw-r-handle-start" }, el("div", { class: "fcw-r-knob" }));
  #end = el("div", { class: "fcw-r-handle fcw-r-handle-end" }, el("div", { class: "fcw-r-knob" }));
  #article;
  #events;
  #span = null;
  constructor(article, events) {
    this.#article = article;
    this.#events = events;
    this.layer = el("div", { class: "fcw-r-handles", "aria-hidden": "true" }, this.#start, this.#end);
    this.#start.addEventListener("pointerdown", (event) => this.#drag(event, "start"));
    this.#end.addEventListener("pointerdown", (event) => this.#drag(event, "end"));
    this.place(null);
  }
  /** Around a passage that may be changed; null where none is. */
  place(span) {
    this.measure(span)();
  }
  /** Looks where they belong around the passage; what it gives puts them there. */
  measure(span) {
    this.#span = span;
    const lines = span === null ? [] : linesOf4(this.#article, span);
    const first2 = lines[0];
    const last4 = lines[lines.length - 1];
    if (span === null || first2 === void 0 || last4 === void 0) return () => {
      this.layer.hidden = true;
    };
    const origin = (this.layer.parentElement ?? this.layer).getBoundingClientRect();
    const style = getComputedStyle(this.#article.element);
    const offset = Number.parseFloat(style.getPropertyValue("--fcw-r-top"));
    const height = Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    const put2 = (handle, x, y) => {
      Object.assign(handle.style, { left: `${x - origin.left}px`, top: `${y + offset - origin.top}px`, height: `${height}px` });
    };
    const [from, to] = [edgeOf(this.#article, span, "start"), edgeOf(this.#article, span, "end")];
    return () => {
      this.layer.hidden = false;
      put2(this.#start, from?.x ?? first2.left, first2.top);
      put2(this.#end, to?.x ?? last4.right, last4.top);
    };
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
  /** From the passage to its card; nothing where either is missing. */
  join(article, passage, card) {
    const line = passage === null ? void 0 : linesOf4(article, passage)[0];
    if (card === void 0 || line === void 0) {
      this.#draw(null, 0, null);
      return;
    }
    const box2 = card.getBoundingClientRect();
    const style = getComputedStyle(article.element);
    const foot3 = Number.parseFloat(style.getPropertyValue("--fcw-r-top")) + Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    this.#draw({ x: line.right, y: line.top + foot3 + 9 }, article.element.getBoundingClientRect().right + 6, { x: box2.left, y: box2.top + 17 });
  }
  /** `bend` is where the text ends and the margin begins; all in client pixels. */
  #draw(from, bend, to) {
    if (from === null || to === null) {
      this.#path.setAttribute("d", "");
      return;
    }
    const origin = this.layer.getBoundingClientRect();
    const point2 = (x, y) => `${(x - origin.left).toFixed(1)} ${(y - origin.top).toFixed(1)}`;
    this.#path.setAttribute("d", `M${point2(from.x, from.y)}L${point2(bend, from.y)}L${point2(to.x - 8, to.y)}L${point2(to.x, to.y)}`);
  }
};

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
  /** In reading order, whatever was looked at again last. */
  overlapping(span) {
    const found = /* @__PURE__ */ new Set();
    const last4 = blockAt(this.#ranges, Math.max(span.start, span.end - 1));
    for (let index = blockAt(this.#ranges, span.start); index <= last4; index += 1) {
      for (const passage of this.#buckets[index] ?? []) {
        if (passage.start < span.end && passage.end > span.start) found.add(passage);
      }
    }
    return [...found].sort(before);
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
  /** What is gone first, then as they came, so that lanes fill as they did then; what came at once in reading order. */
  #everyId() {
    const all2 = [...this.#reading.all()].sort((a, b) => compare(a.created_at, b.created_at) || a.start - b.start || b.end - a.end || compare(a.id, b.id));
    const live = new Set(all2.map((one) => one.id));
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
    const kept3 = new Map(others.map((other) => [other.id, other.lane]));
    const taken = new Set(kept3.values());
    if (old !== void 0 && !taken.has(old.lane)) return old.lane;
    return lanes([...others, { id, ...span }], kept3).get(id) ?? 0;
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
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/view/reading_place.ts
var LOOKS3 = 4;
var ReadingPlace = class {
  #article;
  #scroller;
  /** How wide the text is and how its letters are set: what decides where its lines lie. */
  #shape = "";
  #place = null;
  #frame = 0;
  constructor(article, scroller) {
    this.#article = article;
    this.#scroller = scroller;
  }
  /** Takes note of a position of the text (UTF-16) that is on the screen; or, where the lines lie otherwise now, goes back to the one before. */
  look(position) {
    const shape = this.#shapeNow();
    const isOther = shape !== this.#shape;
    this.#shape = shape;
    if (isOther && this.#place !== null) this.#return(LOOKS3);
    else if (this.#frame === 0) this.#note(position);
  }
  #note(position) {
    const words = this.#article.ranges[blockAt(this.#article.ranges, position)];
    const at = Math.max(0, Math.min(position, (words?.textEnd ?? position) - 1));
    const top = this.#topOf(at);
    this.#place = top === null ? null : { position: at, top };
  }
  #return(left) {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const top = this.#place === null ? null : this.#topOf(this.#place.position);
    const distance = top === null || this.#place === null ? 0 : top - this.#place.top;
    if (Math.abs(distance) < 1 || left === 0) return;
    this.#scroller.jump(distance);
    this.#frame = requestAnimationFrame(() => this.#return(left - 1));
  }
  #topOf(position) {
    return linesOf4(this.#article, { start: position, end: position + 1 })[0]?.top ?? null;
  }
  #shapeNow() {
    const { fontFamily, fontSize, lineHeight, letterSpacing, wordSpacing } = getComputedStyle(this.#article.element);
    return [this.#article.element.clientWidth, fontFamily, fontSize, lineHeight, letterSpacing, wordSpacing].join("|");
  }
};

// src/view/selection_bar.ts
var BELOW2 = 7;
var BELOW_HANDLES = 40;
var SelectionBar = class {
  element;
  #article;
  constructor(article, tags, label, choose) {
    this.#article = article;
    const buttons = tags.offered().map((tag) => button({ class: "fcw-r-choice", "data-choose": tag.name, title: tag.description }, () => choose(tag.name), tags.swatch(tag.name, true), tag.name, keyCap(tag.key)));
    this.element = el("div", { class: "fcw-r-selection-bar", role: "toolbar", "aria-label": label }, ...buttons);
    this.element.hidden = true;
  }
  hide() {
    this.element.hidden = true;
  }
  /** Under the last line of the span, inside the text column. */
  show(span) {
    const lines = linesOf4(this.#article, span);
    const last4 = lines[lines.length - 1];
    const host = this.element.parentElement;
    if (last4 === void 0 || host === null) return;
    this.element.hidden = false;
    const column = host.getBoundingClientRect();
    const bottom = last4.top + Number.parseFloat(getComputedStyle(this.#article.element).getPropertyValue("--fcw-r-top")) + Number.parseFloat(getComputedStyle(this.#article.element).getPropertyValue("--fcw-r-fh"));
    const middle = (last4.left + last4.right) / 2 - column.left;
    const left = Math.min(Math.max(0, middle - this.element.offsetWidth / 2), Math.max(0, column.width - this.element.offsetWidth));
    this.element.style.left = `${left}px`;
    this.element.style.top = `${bottom + (matchMedia("(pointer: coarse)").matches ? BELOW_HANDLES : BELOW2) - column.top}px`;
  }
};

// src/view/strip_cell.ts
function makeCell(first2, last4, span) {
  const element = el("div", { class: "fcw-r-cell" });
  element.style.flexGrow = String(Math.max(24, span.end - span.start));
  return { first: first2, last: last4, span, element, shown: "" };
}
function lookOf2(cell, sentences, passages, coverage) {
  const counts = /* @__PURE__ */ new Map();
  let cleared = 0;
  const all2 = cell.last - cell.first + 1;
  for (let number = cell.first; number <= cell.last; number += 1) {
    const state = coverage.state(number);
    if (state === "cleared") cleared += 1 / all2;
    const tag = state === "tagged" ? leading(passages, sentences[number]) : null;
    if (tag !== null) counts.set(tag, (counts.get(tag) ?? 0) + 1 / all2);
  }
  return { tags: [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)), cleared };
}
function showLook(cell, look2, tags) {
  const shown3 = JSON.stringify(look2);
  if (shown3 === cell.shown) return;
  cell.shown = shown3;
  const { element } = cell;
  const whole = look2.tags.length === 1 && isAll(look2.tags[0]?.[1] ?? 0) ? look2.tags[0]?.[0] ?? null : null;
  const cleared = isAll(look2.cleared);
  const mixed2 = whole === null && !cleared && (look2.tags.length > 0 || look2.cleared > 0);
  element.dataset["state"] = whole !== null ? "tagged" : cleared ? "cleared" : mixed2 ? "mixed" : "unread";
  element.dataset["letter"] = whole === null ? "" : tags.get(whole)?.letter ?? "";
  element.style.setProperty("--fcw-r-c", whole === null ? "" : tags.colour(whole, "underline"));
  element.style.color = whole === null ? "" : tags.colour(whole, "on");
  element.style.setProperty("--fcw-r-mix", mixed2 ? mix(look2, tags) : "");
  element.style.setProperty("--fcw-r-mix-cleared", mixed2 ? thin(look2) : "");
}
function isAll(share) {
  return share > 1 - 1e-9;
}
function mix(look2, tags) {
  let at = 0;
  const stops = look2.tags.map(([tag, share]) => {
    const from = at;
    at += share;
    return `${tags.colour(tag, "underline")} ${percent(from)} ${percent(at)}`;
  });
  return `linear-gradient(var(--fcw-r-across), ${[...stops, `transparent ${percent(at)}`].join(", ")})`;
}
function thin(look2) {
  const from = look2.tags.reduce((sum, [, share]) => sum + share, 0);
  return `linear-gradient(var(--fcw-r-across), transparent ${percent(from)}, var(--fcw-r-cleared) ${percent(from)} ${percent(from + look2.cleared)}, transparent ${percent(from + look2.cleared)})`;
}
function percent(share) {
  return `${Math.round(share * 1e3) / 10}%`;
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

// src/view/strip.ts
var LEAST_BLOCK = 5;
var MOST_BLOCKS = 240;
var ROOM_FOR_GAPS = 8;
var ROOM_FOR_LETTER = 13;
var STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 10, PageUp: -10, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY };
var STATE_WORDS = { unread: "sentence_unread", cleared: "sentence_cleared", tagged: "sentence_tagged" };
var Strip = class {
  element;
  #blocks;
  #bracket = el("div", { class: "fcw-r-strip-bracket" });
  #left = el("span", { class: "fcw-r-strip-left", "aria-hidden": "true" });
  #sentences;
  #passages;
  #coverage;
  #words;
  #tags;
  #events;
  #cells = [];
  /** So many sentences share a block. */
  #each = 0;
  #current = 0;
  #bracketed = "";
  /** What was not drawn yet; null: everything. */
  #due = null;
  constructor(sentences, passages, coverage, words, tags, events) {
    this.#sentences = sentences;
    this.#passages = passages;
    this.#coverage = coverage;
    this.#words = words;
    this.#tags = tags;
    this.#events = events;
    this.#blocks = el("div", { class: "fcw-r-strip-blocks", role: "slider", tabindex: "0", "aria-orientation": "vertical", "aria-valuemin": "1" });
    this.element = el("div", { class: "fcw-r-strip" }, this.#bracket, this.#blocks, this.#left);
    this.#build(Math.max(1, Math.ceil(sentences.length / MOST_BLOCKS)));
    this.#listen();
  }
  /** How much is left, in words, for who does not see the blocks. */
  describe(sentence, left) {
    if (this.#blocks.title === sentence) return;
    this.#blocks.setAttribute("aria-label", sentence);
    this.#blocks.title = sentence;
    this.#left.textContent = left;
  }
  /** The sentences that touch these spans or have these numbers (null: all) are to be looked at again when it is drawn. */
  refresh(spans, numbers) {
    this.#due = spans === null || this.#due === null ? null : { spans: [...this.#due.spans, ...spans], numbers: [...this.#due.numbers, ...numbers] };
  }
  draw() {
    const { spans, numbers } = this.#due ?? { spans: null, numbers: [] };
    this.#due = { spans: [], numbers: [] };
    const touches = (cell) => spans === null || spans.some((span) => span.start < cell.span.end && span.end > cell.span.start) || numbers.some((number) => number >= cell.first && number <= cell.last);
    for (const cell of this.#cells) if (touches(cell)) this.#paint(cell);
  }
  /** As many blocks as can be told apart; letters stand only where there is room for them. */
  measure() {
    const blocks = this.#blocks;
    const lying = blocks.offsetWidth > blocks.offsetHeight;
    const extent = lying ? blocks.offsetWidth : blocks.offsetHeight;
    const each = Math.max(1, Math.ceil(this.#sentences.length / Math.max(1, Math.floor(extent / LEAST_BLOCK))));
    if (extent > 0 && each !== this.#each) {
      this.#build(each);
      this.refresh(null, []);
    }
    blocks.classList.toggle("fcw-r-dense", extent < this.#cells.length * ROOM_FOR_GAPS);
    blocks.setAttribute("aria-orientation", lying ? "horizontal" : "vertical");
    const heights = this.#cells.map((cell) => cell.element.offsetHeight);
    this.#cells.forEach((cell, index) => cell.element.classList.toggle("fcw-r-roomy", !lying && (heights[index] ?? 0) >= ROOM_FOR_LETTER));
  }
  /** Looks where the bracket beside the sentences that are on the screen belongs; what it gives puts it there. */
  measureVisible(visible) {
    const inside = this.#cells.filter((cell) => cell.span.start < visible.end && cell.span.end > visible.start);
    const first2 = inside[0]?.element;
    const last4 = inside[inside.length - 1]?.element;
    if (first2 === void 0 || last4 === void 0) return () => {
      this.#bracket.hidden = true;
    };
    const top = first2.offsetTop;
    const height = last4.offsetTop + last4.offsetHeight - top;
    const place2 = `${top} ${height}`;
    return () => {
      if (this.#bracket.hidden) this.#bracket.hidden = false;
      if (this.#bracketed !== place2) Object.assign(this.#bracket.style, { top: `${top}px`, height: `${height}px` });
      this.#bracketed = place2;
    };
  }
  /** So many neighbouring sentences share a block. */
  #build(each) {
    this.#each = each;
    const cells = [];
    for (let first2 = 0; first2 < this.#sentences.length; first2 += each) {
      const last4 = Math.min(first2 + each, this.#sentences.length) - 1;
      cells.push(makeCell(first2, last4, { start: this.#sentences[first2].start, end: this.#sentences[last4].end }));
    }
    this.#cells = cells;
    this.#blocks.replaceChildren(...cells.map((cell) => cell.element));
    this.#blocks.style.setProperty("--fcw-r-sentences", String(cells.length));
    this.#blocks.setAttribute("aria-valuemax", String(cells.length));
    this.#blocks.setAttribute("aria-valuenow", String(Math.min(this.#current + 1, cells.length)));
  }
  #paint(cell) {
    showLook(cell, lookOf2(cell, this.#sentences, this.#passages, this.#coverage), this.#tags);
  }
  #listen() {
    const blocks = this.#blocks;
    blocks.addEventListener("mousedown", (event) => event.preventDefault());
    blocks.addEventListener("click", (event) => {
      const cell = this.#cellNear(event.clientX, event.clientY);
      if (cell !== void 0) this.#events.go(cell.span.start);
    });
    blocks.addEventListener("focus", () => {
      const here = this.#events.here();
      this.#tell(this.#cells.findIndex((cell) => cell.span.end > here));
    });
    blocks.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (step === void 0 || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.#tell(Math.min(this.#cells.length - 1, Math.max(0, this.#current + step)));
      const cell = this.#cells[this.#current];
      if (cell !== void 0) this.#events.go(cell.span.start);
    });
  }
  /** The gaps between blocks belong to the block before. */
  #cellNear(x, y) {
    const lying = this.#blocks.offsetWidth > this.#blocks.offsetHeight;
    const from = (cell) => {
      const box2 = cell.element.getBoundingClientRect();
      return lying ? box2.left - x : box2.top - y;
    };
    return this.#cells.filter((cell) => from(cell) <= 0).at(-1);
  }
  #tell(index) {
    this.#current = Math.max(0, index);
    const cell = this.#cells[this.#current];
    if (cell === void 0) return;
    const place2 = { i: cell.first + 1, j: cell.last + 1, n: this.#sentences.length };
    const unread = Array.from({ length: cell.last - cell.first + 1 }, (_, at) => this.#coverage.state(cell.first + at)).filter((state) => state === "unread").length;
    this.#blocks.setAttribute("aria-valuenow", String(this.#current + 1));
    this.#blocks.setAttribute("aria-valuetext", cell.first === cell.last ? this.#words.say("strip_sentence", { i: place2.i, all: place2.n, state: this.#words.say(STATE_WORDS[this.#coverage.state(cell.first)]) }) : this.#words.say("strip_sentences", { i: place2.i, j: place2.j, all: place2.n, left: unread }));
  }
};

// src/view/stage.ts
var [SHOWN, LONGEST6] = [30, 300];
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
  strip;
  cut;
  /** The text's column, on which what belongs to the text is laid. */
  text;
  /** The passage whose card is open. */
  active = null;
  locked = false;
  #stuck = false;
  #opened;
  #graphemes;
  #fresh;
  #handles;
  #connector = new Connector();
  #place;
  #scroller;
  #events;
  #frame = 0;
  #margin = new AfterFrame(SHOWN, () => this.#layMargin());
  /** When the margin was laid out last. */
  #laid = 0;
  /** Whoever shows numbers was not yet told that they are others. */
  #isChanged = false;
  /** What lies on the text is to be laid out anew, not the margin alone. */
  #isTextDue = false;
  /** What is to be scrolled to with the next frame. */
  #wanted = null;
  constructor(session, reading, opened2, words, tags, scroller, events) {
    const { points } = opened2;
    const { article } = session.data;
    const ranges = blockRanges(points.text);
    this.session = session;
    this.reading = reading;
    this.#opened = opened2;
    this.#scroller = scroller;
    this.#events = events;
    this.sentences = opened2.sentences.map(([start, end]) => ({ start: points.toUtf16(start), end: points.toUtf16(end) }));
    this.coverage = new Coverage(this.sentences, (number) => reading.isCleared(number));
    this.#graphemes = new Graphemes(points.text, article.language);
    this.units = new Units(points.text, this.sentences.map(({ start, end }) => [start, end]), ranges, article.language);
    this.article = new ArticleView(points.text, ranges, tags, words, {
      "aria-label": article.title,
      dir: article.direction,
      ...article.language === "" ? {} : { lang: article.language }
    });
    this.passages = new Passages(reading, points, ranges);
    this.article.attach(this.passages, this.coverage);
    this.cursor = new Cursor(this.article, this.units, () => this.layoutSoon());
    this.cards = new Cards(session.data, reading, this.passages, this.article, words, tags, events.cards, session.talking);
    this.strip = new Strip(this.sentences, this.passages, this.coverage, words, tags, {
      go: (position) => this.goTo(position),
      here: () => this.cursor.range?.start ?? this.firstVisible()
    });
    this.cut = new CutMark(this.article, words, { cut: () => events.cut(), leave: () => events.leaveCut() });
    this.#fresh = new Fresh(this.article);
    this.#place = new ReadingPlace(this.article, scroller);
    this.#handles = new Handles(this.article, {
      preview: (span) => this.#preview(this.#snapped(span)),
      drop: (span) => this.#drop(span === null ? null : this.#snapped(span))
    });
    this.bar = new SelectionBar(this.article, tags, words.say("tag_selection"), (tag) => events.choose(tag));
    this.text = el("div", { class: "fcw-r-text" }, this.cursor.layer, this.#fresh.layer, this.article.element, this.#handles.layer, this.cut.layer, this.bar.element);
    new ResizeObserver(() => this.strip.measure()).observe(this.strip.element);
    new ResizeObserver(() => this.#leaveRoom()).observe(this.cards.element);
    this.element = el("div", { class: "fcw-r-stage" }, this.strip.element, this.text, this.cards.element, this.#connector.layer);
  }
  /** Paints what these ids and these sentences (null: all) look like now: the text at once, the margin soon. */
  refresh(ids, sentences = []) {
    const before2 = ids === null ? null : this.#spans(ids);
    const touched = this.passages.refresh(ids);
    const spans = before2 === null || ids === null ? null : [...before2, ...this.#spans(ids)];
    const turned2 = this.coverage.refresh(this.passages, sentences === null ? null : spans, sentences ?? []);
    for (const number of turned2) this.#touchBlocks(this.sentences[number], touched);
    if (this.active !== null && this.passages.get(this.active) === void 0) this.active = null;
    this.article.activateSoon(this.active);
    const isMoved = this.#fresh.paint((ids ?? []).flatMap((id) => this.passages.get(id) ?? []), touched) || ids === null;
    if (ids === null) this.article.finish();
    if (ids === null || ids.length > 0) this.cards.refresh(ids, this.#situation());
    this.strip.refresh(spans, turned2);
    this.#isChanged = true;
    if (isMoved) this.layoutSoon();
    else this.#margin.soon();
  }
  activate(id) {
    if (id === this.active) return;
    this.active = id;
    this.article.emphasise({ active: id });
    this.cards.refresh([], this.#situation());
    this.#isChanged = true;
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
    this.layoutSoon();
  }
  showOthers(shown3) {
    this.passages.showOthers = shown3;
    this.refresh(null);
  }
  /** What lies on the text with the next frame, the margin once that is shown: nobody waits for a card to see what was tagged. */
  layoutSoon() {
    this.#isTextDue = true;
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#layText();
      this.#margin.soon();
    });
  }
  layout() {
    this.#isTextDue = true;
    this.#layRest();
  }
  /** Not before the next frame of the text, where one is due; but keys that come as fast as frames do not keep it waiting. */
  #layMargin() {
    if (!this.#isTextDue || performance.now() - this.#laid > LONGEST6) this.#layRest();
  }
  #layRest() {
    this.#margin.cancel();
    this.#laid = performance.now();
    if (!this.element.isConnected) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#fresh.settle();
    this.article.finish();
    if (this.#isChanged) this.#events.changed();
    this.#isChanged = false;
    this.strip.draw();
    this.cards.renew();
    this.#layText();
    const passage = this.#activePassage();
    const handles = this.#handles.measure(passage !== null && passage.mine && !this.locked ? passage : null);
    const visible = this.visible();
    const drawn = [handles, this.cards.measure(), this.strip.measureVisible(visible)];
    this.#place.look(this.#here(visible));
    for (const draw of drawn) draw();
    this.#connector.join(this.article, this.#isStacked() ? passage : null, passage === null ? void 0 : this.cards.card(passage.id)?.element);
    this.cut.draw();
  }
  /**
   * Looks where the cursor is now and whether all of it is in sight, and where a passage will be drawn,
   * for the page is about to change: after that, the browser would lay it out to tell. `draw` puts the cursor there.
   */
  measureCursor(passage) {
    this.#fresh.expect(passage);
    const { lines, draw } = this.cursor.measure();
    const box2 = boxAround(lines, 12);
    const isSeen = box2 !== null && this.#scroller.shows(box2, this.#covered());
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#isTextDue = false;
    if (performance.now() - this.#laid < LONGEST6) this.#margin.cancel();
    this.#margin.soon();
    return { isSeen, draw };
  }
  #layText() {
    this.#isTextDue = false;
    if (!this.element.isConnected) return;
    const { draw } = this.cursor.measure();
    this.#follow();
    draw();
  }
  /** After scrolling: which sentences are on the screen, and the cards of those that came near. */
  scrolled() {
    if (!this.cards.isSettled()) return this.layout();
    const visible = this.visible();
    this.#place.look(this.#here(visible));
    this.strip.measureVisible(visible)();
  }
  /** Letters, lines or the column may be others now: what is read stays on the screen. */
  relaid() {
    this.#place.look(this.#here(this.visible()));
    this.layoutSoon();
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
  /** While the next tag is given to the same passage as well, the tags stand out. */
  doubling(on) {
    this.element.closest(".fcw-r-root")?.toggleAttribute("data-doubling", on);
  }
  placeCursor(position) {
    this.cursor.placeAt(position);
  }
  goTo(position) {
    this.placeCursor(position);
    this.reveal(this.cursor.range);
  }
  /** Scrolls as little as it takes to see a piece of the text, and so many pixels around it. */
  reveal(span, around = 12) {
    if (span === null) return;
    this.#wanted = { span, around, toTop: false };
    this.layoutSoon();
  }
  /** Scrolls a place to the top of what can be seen. */
  head(position) {
    this.#wanted = { span: { start: position, end: position + 1 }, around: 12, toTop: true };
    this.layoutSoon();
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
  /** What can be seen, as nearly as the heights of its paragraphs tell. */
  visible() {
    const frame = this.#scroller.frame();
    const covered = this.#covered();
    return { start: this.article.positionNear(frame.top + covered.above), end: this.article.positionNear(frame.bottom - covered.below) };
  }
  /** The position at the top of what can be seen, where an unplaced cursor begins. */
  firstVisible() {
    return this.visible().start;
  }
  /** Where a cursor that is nowhere begins: at the first unread sentence of an article just opened, else where one looks. */
  cursorStart() {
    const [{ start: visible, end }, { isResting, range }] = [this.visible(), this.cursor];
    if (isResting && range !== null && range.end > visible && range.start < end) return range.start;
    const first2 = this.cursor.hasBegun || blockAt(this.article.ranges, visible) > 0 ? null : this.coverage.nextUnread({ start: 0, end: 0 }, 1);
    return first2 === null ? visible : this.sentences[first2]?.start ?? visible;
  }
  /** Where in the text somebody is: at the cursor, if it is on the screen, else at its top. */
  #here({ start, end }) {
    const at = this.cursor.range?.start ?? -1;
    return at >= start && at < end ? at : start;
  }
  #situation() {
    return { active: this.active, locked: this.locked, stuck: this.#stuck };
  }
  #spans(ids) {
    return ids.flatMap((id) => this.passages.get(id) ?? []);
  }
  #touchBlocks(span, touched) {
    if (span === void 0) return;
    const { ranges } = this.article;
    const last4 = blockAt(ranges, Math.max(span.start, span.end - 1));
    for (let index = blockAt(ranges, span.start); index <= last4; index += 1) touched.add(index);
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
    const kept3 = span === null ? null : this.trimmed(span);
    this.#preview(null);
    if (id !== null && kept3 !== null) this.#events.moved(id, kept3);
    this.layoutSoon();
  }
  /** Below the text, for the cards where they are a sheet at the foot. */
  #leaveRoom() {
    const root = this.element.closest(".fcw-r-root");
    const room = root?.dataset["layout"] === "sheet" ? `${this.cards.element.offsetHeight}px` : "";
    if (root !== null && root.style.getPropertyValue("--fcw-r-sheet") !== room) root.style.setProperty("--fcw-r-sheet", room);
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
  #follow() {
    const wanted = this.#wanted;
    this.#wanted = null;
    if (wanted === null) return;
    this.#scroller.follow(() => boxAround(linesOf4(this.article, wanted.span), wanted.around), () => this.#covered(), wanted.toTop);
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
      body: JSON.stringify({ status, revision_id: data.revision.id })
    });
  } catch {
    return { kind: "refused", sentence: null };
  }
  if (answer.status === 401) return { kind: "unauthorised" };
  const body = await answer.json().catch(() => null);
  if (answer.ok) return { kind: "done", status: body?.status ?? status };
  const detail = body?.detail;
  const sentence = typeof detail === "string" ? detail : null;
  return { kind: answer.status === 409 ? "superseded" : "refused", sentence };
}

// src/view/submitting.ts
var Submitting = class {
  #host;
  #busy = false;
  constructor(host) {
    this.#host = host;
  }
  /** Submits a reading in which nothing is unread or waits; else asks what to do with that. */
  ask() {
    const { words, notice, popover, header } = this.#host;
    const stage = this.#host.stage();
    if (stage === null || this.#busy) return;
    if (this.#host.data().looking) {
      notice(words.say("looking_why"));
      return;
    }
    if (this.#host.status() === "submitted") {
      notice(words.say("submitted_already"), () => this.#host.status() === "submitted");
      return;
    }
    if (this.#host.isSuperseded()) {
      notice(words.say("superseded_why"));
      return;
    }
    if (this.#isBlocked()) return;
    const { left } = stage.coverage;
    const waiting = this.#host.data().waiting ?? 0;
    if (left === 0 && waiting === 0) {
      void this.set("submitted");
      return;
    }
    const { element, first: first2 } = this.#question(left, waiting);
    popover.toggle(header.anchor, words.say("submit"), element, first2);
  }
  async set(wanted) {
    const host = this.#host;
    if (this.#busy) return;
    const before2 = host.status();
    this.#busy = true;
    host.stage()?.cards.commit();
    host.showStatus(before2, true);
    const answer = await setStatus(host.data(), host.session.outbox, wanted);
    this.#busy = false;
    if (host.ended.aborted) return;
    host.showStatus(answer.kind === "done" ? answer.status : before2, false);
    if (answer.kind === "done") {
      host.notice(host.words.say(answer.status === "submitted" ? "now_submitted" : "now_reopened"));
      host.answered(answer.status);
    } else if (answer.kind === "unsaved") this.#sayUnsaved(answer.n);
    else if (answer.kind === "unauthorised") {
      host.askToken();
      host.notice(host.words.say("submit_signed_out"));
    } else if (answer.kind === "superseded") {
      host.superseded();
      host.notice(answer.sentence ?? host.words.say("superseded_why"));
    } else host.notice(answer.sentence ?? host.words.say("submit_failed"));
  }
  /** The focus lands on what changes nothing. */
  #question(left, waiting) {
    const { words, popover } = this.#host;
    const after = (work) => () => {
      popover.close();
      work();
    };
    const toUnread = button({ class: "fcw-r-primary" }, after(() => this.#host.toFirstUnread()), words.say("go_to_first_unread", { n: left }));
    const toWaiting = el("a", { class: left > 0 ? "fcw-r-button" : "fcw-r-primary", href: "/corrections", target: "_self" }, words.say("settle_waiting"));
    const clearAll = button({ class: "fcw-r-button" }, after(() => {
      if (this.#isBlocked()) return;
      this.#host.clearTheRest();
      void this.set("submitted");
    }), words.say("clear_and_submit", { n: left }));
    const anyway = button({ class: "fcw-r-button" }, after(() => void this.set("submitted")), words.say("submit_unread"));
    const element = el(
      "div",
      { class: "fcw-r-sheet fcw-r-question-sheet", "data-question": "" },
      ...left > 0 ? [el("h2", {}, words.say("unread_left", { n: left })), el("p", {}, words.say("unread_why"))] : [],
      ...waiting > 0 ? [el("h2", {}, words.say("waiting_left", { n: waiting })), el("p", {}, words.say("waiting_why"))] : [],
      el(
        "div",
        { class: "fcw-r-question-buttons" },
        ...left > 0 ? [toUnread] : [],
        ...waiting > 0 ? [toWaiting] : [],
        ...left > 0 ? [clearAll] : [],
        anyway
      )
    );
    return { element, first: left > 0 ? toUnread : toWaiting };
  }
  /** Something waits for the person or cannot be sent: it is said, and shown on demand. */
  #isBlocked() {
    const { pending, failed, held, retryAt, waitingForSignIn } = this.#host.session.outbox.state();
    if (held + failed === 0 && retryAt === null && !waitingForSignIn) return false;
    this.#sayUnsaved(pending + failed + held);
    return true;
  }
  #sayUnsaved(n) {
    const { words, session } = this.#host;
    this.#host.notice(words.say("unsaved", { n }), () => {
      const { pending, failed, held } = session.outbox.state();
      return pending + failed + held === n;
    });
  }
};

// src/view/superseded.ts
var Superseded = class {
  element = el("div", { class: "fcw-r-superseded", role: "status", "data-testid": "superseded" });
  #words;
  #open;
  /** `open` has the page show the article's newest text. */
  constructor(words, open2) {
    this.#words = words;
    this.#open = open2;
  }
  get isShown() {
    return this.element.childElementCount > 0;
  }
  /** Says it, once: it stays true. */
  show() {
    if (this.isShown) return;
    const open2 = button({ class: "fcw-r-button" }, this.#open, this.#words.say("superseded_open"));
    this.element.append(el("span", {}, this.#words.say("superseded")), open2);
  }
};

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
  byKey(key) {
    return this.offered().find((tag) => tag.key === key);
  }
  get(name) {
    return this.all[this.#index.get(name) ?? -1];
  }
  /** The number under which the theme keeps its colours. */
  place(name) {
    return this.#index.get(name);
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

// src/view/talk_sheet.ts
var TalkSheet = class {
  button;
  #host;
  #count = el("span", { class: "fcw-r-talk-count" });
  #threads = null;
  /** The thread that the address names, until it was opened. */
  #asked = new URLSearchParams(location.search).get("thread");
  constructor(host, header, seen) {
    const { words, talking } = host;
    this.#host = host;
    this.button = button({ class: "fcw-r-tool fcw-r-talk-button", "data-part": "talk", title: words.say("talk_article") }, () => this.open(), icon("forum"), words.say("talk"), this.#count);
    header.querySelector(".fcw-r-state")?.prepend(this.button);
    talking.onSeen = seen;
    talking.listen(() => this.#update());
  }
  /** Opens the sheet, or closes it; at one thread where that is named. */
  open(thread = null) {
    const { words, talking } = this.#host;
    this.#threads?.close();
    this.#threads = new Threads(null, talking, words, { resized: () => void 0, isInSight: () => true });
    const sheet = el("div", { class: "fcw-r-sheet fcw-r-talk-sheet" }, el("h2", {}, words.say("talk_article")), this.#threads.element);
    this.#host.popover().toggle(this.button, words.say("talk_article"), sheet);
    if (sheet.isConnected) this.#threads.focus(thread);
    else this.#threads = null;
  }
  /** Escape: closes what is open in the sheet before the sheet itself. */
  leave() {
    return this.#threads?.element.isConnected === true && this.#threads.leave();
  }
  #update() {
    const { talking, words } = this.#host;
    const { comments, unread } = talking.count(null);
    this.#count.textContent = unread > 0 ? ` · ${words.say("talk_new_count", { n: unread })}` : comments > 0 ? ` · ${comments}` : "";
    this.button.toggleAttribute("data-new", unread > 0);
    if (this.#threads?.element.isConnected === true) this.#threads.update();
    const asked = this.#asked;
    if (asked === null || !talking.isReady) return;
    this.#asked = null;
    if (talking.about(null).some(({ id }) => id === asked)) this.open(asked);
  }
};

// src/view/toolbar.ts
var FEW = 5;
var Toolbar = class {
  element;
  tagButtons;
  find;
  outline;
  guidelines;
  appearance;
  keys;
  #undo;
  #redo;
  #others;
  #list;
  constructor(words, tags, keys, verbs, beside) {
    this.tagButtons = el(
      "div",
      { class: "fcw-r-tags", role: "group", "aria-label": words.say("tags") },
      ...tags.offered().map((tag) => tagButton(tag.name, tag.key, tags, verbs)),
      clearButton(words, strokeFor(keys, "clear"), verbs)
    );
    this.tagButtons.toggleAttribute("data-many", tags.offered().length > FEW);
    const tool = (sign, name, press, action = null, shown3 = true) => {
      const stroke = action === null ? "" : strokeFor(keys, action);
      return button(
        { class: "fcw-r-tool", "aria-label": words.say(name), title: words.say(name), ...stroke === "" ? {} : { "aria-keyshortcuts": stroke } },
        press,
        icon(sign),
        stroke === "" || !shown3 ? null : keyCap(capOf(stroke))
      );
    };
    this.#undo = tool("undo", "undo", () => verbs.undo(), "undo", false);
    this.#redo = tool("redo", "redo", () => verbs.redo(), "redo", false);
    this.find = tool("search", "find", () => verbs.find(), "find");
    this.outline = tool("toc", "outline", () => verbs.outline(), "outline");
    this.guidelines = tool("menu_book", "guidelines", () => verbs.guidelines(), "guidelines");
    this.appearance = tool("text_fields", "appearance", () => verbs.appearance(), "appearance", false);
    this.keys = tool("keyboard", "keys", () => verbs.keys(), "keys");
    this.#others = tool("group", "others", () => verbs.others());
    this.#list = tool("notes", "card_list", () => verbs.list());
    this.#list.classList.add("fcw-r-only-drawer");
    this.keys.classList.add("fcw-r-not-sheet");
    this.element = el(
      "div",
      { class: "fcw-r-toolbar", role: "toolbar", "aria-label": words.say("toolbar") },
      this.tagButtons,
      el("div", { class: "fcw-r-tools" }, this.#undo, this.#redo, this.find, this.outline, this.guidelines, this.appearance, this.keys, this.#others, this.#list),
      ...beside
    );
  }
  update(state) {
    this.#undo.disabled = !state.canUndo || state.locked;
    this.#redo.disabled = !state.canRedo || state.locked;
    this.#others.setAttribute("aria-pressed", String(state.others));
    for (const one of this.tagButtons.querySelectorAll("button")) {
      one.disabled = state.locked;
      if (one.dataset["tag"] === void 0) continue;
      one.setAttribute("aria-pressed", String(one.dataset["tag"] === state.activeTag));
    }
  }
  listOpen(open2) {
    this.#list.setAttribute("aria-pressed", String(open2));
  }
};
function clearButton(words, stroke, verbs) {
  const name = words.say("clear");
  const title2 = stroke === "" ? name : `${name} (${capOf(stroke)})`;
  return button(
    { class: "fcw-r-tool fcw-r-clear", "aria-label": name, title: title2, ...stroke === "" ? {} : { "aria-keyshortcuts": stroke } },
    () => verbs.clear(),
    icon("check"),
    stroke === "" ? null : el("kbd", { class: "fcw-r-key fcw-r-cap", "aria-hidden": "true", "data-cap": capOf(stroke) })
  );
}
function tagButton(name, key, tags, verbs) {
  const element = button(
    { class: "fcw-r-tag", "data-tag": name, "aria-keyshortcuts": key, title: tags.get(name)?.description ?? "" },
    () => verbs.tag(name),
    el("span", { class: "fcw-r-tag-name" }, name),
    keyCap(key),
    tags.swatch(name)
  );
  element.style.setProperty("--fcw-r-c", tags.colour(name, "ink"));
  element.style.setProperty("--fcw-r-b", tags.colour(name, "fill"));
  element.addEventListener("pointerdown", () => verbs.hold());
  return element;
}

// src/view/card_deeds.ts
var NEXT_CONFIDENCE = { none: "low", low: "medium", medium: "high", high: null };
var CardDeeds = class {
  #context;
  #tagging;
  #extents;
  constructor(context, tagging, extents) {
    this.#context = context;
    this.#tagging = tagging;
    this.#extents = extents;
  }
  activate(id) {
    const stage = this.#context.stage;
    if (stage === null) return;
    this.#context.open(stage, id);
    const passage = stage.passages.get(id);
    if (passage !== void 0) stage.reveal(passage);
  }
  retag(id, tag) {
    this.#tagging.retag(id, tag);
  }
  duplicate() {
    this.#tagging.duplicate();
  }
  split() {
    this.#extents.split();
  }
  merge() {
    this.#extents.merge();
  }
  note(id, note, merge) {
    this.#context.change((stage) => stage.reading.update(id, { note: note.trim() === "" ? null : note }, { merge }), null);
  }
  evidence(id, items, merge) {
    this.#context.change((stage) => stage.reading.update(id, { evidence: items }, { merge }), null);
  }
  editNote() {
    this.#withCard((card) => card.editNote());
  }
  editEvidence() {
    this.#withCard((card) => card.editEvidence());
  }
  /** Others' passages have an address too. */
  copyLink() {
    this.#withAny((card) => void card.copyLink());
  }
  talk() {
    this.#withAny((card) => card.talk());
  }
  #withAny(work) {
    const context = this.#context;
    const { stage } = context;
    const id = stage?.active ?? context.subject()?.id;
    if (stage === null || id === void 0) {
      context.notice("no_passage");
      return;
    }
    if (stage.active !== id) context.open(stage, id);
    const card = stage.cards.card(id);
    if (card !== void 0) work(card);
  }
  confidence(id = this.#context.subject()?.id ?? null) {
    const annotation = id === null ? void 0 : this.#context.stage?.reading.get(id);
    if (id === null || annotation === void 0) {
      this.#context.notice("no_passage");
      return;
    }
    const confidence = NEXT_CONFIDENCE[annotation.confidence ?? "none"];
    this.#context.change((stage) => stage.reading.update(id, { confidence }, { merge: false }), `confidence_${confidence ?? "none"}`);
  }
  /** False where no passage is open: the key is then somebody else's. */
  remove(id = this.#context.stage?.active ?? null) {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null || id === null) return false;
    const passage = stage.passages.get(id);
    const inCard = stage.cards.element.contains(document.activeElement);
    context.change(() => stage.reading.remove(id), "deleted_passage");
    if (inCard) context.toText(stage, passage);
    context.aim = "cursor";
    return true;
  }
  keepMine(id) {
    const { stage } = this.#context;
    if (stage !== null && !this.#context.refused(stage)) stage.session.keepMine(id);
  }
  takeTheirs(id) {
    this.#context.stage?.session.takeTheirs(id);
  }
  tryAgain(id) {
    this.keepMine(id);
  }
  discard(id) {
    this.takeTheirs(id);
  }
  edited(id) {
    const stage = this.#context.stage;
    stage?.revealCard();
    stage?.uncover(id);
  }
  resized() {
    this.#context.stage?.layoutSoon();
  }
  closed(id) {
    const stage = this.#context.stage;
    stage?.cards.card(id)?.element.focus({ preventScroll: true });
    stage?.session.refetchSoon();
  }
  #withCard(edit) {
    const context = this.#context;
    const { stage } = context;
    const passage = context.subject();
    if (stage === null || passage === null) {
      context.notice("no_passage");
      return;
    }
    if (stage.active !== passage.id) context.open(stage, passage.id);
    const card = stage.cards.card(passage.id);
    if (card === void 0) return;
    edit(card);
  }
};

// src/view/clearing.ts
var Clearing = class {
  #context;
  constructor(context) {
    this.#context = context;
  }
  /** Clears the sentences under the cursor and goes on; where none is unread, only goes on. */
  clear() {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null) return;
    const range = this.#meant(stage);
    if (range === null) {
      context.toCursor();
      stage.cursor.move("sentence", 1, stage.cursorStart());
      context.follow(stage);
      return;
    }
    const unread = stage.coverage.numbersIn(range).filter((number) => stage.coverage.state(number) === "unread");
    context.toCursor();
    if (unread.length > 0) this.#set(unread, true);
    this.#goOn(stage, range, unread.length);
  }
  /** Makes what was cleared under the cursor unread again; the cursor stays. */
  unclear() {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null) return;
    const range = this.#meant(stage);
    const numbers = range === null ? [] : stage.coverage.numbersIn(range).filter((number) => stage.reading.isCleared(number));
    if (range === null || numbers.length === 0) {
      context.notice("nothing_cleared");
      return;
    }
    this.#set(numbers, false);
    context.say("uncleared", { n: numbers.length });
  }
  /** Clears every sentence that is still unread, as one step. */
  clearTheRest() {
    const stage = this.#context.stage;
    if (stage === null) return;
    const rest2 = stage.sentences.map((_, number) => number).filter((number) => stage.coverage.state(number) === "unread");
    this.#set(rest2, true);
  }
  #set(numbers, cleared) {
    this.#context.change((stage) => stage.reading.clear(numbers, cleared), null);
  }
  /** The selection, the cursor, or the open passage. */
  #meant(stage) {
    const { span } = stage.selection();
    if (span !== null) return span;
    if (stage.cursor.range !== null) return stage.cursor.range;
    return stage.active === null ? null : stage.passages.get(stage.active) ?? null;
  }
  #goOn(stage, range, cleared) {
    const context = this.#context;
    const unit = stage.cursor.range !== null && stage.cursor.unit === "paragraph" ? "paragraph" : "sentence";
    const last4 = stage.units.widen(range, "sentence");
    const next = stage.units.next(unit, last4);
    const { left } = stage.coverage;
    if (cleared > 0) context.say("cleared", { n: cleared });
    if (next !== null) {
      stage.cursor.place(next, unit);
      context.follow(stage);
    } else {
      stage.cursor.place(stage.units.at(unit, Math.max(last4.start, last4.end - 1)), unit);
      if (left === 0) context.notice("all_read", {}, () => stage.coverage.left === 0);
      else context.notice("last_sentence", { n: left }, () => stage.coverage.left === left);
    }
  }
};

// src/view/extents.ts
var BETWEEN = /^[\p{White_Space}\p{P}\p{S}\u200b\ufeff]{0,40}$/u;
var Extents = class {
  #context;
  /** The passage that is being cut, and where. */
  #cutting = null;
  constructor(context) {
    this.#context = context;
  }
  moved(id, span) {
    this.#context.change((stage) => stage.reading.update(id, stage.toCodePoints(span)), "moved_passage");
  }
  /** Moves one end by a unit; always true: the key is ours, whether there is room or not. */
  moveEdge(stage, id, edge, unit, step) {
    const passage = stage.passages.get(id);
    if (passage === void 0 || this.#context.refused(stage)) return true;
    const position = edge === "start" ? movedStart(stage, passage.start, unit, step) : movedEnd(stage, passage.end, unit, step);
    if (position === null) return true;
    const span = edge === "start" ? { start: position, end: passage.end } : { start: passage.start, end: position };
    if (span.start < span.end) this.#context.change(() => stage.reading.update(id, stage.toCodePoints(span), { merge: true }), "moved_passage");
    return true;
  }
  /** Asks where: arrows move the mark by words, a click puts it, Enter cuts, Escape leaves. */
  split() {
    const context = this.#context;
    const stage = context.stage;
    const passage = context.subject();
    if (stage === null || passage === null || context.refused(stage)) {
      if (passage === null) context.notice("no_passage");
      return;
    }
    if (context.isRetired(stage, passage.tag)) return;
    const at = firstCut(stage, passage);
    if (at === null) {
      context.notice("one_word");
      return;
    }
    context.open(stage, passage.id);
    stage.reveal(passage);
    stage.article.element.focus({ preventScroll: true });
    this.#cutting = { passage, at };
    context.begin({ hear: (stroke) => this.#hear(stage, stage.cut, stroke), end: () => {
      this.#cutting = null;
      stage.cut.hide();
    } });
    this.#place(stage, at);
    context.notice("split_where", {}, () => this.#cutting !== null);
  }
  cut() {
    const context = this.#context;
    const stage = context.stage;
    const cutting = this.#cutting;
    context.endMode();
    if (stage === null || cutting === null) return;
    const { id } = cutting.passage;
    const at = stage.toCodePoints({ start: cutting.at, end: cutting.at }).start;
    if (context.change(() => stage.reading.split(id, at), "split")) this.#keepCard(stage, id);
  }
  /** A click while a passage is being cut puts the mark there; false where none is. */
  aimCut(position) {
    const stage = this.#context.stage;
    const cutting = this.#cutting;
    if (stage === null || cutting === null) return false;
    const word = stage.units.at("word", position);
    const near = position - word.start > word.end - position ? stage.units.next("word", word)?.start ?? word.start : word.start;
    if (!isInside(cutting.passage, near)) return false;
    this.#place(stage, near);
    return true;
  }
  /** Joins the passage with the next one of the same tag beside it, else with the one before. */
  merge() {
    const context = this.#context;
    const stage = context.stage;
    const passage = context.subject();
    if (stage === null || passage === null) {
      context.notice("no_passage");
      return;
    }
    const beside = neighbour(stage, passage);
    if (beside === null) {
      context.notice("no_neighbour", { tag: passage.tag });
      return;
    }
    const [first2] = passage.start <= beside.start ? [passage] : [beside];
    const inCard = stage.cards.element.contains(document.activeElement);
    if (!context.change(() => stage.reading.merge([passage.id, beside.id]), "merged", { tag: passage.tag })) return;
    const kept3 = stage.passages.get(first2.id) ?? stage.passages.overlapping(passage).find((one) => one.mine && one.tag === passage.tag);
    if (kept3 === void 0) return;
    context.open(stage, kept3.id);
    if (inCard) this.#keepCard(stage, kept3.id);
  }
  #keepCard(stage, id) {
    this.#context.open(stage, id);
    stage.layout();
    stage.cards.card(id)?.element.focus({ preventScroll: true });
  }
  #hear(stage, mark2, stroke) {
    const cutting = this.#cutting;
    if (cutting === null) return false;
    const back = mark2.isRightToLeft ? "ArrowRight" : "ArrowLeft";
    if (stroke === "Enter") this.cut();
    else if (stroke === "Escape") this.#context.endMode();
    else if (/^Arrow/.test(stroke)) this.#step(stage, cutting, stroke === back || stroke === "ArrowUp" ? -1 : 1);
    else return false;
    return true;
  }
  #step(stage, { passage, at }, step) {
    const here = { start: at, end: at };
    const next = step === -1 ? stage.units.previous("word", here) : stage.units.next("word", { start: at, end: stage.units.at("word", at).end });
    if (next !== null && isInside(passage, next.start)) this.#place(stage, next.start);
  }
  #place(stage, at) {
    const cutting = this.#cutting;
    if (cutting === null) return;
    cutting.at = at;
    stage.cut.show(cutting.passage, at);
    this.#context.say("cut_before", { word: stage.article.text.slice(at, stage.units.at("word", at).end) });
  }
};
function isInside(passage, at) {
  return at > passage.start && at < passage.end;
}
function firstCut(stage, passage) {
  const caret = caretIn(stage.article);
  const wanted = [
    caret === null || !isInside(passage, caret) ? null : stage.units.at("word", caret).start,
    stage.units.next("sentence", stage.units.at("sentence", passage.start))?.start ?? null,
    stage.units.at("word", passage.start + passage.end >> 1).start,
    stage.units.next("word", stage.units.at("word", passage.start))?.start ?? null
  ];
  return wanted.find((at) => at !== null && isInside(passage, at)) ?? null;
}
function neighbour(stage, passage) {
  const { text: text2 } = stage.article;
  const all2 = stage.passages.ordered();
  const at = all2.findIndex((one) => one.id === passage.id);
  const fits = (one) => one.mine && one.tag === passage.tag && one.id !== passage.id;
  const touches = (from, to) => from >= to || BETWEEN.test(text2.slice(from, to));
  const after = all2.slice(at + 1).find(fits);
  if (after !== void 0 && touches(passage.end, after.start)) return after;
  const before2 = all2.slice(0, Math.max(0, at)).reverse().find(fits);
  return before2 !== void 0 && touches(before2.end, passage.start) ? before2 : null;
}
function movedStart(stage, at, unit, step) {
  if (unit === "word") return step === 1 ? startAfter(stage.units, at) : startBefore(stage.units, at);
  const here = { start: at, end: at };
  if (step === -1) return stage.units.previous(unit, here)?.start ?? null;
  return stage.units.next(unit, stage.units.at(unit, at))?.start ?? null;
}
function movedEnd(stage, at, unit, step) {
  if (unit === "word") return step === 1 ? endAfter(stage.units, at) : endBefore(stage.units, at);
  const here = { start: at, end: at };
  if (step === 1) return stage.units.next(unit, here)?.end ?? null;
  const last4 = stage.units.previous(unit, here);
  return last4 === null ? null : stage.units.previous(unit, last4)?.end ?? null;
}

// src/view/moving.ts
var Moving = class {
  #context;
  #extents;
  constructor(context, extents) {
    this.#context = context;
    this.#extents = extents;
  }
  move(unit, step) {
    const { stage } = this.#context;
    if (stage === null) return;
    const open2 = stage.active === null ? void 0 : stage.passages.get(stage.active);
    this.#context.toCursor();
    if (open2 !== void 0 && stage.cursor.range === null) stage.cursor.placeAt(step === 1 ? open2.end - 1 : open2.start, unit);
    stage.cursor.move(unit, step, stage.cursorStart());
    this.#context.follow(stage);
  }
  /** By a word, or by a clause while the cursor is one. */
  moveAside(step) {
    this.move(this.#aside(), step);
  }
  /** Extends the cursor, or moves the end of the active passage; false: the browser extends its selection. */
  extend(unit, step) {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null || !stage.selection().isEmpty) return false;
    if (context.aim === "passage" && stage.active !== null) return this.#extents.moveEdge(stage, stage.active, "end", unit, step);
    stage.cursor.extend(unit, step, stage.cursorStart());
    context.follow(stage);
    return true;
  }
  extendAside(step) {
    return this.extend(this.#aside(), step);
  }
  moveStart(step) {
    const stage = this.#context.stage;
    if (stage === null || stage.active === null) return false;
    return this.#extents.moveEdge(stage, stage.active, "start", "word", step);
  }
  narrow() {
    this.#resize((stage) => stage.cursor.narrow());
  }
  widen() {
    this.#resize((stage) => stage.cursor.widen());
  }
  walk(step) {
    const stage = this.#context.stage;
    const next = stage?.cards.neighbour(stage.active, step) ?? null;
    if (stage === null || next === null) {
      this.#context.notice("no_passages");
      return;
    }
    this.#context.open(stage, next.id);
    stage.reveal(next);
    stage.layout();
    stage.cards.card(next.id)?.element.focus({ preventScroll: true });
  }
  /** To the next sentence that is neither tagged nor cleared, round the end of the article. */
  toUnread(step) {
    const context = this.#context;
    const { stage } = context;
    if (stage === null) return;
    const placed = stage.cursor.isResting ? null : stage.cursor.range;
    const from = placed ?? (stage.active === null ? null : stage.passages.get(stage.active) ?? null);
    const start = stage.cursorStart();
    const number = stage.coverage.nextUnread(from ?? { start, end: start }, step);
    const sentence = number === null ? void 0 : stage.sentences[number];
    if (sentence === void 0) {
      context.notice("none_unread", {}, () => stage.coverage.left === 0);
      return;
    }
    this.#context.toCursor();
    stage.cursor.place(sentence, "sentence");
    context.follow(stage);
  }
  /** To the first unread sentence of the article, with the focus in the text. */
  toFirstUnread() {
    const { stage } = this.#context;
    const number = stage?.coverage.nextUnread({ start: 0, end: 0 }, 1) ?? null;
    const sentence = number === null ? void 0 : stage?.sentences[number];
    if (stage === null || sentence === void 0) return;
    this.#context.toCursor();
    stage.cursor.place(sentence, "sentence");
    this.#context.follow(stage);
  }
  /** A click in the text: on passages from the shortest to the longest, elsewhere the sentence. */
  pick(target, position) {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null || position !== null && this.#extents.aimCut(position)) return;
    const ids = stage.article.passagesAt(target).map((one) => one.id);
    const next = ids[(ids.indexOf(stage.active ?? "") + 1) % Math.max(1, ids.length)];
    if (next !== void 0) {
      context.open(stage, next);
      stage.uncover(next);
      return;
    }
    context.aim = "cursor";
    stage.activate(null);
    if (position !== null) stage.placeCursor(position);
  }
  #aside() {
    return this.#context.stage?.cursor.unit === "clause" ? "clause" : "word";
  }
  #resize(change) {
    const stage = this.#context.toCursor();
    if (stage === null) return;
    if (stage.cursor.range === null || stage.cursor.isResting) stage.cursor.move("sentence", 1, stage.cursorStart());
    else change(stage);
    this.#context.follow(stage);
  }
};

// src/view/tagging.ts
var HOLD = 1e3;
var Tagging = class {
  #context;
  /** The selection as it was when a finger came down on a tag. */
  #held = null;
  /** The passage that the next tag is given to as well. */
  #doubling = null;
  constructor(context) {
    this.#context = context;
  }
  tag(name) {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null || context.refused(stage)) return;
    if (this.#doubling !== null) {
      this.#double(stage, this.#doubling, name);
      return;
    }
    context.endMode();
    const { span, isEmpty } = stage.selection();
    const held = this.#held !== null && Date.now() - this.#held.at < HOLD ? this.#held.span : null;
    const chosen = span ?? (isEmpty ? held : null);
    this.#held = null;
    if (chosen !== null) this.#tagSelection(stage, chosen, name);
    else if (!isEmpty) context.notice("white_space");
    else if (context.aim === "passage" && stage.active !== null) this.retag(stage.active, name);
    else if (stage.cursor.range !== null) this.#tagUnderCursor(stage, stage.cursor.range, name);
    else {
      const byTouch = stage.element.closest('[data-layout="sheet"]') !== null;
      context.notice(byTouch ? "nothing_selected_touch" : "nothing_selected");
      if (byTouch) return;
      if (document.activeElement === stage.article.element) stage.goTo(stage.cursorStart());
    }
  }
  /** Tags with the tag that was given last, whatever a tag key would tag now. */
  repeat() {
    const { lastTag } = this.#context;
    if (lastTag === null) this.#context.notice("no_last_tag");
    else if (this.#context.stage !== null && !this.#context.isRetired(this.#context.stage, lastTag)) this.tag(lastTag);
  }
  hold() {
    const span = this.#context.stage?.selection().span ?? null;
    this.#held = span === null ? null : { span, at: Date.now() };
  }
  /** Gives the passage another tag; one that was refused, because its tag is retired say, is sent again with it. */
  retag(id, tag) {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null || context.refused(stage)) return;
    context.lastTag = tag;
    const refused = stage.reading.saveState(id) === "failed";
    const changed = refused ? stage.session.keepMine(id, { tag }) : stage.session.apply(stage.reading.update(id, { tag }));
    if (!changed) return;
    context.say("changed_tag", { tag });
    context.host.tagged(id);
  }
  /** The next tag is given to the same passage as well. */
  duplicate() {
    const context = this.#context;
    const passage = context.subject();
    const stage = context.stage;
    if (stage === null || passage === null || context.refused(stage)) {
      if (passage === null) context.notice("no_passage");
      return;
    }
    context.begin({
      // A tag's own key goes on to `tag`; the browser is left the keys that only hold another.
      hear: (stroke) => ["Shift", "Control", "Alt", "Meta"].includes(stroke),
      end: () => {
        this.#doubling = null;
        stage.doubling(false);
      }
    });
    this.#doubling = passage.id;
    stage.doubling(true);
    context.notice("duplicate_with", { tag: passage.tag }, () => this.#doubling !== null);
  }
  #double(stage, id, tag) {
    const context = this.#context;
    context.endMode();
    const change = stage.reading.duplicate(id, tag);
    const made2 = change?.changed.find((one) => one !== id);
    if (change === null || made2 === void 0) {
      context.notice("duplicate_same", { tag });
      return;
    }
    context.lastTag = tag;
    const inCard = stage.cards.element.contains(document.activeElement);
    stage.session.apply(change);
    context.open(stage, made2);
    if (inCard) stage.cards.card(made2)?.element.focus({ preventScroll: true });
    context.say("duplicated", { tag });
  }
  #tagSelection(stage, span, tag) {
    document.getSelection()?.removeAllRanges();
    stage.bar.hide();
    const id = this.#create(stage, span, tag);
    if (id === null) return;
    this.#context.open(stage, id);
    stage.uncover(id);
  }
  #tagUnderCursor(stage, range, tag) {
    const context = this.#context;
    const span = stage.trimmed(range);
    if (span === null) return;
    stage.cursor.settle();
    if (isTaggedSo(stage, span, tag)) {
      context.notice("duplicate_same", { tag });
      return;
    }
    const hasMoved = stage.cursor.move(stage.cursor.unit, 1, range.end);
    const { isSeen, draw } = stage.measureCursor(span);
    stage.activate(this.#create(stage, span, tag));
    draw();
    if (hasMoved) context.follow(stage, isSeen);
    else if (stage.coverage.left === 0) context.notice("all_read", {}, () => stage.coverage.left === 0);
    else context.notice("last_sentence", { n: stage.coverage.left });
  }
  #create(stage, span, tag) {
    const change = stage.reading.create(stage.toCodePoints(span), tag);
    const id = change.changed[0] ?? null;
    this.#context.lastTag = tag;
    stage.active = id;
    stage.session.apply(change);
    this.#context.say("tagged", { tag });
    if (id !== null) this.#context.host.tagged(id);
    return id;
  }
};
function isTaggedSo(stage, span, tag) {
  return stage.passages.overlapping(span).some((one) => one.mine && one.tag === tag && one.start === span.start && one.end === span.end);
}

// src/view/verb_context.ts
var VerbContext = class {
  host;
  /** What a tag key means when nothing is selected: the open passage, or what is under the cursor. */
  aim = "cursor";
  #lastTag = null;
  #mode = null;
  constructor(host) {
    this.host = host;
  }
  get stage() {
    return this.host.stage();
  }
  /** The tag given last, in this tab or, where that is not known, in this article. */
  get lastTag() {
    const { stage } = this;
    if (this.#lastTag !== null || stage === null) return this.#lastTag;
    const kept3 = sessionStorage.getItem(lastTagKey(stage));
    if (kept3 !== null && stage.session.data.tags.some((tag) => tag.name === kept3 && !tag.retired)) return kept3;
    const own = stage.reading.all().filter(({ id }) => stage.reading.mine(id));
    return own.reduce((newest2, row) => newest2 !== null && newest2.created_at >= row.created_at ? newest2 : row, null)?.tag ?? null;
  }
  set lastTag(tag) {
    this.#lastTag = tag;
    try {
      if (tag !== null && this.stage !== null) sessionStorage.setItem(lastTagKey(this.stage), tag);
    } catch {
    }
  }
  /** The tag takes no new passages, which is said. */
  isRetired(stage, tag) {
    const retired = stage.session.data.tags.some((one) => one.name === tag && one.retired);
    if (retired) this.notice("retired_tag", { tag });
    return retired;
  }
  get mode() {
    return this.#mode;
  }
  begin(mode) {
    this.endMode();
    this.#mode = mode;
  }
  /** False when none was on. */
  endMode() {
    const mode = this.#mode;
    this.#mode = null;
    mode?.end();
    return mode !== null;
  }
  say(key, values = {}) {
    this.host.announce(this.host.words.say(key, values));
  }
  notice(key, values = {}, isTrue) {
    const keys = { next_sentence: this.host.cap("next_sentence"), next_passage: this.host.cap("next_passage") };
    const said2 = key === "no_passage" && keys.next_passage === "" ? "no_passage_by_key" : key;
    this.host.notice(this.host.words.say(said2, { ...keys, ...values }), isTrue);
  }
  /** The reading is submitted, which is said. */
  refused(stage) {
    if (stage.locked) this.notice("locked", {}, () => stage.locked);
    return stage.locked;
  }
  /** Makes a change, keeps it and says so; false where nothing changed. `say` null: what is seen is enough. */
  change(make, say2, values = {}) {
    const stage = this.stage;
    if (stage === null || this.refused(stage) || !stage.session.apply(make(stage))) return false;
    if (say2 !== null) this.say(say2, values);
    return true;
  }
  /** The reader's own passage that a verb means: the open one, else the shortest under the cursor. */
  subject() {
    const stage = this.stage;
    if (stage === null) return null;
    const open2 = stage.active === null ? void 0 : stage.passages.get(stage.active);
    if (open2 !== void 0) return open2.mine ? open2 : null;
    const range = stage.cursor.range;
    const under = range === null ? [] : stage.passages.overlapping(range).filter((one) => one.mine);
    return under.sort((a, b) => a.end - a.start - (b.end - b.start))[0] ?? null;
  }
  open(stage, id) {
    this.aim = "passage";
    stage.cursor.place(null);
    stage.activate(id);
  }
  /** What the next key means is under the cursor, no longer the open passage or the selection. */
  toCursor() {
    const { stage } = this;
    if (stage === null) return null;
    this.aim = "cursor";
    stage.activate(null);
    document.getSelection()?.removeAllRanges();
    stage.bar.hide();
    if (document.activeElement !== stage.article.element) stage.article.element.focus({ preventScroll: true });
    return stage;
  }
  /** Back to the text, with the cursor where the passage was. */
  toText(stage, passage) {
    stage.activate(null);
    this.aim = "cursor";
    if (passage !== void 0) stage.placeCursor(passage.start);
    stage.article.element.focus({ preventScroll: true });
  }
  /** Shows the cursor, unless it `isSeen`, and says what is under it and in which state it is. */
  follow(stage, isSeen = false) {
    const { range } = stage.cursor;
    if (range === null) return;
    if (!isSeen) stage.reveal(range);
    const text2 = stage.article.text.slice(range.start, Math.min(range.end, range.start + 400));
    const states = new Set(stage.coverage.numbersIn(range).map((number) => stage.coverage.state(number)));
    const { words } = this.host;
    const state = states.size !== 1 || states.has("unread") ? "" : words.say(states.has("cleared") ? "under_cursor_cleared" : "under_cursor_tagged");
    this.host.announce(`${text2} ${state}`.trim());
  }
};
function lastTagKey(stage) {
  const { instance, reviewer } = stage.session.data;
  return `workbench:tag:${instance}:${reviewer.id}`;
}

// src/view/verbs.ts
var Verbs = class {
  context;
  tagging;
  extents;
  moving;
  clearing;
  cards;
  /** Sheets, bars and dialogs of the reader. */
  parts;
  repeating;
  constructor(host, parts, repeating) {
    this.context = new VerbContext(host);
    this.parts = parts;
    this.repeating = repeating;
    this.tagging = new Tagging(this.context);
    this.extents = new Extents(this.context);
    this.moving = new Moving(this.context, this.extents);
    this.clearing = new Clearing(this.context);
    this.cards = new CardDeeds(this.context, this.tagging, this.extents);
  }
  undo() {
    this.#turn((stage) => stage.reading.undo(), "undone", "nothing_to_undo", "not_undone");
  }
  redo() {
    this.#turn((stage) => stage.reading.redo(), "redone", "nothing_to_redo", "not_redone");
  }
  /** Tags what reads the same elsewhere, as one step. */
  alsoHere() {
    const offer = this.repeating.take();
    if (offer === null) {
      this.context.notice("no_repeats");
      return;
    }
    const { stage } = this.context;
    if (stage === null || this.context.isRetired(stage, offer.tag)) return;
    const said2 = { n: offer.spans.length, tag: offer.tag };
    this.context.change(() => stage.reading.createAll(offer.spans.map((span) => stage.toCodePoints(span)), offer.tag), "tagged_also", said2);
  }
  /** Escape: closes what is open, one thing at a time, and ends in the text. */
  leave() {
    const { context } = this;
    const stage = context.stage;
    if (context.endMode() || context.host.closePopover()) return true;
    if (stage === null) return false;
    if (stage.active !== null && stage.cards.card(stage.active)?.closeEditor() === true) return true;
    if (stage.cards.closeFilter()) return true;
    if (!stage.selection().isEmpty) {
      document.getSelection()?.removeAllRanges();
      return true;
    }
    const beside = stage.cards.element.contains(document.activeElement) || stage.strip.element.contains(document.activeElement);
    const closed = context.host.closeList();
    if (stage.active === null && !beside && !closed) return false;
    context.toText(stage, stage.active === null ? void 0 : stage.passages.get(stage.active));
    return true;
  }
  #turn(make, done, nothing, skipped) {
    const { context } = this;
    const stage = context.stage;
    if (stage === null || context.refused(stage)) return;
    const change = make(stage);
    const before2 = (change?.changed ?? []).flatMap((id) => stage.passages.get(id) ?? []);
    if (!stage.session.apply(change)) context.say(nothing);
    else if (change?.skipped) context.notice(skipped);
    else {
      context.say(done);
      this.#showTurned(stage, change?.changed ?? [], before2);
    }
  }
  /** What came back, or is another now, is open and in sight; of what went, its place is in sight. */
  #showTurned(stage, changed, before2) {
    const [first2] = changed.flatMap((id) => stage.passages.get(id) ?? []).sort((a, b) => a.start - b.start);
    if (first2 === void 0) return stage.reveal(before2[0] ?? null);
    this.context.open(stage, first2.id);
    stage.reveal(first2);
  }
};

// src/view/reader.ts
var STALE_PAUSE = 1500;
var Reader = class {
  root;
  data;
  signals;
  #words;
  #tags;
  #bindings;
  #comfort;
  #finding;
  #session;
  #header;
  #toolbar;
  #saveState;
  #notices = new Notice();
  #popover;
  #talk;
  #repeating;
  #verbs;
  #submitting;
  #focus;
  #body = el("div", { class: "fcw-r-body" });
  #announcer = new Announcer();
  #superseded;
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
    this.#bindings = bindingsFor(this.#tags, data.keys);
    this.#repeating = new Repeating(this.#words, strokeFor(data.keys, "also_here"), () => this.#verbs.alsoHere());
    this.#verbs = this.#makeVerbs();
    this.#session = new Session(data, {
      changed: (ids, sentences) => this.#stage?.refresh(ids, sentences),
      saving: (state) => {
        if (!this.#opening) this.#showSaving(state);
      },
      unauthorised: () => this.signals.token(),
      edited: () => this.#stage?.cards.edited() ?? null
    });
    this.#saveState = new SaveStateView(this.#words, () => this.#session.outbox.retryNow(), () => this.#showHeld());
    this.#header = new Header(data, this.#words, () => this.#submitting.ask(), () => void this.#submitting.set("in_progress"));
    this.#talk = new TalkSheet({ words: this.#words, talking: this.#session.talking, popover: () => this.#popover }, this.#header.element, () => this.signals.stale());
    this.#finding = this.#makeFinding();
    this.#toolbar = this.#makeToolbar();
    this.#superseded = new Superseded(this.#words, () => {
      this.#stage?.cards.commit();
      this.signals.newest();
    });
    this.root = el("div", { class: "fcw-r-root", "data-layout": "wide" }, this.#header.element, this.#superseded.element, this.#toolbar.element, this.#body, this.#announcer.element);
    this.#popover = new Popover(this.root);
    this.#comfort = new Comfort({ root: this.root, body: this.#body, data: () => this.data, changed: () => this.#stage?.relaid() });
    this.#submitting = this.#makeSubmitting();
    this.#focus = new FocusKeeper(this.root, () => this.#stage?.article.element ?? null, this.#ended.signal);
    parent.append(this.root);
    whenALinkIsFollowed(() => clearTimeout(this.#stale), this.#ended.signal);
    this.#watch();
    this.update(data, signals);
    void this.#open();
  }
  /** The page ran again: a new token, another theme, perhaps another status. */
  update(data, signals) {
    this.signals = signals;
    if (this.#answered === data.status) this.#answered = null;
    if (this.#answered === null && data.status !== this.#status) this.#showStatus(data.status);
    const lookedBefore = this.data.looking;
    this.data = data;
    if (lookedBefore !== data.looking) this.#showStatus(this.#status);
    this.#comfort.renew(data);
    this.#session.renew(data);
    this.#finding.focus(data.focus);
  }
  destroy() {
    this.#stage?.cards.commit();
    this.#ended.abort();
    this.#comfort.close();
    clearTimeout(this.#stale);
    this.#saveState.stop();
    this.#notices.clear();
    this.#session.close();
    this.root.remove();
  }
  async #open() {
    this.#body.replaceChildren(el("p", { class: "fcw-r-opening" }, this.#words.say("opening")));
    try {
      const opened2 = await this.#session.open();
      if (this.#ended.signal.aborted || this.#session.reading === null) return;
      this.#stage = new Stage(this.#session, this.#session.reading, opened2, this.#words, this.#tags, new Scroller(this.root), {
        cards: this.#verbs.cards,
        choose: (tag) => this.#verbs.tagging.tag(tag),
        moved: (id, span) => this.#verbs.extents.moved(id, span),
        cut: () => this.#verbs.extents.cut(),
        leaveCut: () => void this.#verbs.context.endMode(),
        changed: () => this.#showNumbers()
      });
      this.#show(this.#stage);
      this.#opened();
      void this.#session.outbox.flush();
      this.#follow();
    } catch (error2) {
      this.#fail(error2);
    }
  }
  #follow() {
    new Following({
      session: this.#session,
      words: this.#words,
      showsOthers: () => this.#stage?.passages.showOthers === true,
      company: (sentence) => this.#header.showCompany(sentence),
      announce: (sentence) => this.#announcer.say(sentence),
      changed: (n) => this.#words.say("others_changed", { n }),
      superseded: () => this.#superseded.show(),
      status: () => this.#status,
      turned: (status) => {
        this.#showStatus(status);
        this.signals.submitted(status);
      },
      askToken: () => this.signals.token()
    }, this.#ended.signal);
  }
  #opened() {
    this.#opening = false;
    this.#showSaving(this.#session.outbox.state());
  }
  #show(stage) {
    stage.passages.showOthers = this.#comfort.preferences.showsOthers();
    this.#body.replaceChildren(stage.element);
    this.#comfort.set();
    stage.refresh(null);
    this.#showStatus(this.#status);
    stage.layout();
    this.#repeating.prepare(stage, this.data.article.language, this.#ended.signal);
    listenForPointer(stage, this.#verbs, this.#ended.signal);
    listenForPaste(stage, this.#ended.signal);
    showArrival(stage, this.#ended.signal);
    new Scroller(this.root).listen(() => {
      stage.scrolled();
      this.#finding.bar.drawSoon();
    }, this.#ended.signal);
    keepPlace(stage, this.#ended.signal);
    if (takeUpPlace(stage)) stage.article.element.focus({ preventScroll: true });
    this.#focus.arrive();
    this.#finding.focus(this.data.focus);
    void document.fonts.ready.then(() => {
      if (!this.#ended.signal.aborted) this.#comfort.set();
    });
  }
  #fail(error2) {
    if (this.#ended.signal.aborted) return;
    const known2 = error2 instanceof WrongText || error2 instanceof Unreachable;
    if (!known2) console.error(error2);
    const sentence = error2 instanceof WrongText ? this.#words.say("wrong_text") : this.#words.say("not_opened");
    const again2 = button({ class: "fcw-r-button" }, () => void this.#open(), this.#words.say("try_again"));
    this.#body.replaceChildren(el("div", { class: "fcw-r-opening", role: "alert" }, el("p", {}, sentence), again2));
    this.#opened();
  }
  #makeVerbs() {
    return new Verbs({
      words: this.#words,
      stage: () => this.#stage,
      announce: (sentence) => this.#announcer.say(sentence),
      notice: (sentence, isTrue) => this.#notices.say(sentence, isTrue),
      closePopover: () => this.#talk.leave() || this.#finding.leave(),
      closeList: () => this.#toggleList(false),
      cap: (action) => capOf(strokeFor(this.data.keys, action, this.#comfort.preferences.hasLetterKeys())),
      tagged: (id) => {
        if (this.#stage !== null) this.#repeating.look(this.#stage, id);
      }
    }, this.#makeParts(), this.#repeating);
  }
  #makeParts() {
    return new Parts({
      words: this.#words,
      tags: this.#tags,
      popover: () => this.#popover,
      bindings: () => this.#bindings,
      toolbar: () => this.#toolbar,
      stage: () => this.#stage,
      guidelines: () => this.data.guidelines,
      comfort: () => this.#comfort,
      finding: () => this.#finding,
      submit: () => this.#submitting.ask(),
      openList: () => {
        if (this.root.dataset["layout"] !== "wide") this.#toggleList(true);
      }
    });
  }
  #makeFinding() {
    return new Finding({
      words: this.#words,
      ended: this.#ended.signal,
      popover: () => this.#popover,
      stage: () => this.#stage,
      context: () => this.#verbs.context,
      anchor: () => this.#toolbar.outline,
      resized: () => this.#fit()
    });
  }
  #makeSubmitting() {
    return new Submitting({
      words: this.#words,
      session: this.#session,
      popover: this.#popover,
      header: this.#header,
      ended: this.#ended.signal,
      data: () => this.data,
      stage: () => this.#stage,
      status: () => this.#status,
      showStatus: (status, busy) => this.#showStatus(status, busy),
      notice: (sentence, isTrue) => this.#notices.say(sentence, isTrue),
      isSuperseded: () => this.#superseded.isShown,
      superseded: () => this.#superseded.show(),
      answered: (status) => {
        this.#answered = status;
        this.#session.refetchSoon();
        this.signals.submitted(status);
      },
      askToken: () => this.signals.token(),
      toFirstUnread: () => this.#verbs.moving.toFirstUnread(),
      clearTheRest: () => this.#verbs.clearing.clearTheRest()
    });
  }
  #makeToolbar() {
    const { parts } = this.#verbs;
    return new Toolbar(this.#words, this.#tags, this.data.keys, {
      tag: (name) => this.#verbs.tagging.tag(name),
      clear: () => this.#verbs.clearing.clear(),
      undo: () => this.#verbs.undo(),
      redo: () => this.#verbs.redo(),
      find: () => parts.find(),
      outline: () => parts.outline(),
      guidelines: () => parts.guidelines(),
      appearance: () => parts.appearance(),
      keys: () => parts.keys(),
      others: () => this.#toggleOthers(),
      list: () => void this.#toggleList(!this.root.classList.contains("fcw-r-list-open")),
      hold: () => this.#verbs.tagging.hold()
    }, [this.#repeating.element, this.#saveState.element, this.#finding.bar.element, this.#notices.element]);
  }
  #watch() {
    const { signal } = this.#ended;
    listenForKeys({
      root: this.root,
      bindings: this.#bindings,
      verbs: this.#verbs,
      isLocked: () => this.#locked,
      hasLetters: () => this.#comfort.preferences.hasLetterKeys(),
      before: (action) => {
        if (action !== "also_here" && action !== "leave") this.#repeating.hide();
      },
      refuse: () => this.#sayLocked()
    }, signal);
    window.addEventListener("pagehide", () => this.#stage?.cards.commit(), { signal });
    window.addEventListener("beforeunload", (event) => {
      this.#stage?.cards.commit();
      if (this.#session.outbox.state().notKept > 0) event.preventDefault();
    }, { signal });
    this.root.addEventListener("pointerdown", (event) => {
      const inList = event.target.closest(".fcw-r-cards, .fcw-r-only-drawer");
      if (inList === null) this.#toggleList(false);
    }, { signal });
    makeRoomForKeyboard(this.root, signal);
    const sizes = new ResizeObserver(() => this.#fit());
    window.addEventListener("resize", () => this.#fit(), { signal });
    sizes.observe(this.root);
    signal.addEventListener("abort", () => sizes.disconnect());
  }
  #fit() {
    fit(this.root, this.#toolbar.element, () => this.#comfort.set());
    this.#stage?.layoutSoon();
  }
  #showSaving(state) {
    this.#saveState.update(state, this.#session.heldHere().length);
    this.#notices.check();
    const troubled = state.retryAt !== null || state.waitingForSignIn || state.failed > 0;
    if (troubled && !this.#troubled) this.#announcer.say(this.#words.say("not_saving"));
    if (troubled || state.pending === 0) this.#troubled = troubled;
    if (troubled || state.pending < this.#waiting || state.pending === 0) this.#stage?.setStuck(troubled && state.pending > 0);
    this.#waiting = state.pending;
    clearTimeout(this.#stale);
    if (state.pending === 0 && this.#pending > 0) this.#stale = window.setTimeout(() => this.signals.stale(), STALE_PAUSE);
    this.#pending = Math.max(state.pending, state.pending === 0 ? 0 : this.#pending);
  }
  #showHeld() {
    const first2 = this.#session.heldHere()[0]?.operation;
    if (first2 === void 0 || this.#stage === null) return;
    if (passageOf(first2) !== void 0) this.#verbs.cards.activate(passageOf(first2));
    else if (isAboutTalk(first2)) this.#talk.open();
    else askAboutStates(this.#stage, this.#words, this.#popover, this.#saveState.element);
  }
  #showNumbers() {
    const stage = this.#stage;
    if (stage === null) return;
    const { left } = stage.coverage;
    const total = stage.sentences.length;
    this.#header.showLeft(left, total);
    stage.strip.describe(this.#words.say("strip", { n: total, left }), this.#words.say("left", { n: left.toLocaleString("en-US") }));
    this.root.toggleAttribute("data-active", stage.active !== null);
    this.#notices.check();
    this.#toolbar.update({
      canUndo: stage.reading.canUndo(),
      canRedo: stage.reading.canRedo(),
      others: stage.passages.showOthers,
      locked: this.#locked,
      activeTag: stage.active === null ? null : stage.passages.get(stage.active)?.tag ?? null
    });
    this.#focus.check();
    this.#finding.bar.drawSoon();
  }
  #showStatus(status, busy = false) {
    this.#status = status;
    this.root.classList.toggle("fcw-r-locked", this.#locked);
    this.#header.showStatus(status, busy, this.data.looking);
    this.#stage?.lock(this.#locked);
    this.#notices.check();
    this.#showNumbers();
  }
  get #locked() {
    return this.data.looking || this.#status === "submitted";
  }
  #sayLocked() {
    this.#notices.say(this.#words.say(this.data.looking ? "looking_why" : "locked"), () => this.#locked);
  }
  #toggleOthers() {
    const stage = this.#stage;
    if (stage === null) return;
    const shown3 = !stage.passages.showOthers;
    this.#comfort.preferences.setShowsOthers(shown3);
    stage.showOthers(shown3);
    this.#announcer.say(this.#words.say(shown3 ? "others_shown" : "others_hidden"));
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

// src/core/stops.ts
function stopsOf(settlement) {
  const gold = settlement.gold();
  const stops = settlement.groups.map((group) => {
    const over = gold.filter((one) => overlap(one, group));
    const isOpen = group.annotations.some((id) => !isDecided(settlement, id, over));
    const { start, end, annotations } = group;
    return { start, end, annotations, kind: group.agreed ? "agreed" : "parted", gold: over, isOpen };
  });
  const alone = gold.filter((one) => !settlement.groups.some((group) => overlap(one, group)));
  for (const one of alone) stops.push({ start: one.start, end: one.end, kind: "alone", annotations: [], gold: [one], isOpen: false });
  return stops.sort((a, b) => a.start - b.start || a.end - b.end);
}
function isDecided(settlement, id, gold) {
  if (settlement.rejection(id) !== null) return true;
  const passage = settlement.passage(id);
  return passage === void 0 || gold.some((one) => one.sources.includes(id) || overlap(one, passage));
}
function overlap(a, b) {
  return a.start < b.end && a.end > b.start;
}
function openOf(stops) {
  const open2 = stops.filter(({ isOpen }) => isOpen);
  return { parted: open2.filter(({ kind }) => kind === "parted").length, agreed: open2.filter(({ kind }) => kind === "agreed").length };
}
function stepped(some, from, step) {
  if (some.length === 0) return null;
  if (from === null) return (step === 1 ? some[0] : some.at(-1)) ?? null;
  const later2 = some.filter((one) => one.start > from.start || one.start === from.start && one.end > from.end);
  const earlier = some.filter((one) => one.start < from.start || one.start === from.start && one.end < from.end);
  return step === 1 ? later2[0] ?? some[0] ?? null : earlier.at(-1) ?? some.at(-1) ?? null;
}

// src/core/listed.ts
function listed(names, words) {
  const last4 = names.at(-1) ?? "";
  return names.length < 2 ? last4 : words.say("listed_and", { names: names.slice(0, -1).join(", "), last: last4 });
}

// src/core/settle_types.ts
var REASONS = ["wrong_tag", "wrong_extent", "missed", "guideline_unclear"];

// src/view/settle_forms.ts
function rejectForm(who, words, chosen, note, done, leave2) {
  const radios = REASONS.map((reason, index) => {
    const input = el("input", { type: "radio", name: "fcw-s-reason", value: reason, required: "" });
    input.checked = reason === (chosen ?? REASONS[0]);
    return { reason, input, label: el("label", { class: "fcw-s-reason" }, input, words.say(`settle_reason_${reason}`), el("kbd", { class: "fcw-r-key", "aria-hidden": "true" }, String(index + 1))) };
  });
  const field2 = noteField(words.say("settle_reject_note"), note);
  const title2 = words.say("settle_reject_of", { who });
  const form = el(
    "form",
    { class: "fcw-r-sheet fcw-s-form", "data-question": "" },
    el("fieldset", {}, el("legend", {}, title2), ...radios.map(({ label }) => label)),
    field2,
    foot2(words.say("settle_reject"), words.say("settle_leave"), leave2)
  );
  form.addEventListener("keydown", (event) => {
    const at = event.target === field2 || event.ctrlKey || event.metaKey || event.altKey ? -1 : "1234".indexOf(event.key);
    const radio = radios[at];
    if (radio === void 0 || event.key === "") return;
    event.preventDefault();
    radio.input.checked = true;
    radio.input.focus();
  });
  submits(form, () => {
    const reason = radios.find(({ input }) => input.checked)?.reason;
    if (reason !== void 0) done(reason, field2.value.trim() || null);
  });
  return { element: form, first: radios.find(({ input }) => input.checked)?.input ?? field2 };
}
function unclearForm(words, done, leave2) {
  const field2 = noteField(words.say("settle_unclear_note"), "");
  const form = el(
    "form",
    { class: "fcw-r-sheet fcw-s-form", "data-question": "" },
    el("h2", {}, words.say("settle_unclear")),
    el("p", {}, words.say("settle_unclear_why")),
    field2,
    foot2(words.say("settle_unclear_keep"), words.say("settle_leave"), leave2)
  );
  submits(form, () => done(field2.value.trim() || null));
  return { element: form, first: field2 };
}
function noteField(label, value) {
  const field2 = el("textarea", { class: "fcw-r-field", rows: "2", dir: "auto", "aria-label": label, placeholder: label, maxlength: "10000" });
  field2.value = value;
  return field2;
}
function foot2(done, left, leave2) {
  return el(
    "div",
    { class: "fcw-r-question-buttons" },
    el("button", { type: "submit", class: "fcw-r-primary" }, done),
    button({ class: "fcw-r-button" }, leave2, left)
  );
}
function submits(form, done) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    done();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      done();
    }
  });
}

// src/view/settle_decisions.ts
var Decisions = class {
  #host;
  constructor(host) {
    this.#host = host;
  }
  step(step, among) {
    const stage = this.#host.stage();
    if (stage === null) return;
    const some = among === "parted" ? stage.parted : among === "all" ? stage.stops : stage.stops.filter(({ isOpen }) => isOpen);
    const next = stepped(some, stage.here, step);
    if (next === null) this.#host.notice(this.#host.words.say(among === "open" ? "settle_none_open" : "settle_no_conflicts"));
    else this.go(next);
  }
  go(stop) {
    const stage = this.#host.stage();
    if (stage === null) return;
    if (stage.isWriting) stage.write(false);
    const wasInPanel = this.#host.panel.focused() !== null;
    stage.go(stop);
    this.#host.redraw();
    if (wasInPanel) this.#host.panel.element.querySelector(".fcw-s-card[data-part]")?.focus({ preventScroll: true });
    this.#tellWhere(stage);
  }
  accept(place2) {
    const id = this.#host.panel.numbered()[place2];
    if (id === void 0) return false;
    this.acceptOne(id);
  }
  /** With it go those of the same conflict that are alike. */
  acceptOne(id) {
    const stage = this.#host.stage();
    const passage = stage?.settlement.passage(id);
    if (!stage || passage === void 0) return;
    const alike = (stage.here?.annotations ?? []).filter((other) => {
      const one = stage.settlement.passage(other);
      return one?.start === passage.start && one.end === passage.end && one.tag === passage.tag;
    });
    const who = listed(alike.map((other) => stage.settlement.passage(other)?.reviewer_name ?? ""), this.#host.words);
    this.#do((settlement) => settlement.accept([id, ...alike.filter((other) => other !== id)]), "settle_did_accept", { who, tag: passage.tag });
  }
  acceptAgreed() {
    const stage = this.#host.stage();
    const n = stage === null ? 0 : openOf(stage.stops).agreed;
    this.#do((settlement) => settlement.acceptAgreed(), "settle_did_accept_agreed", { n }, "settle_none_agreed");
  }
  /** Asks why the focused passage, or else the first that is undecided, is rejected. */
  reject() {
    const { panel } = this.#host;
    const stage = this.#host.stage();
    const ids = panel.numbered();
    const focused2 = panel.focused();
    const undecided = ids.find((id2) => stage?.settlement.rejection(id2) === null && stage.settlement.goldOf(id2) === void 0);
    const id = focused2 !== null && ids.includes(focused2) ? focused2 : undecided;
    if (id === void 0) this.#host.notice(this.#host.words.say("settle_nothing_here"));
    else this.askReject(id);
  }
  askReject(id) {
    const { words, popover, panel } = this.#host;
    const passage = this.#host.stage()?.settlement.passage(id);
    const anchor = panel.part(`reject ${id}`);
    if (passage === void 0 || anchor === null || this.#isLocked()) return;
    anchor.scrollIntoView({ block: "nearest" });
    const who = passage.reviewer_name || passage.reviewer;
    const before2 = this.#host.stage()?.settlement.rejection(id) ?? null;
    const form = rejectForm(who, words, before2?.reason ?? null, before2?.note ?? "", (reason, note) => {
      const isGone = this.#host.stage()?.settlement.passage(id) === void 0;
      if (isGone) return this.#host.notice(words.say("settle_reading_gone", { who }));
      if (this.#isLocked()) return;
      popover.close();
      this.#do((settlement) => settlement.reject(id, reason, note), "settle_did_reject", { who, reason: words.say(`settle_reason_${reason}`) });
      panel.part(`reject ${id}`)?.focus({ preventScroll: true });
    }, () => popover.close());
    popover.toggle(anchor, words.say("settle_reject_of", { who }), form.element, form.first);
  }
  unreject(id) {
    this.#do((settlement) => settlement.unreject(id), "settle_did_unreject");
  }
  writeByHand() {
    const stage = this.#host.stage();
    if (stage === null) return;
    stage.write(true);
    this.#host.redraw();
    stage.article.element.focus({ preventScroll: true });
    this.#host.announce(this.#host.words.say("settle_hand_how"));
  }
  /** Gold from what is selected, from the cursor while one writes, or another tag for the gold that is there. */
  tag(name) {
    const stage = this.#host.stage();
    if (stage === null) return false;
    const selected = stage.selection();
    const span = selected ?? (stage.isWriting && stage.cursor.range !== null ? stage.toCodePoints(stage.trimmed(stage.cursor.range)) : null);
    if (span !== null) {
      if (!this.#write(stage, span, name)) return;
      document.getSelection()?.removeAllRanges();
      if (stage.isWriting) stage.write(false);
      const written2 = stage.stops.find((stop) => stop.start < span.end && stop.end > span.start);
      if (written2 !== void 0) stage.go(written2);
      this.#host.redraw();
      return;
    }
    const gold = this.#gold();
    if (gold === null) this.#host.notice(this.#host.words.say("settle_no_gold"));
    else this.retag(gold.id, name);
  }
  /** Gold of the same tag that lies there gets this extent, instead of a second one over it. */
  #write(stage, span, tag) {
    const same3 = stage.settlement.gold().filter((one) => one.tag === tag && overlap(one, span));
    const [gold] = same3;
    if (gold !== void 0 && same3.length === 1) return this.#do((settlement) => settlement.update(gold.id, { start: span.start, end: span.end }), "settle_did_extent");
    return this.#do((settlement) => settlement.create(span, tag), "settle_did_write", { tag });
  }
  retag(id, tag) {
    this.#do((settlement) => settlement.update(id, { tag }), "settle_did_retag", { tag });
  }
  flag() {
    const { words, popover, panel } = this.#host;
    const stage = this.#host.stage();
    const span = stage?.selection() ?? stage?.here ?? null;
    const anchor = panel.part("flag");
    if (span === null || anchor === null || this.#isLocked()) return;
    anchor.scrollIntoView({ block: "nearest" });
    const { start, end } = span;
    const form = unclearForm(words, (note) => {
      if (this.#isLocked()) return;
      popover.close();
      this.#do((settlement) => settlement.flag({ start, end }, note), "settle_did_flag");
    }, () => popover.close());
    popover.toggle(anchor, words.say("settle_unclear"), form.element, form.first);
  }
  unflag(id) {
    this.#do((settlement) => settlement.unflag(id), "settle_did_unreject");
  }
  note() {
    const gold = this.#gold();
    if (gold === null) this.#host.notice(this.#host.words.say("settle_no_gold"));
    else this.#host.panel.editNote(gold.id);
  }
  noted(id, note, joins) {
    const stage = this.#host.stage();
    this.#host.apply(stage?.settlement.update(id, { note: note.trim() === "" ? null : note }, joins ? "note" : "") ?? null);
  }
  /** Takes gold back, or the rejection of the focused passage. */
  takeBack() {
    const { panel } = this.#host;
    const focused2 = panel.focused();
    if (focused2 !== null && this.#host.stage()?.settlement.rejection(focused2) != null) return this.unreject(focused2);
    const gold = this.#gold();
    if (gold === null) this.#host.notice(this.#host.words.say("settle_no_gold"));
    else this.takeBackGold(gold.id);
  }
  takeBackGold(id) {
    this.#do((settlement) => settlement.remove(id), "settle_did_take_back");
  }
  undo() {
    this.#do((settlement) => settlement.undo(), "settle_did_undo", {}, "nothing_to_undo", "not_undone");
  }
  redo() {
    this.#do((settlement) => settlement.redo(), "settle_did_redo", {}, "nothing_to_redo", "not_redone");
  }
  settle() {
    this.#host.settle();
  }
  keys() {
    this.#host.keys();
  }
  leave() {
    const { popover, panel } = this.#host;
    const stage = this.#host.stage();
    if (popover.close() || panel.closeNote()) return true;
    if (stage?.isWriting !== true) return false;
    stage.write(false);
    this.#host.redraw();
    return true;
  }
  move(unit, step) {
    const stage = this.#host.stage();
    if (stage?.isWriting !== true) return false;
    stage.cursor.move(unit, step, stage.cursor.range?.start ?? 0);
    this.#sayCursor(stage);
    return true;
  }
  extend(edge, unit, step) {
    const stage = this.#host.stage();
    if (stage === null || stage.hasSelection) return false;
    const gold = stage.isWriting ? null : this.#gold();
    const range = stage.isWriting ? stage.cursor.range : gold === null ? null : stage.toUtf16(gold);
    if (range === null) return false;
    const position = edge === "end" ? this.#end(stage, range.end, unit, step) : step === 1 ? startAfter(stage.units, range.start) : startBefore(stage.units, range.start);
    if (position === null) return true;
    const span = edge === "end" ? { start: range.start, end: position } : { start: position, end: range.end };
    if (span.start >= span.end) return true;
    if (gold === null) {
      stage.cursor.place(span, "clause");
      this.#sayCursor(stage);
    } else {
      this.#do((settlement) => settlement.update(gold.id, stage.toCodePoints(span), "extent"), "settle_did_extent");
    }
    return true;
  }
  resize(step) {
    const stage = this.#host.stage();
    if (stage?.isWriting !== true) return false;
    if (step === 1) stage.cursor.widen();
    else stage.cursor.narrow();
    this.#sayCursor(stage);
    return true;
  }
  #end({ units }, at, unit, step) {
    if (unit === "word") return step === 1 ? endAfter(units, at) : endBefore(units, at);
    const point2 = { start: at, end: at };
    if (step === 1) return units.next(unit, point2)?.end ?? null;
    const last4 = units.previous(unit, point2);
    return last4 === null ? null : units.previous(unit, last4)?.end ?? null;
  }
  /** The gold that a key is about: the focused one, else the first of this place. */
  #gold() {
    const gold = this.#host.stage()?.here?.gold ?? [];
    const focused2 = this.#host.panel.focused();
    return gold.find(({ id }) => id === focused2) ?? gold[0] ?? null;
  }
  #do(decide, word, values = {}, nothing = "", skipped = "") {
    const { words } = this.#host;
    const stage = this.#host.stage();
    if (stage === null || this.#isLocked()) return false;
    const decision = decide(stage.settlement);
    if (decision === null || decision.skipped === true) {
      const why = decision === null ? nothing : skipped;
      if (why !== "") this.#host.notice(words.say(why));
      return false;
    }
    this.#host.apply(decision);
    this.#host.announce(`${words.say(word, values)}. ${words.say("settle_open_left", { n: openOf(stage.stops).parted })}`);
    return true;
  }
  #isLocked() {
    if (this.#host.isLocked()) this.#host.refuse();
    return this.#host.isLocked();
  }
  #sayCursor(stage) {
    const { range } = stage.cursor;
    if (range !== null) this.#host.announce(stage.article.text.slice(range.start, range.end));
  }
  /** For who does not see the lanes: which conflict it is and what each has there. */
  #tellWhere({ here, parted, settlement }) {
    const { words } = this.#host;
    if (here === null) return;
    const at = parted.indexOf(here);
    const has = here.annotations.flatMap((id) => settlement.passage(id) ?? []).map((one) => words.say("tag_of", { tag: one.tag, who: one.reviewer_name || one.reviewer }));
    const gold = here.gold.map(({ tag }) => words.say("settle_gold_tag", { tag }));
    const title2 = at >= 0 ? words.say("settle_conflict", { i: at + 1, n: parted.length }) : words.say(here.kind === "agreed" ? "settle_agreed" : "settle_own");
    this.#host.announce([title2, ...gold, ...has, words.say(here.isOpen ? "settle_is_open" : "settle_is_settled")].join(", "));
  }
};

// src/view/settle_header.ts
var SettleHeader = class {
  element;
  #words;
  #verbs;
  #kicker = el("p", { class: "fcw-r-kicker", dir: "auto" });
  #deeds = el("div", { class: "fcw-s-header-deeds" });
  #company = el("div", { class: "fcw-r-company", dir: "auto", "data-testid": "company" });
  #about;
  #cap;
  #told = "";
  constructor(data, words, saveState, notice, cap, verbs) {
    this.#words = words;
    this.#verbs = verbs;
    this.#cap = cap;
    const { outlet, published, title: title2 } = data.article;
    this.#about = [outlet, published].filter((part) => part !== "");
    this.element = el(
      "header",
      { class: "fcw-s-header" },
      el("div", { class: "fcw-r-heading" }, this.#kicker, el("h1", { class: "fcw-r-title", dir: "auto" }, title2)),
      el("div", { class: "fcw-s-header-state" }, this.#company, saveState, this.#deeds, notice)
    );
  }
  /** Who else has the article open; nothing is said aloud of it. */
  showCompany(sentence) {
    this.#company.textContent = sentence;
    this.#company.title = sentence;
  }
  /** Where questions about settling hang. */
  get anchor() {
    return this.#deeds.querySelector(".fcw-r-primary") ?? this.#deeds;
  }
  show(readings, { state, settled_at, settled_by }, looking, agreed) {
    const words = this.#words;
    this.#kicker.textContent = [...this.#about, words.say("settle_readings", { n: readings })].join(" · ");
    const told3 = JSON.stringify([state, settled_at, settled_by, looking, readings === 0, agreed]);
    if (told3 === this.#told) return;
    this.#told = told3;
    const name = this.#deeds.contains(document.activeElement) ? document.activeElement.dataset["part"] : void 0;
    this.#deeds.replaceChildren(...this.#parts(state, settled_at, settled_by, looking || readings === 0, agreed));
    if (name !== void 0) (this.#deeds.querySelector(`[data-part="${name}"]`) ?? this.#deeds.querySelector("button"))?.focus({ preventScroll: true });
  }
  #parts(state, at, by, looking, agreed) {
    const words = this.#words;
    if (state === "settled") {
      const when = at === null ? "" : new Intl.DateTimeFormat(words.say("locale"), { dateStyle: "medium" }).format(new Date(at));
      const told3 = el("span", { class: "fcw-r-submitted" }, icon("workspace_premium"), words.say("settle_settled", { by: by ?? "", when }));
      return looking ? [told3] : [told3, button({ class: "fcw-s-button", "data-part": "reopen" }, () => this.#verbs.reopen(), words.say("settle_reopen"))];
    }
    if (looking) return [];
    const accept = button({ class: "fcw-s-button", "data-part": "accept agreed", "aria-keyshortcuts": this.#cap }, () => this.#verbs.acceptAgreed(), words.say("settle_accept_agreed"), keyCap(this.#cap));
    accept.title = words.say("settle_agreed_open", { n: agreed });
    return [accept, button({ class: "fcw-r-primary", "data-part": "settle", "aria-keyshortcuts": "Control+Enter" }, () => this.#verbs.settle(), words.say("settle_article"))];
  }
};

// src/core/settle_history.ts
var MOST_STEPS = 500;
var SettleHistory = class {
  #steps = [];
  #at = 0;
  /** What the newest step may still be joined by; blank: nothing. */
  #open = "";
  get canUndo() {
    return this.#at > 0;
  }
  get canRedo() {
    return this.#at < this.#steps.length;
  }
  /** With `joins`, it is undone together with the step before, if that had the same name. */
  add(step, joins = "") {
    const newest2 = this.#steps[this.#at - 1];
    if (joins !== "" && joins === this.#open && newest2?.length === 1 && step.length === 1) {
      this.#steps[this.#at - 1] = [{ ...step[0], before: newest2[0]?.before }];
      this.#steps.length = this.#at;
      return;
    }
    this.#steps = [...this.#steps.slice(0, this.#at), step].slice(-MOST_STEPS);
    this.#at = this.#steps.length;
    this.#open = joins;
  }
  back() {
    this.#open = "";
    return this.canUndo ? this.#steps[this.#at -= 1] : void 0;
  }
  forward() {
    this.#open = "";
    return this.canRedo ? this.#steps[(this.#at += 1) - 1] : void 0;
  }
  kept() {
    return { steps: this.#steps, at: this.#at };
  }
  /** Takes over what `kept` gave; anything else is an empty history. */
  take(value) {
    const { steps, at } = value ?? {};
    const whole = Array.isArray(steps) && steps.every(isStep2) && Number.isInteger(at) && 0 <= at && at <= steps.length;
    this.#steps = whole ? [...steps] : [];
    this.#at = whole ? at : 0;
  }
};
function isStep2(value) {
  return Array.isArray(value) && value.every((turn2) => {
    const { what, id } = turn2 ?? {};
    return typeof id === "string" && (what === "gold" || what === "rejection" || what === "unclear");
  });
}

// src/core/settle_state.ts
function stateOf(readings) {
  const passages = readings.readings.flatMap(({ annotations }) => annotations);
  return {
    gold: new Map(readings.gold.map((row) => [row.id, { ...row, isGone: false }])),
    rejections: new Map(passages.flatMap(({ id, rejection }) => rejection === null ? [] : [[id, rejection]])),
    unclear: new Map(readings.unclear.map((row) => [row.id, row]))
  };
}
function copyOf2({ gold, rejections, unclear }) {
  return { gold: new Map(gold), rejections: new Map(rejections), unclear: new Map(unclear) };
}
function applyTo(state, operation, settling) {
  if (isAboutGold(operation)) applyGold(state, operation, settling);
  else if (isRejection(operation)) {
    const { annotation_id, reason, note } = operation.rejection;
    if (operation.kind === "reject" && reason) state.rejections.set(annotation_id, { reason, note: note ?? null });
    else state.rejections.delete(annotation_id);
  } else {
    const { id, start, end, note } = operation.unclear;
    if (operation.kind === "flag_unclear") state.unclear.set(id, { id, start: start ?? 0, end: end ?? 0, note: note ?? null, by: settling.by });
    else state.unclear.delete(id);
  }
}
function applyGold(state, { kind, gold }, settling) {
  const before2 = state.gold.get(gold.id);
  if (kind === "gold_create") {
    const { start = 0, end = 0, tag = "", note = null, sources = [] } = gold;
    const row = { id: gold.id, start, end, tag, note, sources, quote: "", origin: "own", by: settling.by, version: 1, isGone: false };
    state.gold.set(gold.id, completed(row, settling));
  } else if (before2 !== void 0) {
    const { start, end, tag, note, sources } = { ...before2, ...told2(gold) };
    const isGone = kind === "gold_delete" || kind === "gold_update" && before2.isGone;
    const row = { ...before2, start, end, tag, note, sources, isGone, version: before2.version + 1, by: settling.by };
    state.gold.set(gold.id, completed(row, settling));
  }
}
function told2(gold) {
  return Object.fromEntries(Object.entries(gold).filter(([, value]) => value !== void 0));
}
function completed(row, { points, passages }) {
  return { ...row, quote: points.slice(row.start, row.end), origin: originOf(row, row.tag, row.sources, passages) };
}
function originOf(span, tag, sources, passages) {
  if (sources.length === 0) return "own";
  const alike = sources.every((id) => {
    const source = passages.get(id);
    return source?.start === span.start && source.end === span.end && source.tag === tag;
  });
  if (!alike) return "changed";
  return sources.length === 1 ? "accepted" : "agreed";
}

// src/core/same.ts
function same2(a, b) {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
function sorted(value) {
  if (typeof value !== "object" || value === null) return value ?? null;
  if (Array.isArray(value)) return [...value].sort();
  return Object.entries(value).map(([name, one]) => [name, sorted(one)]).sort(([a], [b]) => String(a) < String(b) ? -1 : 1);
}

// src/core/short_names.ts
function shortNames(names) {
  const last4 = names.map((name) => name.trim().split(/\s+/).at(-1) ?? name);
  return names.map((name, at) => last4.filter((other) => other === last4[at]).length === 1 ? last4[at] : name);
}

// src/core/settlement.ts
var MOST_OVER = 200;
var Settlement = class {
  #options;
  #history = new SettleHistory();
  #readings;
  #passages = /* @__PURE__ */ new Map();
  #stored;
  #shown;
  /** Not yet answered, oldest first. */
  #queue = /* @__PURE__ */ new Map();
  /** What `gold` gave last, until something changes. */
  #ordered = null;
  /** Gold that was taken back here: it can come back. */
  #gone = /* @__PURE__ */ new Map();
  constructor(options2, readings, pending = []) {
    this.#options = options2;
    this.#readings = readings;
    this.#stored = this.#shown = stateOf(readings);
    this.load(readings, pending);
  }
  /** What the server has, with what is queued on top; gold that is being `edited` stays as it was seen. True: that is another by now. */
  load(readings, pending, edited = null) {
    const seen = edited === null ? void 0 : this.#stored.gold.get(edited);
    this.#readings = readings;
    this.#passages = new Map(readings.readings.flatMap(({ annotations }) => annotations.map((one) => [one.id, one])));
    this.#stored = stateOf(readings);
    for (const [id, row] of this.#gone) if (!this.#stored.gold.has(id)) this.#stored.gold.set(id, row);
    const isOld = seen !== void 0 && seen.version !== this.#stored.gold.get(seen.id)?.version;
    if (isOld) this.#stored.gold.set(seen.id, seen);
    this.#queue = new Map(pending.filter((operation) => this.#isHere(operation)).map((one) => [one.id, one]));
    this.#showAgain();
    return isOld;
  }
  /** What the server has, as far as it is known: what differs later, others did. */
  stored() {
    return copyOf2(this.#stored);
  }
  get readings() {
    return this.#readings.readings;
  }
  /** The reviewers as they are called where there is little room, in the order of the readings. */
  names() {
    return shortNames(this.readings.map(({ reviewer }) => reviewer.name || reviewer.handle));
  }
  get groups() {
    return this.#readings.groups;
  }
  /** A reviewer's passage. */
  passage(id) {
    return this.#passages.get(id);
  }
  /** Live gold, in the order of the text. */
  gold() {
    this.#ordered ??= [...this.#shown.gold.values()].filter(({ isGone }) => !isGone).sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
    return this.#ordered;
  }
  /** What stands there. */
  quote({ start, end }) {
    return this.#options.points.slice(start, end);
  }
  rejection(id) {
    return this.#shown.rejections.get(id) ?? null;
  }
  unclear() {
    return [...this.#shown.unclear.values()];
  }
  /** The gold that a reviewer's passage was taken into. */
  goldOf(id) {
    return this.gold().find(({ sources }) => sources.includes(id));
  }
  /** From whom gold was chosen, in the order of the lanes; whoever reopened their reading since comes last. */
  from({ sources }) {
    const there = this.readings.filter(({ annotations }) => annotations.some(({ id }) => sources.includes(id))).map(({ reviewer }) => reviewer.name || reviewer.handle);
    const reopened = sources.flatMap((id) => this.#readings.reopened_sources?.[id] ?? []);
    return [.../* @__PURE__ */ new Set([...there, ...reopened])];
  }
  saveState(goldId) {
    const waits = [...this.#queue.values()].some((one) => isAboutGold(one) && one.gold.id === goldId);
    return waits ? "saving" : "saved";
  }
  /** Takes passages into gold as they are: those that are alike become one. */
  accept(ids) {
    const alike = /* @__PURE__ */ new Map();
    for (const id of ids) {
      const one = this.#passages.get(id);
      if (one === void 0 || this.goldOf(id) !== void 0) continue;
      const key = JSON.stringify([one.start, one.end, one.tag]);
      alike.set(key, [...alike.get(key) ?? [], id]);
    }
    const turns = [];
    for (const sources of alike.values()) {
      const { start, end, tag } = this.#passages.get(sources[0]);
      turns.push(...sources.flatMap((id) => this.#taken(id)));
      turns.push({ what: "gold", id: this.#options.newId(), before: null, after: { start, end, tag, note: null, sources } });
    }
    return this.#do(turns);
  }
  /** Accepts what all agree on, where nothing was settled yet. */
  acceptAgreed() {
    const gold = this.gold();
    const open2 = this.groups.filter((group) => group.agreed && !gold.some((one) => one.start < group.end && one.end > group.start) && !group.annotations.some((id) => this.#shown.rejections.has(id)));
    return this.accept(open2.flatMap(({ annotations }) => annotations));
  }
  /** Gold of the editor's own; `sources`: what it was made of. */
  create(span, tag, sources = []) {
    if (!this.#isInText(span)) return null;
    const after = { start: span.start, end: span.end, tag, note: null, sources };
    return this.#do([{ what: "gold", id: this.#options.newId(), before: null, after }]);
  }
  /** With `joins`, it is undone together with the change before, if that was of the same kind. */
  update(id, patch, joins = "") {
    const before2 = this.#goldValues(id);
    if (before2 === null) return null;
    const after = { ...before2, ...patch };
    if (same2(before2, after) || !this.#isInText(after)) return null;
    return this.#do([{ what: "gold", id, before: before2, after }], joins === "" ? "" : `${joins} ${id}`);
  }
  remove(id) {
    const before2 = this.#goldValues(id);
    return before2 === null ? null : this.#do([{ what: "gold", id, before: before2, after: null }]);
  }
  /** What was rejected is no gold: gold that came from this passage alone goes. */
  reject(id, reason, note) {
    if (!this.#passages.has(id)) return null;
    const before2 = this.rejection(id);
    const after = { reason, note };
    if (before2 !== null && same2(before2, after)) return null;
    const gold = this.goldOf(id);
    const left = gold?.sources.filter((source) => source !== id) ?? [];
    const values = gold === void 0 ? null : this.#goldValues(gold.id);
    const goes = gold === void 0 || values === null ? [] : [{ what: "gold", id: gold.id, before: values, after: left.length === 0 && gold.origin !== "changed" ? null : { ...values, sources: left } }];
    return this.#do([...goes, { what: "rejection", id, before: before2, after }]);
  }
  unreject(id) {
    return this.#do(this.#taken(id));
  }
  flag(span, note) {
    if (!this.#isInText(span)) return null;
    return this.#do([{ what: "unclear", id: this.#options.newId(), before: null, after: { start: span.start, end: span.end, note } }]);
  }
  unflag(id) {
    const before2 = this.#unclearValues(id);
    return before2 === null ? null : this.#do([{ what: "unclear", id, before: before2, after: null }]);
  }
  get canUndo() {
    return this.#history.canUndo;
  }
  get canRedo() {
    return this.#history.canRedo;
  }
  undo() {
    return this.#turn(this.#history.back(), true);
  }
  redo() {
    return this.#turn(this.#history.forward(), false);
  }
  /** The server's answer. What it refused is no longer shown; it waits in the outbox for the person. */
  settle(operation, result, edited = null) {
    if (!this.#isHere(operation)) return;
    const asked = operation;
    this.#queue.delete(asked.id);
    if (result.status === "saved") applyTo(this.#stored, asked, this.#settling());
    const stored = result.gold ?? null;
    const isMet = result.status === "conflict" && stored?.id === edited;
    if (stored !== null && !isMet) this.#stored.gold.set(stored.id, { ...stored, isGone: Boolean(stored.deleted_at) || asked.kind === "gold_delete" && result.status === "saved" });
    const { rejection } = result;
    if (rejection !== void 0) this.#stored.rejections.set(rejection.annotation_id, { reason: rejection.reason, note: rejection.note });
    this.#showAgain();
  }
  /** Asks again for what was refused or conflicted, upon what is stored now; null where nothing is left to ask. `beside`: the gold that it met stays. */
  again({ operation, result }, beside = false) {
    if (!this.#isHere(operation)) return null;
    const asked = { ...operation, id: this.#options.newId() };
    if (isRejection(asked)) return this.#rejectAgain(asked);
    if (!isAboutGold(asked)) return this.#ask([asked]);
    if (asked.kind === "gold_create" && result.status === "conflict") return this.#goldAgain(asked.gold, beside ? null : result.gold ?? null);
    const row = this.#shown.gold.get(asked.gold.id);
    if (row === void 0) return asked.kind === "gold_create" ? this.#ask([asked]) : null;
    const kind = asked.kind === "gold_create" ? row.isGone ? "gold_restore" : "gold_update" : asked.kind;
    return this.#ask([{ ...asked, kind, gold: { ...asked.gold, version: row.version } }]);
  }
  #rejectAgain({ rejection: { annotation_id, reason, note } }) {
    return reason === void 0 ? this.unreject(annotation_id) : this.reject(annotation_id, reason, note ?? null);
  }
  /** Gold that met a decision about the same place takes its place; it stays where there is none to meet. */
  #goldAgain(asked, met) {
    const { start = 0, end = 0, tag = "", note = null, sources = [] } = asked;
    const values = { start, end, tag, note, sources };
    const before2 = met === null ? null : this.#goldValues(met.id);
    if (met !== null && before2 !== null) return this.#do([{ what: "gold", id: met.id, before: before2, after: values }]);
    return this.#do([...sources.flatMap((id) => this.#taken(id)), { what: "gold", id: this.#options.newId(), before: null, after: values }]);
  }
  /** What undo and redo need after a reload. */
  kept() {
    return { ...this.#history.kept(), gone: [...this.#shown.gold.values()].filter(({ isGone }) => isGone) };
  }
  restore(kept3) {
    this.#history.take(kept3);
    const { gone: gone2 } = kept3 ?? {};
    for (const row of Array.isArray(gone2) ? gone2 : []) {
      if (typeof row?.id !== "string" || this.#stored.gold.has(row.id)) continue;
      this.#gone.set(row.id, { ...row, isGone: true });
      this.#stored.gold.set(row.id, { ...row, isGone: true });
    }
    this.#showAgain();
  }
  /** Takes back a rejection, if there is one. */
  #taken(id) {
    const before2 = this.rejection(id);
    return before2 === null ? [] : [{ what: "rejection", id, before: before2, after: null }];
  }
  #do(turns, joins = "") {
    if (turns.length === 0) return null;
    this.#history.add(turns, joins);
    return this.#ask(turns.flatMap((turn2) => this.#bring(turn2, turn2.after)));
  }
  #turn(step, isBack) {
    if (step === void 0) return null;
    const turns = isBack ? [...step].reverse() : step;
    if (!turns.every((turn2) => same2(this.#now(turn2), isBack ? turn2.after : turn2.before))) return { operations: [], skipped: true };
    return this.#ask(turns.flatMap((turn2) => this.#bring(turn2, isBack ? turn2.before : turn2.after)));
  }
  #now({ what, id }) {
    if (what === "gold") return this.#goldValues(id);
    return what === "rejection" ? this.rejection(id) : this.#unclearValues(id);
  }
  /** The operations after which it is as wanted. */
  #bring(turn2, wanted) {
    const id = this.#options.newId();
    const revision_id = this.#options.revisionId;
    if (turn2.what === "rejection") {
      const rejection = { annotation_id: turn2.id, revision_id, seen: this.rejection(turn2.id) };
      return [wanted === null ? { id, kind: "unreject", rejection } : { id, kind: "reject", rejection: { ...rejection, ...wanted } }];
    }
    if (turn2.what === "unclear") {
      const unclear = { id: turn2.id, revision_id };
      return [wanted === null ? { id, kind: "unflag_unclear", unclear } : { id, kind: "flag_unclear", unclear: { ...unclear, ...wanted } }];
    }
    return this.#bringGold(turn2.id, wanted);
  }
  #bringGold(id, wanted) {
    const row = this.#shown.gold.get(id);
    const asked = (kind, values, version) => {
      const undecided = kind === "gold_create" || kind === "gold_restore" || "sources" in values ? { undecided: true } : {};
      const gold = { id, revision_id: this.#options.revisionId, ...undecided, ...version === void 0 ? {} : { version }, ...values };
      return { id: this.#options.newId(), kind, gold };
    };
    if (row === void 0) return wanted === null ? [] : [asked("gold_create", wanted)];
    if (wanted === null) return row.isGone ? [] : [asked("gold_delete", {}, row.version)];
    const restored = row.isGone ? [asked("gold_restore", {}, row.version)] : [];
    const now = valuesOf2(row);
    const changed = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !same2(value, now[name])));
    if (Object.keys(changed).length === 0) return restored;
    return [...restored, asked("gold_update", changed, row.version + restored.length)];
  }
  #ask(operations) {
    const settling = this.#settling();
    const asked = operations.map((one) => {
      const operation = this.#withOver(one);
      this.#queue.set(operation.id, operation);
      this.#ordered = null;
      applyTo(this.#shown, operation, settling);
      return operation;
    });
    return { operations: asked };
  }
  /** Gold says which other gold is seen where it is to lie, so that what is not seen becomes a conflict. */
  #withOver(operation) {
    if (!isAboutGold(operation) || operation.kind === "gold_delete") return operation;
    const { id } = operation.gold;
    if (operation.kind === "gold_update" && !("start" in operation.gold || "end" in operation.gold)) return operation;
    const { start = 0, end = 0 } = { ...this.#shown.gold.get(id), ...operation.gold };
    const over = this.gold().filter((one) => one.id !== id && one.start < end && one.end > start).map((one) => one.id);
    return over.length > MOST_OVER ? operation : { ...operation, gold: { ...operation.gold, over } };
  }
  #showAgain() {
    this.#ordered = null;
    this.#shown = copyOf2(this.#stored);
    for (const operation of this.#queue.values()) applyTo(this.#shown, operation, this.#settling());
    for (const row of this.#shown.gold.values()) {
      if (row.isGone) this.#gone.set(row.id, row);
      else this.#gone.delete(row.id);
    }
  }
  #goldValues(id) {
    const row = this.#shown.gold.get(id);
    return row === void 0 || row.isGone ? null : valuesOf2(row);
  }
  #unclearValues(id) {
    const row = this.#shown.unclear.get(id);
    return row === void 0 ? null : { start: row.start, end: row.end, note: row.note };
  }
  #settling() {
    return { points: this.#options.points, by: this.#options.by, passages: this.#passages };
  }
  #isHere(operation) {
    return isSettling(operation) && revisionOf(operation) === this.#options.revisionId;
  }
  #isInText({ start, end }) {
    const whole = Number.isInteger(start) && Number.isInteger(end);
    return whole && 0 <= start && start < end && end <= this.#options.points.length;
  }
};
function valuesOf2({ start, end, tag, note, sources }) {
  return { start, end, tag, note, sources };
}
function isHeldSettling(held, revisionId) {
  return isSettling(held.operation) && revisionOf(held.operation) === revisionId;
}
function aboutOf(operation) {
  if (isAboutGold(operation)) return operation.gold.id;
  return isRejection(operation) ? operation.rejection.annotation_id : operation.unclear.id;
}

// src/view/settle_held.ts
function heldAt(held, here, settlement) {
  return here === null ? [] : held.filter((one) => {
    const span = placeOf4(one, settlement);
    return span !== null && overlap(span, here);
  });
}
function placeOf4({ operation, result }, settlement) {
  const asked = operation;
  if (isRejection(asked)) return settlement.passage(asked.rejection.annotation_id) ?? null;
  const stored = result.gold ?? settlement.gold().find(({ id }) => id === aboutOf(asked));
  if (stored !== void 0) return stored;
  const { start, end } = isAboutGold(asked) ? asked.gold : asked.unclear;
  return start === void 0 || end === void 0 ? null : { start, end };
}
function heldCard(held, settlement, words, decide) {
  const { title: title2, body } = partsOf2(held, settlement, words, decide);
  return el(
    "section",
    { class: "fcw-s-card fcw-s-met", "aria-label": title2, "data-state": held.result.status === "conflict" ? "conflict" : "failed", "data-part": `met ${held.operation.id}`, tabindex: "-1" },
    el("h3", { class: "fcw-s-met-title" }, title2),
    ...body
  );
}
function askAboutHeld(session, words, popover, anchor) {
  const held = session.held()[0];
  if (held === void 0 || session.settlement === null) return;
  const { title: title2, body, first: first2 } = partsOf2(held, session.settlement, words, (choice) => {
    popover.close();
    session.decide(held, choice);
  });
  popover.toggle(anchor, title2, el("div", { class: "fcw-r-sheet fcw-r-question-sheet", "data-question": "" }, el("h2", {}, title2), ...body), first2);
}
function partsOf2(held, settlement, words, decide) {
  const operation = held.operation;
  const isConflict = held.result.status === "conflict";
  const first2 = button({ class: "fcw-r-primary", "data-part": `again ${operation.id}` }, () => decide("mine"), words.say(isConflict ? "keep_mine" : "try_again"));
  const other = button({ class: "fcw-r-button", "data-part": `let go ${operation.id}` }, () => decide("theirs"), words.say(isConflict ? "take_theirs" : "discard", { n: 1 }));
  const both = isBesides(operation, held) ? button({ class: "fcw-r-button", "data-part": `both ${operation.id}` }, () => decide("both"), words.say("settle_keep_both")) : null;
  const sides = isConflict ? [el("div", { class: "fcw-r-sides" }, side2(words.say("mine"), mineOf(operation, held, settlement, words)), side2(words.say("theirs"), theirsOf(held, words)))] : [];
  return {
    title: words.say("settle_held", { what: words.say(`settle_kind_${operation.kind}`) }),
    first: first2,
    body: [el("p", {}, held.result.message ?? ""), ...sides, el("div", { class: "fcw-r-question-buttons" }, first2, other, both)]
  };
}
function isBesides(operation, { result }) {
  if (result.status !== "conflict" || !isAboutGold(operation) || operation.kind !== "gold_create" || !result.gold) return false;
  const { sources, id } = result.gold;
  return id !== operation.gold.id && !sources.some((one) => operation.gold.sources?.includes(one) === true);
}
function mineOf(operation, { result }, settlement, words) {
  if (isRejection(operation)) {
    const { reason, note: note2, annotation_id } = operation.rejection;
    return reason === void 0 ? [words.say("settle_not_rejected"), settlement.passage(annotation_id)?.quote ?? null] : rejected({ reason, note: note2 ?? null }, words);
  }
  if (!isAboutGold(operation)) return [words.say(`settle_kind_${operation.kind}`), null];
  if (operation.kind === "gold_delete") return [words.say("settle_gold_gone"), null];
  const { start, end, tag, note } = { ...result.gold, ...operation.gold };
  const quote2 = start === void 0 || end === void 0 ? "" : settlement.quote({ start, end });
  return [tag ?? "", [quoted2(quote2), note ?? ""].filter((part) => part !== "").join(" · ")];
}
function theirsOf({ result: { gold, rejection } }, words) {
  if (rejection !== void 0) return rejected(rejection, words);
  if (!gold) return [words.say("settle_not_rejected"), null];
  if (gold.deleted_at !== void 0) return [words.say("settle_gold_gone"), goldWords(gold)];
  return [gold.tag, goldWords(gold)];
}
function goldWords(gold) {
  return [quoted2(gold.quote), gold.note ?? "", gold.by].filter((part) => part !== "").join(" · ");
}
function rejected({ reason, note }, words) {
  return [words.say("settle_rejected", { reason: words.say(`settle_reason_${reason}`) }), note];
}
function side2(head2, [word, more]) {
  return el("div", { class: "fcw-r-side" }, el("div", { class: "fcw-r-side-head" }, head2), el("div", { class: "fcw-r-side-tag", dir: "auto" }, word), more === null ? null : el("div", { dir: "auto" }, more));
}

// src/view/settle_sheets.ts
function keySheetOf(bindings, words) {
  const rows = bindings.filter(({ say: say2, strokes }) => say2 !== "" && strokes.length > 0).map(({ say: say2, name, strokes, action }) => el(
    "div",
    { class: "fcw-r-key-row", "data-action": action },
    el("span", { class: "fcw-r-caps" }, ...strokes.map((stroke) => el("kbd", { class: "fcw-r-key" }, capOf(stroke)))),
    el("span", {}, say2 === null ? name ?? "" : words.say(say2))
  ));
  return el("div", { class: "fcw-r-sheet" }, el("h2", {}, words.say("keys")), el("div", { class: "fcw-r-key-rows" }, ...rows));
}

// src/view/settle_keys.ts
var letters = (strokes) => strokes.filter((stroke) => !stroke.includes("Arrow"));
var arrows = (strokes) => strokes.filter((stroke) => stroke.includes("Arrow"));
var all = (strokes) => strokes;
var ROWS = [
  ["next", "next_sentence", letters, false, (verbs) => verbs.step(1, "parted")],
  ["previous", "previous_sentence", letters, false, (verbs) => verbs.step(-1, "parted")],
  ["next_open", "next_untagged", all, false, (verbs) => verbs.step(1, "open")],
  ["previous_open", "previous_untagged", all, false, (verbs) => verbs.step(-1, "open")],
  ["next_any", "extend_sentence", letters, false, (verbs) => verbs.step(1, "all")],
  ["previous_any", "shrink_sentence", letters, false, (verbs) => verbs.step(-1, "all")],
  ["accept_agreed", "next_passage", all, true, (verbs) => verbs.acceptAgreed()],
  ["reject", "also_here", all, true, (verbs) => verbs.reject()],
  ["by_hand", "evidence", all, true, (verbs) => verbs.writeByHand()],
  ["unclear", "filter", all, true, (verbs) => verbs.flag()],
  ["note", "note", all, true, (verbs) => verbs.note()],
  ["take_back", "delete", all, true, (verbs) => verbs.takeBack()],
  ["next_sentence", "next_sentence", arrows, false, (verbs) => verbs.move("sentence", 1)],
  ["previous_sentence", "previous_sentence", arrows, false, (verbs) => verbs.move("sentence", -1)],
  ["next_word", "next_word", all, false, (verbs) => verbs.move("word", 1)],
  ["previous_word", "previous_word", all, false, (verbs) => verbs.move("word", -1)],
  ["end_later", "extend_word", all, true, (verbs) => verbs.extend("end", "word", 1)],
  ["end_earlier", "shrink_word", all, true, (verbs) => verbs.extend("end", "word", -1)],
  ["end_later_sentence", "extend_sentence", arrows, true, (verbs) => verbs.extend("end", "sentence", 1)],
  ["end_earlier_sentence", "shrink_sentence", arrows, true, (verbs) => verbs.extend("end", "sentence", -1)],
  ["start_later", "start_later", all, true, (verbs) => verbs.extend("start", "word", 1)],
  ["start_earlier", "start_earlier", all, true, (verbs) => verbs.extend("start", "word", -1)],
  ["narrow", "narrow", all, false, (verbs) => verbs.resize(-1)],
  ["widen", "widen", all, false, (verbs) => verbs.resize(1)],
  ["undo", "undo", all, true, (verbs) => verbs.undo()],
  ["redo", "redo", all, true, (verbs) => verbs.redo()],
  ["settle", "submit", all, false, (verbs) => verbs.settle()],
  ["keys", "keys", all, false, (verbs) => verbs.keys()],
  ["leave", "leave", all, false, (verbs) => verbs.leave()]
];
function settleBindings(tags, actions) {
  const tagging = tags.offered().map((tag) => ({
    action: tag.name,
    strokes: [tag.key.length === 1 ? tag.key.toLowerCase() : tag.key],
    name: tag.name,
    say: null,
    changes: true,
    run: (verbs) => verbs.tag(tag.name)
  }));
  const accepting = Array.from({ length: 9 }, (_, at) => ({
    action: `accept ${at + 1}`,
    strokes: [`Shift+${at + 1}`],
    say: at === 0 ? "settle_key_accept" : "",
    changes: true,
    run: (verbs) => verbs.accept(at)
  }));
  const strokesOf2 = (name) => actions.find(({ action }) => action === name)?.strokes ?? [];
  const others = ROWS.map(([action, reader, of, changes, run2]) => ({ action, strokes: of(strokesOf2(reader)), say: `settle_key_${action}`, changes, run: run2 }));
  return [...tagging, ...accepting, ...others];
}
function acceptingStroke({ code: code2, shiftKey, ctrlKey, metaKey, altKey }) {
  const digit = shiftKey && !ctrlKey && !metaKey && !altKey ? /^Digit([1-9])$/.exec(code2)?.[1] : void 0;
  return digit === void 0 ? null : `Shift+${digit}`;
}

// src/view/settle_card.ts
function readingCard(passage, place2, host) {
  const { words, tags, settlement } = host;
  const who = passage.reviewer_name || passage.reviewer;
  const gold = settlement.goldOf(passage.id);
  const rejection = settlement.rejection(passage.id);
  const late = lateWord(passage, host.blind, words);
  const decision = rejection !== null ? "rejected" : gold === void 0 ? "open" : gold.origin === "changed" ? "changed" : "accepted";
  const card = cardFor(passage, "fcw-s-card", words.say("settle_card", { who, tag: passage.tag, quote: passage.quote }), host);
  card.dataset["decision"] = decision;
  const told3 = decision === "open" ? null : el(
    "p",
    { class: "fcw-s-decided" },
    icon(decision === "rejected" ? "close" : "check"),
    decision === "rejected" ? words.say("settle_rejected", { reason: words.say(`settle_reason_${rejection?.reason ?? ""}`) }) : words.say(`settle_is_${decision}`)
  );
  card.append(
    el("div", { class: "fcw-s-head" }, el("span", { class: "fcw-s-who", dir: "auto" }, who), tagName(passage.tag, tags)),
    quote(passage.quote),
    ...[
      passage.note ? noteView(passage.note, words.say("note")) : null,
      passage.evidence.length > 0 ? evidenceList(passage, words) : null,
      late === null ? null : el("p", { class: "fcw-s-why" }, late),
      told3,
      rejection?.note ? el("p", { class: "fcw-s-why", dir: "auto" }, rejection.note) : null
    ].filter((part) => part !== null)
  );
  if (!host.isLocked) card.append(deedsOf(passage.id, who, place2, decision, host));
  return card;
}
function deedsOf(id, who, place2, decision, { words, verbs }) {
  const accept = decision === "accepted" || decision === "changed" ? null : button(
    { class: "fcw-s-button", "data-part": `accept ${id}`, "aria-label": words.say("settle_accept_of", { who }), ...place2 <= 9 ? { "aria-keyshortcuts": `Shift+${place2}` } : {} },
    () => verbs.accept(id),
    words.say("settle_accept"),
    place2 <= 9 ? el("kbd", { class: "fcw-r-key fcw-r-cap", "aria-hidden": "true", "data-cap": `⇧${place2}` }) : null
  );
  const reject = decision === "rejected" ? button({ class: "fcw-s-quiet", "data-part": `reject ${id}` }, () => verbs.unreject(id), words.say("settle_unreject")) : button({ class: "fcw-s-quiet", "data-part": `reject ${id}`, "aria-haspopup": "dialog", "aria-label": words.say("settle_reject_of", { who }) }, () => verbs.reject(id), words.say("settle_reject_ask"));
  return el("div", { class: "fcw-s-deeds" }, accept, reject);
}
function emptyCard(reading, isCleared, words) {
  const who = reading.reviewer.name || reading.reviewer.handle;
  return el(
    "div",
    { class: "fcw-s-card fcw-s-card-empty" },
    el("div", { class: "fcw-s-head" }, el("span", { class: "fcw-s-who", dir: "auto" }, who), el("span", { class: "fcw-s-none" }, words.say(isCleared ? "settle_cleared" : "settle_untagged")))
  );
}
function goldCard(gold, note, host) {
  const { words, tags, verbs, settlement } = host;
  const origin = words.say(`settle_origin_${gold.origin}`, { who: listed(settlement.from(gold), words), by: gold.by });
  const card = cardFor(gold, "fcw-s-card fcw-s-card-gold", words.say("settle_gold_card", { tag: gold.tag, quote: gold.quote }), host);
  card.dataset["state"] = settlement.saveState(gold.id);
  card.append(
    el("div", { class: "fcw-s-head" }, el("span", { class: "fcw-s-who fcw-s-gold-word" }, el("span", { "aria-hidden": "true" }, "★ "), words.say("settle_gold")), tagName(gold.tag, tags)),
    quote(gold.quote),
    el("p", { class: "fcw-s-origin", dir: "auto" }, origin)
  );
  if (note !== null) card.append(note);
  else if (gold.note) card.append(noteView(gold.note, words.say("note")));
  if (host.isLocked) return card;
  const choices = tags.offered().map((tag) => button(
    { class: "fcw-s-choice", "data-part": `retag ${gold.id} ${tag.name}`, "data-choose": tag.name, "aria-pressed": String(tag.name === gold.tag), "aria-keyshortcuts": tag.key },
    () => verbs.retag(gold.id, tag.name),
    tags.swatch(tag.name),
    tag.name
  ));
  const hint2 = (action, word, run2) => {
    const cap = host.cap(action);
    return button({ class: "fcw-r-hint", "data-part": `${action} ${gold.id}` }, run2, cap === "" ? null : keyCap(cap), words.say(word));
  };
  card.append(
    el("div", { class: "fcw-s-choices", role: "group", "aria-label": words.say("change_tag") }, ...choices),
    el("div", { class: "fcw-s-deeds" }, hint2("note", "note", () => verbs.editNote(gold.id)), hint2("delete", "settle_take_back", () => verbs.takeBack(gold.id)))
  );
  return card;
}
function cardFor(row, classes, label, host) {
  const card = el("article", {
    class: classes,
    tabindex: "0",
    "aria-label": label,
    "data-part": `card ${row.id}`,
    "data-annotation": row.id,
    "data-tag": row.tag,
    "data-start": String(row.start),
    "data-end": String(row.end),
    "data-state": "saved"
  });
  card.style.setProperty("--fcw-r-c", host.tags.colour(row.tag, "underline"));
  return card;
}
function tagName(tag, tags) {
  const name = el("span", { class: "fcw-s-tag", dir: "auto" }, tags.swatch(tag), tag);
  name.style.color = tags.colour(tag, "ink");
  return name;
}
function quote(text2) {
  return el("p", { class: "fcw-s-quote", dir: "auto" }, quoted2(text2));
}

// src/view/settle_panel.ts
var SettlePanel = class {
  element;
  #words;
  #body = el("div", { class: "fcw-s-cards" });
  #head = el("div", { class: "fcw-s-panel-head" });
  #foot = el("div", { class: "fcw-s-foot" });
  #editing = null;
  #situation = null;
  constructor(words) {
    this.#words = words;
    this.element = el("section", { class: "fcw-s-panel", "aria-label": words.say("settle_panel") }, this.#head, this.#body, this.#foot);
  }
  /** The card that has the focus, or something of which has it. */
  focused() {
    return document.activeElement?.closest(".fcw-s-card[data-annotation]")?.dataset["annotation"] ?? null;
  }
  /** The gold whose note is being written. */
  get edited() {
    return this.#editing?.id ?? null;
  }
  part(name) {
    return this.element.querySelector(`[data-part="${CSS.escape(name)}"]`);
  }
  /** Reviewers' cards by their places, which Shift and a digit accept. */
  numbered() {
    return this.#situation?.here?.annotations ?? [];
  }
  commit() {
    this.#editing?.editor.commit();
  }
  editNote(id) {
    const situation = this.#situation;
    const gold = situation?.here?.gold.find((one) => one.id === id);
    if (situation === null || gold === void 0) return;
    this.#editing = { id, editor: new NoteEditor(gold.note ?? "", this.#words, {
      changed: (note, joins) => this.#situation?.panel.noted(id, note, joins),
      closed: () => this.closeNote()
    }, []) };
    this.draw(situation);
    this.#editing.editor.focus();
  }
  /** Back to the card. False when no note was open. */
  closeNote() {
    const editing = this.#editing;
    if (editing === null || this.#situation === null) return false;
    editing.editor.commit();
    this.#editing = null;
    this.draw(this.#situation);
    this.part(`card ${editing.id}`)?.focus({ preventScroll: true });
    return true;
  }
  /** What was written until now is kept, whatever became of the gold. */
  #leaveNote() {
    const editing = this.#editing;
    this.#editing = null;
    editing?.editor.commit();
  }
  /** Draws it anew; whatever had the focus has it again. */
  draw(situation) {
    this.#situation = situation;
    const had = this.element.contains(document.activeElement) ? document.activeElement : null;
    const name = had?.closest("[data-part]")?.dataset["part"] ?? null;
    const card = this.focused();
    if (!situation.here?.gold.some(({ id }) => id === this.#editing?.id)) this.#leaveNote();
    this.#head.replaceChildren(...this.#headOf(situation));
    this.#body.replaceChildren(...situation.isWriting ? [this.#hand(situation)] : [], ...situation.met.map((one) => heldCard(one, situation.settlement, this.#words, (choice) => situation.panel.decide(one, choice))), ...this.#cardsOf(situation));
    this.#foot.replaceChildren(...this.#footOf(situation));
    if (had === null) return;
    if (had.isConnected) return had.focus({ preventScroll: true });
    const again2 = (name === null ? null : this.part(name)) ?? (card === null ? null : this.part(`card ${card}`)) ?? this.element.querySelector("[data-part]");
    again2?.focus({ preventScroll: true });
  }
  #headOf({ here, parted, panel, caps, settlement }) {
    const words = this.#words;
    const at = parted.findIndex((one) => one.start === here?.start && one.end === here.end);
    const title2 = here === null ? words.say(settlement.readings.length === 0 ? "settle_no_readings" : "settle_no_conflicts") : at >= 0 ? words.say("settle_conflict", { i: at + 1, n: parted.length }) : words.say(here.kind === "agreed" ? "settle_agreed" : "settle_own");
    const step = (cap, way, word, sign) => button({ class: "fcw-s-step", "data-part": `step ${way}`, "aria-label": words.say(word), "aria-keyshortcuts": cap }, () => panel.step(way), el("span", { class: "fcw-s-step-key" }, keyCap(cap)), el("span", { class: "fcw-s-step-sign" }, icon(sign)));
    const steps = el(
      "span",
      { class: "fcw-s-steps" },
      step(caps.previous, -1, "settle_previous", "chevron_left"),
      step(caps.next, 1, "settle_next", "chevron_right"),
      el("span", { class: "fcw-s-step-word", "aria-hidden": "true" }, words.say("settle_step"))
    );
    return [el("h2", { class: "fcw-s-panel-title" }, title2), ...parted.length > 0 ? [steps] : []];
  }
  #cardsOf(situation) {
    const { here, settlement } = situation;
    if (here === null) return [];
    const noteOf = (gold) => this.#editing?.id === gold.id ? this.#editing.editor.element : null;
    const cards = here.gold.map((gold) => goldCard(gold, noteOf(gold), situation));
    for (const reading of settlement.readings) {
      const own = reading.annotations.filter(({ id }) => here.annotations.includes(id));
      for (const one of own) cards.push(readingCard(one, here.annotations.indexOf(one.id) + 1, situation));
      if (own.length === 0 && here.kind !== "agreed") cards.push(emptyCard(reading, situation.hasCleared(reading.reviewer.id, here), this.#words));
    }
    return [...cards, ...settlement.unclear().filter((one) => overlap(one, here)).map((one) => this.#unclear(one, situation))];
  }
  #unclear(one, { panel, isLocked }) {
    const words = this.#words;
    return el(
      "div",
      { class: "fcw-s-unclear" },
      icon("flag"),
      el("div", {}, el("p", { class: "fcw-s-unclear-word" }, words.say("settle_flagged", { by: one.by })), one.note ? el("p", { dir: "auto" }, one.note) : null),
      isLocked ? null : button({ class: "fcw-s-quiet", "data-part": `unflag ${one.id}` }, () => panel.unflag(one.id), words.say("settle_unreject"))
    );
  }
  /** What to do while gold is written by hand, with the tags for those who press buttons. */
  #hand({ tags, panel }) {
    const words = this.#words;
    const choices = tags.offered().map((tag) => {
      const choice = button(
        { class: "fcw-r-tag", "data-tag": tag.name, "data-part": `tag ${tag.name}`, "aria-keyshortcuts": tag.key, title: tag.description },
        () => panel.tag(tag.name),
        el("span", { class: "fcw-r-tag-name", dir: "auto" }, tag.name),
        keyCap(tag.key),
        tags.swatch(tag.name)
      );
      choice.style.setProperty("--fcw-r-c", tags.colour(tag.name, "ink"));
      choice.style.setProperty("--fcw-r-b", tags.colour(tag.name, "fill"));
      return choice;
    });
    return el(
      "div",
      { class: "fcw-s-hand" },
      el("p", {}, words.say("settle_hand_how")),
      el("div", { class: "fcw-s-hand-tags" }, ...choices),
      button({ class: "fcw-s-quiet", "data-part": "leave hand" }, () => panel.leaveHand(), words.say("settle_leave"), keyCap("Esc"))
    );
  }
  #footOf({ panel, caps, settlement, isLocked, here, isWriting }) {
    const words = this.#words;
    const tool = (name, sign, word, run2, isOff = false) => {
      const one = button({ class: "fcw-r-tool", "data-part": name, "aria-label": words.say(word), title: words.say(word) }, run2, icon(sign));
      one.disabled = isOff;
      return one;
    };
    const deed = (name, sign, word, cap, run2, isOff) => {
      const one = button({ class: "fcw-s-button", "data-part": name, "aria-keyshortcuts": cap, title: `${words.say(word)} (${cap})` }, run2, icon(sign), words.say(word));
      one.disabled = isOff;
      return one;
    };
    const deeds2 = isLocked ? [] : [
      deed("hand", "edit_note", "settle_by_hand", caps.hand, () => panel.writeByHand(), isWriting),
      deed("flag", "flag", "settle_unclear", caps.flag, () => panel.flag(), here === null)
    ];
    return [...deeds2, el(
      "span",
      { class: "fcw-s-tools" },
      ...isLocked ? [] : [tool("undo", "undo", "undo", () => panel.undo(), !settlement.canUndo), tool("redo", "redo", "redo", () => panel.redo(), !settlement.canRedo)],
      tool("keys", "keyboard", "keys", () => panel.keys())
    )];
  }
};

// src/core/settle_news.ts
function newsOf(before2, after) {
  const gold = (state) => new Map([...state.gold.values()].flatMap(({ id, version, isGone }) => isGone ? [] : [[id, version]]));
  const decided = differing(gold(before2.state), gold(after.state)) + differing(before2.state.rejections, after.state.rejections) + differing(new Map([...before2.state.unclear.keys()].map((id) => [id, true])), new Map([...after.state.unclear.keys()].map((id) => [id, true])));
  return { came: missing(after.readings, before2.readings), left: missing(before2.readings, after.readings), decided };
}
function missing(some, others) {
  const known2 = new Set(others.map(({ reviewer }) => reviewer.id));
  return some.filter(({ reviewer }) => !known2.has(reviewer.id)).map(({ reviewer }) => reviewer.name || reviewer.handle);
}
function differing(before2, after) {
  const ids = /* @__PURE__ */ new Set([...before2.keys(), ...after.keys()]);
  return [...ids].filter((id) => JSON.stringify(before2.get(id)) !== JSON.stringify(after.get(id))).length;
}

// src/view/settle_session.ts
var REFETCH_PAUSE2 = 400;
var SettleSession = class {
  data;
  settlement = null;
  closing = { state: "open", version: 0, settled_at: null, settled_by: null };
  outbox;
  #api;
  #events;
  #ended = new AbortController();
  #answers = 0;
  #refetch = 0;
  /** Up to where it is known what others did, and the mark of all that was decided. */
  #cursor = "";
  #mark = "";
  /** Something newer is there of the gold that was being written in. */
  #isBehind = false;
  /** The version that settling or reopening here made: it is no news. */
  #closingHere = 0;
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
      locks: webLocks(navigator.locks, { isHidden: () => document.hidden, later }),
      send: httpSend(data.api, token, ask),
      now: () => Date.now(),
      later,
      onChange: (state) => this.#events.saving(state),
      onResult: (operation, result) => {
        this.#answers += 1;
        this.settlement?.settle(operation, result, this.#events.edited());
        this.#letGoOfAlike();
        if (result.status === "saved") tell(this.#channel());
        else this.refetchSoon();
        this.#events.changed();
      },
      onUnauthorised: () => this.#events.unauthorised(),
      onHeld: () => this.refetchSoon()
    });
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
  /** The text, its sentences and all readings of it. Raises WrongText, Unreachable, or what the routes answer. */
  async open() {
    const { revision } = this.data;
    const [text2, sentences, readings] = await this.#signedIn(() => Promise.all([
      this.#api.text(revision.id),
      this.#api.sentences(revision.id),
      this.#steady()
    ]));
    const points = new CodePoints(text2);
    if (points.length !== revision.length) throw new WrongText();
    const options2 = { revisionId: revision.id, points, by: this.data.reviewer.name, newId: () => crypto.randomUUID() };
    this.settlement = new Settlement(options2, readings, this.outbox.pending());
    this.settlement.restore(kept2(this.#historyKey()));
    this.closing = readings;
    return { points, sentences };
  }
  /** Keeps what was decided and sends it. */
  apply(decision) {
    if (decision === null || this.settlement === null) return false;
    this.outbox.add(...decision.operations);
    keep2(this.#historyKey(), this.settlement.kept());
    this.#events.changed();
    return true;
  }
  /** Refused or conflicting operations of settling this article. */
  held() {
    return this.outbox.held().filter((held) => isHeldSettling(held, this.data.revision.id));
  }
  /** Whether the article is settled was answered to this tab: the next such version is its own. */
  closed() {
    this.#closingHere = this.closing.version + 1;
    this.refetchSoon();
  }
  /** Asks for what was refused again, upon what is stored now, or lets go of it. */
  decide(held, choice) {
    this.outbox.release([held.operation.id]);
    const decision = choice === "theirs" ? null : this.settlement?.again(held, choice === "both") ?? null;
    if (!this.apply(decision)) this.#events.changed();
  }
  refetchSoon() {
    clearTimeout(this.#refetch);
    this.#refetch = window.setTimeout(() => void this.#fetchAgain(), REFETCH_PAUSE2);
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
  /** Asks what others did, and takes it over; null: nothing. Raises Unauthorised and Unreachable. */
  async follow() {
    const told3 = await this.#api.changes(this.data.revision.id, this.#cursor, false, true);
    if (this.settlement === null || this.#ended.signal.aborted) return null;
    if (this.#isBehind && this.#events.edited() === null) this.refetchSoon();
    if (told3 === null) return null;
    const isUnderWay = this.outbox.pending().length > 0;
    let others = 0;
    if (told3.settling !== this.#mark && !isUnderWay) others = await this.#fetch();
    if (!isUnderWay) [this.#cursor, this.#mark] = [told3.cursor, told3.settling ?? ""];
    return { status: told3.status, here: told3.here, others, superseded: told3.superseded };
  }
  async #fetchAgain() {
    try {
      await this.#fetch();
    } catch (error2) {
      if (error2 instanceof Unauthorised) this.#events.unauthorised();
    }
  }
  /** Looks at everything again; how many decisions of others came. */
  async #fetch() {
    if (this.settlement === null || this.#ended.signal.aborted) return 0;
    const readings = await this.#steady();
    const { settlement, closing } = this;
    const before2 = { readings: settlement.readings, state: settlement.stored() };
    this.#isBehind = settlement.load(readings, this.outbox.pending(), this.#events.edited());
    const news = newsOf(before2, { readings: readings.readings, state: settlement.stored() });
    this.closing = readings;
    this.#events.changed();
    const isTurned = closing.state !== readings.state && readings.version > closing.version && this.#closingHere < readings.version;
    this.#events.news(news, isTurned ? readings : null);
    return news.decided;
  }
  /** Of two alike decisions nothing is left to decide. */
  #letGoOfAlike() {
    const alike = this.held().filter(({ operation, result: { status, gold } }) => {
      if (status !== "conflict" || !gold || !isAboutGold(operation) || operation.kind !== "gold_create" || gold.deleted_at !== void 0) return false;
      const { start, end, tag, sources = [] } = operation.gold;
      return gold.start === start && gold.end === end && gold.tag === tag && sources.every((id) => gold.sources.includes(id));
    });
    if (alike.length > 0) this.outbox.release(alike.map(({ operation }) => operation.id));
  }
  /** The readings as of a moment in which no answer came in between. */
  async #steady() {
    for (let attempt = 0; ; attempt += 1) {
      const before2 = this.#answers;
      const readings = await this.#api.readings(this.data.revision.id);
      if (before2 === this.#answers || attempt === 5) return readings;
    }
  }
  /** Asks again once with a new token when the first one was refused. */
  async #signedIn(work) {
    try {
      return await work();
    } catch (error2) {
      if (!(error2 instanceof Unauthorised)) throw error2;
      const renewed = new Promise((wake) => this.#wakeSignedIn.push(wake));
      this.#events.unauthorised();
      await renewed;
      return await work();
    }
  }
  #channel() {
    return `workbench:${this.data.instance}:${this.data.reviewer.id}`;
  }
  #historyKey() {
    return `workbench:undo-settling:${this.data.instance}:${this.data.reviewer.id}:${this.data.revision.id}`;
  }
};
function kept2(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}
function keep2(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
  }
}

// src/view/lane_names.ts
var LaneNames = class {
  element = el("div", { class: "fcw-s-lane-names", "aria-hidden": "true" });
  #article;
  constructor(article) {
    this.#article = article;
  }
  /** `names`: gold's, then the reviewers'; without lanes there is only the bar. */
  draw(span, lanes2, names) {
    const lines = span === null ? [] : linesOf4(this.#article, span);
    const first2 = lines[0];
    const last4 = lines.at(-1);
    if (first2 === void 0 || last4 === void 0) return this.element.replaceChildren();
    const origin = this.element.getBoundingClientRect().top;
    const style = getComputedStyle(this.#article.element);
    const pixels = (name) => Number.parseFloat(style.getPropertyValue(name)) || 0;
    const lane = pixels("--fcw-r-ly") - pixels("--fcw-r-pt");
    const top = first2.top + pixels("--fcw-r-top") - origin;
    const foot3 = last4.top - origin + lane + (lanes2 === null ? 10 : (lanes2.count - 1) * OPENED_PITCH + 8);
    const bar = el("div", { class: "fcw-s-bar" });
    Object.assign(bar.style, { top: `${top}px`, height: `${foot3 - top}px` });
    const rows = lanes2 === null ? [] : lines.flatMap((line) => names.map((name, at) => {
      const row = el("span", { class: at === 0 ? "fcw-s-lane-name fcw-s-gold-word" : "fcw-s-lane-name", dir: "auto" }, name);
      row.style.top = `${line.top - origin + lane + 2 + (lanes2.first[at] ?? at) * OPENED_PITCH}px`;
      return row;
    }));
    this.element.replaceChildren(bar, ...rows);
  }
};

// src/core/reading_lanes.ts
function lanesOf(stop, settlement, goldLane) {
  const lane = /* @__PURE__ */ new Map();
  for (const { id } of stop.gold) lane.set(id, goldLane.get(id) ?? 0);
  const first2 = [0];
  let next = Math.max(1, ...[...lane.values()].map((one) => one + 1));
  if (stop.kind === "agreed") {
    for (const id of stop.annotations) lane.set(id, next);
    return { lane, first: first2, count: next + 1 };
  }
  for (const { annotations } of settlement.readings) {
    const own = annotations.filter(({ id }) => stop.annotations.includes(id));
    const within = lanes(own, /* @__PURE__ */ new Map());
    first2.push(next);
    for (const [id, place2] of within) lane.set(id, next + place2);
    next += Math.max(1, ...[...within.values()].map((place2) => place2 + 1));
  }
  return { lane, first: first2, count: next };
}
function goldLanes(settlement) {
  return lanes(settlement.gold(), /* @__PURE__ */ new Map());
}

// src/view/settle_passages.ts
var GOLD_LINE = "linear-gradient(var(--fcw-s-gold) 1.3px, transparent 1.3px 2.7px, var(--fcw-s-gold) 2.7px)";
var SettlePassages = class {
  #settlement;
  #points;
  #ranges;
  #words;
  #known = /* @__PURE__ */ new Map();
  #buckets = [];
  #opened = null;
  constructor(settlement, points, ranges, words) {
    this.#settlement = settlement;
    this.#points = points;
    this.#ranges = ranges;
    this.#words = words;
  }
  get(id) {
    return this.#known.get(id);
  }
  /** In reading order. */
  inBlock(index) {
    return this.#buckets[index] ?? [];
  }
  /** The lanes of the stop that is opened; null where none is. */
  get opened() {
    return this.#opened;
  }
  /** Looks at everything again; `here` is the stop under the cursor. */
  refresh(stops, here) {
    const gold = goldLanes(this.#settlement);
    const found = this.#settlement.gold().map((one) => this.#goldPassage(one, gold.get(one.id) ?? 0));
    this.#opened = null;
    for (const stop of stops) {
      const lanes2 = lanesOf(stop, this.#settlement, gold);
      const isOpened = here !== null && stop.start === here.start && stop.end === here.end && stop.kind === "parted";
      if (isOpened) this.#opened = lanes2;
      found.push(...this.#ofStop(stop, lanes2, isOpened));
    }
    found.sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
    this.#known = new Map(found.map((one) => [one.id, one]));
    this.#buckets = this.#ranges.map(() => []);
    for (const one of found) for (let index = one.firstBlock; index <= one.lastBlock; index += 1) this.#buckets[index]?.push(one);
  }
  span(span) {
    return { start: this.#points.toUtf16(span.start), end: this.#points.toUtf16(span.end) };
  }
  #ofStop(stop, lanes2, isOpened) {
    const rows = stop.annotations.flatMap((id) => this.#settlement.passage(id) ?? []);
    return rows.map((row, index) => {
      const isAgreed = stop.kind === "agreed";
      const voice = !isAgreed ? this.#words.say("tag_of", { tag: row.tag, who: row.reviewer_name || row.reviewer }) : index === 0 ? this.#words.say("settle_all_have", { tag: row.tag }) : "";
      const mine = isAgreed && !stop.gold.some((one) => overlap(one, row));
      return this.#passage(row, lanes2.lane.get(row.id) ?? 1, mine, { line: null, voice, isOpened, lanes: lanes2.count });
    });
  }
  #goldPassage(gold, lane) {
    const annotation = {
      ...gold,
      confidence: null,
      evidence: [],
      reviewer: gold.by,
      reviewer_name: gold.by,
      created_at: "",
      updated_at: ""
    };
    const voice = this.#words.say("settle_gold_tag", { tag: gold.tag });
    return this.#passage(annotation, lane, true, { line: GOLD_LINE, voice, isOpened: false, lanes: 0 });
  }
  #passage(annotation, lane, mine, look2) {
    const { start, end } = this.span(annotation);
    const { id, tag } = annotation;
    const name = `${look2.line === null ? "" : "gold "}${look2.isOpened ? `opened ${look2.lanes} ` : ""}${look2.voice}`;
    return {
      id,
      tag,
      start,
      end,
      lane,
      annotation,
      mine,
      look: { ...look2, name },
      firstBlock: blockAt(this.#ranges, start),
      lastBlock: blockAt(this.#ranges, Math.max(start, end - 1))
    };
  }
};

// src/view/settle_strips.ts
var LEAST_BLOCK2 = 4;
var ROOM_FOR_GAPS2 = 6;
var SIGN = 14;
var ROOM_FOR_LETTER2 = 14;
var SettleStrips = class {
  element;
  #settlement;
  /** In code points. */
  #sentences;
  #words;
  #tags;
  #go;
  #markers = el("div", { class: "fcw-s-markers", role: "group" });
  #rows = /* @__PURE__ */ new Map();
  #each = 0;
  #drawn = null;
  constructor(settlement, sentences, words, tags, go) {
    this.#settlement = settlement;
    this.#sentences = sentences;
    this.#words = words;
    this.#tags = tags;
    this.#go = go;
    this.element = el("section", { class: "fcw-s-strips", "aria-label": words.say("settle_strips") });
    this.#markers.setAttribute("aria-label", words.say("settle_conflicts"));
    this.#markers.addEventListener("keydown", (event) => this.#walk(event));
    new ResizeObserver(() => this.#measure()).observe(this.element);
  }
  draw(stops, here) {
    this.#drawn = { stops, here };
    const { gold, readings } = { gold: this.#settlement.gold(), readings: this.#settlement.readings };
    const wanted = ["gold", ...readings.map(({ reviewer }) => String(reviewer.id))];
    if (wanted.join() !== [...this.#rows.keys()].join()) this.#build(readings);
    this.#paint("gold", gold, () => false);
    for (const { reviewer, annotations, cleared } of readings) {
      this.#paint(String(reviewer.id), annotations, (number) => cleared.some(([first2, last4]) => number >= first2 && number <= last4));
    }
    this.#mark(stops.filter(({ kind }) => kind === "parted"), here);
  }
  #build(readings) {
    const short = this.#settlement.names();
    const names = [["gold", this.#words.say("settle_gold"), ""], ...readings.map(({ reviewer }, at) => [String(reviewer.id), short[at], reviewer.name])];
    this.#each = this.#sharing();
    this.#rows = new Map(names.map(([id, name, full]) => [id, this.#row(id, name, full)]));
    this.element.replaceChildren(...[...this.#rows.values()].map(({ element }) => element), el("div", { class: "fcw-s-row fcw-s-row-last" }, el("span"), this.#markers));
  }
  #row(id, name, full) {
    const cells = [];
    for (let first2 = 0; first2 < this.#sentences.length; first2 += this.#each) {
      const last4 = Math.min(first2 + this.#each, this.#sentences.length) - 1;
      const cell = makeCell(first2, last4, { start: this.#sentences[first2].start, end: this.#sentences[last4].end });
      cell.element.classList.add("fcw-s-cell");
      cells.push(cell);
    }
    const blocks = el("div", { class: "fcw-s-blocks", role: "img" }, ...cells.map(({ element: element2 }) => element2));
    const element = el("div", { class: id === "gold" ? "fcw-s-row fcw-s-row-gold" : "fcw-s-row" }, el("span", { class: "fcw-s-name", dir: "auto", title: full }, name), blocks);
    return { element, blocks, cells };
  }
  #paint(id, passages, isCleared) {
    const row = this.#rows.get(id);
    if (row === void 0) return;
    let unread = 0;
    for (const cell of row.cells) {
      const look2 = this.#lookOf(cell, passages, isCleared);
      unread += Math.round((1 - look2.cleared - look2.tags.reduce((sum, [, share]) => sum + share, 0)) * (cell.last - cell.first + 1));
      showLook(cell, look2, this.#tags);
    }
    const counts = this.#tags.all.flatMap(({ name }) => {
      const n = passages.filter(({ tag }) => tag === name).length;
      return n === 0 ? [] : [`${n} ${name}`];
    });
    const told3 = this.#words.say(id === "gold" ? "settle_strip_gold" : "settle_strip", { counts: counts.join(", ") || this.#words.say("settle_no_passages"), left: unread });
    row.blocks.setAttribute("aria-label", told3);
    row.blocks.title = told3;
  }
  #lookOf(cell, passages, isCleared) {
    const counts = /* @__PURE__ */ new Map();
    let cleared = 0;
    const share = 1 / (cell.last - cell.first + 1);
    for (let number = cell.first; number <= cell.last; number += 1) {
      const tag = leading2(passages, this.#sentences[number]);
      if (tag !== null) counts.set(tag, (counts.get(tag) ?? 0) + share);
      else if (isCleared(number)) cleared += share;
    }
    return { tags: [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)), cleared };
  }
  /** One sign a conflict, where it begins: settled, here, open. One of them takes part in the order of Tab. */
  #mark(parted, here) {
    const cells = this.#rows.get("gold")?.cells ?? [];
    const had = this.#markers.contains(document.activeElement);
    const signs = parted.map((stop, index) => {
      const isHere = here?.start === stop.start && here.end === stop.end;
      const state = isHere ? "here" : stop.isOpen ? "open" : "settled";
      const told3 = this.#words.say(isHere && !stop.isOpen ? "settle_marker_here_settled" : `settle_marker_${state}`, { i: index + 1, n: parted.length });
      const sign = button({ class: "fcw-s-marker", "data-state": state, "aria-label": told3, title: told3, tabindex: isHere ? "0" : "-1" }, () => this.#go(stop));
      sign.dataset["cell"] = String(cells.findIndex(({ span }) => span.end > stop.start));
      return sign;
    });
    if (!signs.some((sign) => sign.tabIndex === 0) && signs[0]) signs[0].tabIndex = 0;
    this.#markers.replaceChildren(...signs);
    if (had) this.#markers.querySelector("[tabindex='0']")?.focus({ preventScroll: true });
  }
  #walk(event) {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const signs = [...this.#markers.children];
    const at = signs.indexOf(document.activeElement);
    const next = signs[at + step];
    if (step === 0 || at === -1 || next === void 0) return;
    event.preventDefault();
    next.click();
  }
  /** So many neighbouring sentences share a block. */
  #sharing() {
    const room = Math.floor((this.#markers.offsetWidth || 900) / LEAST_BLOCK2);
    return Math.max(1, Math.ceil(this.#sentences.length / Math.max(1, room)));
  }
  #measure() {
    if (this.#drawn === null || this.#markers.offsetWidth === 0) return;
    if (this.#sharing() !== this.#each) {
      this.#rows = /* @__PURE__ */ new Map();
      this.draw(this.#drawn.stops, this.#drawn.here);
    }
    for (const { blocks, cells } of this.#rows.values()) {
      blocks.classList.toggle("fcw-r-dense", blocks.offsetWidth < cells.length * ROOM_FOR_GAPS2);
      const widths = cells.map(({ element }) => element.offsetWidth);
      cells.forEach(({ element }, at) => element.classList.toggle("fcw-r-roomy", (widths[at] ?? 0) >= ROOM_FOR_LETTER2));
    }
    this.place();
  }
  /** Each sign under its block, none upon another: measured first, then put there, or each would lay out the page. */
  place() {
    const cells = this.#rows.get("gold")?.cells ?? [];
    const middles = cells.map(({ element }) => element.offsetLeft + element.offsetWidth / 2);
    const isCrowded = this.#markers.childElementCount * SIGN > this.#markers.offsetWidth;
    this.#markers.toggleAttribute("data-crowded", isCrowded);
    const apart = isCrowded ? 0 : SIGN;
    let free = 0;
    for (const sign of this.#markers.children) {
      const left = Math.max(free, middles[Number(sign.dataset["cell"])] ?? 0);
      sign.style.left = `${left}px`;
      free = left + apart;
    }
  }
};
function leading2(passages, sentence) {
  const covered = /* @__PURE__ */ new Map();
  for (const one of passages) {
    if (!overlap(one, sentence)) continue;
    covered.set(one.tag, (covered.get(one.tag) ?? 0) + Math.min(one.end, sentence.end) - Math.max(one.start, sentence.start));
  }
  let best = null;
  for (const [tag, length] of covered) if (best === null || length > (covered.get(best) ?? 0)) best = tag;
  return best;
}

// src/view/settle_stage.ts
var SettleStage = class {
  element;
  settlement;
  article;
  units;
  cursor;
  strips;
  /** In code points. */
  sentences;
  stops = [];
  /** The conflict, or other stop, under the cursor. */
  here = null;
  /** The cursor shows where gold is being written by hand. */
  isWriting = false;
  #opened;
  #passages;
  #names;
  #bar;
  #caption = el("p", { class: "fcw-s-caption" });
  #graphemes;
  #scroller;
  #words;
  #frame = 0;
  constructor(session, settlement, opened2, words, tags, scroller, panel, events) {
    const { points } = opened2;
    const { article } = session.data;
    const ranges = blockRanges(points.text);
    this.settlement = settlement;
    this.#opened = opened2;
    this.#words = words;
    this.#scroller = scroller;
    this.sentences = opened2.sentences.map(([start, end]) => ({ start, end }));
    this.#graphemes = new Graphemes(points.text, article.language);
    const sentences = this.sentences.map(({ start, end }) => [points.toUtf16(start), points.toUtf16(end)]);
    this.units = new Units(points.text, sentences, ranges, article.language);
    this.article = new ArticleView(points.text, ranges, tags, words, {
      "aria-label": article.title,
      dir: article.direction,
      ...article.language === "" ? {} : { lang: article.language }
    });
    this.#passages = new SettlePassages(settlement, points, ranges, words);
    this.article.attach(this.#passages, null);
    this.cursor = new Cursor(this.article, this.units, () => this.layoutSoon());
    this.#names = new LaneNames(this.article);
    this.#bar = new SelectionBar(this.article, tags, words.say("settle_by_hand"), (tag) => events.choose(tag));
    this.strips = new SettleStrips(settlement, this.sentences, words, tags, (stop) => events.go(stop));
    const text2 = el("div", { class: "fcw-r-text" }, this.cursor.layer, this.article.element, this.#bar.element);
    this.element = el("div", { class: "fcw-s-stage" }, el("div", { class: "fcw-s-column" }, this.#names.element, text2, this.#caption), panel.element);
  }
  /** Looks at everything again and paints what is another now. */
  refresh() {
    this.stops = stopsOf(this.settlement);
    this.here = this.#again(this.here);
    this.#passages.refresh(this.stops, this.here);
    keepingSelection(this.article, () => this.article.paintAll());
    this.article.finish();
    this.strips.draw(this.stops, this.here);
    this.#showAround();
    this.layoutSoon();
  }
  get parted() {
    return this.stops.filter(({ kind }) => kind === "parted");
  }
  go(stop) {
    this.here = stop;
    this.refresh();
    this.reveal();
  }
  /** The stop at a place of the text, in UTF-16. */
  stopAt(position) {
    const at = this.#opened.points.toCodePoint(position);
    return this.stops.find(({ start, end }) => start <= at && at < end) ?? null;
  }
  reveal() {
    const { here } = this;
    if (here === null) return;
    const covered = { above: 24, below: 60 };
    this.#scroller.follow(() => {
      const lines = linesOf4(this.article, this.toUtf16(here));
      const [first2, last4] = [lines[0], lines.at(-1)];
      return first2 === void 0 || last4 === void 0 ? null : { top: first2.top - 24, bottom: last4.bottom + 70 };
    }, () => covered);
  }
  /** Begins to write by hand at the conflict, or leaves that. */
  write(on) {
    this.isWriting = on;
    const at = this.here === null ? { start: 0, end: 0 } : this.toUtf16(this.here);
    if (on) this.cursor.place(at.end > at.start ? at : this.units.at("sentence", 0), "clause");
    else this.cursor.place(null);
  }
  /** What the DOM selection means, in code points: whole graphemes without white space at the ends. */
  selection() {
    const raw = selectedSpan(this.article);
    return raw === null ? null : this.toCodePoints(this.trimmed(raw));
  }
  get hasSelection() {
    return selectedSpan(this.article) !== null;
  }
  trimmed(span) {
    const start = this.#graphemes.snapStart(span.start);
    return trimToWords(this.article.text, start, this.#graphemes.snapEnd(span.end)) ?? { start, end: start };
  }
  toUtf16(span) {
    return this.#passages.span(span);
  }
  toCodePoints(span) {
    const { points } = this.#opened;
    return { start: points.toCodePoint(span.start), end: points.toCodePoint(span.end) };
  }
  /** The tags under a selection of the mouse. */
  offer(isLocked) {
    const raw = isLocked ? null : selectedSpan(this.article);
    if (raw === null) this.#bar.hide();
    else this.#bar.show(this.trimmed(raw));
  }
  layoutSoon() {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.element.isConnected) this.#layout();
    });
  }
  #layout() {
    const { draw } = this.cursor.measure();
    const names = [this.#words.say("settle_gold"), ...this.settlement.names()];
    const lanes2 = this.#passages.opened;
    this.#names.draw(this.here === null ? null : this.toUtf16(this.here), lanes2, names);
    draw();
    this.strips.place();
    this.#tellLanes(lanes2 === null ? null : names);
  }
  /** On a phone there is no room for names beside the lanes. */
  #tellLanes(names) {
    const root = this.element.closest(".fcw-s-root");
    const isWhole2 = root?.hasAttribute("data-whole") === true;
    const told3 = names === null ? "" : this.#words.say("settle_lanes", { names: [names[0]?.toLowerCase() ?? "", ...names.slice(1)].join(", ") });
    const state = `${told3} ${isWhole2}`;
    if (this.#caption.dataset["told"] === state) return;
    this.#caption.dataset["told"] = state;
    const toggle = button({ class: "fcw-r-link" }, () => {
      root?.toggleAttribute("data-whole");
      this.#showAround();
      this.layoutSoon();
    }, this.#words.say(isWhole2 ? "settle_only_here" : "settle_whole"));
    this.#caption.replaceChildren(told3 === "" ? "" : `${told3} `, toggle);
  }
  /** On a phone only the paragraphs of the conflict are shown, unless the whole text was asked for. */
  #showAround() {
    const root = this.element.closest(".fcw-s-root");
    const isAll2 = root?.dataset["layout"] !== "sheet" || root.hasAttribute("data-whole") || this.here === null;
    const here = this.here === null ? { start: 0, end: 0 } : this.toUtf16(this.here);
    const shown3 = /* @__PURE__ */ new Map();
    this.article.ranges.forEach((range, index) => {
      const block2 = this.article.blockElement(index);
      const isShown = isAll2 || range.start < here.end && range.end > here.start;
      if (block2 !== void 0 && block2.hidden === isShown) block2.hidden = !isShown;
      const section = block2?.parentElement;
      if (section) shown3.set(section, isShown || shown3.get(section) === true);
    });
    for (const [section, isShown] of shown3) section.toggleAttribute("hidden", !isShown);
  }
  /** The window or the layout is another. */
  fit() {
    this.#showAround();
    this.layoutSoon();
  }
  /** The same stop as it is now; where it is gone, the one at its place, else the first that is open. */
  #again(stop) {
    const { stops, parted } = this;
    if (stop === null) return parted.find(({ isOpen }) => isOpen) ?? parted[0] ?? stops[0] ?? null;
    return stops.find(({ start, end, kind }) => start === stop.start && end === stop.end && kind === stop.kind) ?? stops.find(({ start, end }) => start < stop.end && end > stop.start) ?? this.#again(null);
  }
};

// src/view/closing.ts
async function closeArticle(data, outbox, wanted, version, left) {
  await outbox.flush();
  const state = outbox.state();
  const unsaved = state.pending + state.failed + state.held;
  if (wanted === "settle" && unsaved > 0) return { kind: "unsaved", n: unsaved };
  let answer;
  try {
    answer = await fetch(`${data.api}/revisions/${data.revision.id}/${wanted}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${data.token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ version, ...left.open ? { anyway: true } : {}, ...left.overlapping ? { overlapping: true } : {} })
    });
  } catch {
    return { kind: "refused", sentence: null };
  }
  if (answer.ok) return { kind: "done" };
  if (answer.status === 401) return { kind: "unauthorised" };
  const body = await answer.json().catch(() => null);
  const sentence = typeof body?.detail === "string" ? body.detail : null;
  if (answer.status === 409 && typeof body?.open === "number") return { kind: "open", n: body.open, sentence: sentence ?? "" };
  if (answer.status === 409 && typeof body?.overlapping === "number") return { kind: "overlapping", n: body.overlapping, sentence: sentence ?? "" };
  return { kind: "refused", sentence };
}

// src/view/settling.ts
var Settling = class {
  #host;
  #busy = false;
  constructor(host) {
    this.#host = host;
  }
  /** Settles an article in which nothing is open; else asks what to do with that. */
  ask() {
    const { words, notice, session } = this.#host;
    const stage = this.#host.stage();
    if (stage === null || this.#busy || stage.settlement.readings.length === 0) return;
    if (this.#host.looking()) return notice(words.say("looking_why"));
    if (session.closing.state === "settled") return notice(words.say("settle_settled_already"));
    const { parted, agreed } = openOf(stage.stops);
    if (parted + agreed === 0) void this.set("settle");
    else this.#question(parted, agreed);
  }
  async set(wanted, left = {}) {
    const { words, session, ended, notice } = this.#host;
    if (this.#busy) return;
    this.#busy = true;
    this.#host.commit();
    const answer = await closeArticle(session.data, session.outbox, wanted, session.closing.version, left);
    this.#busy = false;
    if (ended.aborted) return;
    if (answer.kind === "done") {
      notice(words.say(wanted === "settle" ? "settle_now_settled" : "settle_now_open"));
      session.closed();
      this.#host.answered(wanted);
    } else if (answer.kind === "unsaved") notice(words.say("settle_unsaved", { n: answer.n }));
    else if (answer.kind === "open") this.#question(answer.n, 0);
    else if (answer.kind === "overlapping") this.#askOverlapping(answer.n, answer.sentence, left);
    else if (answer.kind === "unauthorised") {
      this.#host.askToken();
      notice(words.say("settle_signed_out"));
    } else {
      notice(answer.sentence ?? words.say("settle_failed"));
      session.refetchSoon();
    }
  }
  /** The focus lands on what changes nothing. */
  #question(parted, agreed) {
    const { words, popover, header } = this.#host;
    const after = (work) => () => {
      popover.close();
      work();
    };
    const title2 = parted > 0 ? words.say("settle_parted_open", { n: parted }) : words.say("settle_agreed_open", { n: agreed });
    const first2 = button({ class: "fcw-r-primary" }, after(() => this.#host.decisions().step(1, "open")), words.say("settle_go_to_open"));
    const accept = agreed === 0 ? null : button({ class: "fcw-r-button" }, after(() => this.#host.decisions().acceptAgreed()), words.say("settle_accept_agreed"));
    const anyway = button({ class: "fcw-r-button" }, after(() => void this.set("settle", { open: true })), words.say("settle_anyway"));
    const element = el(
      "div",
      { class: "fcw-r-sheet fcw-r-question-sheet", "data-question": "" },
      el("h2", {}, title2),
      parted > 0 && agreed > 0 ? el("p", {}, words.say("settle_agreed_open", { n: agreed })) : null,
      el("p", {}, words.say("settle_open_why")),
      el("div", { class: "fcw-r-question-buttons" }, first2, accept, anyway)
    );
    popover.close();
    popover.toggle(header.anchor, title2, element, first2);
  }
  /** Gold over gold of the same tag counts twice wherever it is counted, and two tags of the same words may be of two editors: that is seldom meant. */
  #askOverlapping(n, sentence, left) {
    const { words, popover, header } = this.#host;
    const title2 = words.say("settle_overlapping", { n });
    const again2 = button({ class: "fcw-r-primary" }, () => popover.close(), words.say("settle_look_again"));
    const anyway = button({ class: "fcw-r-button" }, () => {
      popover.close();
      void this.set("settle", { ...left, overlapping: true });
    }, words.say("settle_anyway"));
    const element = el(
      "div",
      { class: "fcw-r-sheet fcw-r-question-sheet", "data-question": "" },
      el("h2", {}, title2),
      el("p", {}, sentence),
      el("div", { class: "fcw-r-question-buttons" }, again2, anyway)
    );
    popover.close();
    popover.toggle(header.anchor, title2, element, again2);
  }
};

// src/view/settler.ts
var STALE_PAUSE2 = 1500;
var [WINDOW_BELOW, ROOT_BELOW] = [700, 760];
var Settler = class {
  root;
  data;
  signals;
  #words;
  #tags;
  #bindings;
  #comfort;
  #session;
  #saveState;
  #notices = new Notice();
  #popover;
  #panel;
  #header;
  #decisions;
  #settling;
  #body = el("div", { class: "fcw-r-body" });
  #strips = el("div");
  #announcer = new Announcer();
  #superseded;
  #ended = new AbortController();
  #focus;
  #stage = null;
  #opening = true;
  #pending = 0;
  #stale = 0;
  constructor(parent, data, signals) {
    this.data = data;
    this.signals = signals;
    this.#words = new Wording(data.words);
    this.#tags = new Tags(data.tags);
    this.#bindings = settleBindings(this.#tags, data.keys);
    this.#session = new SettleSession(data, {
      changed: () => this.#refresh(),
      saving: (state) => {
        if (!this.#opening) this.#showSaving(state);
      },
      unauthorised: () => this.signals.token(),
      edited: () => this.#panel.edited,
      news: (news, closing) => this.#tellNews(news, closing)
    });
    this.#panel = new SettlePanel(this.#words);
    this.#superseded = new Superseded(this.#words, () => {
      this.#panel.commit();
      this.signals.newest();
    });
    this.#saveState = new SaveStateView(this.#words, () => this.#session.outbox.retryNow(), () => this.#showHeld());
    this.#header = new SettleHeader(data, this.#words, this.#saveState.element, this.#notices.element, this.#cap("accept_agreed"), {
      acceptAgreed: () => this.#decisions.acceptAgreed(),
      settle: () => this.#settling.ask(),
      reopen: () => void this.#settling.set("unsettle")
    });
    this.root = el("div", { class: "fcw-r-root fcw-s-root", "data-layout": "wide" }, this.#header.element, this.#superseded.element, this.#strips, this.#body, this.#announcer.element);
    this.#popover = new Popover(this.root);
    this.#comfort = new Comfort({ root: this.root, body: this.#body, data: () => this.data, changed: () => this.#stage?.layoutSoon() });
    this.#decisions = this.#makeDecisions();
    this.#settling = this.#makeSettling();
    this.#focus = new FocusKeeper(this.root, () => this.#stage?.article.element ?? null, this.#ended.signal);
    parent.append(this.root);
    whenALinkIsFollowed(() => clearTimeout(this.#stale), this.#ended.signal);
    this.#watch();
    this.update(data, signals);
    void this.#open();
  }
  /** The page ran again: a new token, perhaps another theme. */
  update(data, signals) {
    this.signals = signals;
    this.data = data;
    this.#comfort.renew(data);
    this.#session.renew(data);
    if (this.#stage !== null) this.#draw();
  }
  destroy() {
    this.#panel.commit();
    this.#ended.abort();
    this.#comfort.close();
    clearTimeout(this.#stale);
    this.#saveState.stop();
    this.#notices.clear();
    this.#session.close();
    this.root.remove();
  }
  async #open() {
    this.#body.replaceChildren(el("p", { class: "fcw-r-opening" }, this.#words.say("opening")));
    try {
      const opened2 = await this.#session.open();
      const { settlement } = this.#session;
      if (this.#ended.signal.aborted || settlement === null) return;
      this.#stage = new SettleStage(this.#session, settlement, opened2, this.#words, this.#tags, new Scroller(this.root), this.#panel, {
        choose: (tag) => void this.#decisions.tag(tag),
        go: (stop) => this.#decisions.go(stop)
      });
      this.#strips.replaceChildren(this.#stage.strips.element);
      this.#body.replaceChildren(this.#stage.element);
      this.#comfort.set();
      this.#refresh();
      this.#opened();
      this.#focus.arrive();
      document.addEventListener("selectionchange", () => this.#stage?.offer(this.#isLocked), { signal: this.#ended.signal });
      void document.fonts.ready.then(() => {
        if (!this.#ended.signal.aborted) this.#comfort.set();
      });
      void this.#session.outbox.flush();
      this.#follow();
    } catch (error2) {
      this.#fail(error2);
    }
  }
  #follow() {
    new Following({
      session: this.#session,
      words: this.#words,
      showsOthers: () => true,
      company: (sentence) => this.#header.showCompany(sentence),
      announce: (sentence) => this.#announcer.say(sentence),
      changed: (n) => this.#words.say("settle_others_decided", { n }),
      superseded: () => this.#superseded.show(),
      status: () => this.data.status,
      turned: () => {
      },
      askToken: () => this.signals.token()
    }, this.#ended.signal);
  }
  /** Readings that came or went change what there is to settle; whether it is settled, what can be done. */
  #tellNews({ came, left }, closing) {
    const words = this.#words;
    const said2 = [
      ...came.length > 0 ? [words.say("settle_reading_came", { who: listed(came, words) })] : [],
      ...left.length > 0 ? [words.say("settle_reading_gone", { who: listed(left, words) })] : [],
      ...closing === null ? [] : [closing.state === "settled" ? words.say("settle_settled_now", { by: closing.settled_by ?? "" }) : words.say("settle_reopened_now")]
    ];
    if (said2.length > 0) this.#notices.say(said2.join(" "));
  }
  #opened() {
    this.#opening = false;
    this.#showSaving(this.#session.outbox.state());
  }
  #fail(error2) {
    if (this.#ended.signal.aborted) return;
    if (!(error2 instanceof WrongText || error2 instanceof Unreachable)) console.error(error2);
    const sentence = this.#words.say(error2 instanceof WrongText ? "wrong_text" : "settle_not_opened");
    const again2 = button({ class: "fcw-r-button" }, () => void this.#open(), this.#words.say("try_again"));
    this.#body.replaceChildren(el("div", { class: "fcw-r-opening", role: "alert" }, el("p", {}, sentence), again2));
    this.#opened();
  }
  /** Something was decided or read: everything is looked at again. */
  #refresh() {
    this.#stage?.refresh();
    this.#draw();
  }
  /** The panel and the head. */
  #draw() {
    const stage = this.#stage;
    if (stage === null) return;
    this.root.classList.toggle("fcw-s-writing", stage.isWriting);
    this.root.toggleAttribute("data-here", stage.here !== null);
    this.#panel.draw(this.#situation(stage));
    this.#header.show(stage.settlement.readings.length, this.#session.closing, this.data.looking, openOf(stage.stops).agreed);
    this.#saveState.update(this.#session.outbox.state(), this.#session.held().length);
    this.#focus.check();
  }
  #situation(stage) {
    const verbs = this.#decisions;
    return {
      words: this.#words,
      tags: this.#tags,
      settlement: stage.settlement,
      isLocked: this.#isLocked,
      blind: this.data.blind === true,
      isWriting: stage.isWriting,
      here: stage.here,
      parted: stage.parted,
      met: heldAt(this.#session.held(), stage.here, stage.settlement),
      cap: (action) => capOf(strokeFor(this.data.keys, action, this.#comfort.preferences.hasLetterKeys())),
      caps: { next: this.#cap("next"), previous: this.#cap("previous"), hand: this.#cap("by_hand"), flag: this.#cap("unclear") },
      verbs: {
        accept: (id) => verbs.acceptOne(id),
        reject: (id) => verbs.askReject(id),
        unreject: (id) => verbs.unreject(id),
        retag: (id, tag) => verbs.retag(id, tag),
        editNote: (id) => this.#panel.editNote(id),
        takeBack: (id) => verbs.takeBackGold(id)
      },
      panel: {
        step: (step) => verbs.step(step, "parted"),
        writeByHand: () => verbs.writeByHand(),
        flag: () => verbs.flag(),
        unflag: (id) => verbs.unflag(id),
        undo: () => verbs.undo(),
        redo: () => verbs.redo(),
        keys: () => this.#showKeys(),
        noted: (id, note, joins) => verbs.noted(id, note, joins),
        decide: (held, choice) => this.#session.decide(held, choice),
        tag: (name) => void verbs.tag(name),
        leaveHand: () => void verbs.leave()
      },
      hasCleared: (reviewer, stop) => {
        const cleared = stage.settlement.readings.find((one) => one.reviewer.id === reviewer)?.cleared ?? [];
        const inside = stage.sentences.flatMap(({ start, end }, at) => start < stop.end && end > stop.start ? [at] : []);
        return inside.length > 0 && inside.every((at) => cleared.some(([first2, last4]) => at >= first2 && at <= last4));
      }
    };
  }
  #makeDecisions() {
    return new Decisions({
      words: this.#words,
      panel: this.#panel,
      popover: this.#popover,
      stage: () => this.#stage,
      apply: (decision) => this.#session.apply(decision),
      redraw: () => this.#draw(),
      announce: (sentence) => this.#announcer.say(sentence),
      notice: (sentence) => this.#notices.say(sentence),
      isLocked: () => this.#isLocked,
      refuse: () => this.#sayLocked(),
      settle: () => this.#settling.ask(),
      keys: () => this.#showKeys()
    });
  }
  #makeSettling() {
    return new Settling({
      words: this.#words,
      session: this.#session,
      popover: this.#popover,
      header: this.#header,
      decisions: () => this.#decisions,
      stage: () => this.#stage,
      looking: () => this.data.looking,
      ended: this.#ended.signal,
      commit: () => this.#panel.commit(),
      notice: (sentence) => this.#notices.say(sentence),
      askToken: () => this.signals.token(),
      answered: (wanted) => this.signals.submitted(wanted === "settle" ? "submitted" : "in_progress")
    });
  }
  #watch() {
    const { signal } = this.#ended;
    listenForStrokes({
      root: this.root,
      bindings: this.#bindings,
      run: (binding) => binding.run(this.#decisions),
      isLocked: () => this.#isLocked,
      hasLetters: () => this.#comfort.preferences.hasLetterKeys(),
      before: () => {
      },
      refuse: () => this.#sayLocked(),
      runsLeft: () => this.#stage?.article.direction === "rtl",
      hasSelection: () => this.#stage?.hasSelection === true,
      meant: (event) => acceptingStroke(event),
      takes: () => false
    }, signal);
    window.addEventListener("pagehide", () => this.#panel.commit(), { signal });
    window.addEventListener("beforeunload", (event) => {
      this.#panel.commit();
      if (this.#session.outbox.state().notKept > 0) event.preventDefault();
    }, { signal });
    this.#body.addEventListener("click", (event) => this.#pick(event), { signal });
    makeRoomForKeyboard(this.root, signal);
    const sizes = new ResizeObserver(() => this.#fit());
    sizes.observe(this.root);
    signal.addEventListener("abort", () => sizes.disconnect());
  }
  /** A click in the text goes to the conflict there. */
  #pick(event) {
    const stage = this.#stage;
    const mark2 = event.target instanceof Element ? event.target.closest("mark") : null;
    if (stage === null || mark2 === null || stage.hasSelection) return;
    const first2 = stage.article.passagesAt(mark2)[0];
    const stop = first2 === void 0 ? null : stage.stopAt(first2.start);
    if (stop !== null && stop !== stage.here) this.#decisions.go(stop);
  }
  #fit() {
    const layout = window.innerWidth < WINDOW_BELOW || this.root.clientWidth < ROOT_BELOW ? "sheet" : "wide";
    const changed = this.root.dataset["layout"] !== layout;
    const frame = this.root.closest("[data-testid=stMainBlockContainer]");
    this.root.toggleAttribute("data-framed", frame !== null);
    if (changed) {
      this.root.dataset["layout"] = layout;
      this.#comfort.set();
    }
    this.#stage?.fit();
  }
  #showSaving(state) {
    this.#saveState.update(state, this.#session.held().length);
    clearTimeout(this.#stale);
    if (state.pending === 0 && this.#pending > 0) this.#stale = window.setTimeout(() => this.signals.stale(), STALE_PAUSE2);
    this.#pending = Math.max(state.pending, state.pending === 0 ? 0 : this.#pending);
  }
  #showHeld() {
    askAboutHeld(this.#session, this.#words, this.#popover, this.#saveState.element);
  }
  #showKeys() {
    const anchor = this.#panel.part("keys") ?? this.#header.element;
    anchor.scrollIntoView({ block: "nearest" });
    this.#popover.toggle(anchor, this.#words.say("keys"), keySheetOf(this.#bindings, this.#words));
  }
  get #isLocked() {
    return this.data.looking || this.#session.closing.state === "settled";
  }
  #sayLocked() {
    this.#notices.say(this.#words.say(this.data.looking ? "looking_why" : "settle_locked"), () => this.#isLocked);
  }
  #cap(action) {
    return capOf(this.#bindings.find((one) => one.action === action)?.strokes[0] ?? "");
  }
};

// src/view/unsent.ts
var LOOK2 = 1e3;
var Unsent = class {
  #element = el("div", { class: "fcw-r-unsent", role: "status", "data-testid": "unsent-work" });
  #clock;
  #askToken;
  #data;
  #outbox = null;
  #links = el("span", { class: "fcw-r-unsent-articles" });
  /** Counts down in sight alone: said each second, it would drown everything else. */
  #again = el("span", { "aria-hidden": "true" });
  #sentence = new Sentence({ articles: this.#links, again: this.#again });
  #trouble = new Trouble();
  #linked = "";
  #seen = "";
  constructor(parent, data, askToken) {
    this.#data = data;
    this.#askToken = askToken;
    parent.append(this.#element);
    this.#clock = window.setInterval(() => this.#look(), LOOK2);
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
    return localStore(localStorage).keys().filter((key) => key.startsWith(prefix)).sort().join();
  }
  #open() {
    const ask = (input, init) => fetch(input, init);
    return new Outbox({
      instance: this.#data.instance,
      reviewer: this.#data.reviewer.id,
      store: localStore(localStorage),
      locks: webLocks(navigator.locks, { isHidden: () => document.hidden, later }),
      send: httpSend(this.#data.api, () => this.#data.token, ask),
      now: () => Date.now(),
      later,
      onChange: () => this.#draw(),
      onResult: () => {
      },
      onUnauthorised: () => this.#askToken()
    });
  }
  #draw() {
    const state = this.#outbox?.state() ?? null;
    const sentence = state === null ? "" : this.#told(state, new Wording(this.#data.words));
    this.#link();
    this.#sentence.tell(sentence);
    if (sentence === "") this.#sentence.element.remove();
    else if (!this.#sentence.element.isConnected) this.#element.append(this.#sentence.element);
    this.#element.closest("[data-testid=stElementContainer]")?.setAttribute("data-fcw-r-unsent", sentence === "" ? "none" : "said");
  }
  #told(state, words) {
    const { pending, held, retryAt } = state;
    if (state.waitingForSignIn) return words.say("signing_in", { n: pending });
    if (this.#trouble.isIn(state)) {
      this.#again.textContent = words.say("trying_again", { s: Math.max(0, Math.ceil(((retryAt ?? 0) - Date.now()) / 1e3)) });
      return words.say("unsent_waiting", { n: pending });
    }
    if (state.failed > 0) {
      return words.say("stuck", { n: state.failed, reason: state.reason === null ? "" : words.say(state.reason) });
    }
    if (pending > 0) return words.say("unsent_sending", { n: pending });
    return held > 0 ? words.say("unsent_held", { n: held }) : "";
  }
  /** The articles in which something waits for a decision, as far as this browser knows them. */
  #link() {
    const pages = new Map((this.#outbox?.held() ?? []).map(({ operation }) => [revisionOf(operation), isSettling(operation) ? "adjudicate" : "annotate"]));
    const articles = [...pages].flatMap(([revision, page]) => {
      const article = articleOf(this.#data, revision);
      return article === null ? [] : [{ ...article, page }];
    });
    const linked = JSON.stringify(articles);
    if (linked === this.#linked) return;
    this.#linked = linked;
    this.#links.replaceChildren(...articles.map(({ id, title: title2, page }) => el("a", { href: `/${page}?article=${id}`, target: "_self" }, title2)));
  }
};

// src/index.ts
var readers = /* @__PURE__ */ new WeakMap();
var settlers = /* @__PURE__ */ new WeakMap();
var unsents = /* @__PURE__ */ new WeakMap();
var signalled = 0;
function sameReading(a, b) {
  return a.instance === b.instance && a.reviewer.id === b.reviewer.id && a.revision.id === b.revision.id && a.api === b.api && JSON.stringify([a.tags, a.keys]) === JSON.stringify([b.tags, b.keys]);
}
function open({ data, parentElement, setTriggerValue }) {
  const next = () => Date.now() * 1e3 + signalled++ % 1e3;
  const signals = {
    stale: () => setTriggerValue("stale", next()),
    token: () => setTriggerValue("token", next()),
    submitted: () => setTriggerValue("submitted", next()),
    newest: () => setTriggerValue("newest", next())
  };
  watchSignIn(data.words);
  if (isUnsent(data)) return openUnsent(parentElement, data, signals.token);
  if ("kind" in data) show(settlers, parentElement, data, signals, () => new Settler(parentElement, data, signals));
  else show(readers, parentElement, data, signals, () => new Reader(parentElement, data, signals));
  return () => leave(parentElement);
}
function isUnsent(data) {
  return "kind" in data && data.kind === "outbox";
}
function show(views, parent, data, signals, make) {
  const known2 = views.get(parent);
  if (known2 !== void 0 && sameReading(known2.data, data)) return known2.update(data, signals);
  known2?.destroy();
  views.set(parent, make());
}
function openUnsent(parent, data, askToken) {
  keepPageFocus();
  closeOutageDialogs();
  const known2 = unsents.get(parent);
  if (known2?.isFor(data)) known2.update(data, askToken);
  else {
    known2?.destroy();
    unsents.set(parent, new Unsent(parent, data, askToken));
  }
  return () => leave(parent);
}
function leave(parent) {
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
export {
  open as default
};
