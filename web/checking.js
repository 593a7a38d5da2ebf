// The tab that checks a draft: hands it to the server, and opens the sentences that a verdict rests on.
// Runs once when the tab appears, with: element, server. Nothing here makes markup; the server does.
const find = (selector) => element.querySelector(selector);
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const address = (cite) => decodeURIComponent(cite.getAttribute("href").slice("#cite=".length));
let turn = 0; // the latest check: an earlier one that comes late is thrown away
let opener = null; // the citation that the reader came from
let before = ""; // the cards to go back to from a whole article
const nothing = find(".evidence").innerHTML;

async function check() {
  const own = ++turn;
  find(".run").disabled = true;
  try {
    const html = await server.check({ text: find(".draft").value });
    if (own !== turn || typeof html !== "string") return;
    find(".verdicts").innerHTML = html;
    find(".evidence").innerHTML = nothing;
    opener = null;
  } finally {
    if (own === turn) find(".run").disabled = false;
  }
}

async function read(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let letters = "";
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  const told = await server.read({ name: file.name, data: btoa(letters) });
  if (told?.trouble) {
    const line = document.createElement("p");
    line.className = "summary trouble";
    line.textContent = told.trouble;
    find(".verdicts").replaceChildren(line);
  } else if (told) {
    find(".draft").value = told.text;
    await check();
  }
}

function point(number) {
  let first = null;
  for (const mark of element.querySelectorAll(".evidence mark")) {
    const active = mark.dataset.numbers.split(" ").includes(number);
    mark.classList.toggle("active", active);
    if (active && !first) first = mark;
  }
  const card = first?.closest(".card") ?? find(".evidence .card");
  card?.focus({ preventScroll: true });
  (first ?? card)?.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
}

async function follow(cite) {
  opener?.classList.remove("active");
  opener = cite;
  opener.classList.add("active");
  const cites = [...cite.closest("li").querySelectorAll("a.cite")].map(address);
  const html = await server.cards([...new Set(cites)].join(" "));
  if (opener !== cite || typeof html !== "string") return;
  find(".evidence").innerHTML = html;
  find(".checking").dataset.reading = "";
  point(address(cite).split(":")[0]);
}

async function whole(button) {
  before = find(".evidence").innerHTML;
  const marks = button.closest(".card");
  const number = (marks.querySelector("mark.active") ?? marks.querySelector("mark")).dataset.numbers.split(" ")[0];
  const html = await server.article(button.dataset.cites);
  if (typeof html !== "string") return;
  find(".evidence").innerHTML = html;
  point(number);
}

function back() {
  const number = find(".evidence mark.active")?.dataset.numbers.split(" ")[0];
  find(".evidence").innerHTML = before;
  if (number) point(number);
}

function close() {
  delete find(".checking").dataset.reading;
  opener?.classList.remove("active");
  opener?.focus();
  opener = null;
}

element.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest?.(selector);
  if (on(".run")) check();
  else if (on("a.cite")) follow(on("a.cite"));
  else if (on(".open")) whole(on(".open"));
  else if (on(".back")) back();
  else if (on(".close")) close();
  else return;
  event.preventDefault();
});
element.addEventListener("change", (event) => {
  if (!event.target.matches(".pick input")) return;
  const [file] = event.target.files;
  event.target.value = "";
  if (file) read(file);
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches(".draft")) check();
  else if (event.key === "Escape" && event.target.closest?.(".evidence")) close();
  else if ((event.key === " " || event.key === "Enter") && event.target.matches(".pick")) event.target.querySelector("input").click();
  else if (event.key === " " && event.target.matches("a.cite")) follow(event.target);
  else return;
  event.preventDefault();
});
