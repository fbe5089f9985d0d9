import {
  AppsyncFunction,
  type BaseDataSource,
  Code,
  FunctionRuntime,
  type GraphqlApi,
  Resolver,
} from 'aws-cdk-lib/aws-appsync';
import { Construct } from 'constructs';
import {
  type Capability,
  type CapabilityName,
  capabilities,
  type DataSourceNameOf,
  type FieldWiring,
  isGuarded,
  readGuard,
  type SharedStepNameOf,
  type StepNameOf,
} from '../../../resolvers/pipelines.ts';
import type { Bundles } from './Bundles.ts';
import { FunctionDataSource } from './FunctionDataSource.ts';
import { LambdaFunction } from './LambdaFunction.ts';
import { TableDataSource, type TableSource } from './TableDataSource.ts';

export interface FieldResolversProps<Name extends CapabilityName> {
  readonly capability: Name;
  readonly bundles: Bundles;
  readonly api: { readonly api: GraphqlApi; readonly none: BaseDataSource; readonly guardOwnReads: boolean };
  /** What is behind each data source of the capability: a function, or a table. */
  readonly dataSources: Readonly<Record<DataSourceNameOf<Name>, LambdaFunction | TableSource>>;
  /** The steps that the capability's fields take from others. */
  readonly steps: Readonly<Record<SharedStepNameOf<Name>, AppsyncFunction>>;
}

/** A capability's part of `resolvers/pipelines.ts`: its data sources, steps and resolvers. */
export class FieldResolvers<Name extends CapabilityName> extends Construct {
  /** The capability's own steps, for others to take. */
  readonly steps: Readonly<Record<StepNameOf<Name>, AppsyncFunction>>;

  readonly #api: GraphqlApi;
  readonly #guardOwnReads: boolean;
  readonly #bundles: Bundles;
  readonly #dataSources: ReadonlyMap<string, BaseDataSource>;
  readonly #steps: ReadonlyMap<string, AppsyncFunction>;

  constructor(scope: Construct, id: string, props: FieldResolversProps<Name>) {
    super(scope, id);
    this.#api = props.api.api;
    this.#guardOwnReads = props.api.guardOwnReads;
    this.#bundles = props.bundles;
    const capability: Capability = capabilities[props.capability];
    const sources = Object.entries<LambdaFunction | TableSource>(props.dataSources);
    this.#dataSources = new Map([
      ['none', props.api.none],
      ...sources.map(([name, source]) => [name, this.#dataSource(name, source)] as const),
    ]);
    const own = Object.entries(capability.steps).map(
      ([name, { dataSource }]) => [name, this.#step(name, dataSource)] as const,
    );
    this.steps = Object.fromEntries(own) as Record<StepNameOf<Name>, AppsyncFunction>;
    this.#steps = new Map([...Object.entries<AppsyncFunction>(props.steps), ...own]);
    for (const [coordinate, wiring] of Object.entries(capability.fields)) this.#resolver(coordinate, wiring);
  }

  #dataSource(name: string, source: LambdaFunction | TableSource): BaseDataSource {
    return source instanceof LambdaFunction
      ? new FunctionDataSource(this, name, { api: this.#api, lambdaFunction: source })
      : new TableDataSource(this, name, { api: this.#api, ...source });
  }

  #step(name: string, dataSource: string): AppsyncFunction {
    return new AppsyncFunction(this, `step-${name}`, {
      api: this.#api,
      name,
      dataSource: known(this.#dataSources, dataSource, `The step ${name}`),
      code: Code.fromAsset(this.#bundles.step(name)),
      runtime: FunctionRuntime.JS_1_0_0,
    });
  }

  #resolver(coordinate: string, wiring: FieldWiring): void {
    const { dataSource, guarded, steps, afterwards = [] } = wiring;
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const code = Code.fromAsset(this.#bundles.resolver(coordinate));
    const field = { api: this.#api, typeName, fieldName, runtime: FunctionRuntime.JS_1_0_0 };
    const id = coordinate.replace('.', '-');
    const named = (names: readonly string[]) => names.map((name) => known(this.#steps, name, coordinate));
    if (guarded !== undefined && isGuarded(wiring, this.#guardOwnReads)) {
      const [bindRead, ...guard] = readGuard;
      // A field with a data source alone becomes the last step. With `none` it has nothing to ask: a subscription sets
      // its filter in its own code.
      const asks = steps === undefined && dataSource !== undefined && dataSource !== 'none';
      new Resolver(this, id, {
        ...field,
        code: asks ? Code.fromAsset(this.#bundles.step(bindRead)) : code,
        pipelineConfig: asks
          ? [...named(guard), this.#fieldAsStep(coordinate, dataSource), ...named(afterwards)]
          : named([...readGuard, ...(steps ?? [])]),
      });
      return;
    }
    new Resolver(this, id, {
      ...field,
      code,
      ...(dataSource === undefined ? {} : { dataSource: known(this.#dataSources, dataSource, coordinate) }),
      ...(steps === undefined ? {} : { pipelineConfig: named(steps) }),
    });
  }

  #fieldAsStep(coordinate: string, dataSource: string): AppsyncFunction {
    const name = coordinate.replace('.', '');
    return new AppsyncFunction(this, `read-${name}`, {
      api: this.#api,
      name,
      dataSource: known(this.#dataSources, dataSource, coordinate),
      code: Code.fromAsset(this.#bundles.resolver(coordinate)),
      runtime: FunctionRuntime.JS_1_0_0,
    });
  }
}

function known<Thing>(things: ReadonlyMap<string, Thing>, name: string, user: string): Thing {
  const thing = things.get(name);
  if (thing === undefined) throw new Error(`${user} needs ${name}, which its capability neither makes nor is given.`);
  return thing;
}
