/** The options of `style train` that make its config. */

import { type Command, Option } from "commander";
import { ARCHITECTURES } from "../model/architectures.ts";
import { ENLARGEMENTS } from "../model/layers.ts";
import { NORM_NAMES } from "../model/norms.ts";
import { AUGMENTATIONS } from "../training/augment.ts";
import { CPU_PRESET, PAINTING_PRESET, type TrainingConfig } from "../training/config.ts";
import { CONTENT_TERMS, GAN_LOSSES } from "../training/losses.ts";
import { nameStyles } from "./name_styles.ts";
import { parseInteger, parseNumber, parseNumbers } from "./parse_options.ts";

interface ConfigOption {
  readonly name: keyof TrainingConfig;
  /** `<x>` stands for any number, `<x...>` for some, `<n>` and `<px>` for whole ones. */
  readonly flags: string;
  readonly description: string;
  /** The names that it may have; without, it is a number. */
  readonly choices?: readonly string[];
}

const OPTIONS: readonly ConfigOption[] = [
  {
    name: "architecture",
    flags: "--architecture <name>",
    description: "of the generator",
    choices: ARCHITECTURES,
  },
  {
    name: "enlargement",
    flags: "--enlargement <name>",
    description: "how pictures grow in it",
    choices: ENLARGEMENTS,
  },
  {
    name: "norm",
    flags: "--norm <name>",
    description: "after its convolutions",
    choices: NORM_NAMES,
  },
  { name: "steps", flags: "--steps <n>", description: "training steps, each in one style" },
  { name: "seed", flags: "--seed <n>", description: "equal seeds give equal weights" },
  { name: "size", flags: "--size <px>", description: "width and height of the training pictures" },
  {
    name: "contentScales",
    flags: "--content-scales <x...>",
    description: "photographs' shorter sides over the size of a crop",
  },
  {
    name: "styleScales",
    flags: "--style-scales <x...>",
    description: "the same of paintings: larger, for larger strokes; not for pairs",
  },
  { name: "batch", flags: "--batch <n>", description: "pictures per step" },
  { name: "width", flags: "--width <n>", description: "channels of the first layer" },
  { name: "blocks", flags: "--blocks <n>", description: "residual blocks" },
  { name: "judges", flags: "--judges <n>", description: "discriminators, each at half the size" },
  {
    name: "judgeKernel",
    flags: "--judge-kernel <n>",
    description: "size of their kernels that halve, 3 or 4",
  },
  {
    name: "loss",
    flags: "--loss <name>",
    description: "what the nets play for",
    choices: GAN_LOSSES,
  },
  {
    name: "contentTerm",
    flags: "--content-term <name>",
    description: "what of the content has to stay",
    choices: CONTENT_TERMS,
  },
  {
    name: "contentWeight",
    flags: "--content-weight <x>",
    description: "how much the content counts",
  },
  {
    name: "textureWeight",
    flags: "--texture-weight <x>",
    description: "how much the style's texture counts; 0 for nothing",
  },
  { name: "learningRate", flags: "--learning-rate <x>", description: "of the generator" },
  {
    name: "judgeRate",
    flags: "--judge-rate <x>",
    description: "the discriminator's learning rate over that",
  },
  { name: "warmUp", flags: "--warm-up <n>", description: "steps with the content term alone" },
  { name: "clip", flags: "--clip <x>", description: "the longest gradient; 0 for any" },
  {
    name: "slopePenalty",
    flags: "--slope-penalty <x>",
    description: "weight of the R1 penalty; 0 for none",
  },
  {
    name: "augment",
    flags: "--augment <name...>",
    description: "changes that the discriminator sees",
    choices: AUGMENTATIONS,
  },
  {
    name: "pool",
    flags: "--pool <n>",
    description: "earlier paintings to judge again; 0 for none",
  },
  {
    name: "average",
    flags: "--average <x>",
    description: "what averaged weights keep of themselves in a step, to paint with; 0 for none",
  },
];

/** Adds the options. They have no defaults: what is not given is the preset's. */
export function addConfigOptions(command: Command): Command {
  for (const { name, flags, description, choices } of OPTIONS) {
    const option = new Option(flags, `${description} ${defaultsOf(name)}`);
    if (choices !== undefined) option.choices(choices);
    else if (flags.endsWith("<x...>")) option.argParser(parseNumbers);
    else option.argParser(flags.endsWith("<x>") ? parseNumber : parseInteger);
    command.addOption(option);
  }
  return command;
}

/**
 * The config that was asked for; paintings of one's own have a preset of their own. The folders of several
 * styles give them names, and each has as many steps as one would have alone.
 */
export function readConfig(
  given: Partial<TrainingConfig>,
  { paintings, folders = [] }: {
    readonly paintings: boolean;
    readonly folders?: readonly string[];
  },
): TrainingConfig {
  const preset = paintings ? PAINTING_PRESET : CPU_PRESET;
  if (folders.length < 2) return { ...preset, ...given };
  const steps = folders.length * preset.steps;
  return { ...preset, steps, ...given, styles: nameStyles(folders) };
}

/** The options that make a config of the preset: {@linkcode readConfig} the other way round. */
export function configArguments(
  config: TrainingConfig,
  { paintings }: { readonly paintings: boolean },
): string[] {
  const preset = readConfig({}, { paintings });
  return OPTIONS.flatMap(({ name, flags }) => {
    const value = config[name];
    if (String(value) === String(preset[name])) return [];
    const [flag] = flags.split(" ");
    return [flag!, ...(typeof value === "object" ? value.map(String) : [String(value)])];
  });
}

function defaultsOf(name: keyof TrainingConfig): string {
  const [usual, paintings] = [CPU_PRESET, PAINTING_PRESET].map((preset) => {
    const value = preset[name];
    if (typeof value !== "object") return String(value);
    return value.length === 0 ? "none" : value.join(" ");
  });
  return usual === paintings
    ? `(default: ${usual})`
    : `(default: ${usual}; with --style: ${paintings})`;
}
