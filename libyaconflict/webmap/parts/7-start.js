// In a page: every place prepared for a map gets its own, in the stead of the still picture.

/** Start the maps of a page; where one cannot be drawn, its still picture stays. */
export function startMaps(page) {
  for (const held of page.querySelectorAll('[data-webmap] > script[type="application/json"]')) {
    const host = held.parentElement;
    try {
      const { data, options } = JSON.parse(held.textContent);
      createMap(host, data, options);
      for (const still of (host.closest(".lcm-hosted") ?? host).querySelectorAll(".lcm-still, .full-size")) still.remove();
    } catch (error) {
      console.error("The map could not be drawn.", error);
    }
  }
}
