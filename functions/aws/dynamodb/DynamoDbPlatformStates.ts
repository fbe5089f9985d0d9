import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { Opening, PlatformStates } from '../../breaker/PlatformStates.ts';
import type { PlatformRow, Probe } from '../../rules/breaker/PlatformRow.ts';
import { PROBE_RELEASED_MILLISECONDS } from '../../rules/breaker/probes.ts';
import { platformKey } from '../../rules/keys.ts';
import { conditionalUpdate } from './conditionalUpdate.ts';

/** The breakers in the Platforms table. */
export class DynamoDbPlatformStates implements PlatformStates {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async all(): Promise<readonly PlatformRow[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': platformKey('').pk },
      }),
    );
    return Items as PlatformRow[];
  }

  async open(platform: PushPlatform, { heldBecause, now, evidenceAt, nextProbeAt }: Opening): Promise<boolean> {
    const opened = await conditionalUpdate(this.#client, this.#table, platformKey(platform), {
      change:
        'SET platform = :platform, heldBecause = :because, since = :now, nextProbeAt = :probe ' +
        'REMOVE probe, failedProbes, heldBy',
      // Times of ISO 8601 sort as texts.
      condition: 'attribute_not_exists(heldBecause) AND (attribute_not_exists(since) OR since < :evidence)',
      values: {
        ':platform': platform,
        ':because': heldBecause,
        ':now': new Date(now).toISOString(),
        ':evidence': new Date(evidenceAt).toISOString(),
        ':probe': nextProbeAt,
      },
    });
    return opened !== null;
  }

  takeProbe(platform: PushPlatform, probe: Probe, now: number, lostAt: number): Promise<PlatformRow | null> {
    return conditionalUpdate<PlatformRow>(this.#client, this.#table, platformKey(platform), {
      change: 'SET probe = :probe, nextProbeAt = :lost',
      condition:
        'attribute_exists(heldBecause) AND nextProbeAt <= :now AND ' +
        '(attribute_not_exists(probe) OR nextProbeAt <= :released)',
      values: { ':probe': probe, ':lost': lostAt, ':now': now, ':released': now - PROBE_RELEASED_MILLISECONDS },
    });
  }

  async failProbe(platform: PushPlatform, { messageId, deviceId }: Probe, nextProbeAt: number): Promise<boolean> {
    const failed = await conditionalUpdate(this.#client, this.#table, platformKey(platform), {
      change: 'SET nextProbeAt = :next REMOVE probe ADD failedProbes :one',
      condition: `attribute_exists(nextProbeAt) AND ${SAME_PROBE}`,
      values: { ':next': nextProbeAt, ':one': 1, ':message': messageId, ':device': deviceId },
    });
    return failed !== null;
  }

  async close(platform: PushPlatform, { messageId, deviceId }: Probe, now: number): Promise<boolean> {
    const closed = await conditionalUpdate(this.#client, this.#table, platformKey(platform), {
      change: 'SET since = :now REMOVE heldBecause, heldBy, nextProbeAt, probe, failedProbes',
      // One that an admin opened has no time of a next probe.
      condition: `attribute_exists(nextProbeAt) AND ${SAME_PROBE}`,
      values: { ':now': new Date(now).toISOString(), ':message': messageId, ':device': deviceId },
    });
    return closed !== null;
  }
}

const SAME_PROBE = 'probe.messageId = :message AND probe.deviceId = :device';
