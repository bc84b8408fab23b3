// The data of a map: who holds a place on a day, by a standard of proof; what changed; days in words.

const DAY_MS = 86400000;
const inWords = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const inMonths = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });

/** Make an HTML element. Data enter the page only here and in `svgElement`, as text or as attribute: never as markup. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function svgElement(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** Let only a plain colour through: `url(...)` could fetch. */
function plainColour(value) {
  return /^#[0-9a-f]{3,8}$/i.test(String(value)) ? String(value) : "#888888";
}

function listed(text) {
  return String(text).split(";").filter(Boolean).join(", ");
}

function makeModel(data) {
  const column = Object.fromEntries(data.state_columns.map((name, number) => [name, number]));
  const unknown = data.holders.findIndex((holder) => holder.id === "unknown");
  const notKnown = data.certainties.length - 1;
  const beliefs = data.certainties.slice(0, notKnown);
  const zero = Date.parse(`${data.start}T00:00:00Z`);
  const byId = new Map(data.places.map((place) => [place.id, place]));
  const changesFor = new Map();
  const model = {
    data, unknown, notKnown, beliefs, byId, last: data.days - 1,

    get(state, name) {
      return state[column[name]];
    },
    text(state, name) {
      return String(data.texts[state[column[name]]] ?? "");
    },
    stateAt(place, day) {
      return place.states.find((state) => state[column.start] <= day && day <= state[column.end]);
    },
    /** A state as it counts by a belief: what is less well attested is unknown, not guessed. */
    seen(state, belief) {
      const certainty = state ? state[column.certainty] : notKnown;
      if (!state || certainty > beliefs.indexOf(belief)) return { holder: unknown, certainty: notKnown };
      return { holder: state[column.holder], certainty };
    },
    /** The changes of hands: a place passes to a known holder other than the last one known. */
    changes(belief) {
      if (changesFor.has(belief)) return changesFor.get(belief);
      const found = [];
      for (const place of data.places) {
        let before = unknown;
        for (const state of place.states) {
          const { holder, certainty } = model.seen(state, belief);
          if (holder === unknown) continue;
          const day = state[column.start];
          if (before !== unknown && holder !== before && day >= 0) found.push({ day, place, before, holder, certainty });
          before = holder;
        }
      }
      found.sort((one, other) => one.day - other.day || (other.place.population ?? 0) - (one.place.population ?? 0));
      changesFor.set(belief, found);
      return found;
    },
    holder(number) {
      return data.holders[number] ?? data.holders[unknown];
    },
    /** Face, edge and sign colour and the diameter in points. */
    look(holder, certainty) {
      const [face, edge, sign, size] = data.looks[model.holder(holder).id][certainty];
      return { face: plainColour(face), edge: plainColour(edge), sign: plainColour(sign), size: Number(size) || 5 };
    },
    words(day) {
      return inWords.format(new Date(zero + day * DAY_MS));
    },
    iso(day) {
      return new Date(zero + day * DAY_MS).toISOString().slice(0, 10);
    },
    month(day) {
      const date = new Date(zero + day * DAY_MS);
      return { name: inMonths.format(date), number: date.getUTCMonth(), year: date.getUTCFullYear(), first: date.getUTCDate() === 1 };
    },
    /** A day given as its number or in ISO form, kept inside the window; `otherwise` where it is neither. */
    day(value, otherwise) {
      const number = typeof value === "number" ? value : Math.round((Date.parse(`${value}T00:00:00Z`) - zero) / DAY_MS);
      return Number.isFinite(number) ? Math.min(Math.max(Math.round(number), 0), data.days - 1) : otherwise;
    },
    inFrame(frame) {
      return data.places.filter(
        (place) => place.lon >= frame.west && place.lon <= frame.east && place.lat >= frame.south &&
          place.lat <= frame.north && !frame.hides.includes(place.kind),
      );
    },
    phaseOn(day) {
      return data.phases.find((phase) => phase.start <= day && day <= phase.end);
    },
  };
  return model;
}
