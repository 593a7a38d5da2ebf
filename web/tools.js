// Above the conversation: earlier ones, saving this one, and what a reader thinks of an answer.
// Runs once when it appears, with: element, props, server, watch. The conversation's address becomes the page's.
const tools = () => element.querySelector(".tools");
const told = () => element.querySelector(".told");
let judged = null; // the link that was pressed

function say(text) {
  told().textContent = text;
  setTimeout(() => told() && (told().textContent = ""), 4000);
}

async function save() {
  const asked = new URLSearchParams(tools().dataset.here).getAll("q");
  const written = await server.save(JSON.stringify(asked));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([written], { type: "text/markdown" }));
  link.download = "podium.md";
  link.click();
  URL.revokeObjectURL(link.href);
}

function judge(link) {
  judged = link;
  const dialog = element.querySelector("dialog");
  dialog.setAttribute("aria-label", link.textContent);
  dialog.querySelector("input").value = "";
  dialog.returnValue = "";
  dialog.onclose = () => send(dialog.returnValue, dialog.querySelector("input").value);
  dialog.showModal();
}

async function send(pressed, word) {
  const link = judged;
  if (pressed === "send") {
    const about = JSON.parse(decodeURIComponent(link.getAttribute("href").slice("#judge=".length)));
    if (await server.judge(JSON.stringify({ ...about, word }))) say(told().dataset.thanks);
  }
  link.focus();
}

function act(event) {
  const on = (selector) => event.target.closest?.(selector);
  if (on("#tools .export")) save();
  else if (on("#chat a.judge")) judge(on("#chat a.judge"));
  else {
    const open = element.querySelector(".earlier[open]");
    if (open && !open.contains(event.target)) open.open = false;
    return;
  }
  event.preventDefault();
}

function press(event) {
  const open = element.querySelector(".earlier[open]");
  if (event.key === "Escape" && open) {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (event.key === " " && event.target.matches?.("a.judge")) act(event);
}

watch("value", () => {
  const here = tools()?.dataset.here;
  if (here !== undefined) history.replaceState(null, "", here || location.pathname);
});

window.podiumTools?.abort();
window.podiumTools = new AbortController();
const signal = window.podiumTools.signal;
document.addEventListener("click", act, { signal });
document.addEventListener("keydown", press, { signal });
document.addEventListener("podium:copied", () => say(told().dataset.copied), { signal });
