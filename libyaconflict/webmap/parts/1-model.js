// The data of a map: who holds a place on a day, by a standard of proof; what changed; days in words.

const DAY_MS = 86400000;
const ONLY = { certain: "only what is certain", likely: "only what is likely or certain", "claimed only": "only what is told, nothing inferred" };
const BELOW = { certain: "attested less than certain", likely: "attested less than likely", "claimed only": "inferred only" };
const DASH = "M-0.8 0H0.8"; // a state is known, but less well than is asked for: as on the printed maps
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
  const inferred = beliefs.length - 1;
  const holders = [...data.holders, ...beliefs.map((belief) => ({ id: "withheld", label: BELOW[belief] ?? "attested less", color: "#d7d9dd", sign: DASH }))];
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
    /** A state as it counts by a belief: what is less well attested is withheld, which is not to be unknown. */
    seen(state, belief) {
      const least = beliefs.indexOf(belief);
      if (!state || state[column.holder] === unknown) return { holder: unknown, certainty: notKnown };
      if (state[column.certainty] > least) return { holder: data.holders.length + least, certainty: notKnown };
      return { holder: state[column.holder], certainty: state[column.certainty] };
    },
    isKnown(holder) {
      return holder !== unknown && holder < data.holders.length;
    },
    withheld(belief) {
      return data.holders.length + beliefs.indexOf(belief);
    },
    /** What a belief leaves out, in words; empty where it leaves out nothing. */
    only(belief) {
      return beliefs.indexOf(belief) < inferred ? ONLY[belief] ?? `only what is ${belief}` : "";
    },
    isReported(change) {
      return change.certainty < inferred;
    },
    keyDays(belief) {
      return data.key_days[belief] ?? [];
    },
    /**
     * The changes of hands that are attested as a belief asks: a place passes to a known holder other than the last one
     * known. In order of days, on each the best attested first.
     */
    changes(belief) {
      if (changesFor.has(belief)) return changesFor.get(belief);
      const found = [];
      for (const place of data.places) {
        let before = unknown;
        for (const state of place.states) {
          const { holder, certainty } = model.seen(state, beliefs[inferred]);
          if (holder === unknown) continue;
          const day = state[column.start], enough = certainty <= beliefs.indexOf(belief);
          if (enough && before !== unknown && holder !== before && day >= 0) found.push({ day, place, before, holder, certainty });
          before = holder;
        }
      }
      found.sort((one, other) => one.day - other.day || one.certainty - other.certainty || (other.place.population ?? 0) - (one.place.population ?? 0));
      changesFor.set(belief, found);
      return found;
    },
    holder(number) {
      return holders[number] ?? data.holders[unknown];
    },
    /** Face, edge and sign colour and the diameter in points. */
    look(holder, certainty) {
      if (holder >= data.holders.length) {
        const { edge, size } = model.look(unknown, notKnown);
        return { face: "none", edge: "none", sign: edge, size };
      }
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
