/** An argument that its author can mend. It is shown with the usage, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
