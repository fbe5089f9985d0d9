import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppSync } from '../appsync/AppSync.ts';
import { dynamoDbOperations } from '../appsync/datasources/dynamodb/DynamoDbDataSource.ts';
import { dataSourceKinds } from '../appsync/resources/dataSource.ts';
import { appSyncLibrary } from '../appsync/runtime/library/appSyncLibrary.ts';
import { unsupportedModules, unsupportedRds } from '../appsync/runtime/library/unsupportedModules.ts';
import type { HostTable } from '../appsync/runtime/realm/HostServices.ts';
import { isIgnoredType } from '../assembly/ignoredTypes.ts';
import { nestedStackType } from '../assembly/loadStackTemplate.ts';
import { CloudWatch } from '../cloudwatch/CloudWatch.ts';
import { Cognito } from '../cognito/Cognito.ts';
import { createPlatform } from '../createPlatform.ts';
import { DynamoDb } from '../dynamodb/DynamoDb.ts';
import { Events } from '../events/Events.ts';
import { Kms } from '../kms/Kms.ts';
import { Lambda } from '../lambda/Lambda.ts';
import { Logs } from '../logs/Logs.ts';
import { silentLog } from '../platform/Log.ts';
import { Scheduler } from '../scheduler/Scheduler.ts';
import { SecretsManager } from '../secretsmanager/SecretsManager.ts';
import { Sns } from '../sns/Sns.ts';
import { Sqs } from '../sqs/Sqs.ts';
import { temporaryFolder } from '../testing/temporaryFolder.ts';

type Mark = '✅' | '🟡' | '❌';

interface Row {
  readonly mark: Mark;
  readonly name: string;
  readonly note: string;
}

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

/** Returns the rows that name something in code, of the tables below a heading and before the next. */
function rowsBelow(heading: string): readonly Row[] {
  const [, after = ''] = readme.split(`\n${heading}\n`);
  const [section = ''] = after.split(/\n#{1,3} /);
  return section.split('\n').flatMap((line) => {
    const [, mark, name, note] = /^\| (✅|🟡|❌) \| `([\w.:*]+)` \| (?:(.*) )?\|$/u.exec(line) ?? [];
    return name === undefined ? [] : [{ mark: mark as Mark, name, note: note ?? '' }];
  });
}

/** Compares the rows below a heading with the code. Each of `refused` must have a row; others may be refused too. */
function expectRows(heading: string, works: readonly string[], refused: readonly string[] = []): void {
  const rows = rowsBelow(heading);
  const named = (marks: readonly Mark[]) => rows.filter(({ mark }) => marks.includes(mark)).map(({ name }) => name);
  expect(rows.map(({ name }) => name).length, 'a row each').toBe(new Set(rows.map(({ name }) => name)).size);
  expect(named(['✅', '🟡']).toSorted(), 'rows that work').toEqual(works.toSorted());
  expect(named(['❌']), 'rows that are refused').toEqual(expect.arrayContaining([...refused]));
  expect(named(['❌']).filter((name) => works.includes(name))).toEqual([]);
  expect(
    rows.filter(({ mark, note }) => mark === '🟡' && note === ''),
    'rows that do not say what is missing',
  ).toEqual([]);
}

const platform = createPlatform({ directory: temporaryFolder('readme-'), log: silentLog });
afterAll(() => platform.close());

const services = [
  platform.iam,
  new DynamoDb(platform),
  new SecretsManager(platform),
  new Kms(platform),
  new Logs(platform),
  new Sqs(platform),
  new Sns(platform),
  new CloudWatch(platform),
  new Cognito(platform),
  new Events(platform),
  new Scheduler(platform),
  new Lambda(platform),
  new AppSync(platform),
];

describe('each operation has a row', () => {
  const headings: Readonly<Record<string, string>> = {
    sts: '## STS and IAM',
    dynamodb: '## DynamoDB',
    secretsmanager: '## Secrets Manager',
    kms: '## KMS',
    logs: '## CloudWatch Logs',
    monitoring: '## CloudWatch',
    sqs: '## SQS',
    sns: '## SNS',
    'cognito-idp': '## Cognito user pools',
    events: '## EventBridge',
    scheduler: '## EventBridge Scheduler',
    lambda: '## Lambda',
  };
  const apis = services.flatMap((service) => service.apis);

  it('the services are those of the README', () => {
    expect([...new Set(apis.map(({ signingName }) => signingName))].toSorted()).toEqual(
      Object.keys(headings).toSorted(),
    );
  });

  it.each(Object.entries(headings))('%s', (signingName, heading) => {
    const operations = apis
      .filter((api) => api.signingName === signingName)
      .flatMap((api) => Object.entries(api.operations));
    const names = (refused: boolean) =>
      operations.filter(([, operation]) => (operation.refused ?? false) === refused).map(([name]) => name);
    expectRows(heading, names(false), names(true));
  });
});

describe('AppSync', () => {
  it('each data source has a row', () => {
    expectRows('### Data sources', [...dataSourceKinds.keys()]);
  });

  it('each operation of the DynamoDB data source has a row', () => {
    expectRows('### DynamoDB data source', [...dynamoDbOperations.keys()]);
  });

  it('each function of resolvers has a row', () => {
    const { util, extensions, runtime, modules } = appSyncLibrary(
      () => expect.unreachable('nothing is called'),
      () => 0,
    );
    const { rds, ...works } = util;
    const short = (table: HostTable) =>
      Object.entries(table).flatMap(([module, member]) => namesIn(member, module.replace('@aws-appsync/utils/', '')));
    const unsupported = Object.keys(unsupportedModules);
    expect(rds).toBe(unsupportedRds);
    expectRows(
      '### Functions of resolvers',
      [
        ...namesIn({ util: works, extensions, runtime }, ''),
        ...short(Object.fromEntries(Object.entries(modules).filter(([name]) => !unsupported.includes(name)))),
      ],
      [...namesIn(unsupportedRds, 'util.rds'), ...short(unsupportedModules)],
    );
  });

  function namesIn(member: HostTable[string], at: string): readonly string[] {
    if (typeof member === 'function') return [at];
    return Object.entries(member).flatMap(([name, below]) => namesIn(below, at === '' ? name : `${at}.${name}`));
  }
});

describe('CloudFormation', () => {
  it('each resource type has a row', () => {
    const heading = '### Resource types';
    const providers = services.flatMap((service) => service.resources);
    const types = (refused: boolean) =>
      providers.filter((provider) => (provider.refused ?? false) === refused).map(({ type }) => type);
    const ignored = rowsBelow(heading)
      .filter(({ note }) => note.startsWith('left out'))
      .map(({ name }) => name);
    expect(ignored.filter((name) => !isIgnoredType(name.replace('*', 'Any')))).toEqual([]);
    expectRows(heading, [...types(false), nestedStackType, ...ignored], types(true));
  });
});
