import type { JsonObject } from 'local-cloud';

const runtime = { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' };

/** A template with one API-key API whose resolvers, by coordinate, all use a NONE data source. Outputs `ApiKey`. */
export function apiTemplate(schema: string, resolvers: Readonly<Record<string, string>>): JsonObject {
  const ApiId = { 'Fn::GetAtt': ['Api', 'ApiId'] };
  const resources: Record<string, JsonObject> = {
    Api: { Type: 'AWS::AppSync::GraphQLApi', Properties: { Name: 'bench', AuthenticationType: 'API_KEY' } },
    Key: { Type: 'AWS::AppSync::ApiKey', Properties: { ApiId } },
    Schema: { Type: 'AWS::AppSync::GraphQLSchema', Properties: { ApiId, Definition: schema } },
    None: { Type: 'AWS::AppSync::DataSource', Properties: { ApiId, Name: 'none', Type: 'NONE' } },
  };
  for (const [coordinate, Code] of Object.entries(resolvers)) {
    const [TypeName = '', FieldName = ''] = coordinate.split('.');
    resources[`${TypeName}${FieldName}`] = {
      Type: 'AWS::AppSync::Resolver',
      DependsOn: ['Schema', 'None'],
      Properties: { ApiId, TypeName, FieldName, DataSourceName: 'none', Runtime: runtime, Code },
    };
  }
  return { Resources: resources, Outputs: { ApiKey: { Value: { 'Fn::GetAtt': ['Key', 'ApiKey'] } } } };
}
