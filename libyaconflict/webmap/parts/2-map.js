// The map itself: ground, marks, labels, scale bar; and how a place is pointed at, with mouse or keys.

const STRATEGIC = new Set(["airbase", "oilfield", "oil_terminal"]);
const LARGE = 100000; // people
const POINT = 96 / 72; // pixels
const ringPath = "M0.5 0A0.5 0.5 0 1 1 -0.5 0A0.5 0.5 0 1 1 0.5 0Z";

function makeMap(model, { choose, maxHeight }) {
  const { data } = model;
  const ground = svgElement("g", { class: "lcm-ground", "aria-hidden": "true" });
  const scale = svgElement("g", { class: "lcm-scale", "aria-hidden": "true" });
  const marks = svgElement("g", { class: "lcm-marks", role: "listbox" });
  const labels = svgElement("g", { class: "lcm-labels", "aria-hidden": "true" });
  const above = svgElement("g", { class: "lcm-above", "aria-hidden": "true" }); // the name of the chosen place
  const picture = svgElement("svg", { class: "lcm-picture", preserveAspectRatio: "xMidYMid meet" }, ground, scale, labels, marks, above);
  const tip = element("div", { class: "lcm-tip", hidden: true });
  const box = element("div", { class: "lcm-map" }, picture, tip);
  let frame = null, items = [], width = 0, height = 0, factor = 1, focused = null, tipped = null, language = "en", drawn = "", written = [];

  function layout(next, room) {
    frame = next.frame;
    language = next.language;
    const shape = ((frame.north - frame.south) * frame.stretch) / (frame.east - frame.west);
    width = Math.max(240, Math.min(room, Math.round(maxHeight() / shape)));
    height = Math.round(width * shape);
    factor = Math.min(Math.max(width / 640, 0.85), 1.5);
    const key = [frame.id, width, language].join("|");
    if (key === drawn) return false;
    drawn = key;
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.setAttribute("width", width);
    picture.setAttribute("height", height);
    box.style.maxWidth = `${width}px`;
    drawGround();
    drawScale();
    makeMarks();
    written = placeNames({ items, labels, frame, width, height, factor, nameOf, label });
    return true;
  }

  function drawGround() {
    const paper = data.paper;
    const line = (d, fill, stroke, thick) =>
      svgElement("path", { d, fill, stroke, "stroke-width": thick, "vector-effect": "non-scaling-stroke", "stroke-linejoin": "round" });
    const lifted = svgElement("g", { transform: `scale(${width / 1000})` });
    lifted.append(
      line(frame.ground.land, plainColour(paper.abroad), "none", 0),
      line(frame.ground.country, plainColour(paper.land), "#a9a59c", 1),
      line(frame.ground.coast, "none", plainColour(paper.coast), 1.2),
    );
    ground.replaceChildren(svgElement("rect", { width, height, fill: plainColour(paper.sea) }), lifted);
  }

  function drawScale() {
    const long = ((frame.scale_km / 111.195) * frame.stretch * width) / (frame.east - frame.west);
    const [left, floor] = [width * 0.025, height - 12];
    scale.replaceChildren(
      svgElement("path", { d: `M${left} ${floor - 5}V${floor}H${left + long}V${floor - 5}`, fill: "none", stroke: "#222222", "stroke-width": 1.5 }),
      svgElement("text", { x: left + long / 2, y: floor - 6, "text-anchor": "middle", "font-size": 11 * factor, fill: "#222222" }, `${frame.scale_km} km`),
    );
  }

  function makeMarks() {
    const shown = model.inFrame(frame);
    items = shown.map((place) => {
      const x = ((place.lon - frame.west) / (frame.east - frame.west)) * width;
      const y = ((frame.north - place.lat) / (frame.north - frame.south)) * height;
      const shape = svgElement("path", { class: "lcm-shape", d: data.shapes[place.shape]?.path ?? ringPath, "vector-effect": "non-scaling-stroke", "stroke-linejoin": "round" });
      const sign = svgElement("path", { class: "lcm-sign", fill: "none", "vector-effect": "non-scaling-stroke", "stroke-linecap": "round" });
      const ring = svgElement("circle", { class: "lcm-ring", r: 11 * factor, fill: "none" });
      const group = svgElement("g", { class: "lcm-place", role: "option", tabindex: "-1", "aria-selected": "false", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` }, ring, shape, sign);
      const sizes = place.states.map((state) => pixels(model.seen(state, model.beliefs.at(-1))));
      const [least, largest] = [Math.min(...sizes), Math.max(...sizes)];
      const known = place.states.some((state) => model.get(state, "holder") !== model.unknown);
      const item = { place, x, y, group, shape, sign, least, largest, known, weight: weightOf(place), look: "" };
      group.dataset.place = place.id;
      group.addEventListener("focus", () => {
        focused = item;
        roam();
        if (group.matches(":focus-visible")) showTip(item);
      });
      return item;
    });
    if (!items.some((item) => item.place.id === focused?.place.id)) focused = null;
    else focused = items.find((item) => item.place.id === focused.place.id);
    marks.replaceChildren(...items.map((item) => item.group));
    roam();
  }

  /** How much a place needs its name: for what is told of it in the whole window, as names do not change by the day. */
  function weightOf(place) {
    const told = place.states.map((state) => model.seen(state, model.beliefs.at(-1))).filter(({ holder }) => model.isKnown(holder));
    const reported = told.filter(model.isReported);
    const moved = model.changes(model.beliefs.at(-1)).some((change) => change.place === place && model.isReported(change));
    const certain = reported.some(({ certainty }) => certainty === 0);
    const contested = reported.some(({ holder }) => model.holder(holder).id === "contested");
    const people = (place.population ?? 0) >= LARGE;
    return 2 * certain + 2 * moved + contested + 2 * STRATEGIC.has(place.kind) + 2 * people;
  }

  function pixels({ holder, certainty }) {
    return model.look(holder, certainty).size * POINT * frame.mark_scale * factor;
  }

  function nameOf(place) {
    return language === "ar" && place.name_ar ? place.name_ar : place.name;
  }

  function label(item, x, y, size) {
    const arabic = language === "ar" && item.place.name_ar;
    const text = svgElement("text", { class: "lcm-label", x: x.toFixed(1), y: y.toFixed(1), "font-size": size, "text-anchor": "middle" }, nameOf(item.place));
    text.dataset.place = item.place.id;
    if (arabic) for (const [name, value] of [["lang", "ar"], ["dir", "rtl"], ["direction", "rtl"]]) text.setAttribute(name, value);
    return text;
  }

  /** Give every mark its look on a day; the smallest lie uppermost, so that none is hidden by another. */
  function show(day, belief, chosen) {
    let moved = false;
    for (const item of items) {
      const { holder, certainty } = model.seen(model.stateAt(item.place, day), belief);
      const look = `${holder}|${certainty}`;
      if (look !== item.look) {
        item.look = look;
        [item.holder, item.certainty] = [holder, certainty];
        dress(item, holder, certainty);
        moved = true;
      }
      const picked = String(item.place.id === chosen);
      if (item.group.getAttribute("aria-selected") !== picked) item.group.setAttribute("aria-selected", picked);
    }
    if (moved) stack();
    if (tipped) showTip(items.includes(tipped) ? tipped : null);
    nameChosen(items.find((one) => one.place.id === chosen));
  }

  /** Name the chosen place in any case; names in the way give way. */
  function nameChosen(item) {
    above.replaceChildren();
    let spot = null;
    if (item) {
      const size = Math.round(13 * factor * 2) / 2, wide = measure(nameOf(item.place), size, "bold "), reach = 14 * factor;
      const middle = item.x + (item.x + reach + wide < width ? reach + wide / 2 : -reach - wide / 2);
      spot = [middle - wide / 2 - 2, item.y - size * 0.85, middle + wide / 2 + 2, item.y + size * 0.85];
      above.append(label(item, middle, item.y + size * 0.35, size));
      above.firstChild.classList.add("lcm-strong");
    }
    for (const one of written) one.text.classList.toggle("lcm-hidden", Boolean(spot) && (one.item === item || meets(one.spot, spot)));
  }

  function dress(item, holder, certainty) {
    const look = model.look(holder, certainty), size = pixels({ holder, certainty }), name = model.holder(holder);
    item.size = size;
    item.group.dataset.holder = name.id;
    item.group.dataset.certainty = data.certainties[certainty];
    item.group.setAttribute("aria-label", `${item.place.name}: ${name.label}${model.isKnown(holder) ? `, ${data.certainties[certainty]}` : ""}`);
    item.shape.setAttribute("transform", `scale(${size.toFixed(2)})`);
    item.shape.setAttribute("fill", look.face);
    item.shape.setAttribute("stroke", look.edge);
    item.shape.setAttribute("stroke-width", (size > 6.6 ? 1.3 : 0.9) * factor);
    item.sign.setAttribute("d", name.sign);
    item.sign.setAttribute("transform", `scale(${size.toFixed(2)})`);
    item.sign.setAttribute("stroke", look.sign);
    item.sign.setAttribute("stroke-width", Math.max(size * (Number(name.thick) || 0.17), 0.8));
  }

  /** List the items from the lowest to the uppermost: what is withheld lies under what is shown. */
  function stacked() {
    const shown = (item) => item.holder < data.holders.length;
    return [...items].sort((one, other) => shown(one) - shown(other) || other.size - one.size || (one.place.population ?? -1) - (other.place.population ?? -1));
  }

  function stack() {
    const active = box.getRootNode().activeElement;
    let next = marks.firstElementChild;
    for (const { group } of stacked()) {
      if (group === next) next = next.nextElementSibling;
      else if (group !== active) marks.insertBefore(group, next); // a mark that is moved would lose the focus
    }
  }

  function roam() {
    const home = focused ?? items.reduce((best, item) => ((item.place.population ?? 0) > (best?.place.population ?? -1) ? item : best), null);
    for (const item of items) item.group.setAttribute("tabindex", item === home ? "0" : "-1");
    marks.setAttribute("aria-label", `Places on the map, ${items.length}. Arrow keys go to the next place, Enter opens it.`);
  }

  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  marks.addEventListener("keydown", (event) => {
    const here = items.find((item) => item.group === event.target);
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") choose(here.place.id);
    else if (ways[event.key]) nearest(here, ways[event.key])?.group.focus();
    else if (event.key === "Home" || event.key === "End") named().at(event.key === "Home" ? 0 : -1).group.focus();
    else if (/^\S$/u.test(event.key)) {
      const order = named(), from = order.indexOf(here);
      const found = [...order.slice(from + 1), ...order.slice(0, from)].find((item) => nameOf(item.place).toLowerCase().startsWith(event.key.toLowerCase()));
      if (!found) return;
      found.group.focus();
    } else return;
    event.preventDefault();
  });

  function named() {
    return [...items].sort((one, other) => nameOf(one.place).localeCompare(nameOf(other.place)));
  }

  function nearest(here, [dx, dy]) {
    let best = null, least = Infinity;
    for (const item of items) {
      const along = (item.x - here.x) * dx + (item.y - here.y) * dy;
      const aside = Math.abs((item.x - here.x) * dy) + Math.abs((item.y - here.y) * dx);
      if (item === here || along <= 0.05) continue;
      const far = along + 2.5 * aside;
      if (far < least) [best, least] = [item, far];
    }
    return best;
  }

  function under(event) {
    const area = picture.getBoundingClientRect();
    if (!area.width) return null;
    const [x, y] = [((event.clientX - area.left) * width) / area.width, ((event.clientY - area.top) * height) / area.height];
    const reach = event.pointerType === "touch" ? 20 : 10;
    const far = (item) => Math.hypot(item.x - x, item.y - y);
    const people = (item) => item.place.population ?? 0;
    const near = items.filter((item) => far(item) - item.size / 2 <= reach);
    near.sort((one, other) => Math.round(far(one) / 3) - Math.round(far(other) / 3) || people(other) - people(one));
    return near[0] ?? null;
  }

  picture.addEventListener("click", (event) => {
    let item = under(event);
    if (!item) return;
    const here = items.filter((one) => Math.hypot(one.x - item.x, one.y - item.y) < 4);
    const chosen = here.findIndex((one) => one.group.getAttribute("aria-selected") === "true");
    if (chosen >= 0) item = here[(chosen + 1) % here.length]; // a second click goes on to the next of marks in one spot
    focused = item;
    roam();
    choose(item.place.id);
  });
  picture.addEventListener("pointermove", (event) => {
    const item = under(event);
    picture.classList.toggle("lcm-over", Boolean(item));
    showTip(item);
  });
  picture.addEventListener("pointerleave", () => showTip(null));
  marks.addEventListener("focusout", () => showTip(null));
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") showTip(null); });

  /** Say beside a mark what it is: under the pointer, or where the keys have gone. */
  function showTip(item) {
    tipped = item;
    tip.hidden = !item;
    if (!item) return;
    const arabic = language === "ar" && item.place.name_ar;
    const name = element("bdi", arabic ? { lang: "ar", dir: "rtl" } : {}, nameOf(item.place));
    const holder = model.holder(item.holder);
    tip.replaceChildren(name, ` · ${holder.label}${model.isKnown(item.holder) ? `, ${data.certainties[item.certainty]}` : ""}`);
    const ratio = picture.getBoundingClientRect().width / width;
    tip.style.left = `${item.x * ratio}px`;
    tip.style.top = `${item.y * ratio}px`;
    tip.classList.toggle("lcm-tip-left", item.x > width * 0.6);
  }

  return { box, layout, show, items: () => items, width: () => width };
}
