// The panel of sources: opens what a citation points at, and hands questions that were clicked to the server.
// Runs once when the panel appears, with: element, trigger, props, server. Nothing here makes markup; the server does.
const sheet = () => document.getElementById("sources");
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const shown = () => element.querySelector(".panel")?.dataset.cites ?? "";
const address = (cite) => decodeURIComponent(cite.getAttribute("href").slice("#cite=".length));
const numberOf = (one) => one.split(":")[0];
const tongue = navigator.languages?.join(",") ?? navigator.language;
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
  for (const copies of element.querySelectorAll(".copies")) {
    const others = [...copies.parentElement.querySelectorAll(".copies")];
    if (others.some((one) => one.dataset.number === number)) copies.hidden = copies.dataset.number !== number;
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
  // What only tells how an answer was found opens apart from what the answer rests on.
  const found = cite.closest(".found");
  const all = [...cite.closest(".reply").querySelectorAll("a.cite")].filter((one) => one.closest(".found") === found);
  const cites = all.map(address).slice(0, 100);
  const line = [...new Set(cites)].join(" ");
  const here = element.querySelector(".panel:not(.whole)") && shown().split(" ").sort().join(" ");
  if (here !== [...new Set(cites)].sort().join(" ")) await put(await server.cards({ cites: line, tongue }));
  open(numberOf(address(cite)));
}

async function read(button) {
  before = props.value;
  const line = button.dataset.cites;
  const active = button.closest(".card").querySelector("mark.active") ?? button.closest(".card").querySelector("mark");
  const number = active.dataset.numbers.split(" ")[0];
  await put(await server.article({ cites: line, tongue }));
  point(number);
}

async function copy(button) {
  const link = button.dataset.link;
  await navigator.clipboard.writeText(link ? new URL(link, location.origin + location.pathname).href : button.dataset.copy);
  document.dispatchEvent(new Event("podium:copied"));
}

async function back() {
  if (before === null) return put(await server.cards({ cites: shown(), tongue }));
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
  else if (on("#sources .copy")) copy(on("#sources .copy"));
  else if (on("#sources .close")) close();
  else return;
  event.preventDefault();
}

function press(event) {
  const typing = event.target.matches?.("input, textarea, [contenteditable=true]");
  if (event.key === "Escape" && sheet() && "reading" in sheet().dataset) close();
  else if (event.key === " " && event.target.matches?.("a.cite, a.ask")) act(event);
  else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    document.querySelector("#question textarea, #question input")?.focus();
    event.preventDefault();
  }
}

watch("value", () => {
  opener?.classList.remove("active");
  opener = null;
  before = null;
  arrive();
});

// A link may lead to an article: it is opened where the link points.
async function arrive() {
  if (!element.querySelector(".panel.linked")) return;
  await settled();
  open(element.querySelector("mark")?.dataset.numbers.split(" ")[0] ?? "1");
}

// A new turn is shown from its question on, however long its answer is; the style sheet leaves room below it.
let rows = 0;
const talk = new MutationObserver(() => {
  const now = document.querySelectorAll("#chat .message-row").length;
  if (now === rows) return;
  rows = now;
  requestAnimationFrame(() => {
    const scroller = document.querySelector("#chat .bubble-wrap");
    const asked = [...document.querySelectorAll("#chat .user-row")].at(-1);
    if (asked) scroller.scrollTop += asked.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  });
});
talk.observe(element.closest("#room"), { childList: true, subtree: true });

// A page that is rebuilt loads this again: the listeners of the time before have to go.
window.podiumListeners?.abort();
window.podiumListeners = new AbortController();
const signal = window.podiumListeners.signal;
document.addEventListener("click", act, { signal });
document.addEventListener("keydown", press, { signal });
