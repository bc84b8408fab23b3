
// The map as a widget: what is chosen here goes to the kernel, what is set there comes here.
const SHARED = ["day", "frame", "belief", "place", "language"];

export default {
  render({ model, el }) {
    const host = document.createElement("div");
    host.className = "lyc-map";
    el.append(host);
    let map;
    const wanted = () => Object.fromEntries(SHARED.map((name) => [name, model.get(name)]));
    const heard = (state) => {
      let changed = false;
      for (const name of SHARED) {
        if (state[name] === undefined || state[name] === model.get(name)) continue;
        model.set(name, state[name]);
        changed = true;
      }
      if (changed) model.save_changes();
    };
    const build = () => {
      map?.destroy();
      host.replaceChildren();
      map = createMap(host, model.get("data"), { ...wanted(), controls: false, onChange: heard });
    };
    const follow = () => {
      const now = map.state(), next = wanted();
      const differs = SHARED.filter((name) => now[name] !== next[name]);
      if (differs.length) map.set(Object.fromEntries(differs.map((name) => [name, next[name]])));
    };
    build();
    for (const name of SHARED) model.on(`change:${name}`, follow);
    model.on("change:data", build);
    return () => {
      for (const name of SHARED) model.off(`change:${name}`, follow);
      model.off("change:data", build);
      map.destroy();
    };
  },
};
