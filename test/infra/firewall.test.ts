import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiRules } from '../../infra/aws/firewall/rules.ts';
import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';
import { wholeTemplate } from '../../infra/preflight/wholeTemplate.ts';
import { project } from '../docs/markdown.ts';
import { blockedBy } from '../support/firewall.ts';
import { appWith } from './appWith.ts';
import { ofType } from './templateReferences.ts';

type Resources = Readonly<Record<string, Resource>>;

const ACL = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/ours/01234567-89ab-cdef-0123-456789abcdef';

async function resourcesWith(settings: Readonly<Record<string, unknown>>): Promise<Resources> {
  const context = Object.fromEntries(Object.entries(settings).map(([name, value]) => [`heliograph:${name}`, value]));
  return (await wholeTemplate((await appWith(context)).synth().directory)).resources;
}

const typesIn = (resources: Resources) => Object.values(resources).map(({ Type }) => Type);
const wafOf = (resources: Resources) => typesIn(resources).filter((type) => type.startsWith('AWS::WAFv2::'));

describe('the firewall of the API, unless set', () => {
  let resources: Resources;
  beforeAll(async () => {
    resources = await resourcesWith({});
  });

  const rules = () => {
    const [[, { Rules }] = ['', { Rules: [] }]] = ofType(resources, 'AWS::WAFv2::WebACL');
    return Rules as readonly {
      readonly Name: string;
      readonly OverrideAction?: object;
      readonly Statement: {
        readonly ManagedRuleGroupStatement?: {
          readonly Name: string;
          readonly RuleActionOverrides?: readonly { readonly Name: string; readonly ActionToUse: object }[];
        };
      };
    }[];
  };

  it('stands before the API alone', () => {
    expect(wafOf(resources).toSorted()).toEqual([
      'AWS::WAFv2::LoggingConfiguration',
      'AWS::WAFv2::WebACL',
      'AWS::WAFv2::WebACLAssociation',
    ]);
    const [[, { ResourceArn }] = ['', { ResourceArn: null }]] = ofType(resources, 'AWS::WAFv2::WebACLAssociation');
    expect(JSON.stringify(ResourceArn)).toContain('GraphqlApi');
  });

  it('blocks by AWS’s groups, of which three rules only count', () => {
    const groups = rules().flatMap(({ Statement, OverrideAction }) => {
      const { ManagedRuleGroupStatement: group } = Statement;
      if (group === undefined) return [];
      expect(OverrideAction).toEqual({ None: {} });
      const counted = (group.RuleActionOverrides ?? []).map(({ Name, ActionToUse }) => {
        expect(ActionToUse).toEqual({ Count: {} });
        return Name;
      });
      return [[group.Name, counted] as const];
    });
    expect(groups).toEqual([
      ['AWSManagedRulesAmazonIpReputationList', []],
      ['AWSManagedRulesKnownBadInputsRuleSet', []],
      [
        'AWSManagedRulesCommonRuleSet',
        ['SizeRestrictions_BODY', 'SizeRestrictions_QUERYSTRING', 'CrossSiteScripting_BODY'],
      ],
    ]);
  });

  it('logs no token, and only what a rule matched', () => {
    const [[, logging] = ['', {} as Resource['Properties']]] = ofType(resources, 'AWS::WAFv2::LoggingConfiguration');
    expect(logging.RedactedFields).toEqual([
      ...['authorization', 'sec-websocket-protocol', 'x-amz-security-token', 'x-api-key', 'cookie'].map((Name) => ({
        SingleHeader: { Name },
      })),
      { QueryString: {} },
    ]);
    expect(logging.LoggingFilter).toMatchObject({ DefaultBehavior: 'DROP' });
    expect(JSON.stringify(logging.LogDestinationConfigs)).not.toContain(':*');
  });

  it('keeps no samples of requests, which show tokens', () => {
    const text = JSON.stringify(ofType(resources, 'AWS::WAFv2::WebACL'));
    expect(text).toContain('"SampledRequestsEnabled":false');
    expect(text).not.toContain('"SampledRequestsEnabled":true');
  });

  it('knows fields of the schema as sensitive', () => {
    const schema = globSync('schema/*.graphql', { cwd: project }).map((file) =>
      readFileSync(join(project, file), 'utf8'),
    );
    const named = /"regexString":"([^"]+)"/.exec(JSON.stringify(apiRules({ all: 10, sensitive: 10 })))?.[1] ?? '';
    expect(named.split('|')).toHaveLength(4);
    for (const field of named.split('|')) expect(schema.join('\n')).toMatch(new RegExp(`^  ${field}\\(`, 'm'));
  });
});

describe('the settings of the firewall', () => {
  it('turn it off', async () => {
    expect(wafOf(await resourcesWith({ waf: 'off' }))).toEqual([]);
  });

  it('take a web ACL that exists', async () => {
    const resources = await resourcesWith({ waf: ACL, userPoolWaf: ACL });
    const associations = ofType(resources, 'AWS::WAFv2::WebACLAssociation');
    expect(wafOf(resources)).toHaveLength(2);
    expect(associations.map(([, { WebACLArn }]) => WebACLArn)).toEqual([ACL, ACL]);
  });

  it('keep a stolen sign-in from the factors of the pool, and log every request', async () => {
    const resources = await resourcesWith({ userPoolWaf: 'on', accessLog: true });
    const [, [, pool] = ['', {} as Resource['Properties']]] = ofType(resources, 'AWS::WAFv2::WebACL');
    const names = (pool.Rules as readonly { Name: string; Action: object }[]).map(({ Name, Action }) => [Name, Action]);
    expect(names).toEqual([
      ['AssociateSoftwareToken', { Block: {} }],
      ['UpdateUserAttributes', { Block: {} }],
    ]);
    const [[, logging] = ['', {} as Resource['Properties']]] = ofType(resources, 'AWS::WAFv2::LoggingConfiguration');
    expect(logging.LoggingFilter).toBeUndefined();
  });
});

describe('what AWS publishes of the rules', () => {
  it.each([
    ['a text that leads out of a folder', 'see ../../etc/passwd', ['GenericLFI_BODY']],
    ['a link to an address', 'https://203.0.113.7/x', ['GenericRFI_BODY']],
    ['the address of metadata', 'http://169.254.169.254/latest', ['EC2MetaDataSSRF_BODY', 'GenericRFI_BODY']],
    ['Log4Shell', '${' + 'jndi:ldap://example.com/}', ['Log4JRCE_BODY']],
    ['angle brackets, which only count', '<script>', []],
    ['many bytes, which only count', 'x'.repeat(256 * 1024), []],
    ['what is beyond the bytes that WAF sees', `${'x'.repeat(8192)}../../`, []],
    ['a common message', '{"title":"Order 7 is on its way","url":"https://shop.example/orders/7"}', []],
  ])('has %s', (_, body, rules) => {
    expect(blockedBy(body)).toEqual(rules);
  });
});
