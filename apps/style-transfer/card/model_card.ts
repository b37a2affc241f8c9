/** A model card: what a generator comes from, how good it is, and how to make it again. */

import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { formatBytes } from "../export/format_bytes.ts";
import type { HeldOutScores } from "../training/held_out.ts";
import { SCORE_ROWS } from "../training/score_table.ts";
import { describePaintings, describePhotographs, describeStyle } from "./describe_sources.ts";
import { code, commandLines, plain, shellWord, table } from "./markdown.ts";
import type { Source } from "./sources.ts";

/** Everything that a card tells. */
export interface ModelCard {
  /** The style's. */
  readonly name: string;
  readonly checkpoint: Checkpoint;
  readonly file: CardFile;
  /** The options of its training that differ from the preset, and what it was computed on. */
  readonly options: readonly string[];
  /** Which file of the run it was. */
  readonly generator: string;
  /** Seconds of training, if anybody counted them. */
  readonly seconds: number | undefined;
  /** Absent where they were rendered scenes. */
  readonly photographs?: readonly Source[];
  /** Absent where the style was a procedure. One list for each folder, so for each style of the run. */
  readonly paintings?: readonly (readonly Source[])[];
  readonly scores: CardScores;
  /** Instead of the first sentence. */
  readonly about?: string;
}

/** The checkpoint as a file. */
export interface CardFile {
  readonly bytes: number;
  readonly sha256: string;
  readonly half: boolean;
}

/** How it does on pictures that it never saw. */
export interface CardScores {
  readonly count: number;
  /** Of the pictures as they are. */
  readonly photographs: HeldOutScores;
  readonly paintings: HeldOutScores;
}

/** The card as Markdown. `deno fmt` makes it pretty. */
export function renderModelCard(card: ModelCard): string {
  const { name, photographs, paintings, scores, about = describeStyle(ownPaintings(card)) } = card;
  const blocks = [
    `# ${plain(name)}`,
    about,
    describeFile(card),
    code("sh", [`deno task style apply photo.jpg --style ${shellWord(name)} --out painting.png`]),
    ...(paintings === undefined ? [] : describePaintings(paintings.flat())),
    ...(photographs === undefined
      ? [
        "## Photographs",
        "None: it was trained on scenes that the project renders itself, from a seed.",
      ]
      : describePhotographs(photographs, scores.count)),
    ...describeScores(card),
    ...describeTraining(card),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Those of its own style, where a net has learned several. */
function ownPaintings(
  { checkpoint: { training: { styles }, style }, paintings }: ModelCard,
): readonly Source[] | undefined {
  return styles === undefined ? paintings?.flat() : paintings?.[styles.indexOf(style!)];
}

function describeFile({ name, checkpoint, file }: ModelCard): string {
  const { architecture, norm } = checkpoint.generator;
  const numbers = [...checkpoint.weights.values()]
    .reduce((sum, { values }) => sum + values.length, 0);
  const size = `${formatBytes(file.bytes)}${file.half ? " in half precision" : ""}`;
  return `\`${name}.safetensors\`: a ${architecture} generator with ${norm} norm, ${numbers} numbers, ${size}, ` +
    `SHA-256 \`${file.sha256}\`.`;
}

function describeScores(card: ModelCard): string[] {
  const { checkpoint, scores } = card;
  const { count, photographs, paintings } = scores;
  // Pieces of one photograph may lie on both sides.
  const unseen = card.photographs === undefined
    ? "that training never saw"
    : "whose files training never read";
  const { size } = checkpoint.training;
  const rows = SCORE_ROWS
    .filter(({ name }) => paintings[name] !== undefined)
    .map(({ name, label, digits }) => [
      label,
      photographs[name]?.toFixed(digits) ?? "",
      paintings[name]?.toFixed(digits) ?? "",
    ]);
  return [
    "## Scores",
    `Of this file, on ${count} pictures of ${size}x${size} pixels ${unseen}.`,
    table([["", "Pictures", "Paintings"], ...rows]),
  ];
}

function describeTraining(
  { name, checkpoint, options, generator, seconds, photographs, paintings }: ModelCard,
): string[] {
  const { training, step, style } = checkpoint;
  const chosen = style === undefined ? "" : ` --style ${shellWord(style)}`;
  const early = step < training.steps ? `, of ${training.steps} that were planned,` : "";
  const time = seconds === undefined ? "" : `, in ${formatTime(seconds)}`;
  const folders = [
    ...(photographs === undefined ? [] : ["--content", "photographs/"]),
    ...(paintings === undefined
      ? []
      : ["--style", ...(training.styles ?? [name]).map((style) => `paintings/${style}/`)]),
  ];
  const run = `runs/${name}`;
  const settings = Object.entries(training)
    .map(([key, value]) => [`\`${key}\``, plain(toText(value))]);
  return [
    "## Training",
    `${step} steps${early} of ${training.batch} pictures${time}. Again${
      folders.length > 0 ? ", from folders with the files that are listed above" : ""
    }:`,
    code("sh", [
      ...commandLines("deno task style train", [...options, ...folders, "--run", run]),
      `deno task style export ${shellWord(`${run}/${generator}`)}${chosen} ` +
      `--to ${shellWord(`${name}.safetensors`)} --half`,
    ]),
    table([["Setting", "Value"], ...settings]),
  ];
}

function formatTime(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes === 0 ? "less than a minute" : minutes === 1 ? "a minute" : `${minutes} minutes`;
}

function toText(value: string | number | readonly (string | number)[]): string {
  if (typeof value !== "object") return String(value);
  return value.length === 0 ? "none" : value.join(", ");
}
