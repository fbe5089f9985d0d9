/** One line of the table. */
export interface Result {
  readonly what: string;
  /** With its unit. */
  readonly measured: string;
  /** What it is compared with, with its unit. */
  readonly baseline?: string;
  /** `measured` in terms of `baseline`. */
  readonly ratio?: number;
  /** What the ratio must reach, or not exceed. */
  readonly bar?: { readonly atLeast: number } | { readonly atMost: number };
  readonly note?: string;
}

/** What the command line asks for. */
export interface Scale {
  /** Devices of the large audiences. @default each measurement's own */
  readonly devices?: number;
}

/** What a file `<name>.bench.ts` of this folder exports as `measurement`. */
export interface Measurement {
  readonly title: string;
  /** Measures both sides in alternating rounds, so that a busy machine slows both. */
  run(scale: Scale): Promise<readonly Result[]>;
}
