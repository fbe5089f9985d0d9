import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../platform/AwsError.ts';
import { isJsonObject, type JsonValue } from '../platform/Json.ts';
import { Reader } from '../platform/Reader.ts';
import type { ResourceProvider, ResourceRequest } from '../platform/ResourceProvider.ts';
import { generatePassword } from './generatePassword.ts';
import type { SecretsManagerState } from './secretsManagerApi.ts';

export function secretsManagerResources(state: SecretsManagerState): readonly ResourceProvider[] {
  return [secretResource(state), policyResource(state)];
}

/** Writes a value when the secret is made, and when the template's own value changes. Values put since then stay. */
function secretResource({ store }: SecretsManagerState): ResourceProvider {
  return {
    type: 'AWS::SecretsManager::Secret',
    apply(request) {
      const properties = read(request).only(
        'Description',
        'GenerateSecretString',
        'KmsKeyId',
        'Name',
        'SecretString',
        'Tags',
      );
      const name = properties.optionalString('Name') ?? request.generatedName;
      const description = properties.optionalString('Description');
      const existing = store.find(name);
      const secret = existing ?? store.create(name, description);
      store.describe(secret, description);
      const before = request.previous?.properties ?? {};
      const changed = ['SecretString', 'GenerateSecretString'].some(
        (key) => !isDeepStrictEqual(before[key], request.properties[key]),
      );
      if (store.versions(secret).length === 0 || (request.previous !== undefined && changed)) {
        store.put(secret, { text: initialValue(properties), binary: undefined });
      }
      return { physicalId: secret.arn, attributes: { Id: secret.arn } };
    },
    remove: (arn) => store.delete(arn),
  };
}

function initialValue(properties: Reader): string {
  const given = properties.optionalString('SecretString');
  const rules = properties.optionalObject('GenerateSecretString');
  if (given !== undefined && rules !== undefined) {
    throw new AwsError('InvalidRequestException', 'A secret has either SecretString or GenerateSecretString.');
  }
  if (rules === undefined) return given ?? '';
  const template = rules.optionalString('SecretStringTemplate');
  const password = generatePassword(rules);
  if (template === undefined) return password;
  const parsed = parse(template);
  if (!isJsonObject(parsed)) {
    throw new AwsError('InvalidRequestException', 'SecretStringTemplate must be a JSON object.');
  }
  return JSON.stringify({ ...parsed, [rules.string('GenerateStringKey')]: password });
}

function policyResource({ store, policies }: SecretsManagerState): ResourceProvider {
  return {
    type: 'AWS::SecretsManager::ResourcePolicy',
    apply(request) {
      const properties = read(request).only('BlockPublicPolicy', 'ResourcePolicy', 'SecretId');
      const { arn } = store.get(properties.string('SecretId'));
      policies.set(arn, properties.object('ResourcePolicy').source);
      return { physicalId: arn, attributes: { Id: arn } };
    },
    remove(arn) {
      policies.delete(arn);
    },
  };
}

function read(request: ResourceRequest): Reader {
  return new Reader(request.logicalId, request.properties, 'InvalidRequestException');
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
