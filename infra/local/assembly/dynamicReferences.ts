import { isJsonObject, type JsonValue } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import { TemplateError } from './TemplateError.ts';

const referencePattern = /\{\{resolve:([^}]+)\}\}/g;

/**
 * Replaces `{{resolve:secretsmanager:…}}` and `{{resolve:ssm:…}}` in every string of a value by what the service holds
 * ("Get values stored in other services using dynamic references").
 */
export async function resolveDynamicReferences(value: JsonValue, platform: Platform): Promise<JsonValue> {
  if (typeof value === 'string') return value.includes('{{resolve:') ? replaceAll(value, platform) : value;
  if (Array.isArray(value)) return Promise.all(value.map((item) => resolveDynamicReferences(item, platform)));
  if (!isJsonObject(value)) return value;
  const object: Record<string, JsonValue> = {};
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) object[name] = await resolveDynamicReferences(member, platform);
  }
  return object;
}

async function replaceAll(text: string, platform: Platform): Promise<string> {
  let result = text;
  for (const [whole, content = ''] of text.matchAll(referencePattern)) {
    result = result.replace(whole, () => '\u0000');
    const value = await lookUp(content, platform);
    result = result.replace('\u0000', () => value);
  }
  return result;
}

async function lookUp(content: string, platform: Platform): Promise<string> {
  const service = content.slice(0, content.indexOf(':'));
  const rest = content.slice(service.length + 1);
  if (service === 'secretsmanager') return secretValue(rest, platform);
  throw new TemplateError(`the dynamic reference {{resolve:${service}:…}} is not supported by the local runtime.`);
}

/** `secret-id:SecretString:json-key:version-stage:version-id`, where the secret id may be an ARN. */
async function secretValue(content: string, platform: Platform): Promise<string> {
  const parts = content.split(':');
  const idParts = content.startsWith('arn:') ? 7 : 1;
  const secretId = parts.slice(0, idParts).join(':');
  const [kind = 'SecretString', jsonKey = '', versionStage = '', versionId = ''] = parts.slice(idParts);
  if (kind !== 'SecretString' && kind !== '') {
    throw new TemplateError(`the dynamic reference to the secret ${secretId} asks for ${kind}, not SecretString.`);
  }
  const { SecretString: secret } = await platform.aws.call({ kind: 'root' }, 'secretsmanager', 'GetSecretValue', {
    SecretId: secretId,
    ...(versionStage === '' ? {} : { VersionStage: versionStage }),
    ...(versionId === '' ? {} : { VersionId: versionId }),
  });
  if (typeof secret !== 'string') throw new TemplateError(`the secret ${secretId} has no SecretString.`);
  if (jsonKey === '') return secret;
  const member = memberOf(secret, jsonKey);
  if (member === undefined) throw new TemplateError(`the secret ${secretId} has no JSON key ${jsonKey}.`);
  return String(member);
}

function memberOf(secret: string, key: string): JsonValue | undefined {
  try {
    const parsed: unknown = JSON.parse(secret);
    return isJsonObject(parsed) ? parsed[key] : undefined;
  } catch {
    return undefined;
  }
}
