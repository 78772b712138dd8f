// Makes the search page quicker. Everything works without it. Runs before htmx.

// htmx would note the visited address, with its words, in the browser's storage. We keep nothing.
Object.defineProperty(window, "sessionStorage", { configurable: true, value: undefined });

document.documentElement.classList.add("scripted");

const facets = () => document.querySelectorAll("#facets details");
const openState = new Map();  // which facets are open, by id
const tops = new Map();  // how far down each address was read
let place = null;  // what the visitor was doing when a search began
let goingBack = false;

const layer = () => document.querySelector("#filters:popover-open");  // the filters, on a phone
const ours = (text) => text.includes('id="results"');

// --- Long lists: typing narrows them ---------------------------------------------------------

document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.dataset?.narrows) return;
  narrow(box);
});

const plain = (text) => text.toLocaleLowerCase("sv").normalize("NFD").replace(/\p{M}/gu, "");

function narrow(box) {
  const typed = plain(box.value.trim()).replace(/s? kommun$/, "");
  const facet = document.getElementById(box.dataset.narrows);
  let shown = 0;
  for (const row of facet.querySelectorAll("[data-long] > li")) {
    const named = plain(row.textContent).includes(typed);
    row.hidden = !named && !row.querySelector("input").checked;
    if (named) shown += 1;
  }
  const told = facet.querySelector("[data-narrowed]");
  told.textContent = !typed ? "" : shown ? told.dataset.text.replace("{n}", shown) : told.dataset.none;
  const more = facet.querySelector(".more");
  if (more && typed) more.open = true;
}

// Typing is no search of its own: only a tick, an order, Enter and the buttons are.
document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-narrows], #q")) event.stopPropagation();
}, { capture: true });

// --- A new search keeps the visitor's place ---------------------------------------------------

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.isError) return;
  if (!ours(event.detail.serverResponse)) {
    event.detail.shouldSwap = false;
    failed();
    return;
  }
  for (const details of facets()) openState.set(details.id, details.open);
  const focused = document.activeElement;
  const lists = [...document.querySelectorAll("#facets [data-long]")];
  place = {
    inside: Boolean(focused?.closest("#results, #facets, #crisis")),
    box: focused?.matches("#facets input[type=checkbox]") ? [focused.name, focused.value] : null,
    top: focused?.getBoundingClientRect().top,
    lists: lists.map((list) => [list.scrollTop, [...list.querySelectorAll("input")].map((box) => box.value)]),
    typed: [...document.querySelectorAll("[data-narrows]")].map((box) => [box.id, box.value]),
  };
});

document.addEventListener("htmx:afterSettle", () => {
  reopen();
  renewAddress();
  if (!place) return;
  document.querySelectorAll("#facets [data-long]").forEach((list, number) => {
    const [top, order] = place.lists[number] ?? [0, []];
    keepOrder(list, order);
    list.scrollTop = top;
  });
  for (const [id, value] of place.typed) {
    const box = document.getElementById(id);
    if (box && value) {
      box.value = value;
      narrow(box);
    }
  }
  if (place.box) {
    const [name, value] = place.box;
    const box = document.querySelector(`#facets input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
    box?.focus({ preventScroll: true });
    // What stands above it may have grown: the box stays under the finger.
    if (box) (layer() ?? window).scrollBy({ top: box.getBoundingClientRect().top - place.top, behavior: "instant" });
  }
  // What was pressed may be gone with the old hits: the keyboard goes on from the new ones.
  if (place.inside && document.activeElement === document.body) {
    document.querySelector(layer() ? ".filters-close" : "#results-title").focus({ preventScroll: true });
  }
  place = null;
});

// What the header says of the address is said of the new one.
function renewAddress() {
  for (const link of document.querySelectorAll("a[hreflang]")) link.search = location.search;
}

function reopen() {
  for (const details of facets()) {
    if (openState.has(details.id)) details.open = openState.get(details.id);
  }
}

// The server puts chosen values first; rows do not jump while somebody is ticking.
function keepOrder(list, values) {
  const rank = new Map(values.map((value, number) => [value, number]));
  const rows = [...list.children].map((row) => [rank.get(row.querySelector("input").value) ?? Infinity, row]);
  list.append(...rows.sort((one, other) => one[0] - other[0]).map(([, row]) => row));
}

// --- A search that does not come through --------------------------------------------------------

// The hits are those of the search before: so are the boxes again, and a plain link asks once more.
function failed() {
  const form = document.getElementById("search");
  const said = new FormData(form);
  for (const name of [...said.keys()]) if (name.startsWith("narrow")) said.delete(name);
  const notice = document.getElementById("search-failed");
  notice.replaceChildren(document.getElementById("search-failed-words").content.cloneNode(true));
  const again = notice.querySelector("a");
  again.href = `${form.action}?${new URLSearchParams(said)}`;
  place = null;
  asServed(form);
  if (!layer()) return;
  layer().hidePopover();
  again.focus({ preventScroll: true });
  notice.scrollIntoView({ block: "center" });
}

for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout", "htmx:swapError"]) {
  document.addEventListener(kind, failed);
}

function asServed(form) {
  for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = box.defaultChecked;
  for (const choice of form.querySelectorAll("option")) choice.selected = choice.defaultSelected;
}

// A page that the browser kept shows what its address says, not what was pressed on the way out.
addEventListener("pageshow", (event) => {
  const form = document.getElementById("search");
  if (!event.persisted || !form) return;
  asServed(form);
  form.q.value = new URLSearchParams(location.search).get("q") ?? "";
});

// "Visa … insatser" closes the filters on a phone and leads to the hits.
document.addEventListener("submit", (event) => {
  if (event.submitter?.id !== "show") return;
  document.getElementById("filters").hidePopover();
  document.addEventListener("htmx:afterSettle", () => {
    const title = document.getElementById("results-title");
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "start" });
  }, { once: true });
}, { capture: true });

// --- Back and forward -------------------------------------------------------------------------

document.addEventListener("scroll", () => {
  if (!goingBack) tops.set(location.href, scrollY);
}, { passive: true });
// What cannot be fetched in the background is fetched as a page, and the browser says what is wrong.
document.addEventListener("htmx:historyCacheMiss", ({ detail: { xhr } }) => {
  xhr.timeout = htmx.config.timeout;
  for (const kind of ["error", "timeout"]) xhr.addEventListener(kind, () => location.reload());
  xhr.addEventListener("load", () => { if (xhr.status >= 400 || !ours(xhr.response)) location.reload(); });
});
addEventListener("popstate", () => { goingBack = true; }, { capture: true });
document.addEventListener("htmx:historyRestore", () => {
  reopen();
  renewAddress();
  scrollTo({ top: tops.get(location.href) ?? 0, behavior: "instant" });
  goingBack = false;
});

// --- Words are suggested while somebody types: a combobox with a list below it ------------------

let waiting;
let asked;  // for what the list is, or will be
let list;
let told;  // where the number of suggestions is read out

document.addEventListener("input", (event) => {
  if (event.target.id !== "q" || !list) return;
  clearTimeout(waiting);
  close(event.target);
  waiting = setTimeout(suggest, 150, event.target);
});

async function suggest(box) {
  const typed = box.value.trimStart();
  asked = typed;
  if (typed.trim().length < 2) return;
  const phrases = await phrasesFor(typed).catch(() => []);
  if (asked === typed && document.activeElement === box && phrases.length) open(box, phrases);
}

// Suggestions that do not come are not missed: the words can be searched for all the same.
async function phrasesFor(typed) {
  const answer = await fetch(`/insatser/forslag/?q=${encodeURIComponent(typed)}`);
  return answer.ok ? answer.json() : [];
}

function open(box, phrases) {
  list.replaceChildren(...phrases.map((phrase, number) => {
    const option = document.createElement("li");
    option.id = `suggestion-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.textContent = phrase;
    return option;
  }));
  list.hidden = false;
  box.setAttribute("aria-expanded", "true");
  tell(box.dataset.told.replace("{n}", phrases.length));
}

function close(box) {
  clearTimeout(waiting);
  asked = null;
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
  tell("");
}

function tell(words) {
  told.textContent = words;
}

const chosen = () => list.querySelector("[aria-selected=true]");

// Past the last comes what was typed, and then the first.
function step(box, by) {
  const options = [...list.children];
  const places = options.length + 1;
  const next = (options.indexOf(chosen()) + 1 + by + places) % places;
  chosen()?.setAttribute("aria-selected", "false");
  box.removeAttribute("aria-activedescendant");
  if (!next) return;
  const option = options[next - 1];
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", option.id);
}

function take(box, option) {
  box.value = option.textContent;
  close(box);
  box.form.requestSubmit();
}

function onKey(event) {
  if (list.hidden || event.isComposing) return;
  const box = event.target;
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) step(box, by);
  else if (event.key === "Escape") close(box);
  else if (event.key === "Enter" && chosen()) take(box, chosen());
  else return;
  event.preventDefault();
}

function makeCombobox(box) {
  list = document.createElement("ul");
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.labels[0].textContent);
  list.hidden = true;
  told = document.createElement("p");
  told.id = "suggestions-status";
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  box.parentElement.append(list);
  box.parentElement.after(told);
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(roles)) box.setAttribute(name, value);
  box.addEventListener("keydown", onKey);
  box.addEventListener("blur", () => close(box));
  box.form.addEventListener("submit", () => close(box));
  list.addEventListener("pointerdown", (event) => event.preventDefault());  // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) take(box, option);
  });
}

for (const shown of ["DOMContentLoaded", "htmx:historyRestore"]) {
  document.addEventListener(shown, () => {
    const box = document.querySelector("#q[data-told]:not([role])");
    if (box) makeCombobox(box);
  });
}
