// Draws the world as one SVG out of whose parts a page takes those that it needs: the land as a whole,
// and each country by its ISO 3166 code, the small ones as dots.
//
// The land bears no borders; a country's own shape is coloured where somebody came from there, and
// says nothing about where a state ends. Seas and countries bear no names.
import { geoEqualEarth, geoPath } from "d3-geo";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);

export const WIDTH = 2000;
export const HEIGHT = 900;
/** Asia in the middle; the cut runs through the Atlantic. */
const MIDDLE = -150;
/** Square units of the drawing under which a country is a dot. */
const SMALL = 90;
const DOT = 9;
const ANTARCTICA = "AQ";
/** Degrees: nobody lives in a state beyond. */
const SOUTHERNMOST = -60;

async function atlas(detail) {
  const file = require.resolve(`world-atlas/countries-${detail}.json`);
  return JSON.parse(await readFile(file, "utf8"));
}

/** The two letters of a country that the atlas knows by its ISO number; none of what has no number. */
function code(number) {
  if (!number) return "";
  const region = Intl.getCanonicalLocales(`und-${number}`)[0].slice(4);
  return /^[A-Z]{2}$/.test(region) ? region : "";
}

function countries(topology) {
  const found = new Map();
  for (const shape of feature(topology, topology.objects.countries).features) {
    const name = code(shape.id);
    if (name && name !== ANTARCTICA) found.set(name, shape);
  }
  return found;
}

/** A projection that fits what is drawn of *shapes* into the frame. */
function projection(shapes) {
  return geoEqualEarth()
    .rotate([MIDDLE, 0])
    .fitExtent([[DOT, DOT], [WIDTH - DOT, HEIGHT - DOT]], { type: "FeatureCollection", features: shapes });
}

/** The largest part of a country: its dot stands there, not between its islands. */
function mainPart(shape) {
  if (shape.geometry.type !== "MultiPolygon") return shape;
  const path = geoPath();
  const parts = shape.geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  return parts.reduce((one, other) => (path.area(other) > path.area(one) ? other : one));
}

/** The land as it is, without borders. */
function withoutAntarctica({ features: [{ geometry }] }) {
  const isNorth = ([ring]) => ring.some(([, latitude]) => latitude > SOUTHERNMOST);
  return { type: "MultiPolygon", coordinates: geometry.coordinates.filter(isNorth) };
}

/** The drawing, as text. */
export async function world() {
  const coarse = await atlas("110m");
  const shapes = countries(coarse);
  const fine = countries(await atlas("50m"));
  const place = projection([...shapes.values()]);
  const path = geoPath(place).digits(0);
  const parts = [];
  for (const name of [...new Set([...shapes.keys(), ...fine.keys()])].sort()) {
    const shape = shapes.get(name);
    if (shape && path.area(shape) >= SMALL) {
      parts.push(`<path id="${name}" d="${path(shape)}"/>`);
    } else {
      const [x, y] = path.centroid(mainPart(fine.get(name) ?? shape));
      parts.push(`<circle id="${name}" cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" r="${DOT}"/>`);
    }
  }
  const land = path(withoutAntarctica(feature(coarse, coarse.objects.land)));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}">` +
    `<defs><path id="land" d="${land}"/>${parts.join("")}</defs></svg>`
  );
}
