// The timeline of the explorer: one bar for each day on which places changed hands; a click or a key moves the day.
const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 74, FLOOR = 56, TOP = 6, MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

const make = (name, attributes, parent, text) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  parent?.append(node);
  return node;
};

const told = (entry, iso) => (entry ? `${iso}. ${entry.told.join("; ")}` : `${iso}. No change of hands known.`);

export default {
  render({ model, el }) {
    const gone = new AbortController();
    const box = document.createElement("div");
    box.className = "lyc-strip";
    const back = document.createElement("button");
    const on = document.createElement("button");
    back.textContent = "◀ change";
    on.textContent = "change ▶";
    back.title = "Go to the last day before this one on which a place changed hands";
    on.title = "Go to the next day on which a place changed hands";
    for (const button of [back, on]) button.type = "button", (button.className = "jupyter-button lyc-jump");
    const svg = make("svg", { height: HEIGHT, width: "100%", tabindex: 0, role: "slider" }, null);
    const hint = document.createElement("div");
    hint.className = "lyc-hint";
    const plot = document.createElement("div");
    plot.className = "lyc-plot";
    plot.append(svg, hint);
    box.append(back, plot, on);
    el.append(box);

    let width = 0, cursor;
    const days = () => model.get("days");
    const isoOf = (day) => new Date(Date.parse(model.get("start")) + day * 864e5).toISOString().slice(0, 10);
    const entryOn = (day) => model.get("changes").find((entry) => entry.day === day);
    const x = (day) => ((day + 0.5) / days()) * width;
    const dayAt = (event) => {
      const box = svg.getBoundingClientRect();
      const day = Math.floor(((event.clientX - box.left) / box.width) * days());
      return Math.max(0, Math.min(days() - 1, day));
    };
    const nearest = (day) => {
      const reach = (5 / Math.max(width, 1)) * days();
      let best = day, gap = reach;
      for (const entry of model.get("changes")) {
        if (Math.abs(entry.day - day) <= gap) (best = entry.day), (gap = Math.abs(entry.day - day) - 1e-9);
      }
      return best;
    };
    const go = (day) => {
      if (day === undefined || day === model.get("day")) return;
      model.set("day", day);
      model.save_changes();
    };
    const before = () => model.get("changes").filter((entry) => entry.day < model.get("day")).at(-1)?.day;
    const after = () => model.get("changes").find((entry) => entry.day > model.get("day"))?.day;

    const mark = () => {
      const day = model.get("day");
      cursor?.setAttribute("transform", `translate(${x(day)},0)`);
      svg.setAttribute("aria-valuenow", day);
      svg.setAttribute("aria-valuetext", told(entryOn(day), isoOf(day)));
      back.disabled = before() === undefined;
      on.disabled = after() === undefined;
    };
    const draw = () => {
      svg.replaceChildren();
      width = svg.getBoundingClientRect().width;
      if (!width) return;
      svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
      svg.setAttribute("aria-label", "Changes of hands, day by day: left and right go to the day of the one before or after");
      svg.setAttribute("aria-valuemin", 0);
      svg.setAttribute("aria-valuemax", days() - 1);
      const changes = model.get("changes"), colors = model.get("colors");
      const most = Math.max(1, ...changes.map((entry) => entry.to.reduce((sum, [, n]) => sum + n, 0)));
      const unit = (FLOOR - TOP) / most, thick = Math.max(2, width / days());
      const first = new Date(model.get("start"));
      for (let month = 0; ; month++) {
        const date = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1));
        const day = Math.round((date - first) / 864e5);
        if (day >= days()) break;
        if (day < 0) continue;
        const at = (day / days()) * width, january = date.getUTCMonth() === 0;
        make("line", { x1: at, x2: at, y1: FLOOR, y2: FLOOR + (january ? 7 : 4), stroke: "currentColor", "stroke-opacity": 0.5 }, svg);
        const named = january ? date.getUTCFullYear() : MONTHS[date.getUTCMonth()];
        if (january || (width / days()) * 30 > 34 || date.getUTCMonth() % 3 === 0)
          make("text", { x: at + 2, y: FLOOR + 14, class: january ? "year" : "month" }, svg, named);
      }
      make("line", { x1: 0, x2: width, y1: FLOOR, y2: FLOOR, stroke: "currentColor", "stroke-opacity": 0.5 }, svg);
      for (const entry of changes) {
        let y = FLOOR;
        for (const [holder, count] of entry.to) {
          const height = Math.max(count * unit, 1.5);
          y -= height;
          make("rect", { x: x(entry.day) - thick / 2, y, width: thick, height, fill: colors[holder], "data-day": entry.day, "data-holder": holder, "data-count": count }, svg);
        }
      }
      make("text", { x: 2, y: TOP + 6, class: "month" }, svg, `at most ${most} a day`);
      cursor = make("g", { class: "cursor" }, svg);
      make("line", { x1: 0, x2: 0, y1: 0, y2: FLOOR, stroke: "currentColor", "stroke-width": 1.5 }, cursor);
      make("path", { d: "M-5,0H5L0,7Z", fill: "currentColor" }, cursor);
      mark();
    };

    const listen = (node, kind, act) => node.addEventListener(kind, act, { signal: gone.signal });
    listen(back, "click", () => go(before()));
    listen(on, "click", () => go(after()));
    listen(svg, "click", (event) => go(nearest(dayAt(event))));
    listen(svg, "keydown", (event) => {
      const moves = {
        ArrowLeft: before, ArrowDown: before, ArrowRight: after, ArrowUp: after,
        Home: () => model.get("changes")[0]?.day, End: () => model.get("changes").at(-1)?.day,
      };
      if (!moves[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation(); // arrow keys are the notebook's own, else
      go(moves[event.key]());
    });
    listen(svg, "pointermove", (event) => {
      const day = nearest(dayAt(event)), at = x(day);
      hint.textContent = told(entryOn(day), isoOf(day));
      hint.style.left = at < width / 2 ? `${at + 8}px` : "auto";
      hint.style.right = at < width / 2 ? "auto" : `${width - at + 8}px`;
      hint.style.display = "block";
    });
    listen(svg, "pointerleave", () => (hint.style.display = "none"));
    model.on("change:day", mark);
    model.on("change:changes", draw);
    const seen = new ResizeObserver(draw);
    seen.observe(svg);
    return () => {
      gone.abort();
      seen.disconnect();
      model.off("change:day", mark);
      model.off("change:changes", draw);
    };
  },
};
