// The strip of days: phases, changes of hands by the side that gained, and a cursor that can be moved.

function makeTimeline(model, { goTo }) {
  const { data } = model;
  const back = svgElement("g"), cursor = svgElement("g", { class: "lcm-cursor" });
  const line = svgElement("line", { y1: 0, y2: 92, stroke: "#222222", "stroke-width": 2 });
  cursor.append(line, svgElement("path", { d: "M-6 0H6L0 8Z", fill: "#222222" }));
  const picture = svgElement("svg", { class: "lcm-timeline", role: "img", height: 116 }, back, cursor);
  const inset = 10; // half the thumb of the slider, so that both agree
  let width = 0, drawn = "", factor = 1; // of the letters, for a projector

  const x = (day) => inset + (day / Math.max(model.last, 1)) * (width - 2 * inset);

  function layout(room, belief) {
    width = Math.max(room, 200);
    factor = Math.min(Math.max(width / 1300, 1), 1.35);
    const key = `${width}|${belief}`;
    if (key === drawn) return;
    drawn = key;
    picture.setAttribute("viewBox", `0 0 ${width} 116`);
    picture.setAttribute("width", width);
    const changes = model.changes(belief);
    back.replaceChildren(svgElement("rect", { width, height: 116, fill: "#f7f7f5" }), ...phases(), ...months(), ...bars(changes, belief), ...filtered(changes, belief));
    picture.setAttribute("aria-label", describe(changes, belief));
  }

  function phases() {
    return data.phases.flatMap((phase, number) => {
      const left = x(phase.start - 0.5), right = x(phase.end + 0.5), room = right - left - 6;
      const strip = svgElement("rect", { x: left, y: 0, width: right - left, height: 20, fill: number % 2 ? "#eceef2" : "#dcdfe6" }, svgElement("title", {}, phase.name));
      const text = [phase.name, String(phase.number)].find((one) => measure(one, 12 * factor) <= room);
      if (!text) return [strip];
      return [strip, svgElement("text", { x: (left + right) / 2, y: 10 + 4 * factor, "text-anchor": "middle", "font-size": 12 * factor, fill: "#222222", "pointer-events": "none" }, text)];
    });
  }

  function months() {
    let clear = 0;
    const found = [], room = (30 * (width - 2 * inset)) / Math.max(model.last, 1); // of a month
    const step = [1, 2, 3, 6, 12].find((one) => one * room >= 34 * factor) ?? 12;
    for (let day = 0; day <= model.last; day += 1) {
      const month = model.month(day);
      if (!month.first || month.number % step) continue;
      found.push(svgElement("line", { x1: x(day), x2: x(day), y1: 22, y2: 97, stroke: "#dddddd" }));
      const words = month.number === 0 || !found.some((one) => one.tagName === "text") ? `${month.name} ${month.year}` : month.name;
      if (x(day) + measure(words, 11 * factor) < width && x(day) > clear) found.push(svgElement("text", { x: x(day) + 2, y: 111, "font-size": 11 * factor, fill: "#555555" }, words)), clear = x(day) + measure(words, 11 * factor);
    }
    return found;
  }

  /** Say on the strip that it is not the whole record. */
  function filtered(changes, belief) {
    if (!model.only(belief)) return [];
    const all = model.changes(model.beliefs.at(-1)).length;
    const told = `${model.only(belief)}: ${changes.length} of ${all} changes of hands`;
    return [svgElement("text", { class: "lcm-filtered", x: inset, y: 36 + 2 * factor, "font-size": 12 * factor }, told)];
  }

  /** What is reported stands on the ground line in full colour, what is only inferred upon it, pale. */
  function bars(changes, belief) {
    const days = new Map();
    for (const change of changes) days.set(change.day, [...(days.get(change.day) ?? []), change]);
    const most = Math.max(...[...days.values()].map((list) => list.length), 4);
    const thick = Math.max(((width - 2 * inset) / model.last) * 0.9, 2), unit = 60 / most;
    const made = [svgElement("line", { x1: 0, x2: width, y1: 88, y2: 88, stroke: "#888888" })];
    for (const [day, list] of days) {
      const reported = list.filter(model.isReported).length;
      const title = `${model.words(day)}: changes of hands: ${reported} reported, ${list.length - reported} inferred`;
      let top = 88;
      for (const sure of [true, false]) {
        for (const [number] of data.holders.entries()) {
          const count = list.filter((change) => change.holder === number && model.isReported(change) === sure).length;
          if (!count) continue;
          top -= count * unit;
          const bar = { class: sure ? "lcm-bar" : "lcm-bar lcm-inferred", x: x(day) - thick / 2, y: top, width: thick, height: count * unit, fill: plainColour(model.holder(number).color) };
          made.push(svgElement("rect", bar, svgElement("title", {}, title)));
        }
      }
    }
    for (const day of model.keyDays(belief)) made.push(svgElement("path", { d: `M${x(day) - 5} 97L${x(day) + 5} 97L${x(day)} 89Z`, fill: "#222222" }, svgElement("title", {}, `Key day: ${model.words(day)}`)));
    return made;
  }

  function describe(changes, belief) {
    const counts = new Map(), reported = changes.filter(model.isReported);
    for (const change of reported) counts.set(change.day, (counts.get(change.day) ?? 0) + 1);
    const [day, count] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
    const busy = count ? ` The day with most reported is ${model.words(day)}, with ${count}.` : "";
    const only = model.only(belief) ? `, ${model.only(belief)}` : "";
    return `Timeline of changes of hands from ${model.words(0)} to ${model.words(model.last)}${only}, by who gained the place: ${reported.length} reported, ${changes.length - reported.length} inferred.${busy}`;
  }

  function show(day) {
    cursor.setAttribute("transform", `translate(${x(day).toFixed(1)} 0)`);
  }

  function move(event) {
    const area = picture.getBoundingClientRect();
    const at = ((event.clientX - area.left) * width) / area.width;
    goTo(model.day(((at - inset) / (width - 2 * inset)) * model.last, 0));
  }

  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    picture.setPointerCapture?.(event.pointerId);
    move(event);
  });
  picture.addEventListener("pointermove", (event) => { if (event.buttons === 1) move(event); });
  return { picture, layout, show };
}
