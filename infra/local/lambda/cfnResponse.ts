/**
 * The module `cfn-response` ("cfn-response module", CloudFormation User Guide), which Lambda puts beside inline code.
 * `send(event, context, status, data?, physicalResourceId?, noEcho?)` PUTs a custom resource's answer to
 * CloudFormation.
 */
export const cfnResponse = `
const https = require('node:https');
exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';
exports.send = (event, context, status, data, physicalResourceId, noEcho) =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify({
      Status: status,
      Reason: 'See the details in CloudWatch Log Stream: ' + context.logStreamName,
      PhysicalResourceId: physicalResourceId || context.logStreamName,
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
      NoEcho: noEcho || false,
      Data: data,
    });
    const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
    const request = https.request(event.ResponseURL, { method: 'PUT', headers }, (response) => {
      response.resume();
      response.once('end', () => {
        resolve();
        context.done?.();
      });
    });
    request.once('error', (error) => {
      reject(error);
      context.done?.(error);
    });
    request.end(body);
  });
`;
