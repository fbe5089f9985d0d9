import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import type { Api } from '../Api.ts';
import type { AppSyncPlatform } from '../AppSync.ts';
import { appSyncId } from './appSyncId.ts';
import { apiOf, assertKnown, text } from './properties.ts';
import { batchSize, codeProperties, resolverCode } from './resolverCode.ts';

const type = 'AWS::AppSync::FunctionConfiguration';
const known = ['ApiId', 'Name', 'DataSourceName', 'Description', 'FunctionVersion', ...codeProperties];

export function functionConfigurationProvider(
  platform: AppSyncPlatform,
  apis: ReadonlyMap<string, Api>,
): ResourceProvider {
  return {
    type,
    apply(request) {
      assertKnown(request, type, known);
      const api = apiOf(request, apis);
      const name = text(request, 'Name');
      const dataSource = text(request, 'DataSourceName');
      const id = appSyncId(`${api.apiId} ${request.generatedName}`);
      const code = resolverCode(platform, request, name);
      api.functions.set(id, { name, code, dataSource, maxBatchSize: batchSize(request) });
      api.changed();
      const arn = `${api.arn}/functions/${id}`;
      return {
        physicalId: arn,
        attributes: { FunctionId: id, FunctionArn: arn, Name: name, DataSourceName: dataSource },
      };
    },
  };
}
