/* Own work for quotelib. The filters: a group of checkboxes for each facet, the most frequent first. */

const FACET_LENGTH = 8; // Values shown before "more".

const facetView = { open: new Set(), speakerWords: "" };

const valueLabel = (facet, value) => value === "" ? "(no speaker)" : facet.key === "speaker" ? value : spaced(value);

function drawFacets() {
  for (const [number, facet] of FACETS.entries()) {
    let group = byId(`facet-${facet.key}`);
    if (!group) byId("facets").append((group = facetGroup(facet, number)));
    drawValues(group, facet, number);
  }
  byId("nothing").hidden = [...byId("facets").children].some((group) => !group.hidden);
}

function facetGroup(facet, number) {
  const search = facet.key !== "speaker" ? null : element("input", {
    type: "search", class: "facet-search", placeholder: "Find a speaker", "aria-label": "Find a speaker",
    oninput: (event) => {
      facetView.speakerWords = folded(event.target.value.trim());
      drawValues(byId("facet-speaker"), facet, number);
    },
  });
  return element("fieldset", { id: `facet-${facet.key}` },
    element("legend", {}, facet.title, " ", element("small", {}, facet.of)), search,
    element("div", { class: "values" }));
}

function drawValues(group, facet, number) {
  const chosen = state.chosen[number];
  const counts = shown.counts[number];
  const all = [...new Set([...chosen, ...counts.keys()])]
    .filter((value) => facet.key !== "speaker" || chosen.has(value) || folded(value).includes(facetView.speakerWords))
    .sort((one, other) => chosen.has(other) - chosen.has(one) || (counts.get(other) ?? 0) - (counts.get(one) ?? 0) ||
      (one < other ? -1 : 1));
  const open = facetView.open.has(facet.key);
  // Even opened, a list of thousands of speakers is cut: the box above it finds the others.
  const values = all.slice(0, open ? 200 : Math.max(FACET_LENGTH, chosen.size));
  group.hidden = all.length === 0 && !facetView.speakerWords;
  group.querySelector(".values").replaceChildren(
    ...values.map((value) => facetValue(facet, number, value, counts.get(value) ?? 0)),
    all.length > FACET_LENGTH && (open || all.length > values.length)
      ? element("button", { type: "button", class: "more", onclick: () => {
          if (!facetView.open.delete(facet.key)) facetView.open.add(facet.key);
          drawValues(group, facet, number);
          group.querySelector(".more")?.focus();
        } }, open ? "Fewer" : `${formatted(all.length - values.length)} more`)
      : "",
  );
}

function facetValue(facet, number, value, amount) {
  const box = element("input", {
    type: "checkbox", value, checked: state.chosen[number].has(value),
    onchange: () => {
      if (!state.chosen[number].delete(value)) state.chosen[number].add(value);
      show({ filters: true });
      refocus(facet, value);
    },
  });
  return element("label", { class: amount === 0 ? "none" : null, title: meaning(facet, value) },
    box, element("span", { class: "name" }, valueLabel(facet, value)), element("span", { class: "count" }, formatted(amount)));
}

/* The boxes are drawn anew at each choice; whoever uses the keyboard goes on from the same one. */
function refocus(facet, value) {
  const boxes = byId(`facet-${facet.key}`).querySelectorAll("input[type=checkbox]");
  [...boxes].find((box) => box.value === value)?.focus();
}

const meaning = (facet, value) =>
  facet.key === "act" ? ACTS[value]?.definition : facet.key === "device" ? DEVICES[value]?.definition : null;

/* What is chosen, each to be taken back with a click, and how much is left. */
function drawChoice() {
  const chips = FACETS.flatMap((facet, number) => [...state.chosen[number]].map((value) =>
    element("button", { type: "button", class: "chip", title: "Remove this filter", onclick: () => {
      state.chosen[number].delete(value);
      show({ filters: true });
    } }, element("span", { class: "dim" }, `${facet.title} `), valueLabel(facet, value), element("span", { "aria-hidden": "true" }, " ×"))));
  if (searching()) chips.unshift(searchChip(), saidSwitch());
  byId("choice").hidden = chips.length === 0;
  byId("chips").replaceChildren(...chips, chips.length > 1 + searching()
    ? element("button", { type: "button", class: "chip clear", onclick: clearAll }, "Clear all") : "");
  const total = (type, list) => list.reduce((sum, finding) => sum + (finding.type === type), 0);
  const parts = Object.entries(TYPES).map(([type, noun]) =>
    `${share(total(type, shown.findings), total(type, findings))} ${noun}s`);
  if (articles.length > 1) parts.unshift(`${share(shown.articles.length, articles.length)} articles`);
  byId("status").textContent = parts.join(" · ");
}

const searchChip = () => element("button", { type: "button", class: "chip", title: "Clear the search", onclick: clearSearch },
  element("span", { class: "dim" }, "Text "), `“${state.find}”`, element("span", { "aria-hidden": "true" }, " ×"));

/* Pressed, the search leaves out the findings that do not have it in their own words. */
const saidSwitch = () => element("button", {
  type: "button", class: "chip said", "aria-pressed": String(state.said), title: "Leave only the findings that have it in their own words",
  onclick: () => {
    state.said = !state.said;
    show({ filters: true });
    byId("chips").querySelector(".said")?.focus();
  },
}, "only in what is said");

function clearSearch() {
  state.find = byId("find").value = "";
  state.said = false;
  show({ filters: true });
}

function clearAll() {
  for (const values of state.chosen) values.clear();
  clearSearch();
}
