import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JsonObject, JsonValue } from '../platform/Json.ts';
import type { StackTemplate } from './Assembly.ts';
import type { TemplateResource } from './Template.ts';
import { TemplateError } from './TemplateError.ts';

/** The bucket that stands for files beside the template. */
const localBucket = 'local-files';

/**
 * Properties that may be a local path, as for `aws cloudformation package`: `{S3Bucket, S3Key}`, or an `s3://` address.
 */
const pathProperties: Readonly<Record<string, Readonly<Record<string, 'object' | 'address'>>>> = {
  'AWS::Lambda::Function': { Code: 'object' },
  'AWS::Lambda::LayerVersion': { Content: 'object' },
  'AWS::AppSync::GraphQLSchema': { DefinitionS3Location: 'address' },
  'AWS::AppSync::Resolver': {
    CodeS3Location: 'address',
    RequestMappingTemplateS3Location: 'address',
    ResponseMappingTemplateS3Location: 'address',
  },
  'AWS::AppSync::FunctionConfiguration': {
    CodeS3Location: 'address',
    RequestMappingTemplateS3Location: 'address',
    ResponseMappingTemplateS3Location: 'address',
  },
};

/** Turns a resource's local paths into places in a bucket, as `aws cloudformation package` does. */
export function packageLocalFiles(type: string, properties: JsonObject): JsonObject {
  const rules = pathProperties[type];
  if (!rules) return properties;
  const packaged: Record<string, JsonValue | undefined> = { ...properties };
  for (const [name, form] of Object.entries(rules)) {
    const value = properties[name];
    if (typeof value !== 'string' || value.startsWith('s3://')) continue;
    packaged[name] =
      form === 'object' ? { S3Bucket: localBucket, S3Key: value } : `s3://${localBucket}/${value.replace(/^\.\//, '')}`;
  }
  return packaged;
}

/** The files that a template may name: those of a stack's template, or of one that is being loaded. */
type Files = Pick<StackTemplate, 'folder' | 'assets'>;

/**
 * Returns the path on disk of an object in a bucket: a file asset, a file beside the template, or the path in the
 * resource's `aws:asset:path` metadata, which `cdk synth` prints.
 * @throws TemplateError when it is none of these, or is not on disk.
 */
export function assetPath(files: Files, resource: TemplateResource, bucket: string, key: string): string {
  const found = files.assets.get(key) ?? localPath(files, resource, bucket, key);
  if (found === undefined) throw new TemplateError(`there is no asset s3://${bucket}/${key} in the cloud assembly.`);
  return existing(found);
}

/** The path on disk of a file beside the template. Throws TemplateError when there is none. */
export function localFile({ folder }: Files, path: string): string {
  return existing(resolve(folder, path));
}

function existing(path: string): string {
  if (!existsSync(path)) throw new TemplateError(`the asset ${path} is not on disk.`);
  return path;
}

function localPath({ folder }: Files, resource: TemplateResource, bucket: string, key: string): string | undefined {
  if (bucket === localBucket) return resolve(folder, key);
  const path = resource.metadata['aws:asset:path'];
  return typeof path === 'string' ? resolve(folder, path) : undefined;
}
