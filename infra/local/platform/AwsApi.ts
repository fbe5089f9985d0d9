import type { JsonObject } from './Json.ts';
import type { Principal } from './Principal.ts';

/** One permission that a call needs, evaluated by `iam/` before the operation runs. */
export interface Permission {
  /** Such as `dynamodb:PutItem`. */
  readonly action: string;
  /** The resource's ARN, or `*` for an action without a resource. */
  readonly resource: string;
  /** Condition keys of this request, such as `dynamodb:LeadingKeys`. The evaluator adds global keys. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The resource's own policy, if it has one. */
  readonly resourcePolicy?: JsonObject;
  /** Whether the caller's own policies count only where the resource's policy lets its account decide, as for KMS. */
  readonly resourcePolicyDecides?: true;
}

export interface CallContext {
  readonly principal: Principal;
  readonly requestId: string;
  /** Aborted when the client has gone. Long polls end on it. */
  readonly signal: AbortSignal;
  /** The request's `X-Amzn-Trace-Id`. A message or event that the call makes carries it on. */
  readonly traceHeader?: string | undefined;
}

/** @default a call that nobody ends, of no chain of requests */
export type CallOptions = Partial<Pick<CallContext, 'signal' | 'traceHeader'>>;

export interface AwsOperation {
  /** `true` for operations that AWS accepts without a signature (Cognito's sign-in). They need no permission. */
  readonly unsigned?: true;
  /** `true` for operations that only refuse, by name. */
  readonly refused?: true;
  /** Returns what the caller must be allowed. Throws AwsError if the input is too malformed to tell. */
  permissions(input: JsonObject): readonly Permission[];
  /**
   * Runs the operation for an allowed caller. A `Map` in the answer becomes an `<entry>` list in the query protocol.
   */
  run(input: JsonObject, call: CallContext): Promise<JsonObject> | JsonObject;
  /** For `rest-json`: the method, and the path with `{name}` for labels. Labels and query arrive in `input`. */
  readonly http?: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    readonly path: string;
    /**
     * The member that is the raw body as a string, such as Lambda's `Payload`.
     * Other members of the output become headers.
     */
    readonly payload?: { readonly input?: string; readonly output?: string };
    /** Headers that carry members of input and output, by member. */
    readonly headers?: Readonly<Record<string, string>>;
    /** A numeric `StatusCode` of the output goes before it. @default 200 */
    readonly status?: number;
  };
}

/** One AWS service's API as the front serves it. */
export interface AwsApi {
  /**
   * The SigV4 signing name, by which the front routes: `dynamodb`, `sns`, `cognito-idp`, `lambda`, `sqs`, `logs`,
   * `events` …
   */
  readonly signingName: string;
  readonly protocol: 'json-1.0' | 'json-1.1' | 'query' | 'rest-json';
  /** `X-Amz-Target` prefix of the JSON protocols, such as `DynamoDB_20120810`. APIs may share a signing name. */
  readonly targetPrefix?: string;
  /** XML namespace of the query protocol. */
  readonly xmlNamespace?: string;
  readonly operations: Readonly<Record<string, AwsOperation>>;
}

/** What a service states when it assumes a role. Policies see only what AWS documents that the service states. */
export interface AssumeStatement {
  /** The resource for which it does so: `aws:SourceArn`, and by its account `aws:SourceAccount`. */
  readonly sourceArn?: string;
  /** `sts:ExternalId` */
  readonly externalId?: string | undefined;
}

/** Calls operations in this process, with the same permission check as over HTTP. Rejects with AwsError. */
export interface AwsCaller {
  call(
    principal: Principal,
    signingName: string,
    operation: string,
    input: JsonObject,
    options?: CallOptions,
  ): Promise<JsonObject>;
  /**
   * Returns the session of a role if its trust policy lets `service` assume it.
   * Throws AwsError `AccessDenied` otherwise.
   */
  assume(roleArn: string, service: string, sessionName: string, stated?: AssumeStatement): Principal;
  /** Throws AwsError AccessDenied unless `principal` has the permission. */
  authorize(principal: Principal, permission: Permission): void;
}
