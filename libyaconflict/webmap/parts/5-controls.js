// The controls: slider, play, previous and next change, frame, belief, labels, list of places.

const SPEEDS = [["slow", "Slow", 4], ["normal", "Normal", 10], ["fast", "Fast", 24]]; // days a second
const BELIEF_WORDS = { inferred: "all", "claimed only": "claimed or better", likely: "likely or better", certain: "certain only" };

function choice(label, options, pick) {
  const list = element("select", {}, ...options.map(([value, text]) => element("option", { value }, text)));
  list.addEventListener("change", () => pick(list.value));
  return { list, box: element("label", { class: "lcm-choice" }, element("span", {}, label), list) };
}

function button(text, label, press) {
  const made = element("button", { type: "button", "aria-label": label, title: label }, text);
  made.addEventListener("click", press);
  return made;
}

function makeControls(model, { goTo, change, say }) {
  const { data } = model;
  const still = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");
  let now = null, timer = 0, playing = false, shownFrame = "";

  const slider = element("input", { type: "range", min: 0, max: model.last, step: 1, class: "lcm-slider", "aria-label": "Day" });
  slider.addEventListener("input", () => { stop(); goTo(Number(slider.value)); });
  slider.addEventListener("keydown", (event) => {
    const month = event.shiftKey ? 30 : 7;
    const step = { PageUp: month, PageDown: -month }[event.key];
    if (!step) return;
    event.preventDefault();
    stop();
    goTo(model.day(now.day + step, now.day));
  });

  const play = button("▶ Play", "Play", () => (playing ? stop() : start()));
  play.classList.add("lcm-play");
  play.removeAttribute("title");
  const before = button("◀ Change", "Previous change of hands", () => jump(-1));
  const after = button("Change ▶", "Next change of hands", () => jump(1));
  const speed = choice("Speed", SPEEDS.map(([value, text]) => [value, text]), () => {});
  speed.list.value = "normal";
  const frames = choice("Map", data.frames.map((frame) => [frame.id, frame.title]), (frame) => change({ frame }));
  const belief = choice("Show", [...model.beliefs].reverse().map((name) => [name, BELIEF_WORDS[name] ?? name]), (name) => change({ belief: name }));
  const places = choice("Place", [], (place) => change({ place: place || null }));
  const labels = [["en", "English"], ["ar", "العربية"]].map(([value, text]) => {
    const made = element("button", { type: "button", lang: value, "aria-pressed": "false", "data-language": value }, text);
    made.addEventListener("click", () => change({ language: value }));
    return made;
  });
  const bar = element("div", { class: "lcm-controls", role: "group", "aria-label": "Controls of the map" },
    element("div", { class: "lcm-buttons" }, play, before, after, speed.box), frames.box, belief.box, places.box,
    element("div", { class: "lcm-languages", role: "group", "aria-label": "Labels" }, element("span", { "aria-hidden": "true" }, "Labels"), ...labels));

  function jump(way) {
    stop();
    const days = [...new Set(model.changes(now.belief).map((one) => one.day))];
    const found = way > 0 ? days.find((day) => day > now.day) : days.findLast((day) => day < now.day);
    if (found === undefined) say(way > 0 ? "No later change of hands." : "No earlier change of hands.");
    else goTo(found);
  }

  function start() {
    playing = true;
    if (now.day >= model.last) goTo(0);
    play.textContent = "❚❚ Pause";
    play.setAttribute("aria-label", "Pause");
    tick();
  }

  function stop() {
    if (!playing) return;
    playing = false;
    clearTimeout(timer);
    play.textContent = "▶ Play";
    play.setAttribute("aria-label", "Play");
    say();
  }

  // Whoever asked for less motion is led from change to change instead.
  function tick() {
    if (!playing) return;
    const calm = still?.matches;
    const days = calm ? model.changes(now.belief).map((one) => one.day) : [];
    const next = calm ? days.find((day) => day > now.day) ?? model.last : now.day + 1;
    if (now.day >= model.last) return stop();
    goTo(next);
    const rest = model.keyDays(now.belief).includes(next);
    if (rest) say();
    const rate = SPEEDS.find(([value]) => value === speed.list.value)[2];
    timer = setTimeout(tick, calm ? 15000 / rate : rest ? 1800 : 1000 / rate);
  }

  function show(state) {
    now = state;
    slider.value = state.day;
    slider.setAttribute("aria-valuetext", model.words(state.day));
    frames.list.value = state.frame.id;
    belief.list.value = state.belief;
    const key = `${state.frame.id}|${state.language}`;
    if (key !== shownFrame) {
      shownFrame = key;
      listPlaces(state);
    }
    places.list.value = state.place ?? "";
    for (const made of labels) made.setAttribute("aria-pressed", String(made.dataset.language === state.language));
  }

  function listPlaces(state) {
    const arabic = state.language === "ar";
    const named = model.inFrame(state.frame).map((place) => [place.id, arabic && place.name_ar ? place.name_ar : place.name]);
    named.sort((one, other) => one[1].localeCompare(other[1], state.language));
    places.list.replaceChildren(element("option", { value: "" }, "none"), ...named.map(([value, text]) => element("option", { value, lang: arabic ? "ar" : null }, text)));
  }

  return { bar, slider, show, stop, playing: () => playing };
}
