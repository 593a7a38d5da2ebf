// The panel of sources: opens what a citation points at, and hands questions that were clicked to the server.
// Runs once when the panel appears, with: element, trigger, props, server. Nothing here makes markup; the server does.
const sheet = () => document.getElementById("sources");
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const shown = () => element.querySelector(".panel")?.dataset.cites ?? "";
const address = (cite) => decodeURIComponent(cite.getAttribute("href").slice("#cite=".length));
const numberOf = (one) => one.split(":")[0];
let opener = null; // the citation that the reader came from
let before = null; // the cards to go back to from a whole article

const settled = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

async function put(html) {
  if (props.value === html) return;
  props.value = html;
  await settled();
}

function point(number) {
  let first = null;
  for (const mark of element.querySelectorAll("mark")) {
    const active = mark.dataset.numbers.split(" ").includes(number);
    mark.classList.toggle("active", active);
    if (active && !first) first = mark;
  }
  const card = first?.closest(".card") ?? element.querySelector(`.card[data-numbers~="${CSS.escape(number)}"]`);
  card?.focus({ preventScroll: true });
  (first ?? card)?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
}

function open(number) {
  sheet().dataset.reading = "";
  point(number);
}

function close() {
  delete sheet().dataset.reading;
  opener?.classList.remove("active");
  opener?.focus();
  opener = null;
}

async function follow(cite) {
  opener?.classList.remove("active");
  opener = cite;
  opener.classList.add("active");
  const cites = [...cite.closest(".reply").querySelectorAll("a.cite")].map(address);
  const line = [...new Set(cites)].join(" ");
  const here = element.querySelector(".panel:not(.whole)") && shown().split(" ").sort().join(" ");
  if (here !== [...new Set(cites)].sort().join(" ")) await put(await server.cards(line));
  open(numberOf(address(cite)));
}

async function read(button) {
  before = props.value;
  const line = button.dataset.cites;
  const active = button.closest(".card").querySelector("mark.active") ?? button.closest(".card").querySelector("mark");
  const number = active.dataset.numbers.split(" ")[0];
  await put(await server.article(line));
  point(number);
}

async function back() {
  const number = element.querySelector("mark.active")?.dataset.numbers.split(" ")[0];
  await put(before);
  if (number) point(number);
}

function act(event) {
  const on = (selector) => event.target.closest?.(selector);
  const cite = on("#chat a.cite");
  const ask = on("#chat a.ask, #welcome a.ask");
  if (cite) follow(cite);
  else if (ask) trigger("ask", { question: decodeURIComponent(ask.getAttribute("href").slice("#ask=".length)) });
  else if (on("#sources .open")) read(on("#sources .open"));
  else if (on("#sources .back")) back();
  else if (on("#sources .close")) close();
  else return;
  event.preventDefault();
}

function press(event) {
  const typing = event.target.matches?.("input, textarea, [contenteditable=true]");
  if (event.key === "Escape" && sheet()?.contains(event.target)) close();
  else if (event.key === " " && event.target.matches?.("a.cite, a.ask")) act(event);
  else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    document.querySelector("#question textarea, #question input")?.focus();
    event.preventDefault();
  }
}

watch("value", () => {
  opener?.classList.remove("active");
  opener = null;
});

// A page that is rebuilt loads this again: the listeners of the time before have to go.
window.podiumListeners?.abort();
window.podiumListeners = new AbortController();
const signal = window.podiumListeners.signal;
document.addEventListener("click", act, { signal });
document.addEventListener("keydown", press, { signal });
