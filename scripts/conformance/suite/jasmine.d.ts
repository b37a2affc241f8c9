/** What the runner uses of jasmine-core 4.6. */

/** One spec, after it has run. */
export interface SpecResult {
  readonly fullName: string;
  readonly status: "passed" | "failed" | "pending" | "excluded";
  readonly failedExpectations: readonly { readonly message: string }[];
}

/** All of them, after the last one. */
export interface DoneInfo {
  readonly overallStatus: string;
  readonly failedExpectations: readonly { readonly message: string }[];
}

/** Where specs are registered and run. */
export interface Env {
  configure(options: { readonly random: boolean; readonly autoCleanClosures: boolean }): void;
  clearReporters(): void;
  addReporter(reporter: {
    specDone(result: SpecResult): void;
    suiteDone(result: {
      readonly fullName: string;
      readonly failedExpectations: readonly { readonly message: string }[];
    }): void;
  }): void;
  execute(): Promise<DoneInfo>;
}

/** The object that specs know as `jasmine`. */
export interface Jasmine {
  getEnv(options?: { readonly suppressLoadErrors: boolean }): Env;
  DEFAULT_TIMEOUT_INTERVAL: number;
}

declare const jasmineRequire: {
  core(self: unknown): Jasmine;
  /** `describe`, `it`, `expect` and so on. */
  interface(jasmine: Jasmine, env: Env): Readonly<Record<string, unknown>>;
};
export default jasmineRequire;
