/** The options of `style train` that make its config. */

import { type Command, Option } from "commander";
import { ARCHITECTURES } from "../model/architectures.ts";
import { ENLARGEMENTS } from "../model/layers.ts";
import { NORM_NAMES } from "../model/norms.ts";
import { AUGMENTATIONS } from "../training/augment.ts";
import { CPU_PRESET, PAINTING_PRESET, type TrainingConfig } from "../training/config.ts";
import { CONTENT_TERMS, GAN_LOSSES } from "../training/losses.ts";
import { parseInteger, parseNumber } from "./parse_options.ts";

interface ConfigOption {
  readonly name: keyof TrainingConfig;
  /** `<x>` stands for any number, `<n>` and `<px>` for whole ones. */
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
  { name: "steps", flags: "--steps <n>", description: "training steps" },
  { name: "seed", flags: "--seed <n>", description: "equal seeds give equal weights" },
  { name: "size", flags: "--size <px>", description: "width and height of the training pictures" },
  { name: "batch", flags: "--batch <n>", description: "pictures per step" },
  { name: "width", flags: "--width <n>", description: "channels of the first layer" },
  { name: "blocks", flags: "--blocks <n>", description: "residual blocks" },
  { name: "judges", flags: "--judges <n>", description: "discriminators, each at half the size" },
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
    else option.argParser(flags.endsWith("<x>") ? parseNumber : parseInteger);
    command.addOption(option);
  }
  return command;
}

/** The config that was asked for; paintings of one's own have a preset of their own. */
export function readConfig(
  given: Partial<TrainingConfig>,
  { paintings }: { readonly paintings: boolean },
): TrainingConfig {
  return { ...(paintings ? PAINTING_PRESET : CPU_PRESET), ...given };
}

function defaultsOf(name: keyof TrainingConfig): string {
  const [usual, paintings] = [CPU_PRESET, PAINTING_PRESET].map((preset) => {
    const value = preset[name];
    return Array.isArray(value) && value.length === 0 ? "none" : String(value);
  });
  return usual === paintings
    ? `(default: ${usual})`
    : `(default: ${usual}; with --style: ${paintings})`;
}
