import type { ResourceProvider } from '../../platform/ResourceProvider.ts';

/** Resources of the hosted UI and of machine-to-machine scopes, which nothing on one machine asks for. */
export const resourcesWithoutEffect: readonly ResourceProvider[] = [
  {
    type: 'AWS::Cognito::UserPoolDomain',
    apply: ({ properties, generatedName }) => ({
      physicalId: typeof properties.Domain === 'string' ? properties.Domain : generatedName,
      attributes: { CloudFrontDistribution: 'local.invalid' },
    }),
  },
  {
    type: 'AWS::Cognito::UserPoolResourceServer',
    apply: ({ properties, generatedName }) => ({
      physicalId: typeof properties.Identifier === 'string' ? properties.Identifier : generatedName,
      attributes: {},
    }),
  },
];
