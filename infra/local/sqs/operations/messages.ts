import type { AwsOperation, CallContext } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { principalArn } from '../../platform/Principal.ts';
import { transaction } from '../../platform/transaction.ts';
import { useKey } from '../../shared/useKey.ts';
import { runBatch } from '../batch.ts';
import { invalidParameterValue, invalidValue, missingParameter } from '../errors.ts';
import { objectMap, optionalInteger, optionalString, requiredString, stringList } from '../input.ts';
import type { NewMessage, ReceivedMessage } from '../Messages.ts';
import { md5, messageAttributesMd5, messageAttributesSize, parseMessageAttributes } from '../messageAttributes.ts';
import { numberAttribute, type Queue } from '../Queues.ts';
import { parseReceiptHandle, type ReceiptHandle } from '../receiptHandle.ts';
import { queueNameOf, queueOf, queuePermission, type SqsState } from '../SqsState.ts';

const BILLED_CHUNK = 65_536;
const LARGEST_BATCH = 1_048_576;

export function messageOperations(sqs: SqsState): Readonly<Record<string, AwsOperation>> {
  const { messages, metrics, platform } = sqs;
  // A batch needs the permission of the single operation.
  const onQueue = (action: string) => (input: JsonObject) => [
    queuePermission(sqs, `sqs:${action}`, queueNameOf(sqs, input)),
  ];
  const bill = (bytes = 0) => platform.meter.count('sqs:request', Math.max(Math.ceil(bytes / BILLED_CHUNK), 1));

  const send = (queue: Queue, input: JsonObject, call: CallContext): JsonObject => {
    const message = parseMessage(queue, input, principalArn(call.principal, platform.accountId));
    // Without one of its own, a message has the request's (AWS X-Ray Developer Guide, "Amazon SQS and AWS X-Ray").
    const traceHeader = message.traceHeader ?? call.traceHeader;
    const { id, sequenceNumber } = messages.send(queue, { ...message, traceHeader });
    metrics.count(queue.name, 'NumberOfMessagesSent');
    return {
      MessageId: id,
      MD5OfMessageBody: md5(message.body),
      MD5OfMessageAttributes: messageAttributesMd5(message.attributes),
      MD5OfMessageSystemAttributes: messageAttributesMd5(
        message.traceHeader === undefined
          ? {}
          : { AWSTraceHeader: { DataType: 'String', StringValue: message.traceHeader } },
      ),
      SequenceNumber: sequenceNumber,
    };
  };

  return {
    SendMessage: {
      permissions: onQueue('SendMessage'),
      async run(input, call) {
        await encrypt(sqs, queueOf(sqs, input), call);
        const answer = send(queueOf(sqs, input), input, call);
        bill(sizeOf(input));
        return answer;
      },
    },
    SendMessageBatch: {
      permissions: onQueue('SendMessage'),
      async run(input, call) {
        const queue = queueOf(sqs, input);
        await encrypt(sqs, queue, call);
        let size = 0;
        const answer = transaction(sqs.database, () =>
          runBatch(
            input,
            'SendMessageBatch',
            (entry) => send(queue, entry, call),
            (entries) => {
              size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
              if (size <= LARGEST_BATCH) return;
              throw new AwsError(
                'BatchRequestTooLong',
                `Batch requests cannot be longer than ${LARGEST_BATCH} bytes. You have sent ${size} bytes.`,
              );
            },
          ),
        );
        bill(size);
        return answer;
      },
    },
    ReceiveMessage: {
      permissions: onQueue('ReceiveMessage'),
      async run(input, call) {
        const received = await receive(sqs, input, call);
        bill(received.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0));
        return received.length === 0 ? {} : { Messages: received.map((message) => present(message, input)) };
      },
    },
    DeleteMessage: {
      permissions: onQueue('DeleteMessage'),
      run(input) {
        remove(sqs, queueOf(sqs, input), requiredString(input, 'ReceiptHandle'));
        bill();
        return {};
      },
    },
    DeleteMessageBatch: {
      permissions: onQueue('DeleteMessage'),
      run(input) {
        const queue = queueOf(sqs, input);
        bill();
        return transaction(sqs.database, () =>
          runBatch(input, 'DeleteMessageBatch', (entry) => {
            remove(sqs, queue, requiredString(entry, 'ReceiptHandle'));
            return {};
          }),
        );
      },
    },
    ChangeMessageVisibility: {
      permissions: onQueue('ChangeMessageVisibility'),
      run(input) {
        changeVisibility(sqs, queueOf(sqs, input), input);
        bill();
        return {};
      },
    },
    ChangeMessageVisibilityBatch: {
      permissions: onQueue('ChangeMessageVisibility'),
      run(input) {
        const queue = queueOf(sqs, input);
        bill();
        return transaction(sqs.database, () =>
          runBatch(input, 'ChangeMessageVisibilityBatch', (entry) => {
            changeVisibility(sqs, queue, entry);
            return {};
          }),
        );
      },
    },
  };
}

/** Has the sender use the key of a queue that is encrypted with one. Rejects with AwsError such as KmsAccessDenied. */
async function encrypt({ platform }: SqsState, queue: Queue, { principal }: CallContext): Promise<void> {
  const { KmsMasterKeyId = '' } = queue.attributes;
  if (KmsMasterKeyId === '') return;
  await useKey(platform.aws, principal, KmsMasterKeyId, (name) => `Kms${name.replace(/Exception$/, '')}`);
}

function sizeOf(input: JsonObject): number {
  const attributes = parsedOrNone(input);
  return Buffer.byteLength(optionalString(input, 'MessageBody') ?? '') + messageAttributesSize(attributes);
}

/** Reads an entry's attributes. Malformed ones refuse the entry, not its batch. */
function parsedOrNone(input: JsonObject) {
  try {
    return parseMessageAttributes(input);
  } catch (error) {
    if (error instanceof AwsError) return {};
    throw error;
  }
}

function parseMessage(queue: Queue, input: JsonObject, sender: string): NewMessage {
  const body = optionalString(input, 'MessageBody');
  if (body === undefined || body === '') throw missingParameter('MessageBody');
  // https://www.w3.org/TR/REC-xml/#charsets
  if (!body.isWellFormed() || /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(body)) {
    throw new AwsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    );
  }
  const attributes = parseMessageAttributes(input);
  const size = Buffer.byteLength(body) + messageAttributesSize(attributes);
  const most = numberAttribute(queue, 'MaximumMessageSize');
  if (size > most) {
    throw invalidParameterValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`,
    );
  }
  const delaySeconds = optionalInteger(input, 'DelaySeconds', 0, 900);
  const groupId = fifoId(input, 'MessageGroupId');
  const deduplicationId = fifoId(input, 'MessageDeduplicationId');
  const wrongType = (name: string, value: unknown) =>
    invalidValue(name, value, 'The request include parameter that is not valid for this queue type');
  if (queue.fifo) {
    if (groupId === undefined) throw missingParameter('MessageGroupId');
    if (delaySeconds !== undefined && delaySeconds !== 0) throw wrongType('DelaySeconds', delaySeconds);
    if (deduplicationId === undefined && queue.attributes.ContentBasedDeduplication !== 'true') {
      throw invalidParameterValue(
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      );
    }
  } else if (deduplicationId !== undefined) throw wrongType('MessageDeduplicationId', deduplicationId);
  const system = objectMap(input, 'MessageSystemAttributes');
  const unknown = Object.keys(system).find((name) => name !== 'AWSTraceHeader');
  if (unknown !== undefined) throw invalidParameterValue(`Message system attribute name '${unknown}' is invalid.`);
  const traceHeader =
    system.AWSTraceHeader === undefined ? undefined : requiredString(system.AWSTraceHeader, 'StringValue');
  return {
    body,
    attributes,
    traceHeader,
    sender,
    delaySeconds: queue.fifo ? undefined : delaySeconds,
    groupId,
    deduplicationId,
  };
}

function fifoId(input: JsonObject, name: string): string | undefined {
  const id = optionalString(input, name);
  if (id !== undefined && !/^[!-~]{1,128}$/.test(id)) {
    throw invalidValue(
      name,
      id.slice(0, 128),
      `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length`,
    );
  }
  return id;
}

async function receive(sqs: SqsState, input: JsonObject, call: CallContext): Promise<readonly ReceivedMessage[]> {
  const name = queueOf(sqs, input).name;
  const limit = optionalInteger(input, 'MaxNumberOfMessages', 1, 10) ?? 1;
  const visibility = optionalInteger(input, 'VisibilityTimeout', 0, 43_200);
  const wait = optionalInteger(input, 'WaitTimeSeconds', 0, 20);
  const { clock } = sqs.platform;
  const deadline =
    clock.now() + (wait ?? numberAttribute(sqs.queues.get(name), 'ReceiveMessageWaitTimeSeconds')) * 1_000;
  for (;;) {
    // The queue was deleted or changed while this waited, so it is read anew.
    const queue = sqs.queues.get(name);
    const received = sqs.messages.receive(queue, limit, visibility ?? numberAttribute(queue, 'VisibilityTimeout'));
    const remaining = deadline - clock.now();
    if (received.length > 0 || remaining <= 0 || call.signal.aborted || sqs.stopping.aborted) {
      if (received.length === 0) sqs.metrics.count(name, 'NumberOfEmptyReceives');
      else sqs.metrics.count(name, 'NumberOfMessagesReceived', received.length);
      return received;
    }
    await sqs.wakeups.wait(queue, remaining, AbortSignal.any([call.signal, sqs.stopping]));
    // A client that has gone would hide messages from all others for a visibility timeout.
    if (call.signal.aborted) return [];
  }
}

function present(message: ReceivedMessage, input: JsonObject): JsonObject {
  const system = [...stringList(input, 'AttributeNames'), ...stringList(input, 'MessageSystemAttributeNames')];
  const systemAttributes = Object.entries(message.systemAttributes).filter(
    ([name]) => system.includes('All') || system.includes(name),
  );
  const wanted = stringList(input, 'MessageAttributeNames');
  const matches = (name: string) =>
    wanted.some(
      (pattern) =>
        pattern === 'All' || pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -2))),
    );
  const attributes = Object.fromEntries(Object.entries(message.attributes).filter(([name]) => matches(name)));
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(systemAttributes.length === 0 ? {} : { Attributes: Object.fromEntries(systemAttributes) }),
    ...(Object.keys(attributes).length === 0
      ? {}
      : {
          MD5OfMessageAttributes: messageAttributesMd5(attributes),
          MessageAttributes: Object.fromEntries(
            Object.entries(attributes).map(([name, attribute]): [string, JsonObject] => [name, { ...attribute }]),
          ),
        }),
  };
}

function expired(handle: string): AwsError {
  return invalidValue('ReceiptHandle', handle.slice(0, 128), 'The receipt handle has expired');
}

/** Deletes a message, or does nothing again. A FIFO queue refuses a receipt whose visibility timeout is over. */
function remove(sqs: SqsState, queue: Queue, text: string): void {
  const handle: ReceiptHandle = parseReceiptHandle(text, queue.name);
  const state = sqs.messages.stateOf(handle);
  sqs.metrics.count(queue.name, 'NumberOfMessagesDeleted');
  if (queue.fifo && (state === 'visible' || state === 'stale')) throw expired(text);
  sqs.messages.delete(queue, handle);
}

function changeVisibility(sqs: SqsState, queue: Queue, input: JsonObject): void {
  const text = requiredString(input, 'ReceiptHandle');
  const seconds = optionalInteger(input, 'VisibilityTimeout', 0, 43_200);
  if (seconds === undefined) throw missingParameter('VisibilityTimeout');
  const handle = parseReceiptHandle(text, queue.name);
  switch (sqs.messages.stateOf(handle)) {
    case 'gone':
      throw invalidValue(
        'ReceiptHandle',
        text.slice(0, 128),
        'Message does not exist or is not available for visibility timeout change',
      );
    case 'stale':
      throw expired(text);
    case 'visible':
      throw new AwsError('MessageNotInflight', 'The message referred to is not in flight.');
    case 'in-flight':
      sqs.messages.changeVisibility(queue, handle, seconds);
  }
}
