import type { DynamoDBQueryRequest } from '@aws-appsync/utils';
import { deviceKey } from '../../functions/rules/keys.ts';
import type { DeviceConnection } from '../../schema/generated/types.ts';
import { connectionOf } from './connection.ts';
import { type DeviceItem, deviceOf } from './deviceOf.ts';
import { queryPage } from './queryPage.ts';

export interface DevicesPage {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Returns the read of a page of a user's devices. `list`: as `listName` returns it. */
export function queryDevices(list: string, userId: string, { first, after }: DevicesPage): DynamoDBQueryRequest {
  const { pk, sk } = deviceKey(userId, '');
  return queryPage({ list, pk, prefix: sk, first: first ?? 20, after });
}

export function deviceConnection(
  list: string,
  result: { items: DeviceItem[]; nextToken?: string | null },
  { first }: DevicesPage,
): DeviceConnection {
  const entries = result.items.map((item) => ({ sortKey: item.sk, node: deviceOf(item) }));
  return connectionOf({ list, entries, first: first ?? 20, nextToken: result.nextToken });
}
