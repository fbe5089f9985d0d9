import { readFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import type { Log } from '../../platform/Log.ts';
import type { ResourceProvider, ResourceRequest } from '../../platform/ResourceProvider.ts';
import type { Api } from '../Api.ts';
import { buildApiSchema } from '../schema/buildApiSchema.ts';
import { apiOf, assertKnown, invalid, optionalText } from './properties.ts';

const type = 'AWS::AppSync::GraphQLSchema';

export function graphQLSchemaProvider(apis: ReadonlyMap<string, Api>, log: Log): ResourceProvider {
  return {
    type,
    apply(request) {
      assertKnown(request, type, ['ApiId', 'Definition', 'DefinitionS3Location']);
      const api = apiOf(request, apis);
      const definition = textOrAsset(request, 'Definition', 'DefinitionS3Location');
      if (definition === undefined) throw invalid(request, 'Definition or DefinitionS3Location is required.');
      assertSchema(request, definition, (message) => log('warn', 'appsync', message));
      api.setSchema(() => buildApiSchema(definition));
      return { physicalId: `${api.apiId}GraphQLSchema`, attributes: { Id: `${api.apiId}GraphQLSchema` } };
    },
  };
}

function assertSchema(request: ResourceRequest, definition: string, warn: (message: string) => void): void {
  try {
    buildApiSchema(definition, warn);
  } catch (error) {
    // GraphQLError's text names the line and shows it.
    if (error instanceof GraphQLError) throw invalid(request, error.toString());
    throw error;
  }
}

/** Returns a property's text, or the content of the asset at its `s3://bucket/key` location. */
export function textOrAsset(request: ResourceRequest, inline: string, location: string): string | undefined {
  const own = optionalText(request, inline);
  const url = optionalText(request, location);
  if (own !== undefined || url === undefined) return own;
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(url) ?? [];
  if (bucket === undefined || key === undefined) {
    throw invalid(request, `${location} must be s3://bucket/key, not ${url}.`);
  }
  return readFileSync(request.asset(bucket, key), 'utf8');
}
