export interface Step {
  /** What happens, as a sentence. */
  readonly name: string;
  run(): Promise<void>;
}
