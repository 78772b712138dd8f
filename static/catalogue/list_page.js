// The page of the list: keep it in this browser, forget it, copy its address.
(() => {
  const KEY = "insatskatalogen.lista";
  const MOST = 30;
  const page = document.querySelector("[data-list-page]");
  const one = (selector) => document.querySelector(selector);

  function saved() {
    try {
      const numbers = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(numbers) ? numbers.filter((n) => Number.isSafeInteger(n) && n > 0).slice(0, MOST) : null;
    } catch { return null; }
  }
  function save(numbers) {
    try { localStorage.setItem(KEY, JSON.stringify(numbers.slice(0, MOST))); return true; } catch { return false; }
  }
  const listed = (address) => new URL(address, location.href).searchParams.getAll("i").map(Number);
  function address(numbers) {
    return `${location.pathname}?${numbers.map((n) => `i=${n}`).join("&")}`;
  }
  const holds = (all, some) => some.every((n) => all.includes(n));

  function showPage() {
    const ids = page.dataset.ids ? page.dataset.ids.split(",").map(Number) : [];
    const said = one("[data-said]");
    let kept = saved();
    one("[data-remembering]").hidden = !ids.length && !kept;
    if (kept && holds(ids, kept) && ids.length) { save(ids); kept = ids; }
    const other = kept && kept.length && !(holds(ids, kept) && holds(kept, ids));
    one("[data-saved-differs]").hidden = !other;
    if (other) {
      one("[data-open-saved]").href = address(kept);
      const together = one("[data-merge-saved]");
      together.hidden = !ids.length;
      together.href = address([...new Set([...kept, ...ids])].slice(0, MOST));
    }
    const remember = one("[data-remember]");
    const forget = one("[data-forget]");
    remember.hidden = !ids.length || (kept !== null && !other);
    forget.hidden = kept === null;
    remember.addEventListener("click", () => {
      if (!save(ids)) { said.textContent = said.dataset.failed; return; }
      said.textContent = said.dataset.remembered;
      forget.hidden = false;
      forget.focus();
      remember.hidden = true;
      one("[data-saved-differs]").hidden = true;
    });
    forget.addEventListener("click", () => {
      try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ }
      said.textContent = said.dataset.forgotten;
      remember.hidden = !ids.length;
      if (ids.length) remember.focus(); else one("h1").focus();
      forget.hidden = true;
      one("[data-saved-differs]").hidden = true;
    });
    // Taking an entry off the list takes it off the kept list too, if that is the one on show.
    for (const link of document.querySelectorAll("a[data-changes-list]")) {
      link.addEventListener("click", () => {
        const now = saved();
        if (now && holds(ids, now) && holds(now, ids)) save(listed(link.href));
      });
    }
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const told = one("[data-copied]");
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      told.textContent = told.dataset.text;
    });
  }
  showPage();
})();
