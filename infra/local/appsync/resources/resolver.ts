import { isJsonObject } from '../../platform/Json.ts';
import type { ResourceProvider, ResourceRequest } from '../../platform/ResourceProvider.ts';
import type { Api, ResolverDefinition } from '../Api.ts';
import type { AppSyncPlatform } from '../AppSync.ts';
import { apiOf, assertKnown, invalid, text } from './properties.ts';
import { batchSize, codeProperties, resolverCode } from './resolverCode.ts';

const type = 'AWS::AppSync::Resolver';
const known = [
  'ApiId',
  'TypeName',
  'FieldName',
  'Kind',
  'DataSourceName',
  'PipelineConfig',
  'CachingConfig',
  'MetricsConfig',
  ...codeProperties,
];

export function resolverProvider(platform: AppSyncPlatform, apis: ReadonlyMap<string, Api>): ResourceProvider {
  return {
    type,
    apply(request) {
      assertKnown(request, type, known);
      const api = apiOf(request, apis);
      const typeName = text(request, 'TypeName');
      const fieldName = text(request, 'FieldName');
      const coordinate = `${typeName}.${fieldName}`;
      if (request.properties.CachingConfig !== undefined) {
        platform.log('warn', 'appsync', `${coordinate}: CachingConfig is ignored; nothing is cached locally.`);
      }
      api.resolvers.set(coordinate, {
        typeName,
        fieldName,
        code: resolverCode(platform, request, coordinate),
        maxBatchSize: batchSize(request),
        target: targetOf(request),
      });
      api.changed();
      const arn = `${api.arn}/types/${typeName}/resolvers/${fieldName}`;
      return { physicalId: arn, attributes: { ResolverArn: arn, TypeName: typeName, FieldName: fieldName } };
    },
  };
}

function targetOf(request: ResourceRequest): ResolverDefinition['target'] {
  if (request.properties.Kind !== 'PIPELINE') return { dataSource: text(request, 'DataSourceName') };
  const config = request.properties.PipelineConfig;
  const functions = isJsonObject(config) && Array.isArray(config.Functions) ? config.Functions.map(String) : [];
  if (functions.length > 10) throw invalid(request, `A pipeline has at most 10 functions, not ${functions.length}.`);
  return { functions };
}
