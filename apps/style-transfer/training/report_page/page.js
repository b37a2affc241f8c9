// Runs in the report: the film of samples, and the curves.
(() => {
  const film = document.querySelector("#film");
  const place = document.querySelector("#film-place");
  const show = () => {
    const { step } = REPORTS[place.value];
    film.src = IMAGES[place.value];
    document.querySelector("#film-step").textContent = step;
    place.setAttribute("aria-valuetext", step);
  };
  place.addEventListener("input", show);
  place.disabled = IMAGES.length < 2;

  // Each place in a plot has its look; people who see no red or no green tell the colors apart, too.
  const LOOKS = [
    { color: "#0f6674", dash: [], border: "solid" },
    { color: "#c2410c", dash: [9, 4], border: "dashed" },
    { color: "#6d28d9", dash: [2, 3], border: "dotted" },
    { color: "#1c1939", dash: [12, 3, 2, 3], border: "double" },
  ];

  const { color, axisColors, fit, height } = CHARTS;
  const plot = (id, what, curves) => {
    const box = document.querySelector(id);
    const shown = curves.map((curve, i) => ({ ...curve, ...LOOKS[i] }))
      .filter(({ values }) => values.some((v) => v !== null));
    const chart = new uPlot(
      {
        width: box.clientWidth,
        height,
        scales: { x: { time: false } },
        axes: [{ ...axisColors, label: "step" }, { ...axisColors, size: 60 }],
        series: [
          { label: "step" },
          ...shown.map(({ label, color: own, dash }) => (
            { label, stroke: () => color(own), dash, width: 2, spanGaps: true }
          )),
        ],
        legend: { markers: { width: 3, dash: (_, i) => shown[i - 1].border } },
      },
      [REPORTS.map(({ step }) => step), ...shown.map(({ values }) => values)],
      box,
    );
    const names = shown.map(({ label }) => label).join(", ");
    chart.ctx.canvas.setAttribute("role", "img");
    chart.ctx.canvas.setAttribute(
      "aria-label",
      `${what}, from step to step: ${names || "none yet"}`,
    );
    fit(chart, box);
  };
  const scores = (name) => REPORTS.map((report) => report.scores[name] ?? null);
  const losses = (name) => REPORTS.map((report) => report.losses?.[name] ?? null);
  const known = REPORTS.some((report) => report.scores.l1 !== undefined);
  plot(
    "#scores",
    "Held-out scores",
    known
      ? [
        { label: "L1 to the truth", values: scores("l1") },
        { label: "SSIM", values: scores("ssim") },
        { label: "over scales", values: scores("multiScaleSsim") },
        { label: "blurred", values: scores("blurredSsim") },
      ]
      : [{ label: "SWD to the style", values: scores("swd") }],
  );
  const relative = (name) => {
    const values = scores(name);
    const first = values.find((v) => v !== null && v !== 0);
    return values.map((v) => v === null || first === undefined ? null : v / first);
  };
  plot("#style", "Distances to the style, over those of the first report", [
    { label: "patches", values: relative("swd") },
    { label: "random features", values: relative("kernel") },
    { label: "strokes", values: relative("strokes") },
    { label: "palette", values: relative("palette") },
  ]);
  plot("#losses", "Losses", [
    { label: "generator", values: losses("generator") },
    { label: "discriminator", values: losses("discriminator") },
    { label: "content", values: losses("content") },
  ]);
})();
