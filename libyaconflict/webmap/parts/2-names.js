// Where the names of places stand on the map.

const FOREMOST = 45; // so many places get a name further off, with a line to it, where there is no room beside them
const ONE_SPOT = 5; // pixels: marks nearer to each other cannot be told apart by where a name stands

/**
 * Write the names that find room: nearest to their own marks, or with a line to them that runs over no other.
 *
 * They stand still while the days pass: room is kept for each mark at its largest.
 * @returns the names and lines written, each with its place and the room that it takes
 */
function placeNames({ items, labels, frame, width, height, factor, nameOf, label }) {
  const size = Math.round(11.5 * factor * 2) / 2;
  const taken = items.map((item) => around(item.x, item.y, item.largest / 2));
  const long = (frame.scale_km / 111.195) * frame.stretch * width / (frame.east - frame.west);
  taken.push([0, height - 34 * factor, width * 0.03 + long + 8, height]);
  const order = [...items].sort((one, other) => other.known - one.known || other.weight - one.weight || (other.place.population ?? -1) - (one.place.population ?? -1));
  const leaders = [];
  const written = [];
  labels.replaceChildren();
  for (const [rank, item] of order.entries()) {
    const name = nameOf(item.place);
    const wide = measure(name, size), reach = item.largest / 2 + 3;
    const spots = [
      [reach, -size * 0.55], [-reach - wide, -size * 0.55], [-wide / 2, -reach - size * 1.05], [-wide / 2, reach],
      [reach * 0.7, -reach - size * 0.7], [reach * 0.7, reach - size * 0.4], [-reach * 0.7 - wide, -reach - size * 0.7], [-reach * 0.7 - wide, reach - size * 0.4],
    ];
    const near = spots.length;
    if (rank < FOREMOST) spots.push(...farSpots(wide, size, reach));
    for (const [n, [dx, dy]] of spots.entries()) {
      const spot = [item.x + dx - 1.5, item.y + dy - 0.5, item.x + dx + wide + 1.5, item.y + dy + size * 1.15];
      if (spot[0] < 2 || spot[1] < 2 || spot[2] > width - 2 || spot[3] > height - 2) continue;
      if (taken.some((other) => meets(spot, other))) continue;
      if (leaders.some((other) => crosses(other, spot))) continue;
      if (n < near ? !isNearest(item, spot) : touches(item, spot)) continue;
      const text = label(item, item.x + dx + wide / 2, item.y + dy + size * 0.9, size);
      if (n >= near) {
        const leader = leaderTo(item, spot);
        if (written.some((other) => crosses(leader, other.spot)) || passes(item, leader)) continue;
        if (leaders.some((other) => cut(leader, other))) continue;
        taken.push(spot);
        leaders.push(leader);
        text.dataset.led = "";
        const line = svgElement("line", { class: "lcm-leader", x1: leader[0], y1: leader[1], x2: leader[2], y2: leader[3] });
        labels.append(line);
        written.push({ text: line, spot, item });
      } else {
        taken.push(spot);
      }
      written.push({ text, spot, item });
      labels.append(text);
      break;
    }
  }
  return written;

  /** Whether a name would stand nearer to its own mark than to any other, on whatever day. */
  function isNearest(item, spot) {
    const own = apart(spot, item) - item.least / 2;
    return others(item).every((other) => apart(spot, other) - other.largest / 2 > Math.max(own, 0) + 1);
  }

  /** Whether a name with a line would stand so near to another mark that it seemed to be that one's. */
  function touches(item, spot) {
    return others(item).some((other) => apart(spot, other) - other.largest / 2 < 4 * factor);
  }

  /** Whether a line from a mark would run over another. */
  function passes(item, [x1, y1, x2, y2]) {
    const long = Math.max((x2 - x1) ** 2 + (y2 - y1) ** 2, 1e-6);
    return others(item).some((other) => {
      const along = Math.min(Math.max(((other.x - x1) * (x2 - x1) + (other.y - y1) * (y2 - y1)) / long, 0), 1);
      return Math.hypot(x1 + along * (x2 - x1) - other.x, y1 + along * (y2 - y1) - other.y) < other.largest / 2 + 1.5;
    });
  }

  function others(item) {
    return items.filter((other) => other !== item && Math.hypot(other.x - item.x, other.y - item.y) >= ONE_SPOT);
  }

  /** Places further off, for the names of the foremost places: they get a leader line. */
  function farSpots(wide, size, reach) {
    const found = [];
    for (const away of [12, 20, 28, 38]) {
      for (const turn of [0, 7, 1, 6, 3, 4, 2, 5]) {
        const [dx, dy] = [Math.cos(turn * Math.PI / 4), -Math.sin(turn * Math.PI / 4)].map((part) => part * (reach + away * factor));
        found.push([dx > 1 ? dx : dx < -1 ? dx - wide : -wide / 2, dy - size * 0.55]);
      }
    }
    return found;
  }

  function leaderTo(item, [left, top, right, bottom]) {
    const [x, y] = [Math.min(Math.max(item.x, left), right), Math.min(Math.max(item.y, top), bottom)];
    const long = Math.hypot(x - item.x, y - item.y) || 1, begin = item.largest / 2;
    return [item.x + (x - item.x) / long * begin, item.y + (y - item.y) / long * begin, x, y].map((part) => Number(part.toFixed(1)));
  }

  function crosses([x1, y1, x2, y2], [left, top, right, bottom]) {
    for (let n = 0; n <= 8; n += 1) {
      const [x, y] = [x1 + (x2 - x1) * n / 8, y1 + (y2 - y1) * n / 8];
      if (x > left && x < right && y > top && y < bottom) return true;
    }
    return false;
  }
}

/** Pixels from the middle of a mark to a box. */
function apart([left, top, right, bottom], { x, y }) {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

/** Whether two lines cut each other. */
function cut([x1, y1, x2, y2], [x3, y3, x4, y4]) {
  const side = (ax, ay, bx, by, cx, cy) => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
  return side(x1, y1, x2, y2, x3, y3) !== side(x1, y1, x2, y2, x4, y4) && side(x3, y3, x4, y4, x1, y1) !== side(x3, y3, x4, y4, x2, y2);
}

const ruler = { context: null, widths: new Map() };

function measure(text, size, weight = "") {
  const key = `${weight}${size}|${text}`;
  if (!ruler.widths.has(key)) {
    ruler.context ??= document.createElement("canvas").getContext("2d");
    ruler.context.font = `${weight}${size}px ${FONT}`;
    ruler.widths.set(key, ruler.context.measureText(text).width);
  }
  return ruler.widths.get(key);
}

const FONT = '"DejaVu Sans", "Segoe UI", "Noto Sans", "Noto Sans Arabic", Arial, sans-serif';

function around(x, y, reach) {
  return [x - reach, y - reach, x + reach, y + reach];
}

function meets(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
