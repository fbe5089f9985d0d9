import { Reader } from '../platform/Reader.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { uuidOf } from '../shared/uuidOf.ts';
import type { KeyStore } from './KeyStore.ts';

/** Returns the resource types of KMS. Keys are symmetric. */
export function kmsResources(keys: KeyStore): readonly ResourceProvider[] {
  return [keyResource(keys), aliasResource(keys)];
}

function keyResource(keys: KeyStore): ResourceProvider {
  return {
    type: 'AWS::KMS::Key',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties).only(
        ...['Description', 'Enabled', 'EnableKeyRotation', 'KeyPolicy', 'KeySpec', 'KeyUsage', 'MultiRegion'],
        ...['PendingWindowInDays', 'RotationPeriodInDays', 'Tags'],
      );
      const id = uuidOf(request.generatedName);
      const { arn } = keys.put(id, {
        enabled: properties.optionalBoolean('Enabled') ?? true,
        policy: properties.optionalObject('KeyPolicy')?.source,
      });
      return { physicalId: id, attributes: { Arn: arn, KeyId: id } };
    },
    remove: (id) => keys.remove(id),
  };
}

function aliasResource(keys: KeyStore): ResourceProvider {
  return {
    type: 'AWS::KMS::Alias',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties).only('AliasName', 'TargetKeyId');
      const name = properties.string('AliasName');
      keys.putAlias(name, properties.string('TargetKeyId'));
      return { physicalId: name, attributes: {} };
    },
    remove: (name) => keys.removeAlias(name),
  };
}
