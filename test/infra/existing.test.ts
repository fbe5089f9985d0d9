import { beforeAll, describe, expect, it } from 'vitest';
import { imported, privateApi } from './scenarios.ts';
import { type Synthesized, synthesizedWith } from './synthesizedWith.ts';
import { ofType } from './templateReferences.ts';

describe('what a company has', () => {
  let synthesized: Synthesized;
  beforeAll(async () => {
    synthesized = await synthesizedWith(imported);
  });

  it('bounds every role', () => {
    const roles = ofType(synthesized.resources, 'AWS::IAM::Role');
    expect(roles.length).toBeGreaterThan(50);
    const boundary = imported['heliograph:permissionsBoundaryArn'];
    expect(roles.filter(([, { PermissionsBoundary }]) => PermissionsBoundary !== boundary)).toEqual([]);
  });

  it('names the API by its domain, and says where that must lead', () => {
    const { resources, outputs } = synthesized;
    const [[domain, properties] = ['', {}]] = ofType(resources, 'AWS::AppSync::DomainName');
    expect(properties).toMatchObject({
      DomainName: 'push.example.com',
      CertificateArn: imported['heliograph:apiCertificateArn'],
    });
    expect(ofType(resources, 'AWS::AppSync::DomainNameApiAssociation')).toHaveLength(1);
    expect(outputs.GraphqlEndpoint).toBe('https://push.example.com/graphql');
    expect(outputs.ApiDomainTarget).toEqual({ 'Fn::GetAtt': [domain, 'AppSyncDomainName'] });
  });

  it('leaves the functions at AppSync’s own address, which needs no DNS record', () => {
    const functions = ofType(synthesized.resources, 'AWS::Lambda::Function');
    const endpoints = functions.flatMap(([, { Environment }]) => {
      const { Variables = {} } = (Environment ?? {}) as { Variables?: Readonly<Record<string, unknown>> };
      return Variables.GRAPHQL_ENDPOINT ?? [];
    });
    expect(endpoints.length).toBeGreaterThan(4);
    expect(JSON.stringify(endpoints)).not.toContain('push.example.com');
  });

  it('sets what AppSync logs of fields, and never headers or contexts', () => {
    const [[, { LogConfig } = {}] = []] = ofType(synthesized.resources, 'AWS::AppSync::GraphQLApi');
    expect(LogConfig).toMatchObject({ FieldLogLevel: 'ALL', ExcludeVerboseContent: true });
  });
});

describe('a private API', () => {
  it('is called by functions in its VPC, and by no other', async () => {
    const { resources } = await synthesizedWith(privateApi);
    const [[, { Visibility } = {}] = []] = ofType(resources, 'AWS::AppSync::GraphQLApi');
    expect(Visibility).toBe('PRIVATE');
    const functions = ofType(resources, 'AWS::Lambda::Function').map(([id, { Environment, VpcConfig }]) => ({
      id,
      calls: JSON.stringify(Environment).includes('"GRAPHQL_ENDPOINT"'),
      VpcConfig,
    }));
    const vpc = { SubnetIds: privateApi['heliograph:vpcSubnetIds'], SecurityGroupIds: ['sg-01234567'] };
    expect(functions.filter(({ calls }) => calls).length).toBeGreaterThan(4);
    expect(functions.filter(({ calls, VpcConfig }) => calls !== (VpcConfig !== undefined))).toEqual([]);
    for (const { VpcConfig } of functions.filter(({ calls }) => calls)) expect(VpcConfig).toEqual(vpc);
  });
});
