/** `style card`: the model card of a finished run. */

import { createHash } from "node:crypto";
import { basename, extname } from "node:path";
import { readSafetensors } from "@evenkeel/tfjs/safetensors";
import { type ModelCard, renderModelCard } from "../card/model_card.ts";
import { listSources, readManifest } from "../card/sources.ts";
import { type Checkpoint, decodeCheckpoint } from "../checkpoint/checkpoint.ts";
import { chooseStyle, hasStyles } from "../checkpoint/choose_style.ts";
import { readCheckpointBytes } from "../checkpoint/files.ts";
import type { TrainingFile } from "../checkpoint/training_file.ts";
import { writeFileAtomically } from "../images/write_file.ts";
import { startBackend } from "../training/backend.ts";
import { configText } from "../training/config.ts";
import { meanScores, scoreHeldOut, scorePaintings } from "../training/held_out.ts";
import { openData } from "../training/open_data.ts";
import type { LineOutput } from "../training/progress.ts";
import { RunFolder } from "../training/run_folder.ts";
import { configArguments } from "./config_options.ts";
import { UsageError } from "./usage_error.ts";

/** Of what to make a card. */
export interface CardOptions {
  /** The run's folder; the pictures must still be where they were. */
  readonly run: string;
  /** The checkpoint that the card is about. Default: the run's generator. */
  readonly checkpoint?: string | undefined;
  /** A CSV file that knows where every picture comes from. */
  readonly manifest?: string | undefined;
  /** Instead of the first sentence. */
  readonly about?: string | undefined;
  /** The file to write. Default: the card goes to the output. */
  readonly out?: string | undefined;
}

/**
 * Writes the card of a checkpoint that a run has made. Its scores are measured here, on this very file.
 *
 * @throws {UsageError} If the checkpoint is of another run.
 * @throws {CheckpointError} If the run or the checkpoint cannot be read.
 * @throws {RangeError} If the manifest does not know a picture.
 * @throws {ImageError} If the pictures are not there any more.
 */
export async function card(
  { run: path, checkpoint, manifest, about, out }: CardOptions,
  { output }: { readonly output: LineOutput },
): Promise<void> {
  const folder = new RunFolder(path);
  const run = await folder.load();
  const file = checkpoint ?? folder.file("generator.safetensors");
  const bytes = await readCheckpointBytes(file);
  const decoded = decodeCheckpoint(bytes, file);
  if (configText(decoded.training) !== configText(run.config)) {
    throw new UsageError(`${file} is not of the run in ${path}: they were told different things`);
  }
  const known = manifest === undefined ? undefined : await readManifest(manifest);
  const { content, style } = run.data;
  const styles = typeof style === "string" ? [style] : style;
  const reports = await folder.reportsUntil(run.state.step);
  const markdown = renderModelCard({
    // A generator in a run's folder has the run's name.
    name: basename(checkpoint === undefined ? path : file, extname(file)),
    checkpoint: decoded,
    file: {
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      half: [...readSafetensors(bytes).tensors.values()].some(({ dtype }) => dtype === "F16"),
    },
    options: configArguments(run.config, { paintings: style !== undefined }),
    generator: decoded.step === run.state.step ? "generator.safetensors" : "best.safetensors",
    seconds: reports.find(({ step }) => step === decoded.step)?.seconds,
    ...(content === undefined ? {} : { photographs: await listSources(content, known) }),
    ...(styles === undefined
      ? {}
      : { paintings: await Promise.all(styles.map((folder) => listSources(folder, known))) }),
    scores: await score(decoded, run),
    ...(about === undefined ? {} : { about }),
  });
  if (out === undefined) {
    output.write(markdown);
    return;
  }
  await writeFileAtomically(out, new TextEncoder().encode(markdown));
  output.write(`${out}\n`);
}

/** Over all styles, if there are several. */
async function score(
  checkpoint: Checkpoint,
  { config, data }: TrainingFile,
): Promise<ModelCard["scores"]> {
  await startBackend();
  const { styles } = await openData(data, config);
  const photographs = [], paintings = [];
  for (const [i, { heldOut }] of styles.entries()) {
    const painter = hasStyles(checkpoint)
      ? chooseStyle(checkpoint, config.styles![i]!)
      : checkpoint;
    photographs.push(scorePaintings(heldOut.content, heldOut));
    paintings.push(await scoreHeldOut(painter, heldOut));
  }
  return {
    count: styles[0].heldOut.content.length,
    photographs: meanScores(photographs),
    paintings: meanScores(paintings),
  };
}
