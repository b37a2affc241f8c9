import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { TrainingData } from "../checkpoint/training_file.ts";
import { Random } from "../data/random.ts";
import { renderScene } from "../data/scene.ts";
import { writePicture } from "../images/write_picture.ts";
import { CPU_PRESET, PAINTING_PRESET, type TrainingConfig } from "../training/config.ts";
import { card, type CardOptions } from "./card.ts";
import { type ExportCommandOptions, exportGenerator } from "./export.ts";
import { train } from "./train.ts";
import { UsageError } from "./usage_error.ts";

const TINY = {
  ...{ steps: 2, size: 16, batch: 1, width: 4, blocks: 1 },
  ...{ judges: 1, textureWeight: 0 },
} as const;

describe("card", () => {
  let folder = "";
  const at = (...names: string[]) => join(folder, ...names);
  const silent = { write: () => {} };
  const trainIn = (run: string, config: Partial<TrainingConfig>, data: TrainingData) =>
    train({
      config: { ...("style" in data ? PAINTING_PRESET : CPU_PRESET), ...TINY, ...config },
      data,
      run,
      resume: false,
      reportEvery: 1,
    }, { output: silent, signal: new AbortController().signal });
  const write = async (options: Omit<CardOptions, "out">) => {
    let text = "";
    await card(options, { output: { write: (part) => void (text += part) } });
    return text;
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "card-"));
    const rows = ["file,title,author,licence,source_repo,path,commit,parent"];
    for (const kind of ["photos", "paintings"]) {
      await mkdir(at(kind));
      for (let i = 0; i < 3; i++) {
        const scene = renderScene(new Random(5, i), { width: 24, height: 24 });
        await writePicture(at(kind, `${kind}-${i}.png`), scene);
        const license = kind === "photos" && i === 0 ? "CC-BY-4.0" : "CC0-1.0";
        rows.push(`${kind}-${i}.png,Scene ${i},"RENDERER, The",${license},o/r,${i}.png,f00,${i}`);
      }
    }
    await writeFile(at("manifest.csv"), rows.join("\n"));
    await trainIn(at("runs", "mine"), { seed: 7, styleScales: [1.2, 1.4] }, {
      content: at("photos"),
      style: at("paintings"),
    });
    await trainIn(at("runs", "scenes"), {}, {});
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  it("tells of a shipped file where it comes from, and how to make it again", async () => {
    const checkpoint = at("mine.safetensors");
    await exportGenerator(at("runs", "mine", "generator.safetensors"), {
      options: { to: checkpoint, half: true, pytorch: false },
      output: silent,
    });
    const run = at("runs", "mine");
    const text = await write({ run, checkpoint, manifest: at("manifest.csv") });
    assertMatch(
      text,
      /^# mine\n\nAfter three paintings by The Renderer\.\n\n`mine\.safetensors`: /,
    );
    assertMatch(text, /, [\d.]+ KB in half precision, SHA-256 `[0-9a-f]{64}`\./);
    assertStringIncludes(text, "--style mine --out painting.png");
    assertStringIncludes(text, "| Scene 0 | RENDERER, The | CC0-1.0 |");
    assertStringIncludes(text, "3 files of 3 photographs, 1 of them held out of training.");
    assertStringIncludes(text, "- Scene 0 by RENDERER, The, [CC-BY-4.0](https://creativecommons");
    assertMatch(text, /\n[0-9a-f]{64} {2}paintings-2\.png\n/);
    assertMatch(text, /\n[0-9a-f]{16} {2}photos-2\.png\n/);
    assertMatch(text, /\| Patches: [^|]+ \| \d+\.\d \| \d+\.\d \|\n/);
    const command = /```sh\n(deno task style train [^]*?)\ndeno task style export (.*)\n```/
      .exec(text);
    assertEquals(
      command![1]!.replaceAll(/\\\n\s*/g, ""),
      [
        "deno task style train --steps 2 --seed 7 --size 16 --style-scales 1.2 1.4 --batch 1",
        "--width 4 --blocks 1 --judges 1 --texture-weight 0 --backend evenkeel",
        "--content photographs/ --style paintings/mine/ --run runs/mine",
      ].join(" "),
    );
    assertEquals(command![2], "runs/mine/generator.safetensors --to mine.safetensors --half");
    assert(!text.includes(folder), "no path of this machine");
  });

  it("tells of scenes that were rendered, without a manifest, and into a file", async () => {
    const out = at("scenes.md");
    const said = await write({ run: at("runs", "scenes"), about: "Something else.", ...{ out } });
    const text = await readFile(out, "utf8");
    assertEquals(said, `${out}\n`);
    assertMatch(text, /^# scenes\n\nSomething else\.\n/);
    assertStringIncludes(text, "None: it was trained on scenes that the project renders itself");
    assertMatch(text, /\| L1 to the truth [^|]+ \| 0\.\d{4} \| 0\.\d{4} \|\n/);
    assert(!text.includes("## Paintings") && !text.includes("half precision"));
  });

  it("is about one style of several, and needs to be told which", async () => {
    const run = at("runs", "two");
    const styles = ["the first", "mine"];
    const data = { content: at("photos"), style: [at("photos"), at("paintings")] };
    await trainIn(run, { styles }, data);
    const exportAs = (name: string, choice: Partial<ExportCommandOptions>) =>
      exportGenerator(at("runs", "two", "generator.safetensors"), {
        options: { to: at(name), half: true, pytorch: false, ...choice },
        output: silent,
      });
    await exportAs("own.safetensors", { style: "mine" });
    const checkpoint = at("own.safetensors");
    const text = await write({ run, checkpoint, manifest: at("manifest.csv") });
    assertMatch(text, /^# own\n\nAfter three paintings by The Renderer\./);
    assertStringIncludes(text, " --style 'paintings/the first/' paintings/mine/ \\\n");
    assertStringIncludes(text, "runs/own/generator.safetensors --style mine --to own.safetensors");
    await exportAs("other.safetensors", { style: "the first" });
    const other = await write({ run, checkpoint: at("other.safetensors") });
    assertStringIncludes(other, "runs/other/generator.safetensors --style 'the first' --to other");
    const scoresOf = (card: string) => /## Scores\n([^]*?)\n##/.exec(card)![1];
    assertNotEquals(scoresOf(other), scoresOf(text));
    await assertRejects(
      () => write({ run }),
      UsageError,
      "has several styles, and a card is about",
    );
    await exportAs("mix.safetensors", { mix: new Map([["the first", 1], ["mine", 1]]) });
    await assertRejects(
      () => write({ run, checkpoint: at("mix.safetensors") }),
      UsageError,
      "is a mix of styles",
    );
  });

  it("is Markdown that needs no other order of words to be formatted", async () => {
    const path = at("fmt.md");
    await card({ run: at("runs", "mine"), manifest: at("manifest.csv"), out: path }, {
      output: silent,
    });
    const words = async () => (await readFile(path, "utf8")).split(/[\s|-]+/).join(" ");
    const before = await words();
    const { success } = await new Deno.Command(process.execPath, { args: ["fmt", path] }).output();
    assert(success);
    assertEquals(await words(), before);
  });

  it("refuses a file of another run, and pictures that nobody knows", async () => {
    await assertRejects(
      () =>
        write({
          run: at("runs", "mine"),
          checkpoint: at("runs", "scenes", "generator.safetensors"),
        }),
      UsageError,
      "is not of the run in",
    );
    await writeFile(at("none.csv"), "file,title,author,licence,source_repo,path,commit,parent\n");
    await assertRejects(
      () => write({ run: at("runs", "mine"), manifest: at("none.csv") }),
      RangeError,
      "the manifest must know photos-0.png, it does not",
    );
  });
});
