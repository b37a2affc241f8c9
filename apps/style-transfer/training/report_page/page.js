// Runs in the report: the film of samples, and the curves.
(() => {
  const film = document.querySelector("#film");
  const place = document.querySelector("#film-place");
  const show = () => {
    film.src = IMAGES[place.value];
    document.querySelector("#film-step").textContent = REPORTS[place.value].step;
  };
  place.addEventListener("input", show);
  place.disabled = IMAGES.length < 2;

  const plot = (id, curves) => {
    const box = document.querySelector(id);
    const shown = curves.filter(({ values }) => values.some((v) => v !== null));
    const chart = new uPlot(
      {
        width: box.clientWidth,
        height: 260,
        scales: { x: { time: false } },
        axes: [{ label: "step" }, { size: 60 }],
        series: [
          { label: "step" },
          ...shown.map(({ label, color }) => ({ label, stroke: color, width: 2, spanGaps: true })),
        ],
      },
      [REPORTS.map(({ step }) => step), ...shown.map(({ values }) => values)],
      box,
    );
    addEventListener("resize", () => chart.setSize({ width: box.clientWidth, height: 260 }));
  };
  const scores = (name) => REPORTS.map((report) => report.scores[name] ?? null);
  const losses = (name) => REPORTS.map((report) => report.losses?.[name] ?? null);
  const known = REPORTS.some((report) => report.scores.l1 !== undefined);
  plot(
    "#scores",
    known
      ? [
        { label: "L1 to the truth", color: "#0f6674", values: scores("l1") },
        { label: "SSIM", color: "#c2410c", values: scores("ssim") },
        { label: "over scales", color: "#6d28d9", values: scores("multiScaleSsim") },
        { label: "blurred", color: "#b45309", values: scores("blurredSsim") },
      ]
      : [{ label: "SWD to the style", color: "#0f6674", values: scores("swd") }],
  );
  const relative = (name) => {
    const values = scores(name);
    const first = values.find((v) => v !== null && v !== 0);
    return values.map((v) => v === null || first === undefined ? null : v / first);
  };
  plot("#style", [
    { label: "patches", color: "#0f6674", values: relative("swd") },
    { label: "random features", color: "#c2410c", values: relative("kernel") },
    { label: "strokes", color: "#6d28d9", values: relative("strokes") },
    { label: "palette", color: "#b45309", values: relative("palette") },
  ]);
  plot("#losses", [
    { label: "generator", color: "#0f6674", values: losses("generator") },
    { label: "discriminator", color: "#c2410c", values: losses("discriminator") },
    { label: "content", color: "#6d28d9", values: losses("content") },
  ]);
})();
