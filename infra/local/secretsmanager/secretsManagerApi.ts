import type { AwsApi, AwsOperation } from '../platform/AwsApi.ts';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import { Reader } from '../platform/Reader.ts';
import type { Secret, SecretStore, SecretValue } from './SecretStore.ts';

export interface SecretsManagerState {
  readonly platform: Platform;
  readonly store: SecretStore;
  /** Documents of `AWS::SecretsManager::ResourcePolicy`, by the secret's ARN. */
  readonly policies: Map<string, JsonObject>;
}

/**
 * The operations that read and write values.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html
 */
export function secretsManagerApi(state: SecretsManagerState): AwsApi {
  const { store } = state;
  return {
    signingName: 'secretsmanager',
    protocol: 'json-1.1',
    targetPrefix: 'secretsmanager',
    operations: {
      CreateSecret: {
        permissions: (input) => [
          { action: 'secretsmanager:CreateSecret', resource: arnOf(state, read(input).string('Name')) },
        ],
        run(input) {
          const reader = read(input);
          const value = optionalValue(reader);
          const secret = store.create(reader.string('Name'), reader.optionalString('Description'));
          const version =
            value === undefined
              ? undefined
              : store.put(secret, value, undefined, reader.optionalString('ClientRequestToken'));
          return { ...head(secret), ...(version === undefined ? {} : { VersionId: version.id }) };
        },
      },
      PutSecretValue: {
        permissions: permissions(state, 'PutSecretValue'),
        run(input) {
          const reader = read(input);
          const secret = store.get(reader.string('SecretId'));
          const value = optionalValue(reader);
          if (value === undefined) {
            throw new AwsError('InvalidRequestException', 'You must provide either SecretString or SecretBinary.');
          }
          const stages = reader.strings('VersionStages');
          const version = store.put(
            secret,
            value,
            stages.length === 0 ? undefined : stages,
            reader.optionalString('ClientRequestToken'),
          );
          return { ...head(secret), VersionId: version.id, VersionStages: version.stages };
        },
      },
      GetSecretValue: {
        permissions: permissions(state, 'GetSecretValue'),
        run: (input) => getSecretValue(state, read(input)),
      },
      DescribeSecret: describeSecret(state),
    },
  };
}

function read(input: JsonObject): Reader {
  return new Reader('request', input, 'InvalidParameterException');
}

function arnOf({ platform, store }: SecretsManagerState, id: string): string {
  const named = id.startsWith('arn:')
    ? id
    : `arn:aws:secretsmanager:${platform.region}:${platform.accountId}:secret:${id}`;
  return store.find(id)?.arn ?? named;
}

function permissions(state: SecretsManagerState, action: string): AwsOperation['permissions'] {
  return (input) => {
    const resource = arnOf(state, read(input).string('SecretId'));
    const resourcePolicy = state.policies.get(resource);
    return [
      { action: `secretsmanager:${action}`, resource, ...(resourcePolicy === undefined ? {} : { resourcePolicy }) },
    ];
  };
}

function head({ arn, name }: Secret): JsonObject {
  return { ARN: arn, Name: name };
}

/** Reads the text or the binary of a secret, of at most 65,536 bytes. Throws if both are given. */
function optionalValue(reader: Reader): SecretValue | undefined {
  const [text, binary] = [reader.optionalString('SecretString'), reader.optionalString('SecretBinary')];
  if (text !== undefined && binary !== undefined) {
    throw new AwsError('InvalidParameterException', "You can't specify both SecretString and SecretBinary.");
  }
  if (Buffer.byteLength(text ?? binary ?? '') > 65_536) {
    throw new AwsError('ValidationException', 'The secret value must have length less than or equal to 65536.');
  }
  return text === undefined && binary === undefined ? undefined : { text, binary };
}

function getSecretValue({ store }: SecretsManagerState, reader: Reader): JsonObject {
  const secret = store.get(reader.string('SecretId'));
  const [id, stage] = [reader.optionalString('VersionId'), reader.optionalString('VersionStage')];
  const wanted = stage ?? (id === undefined ? 'AWSCURRENT' : undefined);
  const version = store
    .versions(secret)
    .find(
      (candidate) =>
        (id === undefined || candidate.id === id) && (wanted === undefined || candidate.stages.includes(wanted)),
    );
  if (version === undefined) {
    const what = id === undefined ? `staging label: ${wanted}` : `VersionId: ${id}`;
    throw new AwsError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${what}`,
    );
  }
  return {
    ...head(secret),
    VersionId: version.id,
    ...(version.text === undefined ? { SecretBinary: version.binary ?? '' } : { SecretString: version.text }),
    VersionStages: version.stages,
    CreatedDate: version.created / 1000,
  };
}

function describeSecret(state: SecretsManagerState): AwsOperation {
  return {
    permissions: permissions(state, 'DescribeSecret'),
    run(input) {
      const secret = state.store.get(read(input).string('SecretId'));
      const versions = state.store.versions(secret);
      return {
        ...head(secret),
        ...(secret.description === undefined ? {} : { Description: secret.description }),
        CreatedDate: secret.created / 1000,
        LastChangedDate: secret.changed / 1000,
        VersionIdsToStages: Object.fromEntries(versions.map(({ id, stages }) => [id, stages])),
      };
    },
  };
}
