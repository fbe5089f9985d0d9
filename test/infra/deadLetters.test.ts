import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';
import { type WholeTemplate, wholeTemplate } from '../../infra/preflight/wholeTemplate.ts';
import { places } from '../../infra/redrive/places.ts';
import { type Found, placesOf, withoutPlace } from './deadLetterPlaces.ts';
import { ofType } from './templateReferences.ts';

const project = join(import.meta.dirname, '../..');

let template: WholeTemplate;

beforeAll(async () => {
  template = await wholeTemplate(await synthesizeCached(temporaryFolder('dead-letters')));
});

describe('a dead-letter place', () => {
  it('is there for every subscription, schedule, stream, queue and asynchronous invocation', () => {
    const { resources } = template;
    expect(withoutPlace(resources, placesOf(template))).toEqual([]);
  });

  it('is an encrypted queue, whose messages stay a week or two, with an alarm on its depth', () => {
    const { resources } = template;
    const found = placesOf(template);
    expect([...found.keys()].toSorted()).toEqual(Object.keys(places).toSorted());
    const watched = ofType(resources, 'AWS::CloudWatch::Alarm').filter(
      ([, { MetricName }]) => MetricName === 'ApproximateNumberOfMessagesVisible',
    );
    for (const [name, id] of found) {
      const { SqsManagedSseEnabled, MessageRetentionPeriod } = resources[id]?.Properties ?? {};
      expect(SqsManagedSseEnabled, name).toBe(true);
      expect([7 * 86_400, 14 * 86_400], name).toContain(MessageRetentionPeriod);
      expect(watched.filter(([, { Dimensions }]) => JSON.stringify(Dimensions).includes(`"${id}"`)).length, name).toBe(
        1,
      );
    }
  });
});

it('no resolver invokes its function as an event, which AppSync does not wait for', () => {
  const files = globSync('resolvers/**/*.ts', { cwd: project });
  const events = files.filter((file) => /invocationType/.test(readFileSync(join(project, file), 'utf8')));
  expect(files.length).toBeGreaterThan(50);
  // Give such a function a place in infra/redrive/places.ts, and look for it here.
  expect(events).toEqual([]);
});

describe('what has none is found', () => {
  const place = { Type: 'AWS::SQS::Queue', Properties: {} };
  const found: Found = new Map([['Place', 'Place']]);
  const fn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
  const invoked = { Type: 'AWS::Lambda::Function', Properties: {} };
  const kept = { DestinationConfig: { OnFailure: { Destination: fn('Place') } } };

  function judge(resources: Readonly<Record<string, Pick<Resource, 'Type' | 'Properties'>>>): readonly string[] {
    return withoutPlace({ Place: place, F: invoked, ...resources }, found);
  }

  it.each<[string, Record<string, Pick<Resource, 'Type' | 'Properties'>>, string]>([
    [
      'a subscription',
      { S: { Type: 'AWS::SNS::Subscription', Properties: { Protocol: 'sqs', Endpoint: fn('Place') } } },
      'S: the subscription',
    ],
    ['a schedule', { S: { Type: 'AWS::Scheduler::Schedule', Properties: { Target: { Arn: fn('Q') } } } }, 'S: the sch'],
    [
      'a rule',
      { R: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Arn: fn('Q'), Id: 'q' }] } } },
      'R: the rule’s target',
    ],
    [
      'a stream',
      { M: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn: 'stream', FunctionName: 'F' } } },
      'M: the stream',
    ],
    [
      'a queue with a consumer',
      {
        Q: place,
        M: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn: fn('Q'), FunctionName: 'F' } },
      },
      'Q: the queue',
    ],
    [
      'a function behind a log',
      { L: { Type: 'AWS::Logs::SubscriptionFilter', Properties: { DestinationArn: fn('F') } } },
      'F: the function that L invokes',
    ],
    [
      'a function behind a topic, though SNS keeps what does not reach it',
      {
        S: {
          Type: 'AWS::SNS::Subscription',
          Properties: {
            Protocol: 'lambda',
            Endpoint: fn('F'),
            RedrivePolicy: { deadLetterTargetArn: fn('Place') },
          },
        },
      },
      'F: the function that S invokes',
    ],
    [
      'a function whose retries are not said',
      {
        L: { Type: 'AWS::Logs::SubscriptionFilter', Properties: { DestinationArn: fn('F') } },
        C: { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { FunctionName: { Ref: 'F' }, ...kept } },
      },
      'F: the function that L invokes',
    ],
    [
      'a bucket’s function',
      { P: { Type: 'AWS::Lambda::Permission', Properties: { Principal: 's3.amazonaws.com', FunctionName: fn('F') } } },
      'F: the function that P invokes',
    ],
  ])('%s', (_, resources, fault) => {
    const faults = judge(resources);
    expect(faults.length).toBe(1);
    expect(faults[0]).toContain(fault);
    expect(faults[0]).toContain('infra/redrive/places.ts');
  });

  it('and a queue that is no place', () => {
    const faults = judge({
      Hole: place,
      S: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: { Target: { Arn: fn('Place'), DeadLetterConfig: { Arn: fn('Hole') } } },
      },
    });
    expect(faults).toEqual([expect.stringContaining('S: the schedule')]);
  });

  it('and nothing where all have one', () => {
    expect(
      judge({
        L: { Type: 'AWS::Logs::SubscriptionFilter', Properties: { DestinationArn: fn('F') } },
        C: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: {
            FunctionName: { Ref: 'F' },
            MaximumRetryAttempts: 2,
            MaximumEventAgeInSeconds: 3600,
            ...kept,
          },
        },
        Q: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn: fn('Place') } } },
        M: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn: fn('Q'), FunctionName: 'F' } },
      }),
    ).toEqual([]);
  });
});
