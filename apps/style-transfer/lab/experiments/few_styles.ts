/** Do scale and shift alone carry a style? */

import { distanceToTruth } from "../distance_to_truth.ts";
import type { Experiment } from "../experiment.ts";
import type { Laboratory } from "../laboratory.ts";
import { meanOf } from "../mean_of.ts";
import { paintShown, shownScenes } from "../strip.ts";
import { type StyleName, TOGETHER } from "../styles.ts";

/** Conditional instance norm: one net, of which each style has gammas and betas of its own. */
export const FEW_STYLES: Experiment = {
  id: "S11",
  row: "Generative Model Compatibility",
  question: "Can one net learn several styles?",
  claim: "Instance norm: good.",
  protocol:
    `Three styles (${
      TOGETHER.join(", ")
    }) of other colors and other lines: one net that shares everything but the ` +
    "scales and shifts, γ and β, of its instance norms (conditional instance norm), and a net for each style. " +
    "Each style has equally many steps, on equal pictures, either way. That γ and β carry a style is " +
    "Dumoulin et al.'s (2017) discovery.",
  metric: "mean L1 distance to the true painting, 0 to 1, mean over the styles",
  expected: "negative",
  compared: "several",
  tolerance: 0.1,
  names: { instance: "a net for each style", several: "one net for all" },
  limits:
    "One net for all may be a tenth worse, as their paper leads one to expect. Each further " +
    "style adds 0.54 % to the parameters. What the styles share learns from all of them: three times as " +
    "many steps as a net of one style has. These styles are one procedure with other colors and lines.",
  strip: {
    rows: TOGETHER.flatMap((style) => [
      `${style}: the truth`,
      `${style}: a net of its own`,
      `${style}: one net for all`,
    ]),
    look: "Whether the third row of each style looks like the second.",
    async paint(laboratory, seed) {
      const together = await laboratory.painters({ norm: "instance", seed });
      const scenes = shownScenes(laboratory);
      const rows = [];
      for (const [i, style] of TOGETHER.entries()) {
        const own = await painterOf(laboratory, style, seed);
        rows.push(laboratory.truth(style).slice(0, scenes.length));
        rows.push(paintShown(laboratory, own));
        rows.push(paintShown(laboratory, together[i]!));
      }
      return rows;
    },
  },
  async measure(laboratory, seed) {
    const alone = [];
    for (const style of TOGETHER) {
      alone.push(distanceToTruth(laboratory, await painterOf(laboratory, style, seed), style));
    }
    const painters = await laboratory.painters({ norm: "instance", seed });
    return {
      instance: meanOf(alone, (distance) => distance),
      several: meanOf(
        painters,
        (painter, i) => distanceToTruth(laboratory, painter, TOGETHER[i]!),
      ),
    };
  },
};

/** The first one is the generator of other experiments. */
async function painterOf(
  laboratory: Laboratory,
  style: StyleName,
  seed: number,
): ReturnType<Laboratory["painter"]> {
  const recipe = { norm: "instance", seed } as const;
  return await laboratory.painter(style === "ink" ? recipe : { ...recipe, style });
}
