/* Own work for quotelib. The page as a whole: what is drawn when, the keys, and light or dark. */

const ARTICLE_ROW = 68; // Pixels: two lines of heading, one of counts.

const articleList = new VirtualList({
  id: "article-list", label: "Articles", rowHeight: ARTICLE_ROW, draw: articleRow,
  open: (index) => {
    toggleDrawer(null);
    openArticle(index);
  },
});

function articleRow(index) {
  const article = articles[index];
  const all = article.findings.length;
  const some = shown.matching?.[index] ?? all;
  return [
    element("div", { class: "heading" }, element("bdi", {}, article.heading)),
    element("div", { class: "dim" }, filtering() ? `${share(some, all)} findings` : `${counted(article.quotations.length, "quotation")} · ${counted(article.frames.length, "act")}`),
  ];
}

/* Draws what has changed: the filters (and so everything), or only the place.

   step: whether "back" shall lead here again. */
function show({ filters = false, step = false } = {}) {
  if (filters) {
    applyFilters();
    drawFacets();
    drawChoice();
    // Where an article is no longer in the selection, the first that is takes its place.
    if (state.view === "text" && shown.articles.length && !shown.articles.includes(state.article)) {
      Object.assign(state, { article: shown.articles[0], at: null });
    }
  }
  writeAddress({ step });
  if (articles.length > 1) articleList.show(shown.articles, shown.articles.indexOf(state.article));
  for (const tab of document.querySelectorAll("nav [data-view]")) {
    if (tab.dataset.view === state.view) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  document.body.dataset.view = state.view;
  if (step) byId("view").scrollTop = 0;
  drawDetail();
  if (articles.length) ({ text: drawArticle, findings: drawFindings, speakers: drawSpeakers, acts: drawActs })[state.view]();
}

function follow() {
  readAddress();
  byId("find").value = state.find;
  show({ filters: true });
}

function toggleDrawer(name) {
  const open = document.body.dataset.drawer === name ? null : name;
  if (open) document.body.dataset.drawer = open;
  else delete document.body.dataset.drawer;
  for (const button of document.querySelectorAll("[data-opens]")) {
    button.setAttribute("aria-expanded", String(button.dataset.opens === open));
  }
}

function toggleTheme() {
  const root = document.documentElement;
  const dark = getComputedStyle(root).colorScheme === "dark" ||
    (getComputedStyle(root).colorScheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.style.colorScheme = dark ? "light" : "dark";
}

const KEYS = {
  j: () => stepFinding(1), k: () => stepFinding(-1), n: () => stepArticle(1), p: () => stepArticle(-1),
  "/": () => byId("find").focus(), "?": () => byId("help").showModal(),
  1: () => showView("text"), 2: () => showView("findings"), 3: () => showView("speakers"), 4: () => showView("acts"),
};

function showView(view) {
  state.view = view;
  toggleDrawer(null);
  show({ step: true });
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const typing = event.target.matches?.("input[type=search]");
  if (event.key === "Escape") {
    if (typing) event.target.blur();
    else if (document.body.dataset.drawer) toggleDrawer(null);
    else select(null);
    return;
  }
  if (typing || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
}

function start() {
  byId("loading").remove();
  if (articles.length > 1) byId("articles").append(articleList.node);
  else document.body.classList.add("single");
  let waiting = 0;
  byId("find").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      state.find = event.target.value;
      show({ filters: true });
    }, 150);
  });
  byId("view").addEventListener("click", clickText);
  for (const tab of document.querySelectorAll("nav [data-view]")) tab.addEventListener("click", () => showView(tab.dataset.view));
  for (const button of document.querySelectorAll("[data-opens]")) button.addEventListener("click", () => toggleDrawer(button.dataset.opens));
  byId("theme").addEventListener("click", toggleTheme);
  byId("keys").addEventListener("click", () => byId("help").showModal());
  document.addEventListener("keydown", pressed);
  addEventListener("popstate", follow);
  follow();
  if (!articles.length) byId("view").append(element("p", { class: "empty" }, "There are no articles in this report."));
}

start();
