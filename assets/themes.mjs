// A theme is a handful of tokens; from them come the steps of the design system's palette, each checked on contrast.

// How far each step of the palette lies from the theme's own colour: towards white (+) or black (-).
const STEPS = { 50: 0.96, 100: 0.91, 200: 0.81, 300: 0.66, 400: 0.14, 500: 0, 600: -0.25, 700: -0.55 };
// Which family of the palette a token colours.
const FAMILIES = { accent: "violet", link: "blauw", neutral: "grijs" };
// [text, ground, what WCAG asks]: every pair the design system makes of these steps.
const PAIRS = [
  [400, "#ffffff", 4.5], [400, 100, 4.5], [400, "stone", 4.5], [500, 100, 4.5], [500, "stone", 4.5], [600, 200, 4.5],
  [700, 100, 7], ["#ffffff", 500, 4.5], ["#ffffff", 600, 7], ["mark", 500, 3], ["mark", 600, 3],
];

const parse = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const print = (rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

function shade(hex, distance) {
  const end = distance > 0 ? 255 : 0;
  return print(parse(hex).map((part) => part + (end - part) * Math.abs(distance)));
}

function luminance(hex) {
  const linear = parse(hex).map((part) => part / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function palette(name, tokens, token) {
  const steps = Object.fromEntries(Object.entries(STEPS).map(([step, distance]) => [step, shade(tokens[token], distance)]));
  const colour = (key) => steps[key] ?? tokens[key] ?? key;
  for (const [text, ground, least] of PAIRS) {
    const found = contrast(colour(text), colour(ground));
    if (found < least) throw new Error(`theme ${name}: ${token} ${text} on ${ground} has contrast ${found.toFixed(2)}, not ${least}`);
  }
  return Object.entries(steps).map(([step, hex]) => `--voorbeeld-kleuren-${FAMILIES[token]}-${step}:${hex}`);
}

export function themeCss(themes) {
  return Object.entries(themes).map(([name, tokens]) => {
    const colours = Object.keys(FAMILIES).flatMap((token) => palette(name, tokens, token));
    const own = ["stone", "mark", "radius"].map((token) => `--bk-${token}:${tokens[token]}`);
    return `.${name}-theme{${[...colours, ...own].join(";")}}`;
  }).join("\n");
}
