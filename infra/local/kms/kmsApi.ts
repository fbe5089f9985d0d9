import { randomBytes } from 'node:crypto';
import type { AwsApi, Permission } from '../platform/AwsApi.ts';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import { Reader } from '../platform/Reader.ts';
import type { Key, KeyStore } from './KeyStore.ts';

const LARGEST_DATA_KEY = 1_024;

/**
 * The operations by which services encrypt for their callers.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html
 */
export function kmsApi(keys: KeyStore): AwsApi {
  return {
    signingName: 'kms',
    protocol: 'json-1.1',
    targetPrefix: 'TrentService',
    operations: {
      DescribeKey: {
        permissions: (input) => [permission('DescribeKey', named(keys, input))],
        run(input) {
          const { arn, enabled } = named(keys, input);
          return {
            KeyMetadata: {
              Arn: arn,
              KeyId: arn.split('/').at(-1) ?? '',
              Enabled: enabled,
              KeyState: enabled ? 'Enabled' : 'Disabled',
              KeySpec: 'SYMMETRIC_DEFAULT',
              KeyUsage: 'ENCRYPT_DECRYPT',
            },
          };
        },
      },
      GenerateDataKey: {
        permissions: (input) => [permission('GenerateDataKey', named(keys, input))],
        run(input) {
          const key = usable(named(keys, input));
          const plaintext = randomBytes(dataKeyBytes(read(input)));
          const sealed = keys.encrypt(key, plaintext, contextOf(input));
          return { KeyId: key.arn, CiphertextBlob: sealed.toString('base64'), Plaintext: plaintext.toString('base64') };
        },
      },
      Decrypt: {
        permissions: (input) => [permission('Decrypt', keys.keyOf(ciphertextOf(input)))],
        run(input) {
          const ciphertext = ciphertextOf(input);
          const key = usable(keys.keyOf(ciphertext));
          const plaintext = keys.decrypt(key, ciphertext, contextOf(input));
          return { KeyId: key.arn, Plaintext: plaintext.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
        },
      },
    },
  };
}

/** A key's policy decides: IAM policies count where it lets the account decide. */
function permission(operation: string, { arn, policy }: Key): Permission {
  return { action: `kms:${operation}`, resource: arn, resourcePolicy: policy, resourcePolicyDecides: true };
}

function named(keys: KeyStore, input: JsonObject): Key {
  return keys.find(read(input).string('KeyId'));
}

function usable(key: Key): Key {
  if (!key.enabled) throw new AwsError('DisabledException', `${key.arn} is disabled.`);
  return key;
}

function dataKeyBytes(input: Reader): number {
  const spec = input.optionalString('KeySpec');
  const bytes = input.optionalNumber('NumberOfBytes', { min: 1, max: LARGEST_DATA_KEY });
  if ((spec === undefined) === (bytes === undefined)) {
    throw new AwsError('ValidationException', 'Please specify either number of bytes or key spec.');
  }
  return bytes ?? (spec === 'AES_128' ? 16 : 32);
}

function ciphertextOf(input: JsonObject): Buffer {
  return Buffer.from(read(input).string('CiphertextBlob'), 'base64');
}

/** Returns the encryption context as one text, whatever the order of its names. */
function contextOf(input: JsonObject): string {
  const context = read(input).optionalObject('EncryptionContext')?.source ?? {};
  return JSON.stringify(Object.entries(context).toSorted());
}

function read(input: JsonObject): Reader {
  return new Reader('Request', input);
}
