/** `style card`: the model card of a finished run. */

import { createHash } from "node:crypto";
import { basename, extname } from "node:path";
import { readSafetensors } from "@evenkeel/tfjs/safetensors";
import { type ModelCard, renderModelCard } from "../card/model_card.ts";
import { listSources, readManifest } from "../card/sources.ts";
import { type Checkpoint, decodeCheckpoint } from "../checkpoint/checkpoint.ts";
import { hasStyles } from "../checkpoint/choose_style.ts";
import { readCheckpointBytes } from "../checkpoint/files.ts";
import type { TrainingFile } from "../checkpoint/training_file.ts";
import { writeFileAtomically } from "../images/write_file.ts";
import { startBackend } from "../training/backend.ts";
import { configText } from "../training/config.ts";
import { scoreHeldOut, scorePaintings } from "../training/held_out.ts";
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
 * @throws {UsageError} If the checkpoint is of another run, or is not of one style.
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
  const style = styleIndex(decoded, file);
  const known = manifest === undefined ? undefined : await readManifest(manifest);
  const { content, style: paintings } = run.data;
  const folders = typeof paintings === "string" ? [paintings] : paintings;
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
    options: [
      ...configArguments(run.config, { paintings: paintings !== undefined }),
      ...(run.backend === undefined ? [] : ["--backend", run.backend]),
    ],
    generator: decoded.step === run.state.step ? "generator.safetensors" : "best.safetensors",
    seconds: reports.find(({ step }) => step === decoded.step)?.seconds,
    ...(content === undefined ? {} : { photographs: await listSources(content, known) }),
    ...(folders === undefined
      ? {}
      : { paintings: await Promise.all(folders.map((folder) => listSources(folder, known))) }),
    scores: await score(decoded, run, style),
    ...(about === undefined ? {} : { about }),
  });
  if (out === undefined) {
    output.write(markdown);
    return;
  }
  await writeFileAtomically(out, new TextEncoder().encode(markdown));
  output.write(`${out}\n`);
}

/** Which of the styles of its run a generator paints in; 0 where there is one. */
function styleIndex(checkpoint: Checkpoint, file: string): number {
  const { style, training: { styles } } = checkpoint;
  if (styles === undefined) return 0;
  if (hasStyles(checkpoint)) {
    throw new UsageError(
      `${file} has several styles, and a card is about one: style export ${file} --style NAME`,
    );
  }
  const index = styles.indexOf(style!);
  if (index >= 0) return index;
  throw new UsageError(
    `${file} is a mix of styles: there are no paintings to compare its own with`,
  );
}

/** On the held-out pictures of its style. */
async function score(
  checkpoint: Checkpoint,
  { config, data }: TrainingFile,
  style: number,
): Promise<ModelCard["scores"]> {
  await startBackend();
  const { heldOut } = (await openData(data, config)).styles[style]!;
  return {
    count: heldOut.content.length,
    photographs: scorePaintings(heldOut.content, heldOut),
    paintings: await scoreHeldOut(checkpoint, heldOut),
  };
}
