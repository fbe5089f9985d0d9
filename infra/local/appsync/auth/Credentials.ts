import type { JsonObject } from '../../platform/Json.ts';

/** What a request or a subscription offers to be recognised by. */
export interface Credentials {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The forwarded addresses, then the connection's own. */
  readonly sourceIp: readonly string[];
  /** What a SigV4 signature covers. */
  readonly signed: { readonly method: string; readonly path: string; readonly query: string; readonly body: string };
  /** For a Lambda authorizer's event. */
  readonly operation: {
    readonly queryString: string;
    readonly operationName: string | null;
    readonly variables: JsonObject;
  };
  readonly requestId: string;
}
