/* Own work for quotelib. A list of any length that draws only the rows in sight.

   One tab stop; arrows, Page Up and Down, Home and End move, Enter opens. */

const SPARE_ROWS = 4; // Drawn above and below what is in sight, against flicker while scrolling.

class VirtualList {
  constructor({ id, label, rowHeight, draw, open }) {
    Object.assign(this, { rowHeight, draw, open, items: [], current: -1, drawn: new Map() });
    this.id = id;
    this.space = element("div", { class: "space", role: "presentation" });
    this.node = element("div", { id, class: "list", role: "listbox", tabindex: "0", "aria-label": label }, this.space);
    this.node.addEventListener("scroll", () => this.later());
    this.node.addEventListener("keydown", (event) => this.key(event));
    this.node.addEventListener("click", (event) => {
      const row = event.target.closest("[data-row]");
      if (row) this.go(Number(row.dataset.row), true);
    });
    new ResizeObserver(() => this.later()).observe(this.node);
  }

  show(items, current) {
    this.items = items;
    this.drawn.clear();
    this.space.replaceChildren();
    this.space.style.height = `${items.length * this.rowHeight}px`;
    this.current = current;
    this.reveal(current);
    this.now();
  }

  go(index, opening) {
    if (index < 0 || index >= this.items.length) return;
    this.current = index;
    this.reveal(index);
    this.now();
    if (opening) this.open(this.items[index]);
  }

  reveal(index) {
    if (index < 0) return;
    const top = index * this.rowHeight;
    const { scrollTop, clientHeight } = this.node;
    if (top < scrollTop) this.node.scrollTop = top;
    else if (top + this.rowHeight > scrollTop + clientHeight && clientHeight > 0) {
      this.node.scrollTop = top + this.rowHeight - clientHeight;
    }
  }

  key(event) {
    const page = Math.max(1, Math.floor(this.node.clientHeight / this.rowHeight) - 1);
    const last = this.items.length - 1;
    const target = {
      ArrowDown: this.current + 1, ArrowUp: this.current - 1, PageDown: this.current + page,
      PageUp: this.current - page, Home: 0, End: last,
    }[event.key];
    if (event.key === "Enter" && this.current >= 0) this.go(this.current, true);
    else if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    else this.go(Math.min(Math.max(target, 0), last), false);
    event.preventDefault();
  }

  later() {
    if (!this.waiting) this.waiting = requestAnimationFrame(() => this.now());
  }

  now() {
    cancelAnimationFrame(this.waiting);
    this.waiting = 0;
    const first = Math.max(0, Math.floor(this.node.scrollTop / this.rowHeight) - SPARE_ROWS);
    const end = Math.min(this.items.length,
      Math.ceil((this.node.scrollTop + this.node.clientHeight) / this.rowHeight) + SPARE_ROWS);
    const rows = new Map();
    for (let index = first; index < end; index += 1) rows.set(index, this.drawn.get(index) ?? this.row(index));
    // Rows in sight stay as they are: a press on one must end on the same one.
    if (rows.size !== this.drawn.size || [...rows.keys()].some((index) => !this.drawn.has(index))) {
      this.space.replaceChildren(...rows.values());
    }
    this.drawn = rows;
    for (const [index, row] of rows) row.setAttribute("aria-selected", String(index === this.current));
    this.node.setAttribute("aria-activedescendant", this.current >= first && this.current < end ? `${this.id}-${this.current}` : "");
  }

  row(index) {
    const row = element("div", {
      class: "row", role: "option", id: `${this.id}-${index}`, "data-row": index,
      "aria-setsize": this.items.length, "aria-posinset": index + 1,
    }, ...this.draw(this.items[index]));
    row.style.top = `${index * this.rowHeight}px`;
    row.style.height = `${this.rowHeight}px`;
    return row;
  }
}
