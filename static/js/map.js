/* The map over a list of places (templates/components/map.html), which has all its data. Leaflet and
   the shapes are fetched when the map is about to be seen. A circle stands for a city, or for
   several whose circles would overlap; it is a button that opens the list of what is there. */

const NEAR = "300px"; // how far below the window a map is made ready
const WORLD = [[-60, -180], [84, 195]];
const CLOSEST = { shapes: 8, tiles: 14, alone: 6 }; // zoom
const CIRCLE = { smallest: 16, tenfold: 6, apart: 2 }; // px
const MOST_NAMES = 3; // of a circle for several places
const PLACES_OF_NAMES = ["map__name--below", "map__name--above"];
const MARGIN = 44; // px around what is shown

let leaflet;

function loadLeaflet(address) {
  leaflet ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: address, onload: resolve, onerror: reject });
    document.head.append(script);
  });
  return leaflet;
}

function radius(count) {
  return CIRCLE.smallest + CIRCLE.tenfold * Math.log10(count);
}

/* Circles that overlap become one, at the middle of what they stand for. */
function merged(circles) {
  const kept = [];
  for (const circle of circles) {
    const other = kept.find(({ at, count }) =>
      at.distanceTo(circle.at) < radius(count) + radius(circle.count) + CIRCLE.apart);
    if (!other) kept.push(circle);
    else {
      const count = other.count + circle.count;
      const at = other.at.multiplyBy(other.count).add(circle.at.multiplyBy(circle.count));
      Object.assign(other, { count, at: at.divideBy(count) });
      other.places.push(...circle.places);
    }
  }
  return kept.length < circles.length ? merged(kept) : kept;
}

/* A line of the world's file: the first point, then the way to each next one, in hundredths. */
function points(steps) {
  const line = [];
  for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    line.push([y / 100, x / 100]);
  }
  return line;
}

function meets(one, other) {
  return one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
}

class PlaceMap extends HTMLElement {
  connectedCallback() {
    this.seen = new IntersectionObserver(
      ([entry]) => entry.isIntersecting && this.begin(), { rootMargin: NEAR });
    this.seen.observe(this);
  }

  disconnectedCallback() {
    this.seen.disconnect();
    this.sized?.disconnect();
    this.map?.remove();
  }

  async begin() {
    this.seen.disconnect();
    const { leaflet: script, shapes, tiles } = this.dataset;
    const world = tiles ? null : fetch(shapes).then((answer) => answer.json());
    const [drawn] = await Promise.all([world, loadLeaflet(script)]);
    if (!this.isConnected) return;
    this.read();
    this.build();
    if (tiles) L.tileLayer(tiles, { maxZoom: CLOSEST.tiles }).addTo(this.map);
    else this.draw(drawn);
    this.showAll(false);
    this.map.on("zoomend", () => this.place());
    this.place();
    this.listen();
  }

  read() {
    const { one, other = one, numbers, ...phrases } = this.dataset;
    const below = this.closest(".places");
    this.number = new Intl.NumberFormat(numbers);
    this.plural = new Intl.PluralRules(numbers);
    this.list = new Intl.ListFormat(numbers);
    this.phrases = { ...phrases, one, other };
    this.places = [...below.querySelectorAll("[data-latitude]")].map((element) => ({
      element,
      name: element.querySelector(".places__label").textContent,
      count: Number(element.dataset.count),
      at: L.latLng(element.dataset.latitude, element.dataset.longitude),
    })).sort((one, other) => other.count - one.count);
    this.countries = [...below.querySelectorAll("[data-country]")].map((element) => ({
      code: element.dataset.country,
      name: element.querySelector(".places__name").textContent,
    }));
    this.parts = Object.fromEntries(
      ["canvas", "panel", "place", "found", "closer", "close", "all"]
        .map((name) => [name, this.querySelector(`.map__${name}`)]));
  }

  build() {
    const { canvas } = this.parts;
    const moves = matchMedia("(prefers-reduced-motion: no-preference)").matches;
    const closest = this.dataset.tiles ? CLOSEST.tiles : CLOSEST.shapes;
    canvas.replaceChildren();
    this.map = L.map(canvas, {
      attributionControl: false, // it stands below the map
      zoomControl: false,
      fadeAnimation: moves, inertia: moves, markerZoomAnimation: moves, zoomAnimation: moves,
      // A finger on the map scrolls the page, two move the map; so does the wheel with Ctrl.
      dragging: !matchMedia("(pointer: coarse)").matches,
      scrollWheelZoom: false,
      maxBounds: WORLD, maxBoundsViscosity: 1, minZoom: 1, maxZoom: closest,
      zoomSnap: this.dataset.tiles ? 1 : 0.25,
    });
    L.control.zoom({
      position: this.isLeftToRight() ? "topright" : "topleft",
      zoomInTitle: this.dataset.zoomIn, zoomOutTitle: this.dataset.zoomOut,
    }).addTo(this.map);
    this.circles = L.layerGroup().addTo(this.map);
    this.sized = new ResizeObserver(() => this.map.invalidateSize());
    this.sized.observe(canvas);
  }

  draw({ land, boundaries, labels }) {
    const plain = { interactive: false, renderer: L.svg({ padding: 0.5 }), smoothFactor: 0.5 };
    const coasts = land.map((ring) => [points(ring)]);
    L.polygon(coasts, { ...plain, className: "map__land" }).addTo(this.map);
    L.polyline(boundaries.map(points), { ...plain, className: "map__boundary" }).addTo(this.map);
    for (const country of this.countries) country.at = labels[country.code];
  }

  listen() {
    const { canvas, panel, closer, close, all } = this.parts;
    all.addEventListener("click", () => this.showAll());
    close.addEventListener("click", () => this.shut());
    closer.addEventListener("click", () => this.zoomTo(this.opened.places));
    panel.addEventListener("keydown", ({ key }) => key === "Escape" && this.shut());
    const wheel = ({ ctrlKey }) => this.map.scrollWheelZoom[ctrlKey ? "enable" : "disable"]();
    canvas.addEventListener("wheel", wheel, { capture: true, passive: true });
  }

  showAll(animate) {
    this.map.fitBounds(this.places.map(({ at }) => at),
      { animate, padding: [MARGIN, MARGIN], maxZoom: CLOSEST.alone });
  }

  zoomTo(places) {
    this.shut();
    this.map.fitBounds(places.map(({ at }) => at), { padding: [MARGIN, MARGIN] });
  }

  /* All circles anew, for the present zoom. */
  place() {
    const opener = this.circles.getLayers().find(({ button }) => button === document.activeElement);
    this.circles.clearLayers();
    const alone = this.places.map((place) => (
      { places: [place], count: place.count, at: this.map.project(place.at) }));
    for (const circle of merged(alone)) this.circles.addLayer(this.circle(circle));
    for (const country of this.countries) if (country.at) this.circles.addLayer(this.country(country));
    this.settle();
    if (opener) this.buttonOf(opener.places[0]).focus();
  }

  buttonOf(place) {
    return this.circles.getLayers().find(({ places }) => places?.includes(place)).button;
  }

  circle({ places, count, at }) {
    const size = 2 * radius(count);
    const button = document.createElement("button");
    const [number, name] = ["number", "name"].map((part) => {
      const span = document.createElement("span");
      span.className = `map__${part}`;
      button.append(span);
      return span;
    });
    number.textContent = this.number.format(count);
    const more = places.length > 1 ? ` +${this.number.format(places.length - 1)}` : "";
    name.textContent = places[0].name + more;
    Object.assign(button, { type: "button", className: "map__circle" });
    button.setAttribute("aria-label", this.said(places, count));
    const icon = L.divIcon({ className: "map__marker", html: button, iconSize: [size, size] });
    const where = this.map.unproject(at);
    const marker = L.marker(where, { icon, interactive: false, keyboard: false });
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => this.open(marker));
    button.addEventListener("focus", () => this.map.panInside(where, { padding: [MARGIN, MARGIN] }));
    return Object.assign(marker, { places, count, button });
  }

  country({ name, at: [x, y] }) {
    const html = document.createElement("span");
    html.textContent = name;
    html.className = "map__country";
    html.setAttribute("aria-hidden", "true"); // the list says it
    const icon = L.divIcon({ className: "map__marker", html, iconSize: null });
    return L.marker([y / 100, x / 100], { icon, interactive: false, keyboard: false });
  }

  said(places, count) {
    const names = places.slice(0, MOST_NAMES).map(({ name }) => name);
    const more = places.length - names.length;
    if (more) names.push(`+${this.number.format(more)}`);
    const phrase = this.phrases[this.plural.select(count)] ?? this.phrases.other;
    const number = phrase.replace("%(number)s", this.number.format(count));
    return this.phrases.label.replace("{places}", this.list.format(names)).replace("{number}", number);
  }

  /* Names where there is room: first those of cities, then those of countries. */
  settle() {
    const shown = this.circles.getLayers();
    const taken = shown.flatMap(({ button }) => (button ? [button.getBoundingClientRect()] : []));
    for (const marker of shown) {
      const name = marker.getElement().querySelector(".map__name, .map__country");
      const fits = PLACES_OF_NAMES.some((style) => {
        name.classList.remove(...PLACES_OF_NAMES);
        name.classList.add(style);
        const box = name.getBoundingClientRect();
        return !taken.some((other) => meets(box, other)) && taken.push(box);
      });
      name.classList.toggle("map__name--hidden", !fits);
    }
  }

  open(marker) {
    const { panel, place, found, closer } = this.parts;
    const { places, button } = marker;
    this.opened = marker;
    place.textContent = button.getAttribute("aria-label");
    found.replaceChildren(...places.flatMap(({ element }) => this.copy(element, places.length)));
    closer.hidden = places.length === 1 || this.map.getZoom() === this.map.getMaxZoom();
    panel.hidden = false;
    panel.classList.toggle("map__panel--far", this.isNear(button));
    place.focus();
  }

  /* Whether it is in the half where the panel is unless it is told otherwise. */
  isNear(button) {
    const [one, all] = [button, this].map((element) => element.getBoundingClientRect());
    return one.left + one.right < all.left + all.right === this.isLeftToRight();
  }

  isLeftToRight() {
    return getComputedStyle(this).direction === "ltr";
  }

  /* What stands at a place, below its name where there are several. */
  copy(element, several) {
    const parts = [...element.children].map((child) => child.cloneNode(true));
    return several > 1 ? parts : parts.slice(1);
  }

  shut() {
    this.parts.panel.hidden = true;
    this.buttonOf(this.opened.places[0]).focus();
  }
}

customElements.define("place-map", PlaceMap);
