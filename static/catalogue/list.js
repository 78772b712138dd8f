// Min lista, on every page. It is in the address, and with scripts a pick changes that without
// leaving the page. A browser that was asked to remember a list (list_page.js) follows.
(() => {
  const KEY = "insatskatalogen.lista";
  const MOST = 30;
  const listPage = document.querySelector("[data-list-page]");
  const listed = (address) => new URL(address, location.href).searchParams.getAll("i").map(Number).filter(Boolean);
  const holds = (all, some) => some.every((n) => all.includes(n));
  let shown = listed(location.href);

  function saved() {
    try { return JSON.parse(localStorage.getItem(KEY)).filter((n) => n > 0); } catch { return null; }
  }
  function save(numbers) {
    try { localStorage.setItem(KEY, JSON.stringify(numbers)); } catch { /* it is in the address */ }
  }

  function addressWith(numbers) {
    const address = new URL(location.href);
    address.searchParams.delete("i");
    for (const number of numbers) address.searchParams.append("i", number);
    address.hash = "";
    return address;
  }

  // The server draws the page with its new list; what is about the list is taken from there.
  async function show(numbers) {
    const address = addressWith(numbers);
    shown = numbers;
    const answer = await fetch(address).catch(() => null);
    const page = new DOMParser().parseFromString(answer?.ok ? await answer.text() : "", "text/html");
    if (shown !== numbers) return; // something else was pressed meanwhile
    const fresh = page.querySelectorAll("[data-list-place]");
    const places = document.querySelectorAll("[data-list-place]");
    if (fresh.length !== places.length) { location.assign(address); return; }
    places.forEach((place, number) => place.replaceWith(fresh[number]));
    history.replaceState(history.state, "", address);
    carry();
  }

  // Every way onward has the list with it.
  function carry() {
    for (const link of document.querySelectorAll("a[href]")) {
      const written = link.getAttribute("href");
      const address = new URL(written, location.href);
      const own = link.closest("[data-list-place]") || written.startsWith("#");
      if (own || address.origin !== location.origin) continue;
      address.searchParams.delete("i");
      for (const number of shown) address.searchParams.append("i", number);
      link.setAttribute("href", address.pathname + address.search + address.hash);
    }
    for (const form of document.querySelectorAll("form[method=get]:not([data-own-list])")) {
      for (const kept of form.querySelectorAll("input[type=hidden][name=i]")) kept.remove();
      for (const number of shown) {
        form.prepend(Object.assign(document.createElement("input"), { type: "hidden", name: "i", value: number }));
      }
    }
  }

  async function change(place, numbers) {
    const { pick, name } = place.dataset;
    const kept = saved();
    if (kept && holds(shown, kept)) save(numbers);
    await show(numbers);
    const told = document.getElementById("list-status");
    const words = numbers.includes(Number(pick)) ? told.dataset.on : told.dataset.off;
    told.textContent = words.replace("{name}", name).replace("{n}", numbers.length);
  }

  document.addEventListener("click", async (event) => {
    const pressed = event.target.closest("[data-pick] button, [data-pick] a[data-drop]");
    if (!pressed || listPage) return;
    event.preventDefault();
    const { id } = pressed.closest("[data-pick]").querySelector("[id]");
    const number = Number(pressed.closest("[data-pick]").dataset.pick);
    const rest = shown.filter((n) => n !== number);
    await change(pressed.closest("[data-pick]"), pressed.matches("button") ? [...rest, number].slice(0, MOST) : rest);
    document.getElementById(id)?.focus({ preventScroll: true });
  });

  // Going back leads to an older address, but nobody means an older list by that.
  function follow(numbers) {
    const same = holds(numbers, shown) && holds(shown, numbers);
    if (!listPage && !same) show(numbers);
  }
  addEventListener("pageshow", () => {
    const kept = saved();
    const came = window.navigation?.activation;
    if (kept && holds(kept, shown)) follow(kept);
    else if (came?.navigationType === "traverse" && came.from?.url) follow(listed(came.from.url));
  });
  document.addEventListener("htmx:historyRestore", () => {
    const before = shown;
    shown = listed(location.href);
    follow(before);
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
