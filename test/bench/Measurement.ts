/** One line of the table. */
export interface Result {
  readonly what: string;
  /** The measured value, with its unit. */
  readonly measured: string;
  /** The value that it is compared with, with its unit. */
  readonly baseline?: string;
  /** `measured` divided by `baseline`, or the reverse. */
  readonly ratio?: number;
  /** The bar for the ratio: a minimum or a maximum. */
  readonly bar?: { readonly atLeast: number } | { readonly atMost: number };
  readonly note?: string;
}

/** The options of the command line. */
export interface Scale {
  /** Devices of the large audiences. @default each measurement's own */
  readonly devices?: number;
}

/** The export `measurement` of a file `<name>.bench.ts` in this folder. */
export interface Measurement {
  readonly title: string;
  /** Measures both sides in alternating rounds, so that a busy machine slows both. */
  run(scale: Scale): Promise<readonly Result[]>;
}
