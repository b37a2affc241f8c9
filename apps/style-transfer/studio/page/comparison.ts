/** One panel: a picture, the painting that a slider uncovers, and what was measured. */

import type { RgbaImage } from "../messages.ts";
import { find } from "./elements.ts";
import { formatDistance, formatTime } from "./format.ts";

/** Where the bar of distances ends; larger ones fill it. */
const BAR_END = 0.4;

/** A painting, and what to say about it. */
export interface PaintingReport {
  readonly image: RgbaImage;
  readonly milliseconds: number;
  /** How far it is from the true painting, and how far the photo itself is, where there is one. */
  readonly distances?: { readonly painting: number; readonly photo: number };
  /** What a download is called. */
  readonly fileName: string;
}

/** What the panel shows. */
export type PanelState = "waiting" | "painting" | "done";

/** A panel of the page, made usable. */
export class Comparison {
  readonly #panel: HTMLElement;
  readonly #before: HTMLCanvasElement;
  readonly #after: HTMLCanvasElement;
  readonly #slider: HTMLInputElement;
  readonly #download: HTMLAnchorElement;
  /** Downloads are made in the background. */
  #newestOffer = 0;

  /** `onSplit` hears where the person moved the slider, in percent. */
  constructor(panel: HTMLElement, onSplit: (percent: number) => void) {
    this.#panel = panel;
    this.#before = find(panel, ".before", HTMLCanvasElement);
    this.#after = find(panel, ".after", HTMLCanvasElement);
    this.#slider = find(panel, "input[type=range]", HTMLInputElement);
    this.#download = find(panel, ".download", HTMLAnchorElement);
    this.#slider.addEventListener("input", () => onSplit(this.#slider.valueAsNumber));
    // A finger that goes on to scroll the page has moved the slider already.
    let before = 0;
    this.#slider.addEventListener("pointerdown", ({ isPrimary }) => {
      if (isPrimary) before = this.#slider.valueAsNumber;
    });
    this.#slider.addEventListener("pointercancel", () => onSplit(before));
  }

  /** Moves the slider; left of it is the picture, right of it the painting. */
  split(percent: number): void {
    this.#slider.valueAsNumber = percent;
    this.#slider.setAttribute("aria-valuetext", `${percent} % before, ${100 - percent} % after`);
    this.#panel.style.setProperty("--split", `${percent}%`);
  }

  /** What the panel is doing. Anything but `done` hides the painting. */
  set state(state: PanelState) {
    this.#panel.dataset.state = state;
    this.#panel.setAttribute("aria-busy", String(state === "painting"));
    if (state === "done") return;
    this.#newestOffer++;
    this.#download.hidden = true;
    for (const name of ["distance", "time"]) this.#say(name, "–");
    this.#panel.style.removeProperty("--distance");
    this.#panel.style.removeProperty("--photo");
  }

  /** Shows what the painting is compared with. */
  showReference(image: RgbaImage, label: string): void {
    draw(this.#before, image);
    this.#before.setAttribute("aria-label", label);
    find(this.#panel, ".tag-before", HTMLElement).textContent = label;
    this.#panel.style.setProperty("--ratio", String(image.width / image.height));
  }

  /** Shows the painting and its numbers. */
  showPainting(
    { image, milliseconds, distances, fileName }: PaintingReport,
  ): void {
    draw(this.#after, image);
    this.#say("time", formatTime(milliseconds));
    if (distances !== undefined) {
      this.#say("distance", formatDistance(distances.painting));
      this.#panel.style.setProperty("--distance", percent(distances.painting));
      this.#panel.style.setProperty("--photo", percent(distances.photo));
    }
    this.state = "done";
    this.#offer(fileName);
  }

  /** A panel whose paintings have no truth has no place for a distance. */
  #say(name: string, text: string): void {
    const place = this.#panel.querySelector(`.${name}`);
    if (place !== null) place.textContent = text;
  }

  #offer(fileName: string): void {
    const offer = ++this.#newestOffer;
    const { width, height } = this.#after;
    this.#after.toBlob((blob) => {
      // Of a painting that is gone again, a file would still take the next one's place.
      if (blob === null || offer !== this.#newestOffer) return;
      URL.revokeObjectURL(this.#download.href);
      this.#download.href = URL.createObjectURL(blob);
      this.#download.download = fileName;
      this.#download.textContent = `Download PNG, ${width} × ${height}`;
      this.#download.hidden = false;
    }, "image/png");
  }
}

function percent(distance: number): string {
  return `${(100 * Math.min(distance / BAR_END, 1)).toFixed(1)}%`;
}

function draw(canvas: HTMLCanvasElement, { width, height, data }: RgbaImage): void {
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")!.putImageData(new ImageData(data, width, height), 0, 0);
}
