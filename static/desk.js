// Select2's boxes have no names of their own: each gets that of the field it belongs to.

function nameBoxes() {
  for (const container of document.querySelectorAll(".select2-container:not([data-named])")) {
    const label = container.previousElementSibling?.labels?.[0];
    if (!label) continue;
    container.dataset.named = "";
    label.id ||= `label-${label.htmlFor}`;
    const chosen = container.querySelector(".select2-selection--single .select2-selection__rendered");
    chosen?.setAttribute("aria-labelledby", label.id);
    chosen?.closest("[role=combobox]").setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    nameSearch(container, label);
  }
  const open = document.querySelector("select + .select2-container--open");
  const list = document.querySelector("body > .select2-container--open");
  if (open && list) nameSearch(list, open.previousElementSibling.labels[0]);
}

function nameSearch(container, label) {
  const box = container.querySelector(".select2-search__field:not([aria-labelledby])");
  if (label) box?.setAttribute("aria-labelledby", label.id);
}

new MutationObserver(nameBoxes).observe(document.documentElement, { childList: true, subtree: true });
