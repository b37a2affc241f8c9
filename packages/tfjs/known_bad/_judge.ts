/** Measures an entry, and judges what came out. */

import { engine, env, setBackend, Tensor } from "@tensorflow/tfjs-core";
import { registerEvenkeel } from "../backend/mod.ts";
import { toNumbers } from "./_layer_calls.ts";
import type { Given, KnownBad, StockBackend } from "./types.ts";

/** What one side gave. */
export type Outcome =
  | { readonly numbers: readonly number[] }
  | { readonly error: string };

/** What both sides gave on one backend. */
export interface Measured {
  readonly entry: KnownBad;
  readonly backend: StockBackend;
  readonly stock: Outcome;
  readonly ours: Outcome;
}

/** Relative to the largest of the right numbers. */
const TOLERANCE = 1e-5;

/** Gets our backend ready; those of stock register themselves when they are imported. */
export async function registerBackends(): Promise<void> {
  env().set("IS_TEST", true); // or TensorFlow.js advertises another of its backends
  await registerEvenkeel({ threads: 1 });
}

/** Runs both sides of an entry on one of its backends: first stock, since ours may mend it. */
export async function measure(entry: KnownBad, backend: StockBackend): Promise<Measured> {
  const stock = await runOn(backend, entry.stock);
  const ours = await runOn(entry.oursOn ?? backend, entry.ours);
  return { entry, backend, stock, ours };
}

async function runOn(
  backend: string,
  side: () => Given | Promise<Given>,
): Promise<Outcome> {
  if (!await setBackend(backend)) throw new Error(`the backend ${backend} must be registered`);
  engine().startScope();
  try {
    const given = await side();
    return { numbers: given instanceof Tensor ? toNumbers(given) : given };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  } finally {
    engine().endScope();
  }
}

/** What is not as the entry says: nothing, as long as stock fails as it did and ours is right. */
export function judge({ entry, backend, stock, ours }: Measured): string[] {
  const findings = [judgeStock(entry, stock), judgeOurs(entry, ours)];
  return findings.filter((why) => why !== undefined).map((why) =>
    `${entry.id}, ${backend}: ${why}`
  );
}

function judgeStock(entry: KnownBad, stock: Outcome): string | undefined {
  if ("error" in stock) {
    if (entry.stockError !== undefined && stock.error.includes(entry.stockError)) return undefined;
    return `stock must fail with ${
      entry.stockError ?? "wrong numbers"
    }, got the error ${stock.error}`;
  }
  if (isRight(entry, stock.numbers)) return "stock is mended: drop this entry";
  if (entry.stockError === undefined) return undefined;
  return `stock must fail with ${entry.stockError}, got ${stock.numbers}`;
}

function judgeOurs(entry: KnownBad, ours: Outcome): string | undefined {
  if ("error" in ours) return `ours must give ${entry.right}, got the error ${ours.error}`;
  if (isRight(entry, ours.numbers)) return undefined;
  return `ours must give ${entry.upTo ? "at most " : ""}${entry.right}, got ${ours.numbers}`;
}

function isRight({ right, upTo = false }: KnownBad, numbers: readonly number[]): boolean {
  const tolerance = TOLERANCE * Math.max(...right.map(Math.abs));
  return numbers.length === right.length && right.every((wanted, i) => {
    const error = numbers[i]! - wanted;
    return (upTo ? error : Math.abs(error)) <= tolerance;
  });
}
