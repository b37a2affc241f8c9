/** What the tests of the program share. */

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createPicture } from "./data/picture.ts";
import { writePicture } from "./images/write_picture.ts";
import { run } from "./program.ts";

const PHOTO = "photo.png";

/** By name, so that a machine with a GPU says the same. */
export const EVENKEEL: readonly string[] = ["--backend", "evenkeel"];

/** What a program answered. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program and keeps what it wrote. */
export async function call(...args: string[]): Promise<Answer> {
  const written = { stdout: "", stderr: "" };
  const code = await run(args, {
    stdout: { write: (text) => void (written.stdout += text) },
    stderr: { write: (text) => void (written.stderr += text) },
  });
  return { code, ...written };
}

/** Puts a small picture of many colors into a folder, and tells where it is. */
export async function addPhoto(folder: string): Promise<string> {
  const path = join(folder, PHOTO);
  const picture = createPicture(13, 9);
  picture.pixels.forEach((_, i) => picture.pixels[i] = ((i * 37) % 256) / 255);
  await writePicture(path, picture);
  return path;
}

/** Everything below a folder, besides the photograph. */
export async function listFiles(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name !== PHOTO).sort();
}
