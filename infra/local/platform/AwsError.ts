import type { JsonObject } from './Json.ts';

/**
 * An error in an AWS API's answer, which the front writes in the protocol of the service that threw it.
 * `code` is AWS's own name for it (`ResourceNotFoundException`).
 */
export class AwsError extends Error {
  override readonly name: string = 'AwsError';
  readonly code: string;
  /** HTTP status. From 500 it is the service's fault. @default 400 */
  readonly status: number;
  /** Further members of the error body, such as `CancellationReasons` or `Item`. */
  readonly details: JsonObject;

  constructor(
    code: string,
    message: string,
    options: { readonly status?: number; readonly details?: JsonObject } = {},
  ) {
    super(message);
    this.code = code;
    this.status = options.status ?? 400;
    this.details = options.details ?? {};
  }
}

/** A thing that this runtime does not do, apart from a caller's mistake. Names what was asked for. */
export class NotSupportedLocally extends AwsError {
  override readonly name = 'NotSupportedLocally';

  constructor(what: string) {
    super(
      'NotSupportedLocally',
      `${what} is not supported by the local runtime; the README of local-cloud lists what is.`,
      { status: 501 },
    );
  }
}
