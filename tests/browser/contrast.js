/* Every visible text of the page whose contrast with its ground is below arguments[0] (WCAG 2),
   generated labels included: a list of "text: ratio". Grounds are composed of all that lie behind. */
const least = arguments[0];

const parse = (color) => {
  const numbers = color.match(/-?[\d.]+(e-?\d+)?/g).map(Number);
  const srgb = color.startsWith("color(srgb");
  const channels = numbers.slice(0, 3).map((value) => (srgb ? value : value / 255));
  return [...channels, numbers.length > 3 ? numbers[3] : 1];
};
const over = ([r, g, b, a], ground) => [r, g, b].map((value, place) => value * a + ground[place] * (1 - a));
const luminance = (color) => color
  .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  .reduce((sum, value, place) => sum + value * [0.2126, 0.7152, 0.0722][place], 0);
const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const groundOf = (element) => {
  const layers = [];
  for (let node = element; node; node = node.parentElement) layers.push(parse(getComputedStyle(node).backgroundColor));
  return layers.reverse().reduce((ground, layer) => over(layer, ground), [1, 1, 1]);
};

const low = [];
const check = (what, style, ground) => {
  const ratio = contrast(over(parse(style.color), ground), ground);
  if (ratio < least) low.push(`${what}: ${ratio.toFixed(2)}`);
};
let checked = 0;
for (const element of document.body.querySelectorAll("*")) {
  if (!element.checkVisibility() || element.closest(":disabled, script, style")) continue;
  const ground = groundOf(element);
  if ([...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) {
    check(element.textContent.slice(0, 40), getComputedStyle(element), ground);
    checked += 1;
  }
  for (const pseudo of ["::before", "::after"]) {
    const style = getComputedStyle(element, pseudo);
    if (/^["].+["]$/.test(style.content)) check(`${pseudo} ${style.content}`, style, over(parse(style.backgroundColor), ground));
  }
}
return { checked, low };
