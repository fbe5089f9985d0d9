/** An argument that the person who gave it can mend: it is shown with the usage, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
