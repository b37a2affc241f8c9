/** Sentences that name the experiments they rest on: what was not measured is not said. */

const CITATION_REGEXP = / ?\(([GKS]\d+[a-z]?(?:, [GKS]\d+[a-z]?)*)\)/g;
const SENTENCE_END_REGEXP = /(?<=\.) +(?=[A-Z])/;

/**
 * A text without the sentences that nothing stands behind: experiments that are not among the ids are taken from
 * its citations, such as "(K6, S12)", and a sentence goes with the last name of a citation. One that cites nothing
 * belongs to the one before it, and goes with it.
 */
export function keepMeasured(text: string, ids: readonly string[]): string {
  let isKept = true;
  const kept = text.split(SENTENCE_END_REGEXP).map((sentence) => {
    const citations = [...sentence.matchAll(CITATION_REGEXP)].map(([, names]) =>
      names!.split(", ").filter((name) => ids.includes(name))
    );
    if (citations.length > 0) isKept = citations.every((names) => names.length > 0);
    return isKept
      ? sentence.replace(CITATION_REGEXP, () => ` (${citations.shift()!.join(", ")})`)
      : "";
  });
  return kept.filter((sentence) => sentence !== "").join(" ");
}
