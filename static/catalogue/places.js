// Long lists: narrow them by typing, and point out on the map what the list points at.
// Everything works without it.
(() => {
  const plain = (text) => text.toLocaleLowerCase("sv").normalize("NFD").replace(/\p{M}/gu, "");

  for (const box of document.querySelectorAll("input[data-narrow]")) {
    const whole = document.getElementById(box.dataset.narrow);
    const told = document.querySelector("[data-narrowed]");
    box.closest(".narrowing").hidden = false;
    box.addEventListener("input", () => {
      const typed = plain(box.value.trim()).replace(/s? kommun$/, "");
      const says = (element) => plain(element.textContent).includes(typed);
      const named = [...whole.querySelectorAll("[data-narrow-row]")].some(says);
      let shown = 0;
      for (const group of whole.querySelectorAll("[data-narrow-group]")) {
        const county = !named && says(group.querySelector("h2")); // "kronoberg" names no kommun
        let any = false;
        for (const row of group.querySelectorAll("[data-narrow-row]")) {
          row.hidden = !county && !says(row);
          if (!row.hidden) { any = true; shown += 1; }
        }
        group.hidden = !any;
      }
      told.textContent = !typed ? "" : shown ? told.dataset.text.replace("{n}", shown) : told.dataset.none;
    });
  }

  const name = document.querySelector("[data-map-name]");
  const map = document.querySelector("[data-map] svg");
  function point(address, on) {
    const outline = map.querySelector(`a[href="${CSS.escape(address)}"]`);
    if (!outline) return;
    outline.classList.toggle("pointed", on);
    name.textContent = on ? outline.querySelector("title").textContent : "";
    if (on) outline.parentNode.append(outline); // drawn last, so its border is whole
  }
  for (const kind of map ? ["mouseover", "focusin", "mouseout", "focusout"] : []) {
    document.addEventListener(kind, (event) => {
      const link = event.target.closest?.("#alla a, [data-map] a");
      const on = kind === "mouseover" || kind === "focusin";
      if (!link || (on && link.classList.contains("pointed"))) return;
      point(link.getAttribute("href"), on);
    });
  }
})();
