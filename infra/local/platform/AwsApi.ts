import type { JsonObject } from './Json.ts';
import type { Principal } from './Principal.ts';

/** One permission that a call needs, evaluated by `iam/` before the operation runs. */
export interface Permission {
  /** Such as `dynamodb:PutItem`. */
  readonly action: string;
  /** The ARN acted on, or `*` where the action has no resource. */
  readonly resource: string;
  /** Condition keys of this request, such as `dynamodb:LeadingKeys`; global keys are added by the evaluator. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The resource's own policy, where it has one. */
  readonly resourcePolicy?: JsonObject;
}

export interface CallContext {
  readonly principal: Principal;
  readonly requestId: string;
  /** Aborted when the client has gone; long polls end on it. */
  readonly signal: AbortSignal;
}

export interface AwsOperation {
  /** `true` for operations that AWS accepts without a signature (Cognito's sign-in); no permission is evaluated for them. */
  readonly unsigned?: true;
  /** What the caller must be allowed. Throws AwsError where the input is too malformed to tell. */
  permissions(input: JsonObject): readonly Permission[];
  /** Runs after the permissions were granted. `Map`s in the answer of a query-protocol service become `<entry>` lists. */
  run(input: JsonObject, call: CallContext): Promise<JsonObject> | JsonObject;
  /** For `rest-json`: method and path with `{name}` for labels, and query-string names; labels and query arrive in `input`. */
  readonly http?: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    readonly path: string;
    /** The member that is the raw body (a string here), such as Lambda's `Payload`; other members of the output become headers by `headers`. */
    readonly payload?: { readonly input?: string; readonly output?: string };
    /** Input and output members carried as headers: member → header name. */
    readonly headers?: Readonly<Record<string, string>>;
    /** 200 unless told; a numeric `StatusCode` of the output goes before it. */
    readonly status?: number;
  };
}

/** One AWS service's API as the front serves it. */
export interface AwsApi {
  /** SigV4 signing name, which is how the front routes: `dynamodb`, `sns`, `cognito-idp`, `lambda`, `sqs`, `logs`, `events` … */
  readonly signingName: string;
  readonly protocol: 'json-1.0' | 'json-1.1' | 'query' | 'rest-json';
  /** `X-Amz-Target` prefix of the JSON protocols, such as `DynamoDB_20120810`. An API may share its signing name with another. */
  readonly targetPrefix?: string;
  /** XML namespace of the query protocol. */
  readonly xmlNamespace?: string;
  readonly operations: Readonly<Record<string, AwsOperation>>;
}

/** Calls an operation in this process, with the same permission check as over HTTP. Rejects with AwsError. */
export interface AwsCaller {
  call(
    principal: Principal,
    signingName: string,
    operation: string,
    input: JsonObject,
    signal?: AbortSignal,
  ): Promise<JsonObject>;
  /**
   * The principal of a role, if its trust policy lets `service` assume it; otherwise AwsError `AccessDenied`.
   * @param sourceArn answers `aws:SourceArn` in the trust policy
   */
  assume(roleArn: string, service: string, sessionName: string, sourceArn?: string): Principal;
  /** Throws AwsError AccessDenied unless `principal` has the permission. */
  authorize(principal: Principal, permission: Permission): void;
}
