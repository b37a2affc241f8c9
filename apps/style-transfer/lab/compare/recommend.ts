/** Which norm to take, from what each of them made of the same pictures. */

import type { NormName } from "../../model/norms.ts";
import { type HeldOutScores, rank } from "../../training/held_out.ts";
import { meanOf } from "../mean_of.ts";

/** One norm, trained once for each seed. */
export interface Candidate {
  readonly norm: NormName;
  /** Of each training. */
  readonly scores: readonly HeldOutScores[];
  /** Seconds that a step of training took. */
  readonly secondsAStep: number;
}

/** The advice, and where it comes from. */
export interface Recommendation {
  /** Absent where no candidate is better than nothing. */
  readonly norm?: NormName;
  /** Why, with numbers: a sentence each. */
  readonly reasons: readonly string[];
}

/** Differences below this share of the best score decide nothing. */
const TIE_SHARE = 0.03;

/** Among equals, what needs least thought comes first: batch norm has two modes, and goes by its batch. */
const PREFERENCE: readonly NormName[] = ["instance", "group", "layer", "none", "batch"];

/** The number that counts, mean over seeds: L1 to the truth, if it is known, or the distance to the style. */
export function scoreOf({ scores }: Pick<Candidate, "scores">): number {
  return meanOf(scores, rank);
}

/**
 * The best norm; among those that are as good, within 3 % or what equal trainings differ by, the one that is
 * simplest to use.
 *
 * @throws {RangeError} If there is no candidate.
 */
export function recommend(
  candidates: readonly Candidate[],
  { unpainted }: { readonly unpainted: HeldOutScores },
): Recommendation {
  if (candidates.length === 0) throw new RangeError("candidates must not be empty");
  const sorted = [...candidates].sort((a, b) => scoreOf(a) - scoreOf(b));
  const best = sorted[0]!;
  const name = best.scores[0]!.l1 === undefined ? "SWD" : "L1";
  const say = (value: number) => name === "SWD" ? value.toFixed(1) : value.toFixed(4);
  const nothing = rank(unpainted);
  if (!(scoreOf(best) < nothing)) {
    return {
      reasons: [
        `The best, ${nameNorm(best.norm)}, has ${name} ${say(scoreOf(best))}, and pictures that ` +
        `nobody painted have ${say(nothing)}: this training was too short to tell.`,
      ],
    };
  }
  const noise = Math.max(...candidates.map(spread));
  const margin = Math.max(TIE_SHARE * scoreOf(best), noise);
  const equals = sorted.filter((candidate) => scoreOf(candidate) - scoreOf(best) <= margin);
  const chosen = PREFERENCE.map((norm) => equals.find((candidate) => candidate.norm === norm))
    .find((candidate) => candidate !== undefined)!;
  return {
    norm: chosen.norm,
    reasons: [
      `${capitalize(nameNorm(chosen.norm))} has ${name} ${say(scoreOf(chosen))}; pictures that ` +
      `nobody painted have ${say(nothing)}.`,
      ...describeRivals(chosen, { sorted, equals, say, margin }),
      ...(best.scores.length > 1 ? [] : [
        "Each norm was trained once: how much luck is in the numbers, --seeds 3 would tell.",
      ]),
    ],
  };
}

function describeRivals(
  chosen: Candidate,
  { sorted, equals, say, margin }: {
    readonly sorted: readonly Candidate[];
    readonly equals: readonly Candidate[];
    readonly say: (value: number) => string;
    readonly margin: number;
  },
): string[] {
  const name = (candidate: Candidate) => `${nameNorm(candidate.norm)} (${say(scoreOf(candidate))})`;
  const alike = equals.filter((candidate) => candidate !== chosen);
  const next = sorted.find((candidate) => !equals.includes(candidate));
  return [
    ...(alike.length === 0 ? [] : [
      `No worse, within ${say(margin)}, ${alike.length === 1 ? "is" : "are"} ` +
      `${alike.map(name).join(", ")}; among equals, the simplest to use is chosen.`,
    ]),
    ...(next === undefined ? [] : [
      `Next comes ${name(next)}, ${
        (100 * (scoreOf(next) / scoreOf(chosen) - 1)).toFixed(0)
      } % further away.`,
    ]),
  ];
}

/** Half of what the trainings of one norm differ by. */
function spread({ scores }: Candidate): number {
  const ranks = scores.map(rank);
  return (Math.max(...ranks) - Math.min(...ranks)) / 2;
}

/** In words. */
export function nameNorm(norm: NormName): string {
  return norm === "none" ? "no norm" : `${norm} norm`;
}

/** As the first word of a sentence. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
