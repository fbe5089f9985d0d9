import { Stack } from 'aws-cdk-lib';
import { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { CfnUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Function as AwsFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IConstruct } from 'constructs';
import { RunbookAlarm } from './RunbookAlarm.ts';
import type { Watch } from './Watch.ts';
import { watchApi } from './watchApi.ts';
import { watchClient } from './watchClient.ts';
import { watchFunction } from './watchFunction.ts';
import { watchQueue } from './watchQueue.ts';
import { watchSchedules } from './watchSchedules.ts';
import { watchTable } from './watchTable.ts';
import { watchTopic } from './watchTopic.ts';

export interface AlarmsProps {
  /** Where alarms tell that they began and ended. @default - they only show in CloudWatch */
  readonly topicArn?: string | undefined;
}

/**
 * Finds what can fail quietly in its stack (functions, queues, topics, tables, APIs, schedules, clients of the user
 * pool), and adds alarms for it. It sends the stack's other alarms to the topic too, so make it last.
 */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { topicArn }: AlarmsProps) {
    super(scope, id);
    for (const construct of Stack.of(this).node.findAll()) {
      for (const watch of watchesOf(construct)) this.#add(construct, watch);
    }
    if (topicArn === undefined) return;
    const topic = new SnsAction(Topic.fromTopicArn(this, 'Topic', topicArn));
    for (const alarm of Stack.of(this).node.findAll()) {
      if (!(alarm instanceof Alarm)) continue;
      alarm.addAlarmAction(topic);
      alarm.addOkAction(topic);
    }
  }

  #add(watched: IConstruct, { name, description, ...props }: Watch): void {
    const stack = Stack.of(watched).node;
    const path = watched.node.path
      .slice(stack.path.length + 1)
      .replace(/\/Resource$/, '')
      .split('/');
    const place = [stack.id, ...path].join(' / ');
    new RunbookAlarm(this, [...path, name].join('-'), { ...props, description: `${place}: ${description}` });
  }
}

function watchesOf(construct: IConstruct): readonly Watch[] {
  if (construct instanceof AwsFunction) return watchFunction(construct);
  if (construct instanceof Queue) return [watchQueue(construct)];
  if (construct instanceof Topic) return [watchTopic(construct)];
  if (construct instanceof TableV2) return [watchTable(construct)];
  if (construct instanceof GraphqlApi) return watchApi(construct);
  if (construct instanceof CfnScheduleGroup) return [watchSchedules(construct)];
  if (construct instanceof CfnUserPoolClient) return [watchClient(construct)];
  return [];
}
