/** The same with what training remembered. */

import { l1 } from "../../metrics/similarity.ts";
import { BOTH, type Experiment, forNorms } from "../experiment.ts";
import { paintBatch } from "../paint_batch.ts";

/** With running statistics. */
export const INFERENCE_DEPENDENCY: Experiment = {
  id: "S1b",
  row: "Batch Dependency",
  question: "Does it still depend on others once training is over?",
  claim: "Batch norm: yes. Instance norm: no.",
  protocol: "One scene painted alone and in a batch of four, with running statistics.",
  metric: "mean absolute difference of its two paintings, 0 to 1",
  expected: "positive",
  quick: true,
  exactlyZero: ["batch", "instance"],
  limits: "The dependency is one of training: at inference, batch norm has none either.",
  async measure(laboratory, seed) {
    const [scene, ...mates] = laboratory.heldOut.content;
    return await forNorms(BOTH, async (norm) => {
      const painter = await laboratory.painter({ norm, seed });
      const [alone] = paintBatch(painter, [scene!], "running");
      const [beside] = paintBatch(painter, [scene!, ...mates.slice(0, 3)], "running");
      return l1(alone!, beside!);
    });
  },
};
