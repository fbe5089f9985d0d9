/** One place in a resolver's code that AppSync would not accept. */
export interface Finding {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** Such as `no-while`. */
  readonly rule: string;
  readonly message: string;
}

/** The rule of built-ins that AppSync takes by what AWS's samples show, and that it may drop. */
export const UNDOCUMENTED = 'undocumented-built-in';
