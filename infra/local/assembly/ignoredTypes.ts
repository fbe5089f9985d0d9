import type { ResourceResult } from '../platform/ResourceProvider.ts';
import { uuidOf } from '../shared/uuidOf.ts';
import { TemplateError } from './TemplateError.ts';

/**
 * Types that mean nothing on one machine: dashboards, billing, packet filters and domains.
 */
const ignored = [
  'AWS::AppSync::DomainName',
  'AWS::AppSync::DomainNameApiAssociation',
  'AWS::ApplicationAutoScaling::',
  'AWS::Budgets::',
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::AnomalyDetector',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::CloudWatch::InsightRule',
  'AWS::CloudWatch::MetricStream',
  'AWS::Logs::QueryDefinition',
  'AWS::ResourceGroups::Group',
  'AWS::ServiceCatalogAppRegistry::',
  'AWS::WAFv2::',
  'AWS::XRay::',
];

/** Returns whether the runtime leaves out resources of this type and says so. */
export function isIgnoredType(type: string): boolean {
  return ignored.some((entry) => (entry.endsWith('::') ? type.startsWith(entry) : type === entry));
}

/** Returns `Ref` and `Fn::GetAtt` of a resource that was left out: names and ARNs of AWS's form that lead nowhere. */
export function ignoredResource(
  type: string,
  name: string,
  place: { readonly region: string; readonly accountId: string },
): ResourceResult {
  const [, service = '', kind = ''] = type.split('::');
  if (type === 'AWS::CloudWatch::CompositeAlarm') {
    return { physicalId: name, attributes: { Arn: arn('cloudwatch', `alarm:${name}`, place) } };
  }
  if (service === 'WAFv2') {
    const id = uuidOf(name);
    return {
      physicalId: `${name}|${id}|REGIONAL`,
      attributes: {
        Arn: arn('wafv2', `regional/${kind.toLowerCase()}/${name}/${id}`, place),
        Capacity: 0,
        Id: id,
        LabelNamespace: `awswaf:${place.accountId}:${kind.toLowerCase()}:${name}:`,
      },
    };
  }
  if (type === 'AWS::AppSync::DomainName') {
    // Nothing resolves it (RFC 2606).
    return { physicalId: name, attributes: { AppSyncDomainName: `${uuidOf(name)}.invalid`, DomainName: name } };
  }
  return { physicalId: name, attributes: { Arn: arn(service.toLowerCase(), `${kind.toLowerCase()}/${name}`, place) } };
}

function arn(
  service: string,
  resource: string,
  place: { readonly region: string; readonly accountId: string },
): string {
  return `arn:aws:${service}:${place.region}:${place.accountId}:${resource}`;
}

/** Throws TemplateError unless every type is provided, ignored or a custom resource. One error names them all. */
export function refuseUnknownTypes(
  resources: Iterable<{ readonly path: string; readonly type: string }>,
  isKnown: (type: string) => boolean,
): void {
  const unknown = [...resources].filter(({ type }) => !isKnown(type) && !isIgnoredType(type));
  if (unknown.length === 0) return;
  throw new TemplateError(
    [
      'The local runtime does not know these resource types (the README of local-cloud lists those it does):',
      ...unknown.map(({ path, type }) => `  ${type}  ${path}`),
    ].join('\n'),
  );
}
