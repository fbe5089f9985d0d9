import { NotSupportedLocally } from '../../platform/AwsError.ts';
import { isJsonObject } from '../../platform/Json.ts';
import type { ResourceRequest } from '../../platform/ResourceProvider.ts';
import type { AppSyncPlatform } from '../AppSync.ts';
import { loadResolverCode } from '../runtime/loadResolverCode.ts';
import type { ResolverCode } from '../runtime/ResolverCode.ts';
import { textOrAsset } from './graphQLSchema.ts';
import { invalid } from './properties.ts';

const templates = [
  'RequestMappingTemplate',
  'RequestMappingTemplateS3Location',
  'ResponseMappingTemplate',
  'ResponseMappingTemplateS3Location',
];

/** Loads the JavaScript of a resolver or function, `undefined` if it has none. Throws NotSupportedLocally for VTL. */
export function resolverCode(
  platform: AppSyncPlatform,
  request: ResourceRequest,
  coordinate: string,
): ResolverCode | undefined {
  const template = templates.find((name) => request.properties[name] !== undefined);
  if (template !== undefined) throw new NotSupportedLocally(`A VTL mapping template (${template} of ${coordinate})`);
  const source = textOrAsset(request, 'Code', 'CodeS3Location');
  if (source === undefined) return undefined;
  const runtime = request.properties.Runtime;
  if (!isJsonObject(runtime) || runtime.Name !== 'APPSYNC_JS' || runtime.RuntimeVersion !== '1.0.0') {
    throw invalid(request, 'Code needs the Runtime APPSYNC_JS, RuntimeVersion 1.0.0.');
  }
  return loadResolverCode(source, {
    coordinate,
    now: () => platform.clock.now(),
    warn: ({ line, column, message }) => platform.log('warn', 'appsync', message, { code: coordinate, line, column }),
    console: (level, field, text) => platform.log(level === 'error' ? 'error' : 'info', 'resolver', text, { field }),
  });
}

export function batchSize(request: ResourceRequest): number {
  const value = request.properties.MaxBatchSize ?? 0;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 2000) {
    throw invalid(request, `MaxBatchSize must be from 0 to 2000, not ${JSON.stringify(value)}.`);
  }
  return value;
}

export const codeProperties = ['Code', 'CodeS3Location', 'Runtime', 'MaxBatchSize', ...templates];
