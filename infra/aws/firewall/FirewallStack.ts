import { ArnFormat, RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { ApiStack } from '../api/ApiStack.ts';
import type { IdentityStack } from '../identity/IdentityStack.ts';
import type { Settings } from '../settings/readSettings.ts';
import { awsMetric } from '../shared/alarms/awsMetric.ts';
import { RunbookAlarm } from '../shared/alarms/RunbookAlarm.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { Installation } from '../shared/Installation.ts';
import { apiRules, measured, userPoolRules } from './rules.ts';

const MANY_BLOCKED = 100;
/** Headers that hold tokens, keys or signatures. */
const secretHeaders = ['authorization', 'sec-websocket-protocol', 'x-amz-security-token', 'x-api-key', 'cookie'];
/** Requests that a rule blocked or counted. */
const onlyMatched = {
  DefaultBehavior: 'DROP',
  Filters: [
    {
      Behavior: 'KEEP',
      Requirement: 'MEETS_ANY',
      Conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map((Action) => ({ ActionCondition: { Action } })),
    },
  ],
};

type Setting = 'waf' | 'wafRates' | 'userPoolWaf' | 'accessLog';

export interface FirewallStackProps extends Pick<Settings, Setting> {
  readonly api: ApiStack;
  readonly identity: IdentityStack;
}

/** AWS WAF before the API, and before the user pool where the settings say so. */
export class FirewallStack extends CapabilityStack {
  constructor(scope: Construct, id: string, props: FirewallStackProps) {
    super(scope, id, 'AWS WAF');
    const installation = Installation.of(this).id;
    const { waf, wafRates, userPoolWaf, api, identity } = props;
    if (waf === 'on') {
      const acl = this.#webAcl('ApiRules', `${installation}-api`, apiRules(wafRates));
      this.#log(acl, props);
      this.#protect('Api', api.api.arn, acl.attrArn);
      this.#watch(`${installation}-api`);
    } else if (waf !== 'off') {
      this.#protect('Api', api.api.arn, waf);
    }
    if (userPoolWaf === 'off') return;
    const own = () => this.#webAcl('UserPoolRules', `${installation}-users`, userPoolRules()).attrArn;
    this.#protect('UserPool', identity.users.userPoolArn, userPoolWaf === 'on' ? own() : userPoolWaf);
  }

  #webAcl(id: string, metricName: string, rules: readonly CfnWebACL.RuleProperty[]): CfnWebACL {
    return new CfnWebACL(this, id, {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: measured(metricName),
      rules: [...rules],
    });
  }

  #protect(id: string, resourceArn: string, webAclArn: string): void {
    new CfnWebACLAssociation(this, id, { resourceArn, webAclArn });
  }

  /** https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html */
  #watch(WebACL: string): void {
    new RunbookAlarm(this, 'ApiBlocks', {
      runbook: 'the-firewall-blocks-requests',
      description: 'AWS WAF blocks many requests: an attack, or a rule that stops what apps send.',
      metric: awsMetric('AWS/WAFV2', 'BlockedRequests', { WebACL, Region: this.region, Rule: 'ALL' }),
      threshold: MANY_BLOCKED,
      periods: 2,
    });
  }

  /**
   * Logs address, path, time and what became of a request. WAF logs no body. Tokens are in a header, or in the query
   * or the protocol of a client that connects for live updates.
   */
  #log(acl: CfnWebACL, { accessLog }: FirewallStackProps): void {
    const { id, logRetention } = Installation.of(this);
    const group = new LogGroup(this, 'Log', {
      // As AWS wants it to begin.
      logGroupName: `aws-waf-logs-${id}`,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      // Not the group's own ARN, which ends in `:*`.
      logDestinationConfigs: [
        this.formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: group.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: [...secretHeaders.map((Name) => ({ singleHeader: { Name } })), { queryString: {} }],
      ...(accessLog ? {} : { loggingFilter: onlyMatched }),
    });
  }
}
