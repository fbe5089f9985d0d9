type Context = Readonly<Record<string, unknown>>;

const ACCOUNT = '111122223333';

/** All that a company may have before Heliograph comes. */
export const imported: Context = {
  'heliograph:alarmTopicArn': `arn:aws:sns:eu-west-1:${ACCOUNT}:alarms`,
  'heliograph:apiDomain': 'push.example.com',
  'heliograph:apiCertificateArn': `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1234abcd-12ab-34cd-56ef-1234567890ab`,
  'heliograph:apiLogLevel': 'ALL',
  'heliograph:permissionsBoundaryArn': `arn:aws:iam::${ACCOUNT}:policy/Boundary`,
  'heliograph:tags': { team: 'push' },
  'heliograph:waf': `arn:aws:wafv2:eu-west-1:${ACCOUNT}:regional/webacl/ours/01234567-89ab-cdef-0123-456789abcdef`,
};

/** An API that a VPC alone reaches. */
export const privateApi: Context = {
  'heliograph:apiVisibility': 'PRIVATE',
  'heliograph:canary': true,
  'heliograph:vpcSubnetIds': ['subnet-01234567', 'subnet-89abcdef'],
  'heliograph:vpcSecurityGroupIds': ['sg-01234567'],
};
