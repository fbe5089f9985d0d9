import type { JsonObject } from './Json.ts';

/**
 * An error that an AWS API answers with. `code` is AWS's own name for it (`ResourceNotFoundException`), `message` AWS's own wording
 * where it is known. The front serialises it in the protocol of the service that threw it.
 */
export class AwsError extends Error {
  override readonly name: string = 'AwsError';
  readonly code: string;
  /** HTTP status; 400 unless told. `>= 500` counts as the service's fault. */
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

/** What this runtime does not do, apart from what the caller did wrong. Always names what was asked for. */
export class NotSupportedLocally extends AwsError {
  override readonly name = 'NotSupportedLocally';

  constructor(what: string) {
    super(
      'NotSupportedLocally',
      `${what} is not supported by the local runtime; infra/local/README.md lists what is.`,
      { status: 501 },
    );
  }
}
