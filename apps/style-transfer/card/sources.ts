/** The pictures that a run has seen, with what a manifest says about them. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { listPictures } from "../images/picture_folder.ts";
import { parseCsv } from "./csv.ts";

/** What a manifest says about a picture. */
export interface Provenance {
  readonly title: string;
  readonly author: string;
  readonly license: string;
  /** The repository on GitHub that it comes from, `owner/name`. */
  readonly repository: string;
  readonly path: string;
  readonly commit: string;
  /** What it was cut from; pictures of one photograph share it. */
  readonly parent: string;
}

/** A picture that training read. */
export interface Source {
  /** Relative to the folder: the order of training is that of these names. */
  readonly name: string;
  readonly sha256: string;
  /** Absent where there is no manifest. */
  readonly provenance?: Provenance;
}

/** Provenance by file name. */
export type Manifest = ReadonlyMap<string, Provenance>;

/**
 * Reads a manifest: a CSV file with the columns `file, title, author, licence, source_repo, path, commit` and
 * `parent`, and any others.
 *
 * @throws {RangeError} If a column is missing, or two files have one name.
 */
export async function readManifest(path: string): Promise<Manifest> {
  const manifest = new Map<string, Provenance>();
  for (const row of parseCsv(await readFile(path, "utf8"))) {
    const read = (column: string) => {
      const value = row.get(column);
      if (value !== undefined) return value;
      throw new RangeError(`${basename(path)} must have a column "${column}", got none`);
    };
    const name = basename(read("file"));
    if (manifest.has(name)) throw new RangeError(`${basename(path)} must name ${name} once`);
    manifest.set(name, {
      title: read("title"),
      author: read("author"),
      license: read("licence"),
      repository: read("source_repo"),
      path: read("path"),
      commit: read("commit"),
      parent: read("parent"),
    });
  }
  return manifest;
}

/**
 * The pictures of a folder, or the one that it is, in the order that training knows.
 *
 * @throws {ImageError} If there is no such folder.
 * @throws {RangeError} If the manifest does not know one of them.
 */
export async function listSources(path: string, manifest?: Manifest): Promise<Source[]> {
  const sources: Source[] = [];
  for (const relative of await listPictures(path)) {
    const bytes = await readFile(join(path, relative));
    const name = relative === "" ? basename(path) : relative.replaceAll("\\", "/");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    if (manifest === undefined) {
      sources.push({ name, sha256 });
      continue;
    }
    const provenance = manifest.get(basename(name));
    if (provenance === undefined) {
      throw new RangeError(`the manifest must know ${name}, it does not`);
    }
    sources.push({ name, sha256, provenance });
  }
  return sources;
}
