import { join } from 'node:path';
import {
  AppsyncFunction,
  type BaseDataSource,
  Code,
  FunctionRuntime,
  type GraphqlApi,
  Resolver,
} from 'aws-cdk-lib/aws-appsync';
import { Construct } from 'constructs';
import { type DataSourceName, type FieldWiring, fields, type StepName, steps } from '../../../resolvers/pipelines.ts';

export interface FieldResolversProps {
  readonly api: GraphqlApi;
  readonly dataSources: Readonly<Record<DataSourceName, BaseDataSource>>;
  /** Where `bundleResolvers` wrote `<coordinate>.js` and `steps/<step>.js`. */
  readonly bundles: string;
}

/** The resolvers of `pipelines.ts`, each from its bundle. */
export class FieldResolvers extends Construct {
  constructor(scope: Construct, id: string, { api, dataSources, bundles }: FieldResolversProps) {
    super(scope, id);
    const functions = new Map<StepName, AppsyncFunction>();
    for (const [name, step] of Object.entries(steps) as [StepName, { dataSource: DataSourceName }][]) {
      functions.set(
        name,
        new AppsyncFunction(this, `step-${name}`, {
          api,
          name,
          dataSource: dataSources[step.dataSource],
          code: Code.fromAsset(join(bundles, 'steps', `${name}.js`)),
          runtime: FunctionRuntime.JS_1_0_0,
        }),
      );
    }
    for (const [coordinate, wiring] of Object.entries(fields) as [string, FieldWiring][]) {
      const [typeName = '', fieldName = ''] = coordinate.split('.');
      new Resolver(this, coordinate.replace('.', '-'), {
        api,
        typeName,
        fieldName,
        code: Code.fromAsset(join(bundles, `${coordinate}.js`)),
        runtime: FunctionRuntime.JS_1_0_0,
        ...('steps' in wiring
          ? {
              pipelineConfig: wiring.steps.map((name) => {
                const step = functions.get(name);
                if (step === undefined) {
                  throw new Error(`${coordinate} names the step ${name}, which pipelines.ts does not have.`);
                }
                return step;
              }),
            }
          : { dataSource: dataSources[wiring.dataSource] }),
      });
    }
  }
}
