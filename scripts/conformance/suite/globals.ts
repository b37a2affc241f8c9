/** Puts `describe`, `it`, `expect` and so on where the suite looks for them, before it is loaded. */

// @ts-types="./jasmine.d.ts"
import jasmineRequire, { type Env } from "jasmine-core/lib/jasmine-core/jasmine.js";

const jasmine = jasmineRequire.core(jasmineRequire);

/** Where the suite's specs are. */
export const ENV: Env = jasmine.getEnv({ suppressLoadErrors: true });

// What the suite asks for, of another instance.
jasmine.DEFAULT_TIMEOUT_INTERVAL = 20_000;
// In the order of the files: a failure is the same one in every run.
ENV.configure({ random: false, autoCleanClosures: true });
Object.assign(globalThis, { jasmine }, jasmineRequire.interface(jasmine, ENV));
