// Runs in the lab's report: draws the plots, points and curves.
(() => {
  const GRAY = "#b7b2a2", FONT = "12px system-ui, sans-serif";
  const { color, axisColors, fit, height } = CHARTS;
  const short = (v) => {
    if (v === null || v === undefined) return "";
    if (v === 0) return "0";
    return Math.abs(v) < 1e-3 ? v.toExponential(0) : String(Number(v.toPrecision(3)));
  };
  const axis = (more) => ({ ...axisColors, font: FONT, ...more });
  const draw = (box, options, data) => {
    const size = { width: box.clientWidth, height };
    const more = { legend: { show: false }, cursor: { show: false }, ...options };
    fit(new uPlot({ ...size, ...more }, data, box), box);
  };
  /** All of them and 0, with some air. */
  const rangeOf = (values) => {
    const known = values.filter((v) => v !== null);
    const low = Math.min(0, ...known), high = Math.max(0, ...known);
    const air = 0.06 * (high - low) || 1;
    return [low < 0 ? low - air : 0, high > 0 ? high + air : low < 0 ? 0 : 1];
  };

  /** Words in lines of so many letters, if they are not longer. */
  const wrap = (name, letters) => {
    const line = new RegExp(`(.{1,${letters}})(?: +|$)`, "g");
    return name.replace(line, "$1\n").trimEnd();
  };

  const drawPoints = (box, { arms, pairs }) => {
    const range = rangeOf([...pairs.flat(), ...arms.flatMap(({ low, high }) => [low, high])]);
    const bars = (chart) => {
      const { ctx } = chart;
      const y = (v) => chart.valToPos(v, "y", true);
      ctx.save();
      arms.forEach(({ color: own, mean, low, high }, i) => {
        const x = chart.valToPos(i, "x", true), unit = devicePixelRatio;
        ctx.strokeStyle = ctx.fillStyle = color(own);
        ctx.lineWidth = 3 * unit;
        ctx.beginPath();
        if (low !== null && high !== null) {
          ctx.moveTo(x, y(low));
          ctx.lineTo(x, y(high));
          for (const end of [low, high]) {
            ctx.moveTo(x - 7 * unit, y(end));
            ctx.lineTo(x + 7 * unit, y(end));
          }
        }
        ctx.stroke();
        ctx.beginPath();
        ctx.arc(x, y(mean), 6 * unit, 0, 2 * Math.PI);
        ctx.fill();
      });
      ctx.restore();
    };
    draw(box, {
      scales: { x: { time: false, range: [-0.5, arms.length - 0.5] }, y: { range } },
      axes: [
        axis({
          size: 64,
          grid: { show: false },
          splits: () => arms.map((_, i) => i),
          values: () => {
            const letters = Math.max(8, Math.floor((box.clientWidth - 70) / arms.length / 7));
            return arms.map(({ name }) => wrap(name, letters));
          },
        }),
        axis({ size: 56, values: (_, splits) => splits.map(short) }),
      ],
      series: [
        {},
        ...pairs.map(() => (
          { stroke: () => color(GRAY), width: 1, points: { show: true, size: 5 } }
        )),
      ],
      hooks: { draw: [bars] },
    }, [arms.map((_, i) => i), ...pairs]);
  };

  const drawCurve = (box, { x, at, logarithmic, arms }) => {
    const first = arms.map((_, i) => 3 * i + 1);
    const range = rangeOf(arms.flatMap(({ mean, low, high }) => [...mean, ...low, ...high]));
    const ends = logarithmic
      ? [at[0] / 1.15, at[at.length - 1] * 1.15]
      : [at[0] - 0.3, at[at.length - 1] + 0.3];
    draw(box, {
      scales: {
        x: { time: false, range: ends, ...(logarithmic ? { distr: 3 } : {}) },
        y: { range },
      },
      axes: [
        axis({
          label: x,
          labelFont: FONT,
          values: (_, splits) => splits.map(short),
          ...(logarithmic ? { splits: () => at, filter: (_, splits) => splits } : {}),
        }),
        axis({ size: 56, values: (_, splits) => splits.map(short) }),
      ],
      series: [
        {},
        ...arms.flatMap(({ color: own }) => [
          {
            stroke: () => color(own),
            width: 2,
            points: { show: true, size: 6, fill: () => color(own) },
          },
          { stroke: "transparent", points: { show: false } },
          { stroke: "transparent", points: { show: false } },
        ]),
      ],
      bands: arms.map(({ color: own }, i) => ({
        series: [first[i] + 2, first[i] + 1],
        fill: () => `${color(own)}22`,
      })),
    }, [at, ...arms.flatMap(({ mean, low, high }) => [mean, low, high])]);
  };

  const show = (box) => {
    const { points, curve } = box.dataset;
    if (points !== undefined) drawPoints(box, POINTS[points]);
    else drawCurve(box, CURVES[curve]);
  };
  for (const box of document.querySelectorAll(".plot")) show(box);
})();
