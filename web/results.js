// The Results tab: asks the server for the races that are picked, and opens the sentences that a value rests on.
// Runs once when the tab appears, with: element, server. Nothing here makes markup; the server does.
const find = (selector) => element.querySelector(selector);
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
let view = "races";
let asked = 0; // the latest list asked for: an earlier one that comes late is thrown away
let opener = null; // the value that the reader came from
let before = ""; // the cards to go back to from a whole article
const nothing = find(".evidence").innerHTML;

const picked = () => Object.fromEntries(new FormData(find(".filters")));

async function show(first = 0) {
  const turn = ++asked;
  const html = await server[view]({ ...picked(), first });
  if (turn !== asked || typeof html !== "string" || !find(".found")) return;
  if (first === 0) find(".found").innerHTML = html;
  else {
    find(".found .onward")?.remove();
    find(".found").insertAdjacentHTML("beforeend", html);
  }
}

// Another tab or program may have changed the library: the choices follow, and what was picked stays picked.
async function refresh() {
  const html = await server.tab({});
  if (typeof html !== "string" || !find(".filters")) return;
  const was = picked();
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const select of element.querySelectorAll(".filters select")) {
    select.replaceChildren(...fresh.querySelector(`select[name="${select.name}"]`).children);
    select.value = was[select.name];
    if (select.selectedIndex < 0) select.value = "";
  }
  await show();
}

function switchTo(button) {
  view = button.dataset.view;
  for (const one of element.querySelectorAll(".views button"))
    one.setAttribute("aria-pressed", String(one === button));
  show();
}

function unfold(button) {
  const parts = document.getElementById(button.getAttribute("aria-controls"));
  parts.hidden = !parts.hidden;
  button.setAttribute("aria-expanded", String(!parts.hidden));
}

async function download(format) {
  const text = await server.file({ ...picked(), format });
  if (typeof text !== "string") return;
  const kind = format === "csv" ? "text/csv;charset=utf-8" : "application/json";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: kind }));
  link.download = `podium-results.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Sources

function point(number) {
  let first = null;
  for (const mark of element.querySelectorAll(".evidence mark")) {
    const active = !number || mark.dataset.numbers.split(" ").includes(number);
    mark.classList.toggle("active", active);
    if (active && !first) first = mark;
  }
  const card = first?.closest(".card") ?? find(".evidence .card");
  card?.focus({ preventScroll: true });
  (first ?? card)?.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
}

async function open(button) {
  const html = await server.cards(button.dataset.cites);
  if (typeof html !== "string") return;
  opener?.classList.remove("active");
  opener = button;
  opener.classList.add("active");
  find(".evidence").innerHTML = html;
  find(".results").dataset.reading = "";
  point("");
}

function close() {
  delete find(".results").dataset.reading;
  find(".evidence").innerHTML = nothing;
  opener?.classList.remove("active");
  opener?.focus();
  opener = null;
}

async function read(button) {
  const html = await server.article(button.dataset.cites);
  if (typeof html !== "string") return;
  before = find(".evidence").innerHTML;
  find(".evidence").innerHTML = html;
  point("");
}

function back() {
  find(".evidence").innerHTML = before;
  point("");
}

element.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest?.(selector);
  if (on("button.value")) open(on("button.value"));
  else if (on(".evidence .open")) read(on(".open"));
  else if (on(".evidence .back")) back();
  else if (on(".evidence .close")) close();
  else if (on("[data-view]")) switchTo(on("[data-view]"));
  else if (on(".medals .nation")) unfold(on(".nation"));
  else if (on("[data-format]")) download(on("[data-format]").dataset.format);
  else if (on("[data-next]")) show(Number(on("[data-next]").dataset.next));
});

element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && opener) close();
});

element.addEventListener("change", (event) => event.target.closest(".filters") && show());
element.addEventListener("reset", () => setTimeout(show));
element.addEventListener("submit", (event) => event.preventDefault());

new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && refresh()).observe(find(".results"));
