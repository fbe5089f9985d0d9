import { describe, expect, it } from 'vitest';
import { unusedGrants } from '../setup/unusedGrants.ts';

const line = (kind: string, role: string, action: string, resource: string) =>
  [kind, `Heliograph-Delivery-DEJCQ-${role}-P7JGPOBUXUG5`, action, resource].join('\t');
const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/Heliograph-Storage-ABCDEFGHIJKL-Messages-MNOPQRSTUVWX';

describe('grants that no story uses', () => {
  const granted = [
    line('granted', 'dispatchRole', 'dynamodb:getitem', table),
    line('granted', 'dispatchRole', 'dynamodb:putitem', table),
  ];

  it('are told with role, action and resource', () => {
    const record = [...granted, line('used', 'dispatchRole', 'dynamodb:getitem', table)].join('\n');
    expect(unusedGrants(record, [])).toEqual([
      'Never used: dispatchRole may dynamodb:putitem on ' +
        'arn:aws:dynamodb:us-east-1:000000000000:table/Heliograph-Storage-Messages.',
    ]);
    expect(unusedGrants(record, [{ action: /putitem$/, reason: 'For later.' }])).toEqual([]);
  });

  it('are none where another process used them', () => {
    const used = ['getitem', 'putitem'].map((action) => line('used', 'dispatchRole', `dynamodb:${action}`, table));
    expect(unusedGrants([...used, ...granted].join('\n'), [])).toEqual([]);
  });

  it('are none on one push platform, if they are used on another', () => {
    const endpoint = (name: string) => `arn:aws:sns:us-east-1:000000000000:endpoint/${name}/*`;
    const record = [
      line('granted', 'work', 'sns:publish', endpoint('APNS/Heliograph-APNS')),
      line('granted', 'work', 'sns:publish', endpoint('GCM/Heliograph-FCM')),
      line('used', 'work', 'sns:publish', endpoint('GCM/Heliograph-FCM')),
    ];
    expect(unusedGrants(record.join('\n'), [])).toEqual([]);
  });

  it('have no explanation left that explains nothing', () => {
    const used = granted.map((each) => each.replace('granted', 'used'));
    expect(unusedGrants([...granted, ...used].join('\n'), [{ action: /^sns:/, reason: 'SNS.' }])).toEqual([
      'Explains no grant: SNS.',
    ]);
  });

  it('are not judged without a record', () => {
    expect(unusedGrants('granted\tOther-Role\tsqs:sendmessage\t*', [])).toEqual(['No local IAM recorded a grant.']);
  });
});
