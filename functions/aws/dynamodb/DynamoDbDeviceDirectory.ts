import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DeliveryReason, PushPlatform } from '../../../schema/generated/types.ts';
import type { AddressedDevice, DeviceDirectory, DevicePage } from '../../delivery/DeviceDirectory.ts';
import type { DeviceRow, OwnerRow } from '../../rules/devices/DeviceRow.ts';
import { deviceKey, type Key, ownerKey } from '../../rules/keys.ts';

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

  async byId(deviceId: string): Promise<DeviceRow | null> {
    const owner = await this.#get<OwnerRow>(ownerKey(deviceId));
    return owner === null ? null : this.read(owner.userId, deviceId);
  }

  read(userId: string, deviceId: string): Promise<DeviceRow | null> {
    return this.#get<DeviceRow>(deviceKey(userId, deviceId));
  }

  async disable(
    userId: string,
    deviceId: string,
    addressVersion: number,
    reason: DeliveryReason,
    revision?: string,
  ): Promise<boolean> {
    const since = revision === undefined ? '' : ' AND revision = :revision';
    try {
      await this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: deviceKey(userId, deviceId),
          UpdateExpression: 'SET #status = :disabled, disabledReason = :reason REMOVE platformShard',
          ConditionExpression: `addressVersion = :version AND #status = :enabled${since}`,
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: {
            ...(revision === undefined ? {} : { ':revision': revision }),
            ':disabled': 'DISABLED',
            ':enabled': 'ENABLED',
            ':reason': reason,
            ':version': addressVersion,
          },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async #get<Row>(key: Key): Promise<Row | null> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: key, ConsistentRead: true }),
    );
    return (Item as Row | undefined) ?? null;
  }
}
