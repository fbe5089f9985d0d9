/** What a service checks besides the resource types that the Service Authorization Reference has for an action. */
export interface UnlistedResources {
  /** ARNs in which `{Name}` stands for a part that varies. */
  readonly forms: readonly string[];
  /** Whether policies must name `*` all the same. @default false */
  readonly grantedOnAll?: true;
  readonly source: string;
}

const recordedRefusals =
  'https://github.com/privruler/PrivRuler-Public/blob/898847b/CloudProbe/app/src/main/java/com/privruler/aws/SNSTest.java';
const snsActions =
  'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html';
const cloudWatchActions =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/permissions-reference-cw.html';
const logArns = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html';

const sns = 'arn:{Partition}:sns:{Region}:{Account}';
const application = `${sns}:app/{Platform}/{Application}`;
const endpoint = `${sns}:endpoint/{Platform}/{Application}/{Endpoint}`;
const logGroup = 'arn:{Partition}:logs:{Region}:{Account}:log-group';

const onApplication: UnlistedResources = { forms: [application], source: recordedRefusals };
// Refusals name the application. Nothing says that the endpoint is not checked too, so both must be allowed.
const onEndpoint: UnlistedResources = { forms: [application, endpoint], source: recordedRefusals };
const onAccount: UnlistedResources = { forms: [`${sns}:*`], source: recordedRefusals };
const onEverything: UnlistedResources = { forms: ['*'], source: cloudWatchActions };
const onGroup: UnlistedResources = { forms: [`${logGroup}:{LogGroupName}:log-stream:`], source: logArns };

/**
 * Actions whose resources the Service Authorization Reference does not have, or has in another form.
 * The services here check these, and a test holds every other check and policy to the reference.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const unlistedResources = {
  'sns:CreatePlatformApplication': { forms: [`${sns}:app/`], grantedOnAll: true, source: recordedRefusals },
  'sns:GetPlatformApplicationAttributes': onApplication,
  'sns:SetPlatformApplicationAttributes': onApplication,
  'sns:DeletePlatformApplication': onApplication,
  'sns:ListEndpointsByPlatformApplication': onApplication,
  'sns:CreatePlatformEndpoint': onApplication,
  'sns:GetEndpointAttributes': onEndpoint,
  'sns:SetEndpointAttributes': onEndpoint,
  'sns:DeleteEndpoint': onEndpoint,
  'sns:ListPlatformApplications': onAccount,
  'sns:ListTopics': onAccount,
  'sns:ListSubscriptions': onAccount,
  // A text message goes to a number, which is no resource.
  'sns:Publish': { forms: [endpoint, '*'], source: snsActions },
  'cloudwatch:PutMetricData': onEverything,
  'cloudwatch:GetMetricData': onEverything,
  'cloudwatch:ListMetrics': onEverything,
  // It lists alarms of any name.
  'cloudwatch:DescribeAlarms': {
    forms: ['arn:{Partition}:cloudwatch:{Region}:{Account}:alarm:*'],
    source: cloudWatchActions,
  },
  'logs:CreateLogGroup': onGroup,
  'logs:DeleteLogGroup': onGroup,
  'logs:PutRetentionPolicy': onGroup,
  'logs:PutSubscriptionFilter': onGroup,
  'logs:DeleteRetentionPolicy': onGroup,
  'logs:FilterLogEvents': onGroup,
  'logs:DescribeLogStreams': onGroup,
  'logs:DescribeLogGroups': { forms: [`${logGroup}::log-stream:`], source: logArns },
} as const satisfies Readonly<Record<string, UnlistedResources>>;

export type UnlistedAction = keyof typeof unlistedResources;

/** Returns the ARNs of an action's forms with these parts. Throws an Error where a part is missing. */
export function resourcesOf(action: UnlistedAction, parts: Readonly<Record<string, string>>): readonly string[] {
  return unlistedResources[action].forms.map((form) =>
    form.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const part = parts[name];
      if (part === undefined) throw new Error(`${action} is checked on ${form}, whose ${name} is missing.`);
      return part;
    }),
  );
}
