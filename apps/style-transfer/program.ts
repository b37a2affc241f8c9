/** The command line, as a function of its arguments. A command's own code is loaded when it is called. */

import { Command, CommanderError, Option } from "commander";
import { join } from "node:path";
import { InterruptedError, untilInterrupted } from "./commands/interrupt.ts";
import { STATISTICS_OWNERS } from "./commands/statistics_owners.ts";
import { checkResume } from "./commands/check_resume.ts";
import { nameFlag } from "./commands/name_flag.ts";
import { parseMix } from "./commands/parse_mix.ts";
import { parseInteger, parseNumber } from "./commands/parse_options.ts";
import { UsageError } from "./commands/usage_error.ts";
import { addConfigOptions, readConfig } from "./commands/config_options.ts";
import { NORM_NAMES } from "./model/norms.ts";
import { BACKEND_NAMES, type BackendName } from "./training/backend_names.ts";
import { CPU_PRESET } from "./training/config.ts";
import type { LineOutput } from "./training/progress.ts";

const OUT_FOLDER = "out";
const RUN_FOLDER = "runs/style";
const LAB_FOLDER = "runs/lab";
const COMPARE_FOLDER = "runs/compare";
const THREADS = "threads of evenkeel (default: one per processor, 8 at most)";
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
  const program = createProgram(streams);
  try {
    await program.parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof InterruptedError) return INTERRUPTED;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const said = error instanceof Error ? error.message : String(error);
    const command = program.commands.find((command) => command.name() === args[0]);
    const message = command && error instanceof RangeError ? nameFlag(said, command) : said;
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
  const training = program.command("train")
    .description("train a generator, on rendered scenes or on pictures of your own");
  addConfigOptions(training)
    .option("--content <folder>", "photographs to learn with (default: rendered scenes)")
    .option(
      "--style <path...>",
      "paintings, a folder or a file; several: styles that share one net (default: ink, a procedure)",
    )
    .option("--run <folder>", "where everything about the run goes", RUN_FOLDER)
    .option(
      "--resume",
      "go on with the run in that folder, as it began; it takes --report-every, --patience, " +
        "--backend and --threads, and keeps the rest",
      false,
    )
    .option("--report-every <n>", "steps from one report and save to the next", parseInteger, 100)
    .option("--patience <n>", "stop after so many reports that gain less than 2 %", parseInteger)
    .addOption(backendOption())
    .option("--threads <n>", THREADS, parseInteger)
    .action(async ({ content, style: folders = [], ...options }, command: Command) => {
      if (options.resume) checkResume(command);
      const { train } = await import("./commands/train.ts");
      const { run, resume, reportEvery, patience, backend, threads, ...numbers } = options;
      const style = folders.length > 1 ? folders : folders[0];
      const data = { ...(content ? { content } : {}), ...(style ? { style } : {}) };
      const config = readConfig(numbers, { paintings: style !== undefined, folders });
      const finished = await untilInterrupted((signal) =>
        train({ config, data, run, resume, reportEvery, patience, backend, threads }, {
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
    .option("--style <name...>", "styles that come with the project (default: all of them)")
    .option(
      "--checkpoint <file...>",
      "checkpoint files of your own, instead; --style is of them then",
    )
    .option(
      "--mix <name=share...>",
      "a style between those of a checkpoint: monet=0.6,munch=0.4",
      parseMix,
    )
    .option("--out <file>", "the painting, or - for standard output; with a single style")
    .option("--folder <folder>", "where everything else goes", OUT_FOLDER)
    .option("--max-side <px>", "scale larger photographs down to this", parseInteger, 1024)
    .addOption(
      new Option("--full-size", "paint every photograph at its own size, in tiles if need be")
        .default(false).conflicts("maxSide"),
    )
    .option("--strength <0..1>", "from the photograph to the painting", parseNumber, 1)
    .option("--keep-colors", "paint the light, and leave the colors", false)
    .addOption(
      new Option(
        "--statistics <whose>",
        "what batch norm goes by: training's, or the picture's own",
      )
        .choices(STATISTICS_OWNERS).default("training"),
    )
    .addOption(backendOption())
    .action(
      async (photo: string, { style = [], checkpoint = [], fullSize, maxSide, ...options }) => {
        const chosen = { checkpoints: checkpoint, styles: style };
        const rest = { ...chosen, maxSide: fullSize ? undefined : maxSide };
        // What goes through standard output is the painting alone.
        const output = options.out === "-" ? stderr : stdout;
        // A backend starts in threads of its own: meanwhile, the rest is loaded.
        const { beginBackendAloud } = await import("./commands/start_backend_aloud.ts");
        const backendStarted = beginBackendAloud({ backend: options.backend }, output);
        const { apply } = await import("./commands/apply.ts");
        await apply(photo, { options: { ...options, ...rest }, output, backendStarted });
      },
    );
  program.command("styles")
    .description("list the styles that come with the project")
    .action(async () => {
      const { styles } = await import("./commands/styles.ts");
      await styles({ output: stdout });
    });
  program.command("gallery")
    .description("paint the first few pictures of a folder in every style, on one sheet")
    .argument("<folder>", "where the pictures are")
    .option("--style <name...>", "styles that come with the project (default: all of them)")
    .option("--count <n>", "pictures", parseInteger, 8)
    .option("--cell <px>", "width and height of a picture on the sheet", parseInteger, 240)
    .option("--no-originals", "leave out the row of pictures as they are")
    .option("--max-kilobytes <n>", "how large the file may be", parseInteger, 700)
    .option("--out <file>", "a JPEG file", join(OUT_FOLDER, "gallery.jpg"))
    .addOption(backendOption())
    .action(async (folder: string, { style = [], ...options }) => {
      const { gallery } = await import("./commands/gallery.ts");
      await gallery(folder, { options: { ...options, styles: style }, output: stdout });
    });
  program.command("card")
    .description("write the model card of a finished run, as Markdown")
    .requiredOption("--run <folder>", "the run; its pictures must be where they were")
    .option("--checkpoint <file>", "what the card is about (default: the run's generator)")
    .option("--manifest <file>", "a CSV file that says where every picture comes from")
    .option("--about <text>", "its first sentence (default: made from the manifest)")
    .option("--out <file>", "where it goes (default: standard output)")
    .action(async (options) => {
      const { card } = await import("./commands/card.ts");
      await card(options, { output: stdout });
    });
  program.command("export")
    .description("write a generator for TensorFlow.js, ONNX or PyTorch")
    .argument("<checkpoint>", "a checkpoint file")
    .requiredOption("--to <path>", "*.json, *.onnx, *.safetensors, or a folder for one of each")
    .option("--half", "store kernels in half precision: half the size", false)
    .option("--pytorch", "PyTorch's names and layout, in a safetensors file", false)
    .option("--style <name>", "of a checkpoint of several styles, which one")
    .option("--mix <name=share...>", "a style between them: monet=0.6,munch=0.4", parseMix)
    .action(async (checkpoint: string, options) => {
      const { exportGenerator } = await import("./commands/export.ts");
      await exportGenerator(checkpoint, { options, output: stdout });
    });
  program.command("inspect")
    .description("say what a file is: a generator, a run, a model for another program")
    .argument("<file>", "a file, or the folder of a run")
    .option("--json", "for programs", false)
    .action(async (file: string, { json }) => {
      const { inspect } = await import("./commands/inspect.ts");
      await inspect(file, { json, output: stdout });
    });
  program.command("demo")
    .description("paint the project's own photograph with two norms, beside the truth")
    .option("--folder <folder>", "where the pictures go", OUT_FOLDER)
    .addOption(backendOption())
    .action(async ({ folder, backend }) => {
      const { demo } = await import("./commands/demo.ts");
      await demo({ folder, backend, output: stdout });
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
    .addOption(backendOption())
    .option("--threads <n>", THREADS, parseInteger)
    .action(async ({ norms, content, style, seeds, folder, backend, threads, ...numbers }) => {
      const { compare } = await import("./commands/compare.ts");
      const data = { ...(content ? { content } : {}), ...(style ? { style } : {}) };
      const config = readConfig(numbers, { paintings: style !== undefined });
      const options = { norms, config, seeds, data, folder, backend, threads };
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
    .option("--folder <folder>", "where everything is kept, to go on from there", LAB_FOLDER)
    .option("--out <folder>", "where the reports go (default: the same folder)")
    // Its experiments read tensors as they go, which webgpu cannot do here.
    .addOption(backendOption(BACKEND_NAMES.filter((name) => name !== "webgpu")))
    .option("--threads <n>", THREADS, parseInteger)
    .action(async ({ only = [], ...options }) => {
      const { lab } = await import("./commands/lab.ts");
      await lab({ only, ...options }, { output: stdout });
    });
  return program;
}

function backendOption(names: readonly BackendName[] = BACKEND_NAMES): Option {
  return new Option("--backend <name>", "what to compute on; auto: the fastest that is there")
    .choices(["auto", ...names])
    .default("auto");
}
