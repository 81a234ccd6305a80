/* Own work for quotelib. What is shown: kept in the address, so that any view can be linked to.

   #article=3&at=q5&view=text&speaker=...&act=...&find=... (articles count from 1);
   said=1 where the search leaves only the findings in whose own words it is. */

const VIEWS = ["text", "findings", "speakers", "acts"];

const state = { article: 0, at: null, view: "text", list: "q", find: "", said: false, chosen: FACETS.map(() => new Set()) };

function readAddress() {
  const fields = new URLSearchParams(location.hash.slice(1));
  const article = Number.parseInt(fields.get("article") ?? "1", 10) - 1;
  state.article = article >= 0 && article < articles.length ? article : 0;
  state.at = /^[qfd]\d+$/.test(fields.get("at") ?? "") ? fields.get("at") : null;
  state.view = VIEWS.includes(fields.get("view")) ? fields.get("view") : "text";
  state.list = Object.keys(TYPES).includes(fields.get("list")) ? fields.get("list") : "q";
  state.find = fields.get("find") ?? "";
  state.said = fields.get("said") === "1";
  FACETS.forEach((facet, number) => (state.chosen[number] = new Set(fields.getAll(facet.key))));
}

function address() {
  const fields = new URLSearchParams();
  if (articles.length > 1) fields.set("article", state.article + 1);
  if (state.at) fields.set("at", state.at);
  if (state.view !== "text") fields.set("view", state.view);
  if (state.list !== "q") fields.set("list", state.list);
  if (state.find) fields.set("find", state.find);
  if (state.said && searching()) fields.set("said", "1");
  FACETS.forEach((facet, number) => state.chosen[number].forEach((value) => fields.append(facet.key, value)));
  return `#${fields}`;
}

/* Going somewhere else is a step that "back" undoes; narrowing down what is shown is none. */
function writeAddress({ step }) {
  if (address() === location.hash) return;
  history[step ? "pushState" : "replaceState"](null, "", address());
}

const searching = () => state.find.trim() !== "";

/* Whether some findings of an article may be left out. */
const filtering = () => state.chosen.some((values) => values.size > 0) || (state.said && searching());

/* Whether anything at all may be. */
const narrowed = () => filtering() || searching();
