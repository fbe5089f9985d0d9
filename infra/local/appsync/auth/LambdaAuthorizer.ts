import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';
import type { Platform } from '../../platform/Platform.ts';
import type { AuthorizationProvider } from './AuthorizationProvider.ts';
import type { Caller } from './Caller.ts';
import type { Credentials } from './Credentials.ts';

type LambdaProvider = Extract<AuthorizationProvider, { readonly mode: 'AWS_LAMBDA' }>;

/** https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-lambda-authorization */
const TIMEOUT = 10_000;
/** An answer of this size or more is not cached. */
const CACHEABLE_BYTES = 1_048_576;
/** Answers kept at once, the newest ones. Callers can invent tokens without end. */
const KEPT_ANSWERS = 1_000;

/** Asks the API's authorizer function. Caches its answers by token for as long as it allows. */
export class LambdaAuthorizer {
  readonly #platform: Pick<Platform, 'aws' | 'accountId' | 'clock' | 'log'>;
  readonly #api: { readonly apiId: string; readonly arn: string };
  readonly #provider: LambdaProvider;
  readonly #answers = new Map<string, { readonly until: number; readonly caller: Caller | undefined }>();

  constructor(
    platform: Pick<Platform, 'aws' | 'accountId' | 'clock' | 'log'>,
    api: { readonly apiId: string; readonly arn: string },
    provider: LambdaProvider,
  ) {
    this.#platform = platform;
    this.#api = api;
    this.#provider = provider;
  }

  async authenticate(token: string, credentials: Credentials): Promise<Caller | undefined> {
    const { identityValidationExpression } = this.#provider;
    if (identityValidationExpression !== undefined && !new RegExp(identityValidationExpression).test(token)) {
      return undefined;
    }
    const now = this.#platform.clock.now();
    const kept = this.#answers.get(token);
    if (kept !== undefined && kept.until > now) return kept.caller;
    this.#answers.delete(token);
    const text = await this.#ask(token, credentials);
    if (text === undefined) return undefined;
    const answer = parsed(text);
    if (!isJsonObject(answer)) return undefined;
    const caller = callerOf(answer);
    const ttl = typeof answer.ttlOverride === 'number' ? answer.ttlOverride : this.#provider.resultTtl;
    if (ttl > 0 && Buffer.byteLength(text) < CACHEABLE_BYTES) {
      this.#answers.set(token, { until: now + ttl * 1000, caller });
      const [oldest] = this.#answers.keys();
      if (this.#answers.size > KEPT_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
    }
    return caller;
  }

  async #ask(token: string, credentials: Credentials): Promise<string | undefined> {
    const event = {
      authorizationToken: token,
      requestContext: {
        apiId: this.#api.apiId,
        accountId: this.#platform.accountId,
        requestId: credentials.requestId,
        ...credentials.operation,
      },
      requestHeaders: credentials.headers,
    };
    const abort = new AbortController();
    const cancel = this.#platform.clock.after(TIMEOUT, () => abort.abort());
    try {
      const answer = await this.#platform.aws.call(
        { kind: 'service', service: 'appsync.amazonaws.com', sourceArn: this.#api.arn },
        'lambda',
        'Invoke',
        { FunctionName: this.#provider.functionArn, InvocationType: 'RequestResponse', Payload: JSON.stringify(event) },
        { signal: abort.signal },
      );
      return answer.FunctionError === undefined && typeof answer.Payload === 'string' ? answer.Payload : undefined;
    } catch (error) {
      // An authorizer that fails authorizes nobody.
      this.#platform.log('warn', 'appsync', `The Lambda authorizer of ${this.#api.apiId} failed: ${String(error)}`);
      return undefined;
    } finally {
      cancel();
    }
  }
}

function callerOf(answer: JsonObject): Caller | undefined {
  if (answer.isAuthorized !== true) return undefined;
  const denied: JsonValue | undefined = answer.deniedFields;
  return {
    mode: 'AWS_LAMBDA',
    identity: { resolverContext: flat(answer.resolverContext) },
    groups: [],
    defaultAction: 'ALLOW',
    deniedFields: new Set(Array.isArray(denied) ? denied.filter((entry) => typeof entry === 'string') : []),
    expiresAt: undefined,
  };
}

/** Returns the members that are no objects or lists. AppSync drops nested values. */
function flat(context: JsonValue | undefined): JsonObject {
  if (!isJsonObject(context)) return {};
  return Object.fromEntries(Object.entries(context).filter(([, value]) => typeof value !== 'object'));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
