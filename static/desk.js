// Select2's search boxes have no names of their own: each gets that of the field it belongs to.

function nameSearchBoxes() {
  for (const box of document.querySelectorAll(".select2-search__field:not([aria-label])")) {
    const open = document.querySelector(".select2-container--open")?.previousElementSibling;
    const select = box.closest(".select2-container")?.previousElementSibling ?? open;
    const label = select?.labels?.[0] ?? open?.labels?.[0];
    if (label) box.setAttribute("aria-label", `Sök: ${label.textContent.replace(":", "").trim()}`);
  }
}

new MutationObserver(nameSearchBoxes).observe(document.documentElement, { childList: true, subtree: true });
