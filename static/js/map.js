/**
 * The map of stops. `<div class="map" dir="ltr" data-stops='[{"number": 1, "name": "…", "lat": …,
 * "lon": …}]' data-tiles="" data-attribution="" data-zoom-in="…" data-zoom-out="…">`: numbered places joined by straight lines in
 * order; no tiles unless an address is given, so nothing leaves the page.
 */
import { control, divIcon, map as makeMap, marker, polyline, tileLayer } from "leaflet/dist/leaflet-src.esm.js";
import "leaflet/dist/leaflet.css";
import "../css/parts/map.css";

for (const frame of document.querySelectorAll(".map[data-stops]")) {
  const closed = frame.closest("details:not([open])");
  // A map that nobody sees has no size to be drawn in.
  if (closed) closed.addEventListener("toggle", () => draw(frame), { once: true });
  else draw(frame);
}

function draw(frame) {
  const stops = JSON.parse(frame.dataset.stops);
  if (!stops.length) return;
  const { tiles, attribution, zoomIn, zoomOut } = frame.dataset;
  const map = makeMap(frame, { scrollWheelZoom: false, zoomControl: false, attributionControl: Boolean(tiles) });
  control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  if (tiles) tileLayer(tiles, { attribution, maxZoom: 18 }).addTo(map);
  const line = polyline(
    stops.map((stop) => [stop.lat, stop.lon]),
    { color: "#0b50d0", weight: 3, dashArray: "8 6", interactive: false },
  ).addTo(map);
  for (const stop of stops) place(stop).addTo(map);
  map.fitBounds(line.getBounds().pad(0.2), { maxZoom: 16 });
}

function place(stop) {
  const pin = document.createElement("span");
  pin.textContent = stop.number;
  const label = document.createElement("bdi");
  label.textContent = stop.name;
  const icon = divIcon({ className: "map-pin", html: pin, iconSize: [30, 30] });
  const title = `${stop.number}. ${stop.name}`;
  return marker([stop.lat, stop.lon], { icon, title, alt: title }).bindTooltip(label);
}
