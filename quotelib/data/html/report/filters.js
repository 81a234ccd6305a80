/* Own work for quotelib. Which articles and findings are shown, and how many there would be of each value.

   Values of one facet widen ("Ann or Bob"), facets narrow ("and threats"). The search chooses articles, by
   text and caption, or the findings in whose own words it is.
   A facet's counts leave its own choice out, so that they say what choosing another value would give. */

const shown = { articles: articles.map((article) => article.index), findings, counts: FACETS.map(() => new Map()) };

/* Lower case, typographic quotation marks and apostrophes as plain ones; as long as the text. */
function folded(text) {
  const lower = text.toLowerCase();
  return (lower.length === text.length ? lower : text).replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[\s]/g, " ");
}

function applyFilters() {
  const wanted = folded(state.find.trim());
  const found = articles.map((article) => !wanted || (article.folded ??= folded(article.text)).includes(wanted) ||
    (article.caption ??= captionOf(article)).includes(wanted));
  const isSaid = ({ article, id, record }) => folded(saidIn(articles[article], id, record)).includes(wanted);
  const counts = FACETS.map(() => new Map());
  const matching = new Uint32Array(articles.length);
  shown.findings = findings.filter((finding) => {
    finding.shown = false;
    if (!found[finding.article] || (state.said && wanted && !isSaid(finding))) return false;
    const failed = failedFacets(finding);
    if (failed.length > 1) return false;
    count(finding, counts, failed[0]);
    if (failed.length === 1) return false;
    matching[finding.article] += 1;
    return (finding.shown = true);
  });
  shown.counts = counts;
  shown.matching = matching;
  shown.articles = articles.map((article) => article.index)
    .filter((index) => found[index] && (matching[index] > 0 || !filtering()));
}

/* All that is known of an article beside its text. */
const captionOf = ({ heading, name, about }) => folded([heading, name ?? "", ...Object.values(about ?? {})].join("\n"));

/* At most two, because more make no difference. */
function failedFacets(finding) {
  const failed = [];
  for (let number = 0; number < FACETS.length && failed.length < 2; number += 1) {
    const chosen = state.chosen[number];
    if (chosen.size > 0 && !finding.values[number].some((value) => chosen.has(value))) failed.push(number);
  }
  return failed;
}

function count(finding, counts, only) {
  FACETS.forEach((facet, number) => {
    if ((only !== undefined && only !== number) || !facet.counts.includes(finding.type)) return;
    for (const value of finding.values[number]) counts[number].set(value, (counts[number].get(value) ?? 0) + 1);
  });
}

/* "12 of 40" where filters leave some out, else "40". */
function share(part, whole) {
  return part === whole ? formatted(whole) : `${formatted(part)} of ${formatted(whole)}`;
}
