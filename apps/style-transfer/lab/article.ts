/** What the article says, row by row, and which experiments put it to the test. */

/** A row of its table, or an entry of one of its lists. */
export interface ArticleRow {
  /** As experiments name it. */
  readonly row: string;
  /** What it says there, in short. */
  readonly says: string;
  /** Ids; the figures of the first stand in the table. */
  readonly experiments: readonly [string, ...string[]];
  /**
   * Why it comes out as it does. A sentence that rests on an experiment names it, such as "(S2)": without its
   * figures, it is left out.
   */
  readonly why: string;
}

/** Of two rows: each is read by itself. */
const WHY_REGULAR =
  "A matter of batch noise and of sample size. The gap with no norm stands beside theirs (K7).";

/** Its table of five rows, then advantages and disadvantages, then what it says elsewhere. */
export const ARTICLE: readonly ArticleRow[] = [
  {
    row: "Normalisation Scope",
    says: "BN: batch of training examples. IN: individual instances",
    experiments: ["S2", "S2b", "K2", "S8"],
    why:
      "To instance norm, a scene at half its contrast is the same scene (S2). A tile of it is another one (S8).",
  },
  {
    row: "Batch Dependency",
    says: "BN: yes. IN: no",
    experiments: ["S1", "S1c", "S1b"],
    why: "In training only: frozen averages end it (S1b).",
  },
  {
    row: "Regularisation Effect",
    says: "BN: strong. IN: weak",
    experiments: ["K7", "S6"],
    why: WHY_REGULAR,
  },
  {
    row: "Generative Model Compatibility",
    says: "BN: limited. IN: good",
    experiments: ["S7", "S9", "S10", "S11"],
    why:
      "This style goes by what is lighter or darker within a picture, and not by its contrast: what instance norm " +
      "takes away is not missed (S7).",
  },
  {
    row: "Small Batch Size Applicability",
    says: "BN: not suitable. IN: suitable",
    experiments: ["S4", "K3"],
    why: "Fewer pictures make noisier statistics; a large map has many values even of one picture.",
  },
  {
    row: "Advantages of BN: Improved Gradient Flow",
    says: "Prevents vanishing/exploding gradients",
    experiments: ["G1", "G2"],
    why:
      "Any norm undoes a wrong size of the first weights (G1). A norm does not mend depth by itself (G2).",
  },
  {
    row: "Advantages of BN: Reduced Internal Covariate Shift",
    says: "Stabilises the distribution of activations across layers",
    experiments: ["G3"],
    why: "Just before a layer, by construction; that it is why batch norm helps is disputed.",
  },
  {
    row: "Advantages of BN: Faster Training",
    says: "Enables higher learning rates",
    experiments: ["K4", "S7b"],
    why: "A normalized layer does not mind the size of its weights, so large steps do less harm.",
  },
  {
    row: "Disadvantages of BN: Batch Dependency",
    says: "Unsuitable for small batch sizes or online learning",
    experiments: ["K3", "S4"],
    why:
      "How small is too small depends on how many values a channel has: with few, statistics are noisy.",
  },
  {
    row: "Disadvantages of BN: Limited Applicability for Generative Models",
    says: "Dependencies between generated samples within a batch, hindering diversity",
    experiments: ["K1", "S5", "S15"],
    why:
      "The derivative at other samples is there in training, and 0 to the bit with instance norm (K1).",
  },
  {
    row: "Advantages of IN: Instance-Specific Normalisation",
    says: "Focuses on individual instances, preserving diversity",
    experiments: ["S14", "S5"],
    why:
      "Statistics are of each picture by itself. In a film, they flicker with what comes and goes (S14).",
  },
  {
    row: "Advantages of IN: Batch Independence",
    says: "Can be applied to single instances",
    experiments: ["S3", "S1"],
    why: "There is one mode, for training and for use. Batch norm has two that differ (S3).",
  },
  {
    row: "Disadvantages of IN: Limited Regularisation Effect",
    says: "Less regularisation than BN",
    experiments: ["K7", "S6"],
    why: WHY_REGULAR,
  },
  {
    row: "Disadvantages of IN: May Not Work Well with Convolutional Layers",
    says: "Can degrade performance in convolutional networks",
    experiments: ["K6", "S13"],
    why: "It erases contrast, and where that is the answer, no training brings it back (K6).",
  },
  {
    row: "Understanding Normalisation: Vanishing/Exploding Gradients",
    says: "Prevents gradients from becoming too small or too large",
    experiments: ["G2", "G1"],
    why: "With first weights that fit, gradients keep their size without a norm (G2).",
  },
  {
    row: "How It Works",
    says: "Normalise the activations using the calculated mean and variance",
    experiments: ["K8"],
    why: "How exact both are is up to the library, when means are large or deviations extreme.",
  },
  {
    row: "Conclusion: the specific requirements of the task",
    says: "The choice depends on the specific requirements of the task",
    experiments: ["S12"],
    why:
      "The control: where a style goes by brightness itself, batch norm keeps what it needs (S12).",
  },
];
