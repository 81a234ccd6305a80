/* Own work for quotelib. The documents as the page was given them, and the findings in them.

   A finding is a quotation (id q0, q1, ...), a frame (f0, ...) or a device (d0, ...). It has a value
   for each facet: a frame or device takes from its quotation what it has not itself. */

const { acts: ACTS, devices: DEVICES, colors: COLORS } = JSON.parse(byId("taxonomy").textContent);

const TYPES = { q: "quotation", f: "act", d: "device" };

const FACETS = [
  { key: "speaker", title: "Speaker", counts: "qf", of: "quotations and acts" },
  { key: "act", title: "Act", counts: "f", of: "acts" },
  { key: "kind", title: "Kind", counts: "q", of: "quotations" },
  { key: "mode", title: "Mode", counts: "q", of: "quotations" },
  { key: "polarity", title: "Polarity", counts: "qf", of: "quotations and acts" },
  { key: "device", title: "Device", counts: "d", of: "devices" },
];

alone.made = new Map();
const NONE = [];
const textOf = (piece) => (typeof piece === "string" ? piece : piece[0]);

const articles = [...document.querySelectorAll("script.article")].map((script, index) => {
  const article = JSON.parse(script.textContent);
  script.remove();
  article.index = index;
  article.text = article.pieces.map(textOf).join("");
  article.heading = article.title || firstLine(article.text) || article.name || `Article ${index + 1}`;
  return article;
});

const findings = articles.flatMap((article) => (article.findings = findingsOf(article)));

function firstLine(text) {
  const line = /\S[^\n\r]*/.exec(text);
  return line ? shortened(line[0].trim(), 140) : "";
}

function findingsOf(article) {
  const { quotations, frames, devices } = article;
  const actsOf = quotations.map(() => []);
  const devicesOf = quotations.map(() => []);
  for (const frame of frames) if (frame.quotation !== undefined) actsOf[frame.quotation].push(frame.act);
  for (const device of devices) if (device.quotation !== undefined) devicesOf[device.quotation].push(device.kind);
  const make = (type, number, record, values) => ({ article: article.index, id: type + number, type, record, values });
  const speaker = (record) => alone(record.speaker === undefined ? "" : article.speakers[record.speaker].name);
  const within = (record, take) => (record?.quotation === undefined ? NONE : take(quotations[record.quotation]));
  const found = [
    ...quotations.map((record, number) =>
      make("q", number, record, [
        speaker(record), actsOf[number], alone(record.kind), alone(record.mode), alone(record.polarity), devicesOf[number],
      ])),
    ...frames.map((record, number) =>
      make("f", number, record, [
        speaker(record), alone(record.act), within(record, (q) => alone(q.kind)), within(record, (q) => alone(q.mode)),
        alone(record.polarity), record.quotation === undefined ? NONE : devicesOf[record.quotation],
      ])),
    ...devices.map((record, number) =>
      make("d", number, record, [
        within(record, speaker), record.quotation === undefined ? NONE : actsOf[record.quotation],
        within(record, (q) => alone(q.kind)), within(record, (q) => alone(q.mode)),
        within(record, (q) => alone(q.polarity)), alone(record.kind),
      ])),
  ];
  return found;
}

/* Lists of one value, made once: a hundred thousand findings share a few. */
function alone(value) {
  let list = alone.made.get(value);
  if (!list) alone.made.set(value, (list = [value]));
  return list;
}

/* Where the words of each finding are: the numbers of its pieces, by id; made when first asked for. */
function placesOf(article, id) {
  if (!article.places) {
    article.places = new Map();
    article.pieces.forEach((piece, number) => {
      if (typeof piece === "string") return;
      for (const mark of piece[1].split(" ")) {
        if (!article.places.has(mark)) article.places.set(mark, []);
        article.places.get(mark).push(number);
      }
    });
  }
  return article.places.get(id) ?? NONE;
}

/* What is said: the words of a quotation or a device; an act's content, or else its quotation's words. */
function saidIn(article, id, { content, quotation }) {
  if (id[0] !== "f") return wordsOf(article, id);
  return content || (quotation === undefined ? "" : wordsOf(article, `q${quotation}`));
}

/* The words of a finding; what lies between its parts is left out. */
function wordsOf(article, id) {
  let words = "";
  let last = null;
  for (const place of placesOf(article, id)) {
    const between = last === null ? "" : article.pieces.slice(last + 1, place).map(textOf).join("");
    words += between.trim() ? " […] " : between ? " " : "";
    words += textOf(article.pieces[place]);
    last = place;
  }
  return words;
}
