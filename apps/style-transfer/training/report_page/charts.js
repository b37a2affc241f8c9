// Runs in reports, before what draws their charts: these fit their boxes, on paper too, and can be seen in colors
// that the reader's system forces on the page.
globalThis.CHARTS = (() => {
  const HEIGHT_PX = 260;
  const PAPER_WIDTH_PX = 630; // what margins and paddings leave of A4; narrower paper scales it
  const INK = "#5b5775", LINES = "#ece8da";
  const forced = matchMedia("(forced-colors: active)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  // Paper has the page's own colors, whatever the system forces on the screen.
  let isPrinting = false;

  const isForced = () => forced.matches && !isPrinting;
  addEventListener("beforeprint", () => isPrinting = true);
  addEventListener("afterprint", () => isPrinting = false);

  /** Red, green and blue of "#010203" or "rgb(1, 2, 3)". */
  const parse = (text) =>
    text[0] === "#"
      ? [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16))
      : text.match(/\d+/g).slice(0, 3).map(Number);
  const hex = (values) => `#${values.map((v) => v.toString(16).padStart(2, "0")).join("")}`;
  /** The color of the system's text, which is sure to be seen on its background. */
  const systemText = () => parse(getComputedStyle(document.body).color);

  /** A curve's color, as the reader is to see it: on a dark page, which only a system makes, it is lighter. */
  const color = (own) => {
    if (!isForced() || !dark.matches) return own;
    const text = systemText();
    return hex(parse(own).map((v, i) => Math.round(0.6 * v + 0.4 * text[i])));
  };
  const lines = { stroke: () => isForced() ? `${hex(systemText())}22` : LINES };
  /** For the options of every axis. */
  const axisColors = {
    stroke: () => isForced() ? hex(systemText()) : INK,
    grid: lines,
    ticks: lines,
  };

  /** Draws a chart anew when its box has another size, or its page other colors. */
  const fit = (chart, box) => {
    const draw = () => {
      const width = isPrinting ? PAPER_WIDTH_PX : box.clientWidth;
      chart.setSize({ width, height: HEIGHT_PX });
      chart.redraw();
    };
    for (const event of ["resize", "beforeprint", "afterprint"]) addEventListener(event, draw);
    for (const query of [forced, dark]) query.addEventListener("change", draw);
  };
  return { color, axisColors, fit, height: HEIGHT_PX };
})();
