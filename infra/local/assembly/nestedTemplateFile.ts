import type { StackTemplate } from './Assembly.ts';
import { evaluateConditions } from './evaluateConditions.ts';
import { assetPath, localFile } from './localFiles.ts';
import { resolveValue } from './resolveValue.ts';
import type { Scope } from './Scope.ts';
import type { Template, TemplateResource } from './Template.ts';
import { TemplateError } from './TemplateError.ts';

/** Stand-ins: an asset's key depends on none of them, and the bucket is not looked at. */
const standIns = {
  'AWS::AccountId': '000000000000',
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::URLSuffix': 'amazonaws.com',
};

/**
 * Returns the file of a nested stack's template: a file asset of the cloud assembly, or a file beside the parent's.
 * The URL is resolved before all else, and sees only pseudo parameters, mappings and defaults of parameters.
 * @throws TemplateError when the URL cannot be resolved, is not one of S3, or names no file.
 */
export function nestedTemplateFile(
  parent: Pick<StackTemplate, 'template' | 'folder' | 'assets'>,
  resource: TemplateResource,
): string {
  const { TemplateURL } = resource.properties;
  if (TemplateURL === undefined) throw new TemplateError('Properties.TemplateURL is missing.');
  const url = resolveValue(TemplateURL, loadingScope(parent.template), ['Properties', 'TemplateURL']);
  if (typeof url !== 'string') throw new TemplateError(`Properties.TemplateURL is ${JSON.stringify(url)}, not a URL.`);
  if (!/^https?:/.test(url)) return localFile(parent, url);
  const { bucket, key } = s3Object(url);
  return assetPath(parent, resource, bucket, key);
}

function loadingScope(template: Template): Scope {
  const defaults = [...template.parameters].flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const fixed = {
    pseudoParameters: standIns,
    parameters: new Map(defaults),
    mappings: template.mappings,
  };
  return {
    ...fixed,
    condition: evaluateConditions(template.conditions, fixed),
    physicalId: () => undefined,
    attribute: () => undefined,
    exported: () => undefined,
  };
}

/** `https://s3.REGION.amazonaws.com/BUCKET/KEY`, or `https://BUCKET.s3.REGION.amazonaws.com/KEY`. */
function s3Object(url: string): { readonly bucket: string; readonly key: string } {
  const { hostname, pathname } = new URL(url);
  const path = decodeURIComponent(pathname.slice(1));
  const [, bucketOfHost] = /^(?:(.+)\.)?s3[.-]/.exec(hostname) ?? [undefined, hostname];
  if (hostname === bucketOfHost) {
    throw new TemplateError(`Properties.TemplateURL is ${url}, not the URL of an object in S3.`);
  }
  if (bucketOfHost !== undefined) return { bucket: bucketOfHost, key: path };
  const slash = path.indexOf('/');
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}
