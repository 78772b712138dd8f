// The page of one entry reads without this: it only offers a button for what the browser can do.
document.documentElement.classList.add("scripted");
document.querySelector("[data-print]")?.addEventListener("click", () => print());
