/** The sections of a model card about the pictures that a run has seen. */

import { code, plain, sourceLink, table } from "./markdown.ts";
import { listNames } from "./people.ts";
import type { Provenance, Source } from "./sources.ts";

/** What identifies a photograph among a few hundred. */
const SHORT_DIGITS = 16;
const NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

type Known = Source & { readonly provenance: Provenance };

/** In a sentence, what a style comes from. */
export function describeStyle(paintings: readonly Source[] | undefined): string {
  if (paintings === undefined) return "Ink: flat tones and dark lines, a procedure.";
  const known = paintings.filter(isKnown).map(({ provenance }) => provenance);
  const count = NUMBERS[paintings.length] ?? String(paintings.length);
  if (known.length < paintings.length) {
    return paintings.length === 1 ? "After one picture." : `After ${count} pictures.`;
  }
  const names = plain(listNames(known.map(({ author }) => author)));
  const [first] = known;
  return known.length === 1
    ? `After ${plain(first!.title)} by ${names}.`
    : `After ${count} paintings by ${names}.`;
}

/** Every painting with its painter, its license and the hash of its file. */
export function describePaintings(paintings: readonly Source[]): string[] {
  const known = paintings.filter(isKnown);
  const rows = known.map(({ provenance }) => [
    plain(provenance.title),
    plain(provenance.author),
    plain(provenance.license),
    sourceLink(provenance),
  ]);
  return [
    "## Paintings",
    ...(rows.length > 0 ? [table([["Painting", "By", "License", "From"], ...rows])] : []),
    "With the SHA-256 of their files:",
    code("text", paintings.map(({ name, sha256 }) => `${sha256}  ${name}`)),
  ];
}

/** The photographs by license, credits where a license asks for them, and a list. */
export function describePhotographs(photographs: readonly Source[], heldOut: number): string[] {
  const known = photographs.filter(isKnown);
  const count = `${photographs.length} files${
    known.length > 0 ? ` of ${countParents(known)} photographs` : ""
  }`;
  const credits = known.filter(({ provenance: { license } }) => isAttribution(license));
  return [
    "## Photographs",
    `${count}, ${heldOut} of them held out of training. They are not part of this project.`,
    ...(known.length > 0 ? [byLicense(known)] : []),
    ...(credits.length > 0 ? ["Scaled down and cut for training:", creditList(credits)] : []),
    "<details>",
    `<summary>All of them, with the first ${SHORT_DIGITS} digits of their SHA-256</summary>`,
    code(
      "text",
      photographs.map(({ name, sha256 }) => `${sha256.slice(0, SHORT_DIGITS)}  ${name}`),
    ),
    "</details>",
  ];
}

function byLicense(known: readonly Known[]): string {
  const groups = Map.groupBy(known, ({ provenance }) => provenance.license);
  const rows = [...groups].sort(([, a], [, b]) => b.length - a.length).map(([license, files]) => [
    plain(license),
    String(countParents(files)),
    String(files.length),
    repositories(files),
  ]);
  return table([["License", "Photographs", "Files", "From"], ...rows]);
}

/** Where they come from; and whose they are, where that may be asked for. */
function repositories(files: readonly Known[]): string {
  const groups = Map.groupBy(files, ({ provenance }) => provenance.repository);
  return [...groups].map(([repository, found]) => {
    const link = `[${plain(repository)}](https://github.com/${repository})`;
    const free = /CC0|public domain/i.test(found[0]!.provenance.license);
    return free ? link : `${link}, by ${plain(listNames(authorsOf(found)))}`;
  }).join(", ");
}

function authorsOf(files: readonly Known[]): string[] {
  return files.map(({ provenance }) => provenance.author);
}

/** One line for each photograph, however many pieces of it there are. */
function creditList(credits: readonly Known[]): string {
  const parents = Map.groupBy(credits, ({ provenance }) => provenance.parent);
  return [...parents.values()].map(([first]) => {
    const { title, author, license } = first!.provenance;
    // Pieces are numbered, "Lake (crop 0)": the credit is for the whole.
    const whole = plain(title.replace(/ \(crop \d+\)$/, ""));
    return `- ${whole} by ${plain(author)}, ${licenseLink(license)}, from ${
      sourceLink(first!.provenance)
    }`;
  }).join("\n");
}

function licenseLink(license: string): string {
  const version = /^CC-BY-(\d\.\d)$/.exec(license)?.[1];
  if (version === undefined) return plain(license);
  return `[${license}](https://creativecommons.org/licenses/by/${version}/)`;
}

function isAttribution(license: string): boolean {
  return /^CC-BY/i.test(license);
}

function countParents(files: readonly Known[]): number {
  return new Set(files.map(({ provenance }) => provenance.parent)).size;
}

function isKnown(source: Source): source is Known {
  return source.provenance !== undefined;
}
