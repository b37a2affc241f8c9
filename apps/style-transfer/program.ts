/** The command line, as a function of its arguments. */

import { Command, CommanderError, Option } from "commander";
import { apply } from "./commands/apply.ts";
import { compare } from "./commands/compare.ts";
import { demo } from "./commands/demo.ts";
import { exportGenerator } from "./commands/export.ts";
import { inspect } from "./commands/inspect.ts";
import { lab } from "./commands/lab.ts";
import { train as trainStyle } from "./commands/train.ts";
import { InterruptedError, untilInterrupted } from "./commands/interrupt.ts";
import { parseInteger, parseNumber } from "./commands/parse_options.ts";
import { UsageError } from "./commands/usage_error.ts";
import { addConfigOptions, readConfig } from "./commands/config_options.ts";
import { NORM_NAMES } from "./model/norms.ts";
import { CPU_PRESET } from "./training/config.ts";
import type { LineOutput } from "./training/progress.ts";

const OUT_FOLDER = "out";
const RUN_FOLDER = "runs/style";
const LAB_FOLDER = "runs/lab";
const COMPARE_FOLDER = "runs/compare";
const CANDIDATES = ["instance", "batch", "group", "none"];
/** What shells expect of a program that was stopped by Ctrl-C. */
const INTERRUPTED = 130;

/** Where a program writes. */
export interface Streams {
  readonly stdout: LineOutput;
  readonly stderr: LineOutput;
}

/** Runs one command; returns the exit code: 0, 1 for a failure, 2 for a wrong call, 130 for Ctrl-C. */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  try {
    await createProgram(streams).parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof InterruptedError) return INTERRUPTED;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const message = error instanceof Error ? error.message : String(error);
    streams.stderr.write(`error: ${message}\n`);
    return error instanceof UsageError || error instanceof RangeError ? 2 : 1;
  }
}

function createProgram({ stdout, stderr }: Streams): Command {
  const program = new Command("style");
  program.description("Train GAN styles, and paint photographs with them")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
    });
  const preset = CPU_PRESET;
  const train = program.command("train")
    .description("train a generator, on rendered scenes or on pictures of your own");
  addConfigOptions(train)
    .option("--content <folder>", "photographs to learn with (default: rendered scenes)")
    .option("--style <path>", "paintings, a folder or a file (default: ink, a procedure)")
    .option("--run <folder>", "where everything about the run goes", RUN_FOLDER)
    .option("--resume", "go on with the run in that folder", false)
    .option("--report-every <n>", "steps from one report and save to the next", parseInteger, 100)
    .option("--patience <n>", "stop after so many reports that gain less than 2 %", parseInteger)
    .option("--threads <n>", "processors to use (default: all)", parseInteger)
    .action(async ({ content, style, run, resume, reportEvery, patience, threads, ...numbers }) => {
      const data = { ...(content ? { content } : {}), ...(style ? { style } : {}) };
      const config = readConfig(numbers, { paintings: style !== undefined });
      const finished = await untilInterrupted((signal) =>
        trainStyle({ config, data, run, resume, reportEvery, patience, threads }, {
          output: stdout,
          signal,
        })
      );
      if (!finished) throw new InterruptedError();
    });
  program.command("apply")
    .description("paint a photograph, all of a folder, or a film")
    .argument(
      "<photo>",
      "an image file, a folder of them, a film (with ffmpeg), or - for standard input",
    )
    .option("--checkpoint <file...>", "checkpoint files (default: the two that are shipped)")
    .option("--out <file>", "the painting, or - for standard output; with a single checkpoint")
    .option("--folder <folder>", "where everything else goes", OUT_FOLDER)
    .option("--max-side <px>", "scale larger photographs down to this", parseInteger, 1024)
    .option("--full-size", "paint every photograph at its own size, in tiles if need be", false)
    .option("--strength <0..1>", "from the photograph to the painting", parseNumber, 1)
    .option("--keep-colors", "paint the light, and leave the colors", false)
    .action(async (photo: string, { checkpoint = [], fullSize, maxSide, ...options }) => {
      const rest = { checkpoints: checkpoint, maxSide: fullSize ? undefined : maxSide };
      // What goes through standard output is the painting alone.
      const output = options.out === "-" ? stderr : stdout;
      await apply(photo, { options: { ...options, ...rest }, output });
    });
  program.command("export")
    .description("write a generator for TensorFlow.js, ONNX or PyTorch")
    .argument("<checkpoint>", "a checkpoint file")
    .requiredOption("--to <path>", "*.json, *.onnx, *.safetensors, or a folder for one of each")
    .option("--half", "store kernels in half precision: half the size", false)
    .option("--pytorch", "PyTorch's names and layout, in a safetensors file", false)
    .action(async (checkpoint: string, options) => {
      await exportGenerator(checkpoint, { options, output: stdout });
    });
  program.command("inspect")
    .description("say what a file is: a generator, a run, a model for another program")
    .argument("<file>", "a file, or the folder of a run")
    .option("--json", "for programs", false)
    .action(async (file: string, { json }) => {
      await inspect(file, { json, output: stdout });
    });
  program.command("demo")
    .description("paint the project's own photograph with both shipped checkpoints")
    .option("--folder <folder>", "where the pictures go", OUT_FOLDER)
    .action(async ({ folder }) => {
      await demo({ folder, output: stdout });
    });
  program.command("compare")
    .description("train several norms briefly on your own pictures, and recommend one")
    .addOption(
      new Option("--norms <name...>", "the candidates").choices(NORM_NAMES).default(CANDIDATES),
    )
    .option("--content <folder>", "photographs to learn with (default: rendered scenes)")
    .option("--style <path>", "paintings, a folder or a file (default: ink, a procedure)")
    .option("--steps <n>", "training steps of each", parseInteger, 300)
    .option("--size <px>", "width and height of the training pictures", parseInteger, preset.size)
    .option("--batch <n>", "pictures per step", parseInteger, preset.batch)
    .option("--width <n>", "channels of the first layer", parseInteger, preset.width)
    .option("--blocks <n>", "residual blocks", parseInteger, preset.blocks)
    .option("--seed <n>", "the first seed", parseInteger, preset.seed)
    .option("--seeds <n>", "trainings of each, to see what luck does", parseInteger, 1)
    .option("--folder <folder>", "where everything goes; what is there goes on", COMPARE_FOLDER)
    .option("--threads <n>", "processors to use (default: all)", parseInteger)
    .action(async ({ norms, content, style, seeds, folder, threads, ...numbers }) => {
      const data = { ...(content ? { content } : {}), ...(style ? { style } : {}) };
      const config = readConfig(numbers, { paintings: style !== undefined });
      const options = { norms, config, seeds, data, folder, threads };
      const finished = await untilInterrupted((signal) =>
        compare(options, { output: stdout, signal })
      );
      if (!finished) throw new InterruptedError();
    });
  program.command("lab")
    .description("measure what an article claims of batch and instance norm")
    .option("--quick", "minutes: signs, not sizes", false)
    .option("--only <id...>", "some of the experiments")
    .option("--seeds <n>", "paired runs (default: 6, quick: 2)", parseInteger)
    .option("--folder <folder>", "where everything goes", LAB_FOLDER)
    .option("--threads <n>", "processors to use (default: all)", parseInteger)
    .action(async ({ quick, only = [], seeds, folder, threads }) => {
      await lab({ quick, only, seeds, folder, threads }, { output: stdout });
    });
  return program;
}
