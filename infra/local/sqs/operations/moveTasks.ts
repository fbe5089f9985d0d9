import { randomUUID } from 'node:crypto';
import type { AwsOperation, Permission } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { invalidParameterValue } from '../errors.ts';
import { optionalInteger, optionalString, requiredString } from '../input.ts';
import type { Queue } from '../Queues.ts';
import { queuePermission, type SqsState } from '../SqsState.ts';

/**
 * Redrives dead-letter queues.
 * A task is over when StartMessageMoveTask answers, since slower serves nobody on one machine.
 */
export function moveTaskOperations(sqs: SqsState): Readonly<Record<string, AwsOperation>> {
  const { database, messages, platform, queues } = sqs;
  const onSource = (actions: readonly string[]) => (input: JsonObject) =>
    actions.map(
      (action): Permission => queuePermission(sqs, `sqs:${action}`, nameOf(requiredString(input, 'SourceArn'))),
    );
  return {
    StartMessageMoveTask: {
      permissions(input) {
        const destination = optionalString(input, 'DestinationArn');
        return [
          ...onSource(['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'])(input),
          ...(destination === undefined ? [] : [queuePermission(sqs, 'sqs:SendMessage', nameOf(destination))]),
        ];
      },
      run(input) {
        const source = queueByArn(sqs, requiredString(input, 'SourceArn'));
        const destinationArn = optionalString(input, 'DestinationArn');
        const destination = destinationArn === undefined ? undefined : queueByArn(sqs, destinationArn);
        const rate = optionalInteger(input, 'MaxNumberOfMessagesPerSecond', 1, 500);
        if (queues.sourcesOf(source).length === 0) {
          throw invalidParameterValue('Source queue must be configured as a Dead Letter Queue.');
        }
        if (destination !== undefined && destination.fifo !== source.fifo) {
          throw invalidParameterValue('Source and destination queues must be of the same type.');
        }
        const moved = messages.moveAll(source, destination);
        const handle = randomUUID();
        database
          .prepare(
            'INSERT INTO move_task (handle, source, destination, moved, started, rate) VALUES (?, ?, ?, ?, ?, ?)',
          )
          .run(handle, source.arn, destinationArn ?? null, moved, platform.clock.now(), rate ?? null);
        return { TaskHandle: handle };
      },
    },
    ListMessageMoveTasks: {
      permissions: onSource(['ListMessageMoveTasks']),
      run(input) {
        const source = queueByArn(sqs, requiredString(input, 'SourceArn'));
        const limit = optionalInteger(input, 'MaxResults', 1, 10) ?? 1;
        const rows = database
          .prepare('SELECT * FROM move_task WHERE source = ? ORDER BY sequence DESC LIMIT ?')
          .all(source.arn, limit);
        return {
          Results: rows.map((row) => ({
            Status: 'COMPLETED',
            SourceArn: String(row.source),
            ...(row.destination === null ? {} : { DestinationArn: String(row.destination) }),
            ...(row.rate === null ? {} : { MaxNumberOfMessagesPerSecond: Number(row.rate) }),
            ApproximateNumberOfMessagesMoved: Number(row.moved),
            ApproximateNumberOfMessagesToMove: Number(row.moved),
            StartedTimestamp: Number(row.started),
          })),
        };
      },
    },
    CancelMessageMoveTask: {
      permissions: (input) => [
        { action: 'sqs:CancelMessageMoveTask', resource: sourceOf(sqs, requiredString(input, 'TaskHandle')) },
      ],
      run() {
        throw new AwsError('UnsupportedOperation', 'The message movement task is completed already.');
      },
    },
  };
}

function sourceOf(sqs: SqsState, handle: string): string {
  const source = sqs.database.prepare('SELECT source FROM move_task WHERE handle = ?').get(handle)?.source;
  if (typeof source !== 'string') throw notFound('Task does not exist.');
  return source;
}

function nameOf(arn: string): string {
  return arn.split(':')[5] ?? '';
}

function queueByArn(sqs: SqsState, arn: string): Queue {
  const queue = sqs.queues.findByArn(arn);
  if (queue === undefined) {
    throw notFound('The resource that you specified for the SourceArn or DestinationArn parameter does not exist.');
  }
  return queue;
}

function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, { status: 404 });
}
