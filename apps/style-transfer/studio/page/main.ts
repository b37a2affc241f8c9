/** The page's entry: brings pictures, worker and panels together. */

import { type RgbaImage, STUDIO_NORMS, type StudioNorm, type WorkerMessage } from "../messages.ts";
import { Comparison } from "./comparison.ts";
import { decodePhoto, type Photo, PhotoError } from "./decode_photo.ts";
import { find, onChoice } from "./elements.ts";
import { describeResult } from "./format.ts";
import { listenForFiles } from "./intake.ts";
import { applyLight, checkLight, type Light } from "./light.ts";
import { PainterClient } from "./painter_client.ts";

const MAX_SIDE_PX = 768;
const SAMPLE_URL = "/sample.jpg";
const INITIAL_SPLIT_PERCENT = 50;

/** What the page is showing. */
interface Scene {
  readonly photo: Photo;
  /** The photo in the chosen light. */
  readonly lit: RgbaImage;
  /** The shipped style to paint in; absent for both norms in the ink style. */
  readonly style?: string;
  truth?: RgbaImage;
  photoDistance: number;
  readonly distances: Partial<Record<StudioNorm, number>>;
}

const status = find(document, "#status", HTMLElement);
const errorNotice = find(document, "#error", HTMLElement);
const panels: Readonly<Record<StudioNorm, Comparison>> = {
  instance: createPanel("instance"),
  batch: createPanel("batch"),
};
const stylePanel = new Comparison(find(document, "#style-panel", HTMLElement), split);
const styleChoice = find(document, "#style", HTMLSelectElement);
const title = find(document, "#title", HTMLElement);
const lede = find(document, "#lede", HTMLElement);
const texts = { title: title.textContent, lede: lede.textContent };
const client = new PainterClient("/worker.js", onMessage);
let scene: Scene | undefined;
let light: Light = "as-taken";
let compareWithTruth = false;
let newestFile = 0;

function createPanel(norm: StudioNorm): Comparison {
  const panel = find(document, `[data-norm="${norm}"]`, HTMLElement);
  return new Comparison(panel, split);
}

function split(percent: number): void {
  for (const panel of [...Object.values(panels), stylePanel]) panel.split(percent);
}

/** The panels that the scene's paintings go to. */
function panelsOf({ style }: Scene): readonly Comparison[] {
  return style === undefined ? Object.values(panels) : [stylePanel];
}

/** Shows what belongs to a style, or to both norms. */
function showStyle(): void {
  const [option] = styleChoice.selectedOptions;
  const style = option?.value ?? "";
  for (const element of document.querySelectorAll<HTMLElement>(".for-norms, .for-styles")) {
    element.hidden = element.classList.contains("for-norms") !== (style === "");
  }
  title.textContent = style === "" ? texts.title : "One picture, painted";
  lede.textContent = style === "" ? texts.lede : option?.dataset.about ?? "";
  find(document, "#style-title", HTMLElement).textContent = style;
}

/** Starts over with the photo in the present light. */
function paint(photo: Photo): void {
  errorNotice.hidden = true;
  const lit = applyLight(photo.image, light);
  const style = styleChoice.value;
  scene = { photo, lit, photoDistance: 0, distances: {}, ...(style === "" ? {} : { style }) };
  for (const panel of panelsOf(scene)) {
    panel.showReference(lit, "Photo");
    panel.state = "painting";
  }
  const { width, height } = photo.image;
  const { scaledFrom } = photo;
  status.textContent = scaledFrom === undefined
    ? `Painting ${width} × ${height} pixels…`
    : `Painting ${width} × ${height} pixels, scaled down from ${scaledFrom.width} × ${scaledFrom.height}…`;
  client.paint(lit, scene.style);
}

function showReference(): void {
  if (scene === undefined || scene.style !== undefined) return;
  const truth = compareWithTruth ? scene.truth : undefined;
  for (const norm of STUDIO_NORMS) {
    panels[norm].showReference(truth ?? scene.lit, truth === undefined ? "Photo" : "True painting");
  }
}

function onMessage(message: WorkerMessage): void {
  if (message.kind === "ready") {
    find(document, "#engine", HTMLElement).textContent = `TensorFlow.js (${message.backend})`;
  } else if (message.kind === "failed") {
    for (const panel of [...Object.values(panels), stylePanel]) panel.state = "waiting";
    status.textContent = "Nothing was painted.";
    showError(`The painting failed: ${message.reason}.`);
  } else if (scene !== undefined) {
    advance(scene, message);
  }
}

function advance(scene: Scene, message: Extract<WorkerMessage, { readonly job: number }>): void {
  if (message.kind === "measured") {
    scene.truth = message.truth;
    scene.photoDistance = message.distance;
    if (compareWithTruth) showReference();
  } else if (message.kind === "painting") {
    status.textContent = `Painting with ${message.norm} norm…`;
  } else if (message.kind === "painted") {
    const { norm, image, milliseconds, distance } = message;
    const { photoDistance, distances } = scene;
    panels[norm].showPainting({
      image,
      milliseconds,
      distances: { painting: distance, photo: photoDistance },
      fileName: fileNameOf(scene, norm),
    });
    distances[norm] = distance;
    const { instance, batch } = distances;
    if (instance === undefined || batch === undefined) return;
    status.textContent = describeResult({ instance, batch }, photoDistance);
  } else if (message.kind === "styling") {
    status.textContent = `Painting in the style ${message.style}…`;
  } else if (message.kind === "styled") {
    const { style, image, milliseconds } = message;
    stylePanel.showPainting({ image, milliseconds, fileName: fileNameOf(scene, style) });
    status.textContent = `Painted in the style ${style}.`;
  }
}

function fileNameOf({ photo }: Scene, painter: string): string {
  return `${photo.name.replace(/\.[^.]*$/, "")}-${painter}.png`;
}

function showError(message: string): void {
  errorNotice.textContent = message;
  errorNotice.hidden = false;
}

/** Decodes and paints; the newest file wins, even if an older one takes longer to decode. */
async function open(name: string, load: () => Blob | Promise<Blob>): Promise<void> {
  const file = ++newestFile;
  errorNotice.hidden = true; // so that the same words are said again
  try {
    const photo = await decodePhoto(await load(), name, MAX_SIDE_PX);
    if (file === newestFile) paint(photo);
  } catch (cause) {
    if (file !== newestFile) return;
    if (scene === undefined) status.textContent = "Nothing to paint yet.";
    showError(
      cause instanceof PhotoError
        ? cause.message
        : `“${name}” could not be loaded: is the studio still running?`,
    );
  }
}

async function loadSample(): Promise<Blob> {
  const response = await fetch(SAMPLE_URL);
  if (!response.ok) throw new Error(`sample answered ${response.status}`);
  return await response.blob();
}

function openSample(): void {
  void open("sample.jpg", loadSample);
}

split(INITIAL_SPLIT_PERCENT);
showStyle();
styleChoice.addEventListener("change", () => {
  showStyle();
  if (scene !== undefined) paint(scene.photo);
});
listenForFiles({
  button: find(document, "#choose", HTMLButtonElement),
  input: find(document, "#file", HTMLInputElement),
}, (file) => void open(file.name, () => file));
find(document, "#use-sample", HTMLButtonElement).addEventListener("click", openSample);
onChoice("light", (value) => {
  light = checkLight(value);
  if (scene !== undefined) paint(scene.photo);
});
onChoice("reference", (value) => {
  compareWithTruth = value === "truth";
  showReference();
});
openSample();
