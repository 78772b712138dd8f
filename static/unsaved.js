// Nothing that is written in a form of the desk is lost: what a form says is kept on the server while
// it is written, leaving asks, and saving asks first whether one is still signed in.

const EVERY = 10_000; // milliseconds
const ASIDE = ["csrfmiddlewaretoken", "_unsaved", "_seen", "_said", "_number", "_comment"]; // not written by anybody
const SILENT = "Servern svarar inte just nu. Inget är sparat, men det du har skrivit står kvar här.";

function guard(notice) {
  const form = notice.closest("form");
  const mark = form.elements._unsaved;
  const opened = "changed" in notice.dataset ? null : written(form);
  let kept = mark?.value ? written(form) : opened;
  let asking = null;
  let leaving = false;

  function say(told) {
    for (const place of form.querySelectorAll("[data-said]")) {
      if (place.textContent !== told) place.textContent = told; // said aloud once a minute at most
    }
  }

  async function isSignedIn() {
    const answer = await (await fetch(notice.dataset.asks)).json();
    notice.hidden = answer.signedIn;
    for (const place of form.querySelectorAll("[data-until]")) {
      place.textContent = answer.signedIn ? `${place.dataset.until} ${answer.until}.` : "";
    }
    if (answer.signedIn) {
      form.elements.csrfmiddlewaretoken.value = answer.token;
    } else {
      notice.querySelector("[data-why]").textContent = answer.told;
      say("");
    }
    return answer.signedIn;
  }

  async function keep() {
    const now = written(form);
    if (!notice.dataset.keeps || now === kept) return;
    const answer = await (await fetch(notice.dataset.keeps, { method: "POST", body: new FormData(form) })).json();
    if (answer.mark) [mark.value, kept] = [answer.mark, now];
    say(answer.told);
  }

  // Tells whether the form may be sent; what is out of reach is said, and tried again.
  async function attempt() {
    try {
      if (!(await isSignedIn())) return false;
      await keep();
      return true;
    } catch {
      say(SILENT);
      return false;
    }
  }

  const keepIfSignedIn = () => (asking ??= attempt().finally(() => (asking = null)));
  const isChanged = () => written(form) !== opened || Boolean(form.elements._comment?.value);

  form.addEventListener("submit", async (event) => {
    if (leaving || !isChanged() || event.submitter?.formTarget === "_blank") return;
    event.preventDefault();
    if (!(await keepIfSignedIn())) {
      if (!notice.hidden) notice.focus();
      return;
    }
    if (leaving) return; // pressed twice
    leaving = true;
    form.requestSubmit(event.submitter);
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && isChanged()) event.preventDefault();
  });
  addEventListener("pageshow", () => (leaving = false));
  if (notice.dataset.keeps) {
    setInterval(() => {
      if (!leaving && written(form) !== kept) keepIfSignedIn();
    }, EVERY);
  }
}

function written(form) {
  const told = new FormData(form);
  for (const name of ASIDE) told.delete(name);
  return new URLSearchParams(told).toString();
}

addEventListener("load", () => document.querySelectorAll("[data-asks]").forEach(guard));
