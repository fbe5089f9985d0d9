import type { GivenSettings } from './GivenSettings.ts';

/** The GraphQL API, and who may call it. */
export interface ApiSettings {
  /** Whether clients may read the schema from the API, as generators and consoles do. @default false */
  readonly introspection: boolean;
  /** Services that get a role of their own. What a user proves for one counts for no other. @default - none */
  readonly services: readonly string[];
  /** Your domain of the API, such as `push.example.com`. @default - AppSync's own */
  readonly apiDomain?: string;
  /** The certificate of `apiDomain`, in us-east-1. */
  readonly apiCertificateArn?: string;
  /** What AppSync logs of fields. Above `ERROR` the log has the texts of requests too. @default ERROR */
  readonly apiLogLevel: 'ERROR' | 'INFO' | 'DEBUG' | 'ALL';
  /** `PRIVATE`: VPCs alone can call it, through an endpoint. AppSync cannot change it later. @default GLOBAL */
  readonly apiVisibility: 'GLOBAL' | 'PRIVATE';
  /** Where the functions that call the API run, if it is `PRIVATE`. @default - in no VPC */
  readonly vpcSubnetIds: readonly string[];
  /** The security groups of these functions. */
  readonly vpcSecurityGroupIds: readonly string[];
}

/** As in `billing:transfer`. A letter follows each hyphen, so that no two outputs have one name. */
const service = /^(?=.{1,31}$)[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;
const MOST_SERVICES = 20;

const domain = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
/** AppSync reads certificates there alone: https://docs.aws.amazon.com/appsync/latest/devguide/custom-domain-name.html */
const certificate = /^arn:[a-z-]+:acm:us-east-1:\d{12}:certificate\/[\w-]+$/;
const subnet = /^subnet-[0-9a-f]{8,17}$/;
const securityGroup = /^sg-[0-9a-f]{8,17}$/;
/** Lambda's limits: https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html */
const MOST_SUBNETS = 16;
const MOST_SECURITY_GROUPS = 5;

export function readApiSettings(given: GivenSettings): ApiSettings {
  return {
    introspection: given.isOn('introspection'),
    services: readServices(given),
    apiLogLevel: given.oneOf('apiLogLevel', ['ERROR', 'INFO', 'DEBUG', 'ALL']),
    ...readVisibility(given),
    ...readDomain(given),
  };
}

function readServices(given: GivenSettings): readonly string[] {
  const allowed = `at most ${MOST_SERVICES} names such as billing, or order-desk, of 1–31 characters`;
  return given.texts('services', service, { most: MOST_SERVICES, allowed });
}

function readDomain(given: GivenSettings): Pick<ApiSettings, 'apiDomain' | 'apiCertificateArn'> {
  const apiDomain = given.text('apiDomain', domain, 'a domain, such as push.example.com');
  const inVirginia = 'the ARN of a certificate in us-east-1, where AppSync reads it';
  const apiCertificateArn = given.text('apiCertificateArn', certificate, inVirginia);
  if (apiDomain === undefined && apiCertificateArn === undefined) return {};
  if (apiDomain === undefined) return given.refuse('apiDomain', 'required with apiCertificateArn');
  if (apiCertificateArn === undefined)
    return given.refuse('apiCertificateArn', `required with apiDomain: ${inVirginia}`);
  if (given.value('apiVisibility') === 'PRIVATE') {
    given.refuse('apiDomain', 'absent where apiVisibility is PRIVATE: AppSync serves a domain to the internet');
  }
  return { apiDomain, apiCertificateArn };
}

function readVisibility(
  given: GivenSettings,
): Pick<ApiSettings, 'apiVisibility' | 'vpcSubnetIds' | 'vpcSecurityGroupIds'> {
  const apiVisibility = given.oneOf('apiVisibility', ['GLOBAL', 'PRIVATE']);
  const ids = (name: string, form: RegExp, most: number, example: string) =>
    given.texts(name, form, { most, allowed: `at most ${most} ids such as ${example}` });
  const vpcSubnetIds = ids('vpcSubnetIds', subnet, MOST_SUBNETS, 'subnet-0123456789abcdef0');
  const vpcSecurityGroupIds = ids('vpcSecurityGroupIds', securityGroup, MOST_SECURITY_GROUPS, 'sg-0123456789abcdef0');
  for (const [name, list] of Object.entries({ vpcSubnetIds, vpcSecurityGroupIds })) {
    if (list.length > 0 === (apiVisibility === 'PRIVATE')) continue;
    given.refuse(name, 'given if apiVisibility is PRIVATE, and only then: functions that call the API run there');
  }
  return { apiVisibility, vpcSubnetIds, vpcSecurityGroupIds };
}
