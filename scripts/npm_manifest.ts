/** What npm is told about each package, besides what stands in its `deno.json`. */

import { join } from "node:path";
import process from "node:process";
import { ROOT } from "./_source_files.ts";
import { type Member, readConfig, readMembers } from "./_workspace.ts";

/** `require()` of ES modules works from here on. */
const NODE_VERSIONS = ">=20.19";

const KEYWORDS: readonly string[] = [
  "batch-normalization",
  "deep-learning",
  "group-normalization",
  "instance-normalization",
  "layer-normalization",
  "normalization",
  "rms-norm",
];

interface Description {
  readonly description: string;
  readonly keywords: readonly string[];
  /** Packages of this workspace. */
  readonly siblings: readonly string[];
  /** Packages that the user installs; name to range. */
  readonly peers: Readonly<Record<string, string>>;
  /** Those of the peers that only some export paths need. */
  readonly optionalPeers: readonly string[];
}

const DESCRIPTIONS: Readonly<Record<string, Description>> = {
  "@evenkeel/kernels": {
    description: "Exact normalization layers in pure TypeScript, without dependencies",
    keywords: KEYWORDS,
    siblings: [],
    peers: {},
    optionalPeers: [],
  },
  "@evenkeel/tfjs": {
    description: "Instance, group, layer, RMS and batch norm for TensorFlow.js, with gradients",
    keywords: [...KEYWORDS, "tensorflow", "tfjs"],
    siblings: ["@evenkeel/kernels"],
    peers: {
      "@tensorflow/tfjs-backend-cpu": "^4.22.0",
      "@tensorflow/tfjs-core": "^4.22.0",
      "@tensorflow/tfjs-layers": "^4.22.0",
      "fflate": "^0.8.3",
      "h5wasm": "^0.10.3",
    },
    optionalPeers: [
      "@tensorflow/tfjs-backend-cpu",
      "@tensorflow/tfjs-layers",
      "fflate",
      "h5wasm",
    ],
  },
};

/** The part of a `package.json` that this repository writes by hand. */
export interface NpmManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly license: "MIT";
  readonly sideEffects: false;
  readonly engines: { readonly node: string };
  readonly repository?: { readonly type: "git"; readonly url: string; readonly directory: string };
  readonly homepage?: string;
  readonly bugs?: { readonly url: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional: true }>>;
}

/** Makes the manifest of a published member. */
export function npmManifest({ name, version, folder }: Member): NpmManifest {
  const described = name === undefined ? undefined : DESCRIPTIONS[name];
  if (name === undefined || described === undefined) {
    throw new Error(`DESCRIPTIONS must describe ${name ?? folder}`);
  }
  if (version === undefined) throw new Error(`${folder}/deno.json must have a version`);
  const { description, keywords, siblings, peers, optionalPeers } = described;
  // The packages are released together, so each is tested with exactly this sibling.
  const dependencies = Object.fromEntries(siblings.map((sibling) => [sibling, version]));
  const optional = optionalPeers.map((peer) => [peer, { optional: true as const }] as const);
  return {
    name,
    version,
    description,
    keywords,
    license: "MIT",
    sideEffects: false,
    engines: { node: NODE_VERSIONS },
    ...repositoryOf(folder),
    ...(siblings.length === 0 ? {} : { dependencies }),
    ...(Object.keys(peers).length === 0 ? {} : { peerDependencies: peers }),
    ...(optional.length === 0 ? {} : { peerDependenciesMeta: Object.fromEntries(optional) }),
  };
}

/** npm compares this with the repository that a release comes from, and only a release knows it. */
function repositoryOf(
  directory: string,
): Pick<NpmManifest, "repository" | "homepage" | "bugs"> {
  const slug = process.env["GITHUB_REPOSITORY"];
  if (slug === undefined) return {};
  const site = `https://github.com/${slug}`;
  return {
    repository: { type: "git", url: `git+${site}.git`, directory },
    homepage: `${site}/tree/main/${directory}#readme`,
    bugs: { url: `${site}/issues` },
  };
}

/** The members that go to npm, those first that others need. */
export async function readPublished(): Promise<Member[]> {
  return (await readMembers()).filter(({ published }) => published);
}

/** The exact version of an npm package that the tests of this repository run with. */
export async function pinnedVersion(name: string): Promise<string> {
  const { imports = {} } = await readConfig(join(ROOT, "deno.json"));
  const version = imports[name]?.match(/^npm:.+@(\d[^@/]*)$/)?.[1];
  if (version === undefined) throw new Error(`deno.json must pin ${name} to an exact npm version`);
  return version;
}
