/* Own work for quotelib. All findings that the filters leave, of all articles, as a list. */

const FINDING_ROW = 84; // Pixels: a line of who and how, and two of what.

const CONTEXT_LENGTH = 80; // Characters before a device or an act that tell what it is about.

const findingList = new VirtualList({
  id: "finding-list", label: "Findings", rowHeight: FINDING_ROW, draw: findingRow,
  open: (finding) => openArticle(finding.article, finding.id),
});

function drawFindings() {
  const items = shown.findings.filter((finding) => finding.type === state.list);
  const total = (type) => shown.findings.reduce((sum, finding) => sum + (finding.type === type), 0);
  const tabs = Object.entries(TYPES).map(([type, noun]) => element("button", {
    type: "button", "aria-pressed": String(state.list === type), onclick: () => {
      state.list = type;
      show({ step: true });
    },
  }, `${noun[0].toUpperCase()}${noun.slice(1)}s `, element("span", { class: "count" }, formatted(total(type)))));
  byId("view").replaceChildren(element("div", { class: "switch" }, tabs),
    items.length ? findingList.node : element("p", { class: "empty" }, "Nothing here fits the filters."));
  findingList.show(items, items.findIndex(({ article, id }) => article === state.article && id === state.at));
}

function findingRow({ article: index, id, type, record }) {
  const article = articles[index];
  const [lead, how, words] = {
    q: () => [nameOf(article, record), [record.cue, `${record.kind} ${record.mode}`].filter(Boolean).join(" · "), wordsOf(article, id)],
    f: () => [actLabel(record), [`by ${nameOf(article, record)}`, record.target && `at ${record.target}`].filter(Boolean).join(" "),
      record.content || contextOf(article, id)],
    d: () => [spaced(record.kind), "", contextOf(article, id)],
  }[type]();
  return [
    element("div", { class: "line" }, element("b", { class: { f: "act", d: "device" }[type] },
      element("bdi", {}, lead)),
    element("span", { class: "dim" }, element("bdi", {}, how)),
    articles.length > 1 ? element("span", { class: "from dim" }, element("bdi", {}, article.heading)) : ""),
    element("div", { class: "words" }, element("bdi", {}, shortened(words, 400))),
  ];
}

/* Words too few to be understood by themselves, with those around them. */
function contextOf(article, id) {
  const [place] = placesOf(article, id);
  if (place === undefined) return "";
  let start = 0;
  for (let number = 0; number < place; number += 1) start += textOf(article.pieces[number]).length;
  const line = article.text.lastIndexOf("\n", start) + 1;
  const from = Math.max(line, article.text.lastIndexOf(" ", Math.max(0, start - CONTEXT_LENGTH)) + 1);
  return `${from > line ? "…" : ""}${article.text.slice(from, from + 400).split("\n", 1)[0]}`;
}
