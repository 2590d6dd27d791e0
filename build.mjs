// Bundles the style sheets and scripts into static/dist, under hashed names.
//
// Every file directly in static/css, static/js and static/img is an entry; the folders below hold
// what entries import. A script that imports a style sheet yields `<name>.css` as well.
// static/dist/manifest.json maps "staff.css" to "staff-3F2A….css"; each text file lies there
// compressed as well, for a server that answers with the .br or .gz twin.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { world } from "./world.mjs";

const OUT = "static/dist";
const require = createRequire(import.meta.url);

/** The names of the files directly in a folder that end in *extension*. */
async function entries(folder, extension) {
  const found = await readdir(folder, { withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && extname(entry.name) === extension)
    .map((entry) => join(folder, entry.name))
    .sort();
}

/** All style sheets of ours, as one text. */
async function ourStyles() {
  const names = await readdir("static/css", { recursive: true });
  const sheets = names.filter((name) => name.endsWith(".css"));
  const texts = await Promise.all(sheets.map((name) => readFile(join("static/css", name), "utf8")));
  return texts.join("\n");
}

/** The tokens of KRDS that *styles* use, with those that they refer to, as one :root rule. */
async function usedTokens(styles) {
  const file = require.resolve("krds-uiux/resources/css/token/krds_tokens.css");
  const tokens = new Map();
  for (const [, name, value] of (await readFile(file, "utf8")).matchAll(/(--krds-[\w-]+):([^;]+);/g)) {
    if (!tokens.has(name)) tokens.set(name, value.trim());
  }
  const used = new Map();
  const collect = (text) => {
    for (const [, name] of text.matchAll(/var\((--krds-[\w-]+)/g)) {
      if (used.has(name)) continue;
      if (!tokens.has(name)) throw new Error(`KRDS has no token ${name}`);
      used.set(name, tokens.get(name));
      collect(tokens.get(name));
    }
  };
  collect(styles);
  return `:root{${[...used].map(([name, value]) => `${name}:${value}`).join(";")}}`;
}

const krdsTokens = {
  name: "krds-tokens",
  setup(bundle) {
    bundle.onResolve({ filter: /^krds:tokens$/ }, () => ({ path: "tokens", namespace: "krds" }));
    bundle.onLoad({ filter: /.*/, namespace: "krds" }, async () => ({
      contents: await usedTokens(await ourStyles()),
      loader: "css",
    }));
  },
};

/** Bundle the style sheets and scripts; returns what the manifest says of them. */
async function bundle() {
  const result = await build({
    entryPoints: [...(await entries("static/css", ".css")), ...(await entries("static/js", ".js"))],
    outdir: OUT,
    entryNames: "[name]-[hash]",
    assetNames: "files/[name]-[hash]",
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2020", "chrome88", "firefox88", "safari14.1"],
    loader: { ".woff2": "file", ".woff": "empty", ".svg": "file", ".png": "file" },
    plugins: [krdsTokens],
    metafile: true,
    legalComments: "linked",
    logLevel: "warning",
  });
  const manifest = {};
  for (const [file, output] of Object.entries(result.metafile.outputs)) {
    if (!output.entryPoint) continue;
    const name = basename(output.entryPoint);
    manifest[name] = basename(file);
    if (output.cssBundle) manifest[name.replace(/\.js$/, ".css")] = basename(output.cssBundle);
  }
  return manifest;
}

/** Write the images and the world under hashed names; returns what the manifest says of them. */
async function images() {
  const drawings = new Map([["world.svg", Buffer.from(await world())]]);
  for (const file of await entries("static/img", ".svg")) {
    drawings.set(basename(file), await readFile(file));
  }
  const manifest = {};
  for (const [name, content] of drawings) {
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
    manifest[name] = name.replace(/\.svg$/, `-${hash}.svg`);
    await writeFile(join(OUT, manifest[name]), content);
  }
  return manifest;
}

/** Lay a .gz and a .br twin beside every text file. */
async function compress() {
  for (const name of await readdir(OUT)) {
    if (![".css", ".js", ".svg"].includes(extname(name))) continue;
    const content = await readFile(join(OUT, name));
    await writeFile(join(OUT, `${name}.gz`), gzipSync(content, { level: 9 }));
    await writeFile(join(OUT, `${name}.br`), brotliCompressSync(content));
  }
}

await mkdir(OUT, { recursive: true });
for (const name of await readdir(OUT)) await rm(join(OUT, name), { recursive: true });
const manifest = { ...(await bundle()), ...(await images()) };
await compress();
await writeFile(join(OUT, "manifest.json"), JSON.stringify(manifest, null, 1));
console.log(Object.values(manifest).join("\n"));
