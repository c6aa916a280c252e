/**
 * Builds the reader: src/index.ts to ../bundle/reader.js, src/view/*.css to ../bundle/reader.css.
 * `--check` builds in memory and says whether the committed bundle is what this source gives.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const bundle = join(here, "..", "bundle");
const banner = "/* Built from highlighter/frontend by `make bundle`: change the source, not this file. */";

async function script() {
  const built = await build({
    absWorkingDir: here,
    entryPoints: ["src/index.ts"],
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    // Streamlit takes a single line for a path, and a reviewer reads diffs: never minified.
    minify: false,
    minifyWhitespace: false,
    legalComments: "none",
    banner: { js: banner },
    write: false,
    logLevel: "warning",
  });
  return built.outputFiles[0].text;
}

function styles() {
  const folder = join(here, "src", "view");
  const names = readdirSync(folder).filter((name) => name.endsWith(".css")).sort();
  const sheets = names.map((name) => `/* ${name} */\n${readFileSync(join(folder, name), "utf8").trim()}\n`);
  return `${[banner, ...sheets].join("\n")}`;
}

function committed(name) {
  try {
    return readFileSync(join(bundle, name), "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

const files = { "reader.js": await script(), "reader.css": styles() };
if (process.argv.includes("--check")) {
  const stale = Object.keys(files).filter((name) => committed(name) !== files[name]);
  if (stale.length > 0) {
    const which = stale.map((name) => `highlighter/bundle/${name}`).join(", ");
    console.error(`The source builds something else than the committed ${which}: run make bundle.`);
    process.exit(1);
  }
} else {
  mkdirSync(bundle, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(bundle, name), text);
}
