import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { FirewallRates } from './firewallRates.ts';

type Rule = CfnWebACL.RuleProperty;
type Statement = CfnWebACL.StatementProperty;

/** Fields by which a stolen sign-in guesses codes or sends them, and by which devices are added. */
const sensitiveFields = ['initiateStepUp', 'respondToStepUpChallenge', 'approveStepUp', 'registerDevice'];

/**
 * Rules of AWS's Core rule set that only count, since they would stop what the API is for.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
export const onlyCounted = [
  // 8 KiB. A message has up to 4 KiB of text and data, and publishBatch takes 256 KiB.
  'SizeRestrictions_BODY',
  // 2 KiB. A client may put its token into the query when it connects for live updates.
  'SizeRestrictions_QUERYSTRING',
  // Texts may have angle brackets. Apps show them as text.
  'CrossSiteScripting_BODY',
];

/** Returns the rules of the API's web ACL, as they are evaluated. */
export function apiRules({ all, sensitive }: FirewallRates): readonly Rule[] {
  return [
    managed('IpReputation', 'AWSManagedRulesAmazonIpReputationList'),
    rate('PerAddress', all, unsigned),
    rate('SensitivePerAddress', sensitive, { andStatement: { statements: [unsigned, namesSensitiveField] } }),
    managed('KnownBadInputs', 'AWSManagedRulesKnownBadInputsRuleSet'),
    managed('Common', 'AWSManagedRulesCommonRuleSet', onlyCounted),
  ].map((rule, priority) => ({ ...rule, priority }));
}

/**
 * Returns the rules that keep a stolen sign-in from changing the factors that step-up rests on
 * (docs/step-up-security.md). Cognito tells WAF the operation in this header.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html
 */
export function userPoolRules(): readonly Rule[] {
  return ['AssociateSoftwareToken', 'UpdateUserAttributes'].map((operation, priority) => ({
    name: operation,
    visibilityConfig: measured(operation),
    priority,
    action: { block: {} },
    statement: {
      byteMatchStatement: {
        fieldToMatch: { singleHeader: { Name: 'x-amzn-cognito-operation-name' } },
        positionalConstraint: 'EXACTLY',
        searchString: operation,
        textTransformations: [{ priority: 0, type: 'NONE' }],
      },
    },
  }));
}

/** Returns what has WAF count under this name. It keeps no samples: they would show tokens. */
export function measured(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}

type Unordered = Omit<Rule, 'priority'>;

function managed(name: string, group: string, counted: readonly string[] = []): Unordered {
  return {
    name,
    visibilityConfig: measured(name),
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: group,
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
  };
}

function rate(name: string, limit: number, scopeDownStatement: Statement): Unordered {
  return {
    name,
    visibilityConfig: measured(name),
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: {
      rateBasedStatement: { aggregateKeyType: 'IP', evaluationWindowSec: 300, limit, scopeDownStatement },
    },
  };
}

/**
 * A backend sends for many people from one address. What only claims to be signed, AppSync refuses before any resolver.
 */
const unsigned: Statement = {
  notStatement: {
    statement: {
      byteMatchStatement: {
        fieldToMatch: { singleHeader: { Name: 'authorization' } },
        positionalConstraint: 'STARTS_WITH',
        searchString: 'AWS4-HMAC-SHA256 ',
        textTransformations: [{ priority: 0, type: 'NONE' }],
      },
    },
  },
};

/**
 * AppSync has one path, so the body tells the operation. WAF sees its first 8 KiB: a longer one counts as sensitive, so
 * nobody hides a field behind a comment. JSON's escapes are undone first.
 */
const namesSensitiveField: Statement = {
  regexMatchStatement: {
    fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
    regexString: sensitiveFields.join('|'),
    textTransformations: [{ priority: 0, type: 'JS_DECODE' }],
  },
};
