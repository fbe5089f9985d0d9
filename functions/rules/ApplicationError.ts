/** The caller's error: what AppSync answers as an entry's `errorType`, `message` and `errorInfo`. Nothing internal, no secret, goes in. */
export class ApplicationError extends Error {
  override readonly name = 'ApplicationError';
  readonly errorType: string;
  readonly errorInfo: Readonly<Record<string, unknown>>;

  constructor(errorType: string, message: string, errorInfo: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.errorType = errorType;
    this.errorInfo = errorInfo;
  }
}
