import type { JsonObject } from '../../platform/Json.ts';

/** The parts of a request or subscription that prove its caller. */
export interface Credentials {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The forwarded addresses, then that of the connection. */
  readonly sourceIp: readonly string[];
  /** The parts that a SigV4 signature covers. */
  readonly signed: { readonly method: string; readonly path: string; readonly query: string; readonly body: string };
  /** For a Lambda authorizer's event. */
  readonly operation: {
    readonly queryString: string;
    readonly operationName: string | null;
    readonly variables: JsonObject;
  };
  readonly requestId: string;
}
