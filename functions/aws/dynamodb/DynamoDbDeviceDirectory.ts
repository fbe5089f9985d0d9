import { type DynamoDBDocumentClient, paginateQuery, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DeliveryReason, PushPlatform } from '../../../schema/generated/types.ts';
import type { AddressedDevice, DeviceDirectory, DevicePage, FailedDevice } from '../../delivery/DeviceDirectory.ts';
import type { DeviceRow } from '../../rules/devices/DeviceRow.ts';
import { deviceKey } from '../../rules/keys.ts';
import { getRow } from './getRow.ts';
import { ifCondition } from './ifCondition.ts';

const isEnabledAtAddress = 'addressVersion = :version AND endpointArn = :endpointArn AND #status = :enabled';

/** Devices in the Devices table. */
export class DynamoDbDeviceDirectory implements DeviceDirectory {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async *ofUser(userId: string): AsyncIterable<readonly DeviceRow[]> {
    const { pk, sk } = deviceKey(userId, '');
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ConsistentRead: true,
      },
    );
    for await (const page of pages) yield (page.Items ?? []) as DeviceRow[];
  }

  async ofShard(platform: PushPlatform, shard: number, cursor: string | undefined, limit: number): Promise<DevicePage> {
    const { Items, LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: 'byPlatform',
        KeyConditionExpression: 'platformShard = :shard',
        ExpressionAttributeValues: { ':shard': `${platform}#${shard}` },
        Limit: limit,
        ...(cursor === undefined ? {} : { ExclusiveStartKey: JSON.parse(cursor) as Record<string, string> }),
      }),
    );
    return {
      devices: (Items ?? []) as AddressedDevice[],
      ...(LastEvaluatedKey === undefined ? {} : { cursor: JSON.stringify(LastEvaluatedKey) }),
    };
  }

  read(userId: string, deviceId: string): Promise<DeviceRow | null> {
    return getRow<DeviceRow>(this.#client, this.#table, deviceKey(userId, deviceId));
  }

  async noteGone({ userId, deviceId, endpointArn, addressVersion }: FailedDevice, now: number): Promise<void> {
    await ifCondition(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: deviceKey(userId, deviceId),
          UpdateExpression: 'SET endpointGoneAt = :now, #change = :gone',
          ConditionExpression: isEnabledAtAddress,
          ExpressionAttributeNames: { '#change': 'change', '#status': 'status' },
          ExpressionAttributeValues: {
            ':now': now,
            ':gone': 'GONE',
            ':enabled': 'ENABLED',
            ':endpointArn': endpointArn,
            ':version': addressVersion,
          },
        }),
      ),
    );
  }

  disable(
    { userId, deviceId, endpointArn, addressVersion, revision }: FailedDevice,
    reason: DeliveryReason,
  ): Promise<boolean> {
    const sameRegistration = revision === undefined ? '' : ' AND revision = :revision';
    return ifCondition(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: deviceKey(userId, deviceId),
          UpdateExpression: 'SET #status = :disabled, disabledReason = :reason REMOVE platformShard',
          ConditionExpression: `${isEnabledAtAddress}${sameRegistration}`,
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: {
            ...(revision === undefined ? {} : { ':revision': revision }),
            ':disabled': 'DISABLED',
            ':enabled': 'ENABLED',
            ':endpointArn': endpointArn,
            ':reason': reason,
            ':version': addressVersion,
          },
        }),
      ),
    );
  }
}
