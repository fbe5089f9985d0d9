import type { Refusal } from './Refusal.ts';

/** A refusal as functions throw it. AppSync tells the caller its `errorType`, `message` and `errorInfo`. */
export class ApplicationError extends Error implements Refusal {
  override readonly name = 'ApplicationError';
  readonly errorType: string;
  readonly errorInfo: Readonly<Record<string, unknown>>;

  constructor(errorType: string, message: string, errorInfo: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.errorType = errorType;
    this.errorInfo = errorInfo;
  }

  static of({ errorType, message, errorInfo }: Refusal): ApplicationError {
    return new ApplicationError(errorType, message, errorInfo);
  }
}
