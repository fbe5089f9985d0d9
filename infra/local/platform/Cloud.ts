import { randomUUID } from 'node:crypto';
import type { AssumeStatement, AwsApi, AwsCaller, CallContext, CallOptions, Permission } from './AwsApi.ts';
import { NotSupportedLocally } from './AwsError.ts';
import type { JsonObject } from './Json.ts';
import type { Principal } from './Principal.ts';

/** Decides about access. `iam/` is the one implementation. */
export interface Authorizer {
  authorize(principal: Principal, permission: Permission): void;
  assume(roleArn: string, service: string, sessionName: string, stated?: AssumeStatement): Principal;
}

/**
 * Every AWS API of this runtime, for callers in this process and the front, with the same permission check.
 * Services register after they are constructed, because their constructors take the Platform that holds this.
 */
export class Cloud implements AwsCaller {
  readonly #apis = new Map<string, AwsApi[]>();
  readonly #byTarget = new Map<string, AwsApi>();
  readonly #authorizer: () => Authorizer;

  constructor(authorizer: () => Authorizer) {
    this.#authorizer = authorizer;
  }

  /** Adds a service's APIs. Throws if two APIs would answer the same requests. */
  register(service: { readonly apis: readonly AwsApi[] }): void {
    for (const api of service.apis) {
      if (api.targetPrefix !== undefined) {
        if (this.#byTarget.has(api.targetPrefix)) throw new Error(`Two APIs have the target ${api.targetPrefix}.`);
        this.#byTarget.set(api.targetPrefix, api);
      }
      const others = this.#apis.get(api.signingName) ?? [];
      const shared = others.flatMap((other) => Object.keys(other.operations)).find((name) => name in api.operations);
      if (shared !== undefined) throw new Error(`Two APIs of ${api.signingName} have the operation ${shared}.`);
      this.#apis.set(api.signingName, [...others, api]);
    }
  }

  /** Returns the APIs of a signing name, or all. */
  apis(signingName?: string): readonly AwsApi[] {
    return signingName === undefined ? [...this.#apis.values()].flat() : (this.#apis.get(signingName) ?? []);
  }

  /** Returns the API of an `X-Amz-Target` prefix. */
  apiOfTarget(targetPrefix: string): AwsApi | undefined {
    return this.#byTarget.get(targetPrefix);
  }

  async call(
    principal: Principal,
    signingName: string,
    operation: string,
    input: JsonObject,
    { signal = new AbortController().signal, traceHeader }: CallOptions = {},
  ): Promise<JsonObject> {
    const api = this.apis(signingName).find((candidate) => Object.hasOwn(candidate.operations, operation));
    if (api === undefined) throw new NotSupportedLocally(`${signingName}:${operation}`);
    return this.invoke(api, operation, input, { principal, requestId: randomUUID(), signal, traceHeader });
  }

  /** Checks the permissions of one operation, then runs it. Rejects with AwsError. */
  async invoke(api: AwsApi, name: string, input: JsonObject, call: CallContext): Promise<JsonObject> {
    const operation = Object.hasOwn(api.operations, name) ? api.operations[name] : undefined;
    if (operation === undefined) throw new NotSupportedLocally(`${api.signingName}:${name}`);
    if (operation.unsigned !== true) {
      for (const permission of operation.permissions(input)) this.authorize(call.principal, permission);
    }
    return operation.run(input, call);
  }

  assume(roleArn: string, service: string, sessionName: string, stated?: AssumeStatement): Principal {
    return this.#authorizer().assume(roleArn, service, sessionName, stated);
  }

  authorize(principal: Principal, permission: Permission): void {
    this.#authorizer().authorize(principal, permission);
  }
}
