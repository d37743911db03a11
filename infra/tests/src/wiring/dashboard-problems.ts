import type { Deployment } from '../read-back/read-deployment.ts';
import type { WebPage } from '../read-back/read-web-pages.ts';

/** CloudFront's CachingDisabled and AllViewerExceptHostHeader. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const UNCACHED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_HEADERS = 'b689b0a8-53d0-40ab-baf2-38738e2966ac';

/** Where the web page is not what it is on a laptop, or others than CloudFront may read its bucket. */
export function dashboardProblems({ webPages, apis }: Deployment): string[] {
  const [page, ...others] = webPages;
  if (!page || others.length > 0) return [`there are ${webPages.length} web pages instead of one`];
  return [...accessProblems(page), ...fileProblems(page), ...headerProblems(page), ...apiProblems(page, apis)].map(
    (problem) => `dashboard: ${problem}`,
  );
}

function accessProblems({ accessControl, arn, bucket }: WebPage): string[] {
  const allowed = (bucket.policy.Statement ?? []).filter(
    (statement) => (statement as { Effect?: string }).Effect === 'Allow',
  );
  const expected = {
    Principal: { Service: 'cloudfront.amazonaws.com' },
    Action: 's3:GetObject',
    Condition: { StringEquals: { 'AWS:SourceArn': arn } },
  };
  const isExpected = allowed.every((statement) =>
    Object.entries(expected).every(
      ([key, value]) => JSON.stringify((statement as Record<string, unknown>)[key]) === JSON.stringify(value),
    ),
  );
  return [
    ...(accessControl?.SigningBehavior === 'always' ? [] : ['the distribution does not sign what it asks the bucket']),
    ...(allowed.length === 1 && isExpected ? [] : [`the bucket is read by ${JSON.stringify(allowed)}`]),
    ...(bucket.isClosed ? [] : ['the bucket may be made public']),
  ];
}

function fileProblems({ rootFile, bucket: { files } }: WebPage): string[] {
  const page = files.get(rootFile);
  if (!page) return [`there is no ${rootFile}`];
  const parts = [...page.text.matchAll(/(?:src|href)="(?<path>[^":]+)"/g)].map(({ groups }) => groups?.['path']);
  return [
    ...(page.contentType?.startsWith('text/html') ? [] : [`${rootFile} is ${page.contentType ?? 'of no type'}`]),
    ...(page.cacheControl === 'no-cache' ? [] : [`an old ${rootFile} is kept: ${page.cacheControl ?? 'for long'}`]),
    ...(parts.length > 0 ? [] : [`${rootFile} loads nothing`]),
    ...parts.flatMap((path = '') => (files.has(path) ? [] : [`${rootFile} loads ${path}, which is not there`])),
  ];
}

function headerProblems({ headers, behavior }: WebPage): string[] {
  const policy = headers?.SecurityHeadersConfig?.ContentSecurityPolicy?.ContentSecurityPolicy ?? '';
  return [
    ...(policy.includes("default-src 'self';") && !/unsafe|\*/.test(policy) ? [] : [`its policy is "${policy}"`]),
    ...(behavior?.ViewerProtocolPolicy === 'redirect-to-https' ? [] : ['it is served without TLS']),
  ];
}

function apiProblems({ others }: WebPage, apis: Deployment['apis']): string[] {
  const [api, ...more] = others;
  if (!api || more.length > 0 || api.settings.PathPattern !== '/v1/*') return ['the API is not below it, at /v1/'];
  const methods = api.settings.AllowedMethods?.Items ?? [];
  return [
    ...(api.host === new URL(apis[0]?.endpoint ?? 'https://none').host ? [] : [`its API is at ${api.host ?? 'none'}`]),
    ...(api.settings.CachePolicyId === UNCACHED ? [] : ['answers of the API are kept']),
    ...(api.settings.OriginRequestPolicyId === ALL_HEADERS ? [] : ["the API does not get a request's headers"]),
    ...['POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) =>
      methods.some((allowed) => allowed === method) ? [] : [`it lets no ${method} through`],
    ),
  ];
}
