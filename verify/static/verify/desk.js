// @ts-check
// The desk in the browser: keys, the page view, and words selected as evidence.
// The server renders everything; without this file the desk is plain forms and links.

/** @type {{keys: Record<string, string>, pages: number}} */
const FROM_SERVER = JSON.parse(document.getElementById("for-desk").textContent);

const EVIDENCE_RESTS_AT = 0.42; // share of the page pane above the evidence: a little above the middle
const ZOOM_STEP = 1.2;
const ZOOM_LEAST = 0.6;
const ZOOM_MOST = 3;

let zoom = 1;
let busy = false;

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const sheet = () => byId("sheet");
const page = () => /** @type {SVGSVGElement | null} */ (document.querySelector("#sheet svg.page"));
const form = () => /** @type {HTMLFormElement} */ (byId("decide"));
const isOneColumn = () => !matchMedia("(min-width: 62.01rem)").matches;

/** @param {string} words */
function say(words) {
  byId("said").textContent = words;
}

// ---------------------------------------------------------------- the page

function drawZoom() {
  const drawing = page();
  if (drawing) drawing.style.width = `${zoom * 100}%`;
}

/** @param {number} wanted */
function zoomTo(wanted) {
  zoom = Math.min(ZOOM_MOST, Math.max(ZOOM_LEAST, wanted));
  drawZoom();
  showEvidence();
}

/** Bring the evidence of the active field to rest; the top edge never cuts a line. */
function showEvidence() {
  const pane = sheet();
  const mark = document.querySelector("#marks .ev[data-active]:not([data-second]) rect, #marks .picked rect");
  if (!mark) {
    return;
  }
  const paneTop = pane.getBoundingClientRect().top;
  const toTop = (/** @type {Element} */ thing) =>
    thing.getBoundingClientRect().top - paneTop + pane.scrollTop;
  const wanted = toTop(mark) - pane.clientHeight * EVIDENCE_RESTS_AT;
  const lines = [...document.querySelectorAll("#words text")].map((word) => toTop(word) - 4);
  const uncut = lines.filter((top) => top >= wanted);
  pane.scrollTop = Math.max(0, wanted <= 0 ? 0 : uncut.length ? Math.min(...uncut) : wanted);
}

/** Mark in the strip of pages which page is shown, and where the words of the field lie. */
function markRail() {
  const shown = page()?.dataset.page;
  const panelPage = /** @type {HTMLElement | null} */ (document.querySelector("#panel [data-page]"));
  for (const thumb of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".thumb"))) {
    const isShown = thumb.dataset.page === shown;
    if (isShown) thumb.setAttribute("aria-current", "page");
    else thumb.removeAttribute("aria-current");
    thumb.toggleAttribute("data-hot", thumb.dataset.page === panelPage?.dataset.page);
    if (isShown && !isOneColumn()) thumb.scrollIntoView({ block: "nearest" });
  }
}

/** Fetch the page of the next open field ahead. */
function fetchAhead() {
  const panel = /** @type {HTMLElement | null} */ (document.querySelector("#panel [data-ahead]"));
  if (panel) new Image().src = panel.dataset.ahead;
}

// ---------------------------------------------------------------- words as evidence

/** @returns {string} the selected words as "page:start:end", "" where none are selected */
function selectedWords() {
  const selection = getSelection();
  const number = page()?.dataset.page;
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed || !number) return "";
  const range = selection.getRangeAt(0);
  const words = /** @type {NodeListOf<SVGTextElement>} */ (document.querySelectorAll("#words text"));
  const chosen = [...words].filter((word) => holds(range, word));
  if (chosen.length === 0) return "";
  const start = Math.min(...chosen.map((word) => Number(word.dataset.s)));
  const end = Math.max(...chosen.map((word) => Number(word.dataset.e)));
  return `${number}:${start}:${end}`;
}

/**
 * Whether a selection holds any letter of a word, not its edge alone.
 * @param {Range} range
 * @param {SVGTextElement} word
 */
function holds(range, word) {
  const text = word.firstChild;
  if (!text || !range.intersectsNode(word)) return false;
  const length = (text.textContent ?? "").trimEnd().length;
  const from = range.startContainer === text ? range.startOffset : 0;
  const to = range.endContainer === text ? range.endOffset : length;
  return Math.min(to, length) > from;
}

function linkWords() {
  const words = selectedWords();
  const decide = form();
  if (words) {
    decide.querySelectorAll('input[name="words"]').forEach((input) => input.remove());
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: "words", value: words });
    decide.append(input);
    getSelection()?.removeAllRanges();
  }
  press("evidence");
}

// ---------------------------------------------------------------- change: type to find a code

function change() {
  const list = document.getElementById("alts");
  const editor = document.querySelector("#editor :is(input:not([type=hidden]), select, textarea)");
  if (editor instanceof HTMLElement) {
    editor.focus();
    if (editor instanceof HTMLInputElement && editor.type !== "checkbox") editor.select();
  } else if (list && !document.getElementById("choose")) {
    choose(list);
  }
}

/** @param {HTMLElement} list */
function choose(list) {
  const items = /** @type {HTMLElement[]} */ ([...list.children]);
  const box = document.createElement("input");
  box.id = "choose";
  box.className = "input";
  box.placeholder = "Type part of a code or its definition";
  const attributes = { role: "combobox", "aria-label": "Find a code", "aria-controls": "alts", "aria-expanded": "true" };
  Object.entries(attributes).forEach(([name, value]) => box.setAttribute(name, value));
  list.before(box);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Codes");
  items.forEach((item, at) => {
    item.setAttribute("role", "presentation");
    const option = /** @type {HTMLElement} */ (item.firstElementChild);
    option.setAttribute("role", "option");
    option.tabIndex = -1;
    option.id = `code-${at}`;
  });
  document.querySelector(".panel-body")?.classList.add("choosing");
  let at = 0;
  const shown = () => items.filter((item) => !item.hidden);
  const draw = () => {
    const wanted = box.value.trim().toLowerCase();
    items.forEach((item) => { item.hidden = !(item.textContent ?? "").toLowerCase().includes(wanted); });
    at = Math.max(0, Math.min(at, shown().length - 1));
    items.forEach((item) => {
      const isOn = item === shown()[at];
      item.firstElementChild?.setAttribute("aria-selected", String(isOn));
      if (isOn) {
        box.setAttribute("aria-activedescendant", item.firstElementChild?.id ?? "");
        item.scrollIntoView({ block: "nearest" });
      }
    });
  };
  box.addEventListener("input", () => { at = 0; draw(); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at += event.key === "ArrowDown" ? 1 : -1;
      draw();
    } else if (event.key === "Enter") {
      /** @type {HTMLElement | null} */ (shown()[at]?.firstElementChild)?.click();
    } else if (event.key === "Escape") {
      leaveChoosing(list, box, items);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  document.querySelector('[data-choose="take"]')?.addEventListener("click", () => {
    /** @type {HTMLElement | null} */ (shown()[at]?.firstElementChild)?.click();
  });
  document.querySelector('[data-choose="leave"]')?.addEventListener("click", () => leaveChoosing(list, box, items));
  draw();
  box.focus();
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} box
 * @param {HTMLElement[]} items
 */
function leaveChoosing(list, box, items) {
  box.remove();
  list.removeAttribute("role");
  list.removeAttribute("aria-label");
  items.forEach((item) => {
    item.hidden = false;
    item.removeAttribute("role");
    item.firstElementChild?.removeAttribute("role");
    item.firstElementChild?.removeAttribute("tabindex");
    item.firstElementChild?.removeAttribute("aria-selected");
  });
  document.querySelector(".panel-body")?.classList.remove("choosing");
  focusRecord();
}

// ---------------------------------------------------------------- keys

/** Press the button or link of an action, if the screen has one. @param {string} action */
function press(action) {
  const control = /** @type {HTMLElement | null} */ (document.querySelector(`[data-act="${action}"]:not([disabled])`));
  control?.click();
  return control !== null;
}

/** @param {string} key */
function takeOther(key) {
  const boxes = document.querySelectorAll("#editor [type=checkbox]");
  const controls = document.querySelectorAll("[data-other]");
  const options = controls.length ? controls : boxes.length ? boxes : document.querySelectorAll("#alts .alt");
  const option = /** @type {HTMLElement | undefined} */ (options[Number(key) - 1]);
  const isInSight = option !== undefined && option.getClientRects().length > 0;
  if (isInSight) option.click();
  else say(`Nothing in sight has the number ${key}. Press c for all codes.`);
}

/** @param {string} id */
function openMore(id) {
  const more = /** @type {HTMLDetailsElement | null} */ (document.getElementById(id));
  if (!more) return;
  more.open = !more.open;
  more.scrollIntoView({ block: "nearest" });
  const field = /** @type {HTMLElement | null} */ (more.querySelector("textarea, input, button, summary"));
  if (more.open) field?.focus();
}

function showAgain() {
  const panel = /** @type {HTMLElement | null} */ (document.querySelector("#panel [data-page]"));
  const again = /** @type {HTMLElement | null} */ (document.querySelector("#panel .quote:not(.other) figcaption a"));
  if (again && panel?.dataset.page !== page()?.dataset.page) again.click();
  else if (!press("view")) showEvidence();
}

function asPrinted() {
  const isPrinted = sheet().classList.toggle("as-printed");
  document.querySelector('[data-act="printed"]')?.setAttribute("aria-pressed", String(isPrinted));
}

/** @param {string} id */
function focusInput(id) {
  const input = /** @type {HTMLInputElement} */ (byId(id));
  input.focus();
  input.select();
}

/** What the browser does itself; every other action is a button or link of the server's. */
const HERE = {
  change,
  evidence: linkWords,
  view: showAgain,
  page: () => focusInput("pageno"),
  find: () => focusInput("find"),
  larger: () => zoomTo(zoom * ZOOM_STEP),
  smaller: () => zoomTo(zoom / ZOOM_STEP),
  fit: () => zoomTo(1),
  printed: asPrinted,
  comment: () => openMore("comment"),
  history: () => openMore("history"),
  help: () => /** @type {HTMLDialogElement} */ (byId("keys")).showModal(),
};
const REFUSED = {
  accept: "There is nothing to accept here. Press c to give a value, or n.",
  not_mentioned: "An item of a list is there or not: reject it with r.",
  withheld: "An item of a list is there or not: reject it with r.",
  stated_absent: "An item of a list is there or not: reject it with r.",
  reject: "Only items of a list can be rejected. Choose another code, or press n.",
  add: "Go to a list or a child to add one.",
  next: "This is the last field.",
  previous: "This is the first field.",
};

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.matches("input:not([type=checkbox]), textarea, select")) {
    if (event.key === "Escape") focusRecord();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && target.closest("button, a, summary, [type=checkbox]")) return;
  const action = FROM_SERVER.keys[event.key];
  if (!action) return;
  event.preventDefault();
  const isMove = action === "next" || action === "previous";
  if (event.repeat && !isMove) return;
  if (busy && !(action in HERE)) return;
  if (action === "other") takeOther(event.key);
  else if (action in HERE) HERE[action]();
  else if (!press(action) && action in REFUSED) say(REFUSED[action]);
}

/** @param {MouseEvent} event */
function onClick(event) {
  const control = /** @type {HTMLElement} */ (event.target).closest("button[data-act]");
  if (!(control instanceof HTMLButtonElement)) return;
  const action = control.dataset.act ?? "";
  if (action === "evidence" && event.isTrusted) {
    event.preventDefault();
    event.stopPropagation();
    linkWords();
  } else if (control.type === "button" && action in HERE) {
    HERE[action]();
  }
}

function focusRecord() {
  const start = document.querySelector("#panel [data-adding] :is(select, input:not([type=hidden], [type=checkbox]))");
  const end = document.querySelector("#panel [data-end] ~ .actions :is(button, a)");
  const list = start ?? end ?? document.querySelector('#list [role="listbox"]') ?? byId("panel");
  /** @type {HTMLElement} */ (list).focus({ preventScroll: true });
}

function showActiveRow() {
  if (!isOneColumn()) document.querySelector('.frow[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
}

// ---------------------------------------------------------------- htmx

/** What a request for a page needs to know of the field that is open. */
const OF_FIELD = ["field", "shown", "words", "add"];

/** @param {CustomEvent} event */
function onRequest(event) {
  const { parameters, path } = event.detail;
  parameters.on_screen = page()?.dataset.page ?? "";
  if (!/\/(sheet|find|undo)\//.test(path) || !form()) return;
  const given = new FormData(form());
  OF_FIELD.forEach((name) => { parameters[name] = given.getAll(name).map(String); });
}

/** @param {CustomEvent} event */
function onSettle(event) {
  drawZoom();
  showEvidence();
  markRail();
  if (event.detail.target.id !== "panel") return;
  showActiveRow();
  fetchAhead();
  // A decision takes the control that had focus with it; who is typing is left alone.
  if (document.activeElement === document.body || byId("panel").contains(document.activeElement)) focusRecord();
}

function begin() {
  document.documentElement.classList.add("js");
  document.querySelectorAll(".frow").forEach((row) => row.setAttribute("tabindex", "-1"));
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick, true);
  document.body.addEventListener("htmx:configRequest", onRequest);
  document.body.addEventListener("htmx:beforeRequest", () => { busy = true; byId("saved").textContent = "Saving"; });
  document.body.addEventListener("htmx:afterRequest", () => { busy = false; });
  document.body.addEventListener("htmx:afterSettle", onSettle);
  document.body.addEventListener("htmx:afterOnLoad", () => { byId("offline").hidden = true; byId("saved").textContent = "All saved"; });
  for (const kind of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.body.addEventListener(kind, () => { byId("offline").hidden = false; byId("saved").textContent = "Last key not saved"; });
  }
  document.body.addEventListener("htmx:load", () => {
    document.querySelectorAll(".frow").forEach((row) => row.setAttribute("tabindex", "-1"));
  });
  drawZoom();
  showEvidence();
  markRail();
  showActiveRow();
  fetchAhead();
  focusRecord();
}

begin();
