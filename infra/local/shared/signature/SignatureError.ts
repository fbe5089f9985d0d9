import { AwsError } from '../../platform/AwsError.ts';

export type SignatureFault = 'missing' | 'incomplete' | 'unknown key' | 'mismatch' | 'expired token';

/** Names from https://docs.aws.amazon.com/awssupport/latest/user/CommonErrors.html and the protocols. */
const codes: Readonly<
  Record<SignatureFault, { readonly json: string; readonly query: string; readonly status: number }>
> = {
  missing: { json: 'MissingAuthenticationTokenException', query: 'MissingAuthenticationToken', status: 403 },
  incomplete: { json: 'IncompleteSignatureException', query: 'IncompleteSignature', status: 400 },
  'unknown key': { json: 'UnrecognizedClientException', query: 'InvalidClientTokenId', status: 403 },
  mismatch: { json: 'InvalidSignatureException', query: 'SignatureDoesNotMatch', status: 403 },
  'expired token': { json: 'ExpiredTokenException', query: 'ExpiredToken', status: 403 },
};

/** A request whose signature does not prove its maker. */
export class SignatureError extends AwsError {
  override readonly name = 'SignatureError';
  readonly fault: SignatureFault;

  constructor(fault: SignatureFault, message: string) {
    super(codes[fault].json, message, { status: 400 });
    this.fault = fault;
  }

  /** Returns the error in another protocol's names and status: the JSON protocols answer 400, REST and query 403. */
  forProtocol(protocol: 'json-1.0' | 'json-1.1' | 'query' | 'rest-json'): AwsError {
    const { json, query, status } = codes[this.fault];
    if (protocol === 'query') return new AwsError(query, this.message, { status });
    return protocol === 'rest-json' ? new AwsError(json, this.message, { status }) : this;
  }
}
