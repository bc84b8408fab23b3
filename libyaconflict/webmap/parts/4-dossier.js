// What is known of one place on one day, and the key to the map.

function makeDossier(model, { goTo, close }) {
  const { data } = model;
  const box = element("div", { class: "lcm-dossier", role: "group", "aria-label": "Dossier" });
  let shown = null, cursor = null;

  function show(id, day, belief) {
    const place = model.byId.get(id);
    if (!place) {
      box.setAttribute("aria-label", "Dossier");
      if (shown !== "") box.replaceChildren(element("p", { class: "lcm-hint" }, "Choose a place, on the map or in the list, for its dossier."));
      shown = "";
      return;
    }
    const state = model.stateAt(place, day);
    const key = [id, belief, model.get(state, "start")].join("|");
    if (key === shown) return void cursor.setAttribute("x", day);
    shown = key;
    box.setAttribute("aria-label", `Dossier: ${place.name}`);
    const active = box.contains(box.getRootNode().activeElement);
    const { holder, certainty } = model.seen(state, belief);
    const weak = !model.isKnown(holder) && holder !== model.unknown;
    const shut = element("button", { type: "button", class: "lcm-shut", "aria-label": "Close the dossier" }, "×");
    shut.addEventListener("click", () => close());
    const arabic = place.name_ar ? element("bdi", { lang: "ar", dir: "rtl", class: "lcm-arabic" }, place.name_ar) : null;
    const people = place.population ? ` · about ${place.population.toLocaleString("en-GB")} people` : "";
    box.replaceChildren(...[
      element("div", { class: "lcm-title" }, element("p", { class: "lcm-name" }, element("bdi", {}, place.name), arabic ? " " : null, arabic), shut),
      element("p", { class: "lcm-about" }, `${place.kind.replaceAll("_", " ")}${people}${place.approx ? " · position approximate" : ""}`),
      element("p", { class: "lcm-held" }, swatch(model, holder, certainty, place.shape, 22), element("strong", {}, heldBy(holder)), model.isKnown(holder) ? ` ${data.certainties[certainty]}` : null),
      weak ? element("p", { class: "lcm-weak" }, `The record has ${model.holder(model.get(state, "holder")).label} here, but only as “${data.certainties[model.get(state, "certainty")]}”: less than is asked for.`) : null,
      facts(state),
      ...reports("Rests on", model.get(state, "evidence")),
      ...reports("Rival claims, not borne out", model.get(state, "set_aside")),
      history(place, day, belief),
    ].filter(Boolean));
    if (active) box.querySelector("[aria-current]")?.focus();
  }

  function heldBy(holder) {
    const { id, label } = model.holder(holder);
    return id === "contested" ? "Contested" : id === "unknown" ? "Holder not known" : id === "withheld" ? label[0].toUpperCase() + label.slice(1) : `Held by ${id === "other" ? "other forces" : label}`;
  }

  function facts(state) {
    const rows = [
      ["When", model.text(state, "since")],
      ["Claimed by", listed(model.text(state, "claimed_by"))],
      ["Confirmed by", listed(model.text(state, "confirmed_by"))],
      ["Denied by", listed(model.text(state, "disputed_by"))],
      ["Basis", model.text(state, "basis").replaceAll("_", " ")],
      ["For part of the day", listed(model.text(state, "within_day"))],
      ["In doubt", model.get(state, "in_doubt") ? "the next change may have come already" : ""],
      ["Note", model.text(state, "note")],
    ];
    return element("dl", {}, ...rows.filter(([, told]) => told).map(([name, told]) => element("div", {}, element("dt", {}, name), element("dd", {}, told))));
  }

  function reports(title, numbers) {
    if (!numbers.length) return [];
    const items = numbers.map((number) => {
      const [date, summary, claimed, confirmed, disputed, sources] = data.reports[number];
      const voices = [["claimed by", claimed], ["confirmed by", confirmed], ["denied by", disputed]]
        .map(([word, text]) => [word, listed(data.texts[text] ?? "")]).filter(([, who]) => who).map(([word, who]) => `${word} ${who}`).join("; ");
      const cited = sources.map((source) => data.sources[source]).join("; ");
      return element("li", {}, element("b", {}, date), `. ${summary}`, voices ? element("span", { class: "lcm-voices" }, ` ${voices}.`) : null, cited ? element("small", {}, ` ${cited}`) : null);
    });
    const whole = element("ul", {}, ...items.slice(0, 6));
    const parts = [element("p", { class: "lcm-heading" }, title), whole];
    if (items.length > 6) parts.push(element("details", {}, element("summary", {}, `${items.length - 6} more`), element("ul", {}, ...items.slice(6))));
    return parts;
  }

  /** All states of the place: a strip in proportion, and a button for each that leads to its first day. */
  function history(place, day, belief) {
    const runs = [];
    for (const state of place.states.filter((one) => model.get(one, "end") >= 0)) {
      const { holder, certainty } = model.seen(state, belief);
      const before = runs.at(-1);
      if (before && before.holder === holder && before.certainty === certainty) before.end = model.get(state, "end");
      else runs.push({ holder, certainty, start: Math.max(model.get(state, "start"), 0), end: model.get(state, "end") });
    }
    const strip = svgElement("svg", { class: "lcm-strip", viewBox: `0 0 ${data.days} 20`, preserveAspectRatio: "none", width: "100%", height: 20, "aria-hidden": "true" });
    for (const run of runs) {
      const look = model.look(run.holder, run.certainty), tall = { certain: 18, likely: 13, "claimed only": 13, inferred: 8 }[data.certainties[run.certainty]] ?? 4;
      const hollow = data.certainties[run.certainty] === "claimed only";
      strip.append(svgElement("rect", { x: run.start, y: 10 - tall / 2, width: run.end - run.start + 1, height: tall, fill: model.isKnown(run.holder) ? look.face : run.holder === model.unknown ? "#bbbbbb" : "#d7d9dd", stroke: hollow ? look.edge : "#ffffff", "stroke-width": 1, "vector-effect": "non-scaling-stroke" }));
    }
    cursor = svgElement("rect", { x: day, y: 0, width: Math.max(data.days / 200, 1), height: 20, fill: "#222222" });
    strip.append(cursor);
    const steps = runs.map((run) => {
      const now = run.start <= day && day <= run.end;
      const go = element("button", { type: "button", "aria-current": now ? "true" : null }, model.words(run.start));
      go.addEventListener("click", () => goTo(run.start));
      return element("li", {}, swatch(model, run.holder, run.certainty, place.shape, 16), go, ` ${model.holder(run.holder).label}${model.isKnown(run.holder) ? `, ${data.certainties[run.certainty]}` : ""}`);
    });
    return element("div", { class: "lcm-history" }, element("p", { class: "lcm-heading" }, "History"), strip, element("ol", {}, ...steps));
  }

  return { box, show };
}

/** One mark as it stands on the map. */
function swatch(model, holder, certainty, shape, room) {
  const look = model.look(holder, certainty), size = Math.min(look.size * 1.7, room * 0.8);
  const at = { transform: `translate(${room / 2} ${room / 2}) scale(${size})`, "vector-effect": "non-scaling-stroke" };
  return svgElement(
    "svg", { class: "lcm-swatch", width: room, height: room, viewBox: `0 0 ${room} ${room}`, "aria-hidden": "true" },
    svgElement("path", { ...at, d: model.data.shapes[shape]?.path ?? ringPath, fill: look.face, stroke: look.edge, "stroke-width": 1.3, "stroke-linejoin": "round" }),
    svgElement("path", { ...at, d: model.holder(holder).sign, fill: "none", stroke: look.sign, "stroke-width": Math.max(size * (Number(model.holder(holder).thick) || 0.17), 1), "stroke-linecap": "round" }),
  );
}

function makeLegend(model) {
  const { data } = model, present = new Set(data.places.flatMap((place) => place.states.map((state) => model.get(state, "holder"))));
  const kinds = new Set(data.places.map((place) => place.shape));
  const sample = data.holders.findIndex((holder) => holder.id !== "unknown");
  const group = (title, entries) => element("div", {}, element("p", { class: "lcm-heading" }, title), element("ul", {}, ...entries.map(([sign, text]) => element("li", {}, sign, text))));
  const holders = [...data.holders.keys()].filter((number) => present.has(number));
  const box = element(
    "div", { class: "lcm-legend", role: "group", "aria-label": "Key to the map" },
    group("Held by", holders.map((number) => [swatch(model, number, number === model.unknown ? model.notKnown : 0, "settlement", 22), model.holder(number).label])),
    group("How sure", [...data.certainties.keys()].filter((certainty) => certainty !== model.notKnown).map((certainty) => [swatch(model, sample, certainty, "settlement", 22), data.certainties[certainty]])),
    group("Kind of place", Object.entries(data.shapes).filter(([key]) => kinds.has(key)).map(([key, { label }]) => [swatch(model, model.unknown, 0, key, 22), label])),
    element("p", { class: "lcm-bars" }, "Timeline: a bar is the changes of hands of a day, in the colour of who gained; its pale part is inferred. ▲\u00a0key\u00a0day, by what is reported."),
  );
  const list = box.querySelector("ul"), withheld = element("li", { class: "lcm-withheld" });
  /** By a belief that leaves something out, the key has the sign of what is left out. */
  function show(belief) {
    const number = model.withheld(belief);
    withheld.replaceChildren(swatch(model, number, model.notKnown, "settlement", 22), model.holder(number).label);
    if (model.only(belief)) list.append(withheld);
    else withheld.remove();
  }
  return { box, show };
}
