/** Texts of the command line as numbers. */

import { InvalidArgumentError } from "commander";

/** A whole number from 0 on. */
export function parseInteger(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(value) || value < 0) {
    throw new InvalidArgumentError(`must be a non-negative integer, got "${text}"`);
  }
  return value;
}

/** Any number. */
export function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || Number.isNaN(value)) {
    throw new InvalidArgumentError(`must be a number, got "${text}"`);
  }
  return value;
}

/** Any numbers, one at a time: what came before, and one more. */
export function parseNumbers(text: string, before: readonly number[] = []): number[] {
  return [...before, parseNumber(text)];
}
