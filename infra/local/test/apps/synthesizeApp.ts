import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import {
  type AuthorizationConfig,
  type BaseDataSource,
  Code,
  Definition,
  FunctionRuntime,
  GraphqlApi,
} from 'aws-cdk-lib/aws-appsync';
import { temporaryFolder } from '../../testing/temporaryFolder.ts';

/**
 * Synthesizes a stack with an API of `folder/schema.graphql`, its URL and key as outputs.
 * Returns the cloud assembly's folder.
 */
export function synthesizeApp(
  folder: string,
  authorizationConfig: (stack: Stack) => AuthorizationConfig,
  build: (stack: Stack, api: GraphqlApi) => void,
): string {
  const app = new App({ outdir: temporaryFolder('app') });
  const stack = new Stack(app, 'App');
  const api = new GraphqlApi(stack, 'Api', {
    name: 'app',
    definition: Definition.fromFile(join(folder, 'schema.graphql')),
    authorizationConfig: authorizationConfig(stack),
  });
  new CfnOutput(stack, 'ApiKey', { value: api.apiKey ?? '' });
  build(stack, api);
  return app.synth().directory;
}

/** Gives every file `Type.field.js` of `folder/resolvers` that `sourceOf` names a data source for its resolver. */
export function addResolvers(
  folder: string,
  sourceOf: (coordinate: string) => BaseDataSource | undefined,
  maxBatchSize: (coordinate: string) => number | undefined = () => undefined,
): void {
  for (const file of readdirSync(join(folder, 'resolvers'))) {
    const coordinate = file.slice(0, -'.js'.length);
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const size = maxBatchSize(coordinate);
    sourceOf(coordinate)?.createResolver(coordinate, {
      typeName,
      fieldName,
      runtime: FunctionRuntime.JS_1_0_0,
      code: Code.fromAsset(join(folder, 'resolvers', file)),
      ...(size === undefined ? {} : { maxBatchSize: size }),
    });
  }
}
