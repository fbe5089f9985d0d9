import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { AppSyncPlatformFeed } from '../aws/appsync/AppSyncPlatformFeed.ts';
import { rowOf } from '../aws/dynamodb/rowOf.ts';
import { environment } from '../aws/environment.ts';
import { emitMetrics } from '../aws/logging/emitMetrics.ts';
import { beginInvocation, log } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { returnItems } from '../aws/returnItems.ts';
import type { PlatformRow } from '../rules/breaker/PlatformRow.ts';
import type { LogFacts } from '../rules/LogFailure.ts';
import { reportPlatform } from './reportPlatform.ts';

const ports = {
  feed: new AppSyncPlatformFeed(environment('GRAPHQL_ENDPOINT')),
  emitMetrics,
  log: (message: string, facts: LogFacts) => log('WARN', message, facts),
};

/** Behind the Platforms table's stream, filtered to the breakers. Their records come in order. */
export async function handler({ Records }: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  beginInvocation(context);
  for (const { dynamodb } of Records) {
    const { OldImage, NewImage, Keys, SequenceNumber = '' } = dynamodb ?? {};
    const change = { before: platformOf(OldImage), after: platformOf(NewImage) };
    try {
      await reportPlatform(ports, change);
    } catch (error) {
      logFailure('A breaker was not reported', error, { platform: Keys?.sk?.S });
      return returnItems([SequenceNumber]);
    }
  }
  return returnItems([]);
}

function platformOf(image: NonNullable<DynamoDBRecord['dynamodb']>['NewImage']): PlatformRow | null {
  return image === undefined ? null : rowOf<PlatformRow>(image);
}
