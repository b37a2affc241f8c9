/** What the styles of a net are called: after their folders. */

import { basename, extname, resolve } from "node:path";
import { PICTURE_EXTENSION_REGEXP } from "../images/picture_folder.ts";
import { LONGEST_STYLE_NAME } from "../training/style_names.ts";
import { freeName } from "./free_name.ts";

const ROOM_FOR_A_NUMBER = 4;

/** Names styles after their folders or pictures; equal names get numbers. */
export function nameStyles(paths: readonly string[]): string[] {
  const names: string[] = [];
  for (const path of paths) {
    const last = basename(resolve(path));
    const extension = PICTURE_EXTENSION_REGEXP.test(last) ? extname(last) : "";
    const stem = basename(last, extension).slice(0, LONGEST_STYLE_NAME - ROOM_FOR_A_NUMBER);
    names.push(freeName(stem === "" ? "style" : stem, (name) => names.includes(name)));
  }
  return names;
}
