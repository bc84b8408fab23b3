
// The map as a widget: what is chosen here goes to the kernel, what is set there comes here.
const SHARED = ["day", "frame", "belief", "place", "language"];

export default {
  render({ model, el }) {
    const host = element("div", { class: "lyc-map" });
    const told = element("div");
    el.append(host);
    let map;
    const wanted = () => ({ ...Object.fromEntries(SHARED.map((name) => [name, model.get(name)])), place: model.get("place") || null });
    const day = (iso) => Math.round((Date.parse(iso) - Date.parse(model.get("data").start)) / DAY_MS);
    const current = () => ({ ...map.state(), day: day(map.state().day) });
    const heard = () => {
      const now = current();
      for (const name of SHARED) if ((now[name] ?? "") !== model.get(name)) model.set(name, now[name] ?? "");
      model.save_changes();
      requestAnimationFrame(nameSlider);
    };
    const build = () => {
      map?.destroy();
      const maxHeight = () => Math.min(560, Math.max(320, innerHeight * 0.5));
      map = createMap(host, model.get("data"), { ...wanted(), controls: false, maxHeight, onChange: heard });
      map.root.querySelector(".lcm-side").append(told);
      map.root.querySelector(".lcm-map").after(map.root.querySelector(".lcm-legend")); // beside it is room for the dossier
      map.root.append(map.root.querySelector(".lcm-time")); // below the map, and the slider above it
    };
    const follow = () => {
      const now = current(), next = wanted();
      const change = Object.fromEntries(SHARED.filter((name) => now[name] !== next[name]).map((name) => [name, next[name]]));
      if (Object.keys(change).length) map.set(change);
      requestAnimationFrame(nameSlider);
    };
    // The slider of ipywidgets has no name and tells the day by its number: give it both in words.
    const nameSlider = () => {
      const handle = el.closest(".lyc-explorer")?.querySelector(".noUi-handle");
      handle?.setAttribute("aria-label", "Day");
      handle?.setAttribute("aria-valuetext", map.root.querySelector(".lcm-date").textContent);
    };
    const tell = () => (told.innerHTML = model.get("told")); // escaped where it is made, in dossier.py
    build();
    tell();
    requestAnimationFrame(nameSlider);
    const heeded = [...SHARED.map((name) => [`change:${name}`, follow]), ["change:data", build], ["change:told", tell]];
    for (const [event, act] of heeded) model.on(event, act);
    return () => {
      for (const [event, act] of heeded) model.off(event, act);
      map.destroy();
    };
  },
};
