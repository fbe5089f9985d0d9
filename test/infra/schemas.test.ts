import { isThorough } from 'local-cloud/testing/effort';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { describe, expect, it } from 'vitest';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import { appWith } from './appWith.ts';
import { assemblyFaults, templateFaults } from './templateFaults.ts';

const everythingOn = {
  'heliograph:stepUpCodes': 'userAuth',
  'heliograph:passkeyRelyingParty': 'app.example',
  'heliograph:alarmTopicArn': 'arn:aws:sns:eu-west-1:111122223333:alarms',
  'heliograph:deletionProtection': true,
  'heliograph:tags': { team: 'push' },
  'heliograph:services': ['billing'],
  'heliograph:triggerConcurrency': 5,
};

function faultsOf(Type: string, Properties: object): readonly string[] {
  return templateFaults(JSON.stringify({ Resources: { It: { Type, Properties } } }), 'Planted');
}

describe('CloudFormation’s resource schemas', () => {
  it('have nothing against any template', async () => {
    expect(await assemblyFaults(await synthesizeCached(temporaryFolder('schemas')))).toEqual([]);
  });

  it.runIf(isThorough)('have nothing against any template with everything on', async () => {
    expect(await assemblyFaults((await appWith(everythingOn)).synth().directory)).toEqual([]);
  });

  it.each<[string, string, object, string]>([
    ['a value that is none of its enumeration', 'AWS::Logs::LogGroup', { RetentionInDays: 8 }, 'is not one of [1, 3'],
    ['an unknown property', 'AWS::SQS::Queue', { Nope: 1 }, 'Nope'],
    ['a missing property', 'AWS::Lambda::EventSourceMapping', { BatchSize: 10 }, "'FunctionName' is a required"],
    ['another type', 'AWS::SQS::Queue', { VisibilityTimeout: 'long' }, "not of type 'integer'"],
    ['another form', 'AWS::Logs::LogGroup', { LogGroupName: 'a b*' }, 'does not match pattern'],
    [
      'another size',
      'AWS::Lambda::EventSourceMapping',
      { FunctionName: 'f', BatchSize: 10_001 },
      'greater than the maximum of 10000',
    ],
    ['a type that does not exist', 'AWS::SQS::Heap', {}, 'Unknown resource type'],
  ])('find %s', (_, type, properties, fault) => {
    expect(faultsOf(type, properties).join('\n')).toContain(fault);
  });
});
