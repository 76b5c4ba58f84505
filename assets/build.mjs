// Makes build/: one trimmed site.css out of the design system, the themes and our own css, and the fonts it names.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";
import { themeCss } from "./themes.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BUILD = join(ROOT, "build");
const FONT = "node_modules/@fontsource/noto-sans";
const WEIGHTS = [400, 700];
const DESIGN_SYSTEM = [
  "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
  "node_modules/@utrecht/component-library-css/dist/index.css",
];
const OURS = ["base", "layout", "forms", "components", "print"].map((name) => `assets/css/${name}.css`);
const LICENCES = "/*! Burgerkracht, Utrecht component library, Voorbeeld theme: EUPL-1.2. Noto Sans: OFL-1.1. */\n";

const read = (path) => readFileSync(join(ROOT, path), "utf8");

function fontFace(weight) {
  const file = `noto-sans-latin-${weight}-normal.woff2`;
  copyFileSync(join(ROOT, FONT, "files", file), join(BUILD, "fonts", file));
  return read(`${FONT}/latin-${weight}.css`).replace(/src:[^;]+;/, `src: url(fonts/${file}) format("woff2");`);
}

async function trim(css) {
  const [result] = await new PurgeCSS().purge({
    css: [{ raw: css }],
    content: [join(ROOT, "templates/**/*.html")],
    // Our own classes all stay (a page made tomorrow may use them), and those that templates put together.
    safelist: { greedy: [/bk-/, /-theme$/, /^utrecht-root$/] },
    variables: true,
  });
  return result.css;
}

function dropUnreadTokens(root) {
  const names = (value) => [...value.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);
  const read = new Set();
  const reading = new Map();
  root.walkDecls((decl) => {
    if (!decl.prop.startsWith("--")) names(decl.value).forEach((name) => read.add(name));
    else reading.set(decl.prop, [...(reading.get(decl.prop) ?? []), ...names(decl.value)]);
  });
  for (const name of read) (reading.get(name) ?? []).forEach((next) => read.add(next));
  root.walkDecls(/^--/, (decl) => { if (!read.has(decl.prop)) decl.remove(); });
  root.walkRules((rule) => { if (!rule.nodes.length) rule.remove(); });
}

function squeeze(root) {
  root.walkComments((comment) => { comment.remove(); });
  root.walk((node) => {
    Object.assign(node.raws, { before: "", between: node.type === "decl" ? ":" : "", after: "", semicolon: false });
    if (node.type === "atrule") node.raws.afterName = " ";
    if (node.selector) node.selector = node.selector.replace(/\s*\n\s*/g, "");
    if (node.value) node.value = node.value.replace(/\s+/g, " ").replace(/\( /g, "(").replace(/ \)/g, ")");
    delete node.raws.value;
    delete node.raws.selector;
  });
}

mkdirSync(join(BUILD, "fonts"), { recursive: true });
const fonts = WEIGHTS.map(fontFace);
const themes = themeCss(JSON.parse(read("assets/themes.json")));
const root = postcss.parse(await trim([...fonts, ...DESIGN_SYSTEM.map(read), OURS.map(read).join("\n"), themes].join("\n")));
dropUnreadTokens(root);
squeeze(root);
writeFileSync(join(BUILD, "site.css"), LICENCES + root.toString());
