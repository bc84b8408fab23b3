// The whole: a map with its timeline, dossier, legend and controls, in one element of its own.

/**
 * Draw an interactive map into an element or a shadow root.
 *
 * @param host element or shadow root; the map is appended to it
 * @param data from `webmap_data` of the Python package
 * @param options `day` (ISO or number), `frame`, `belief` (least certainty shown), `place` (id or null),
 *   `language` ("en" or "ar"), `controls` (false draws map, timeline and dossier only),
 *   `onChange` (is called with the new state after the reader changed it, not after `set`),
 *   `maxHeight` (pixels of the map, or a function that gives them)
 * @returns `{ root, set(change), state(), destroy() }`
 */
export function createMap(host, data, options = {}) {
  const model = makeModel(data);
  const withControls = options.controls !== false;
  const state = { day: model.day(options.day, model.last), frame: data.frames[0], belief: model.beliefs.at(-1), place: null, language: "en" };
  const tall = () => (typeof options.maxHeight === "function" ? options.maxHeight() : options.maxHeight) || Math.max(320, (globalThis.innerHeight || 800) - 265);

  const map = makeMap(model, { choose: (place) => change({ place }), maxHeight: tall });
  const timeline = makeTimeline(model, { goTo: (day) => { controls.stop(); goTo(day); } });
  const dossier = makeDossier(model, { goTo: (day) => { controls.stop(); goTo(day); }, close: () => change({ place: null }) });
  const controls = makeControls(model, { goTo, change, say });
  const date = element("time", { class: "lcm-date" });
  const phase = element("span", { class: "lcm-phase" });
  const filter = element("strong", { class: "lcm-filter" });
  const news = element("p", { class: "lcm-news" });
  const live = element("div", { class: "lcm-live", role: "status", "aria-live": "polite" });
  const note = element("p", { class: "lcm-note" });
  const legend = makeLegend(model);
  const side = element("div", { class: "lcm-side" }, legend.box, dossier.box);
  const root = element(
    "div", { class: "lcm", lang: "en" },
    ...(withControls ? [controls.bar] : []),
    element("div", { class: "lcm-time" }, withControls ? controls.slider : null, timeline.picture),
    element("div", { class: "lcm-body" }, element("div", { class: "lcm-head" }, date, phase, filter), element("div", { class: "lcm-middle" }, map.box, note), news, side),
    live,
  );
  let saying = 0, laid = 0;

  function changesToday() {
    return model.changes(state.belief).filter((one) => one.day === state.day);
  }

  /** What is reported comes first, with how sure it is; of what is only inferred the number, and names where there is nothing else. */
  function told(found) {
    const only = model.only(state.belief);
    if (!found.length) return only ? `No change of hands on this day counts: ${only} is shown.` : "No place changed hands on this day.";
    const reported = found.filter(model.isReported), inferred = found.length - reported.length;
    if (!reported.length) return `No change of hands reported on this day; ${inferred} inferred: ${named(found, false)}.`;
    const more = inferred ? `; ${inferred} inferred` : "";
    return `${reported.length} ${reported.length === 1 ? "place" : "places"} reported to have changed hands: ${named(reported, true)}${more}.`;
  }

  function named(found, sure) {
    const words = found.slice(0, 6).map((one) => {
      const how = sure ? `, ${data.certainties[one.certainty]}` : "";
      return `${one.place.name} (${model.holder(one.before).label} → ${model.holder(one.holder).label}${how})`;
    });
    return words.join(", ") + (found.length > 6 ? ` and ${found.length - 6} more` : "");
  }

  /** Say under the map what is left out of it. */
  function leftOut() {
    const only = model.only(state.belief), number = model.withheld(state.belief);
    if (!only) return "";
    const items = map.items(), count = items.filter((item) => item.holder === number).length;
    return `Shown is ${only}: ${count} of ${items.length} places on this map are ${model.holder(number).label}.`;
  }

  /** Tell those who listen, once the day stands still. */
  function say(text) {
    clearTimeout(saying);
    saying = setTimeout(() => {
      const place = model.byId.get(state.place);
      const seen = place && model.seen(model.stateAt(place, state.day), state.belief);
      const here = place ? ` ${place.name}: ${model.holder(seen.holder).label}.` : "";
      live.textContent = text ?? `${model.words(state.day)}. ${told(changesToday())}${here}`;
    }, 350);
  }

  function show() {
    date.textContent = model.words(state.day);
    date.setAttribute("datetime", model.iso(state.day));
    const number = data.phases.indexOf(model.phaseOn(state.day));
    phase.textContent = number < 0 ? "" : `Phase ${data.phases[number].number}: ${data.phases[number].name}`;
    news.textContent = told(changesToday());
    filter.textContent = model.only(state.belief);
    map.show(state.day, state.belief, state.place);
    note.textContent = [leftOut(), data.note, state.frame.note, data.source].filter(Boolean).join(" ");
    legend.show(state.belief);
    timeline.show(state.day);
    dossier.show(state.place, state.day, state.belief);
    controls.show(state);
  }

  function layout() {
    const wide = root.clientWidth || 900;
    laid = wide;
    root.classList.toggle("lcm-narrow", wide < 760);
    const room = wide < 760 ? wide : Math.min(wide - 330, Math.round(wide * 0.7));
    map.layout(state, room);
    timeline.layout(wide, state.belief);
    show();
  }

  function goTo(day) {
    if (day === state.day) return controls.show(state);
    state.day = day;
    show();
    if (!controls.playing()) say();
    options.onChange?.(publicState());
  }

  function take(wish) {
    if ("day" in wish) state.day = model.day(wish.day, state.day);
    if ("frame" in wish) state.frame = data.frames.find((frame) => frame.id === wish.frame) ?? state.frame;
    if ("belief" in wish && model.beliefs.includes(wish.belief)) state.belief = wish.belief;
    if ("place" in wish) state.place = model.byId.has(wish.place) ? wish.place : null;
    if ("language" in wish) state.language = wish.language === "ar" ? "ar" : "en";
  }

  function change(wish) {
    take(wish);
    layout();
    if (!controls.playing()) say();
    options.onChange?.(publicState());
  }

  function publicState() {
    return { day: model.iso(state.day), frame: state.frame.id, belief: state.belief, place: state.place, language: state.language };
  }

  take(Object.fromEntries(Object.entries(options).filter(([name, value]) => name in state && value !== undefined)));
  host.append(root);
  layout();
  const watch = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(() => { if (root.clientWidth && root.clientWidth !== laid) layout(); });
  watch?.observe(root);
  return {
    root,
    set(wish) { take(wish); layout(); },
    state: publicState,
    destroy() { controls.stop(); clearTimeout(saying); watch?.disconnect(); root.remove(); },
  };
}
