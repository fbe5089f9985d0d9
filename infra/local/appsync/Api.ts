import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import type { Platform } from '../platform/Platform.ts';
import { ApiLog, type ApiLogSettings } from './ApiLog.ts';
import type { AppSyncPlatform } from './AppSync.ts';
import { type ApiKey, Authenticator } from './auth/Authenticator.ts';
import type { AuthorizationProvider } from './auth/AuthorizationProvider.ts';
import { FieldAccess } from './auth/FieldAccess.ts';
import type { DataSource } from './datasources/DataSource.ts';
import { GraphQLExecutor } from './execution/GraphQLExecutor.ts';
import type { BoundResolver, BoundStep } from './execution/ResolverBinding.ts';
import { SubscriptionPublisher } from './realtime/SubscriptionPublisher.ts';
import { SubscriptionRegistry } from './realtime/SubscriptionRegistry.ts';
import { subscribedMutations } from './realtime/subscribedMutations.ts';
import type { ResolverCode } from './runtime/ResolverCode.ts';

/** The properties of `AWS::AppSync::GraphQLApi`. */
export interface ApiSettings {
  readonly name: string;
  /** The default mode comes first. */
  readonly providers: readonly AuthorizationProvider[];
  readonly introspection: boolean;
  readonly queryDepthLimit: number;
  readonly resolverCountLimit: number;
  readonly environment: Readonly<Record<string, string>>;
  /** @default none */
  readonly log?: ApiLogSettings;
}

export interface ResolverDefinition {
  readonly typeName: string;
  readonly fieldName: string;
  readonly code: ResolverCode | undefined;
  readonly maxBatchSize: number;
  /** The name of a data source, or the ids of a pipeline's functions. */
  readonly target: { readonly dataSource: string } | { readonly functions: readonly string[] };
}

export interface FunctionDefinition {
  readonly name: string;
  readonly code: ResolverCode | undefined;
  readonly dataSource: string;
  readonly maxBatchSize: number;
}

/** An API whose names are bound, ready to serve. */
export interface CompiledApi {
  readonly schema: GraphQLSchema;
  readonly executor: GraphQLExecutor;
  readonly access: FieldAccess;
  readonly authenticator: Authenticator;
  readonly resolvers: ReadonlyMap<string, BoundResolver>;
  readonly publisher: SubscriptionPublisher;
}

/** One GraphQL API: what the template says of it, and what that compiles to. */
export class Api {
  readonly apiId: string;
  readonly arn: string;
  readonly dataSources = new Map<string, DataSource>();
  readonly functions = new Map<string, FunctionDefinition>();
  readonly resolvers = new Map<string, ResolverDefinition>();
  readonly apiKeys = new Map<string, ApiKey>();
  readonly subscriptions = new SubscriptionRegistry();
  readonly log: ApiLog;
  readonly #platform: AppSyncPlatform;
  #settings: ApiSettings;
  /** Built anew for each compilation, because the executor puts its resolvers on the schema's fields. */
  #schema: (() => GraphQLSchema) | undefined;
  #compiled: CompiledApi | undefined;

  constructor(platform: AppSyncPlatform, apiId: string, settings: ApiSettings) {
    this.#platform = platform;
    this.apiId = apiId;
    this.arn = apiArn(platform, apiId);
    this.#settings = settings;
    this.log = new ApiLog(platform, apiId);
  }

  /** Counts in one of AppSync's metrics of the API. */
  count(name: '4XXError' | '5XXError' | 'PublishDataMessageClientError'): void {
    const dimensions = { GraphQLAPIId: this.apiId };
    this.#platform.metrics.series('AWS/AppSync', name, dimensions, 'Count').record(1);
  }

  get settings(): ApiSettings {
    return this.#settings;
  }

  configure(settings: ApiSettings): void {
    this.#settings = settings;
    this.changed();
  }

  setSchema(build: () => GraphQLSchema): void {
    this.#schema = build;
    this.changed();
  }

  /** Call this after a change of any of the maps. */
  changed(): void {
    this.#compiled = undefined;
  }

  /**
   * Compiles the API.
   * Throws Error naming every resolver, function or data source that others refer to and that is missing.
   */
  compile(): CompiledApi {
    this.#compiled ??= this.#build();
    return this.#compiled;
  }

  #build(): CompiledApi {
    if (this.#schema === undefined) throw new Error(`GraphQL API ${this.#settings.name} has no schema.`);
    const schema = this.#schema();
    const problems: string[] = [];
    const resolvers = new Map<string, BoundResolver>();
    for (const [coordinate, definition] of this.resolvers) {
      const bound = this.#bind(schema, coordinate, definition, problems);
      if (bound !== undefined) resolvers.set(coordinate, bound);
    }
    problems.push(...subscriptionProblems(schema));
    if (problems.length > 0) throw new Error(`GraphQL API ${this.#settings.name}: ${problems.join(' ')}`);
    const { providers, log: _, ...settings } = this.#settings;
    const [defaultProvider] = providers;
    if (defaultProvider === undefined) throw new Error(`GraphQL API ${this.#settings.name} has no authorization mode.`);
    const platform = this.#platform;
    const access = new FieldAccess(schema, defaultProvider.mode, this.arn, platform.aws);
    this.#warnOfUnprotected(schema, access);
    return {
      schema,
      access,
      resolvers,
      executor: new GraphQLExecutor({
        schema,
        resolvers,
        access,
        clock: platform.clock,
        log: platform.log,
        ...settings,
      }),
      authenticator: new Authenticator({
        platform,
        api: this,
        providers,
        apiKeys: () => this.apiKeys.values(),
      }),
      publisher: new SubscriptionPublisher(schema, this.subscriptions, platform.meter, () =>
        this.count('PublishDataMessageClientError'),
      ),
    };
  }

  #warnOfUnprotected(schema: GraphQLSchema, access: FieldAccess): void {
    const type = schema.getSubscriptionType();
    for (const field of Object.values(type?.getFields() ?? {})) {
      const fields = access.unprotectedBelow(field, type?.name ?? '');
      if (fields.length === 0) continue;
      const message = 'Subscribers get fields that not all of them may query: AppSync does not check these';
      this.#platform.log('warn', 'appsync', message, { subscription: field.name, fields });
    }
  }

  #bind(
    schema: GraphQLSchema,
    coordinate: string,
    definition: ResolverDefinition,
    problems: string[],
  ): BoundResolver | undefined {
    const { typeName, fieldName, code, target, maxBatchSize } = definition;
    const type = schema.getType(typeName);
    if (!isObjectType(type) || type.getFields()[fieldName] === undefined) {
      problems.push(`There is a resolver for ${coordinate}, but no such field in the schema.`);
      return undefined;
    }
    if ('dataSource' in target) {
      const dataSource = this.dataSources.get(target.dataSource);
      if (dataSource !== undefined) return { kind: 'UNIT', coordinate, code, dataSource, maxBatchSize };
      problems.push(`The resolver of ${coordinate} names the data source ${target.dataSource}, which is not there.`);
      return undefined;
    }
    const steps: BoundStep[] = [];
    for (const id of target.functions) {
      const definition = this.functions.get(id);
      const dataSource = definition === undefined ? undefined : this.dataSources.get(definition.dataSource);
      if (definition === undefined || dataSource === undefined) {
        problems.push(
          `The pipeline of ${coordinate} names the function ${id}, which ${definition === undefined ? 'is not there' : `names the data source ${definition.dataSource}, which is not there`}.`,
        );
        return undefined;
      }
      steps.push({
        coordinate: definition.name,
        code: definition.code,
        dataSource,
        maxBatchSize: definition.maxBatchSize,
      });
    }
    return { kind: 'PIPELINE', coordinate, code, steps };
  }
}

export function apiArn(platform: Pick<Platform, 'region' | 'accountId'>, apiId: string): string {
  return `arn:aws:appsync:${platform.region}:${platform.accountId}:apis/${apiId}`;
}

/** Returns a problem for each `@aws_subscribe` that names no mutation, or one of another type. */
function subscriptionProblems(schema: GraphQLSchema): readonly string[] {
  const mutations = schema.getMutationType()?.getFields() ?? {};
  return Object.values(schema.getSubscriptionType()?.getFields() ?? {}).flatMap((field) =>
    subscribedMutations(field).flatMap((name) => {
      const mutation = mutations[name];
      const subscription = `Subscription.${field.name} is subscribed to the mutation ${name}`;
      if (mutation === undefined) return [`${subscription}, which the schema does not have.`];
      if (getNamedType(mutation.type) === getNamedType(field.type)) return [];
      return [`${subscription}, which returns ${mutation.type.toString()} and not ${field.type.toString()}.`];
    }),
  );
}
