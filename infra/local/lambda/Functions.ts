import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import type { Principal } from '../platform/Principal.ts';
import type { FunctionConfiguration } from './FunctionConfiguration.ts';
import { FunctionPool } from './FunctionPool.ts';

/** A function, version or alias that a name or ARN stands for. */
export interface ResolvedFunction {
  readonly pool: FunctionPool;
  readonly configuration: FunctionConfiguration;
  /** With the qualifier that was asked for. */
  readonly arn: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  /** The qualifier that was asked for. @default `$LATEST` */
  readonly qualifier: string;
}

/** Name, qualifier and ARN of a `FunctionName` parameter. The function need not exist. */
export interface FunctionReference {
  readonly name: string;
  readonly qualifier: string | undefined;
  readonly arn: string;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax: name, partial ARN or ARN. */
const namePattern =
  /^(?:arn:aws[\w-]*:lambda:)?(?:[a-z]{2}(?:-[a-z]+)+-\d:)?(?:\d{12}:)?(?:function:)?([\w-]{1,140})(?::(\$LATEST|[\w-]+))?$/;

/** Every function of the account with its versions, aliases and resource policy. */
export class Functions {
  readonly #platform: Platform;
  readonly #runtimeModules: string;
  readonly #pools = new Map<string, { readonly pool: FunctionPool; readonly modified: string }>();
  readonly #versions = new Map<string, Set<string>>();
  /** Function name → alias → version. */
  readonly #aliases = new Map<string, Map<string, string>>();
  /** ARN, qualified or not → statement id → statement. */
  readonly #policies = new Map<string, Map<string, JsonObject>>();
  readonly #layers = new Map<string, string>();

  constructor(platform: Platform) {
    this.#platform = platform;
    this.#runtimeModules = nearestModules();
  }

  /** Creates or replaces the function. Ends the environments of the function that it replaces. */
  put(configuration: FunctionConfiguration): void {
    const layers = configuration.layers.map((arn) => {
      const folder = this.#layers.get(arn);
      if (folder === undefined) {
        throw new AwsError('InvalidParameterValueException', `Layer version ${arn} does not exist.`);
      }
      return join(folder, 'nodejs', 'node_modules');
    });
    this.#pools.get(configuration.name)?.pool.kill();
    const pool = new FunctionPool(this.#platform, configuration, { layers, runtime: this.#runtimeModules });
    this.#pools.set(configuration.name, { pool, modified: new Date(this.#platform.clock.now()).toISOString() });
  }

  delete(name: string): void {
    this.#pools.get(name)?.pool.kill();
    this.#pools.delete(name);
  }

  putLayer(arn: string, folder: string): void {
    this.#layers.set(arn, folder);
  }

  putVersion(name: string, version: string): void {
    this.#versions.set(name, (this.#versions.get(name) ?? new Set()).add(version));
  }

  putAlias(name: string, alias: string, version: string): void {
    this.#aliases.set(name, (this.#aliases.get(name) ?? new Map()).set(alias, version));
  }

  putStatement(arn: string, statement: JsonObject & { readonly Sid: string }): void {
    this.#policies.set(arn, (this.#policies.get(arn) ?? new Map()).set(statement.Sid, statement));
  }

  deleteStatement(sid: string): void {
    for (const statements of this.#policies.values()) statements.delete(sid);
  }

  /** Returns the policy document of a function, version or alias, `undefined` if it has no statement. */
  policy(arn: string): JsonObject | undefined {
    const statements = [...(this.#policies.get(arn)?.values() ?? [])];
    return statements.length === 0 ? undefined : { Version: '2012-10-17', Id: 'default', Statement: statements };
  }

  /**
   * Reads a `FunctionName` parameter. Throws AwsError ValidationException for text that is neither a name nor an ARN.
   */
  reference(functionName: string, qualifier?: string): FunctionReference {
    const match = namePattern.exec(functionName);
    const name = match?.[1];
    if (name === undefined) {
      throw new AwsError(
        'ValidationException',
        `1 validation error detected: Value '${functionName}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern.source}`,
      );
    }
    const chosen = qualifier ?? match?.[2];
    const arn = `arn:aws:lambda:${this.#platform.region}:${this.#platform.accountId}:function:${name}`;
    return { name, qualifier: chosen, arn: chosen === undefined ? arn : `${arn}:${chosen}` };
  }

  /** Finds a function. Throws AwsError ResourceNotFoundException. */
  resolve(reference: FunctionReference): ResolvedFunction {
    const { name, qualifier = '$LATEST', arn } = reference;
    const found = this.#pools.get(name);
    const version =
      qualifier === '$LATEST' || this.#versions.get(name)?.has(qualifier)
        ? qualifier
        : this.#aliases.get(name)?.get(qualifier);
    if (found === undefined || version === undefined) {
      throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, {
        status: 404,
        details: { Type: 'User' },
      });
    }
    return { pool: found.pool, configuration: found.pool.configuration, arn, version, qualifier };
  }

  list(): readonly { readonly configuration: FunctionConfiguration; readonly modified: string }[] {
    return [...this.#pools.values()].map(({ pool, modified }) => ({ configuration: pool.configuration, modified }));
  }

  /** Returns the session of the function's role. Throws AwsError AccessDenied if the role does not trust Lambda. */
  principal(configuration: FunctionConfiguration): Principal {
    return this.#platform.aws.assume(configuration.roleArn, 'lambda.amazonaws.com', configuration.name);
  }

  kill(): void {
    for (const { pool } of this.#pools.values()) pool.kill();
  }
}

/** Returns this project's `node_modules`, in place of the SDK that Lambda's runtime carries. */
function nearestModules(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'node_modules', '@aws-sdk')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'node_modules');
}
