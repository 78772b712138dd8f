// Makes the search page quicker. Everything works without it. Runs before htmx.

// htmx would note the visited address, with its words, in the browser's storage. We keep nothing.
Object.defineProperty(window, "sessionStorage", { configurable: true, value: undefined });

document.documentElement.classList.add("scripted");

const facets = () => document.querySelectorAll("#facets details");
const openState = new Map();  // which facets are open, by id
const tops = new Map();  // how far down each address was read
let place = null;  // what the visitor was doing when a search began
let goingBack = false;

// --- Long lists: typing narrows them ---------------------------------------------------------

document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.dataset?.narrows) return;
  narrow(box);
});

function narrow(box) {
  const typed = box.value.trim().toLocaleLowerCase("sv");
  const facet = document.getElementById(box.dataset.narrows);
  for (const row of facet.querySelectorAll("[data-long] > li")) {
    const ticked = row.querySelector("input").checked;
    row.hidden = !ticked && !row.textContent.toLocaleLowerCase("sv").includes(typed);
  }
  const more = facet.querySelector(".more");
  if (more && typed) more.open = true;
}

// Typing is no search of its own: only a tick, an order, Enter and the buttons are.
document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-narrows], #q")) event.stopPropagation();
}, { capture: true });

// --- A new search keeps the visitor's place ---------------------------------------------------

document.addEventListener("htmx:beforeSwap", () => {
  for (const details of facets()) openState.set(details.id, details.open);
  const focused = document.activeElement;
  const lists = [...document.querySelectorAll("#facets [data-long]")];
  place = {
    inside: Boolean(focused?.closest("#results, #facets, #crisis")),
    box: focused?.matches("#facets input[type=checkbox]") ? [focused.name, focused.value] : null,
    lists: lists.map((list) => [list.scrollTop, [...list.querySelectorAll("input")].map((box) => box.value)]),
    typed: [...document.querySelectorAll("[data-narrows]")].map((box) => [box.id, box.value]),
  };
});

document.addEventListener("htmx:afterSettle", () => {
  reopen();
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
    document.querySelector(`#facets input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`)
      ?.focus({ preventScroll: true });
  }
  // What was pressed may be gone with the old hits: the keyboard goes on from the new ones.
  if (place.inside && document.activeElement === document.body) {
    document.getElementById("results-title").focus({ preventScroll: true });
  }
  place = null;
});

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
addEventListener("popstate", () => { goingBack = true; }, { capture: true });
document.addEventListener("htmx:historyRestore", () => {
  reopen();
  scrollTo({ top: tops.get(location.href) ?? 0, behavior: "instant" });
  goingBack = false;
});

// --- "/" leads to the search box, unless somebody is writing -----------------------------------

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.getElementById("q");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// --- Words are suggested while somebody types --------------------------------------------------

let waiting;
let asked;
document.addEventListener("input", (event) => {
  if (event.target.id !== "q") return;
  clearTimeout(waiting);
  waiting = setTimeout(suggest, 150, event.target);
});

async function suggest(box) {
  const typed = box.value.trim();
  if (typed.length < 2 || typed === asked) return;
  asked = typed;
  const answer = await fetch(`/insatser/forslag/?q=${encodeURIComponent(typed)}`);
  if (!answer.ok || asked !== typed) return;
  const phrases = await answer.json();
  suggestionsFor(box).replaceChildren(...phrases.map((phrase) => new Option("", phrase)));
}

function suggestionsFor(box) {
  if (!box.list) {
    const list = document.createElement("datalist");
    list.id = "suggestions";
    box.after(list);
    box.setAttribute("list", list.id);
  }
  return box.list;
}
