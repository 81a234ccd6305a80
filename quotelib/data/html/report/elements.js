/* Own work for quotelib. Building elements: text only ever becomes text nodes and attribute values,
   never markup, so that nothing in an article can be obeyed. */

const PROPERTIES = new Set(["checked", "disabled", "hidden", "open", "tabIndex", "value"]);

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const byId = (id) => document.getElementById(id);

const formatted = (number) => number.toLocaleString("en");

const counted = (number, noun) => `${formatted(number)} ${noun}${number === 1 ? "" : "s"}`;

const spaced = (name) => name.replaceAll("_", " ");

const shortened = (text, length) =>
  text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;

/* The colour of a speaker by number within the article; those past the palette share one. */
const colorClass = (number) => `speaker-${number > 0 && number <= COLORS ? number : 0}`;
