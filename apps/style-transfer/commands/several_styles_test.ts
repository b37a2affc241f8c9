import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCheckpoint } from "../checkpoint/files.ts";
import { createPicture } from "../data/picture.ts";
import { readPicture } from "../images/read_picture.ts";
import { writePicture } from "../images/write_picture.ts";
import { run } from "../program.ts";
import type { TrainingConfig } from "../training/config.ts";
import { readConfig } from "./config_options.ts";
import { train } from "./train.ts";

const SMALLEST = {
  size: 16,
  batch: 1,
  width: 4,
  blocks: 1,
  judges: 1,
  textureWeight: 0,
};
const TINY = [
  ...["--size", "16", "--batch", "1", "--width", "4", "--blocks", "1"],
  ...["--judges", "1", "--texture-weight", "0"],
];

describe("several styles in one net", () => {
  let folder = "";
  const inside = (...names: string[]) => join(folder, ...names);
  const call = async (...args: string[]) => {
    const written = { stdout: "", stderr: "" };
    const code = await run(args, {
      stdout: { write: (text) => void (written.stdout += text) },
      stderr: { write: (text) => void (written.stderr += text) },
    });
    return { code, ...written };
  };
  /** Calls what has to succeed; returns what it said. */
  const succeed = async (...args: string[]) => {
    const { code, stdout, stderr } = await call(...args);
    assertEquals({ code, stderr }, { code: 0, stderr: "" });
    return stdout;
  };
  const refuse = async (message: string, ...args: string[]) => {
    const { code, stderr } = await call(...args);
    assertStringIncludes(stderr, message);
    assertEquals(code, 2);
  };
  const styles = () => ["--style", inside("dark"), inside("bright.png")];
  const checkpoint = () => ["--checkpoint", inside("run", "generator.safetensors")];
  const pixels = async (name: string) => (await readPicture(inside(name))).pixels;
  let said = "";

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "several-styles-"));
    await mkdir(inside("dark"));
    for (
      const [name, gray] of [["dark/a.png", 0.1], ["bright.png", 0.9], ["photo.png", 0.5]] as const
    ) {
      const picture = createPicture(24, 20);
      picture.pixels.forEach((_, i) => picture.pixels[i] = gray + ((i * 37) % 64) / 640);
      await writePicture(inside(name), picture);
    }
    const args = ["--steps", "4", "--report-every", "2", "--run", inside("run")];
    const three = [...styles(), "--style", inside("photo.png"), "--content", inside("photo.png")];
    said = await succeed("train", ...TINY, ...three, ...args);
  });
  after(async () => await rm(folder, { recursive: true }));

  it("train together, each with a name, a row and scores", async () => {
    assertMatch(said, /^styles: dark, bright, photo$/m);
    assertMatch(said, /^step 4: held-out SWD \d+\.\d$/m);
    const { styles, training, step } = await readCheckpoint(checkpoint()[1]!);
    assertEquals([[...styles!.keys()], step], [["dark", "bright", "photo"], 4]);
    assertEquals(training.styles, ["dark", "bright", "photo"]);
    const reports = (await readFile(inside("run", "metrics.jsonl"), "utf8")).trim().split("\n");
    const { scores, styles: each } = JSON.parse(reports.at(-1)!);
    const swd: number[] = each.map((one: { scores: { swd: number } }) => one.scores.swd);
    assertEquals(each.map(({ style }: { style: string }) => style), ["dark", "bright", "photo"]);
    assert(Math.abs(swd.reduce((a, b) => a + b) / 3 - scores.swd) < 1e-9);
  });

  it("stopped anywhere and resumed, end with the very bytes of a run that never stopped", async () => {
    const config: TrainingConfig = {
      ...readConfig({}, { paintings: true, folders: ["dark", "bright"] }),
      ...SMALLEST,
      steps: 6,
      average: 0.9,
      pool: 2,
    };
    const data = { content: inside("photo.png"), style: [inside("dark"), inside("bright.png")] };
    const trainUntil = (name: string, stopAt: string, resume = false) => {
      const controller = new AbortController();
      const write = (text: string) => {
        if (text.includes(stopAt)) controller.abort();
      };
      const options = { config, data, run: inside(name), resume, reportEvery: 2 };
      return train(options, { output: { isTTY: true, write }, signal: controller.signal });
    };
    assert(await trainUntil("straight", "never"));
    assertEquals(await trainUntil("stopped", "step 3/6"), false);
    assert(await trainUntil("stopped", "never", true));
    for (const name of ["training.safetensors", "generator.safetensors"]) {
      const [a, b] = [inside("straight", name), inside("stopped", name)];
      assertEquals(await readFile(b), await readFile(a), name);
    }
  });

  it("have as many steps each as one would have alone, and no batch norm", async () => {
    const [one, two] = [["a/x"], ["a/x", "b/x"]].map((folders) =>
      readConfig({ seed: 3 }, { paintings: true, folders })
    );
    assertEquals(two, { ...one!, steps: 2 * one!.steps, styles: ["x", "x-2"] });
    assertEquals(readConfig({ steps: 9 }, { paintings: true, folders: ["a", "b"] }).steps, 9);
    const args = ["train", ...TINY, "--norm", "batch", ...styles(), "--run", inside("batch")];
    await refuse("norm must not be batch for several styles", ...args);
  });

  it("paint a photograph one after the other, or one of them, or a mix", async () => {
    const paint = ["apply", inside("photo.png"), ...checkpoint()];
    const all = await succeed(...paint, "--folder", inside("all"));
    const names = ["bright", "dark", "photo", "sheet"].map((name) => `photo-${name}.png`);
    assertEquals((await readdir(inside("all"))).sort(), names);
    assertStringIncludes(all, "photo-sheet.png  photograph, dark, bright, photo\n");
    await succeed(...paint, "--style", "bright", "--out", inside("one.png"));
    assertEquals(await pixels("one.png"), await pixels(join("all", "photo-bright.png")));
    await succeed(...paint, "--mix", "dark=0", "bright=2", "--out", inside("end.png"));
    assertEquals(await pixels("end.png"), await pixels("one.png"));
    await succeed(...paint, "--mix", "dark=0.5,bright=0.5", "--folder", inside("mix"));
    assertEquals((await readdir(inside("mix"))).sort(), [
      "photo-dark-0.5-bright-0.5.png",
      "photo-sheet.png",
    ]);
  });

  it("say what is there when somebody asks for something else", async () => {
    const paint = ["apply", inside("photo.png"), "--folder", inside("none")];
    const here = [...paint, ...checkpoint()];
    await refuse(
      'there is no style "monet", only dark, bright, photo',
      ...here,
      "--style",
      "monet",
    );
    await refuse('there is no style "a", only dark', ...here, "--mix", "a=1");
    await refuse("--style and --mix are two ways", ...here, "--style", "dark", "--mix", "dark=1");
    await refuse("must be like monet=0.6,munch=0.4", ...here, "--mix", "dark");
    await refuse("positive and finite sum, got 0", ...here, "--mix", "dark=0");
    await refuse("--mix needs a --checkpoint", ...paint, "--mix", "dark=1");
    const message = "--out needs a single --style or --checkpoint, got dark, bright, photo";
    await refuse(message, "apply", inside("photo.png"), ...checkpoint(), "--out", inside("x.png"));
  });

  it("are exported one at a time, and all together only into a checkpoint", async () => {
    const from = ["export", checkpoint()[1]!];
    const needed = "has several styles: --style must name one of dark, bright, photo";
    await refuse(needed, ...from, "--to", inside("a.onnx"));
    await refuse(needed, ...from, "--to", inside("folder"));
    await refuse('there is no style "x"', ...from, "--to", inside("a.onnx"), "--style", "x");
    await succeed(...from, "--to", inside("dark.onnx"), "--style", "dark");
    await succeed(...from, "--to", inside("mix.onnx"), "--mix", "dark=1,bright=1");
    assertNotEquals(await readFile(inside("dark.onnx")), await readFile(inside("mix.onnx")));
    await succeed(...from, "--to", inside("half.safetensors"), "--half");
    const half = await readCheckpoint(inside("half.safetensors"));
    assertEquals([...half.styles!.keys()], ["dark", "bright", "photo"]);
    await succeed(...from, "--to", inside("dark.safetensors"), "--style", "dark");
    const single = ["apply", inside("photo.png"), "--checkpoint", inside("dark.safetensors")];
    await refuse("--style chooses among several styles, and", ...single, "--style", "dark");
    await succeed(...single, "--out", inside("dark.png"));
    const paint = ["apply", inside("photo.png"), ...checkpoint(), "--style", "dark"];
    await succeed(...paint, "--out", inside("same.png"));
    assertEquals(await pixels("dark.png"), await pixels("same.png"));
    const chosen = await succeed("inspect", inside("dark.safetensors"));
    assertMatch(chosen, /^style +dark$/m);
    assertMatch(await succeed("inspect", checkpoint()[1]!), /^styles +dark, bright, photo$/m);
    assertMatch(await succeed("inspect", inside("run")), /^style +.*dark, .*bright\.png, .*photo/m);
  });
});
