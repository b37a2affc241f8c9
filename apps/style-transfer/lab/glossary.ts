/** The words of the trade that the report uses, each explained where it comes first. */

import type { Experiment } from "./experiment.ts";

/** A word, and what it means here. */
export interface Term {
  readonly word: string;
  /** Finds it in a text. */
  readonly regexp: RegExp;
  readonly meaning: string;
}

/** In the order in which a card explains them. */
export const GLOSSARY: readonly Term[] = [
  term("generator", /\bgenerators?\b/, "the network that turns a picture into a painting"),
  term(
    "scene",
    /\bscenes?\b/,
    "a picture of simple forms, drawn by a program, which never draws the same one twice",
  ),
  term(
    "held-out",
    /\bheld-out\b/,
    "kept away from training, so that nothing can be known by heart",
  ),
  term(
    "the truth, the true painting",
    /\btruth\b|\btrue painting/,
    "the style to be learnt is a program, too: of every scene, it gives the painting that is right",
  ),
  term(
    "L1",
    /\bL1\b/,
    "how far two pictures are apart: the mean difference of their color values, 0 for equal pictures, " +
      "1 for black against white",
  ),
  term("contrast", /\bcontrast\b/, "how far light and dark are apart in a picture as a whole"),
  term(
    "statistics",
    /\bstatistics\b/,
    "the mean and the deviation that a norm brings to 0 and 1",
  ),
  term(
    "deviation",
    /\bdeviations?\b/,
    "standard deviation: how far values usually lie from their mean",
  ),
  term(
    "running statistics, at inference",
    /\brunning statistics\b|\bat inference\b/,
    "what batch norm remembers of all batches of its training, and goes by when the network is used",
  ),
  term("batch", /\bbatch(es)?\b(?! norm)/i, "pictures that a network gets together, in one step"),
  term(
    "channel",
    /\bchannels?\b/,
    "one of the many gray pictures inside a network; each shows where one feature is, such as an edge",
  ),
  term(
    "activations",
    /\bactivations?\b/,
    "the numbers that one layer of a network hands on to the next",
  ),
  term(
    "convolution",
    /\bconvolutions?\b/i,
    "a layer that computes each pixel from its neighbors, everywhere in the same way",
  ),
  term(
    "ε",
    /ε/,
    "a tiny number that a norm adds to the variance, lest it divide by 0",
  ),
  term(
    "float32, float64",
    /\bfloat(32|64)\b/,
    "numbers of about 7 and about 16 digits, as computers have them",
  ),
  term(
    "ghost batch",
    /\bghost batch\b/,
    "a part of a batch that batch norm treats as a batch of its own",
  ),
  term(
    "replicas",
    /\breplicas\b/,
    "copies of a network that share a batch, and put together what they see of it",
  ),
  term(
    "group norm",
    /\bgroup norm\b/,
    "like instance norm, but several channels of a picture share a mean and a deviation",
  ),
  term(
    "layer norm",
    /\blayer norm\b/,
    "like instance norm, but all channels of a picture share a mean and a deviation",
  ),
  term("mates", /\bmates\b/, "the other pictures of a batch"),
  term("sample", /\bsamples?\b/, "one picture, or its share of what passes through a network"),
  term("net", /\bnets?\b/, "short for network"),
  term(
    "figure",
    /\bfigures?\b/,
    "a small gray picture of one form, an ellipse, a box or a triangle, for classifiers to look at",
  ),
  term("tile", /\btiles\b/, "a part of a picture, painted as if it were the whole"),
  term("thumbnail", /\bthumbnail\b/, "a small copy of the whole picture"),
  term(
    "classifier",
    /\bclassifiers?\b/,
    "a network that answers a question about a picture: here, about a gray form",
  ),
  term("accuracy", /\baccuracy\b/, "the share of right answers"),
  term(
    "scale and shift, γ and β",
    /\bscales? and shifts?\b/,
    "the two numbers of each channel by which a norm lets a network undo it, as far as that serves the task",
  ),
  term("parameters", /\bparameters\b/, "all the numbers that a network learns"),
  term(
    "gradient",
    /\bgradients?\b/,
    "how much a result changes with each number that it depends on: what training follows",
  ),
  term(
    "Adam",
    /\bAdam\b/,
    "a usual way of training, which follows the gradient with steps of a size of its own for each number",
  ),
  term(
    "learning rate",
    /\blearning rates?\b|\bAdam's rate\b|\bthe rates\b/i,
    "how large a step of training is; too small, and it takes long, too large, and nothing is learnt",
  ),
  term(
    "diverged",
    /\bdiverges?\b|\bdiverged\b/,
    "a training whose numbers grew beyond all bounds: it is counted, and never left out",
  ),
  term(
    "the weights of He et al.",
    /\bHe et al\./,
    "random first numbers of a size that keeps what passes through a network from fading or exploding",
  ),
  term(
    "discriminator",
    /\bdiscriminators?\b/i,
    "a second network, which learns to tell true paintings from the generator's; the generator learns to " +
      "deceive it",
  ),
  term(
    "finest Laplacian level",
    /\bLaplacian level\b/,
    "what is left of a picture when a slightly blurred copy is taken away: lines, dots, noise",
  ),
  term(
    "label leak, ganhacks",
    /\bganhacks\b/,
    "that a batch's own mean and deviation give away what it is made of; a list of advice for training " +
      "two networks against each other",
  ),
  term("frame", /\bframes\b/, "one of the pictures of a film"),
];

function term(word: string, regexp: RegExp, meaning: string): Term {
  return { word, regexp, meaning };
}

/** The terms that come first in each of the experiments, by its id. */
export function firstUses(
  experiments: readonly Experiment[],
): ReadonlyMap<string, readonly Term[]> {
  const unseen = new Set(GLOSSARY);
  return new Map(experiments.map((experiment) => {
    const text = textOf(experiment);
    const own = [...unseen].filter(({ regexp }) => regexp.test(text));
    own.forEach((term) => unseen.delete(term));
    return [experiment.id, own];
  }));
}

/** Everything that the report says of an experiment. */
function textOf(
  { question, claim, protocol, metric, limits = "", curve, strip }: Experiment,
): string {
  const more = [curve?.x, curve?.y, strip?.look, ...strip?.rows ?? []];
  return [question, claim, protocol, metric, limits, ...more].join("\n");
}
