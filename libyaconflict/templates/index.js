
const find = document.getElementById('find');
const list = document.getElementById('reports');

function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function start() {
  const field = name => document.getElementById(name);
  const [words, state, place, batch, from, to, order] =
    ['words', 'state', 'place', 'batch', 'from', 'to', 'order'].map(field);
  const fields = [words, state, place, batch, from, to, order].filter(Boolean);
  const [count, reset, filters] = ['count', 'reset', 'filters'].map(field);
  const number = new Intl.NumberFormat('en');
  const rows = Array.from(list.children, (item, position) => ({
    item, position, text: null, shown: true, ...item.dataset, places: JSON.parse(item.dataset.places),
    title: item.querySelector('h2').textContent,
  }));
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const last = '\uffff';
  const orders = {
    state: (a, b) => a.position - b.position,
    title: (a, b) => collator.compare(a.title, b.title) || a.position - b.position,
    period: (a, b) => compare(a.start || last, b.start || last) || compare(a.end, b.end) || a.position - b.position,
    built: (a, b) => compare(b.built, a.built) || a.position - b.position,
  };
  let sorted = 'state';

  function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  function text(row) {
    if (row.text === null) {
      const parts = row.item.querySelectorAll('h2, .told, .error, .period, .values');
      row.text = fold([row.batch, ...Array.from(parts, part => part.textContent)].join(' '));
    }
    return row.text;
  }

  function wanted(row, parts) {
    return (!state?.value || row.state === state.value)
      && (!batch?.value || row.batch === batch.value)
      && (!place?.value || row.places.includes(place.value))
      && (!from?.value || (row.end !== '' && row.end >= from.value))
      && (!to?.value || (row.start !== '' && row.start <= to.value))
      && parts.every(part => text(row).includes(part));
  }

  function filter() {
    const parts = fold(words.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of rows) {
      const shown = wanted(row, parts);
      left += shown;
      if (shown !== row.shown) {
        row.item.hidden = !shown;
        row.shown = shown;
      }
    }
    const all = number.format(rows.length);
    const noun = rows.length === 1 ? 'report' : 'reports';
    const told = left === rows.length ? `All ${all} ${noun}` : `${number.format(left)} of ${all} ${noun}`;
    if (count.textContent !== told) count.textContent = told;
    reset.hidden = fields.every(one => one === order || !one.value);
  }

  function sort() {
    if (order.value !== sorted) {
      sorted = order.value;
      const batch = document.createDocumentFragment();
      for (const row of rows.sort(orders[sorted])) batch.append(row.item);
      list.append(batch);
    }
  }

  function apply() {
    sort();
    filter();
  }

  for (const one of fields) one.addEventListener(one === words ? 'input' : 'change', apply);
  reset.addEventListener('click', () => {
    for (const one of fields) if (one !== order) one.value = '';
    words.focus();
    apply();
  });
  document.addEventListener('keydown', event => {
    const typing = event.target.closest('input, select, textarea');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      words.focus();
    } else if (event.key === 'Escape' && event.target === words && words.value) {
      event.preventDefault();
      words.value = '';
      apply();
    }
  });
  window.addEventListener('pageshow', apply);  // on the way back, the browser has filled in what was asked for
  filters.open = !window.matchMedia('(max-width: 40rem)').matches;
  find.hidden = false;
  apply();
}

if (find && list) start();
