/* Own work for quotelib. Two tables over all that the filters leave: the speakers, and who does which acts. */

const TABLE_LENGTH = 100; // Rows drawn at first, and at each "more": enough to read, quick to draw.

const tableView = { sort: "quotations", descending: true, rows: TABLE_LENGTH };

/* Everybody with a quotation or an act, with sums over the articles. */
function speakerSums() {
  const sums = new Map();
  for (const finding of shown.findings) {
    const { record, type, article } = finding;
    if (record.speaker === undefined || type === "d") continue;
    const speaker = articles[article].speakers[record.speaker];
    let sum = sums.get(speaker.name);
    if (!sum) {
      sum = { name: speaker.name, kinds: new Map(), in: new Set(), quotations: 0, direct: 0, indirect: 0, mixed: 0, frames: 0, acts: new Map() };
      sums.set(speaker.name, sum);
    }
    sum.in.add(article);
    sum.kinds.set(speaker.kind, (sum.kinds.get(speaker.kind) ?? 0) + 1);
    if (type === "q") {
      sum.quotations += 1;
      sum[record.kind] += 1;
    } else {
      sum.frames += 1;
      sum.acts.set(record.act, (sum.acts.get(record.act) ?? 0) + 1);
    }
  }
  return [...sums.values()].map((sum) => ({ ...sum, articles: sum.in.size, kind: mostFrequent(sum.kinds)[0][0] }));
}

const mostFrequent = (counts) => [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));

const SPEAKER_COLUMNS = [
  ["name", "Speaker"], ["kind", "Kind"], ["articles", "Articles"], ["quotations", "Quotations"],
  ["direct", "Direct"], ["indirect", "Indirect"], ["mixed", "Mixed"], ["frames", "Acts"],
];

function drawSpeakers() {
  const { sort, descending } = tableView;
  const columns = SPEAKER_COLUMNS.filter(([key]) => key !== "articles" || articles.length > 1);
  const sums = speakerSums().sort((one, other) => {
    const order = one[sort] < other[sort] ? -1 : one[sort] > other[sort] ? 1 : 0;
    return (descending ? -order : order) || other.frames - one.frames || (one.name < other.name ? -1 : 1);
  });
  const head = columns.map(([key, title]) => element("th", {
    scope: "col", class: isNumber(key) ? "amount" : null, "data-column": key,
    "aria-sort": key === sort ? (descending ? "descending" : "ascending") : "none",
  }, element("button", { type: "button", onclick: () => {
    Object.assign(tableView, { sort: key, descending: key === sort ? !descending : isNumber(key), rows: TABLE_LENGTH });
    drawSpeakers();
    byId("view").querySelector(`th[aria-sort]:not([aria-sort=none]) button`).focus();
  } }, title)));
  const rows = sums.slice(0, tableView.rows).map((sum) => element("tr", {},
    columns.map(([key]) => key === "name"
      ? element("th", { scope: "row" }, choosing(sum.name, { speaker: sum.name }, "q"))
      : element("td", { class: isNumber(key) ? "amount" : null, "data-column": key }, isNumber(key) ? (sum[key] ? formatted(sum[key]) : DASH()) : sum[key] === "unknown" ? DASH() : sum[key])),
    element("td", { class: "acts" }, mostFrequent(sum.acts).filter(([act]) => act !== "statement").slice(0, 3).flatMap(([act, amount], place) =>
      [place ? ", " : "", choosing(`${spaced(act)} ${formatted(amount)}`, { speaker: sum.name, act }, "f")]))));
  byId("view").replaceChildren(sums.length ? element("table", { class: "speakers" },
    element("thead", {}, element("tr", {}, head, element("th", { scope: "col" }, "Most frequent acts"))), element("tbody", {}, rows))
    : element("p", { class: "empty" }, narrowed() ? "Nobody here fits the search and the filters." : "No speakers were found."),
  sums.length > rows.length ? element("button", { type: "button", class: "more", onclick: () => {
    tableView.rows += TABLE_LENGTH;
    drawSpeakers();
  } }, `${formatted(sums.length - rows.length)} more speakers`) : "");
}

const DASH = () => element("span", { class: "dim" }, "–");

const isNumber = (key) => key !== "name" && key !== "kind";

/* A button that narrows down to these values, and shows the findings. */
function choosing(label, values, list, attributes = {}) {
  return element("button", { type: "button", class: "link", ...attributes, onclick: () => {
    for (const [key, value] of Object.entries(values)) state.chosen[FACETS.findIndex((facet) => facet.key === key)] = new Set([value]);
    Object.assign(state, { view: "findings", list });
    show({ filters: true, step: true });
  } }, element("bdi", {}, label));
}

const MATRIX_LENGTH = 30; // Rows at first: about a screen.

function drawActs() {
  const sums = speakerSums().filter((sum) => sum.frames > 0).sort((one, other) => other.frames - one.frames || (one.name < other.name ? -1 : 1));
  const present = new Set(sums.flatMap((sum) => [...sum.acts.keys()]));
  const acts = Object.keys(ACTS).filter((act) => present.has(act));
  if (!acts.length) return byId("view").replaceChildren(element("p", { class: "empty" }, narrowed() ? "No act of a speaker fits the search and the filters." : "No acts of speakers were found."));
  // The neutral fallback would outshine all else.
  const most = Math.max(1, ...sums.flatMap((sum) => [...sum.acts].filter(([act]) => act !== "statement").map(([, amount]) => amount)));
  const groups = acts.reduce((list, act) => {
    const last = list.at(-1);
    if (last?.name === ACTS[act].class) last.width += 1;
    else list.push({ name: ACTS[act].class, width: 1 });
    return list;
  }, []);
  const starts = new Set(acts.filter((act, place) => place === 0 || ACTS[act].class !== ACTS[acts[place - 1]].class));
  const cellClass = (act) => (starts.has(act) ? "starts" : null);
  const rows = sums.slice(0, Math.max(MATRIX_LENGTH, tableView.rows - TABLE_LENGTH)).map((sum) => element("tr", {},
    element("th", { scope: "row" }, choosing(sum.name, { speaker: sum.name }, "f")),
    element("td", { class: "amount" }, formatted(sum.frames)),
    acts.map((act) => {
      const amount = sum.acts.get(act);
      if (!amount) return element("td", { class: cellClass(act) });
      const cell = element("td", { class: cellClass(act) }, choosing(formatted(amount), { speaker: sum.name, act }, "f",
        { title: `${sum.name}: ${spaced(act)}`, "aria-label": `${sum.name}: ${spaced(act)}, ${amount}` }));
      cell.style.setProperty("--share", `${Math.round(14 + 86 * Math.sqrt(Math.min(1, amount / most)))}%`);
      return cell;
    })));
  byId("view").replaceChildren(element("table", { class: "matrix" },
    element("thead", {},
      element("tr", {}, element("td"), element("td"), groups.map(({ name, width }) =>
        element("th", { scope: "colgroup", colspan: width, class: "group starts", title: name }, name))),
      element("tr", {}, element("td"), element("th", { scope: "col" }, element("span", {}, "all acts")), acts.map((act) =>
        element("th", { scope: "col", class: cellClass(act), title: ACTS[act].definition }, element("span", {}, spaced(act)))))),
    element("tbody", {}, rows)),
  sums.length > rows.length ? element("button", { type: "button", class: "more", onclick: () => {
    tableView.rows = Math.max(tableView.rows, TABLE_LENGTH) + TABLE_LENGTH;
    drawActs();
  } }, `${formatted(sums.length - rows.length)} more speakers`) : "");
}
