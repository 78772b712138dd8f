// Suggests words while somebody types in the search box. Without scripts there are none.
const box = document.getElementById("q");
const list = document.createElement("datalist");
list.id = "suggestions";
box.after(list);
box.setAttribute("list", list.id);

let waiting;
let asked;
box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(suggest, 150);
});

async function suggest() {
  const typed = box.value.trim();
  if (typed.length < 2 || typed === asked) return;
  asked = typed;
  const answer = await fetch(`/insatser/forslag/?q=${encodeURIComponent(typed)}`);
  if (!answer.ok || asked !== typed) return;
  const phrases = await answer.json();
  list.replaceChildren(
    ...phrases.map((phrase) => {
      const option = document.createElement("option");
      option.value = phrase;
      return option;
    }),
  );
}
