/* Own work for quotelib. The card that tells all about the finding that is selected. */

function drawDetail() {
  const article = articles[state.article];
  const panel = byId("detail");
  const finding = state.view === "text" && state.at ? article.findings.find(({ id }) => id === state.at) : null;
  panel.hidden = !finding;
  if (!finding) return panel.replaceChildren();
  const card = { q: quotationCard, f: frameCard, d: deviceCard }[finding.type];
  panel.replaceChildren(
    element("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Escape)", onclick: () => select(null) }, "×"),
    ...card(article, finding.record, Number(finding.id.slice(1))));
}

function quotationCard(article, quotation, number) {
  const speaker = article.speakers[quotation.speaker];
  const frames = article.frames.flatMap((frame, index) => (frame.quotation === number ? [[`f${index}`, actLabel(frame), frame.act]] : []));
  const devices = article.devices.flatMap((device, index) => (device.quotation === number ? [[`d${index}`, spaced(device.kind), null]] : []));
  const inside = article.quotations.flatMap((other, index) => (other.parent === number ? [[`q${index}`, nameOf(article, other), null]] : []));
  return [
    element("h2", { class: colorClass(speaker?.number ?? 0) },
      speaker?.number ? element("span", { class: "number" }, speaker.number) : "",
      element("bdi", {}, nameOf(article, quotation))),
    speaker ? element("p", { class: "dim" }, describe(speaker)) : "",
    facts([
      ["cue", quotation.cue], ["source", quotation.source], ["kind", `${quotation.kind} ${quotation.mode}`],
      ["polarity", quotation.polarity === "positive" ? null : quotation.polarity],
      ["to", quotation.addressee], ["setting", quotation.setting?.join("; ")],
      ["within", quotation.parent === undefined ? null : jump(`q${quotation.parent}`, nameOf(article, article.quotations[quotation.parent]))],
      ["confidence", percent(quotation.confidence)],
    ]),
    related("Acts", frames), related("Devices", devices), related("Quoted inside", inside),
  ];
}

function frameCard(article, frame, number) {
  return [
    element("h2", { class: "act" }, actLabel(frame)),
    element("p", { class: "dim" }, ACTS[frame.act].definition),
    facts([
      ["by", nameOf(article, frame)], ["at", frame.target], ["words", wordsOf(article, `f${number}`)], ["content", frame.content],
      ["class", ACTS[frame.act].class], ["basis", frame.basis],
      ["quotation", frame.quotation === undefined ? null : jump(`q${frame.quotation}`, nameOf(article, article.quotations[frame.quotation]))],
      ["confidence", percent(frame.confidence)], ["rule", frame.rule],
    ]),
  ];
}

function deviceCard(article, device, number) {
  return [
    element("h2", { class: "device" }, spaced(device.kind)),
    element("p", { class: "dim" }, DEVICES[device.kind].definition),
    facts([
      ["words", wordsOf(article, `d${number}`)],
      ["quotation", device.quotation === undefined ? null : jump(`q${device.quotation}`, nameOf(article, article.quotations[device.quotation]))],
      ["confidence", percent(device.confidence)], ["rule", device.rule],
    ]),
  ];
}

const nameOf = (article, record) => article.speakers[record.speaker]?.name ?? record.source ?? record.agent ?? "(no speaker)";

const percent = (share) => `${Math.round(share * 100)} %`;

const jump = (id, label) => element("button", { type: "button", class: "link", onclick: () => select(id) }, label);

function facts(rows) {
  return element("dl", {}, rows.filter(([, value]) => value).flatMap(([name, value]) =>
    [element("dt", {}, name), element("dd", {}, typeof value === "string" ? element("bdi", {}, value) : value)]));
}

function related(title, items) {
  return items.length === 0 ? "" : element("section", {}, element("h3", {}, title),
    element("ul", {}, items.map(([id, label, act]) => element("li", { title: act ? ACTS[act].definition : null }, jump(id, label)))));
}
