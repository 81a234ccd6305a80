/* Own work for quotelib. One article: its speakers, and its text with the marks.

   A piece of text lies in an element for each role over it, as in the notebook view (export/html.py):
   the same style serves both. */

const INNER_FIRST = [["device", "span"], ["trigger", "u"], ["cue", "i"], ["source", "b"], ["content", "mark"]];
const ROLE_OF = { q: "content", s: "source", c: "cue", f: "trigger", d: "device" };

const LEGEND_LENGTH = 12; // Speakers named at once above a text; the others open with a click.
const legendView = { open: null };
const LONG_TEXT = 80; // Paragraphs above which those out of sight are not laid out.

function drawArticle() {
  const article = articles[state.article];
  if (!shown.articles.length) {
    byId("view").replaceChildren(element("p", { class: "empty" }, "No article fits the search and the filters. ",
      element("button", { type: "button", class: "link", onclick: clearAll }, "Clear all")));
    return;
  }
  const place = shown.articles.indexOf(article.index);
  byId("view").replaceChildren(element("article", { class: "article" },
    articleHead(article, place),
    speakerLegend(article),
    articleText(article)));
  markFound();
  select(state.at);
}

function articleHead(article, place) {
  const about = Object.entries(article.about ?? {}).map(([name, value]) =>
    element("span", {}, element("span", { class: "dim" }, `${spaced(name)} `), element("bdi", {}, value)));
  const name = article.name && article.name !== article.heading ? element("span", { class: "dim" }, element("bdi", {}, article.name)) : "";
  const step = (by, label, key) => element("button", {
    type: "button", class: "step", "aria-label": label, title: `${label} (${key})`,
    disabled: shown.articles[place + by] === undefined, onclick: () => stepArticle(by),
  }, by < 0 ? "‹" : "›");
  const steps = articles.length === 1 ? "" : element("span", { class: "steps" },
    step(-1, "Previous article", "p"),
    place < 0 ? "not in the selection" : `${formatted(place + 1)} of ${formatted(shown.articles.length)}`,
    step(1, "Next article", "n"));
  return element("div", { class: "about" }, steps, name, ...about);
}

/* Everybody who speaks or acts here, by number; a click filters. */
function speakerLegend(article) {
  const amounts = new Map();
  for (const finding of article.findings) {
    if (finding.type === "q" && finding.record.speaker !== undefined) {
      amounts.set(finding.record.speaker, (amounts.get(finding.record.speaker) ?? 0) + 1);
    }
  }
  const heard = article.speakers.map((speaker, index) => ({ speaker, index }))
    .filter(({ speaker }) => speaker.number).sort((one, other) => one.speaker.number - other.speaker.number);
  const chosen = state.chosen[0];
  const some = legendView.open === article.index ? heard : heard.slice(0, LEGEND_LENGTH);
  const items = some.map(({ speaker, index }, place) =>
    element("li", {}, element("button", {
      type: "button", class: `who ${colorClass(speaker.number)}`, "aria-pressed": String(chosen.has(speaker.name)),
      title: describe(speaker), onclick: () => {
        if (!chosen.delete(speaker.name)) chosen.add(speaker.name);
        show({ filters: true });
        byId("view").querySelectorAll(".legend button")[place]?.focus();
      },
    }, element("span", { class: "number" }, speaker.number), element("bdi", {}, speaker.name),
    element("span", { class: "count" }, amounts.has(index) ? formatted(amounts.get(index)) : ""))));
  const more = heard.length - some.length;
  if (more > 0) {
    items.push(element("li", {}, element("button", { type: "button", class: "more", onclick: () => {
      legendView.open = article.index;
      drawArticle();
      byId("view").querySelectorAll(".legend button")[some.length]?.focus();
    } }, `${formatted(more)} more`)));
  }
  return items.length ? element("ul", { class: "legend", "aria-label": "Speakers in this article" }, items) : "";
}

const describe = (speaker) => [
  speaker.unnamed ? "unnamed" : "", speaker.kind === "unknown" ? "" : speaker.kind, ...(speaker.titles ?? []), speaker.affiliation,
].filter(Boolean).join(", ");

function articleText(article) {
  const body = element("div", { class: "text" });
  const visible = new Set(article.findings.filter((finding) => finding.shown).map((finding) => finding.id));
  const begun = new Set();
  let paragraph = null;
  for (const piece of article.pieces) {
    const [text, marks] = typeof piece === "string" ? [piece, ""] : piece;
    const ids = marks ? marks.split(" ") : [];
    parted(text).forEach((part, number) => {
      if (number > 0) paragraph = null;
      if (!part || (!paragraph && !part.trim())) return;
      if (!paragraph) body.append((paragraph = element("p")));
      paragraph.append(ids.length ? marked(article, part, ids, visible, begun) : part);
    });
  }
  if (body.children.length > LONG_TEXT) body.classList.add("long");
  if (!body.children.length) return element("p", { class: "empty" }, "This article has no text.");
  const [first, ...rest] = body.children;
  if (rest.length && looksLikeHeadline(first.textContent)) first.className = "headline";
  return body;
}

/* A text at its blank lines. */
const parted = (text) => (/[\n\r]/.test(text) ? text.replace(/\r\n?/g, "\n").split(/\n[^\S\n]*\n\s*/) : [text]);

/* Short, and no sentence: headlines do not end with a full stop. */
const looksLikeHeadline = (line) => line.length <= 160 && !/[.…]["'’”)]*\s*$/.test(line);

function marked(article, text, ids, visible, begun) {
  const over = {};
  const all = [];
  for (const id of ids) {
    const finding = findingOf(id);
    if (!visible.has(finding)) continue;
    over[ROLE_OF[id[0]]] = finding;
    if (!all.includes(finding)) all.push(finding);
  }
  let node = document.createTextNode(text);
  if (!all.length) return node;
  for (const [role, tag] of INNER_FIRST) {
    if (over[role]) node = wrapped(article, node, tag, role, over[role], begun);
  }
  node.dataset.at = all.join(" ");
  return node;
}

/* A source or a cue belongs to its quotation. */
const findingOf = (id) => (id[0] === "s" || id[0] === "c" ? `q${id.slice(1)}` : id);

function wrapped(article, inner, tag, role, id, begun) {
  const number = Number(id.slice(1));
  // A content's number stands where it begins, an act's name at its first words.
  const opens = (role === "content" || role === "trigger") && !begun.has(id);
  if (opens) begun.add(id);
  if (role === "trigger") {
    const frame = article.frames[number];
    if (frame.act === "statement") return element("span", {}, inner);
    return element(tag, { class: role, "data-label": opens ? actLabel(frame) : null }, inner);
  }
  if (role === "device" || role === "cue") return element(tag, { class: role }, inner);
  const speaker = article.speakers[article.quotations[number].speaker];
  return element(tag, {
    class: `${role} ${colorClass(speaker?.number ?? 0)}`,
    "data-number": role === "content" && opens && speaker?.number ? speaker.number : null,
  }, inner);
}

const actLabel = (frame) => `${frame.polarity === "positive" ? "" : `${frame.polarity} `}${spaced(frame.act)}`;

/* What was searched for, highlighted without a change to the text (where the browser can). */
function markFound() {
  if (!CSS.highlights) return;
  const wanted = folded(state.find.trim());
  const ranges = [];
  for (const paragraph of wanted ? byId("view").querySelectorAll(".text > p") : []) {
    const within = folded(paragraph.textContent);
    for (let at = within.indexOf(wanted); at >= 0 && ranges.length < 1000; at = within.indexOf(wanted, at + wanted.length)) {
      ranges.push(rangeOf(paragraph, at, at + wanted.length));
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
  if (ranges.length && !state.at) bringIntoSight(ranges[0].startContainer.parentElement, "center");
}

function rangeOf(paragraph, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let offset = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (start >= offset && start < offset + node.length) range.setStart(node, start - offset);
    if (end > offset && end <= offset + node.length) range.setEnd(node, end - offset);
    offset += node.length;
  }
  return range;
}

/* Selecting and moving about. */

const piecesAt = (id) => byId("view").querySelectorAll(`.text [data-at~="${id}"]`);

/* Where to look: at what is said rather than at who says it. */
const mainPiece = (nodes) => nodes.find((node) => node.matches(".content")) ?? nodes[0];

/* The findings shown that have words in the text, in the order in which these begin. */
function placesInText() {
  const article = articles[state.article];
  const visible = new Set(article.findings.filter((finding) => finding.shown).map((finding) => finding.id));
  const ids = article.pieces.flatMap((piece) => (typeof piece === "string" ? [] : piece[1].split(" ")));
  return [...new Set(ids)].filter((id) => visible.has(id));
}

function select(id) {
  state.at = id && articles[state.article].findings.some((finding) => finding.id === id) ? id : null;
  for (const node of byId("view").querySelectorAll(".selected")) {
    node.classList.remove("selected");
    node.removeAttribute("tabindex");
  }
  const nodes = state.at ? [...piecesAt(state.at)] : [];
  for (const node of nodes) node.classList.add("selected");
  const first = mainPiece(nodes);
  if (first) {
    first.tabIndex = 0;
    bringIntoSight(first, "nearest");
  }
  drawDetail();
  writeAddress({ step: false });
}

/* In a long text the heights of paragraphs out of sight are guesses: once they are drawn, look again. */
function bringIntoSight(node, block) {
  node.scrollIntoView({ block });
  let looks = 3;
  const again = () => {
    if (!node.isConnected) return;
    node.scrollIntoView({ block: "nearest" });
    if ((looks -= 1) > 0) requestAnimationFrame(again);
  };
  if (node.closest(".long")) requestAnimationFrame(again);
}

function stepFinding(by) {
  if (state.view !== "text") return;
  const places = placesInText();
  if (!places.length) return;
  const now = places.indexOf(state.at);
  select(places[now < 0 ? (by > 0 ? 0 : places.length - 1) : Math.min(Math.max(now + by, 0), places.length - 1)]);
  mainPiece([...piecesAt(state.at)])?.focus({ preventScroll: true });
}

function stepArticle(by) {
  const target = shown.articles[shown.articles.indexOf(state.article) + by];
  if (target !== undefined) openArticle(target);
}

function openArticle(index, at = null) {
  Object.assign(state, { article: index, at, view: "text" });
  show({ step: true });
}

/* The innermost thing under the pointer: a device or an act before the quotation around it. */
function clickText(event) {
  const node = event.target.closest(".text [data-at]");
  if (!node) return;
  if (!getSelection().isCollapsed) return; // Somebody is copying words.
  const ids = node.dataset.at.split(" ");
  const inner = ids.filter((id) => id[0] !== "q");
  select(inner.at(-1) ?? ids.at(-1));
}
