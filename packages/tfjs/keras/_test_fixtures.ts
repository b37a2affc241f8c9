/** Cases that Keras wrote: see scripts/keras_fixtures. */

import { Buffer } from "node:buffer";
import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { KerasFile, KerasWeight } from "./types.ts";

interface Values {
  readonly shape: number[];
  readonly values: number[];
}

/** One model with an input and what its writer predicted. */
export interface Fixture {
  readonly name: string;
  readonly writer: string;
  readonly input: Values;
  readonly output: Values;
  readonly topology: Readonly<Record<string, unknown>>;
  readonly weights: readonly (Values & { readonly name: string })[];
  /** Whole files, gzip in base64. */
  readonly keras?: string;
  readonly h5?: string;
  readonly model_json?: {
    readonly modelTopology: Readonly<Record<string, unknown>>;
    readonly weightsManifest: readonly { readonly weights: readonly { readonly name: string }[] }[];
  };
  readonly shard?: string;
}

const FOLDER = new URL("./fixtures/", import.meta.url);

/** Every case, by name. */
export function readFixtures(): Fixture[] {
  return readdirSync(FOLDER).sort().map((file) => readFixture(file.replace(".json", "")));
}

/** One case. */
export function readFixture(name: string): Fixture {
  return { name, ...JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")) };
}

/** The bytes of a packed file. */
export function unpack(packed: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gunzipSync(Buffer.from(packed, "base64")));
}

/** The JSON of the model and its weights by name, as `to_json` and `weights` of Keras say. */
export function jsonFile({ topology, weights }: Fixture): KerasFile {
  const entries = weights.map(({ name, shape, values }): [string, KerasWeight] => {
    return [name, { shape, data: values }];
  });
  return { topology, weights: new Map(entries) };
}
