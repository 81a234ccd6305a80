/* Own work for quotelib. All findings that the filters leave, of all articles, as a list. */

const FINDING_ROW = 84; // Pixels: a line of who and how, and two of what.

const CONTEXT_LENGTH = 80; // Characters before a device or an act that tell what it is about.

const LITTLE = 30; // Characters that do not: "the fact", "that request".

const ROW_LENGTH = 400; // Characters: more than two lines hold.

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
    items.length ? findingList.node : element("p", { class: "empty" }, narrowed() ? "Nothing here fits the search and the filters." : `No ${TYPES[state.list]}s were found.`));
  findingList.show(items, items.findIndex(({ article, id }) => article === state.article && id === state.at));
}

function findingRow({ article: index, id, type, record }) {
  const article = articles[index];
  const [lead, how, words] = {
    q: () => [nameOf(article, record), [inLetters(record.cue), `${record.kind} ${record.mode}`].filter(Boolean).join(" · "), [opening(saidIn(article, id, record))]],
    f: () => [actLabel(record), [`by ${nameOf(article, record)}`, record.target && `at ${record.target}`].filter(Boolean).join(" "),
      frameWords(article, id, record)],
    d: () => [spaced(record.kind), "", contextOf(article, id, "device")],
  }[type]();
  return [
    element("div", { class: "line" }, element("b", { class: { f: "act", d: "device" }[type] },
      element("bdi", {}, lead)),
    element("span", { class: "dim" }, element("bdi", {}, how)),
    articles.length > 1 ? element("span", { class: "from dim" }, element("bdi", {}, article.heading)) : ""),
    element("div", { class: "words text" }, element("bdi", {}, words)),
  ];
}

const opening = (words) => shortened(words, ROW_LENGTH);

/* A colon after the speaker's name is a cue, but tells a reader of the list nothing. */
const inLetters = (cue) => (/\p{L}/u.test(cue ?? "") ? cue : null);

/* What is said by doing it; where that is little or nothing, the place in the text. */
function frameWords(article, id, record) {
  const said = saidIn(article, id, record);
  return said.length > LITTLE || !placesOf(article, id).length ? [opening(said)] : contextOf(article, id, "trigger");
}

const lengthOf = (pieces) => pieces.reduce((sum, piece) => sum + textOf(piece).length, 0);

/* Words too few to be understood by themselves, marked among those around them. */
function contextOf(article, id, role) {
  const places = placesOf(article, id);
  if (!places.length) return [];
  const start = lengthOf(article.pieces.slice(0, places[0]));
  const end = start + lengthOf(article.pieces.slice(places[0], places.at(-1) + 1));
  const line = article.text.lastIndexOf("\n", start) + 1;
  const from = Math.max(line, article.text.lastIndexOf(" ", Math.max(0, start - CONTEXT_LENGTH)) + 1);
  return [
    `${from > line ? "…" : ""}${article.text.slice(from, start)}`,
    element("span", { class: role }, article.text.slice(start, end)),
    opening(article.text.slice(end, end + ROW_LENGTH + 1).split("\n", 1)[0]),
  ];
}
