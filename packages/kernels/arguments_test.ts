/** Arrays of a wrong length or type: each operation names them, and has written nothing. */

import { seededRandom } from "@evenkeel/testing";
import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { OPERATIONS } from "./_test_operations.ts";

/**
 * An operation with arguments that it takes, by the names that errors call them; a dot leads into an object.
 */
interface Call {
  readonly name: string;
  readonly given: Readonly<Record<string, unknown>>;
}

/** Forward, and of what it takes and gives what backward wants besides `dy`. */
type Row = readonly [name: string, given: Call["given"], kept: string];

const N = 2, C = 4, POSITIONS = 3;
const SIZE = N * C * POSITIONS;
const NORMALIZED = C * POSITIONS;
/** Arguments that stand by themselves, in this order; all others are options. */
const POSITIONAL = ["dy", "x", "style", "weight"];
/** Operations without an epsilon. */
const NO_EPSILON: ReadonlySet<string> = new Set([
  "demodulationBackward",
  "localResponseNorm",
  "localResponseNormBackward",
  "moments",
  "momentsBackward",
  "spectralNormBackward",
  "weightNormBackward",
]);

const random = seededRandom(7);
/** From 0.5 to 1.5, so that they may be variances and lengths, too. */
function draw(length: number): Float64Array {
  return Float64Array.from({ length }, () => 0.5 + random.uniform());
}

const shape = [N, C, POSITIONS];
const input = { x: draw(SIZE), shape };
const affine = { gamma: draw(C), beta: draw(C) };
const ofSample = { gamma: draw(NORMALIZED), beta: draw(NORMALIZED) };
const ofInstances = { gamma: draw(N * C), beta: draw(N * C) };
const residual = draw(SIZE);
const running = { "running.mean": draw(C), "running.variance": draw(C) };
const fixed = { "fixed.mean": draw(C), "fixed.variance": draw(C) };
const given = { mean: draw(C), variance: draw(C) };
const kernel = { x: draw(SIZE), shape };
const gather = (mine: Float64Array) => [mine];

const ROWS: readonly Row[] = [
  ["batchNorm", { ...input, ...affine, ...running, residual }, "gamma mean rstd"],
  ["instanceNorm", { ...input, ...affine, residual }, "gamma mean rstd"],
  ["groupNorm", { ...input, ...affine, residual, groups: 2 }, "gamma groups mean rstd"],
  ["layerNorm", { ...input, ...ofSample, residual }, "gamma mean rstd"],
  ["rmsNorm", { ...input, ...ofSample, residual }, "gamma rstd"],
  ["positionalNorm", { ...input, ...affine, residual }, "gamma mean rstd"],
  ["batchNormInference", { ...input, ...affine, ...given, residual }, "gamma mean variance"],
  [
    "contribGroupNorm",
    { ...input, shape: [N, POSITIONS, C], ...affine, residual, groups: 2 },
    "gamma groups mean rstd",
  ],
  ["pixelNorm", input, "rstd"],
  ["filterResponseNorm", { ...input, ...affine, tau: draw(C) }, "gamma beta tau rstd"],
  ["globalResponseNorm", { ...input, ...affine }, "gamma meanSquare"],
  ["localResponseNorm", { ...input, size: 3 }, "size"],
  ["divisiveNorm", { ...input, ...affine, window: 3 }, "gamma window"],
  ["batchRenorm", { ...input, ...affine, ...running }, "gamma mean rstd r d"],
  [
    "ghostBatchNorm",
    { ...input, ...affine, ...running, ghostSize: 1 },
    "gamma ghostSize mean rstd",
  ],
  ["syncBatchNorm", { ...input, ...affine, ...running, gather }, "gamma gather mean rstd count"],
  [
    "virtualBatchNorm",
    {
      ...input,
      ...affine,
      "reference.mean": draw(C),
      "reference.variance": draw(C),
      "reference.samples": 2,
    },
    "gamma reference.mean reference.variance reference.samples mean variance",
  ],
  [
    "switchableNorm",
    { ...input, ...affine, ...running, meanLogits: draw(3), varianceLogits: draw(3) },
    "gamma meanLogits varianceLogits mean variance",
  ],
  [
    "batchInstanceNorm",
    { ...input, ...affine, ...running, rho: draw(C) },
    "gamma rho mean variance",
  ],
  [
    "ibn",
    { ...input, ...affine, ...running, instanceChannels: 2 },
    "gamma instanceChannels mean variance",
  ],
  ["evoNormB0", { ...input, ...affine, ...running, nu: draw(C) }, "gamma nu mean variance"],
  ["evoNormS0", { ...input, ...affine, groups: 2, nu: draw(C) }, "gamma groups nu mean rstd"],
  [
    "conditionalInstanceNorm",
    { ...input, gamma: draw(3 * C), beta: draw(3 * C), weights: draw(3 * N) },
    "gamma beta weights mean rstd",
  ],
  [
    "adaptiveInstanceNorm",
    { ...input, style: draw(SIZE) },
    "style mean variance styleMean styleVariance",
  ],
  [
    "adaptiveLayerInstanceNorm",
    { ...input, ...ofInstances, rho: draw(C) },
    "gamma rho mean variance",
  ],
  [
    "spade",
    { ...input, gamma: draw(SIZE), beta: draw(SIZE), ...running },
    "gamma mean rstd",
  ],
  ["whitening", input, "mean eigenvalues eigenvectors"],
  [
    "whiteningColoring",
    { ...input, style: draw(SIZE) },
    "style mean eigenvalues eigenvectors styleMean styleEigenvalues styleEigenvectors",
  ],
  ["weightNorm", { ...kernel, gamma: draw(N) }, "gamma rstd"],
  ["weightStandardization", { ...kernel, gamma: draw(N) }, "gamma mean variance"],
  [
    "spectralNorm",
    { ...kernel, "state.u": draw(N), "state.v": draw(NORMALIZED) },
    "sigma u v",
  ],
  ["demodulation", { ...kernel, style: draw(3 * C) }, "style rstd"],
  ["foldBatchNorm", {
    weight: draw(SIZE),
    shape: [C, N, POSITIONS],
    ...given,
    ...affine,
    bias: draw(C),
  }, ""],
  ["moments", { ...input, weights: draw(SIZE) }, "weights mean count"],
];
/** Statistics that inference and frozen layers are given in place of the batch's. */
const FIXED: readonly Row[] = [
  ["switchableNorm", { ...input, ...fixed }, ""],
  ["batchInstanceNorm", { ...input, ...fixed, rho: draw(C) }, ""],
  ["ibn", { ...input, ...fixed, instanceChannels: 2 }, ""],
  ["evoNormB0", { ...input, ...fixed }, ""],
  ["spade", { ...input, ...fixed, gamma: draw(SIZE), beta: draw(SIZE) }, ""],
];

/** Calls an operation, with some of its arguments exchanged. */
async function run({ name, given }: Call, changed: Call["given"] = {}): Promise<object> {
  const all = { ...given, ...changed }, options: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(all)) {
    if (POSITIONAL.includes(path)) continue;
    const [first, second] = path.split(".");
    options[first!] = second === undefined
      ? value
      : { ...options[first!] as object | undefined, [second]: value };
  }
  const inputs = POSITIONAL.flatMap((position) => position in all ? [all[position as "x"]] : []);
  return await OPERATIONS[name]!(...inputs, options);
}

async function callsOf([name, given, kept]: Row): Promise<Call[]> {
  const forward = { name, given }, backward = `${name}Backward`;
  if (OPERATIONS[backward] === undefined || kept === "") return [forward];
  const all: Record<string, unknown> = { ...given, ...await run(forward) };
  const wanted = kept.split(" ").map((key) => [key, all[key]]);
  const inputs = name === "moments"
    ? { x: all["x"], dmean: draw(1), dvariance: draw(1) }
    : { x: all["x"], dy: name === "demodulation" ? draw(3 * SIZE) : draw(SIZE) };
  const others = { shape: all["shape"], ...Object.fromEntries(wanted) };
  return [forward, { name: backward, given: { ...inputs, ...others } }];
}

for (const row of [...ROWS, ...FIXED]) {
  for (const { name, given } of await callsOf(row)) {
    describe(`${name}${"fixed.mean" in given ? ", fixed statistics" : ""}, by its arguments`, () => {
      const arrays = Object.entries(given).filter((entry): entry is [string, Float64Array] =>
        entry[1] instanceof Float64Array
      );
      for (const [key, array] of arrays) {
        it(`refuses ${key} of another length or type`, async () => {
          const before = arrays.map(([, values]) => values.slice());
          // What is written lies over an input, which must be as it was.
          const output = name.endsWith("Backward") ? "dx" : "y", over = given["dy"] ?? given["x"];
          const inPlace = over === undefined || key === "x" || key === "dy"
            ? {}
            : { [`out.${output}`]: over };
          const refuses = (value: unknown, type: typeof RangeError | typeof TypeError) => {
            const changed = { ...inPlace, [key]: value };
            return assertRejects(() => run({ name, given }, changed), type, `${key} must `);
          };
          await refuses(array.subarray(1), RangeError);
          await refuses(Int16Array.from(array), TypeError);
          assertEquals(arrays.map(([, values]) => values), before);
        });
      }
      if (!NO_EPSILON.has(name)) {
        it("refuses an epsilon that is none", async () => {
          const wrong = { epsilon: NaN };
          await assertRejects(() => run({ name, given }, wrong), RangeError, "epsilon must be ");
        });
      }
      it("takes what fits", async () => void await run({ name, given }));
    });
  }
}
