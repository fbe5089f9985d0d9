/**
 * A request that is refused as a whole: an HTTP status with AppSync's error body,
 * `{"errors":[{"errorType","message"}]}`.
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;
  readonly errorType: string;

  constructor(status: number, errorType: string, message: string) {
    super(message);
    this.status = status;
    this.errorType = errorType;
  }
}

/** Returns AppSync's 401. Its texts are recorded in public issues, such as aws-appsync-community 198. */
export function unauthorized(message = 'You are not authorized to make this call.'): RequestError {
  return new RequestError(401, 'UnauthorizedException', message);
}

export function malformed(message: string): RequestError {
  return new RequestError(400, 'MalformedHttpRequestException', message);
}
