// Makes the search page quicker. Everything works without it.

// A long list can be narrowed by typing; without scripts it is simply a list.
function narrowLists() {
  for (const box of document.querySelectorAll("input[data-narrows]")) {
    box.closest(".narrow").hidden = false;
  }
}

document.addEventListener("input", (event) => {
  const group = event.target.dataset?.narrows;
  if (!group) return;
  const typed = event.target.value.trim().toLocaleLowerCase("sv");
  for (const row of document.querySelectorAll(`#${CSS.escape(group)} .choices li`)) {
    const ticked = row.querySelector("input").checked;
    row.hidden = !ticked && !row.textContent.toLocaleLowerCase("sv").includes(typed);
  }
});

// Typing in a narrowing box is no search of its own.
document.addEventListener("change", (event) => {
  if (event.target.dataset?.narrows) event.stopPropagation();
}, { capture: true });

// The facets that a visitor opened or closed stay so when the counts change.
document.addEventListener("htmx:beforeSwap", () => {
  for (const facet of document.querySelectorAll("details.facet")) openState.set(facet.id, facet.open);
});
document.addEventListener("htmx:afterSettle", () => {
  narrowLists();
  for (const [id, open] of openState) {
    const facet = document.getElementById(id);
    if (facet) facet.open = open;
  }
});
const openState = new Map();

// "/" leads to the search box, unless somebody is writing.
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("q")?.focus();
  }
});

narrowLists();
