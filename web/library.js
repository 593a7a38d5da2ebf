// The Library tab: asks the server for what it shows, and sends it files and texts, one at a time.
// Runs once when the tab appears, with: element, trigger, server. Nothing here makes markup; the server does.
const find = (selector) => element.querySelector(selector);
const shelf = () => find(".shelf");
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
let words = "";
let asked = 0; // the latest list asked for: an earlier one that comes late is thrown away
let opener = null; // what the reader came from
let busy = false;

async function list(first = 0) {
  const turn = ++asked;
  const html = await server.holdings({ words, first });
  if (turn !== asked || typeof html !== "string" || !find(".list")) return;
  if (first === 0) {
    const place = placeInList();
    find(".list").innerHTML = html;
    if (place) find(place)?.focus({ preventScroll: true });
  } else {
    find(".list .onward")?.remove();
    find(".list").insertAdjacentHTML("beforeend", html);
  }
}

// The button of a holding that has the focus, to find it again in a list that was drawn anew; null elsewhere.
function placeInList() {
  const holding = document.activeElement?.closest(".holding");
  if (!holding) return null;
  const button = document.activeElement.matches(".remove") ? ".remove" : ".title";
  return `[data-article="${CSS.escape(holding.dataset.article)}"] ${button}`;
}

async function read(button) {
  const holding = button.closest("[data-article]");
  const html = await server.reading({ article: holding.dataset.article });
  if (typeof html !== "string") return;
  if (!html) return list(); // it is gone by now
  opener = holding.dataset.article;
  find(".reading").innerHTML = html;
  find(".look").hidden = true;
  find(".reading").hidden = false;
  element.closest(".tabitem")?.scrollTo(0, 0);
  find("#reading-title").focus({ preventScroll: true });
}

function back() {
  find(".reading").hidden = true;
  find(".reading").textContent = "";
  find(".look").hidden = false;
  find(`[data-article="${CSS.escape(opener ?? "")}"] .title`)?.focus();
}

function point(button) {
  const number = button.dataset.number;
  let first = null;
  for (const mark of element.querySelectorAll(".reading mark")) {
    const active = mark.dataset.numbers.split(" ").includes(number);
    mark.classList.toggle("active", active);
    if (active && !first) first = mark;
  }
  for (const other of element.querySelectorAll(".reading .facts button"))
    other.setAttribute("aria-pressed", String(other === button));
  first?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
}

// Adding

function tell(html) {
  if (typeof html === "string") find(".outcomes").insertAdjacentHTML("afterbegin", html);
}

function tellOf(template, name) {
  const line = find(`template.${template}`).content.cloneNode(true);
  line.querySelector(".file").textContent = name;
  find(".outcomes").prepend(line);
}

function show(done, all, name) {
  const bar = find(".progress");
  bar.hidden = done === all;
  bar.querySelector("progress").max = all;
  bar.querySelector("progress").value = done;
  bar.querySelector(".doing").textContent = done === all ? "" : `Reading ${name} (${done + 1} of ${all})`;
}

async function add(files) {
  if (busy || !files.length) return;
  busy = true;
  find(".outcomes").textContent = "";
  const most = Number(shelf().dataset.mostFiles);
  const taken = files.slice(0, most);
  for (const file of files.slice(most)) tellOf("too-many", file.name);
  try {
    for (const [done, file] of taken.entries()) {
      show(done, taken.length, file.name);
      if (file.size > Number(shelf().dataset.mostBytes)) tellOf("too-large", file.name);
      else await send(file);
    }
  } finally {
    show(taken.length, taken.length, "");
    busy = false;
  }
  await changed();
}

async function send(file) {
  const html = await server.add_file({ binary: true, data: { file } });
  if (typeof html === "string") tell(html);
  else tellOf("lost", file.name);
}

async function paste(form) {
  if (busy) return;
  busy = true;
  const data = Object.fromEntries(new FormData(form));
  find(".outcomes").textContent = "";
  const html = await server.add_text(data);
  busy = false;
  if (typeof html !== "string") return tellOf("lost", data.title || "The text");
  tell(html);
  if (find(".outcome.done")) form.reset();
  await changed();
}

async function changed() {
  await list();
  trigger("changed", {});
}

// Removing, which is asked about first

function confirm(button) {
  const holding = button.closest("[data-article]");
  const dialog = find("dialog.confirm");
  dialog.dataset.article = holding.dataset.article;
  dialog.querySelector(".which").textContent = holding.querySelector(".title").textContent;
  dialog.returnValue = "keep";
  dialog.showModal();
}

async function decided(dialog) {
  if (dialog.returnValue !== "remove") return;
  const holdings = [...element.querySelectorAll(".holding")];
  const place = holdings.findIndex((one) => one.dataset.article === dialog.dataset.article);
  const html = await server.remove({ article: dialog.dataset.article });
  find(".outcomes").textContent = "";
  if (typeof html === "string") tell(html);
  await changed();
  const left = [...element.querySelectorAll(".holding .remove")];
  (left[Math.min(place, left.length - 1)] ?? find(".search input")).focus();
}

// What happens in the tab

element.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest?.(selector);
  if (on(".holding .title")) read(on(".title"));
  else if (on(".holding .remove")) confirm(on(".remove"));
  else if (on(".reading .back")) back();
  else if (on(".reading .facts button")) point(on(".facts button"));
  else if (on("[data-next]")) list(Number(on("[data-next]").dataset.next));
});

element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && find(".reading") && !find(".reading").hidden) back();
});

let typing = null;
element.addEventListener("input", (event) => {
  if (!event.target.matches(".search input")) return;
  words = event.target.value;
  clearTimeout(typing);
  typing = setTimeout(list, 150);
});

element.addEventListener("submit", (event) => {
  if (event.target.closest("dialog")) return;
  event.preventDefault();
  if (event.target.matches(".paste form")) paste(event.target);
});

element.addEventListener("change", (event) => {
  if (!event.target.matches(".drop input")) return;
  const files = [...event.target.files];
  event.target.value = "";
  add(files);
});

for (const kind of ["dragover", "dragleave", "drop"])
  element.addEventListener(kind, (event) => {
    const drop = find(".drop");
    if (!drop || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault(); // or the browser leaves the page for the file
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop") add([...event.dataTransfer.files]);
  });

find("dialog.confirm")?.addEventListener("close", (event) => decided(event.target));

// The list is asked for whenever the tab comes into sight: another tab or program may have changed the library.
new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && !busy && list()).observe(shelf());
