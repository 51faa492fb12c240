// SPDX-License-Identifier: Apache-2.0
// Verifies the fake against the pacts with the Rust core: node verify.mjs ENDPOINT PACT...
// What the pacts ask for is brought about over the fake's remote control.
import { createHash, createHmac } from 'node:crypto';
import { Verifier } from '@pact-foundation/pact';

const [endpoint, ...pacts] = process.argv.slice(2);

async function control(method, path, body) {
  const answer = await fetch(`${endpoint}/_fake${path}`, { method, body: body && JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
  return text ? JSON.parse(text) : {};
}

async function failedJob({ instanceId, groupId }) {
  await control('PUT', '/jobs', { durationSeconds: 0 });
  // A job of somebody else's beside it, which ends well.
  await control('POST', '/instances/0d548585363e454b9e569b0a8d15565fin09/scale-out', {
    groupId: 'f080abf2010d45118068c28c8958f5fcgr09',
    nodes: 1,
  });
  await control('POST', '/jobs/failures', { reason: 'no capacity left' });
  await control('POST', `/instances/${instanceId}/scale-out`, { groupId, nodes: 1 });
  const jobId = (await control('GET', '/state')).jobs.find(job => job.status === 'Failed').id;
  return { jobId, ...aroundNow() };
}

function aroundNow() {
  const hour = 3_600_000;
  return { since: String(Date.now() - hour), until: String(Date.now() + hour) };
}

// The access key of the fake's examples: only a signed order leaves a trace with a key.
async function order({ projectId, instanceId, flavorId, groupId }) {
  const path = `/v2/${projectId}/instances/${instanceId}/action/enlarge`;
  const body = JSON.stringify({ flavor_id: flavorId, node_number: 1, group_id: groupId });
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const sha256 = text => createHash('sha256').update(text).digest('hex');
  const signed = 'host;x-sdk-date';
  const canonical = ['POST', `${path}/`, '', `host:${new URL(endpoint).host}`, `x-sdk-date:${date}`, '', signed, sha256(body)];
  const signature = createHmac('sha256', 'example-secret-key-of-the-fake-0000000001')
    .update(`SDK-HMAC-SHA256\n${date}\n${sha256(canonical.join('\n'))}`)
    .digest('hex');
  const authorization = `SDK-HMAC-SHA256 Access=EXAMPLEACCESSKEY0001, SignedHeaders=${signed}, Signature=${signature}`;
  const headers = { 'Content-Type': 'application/json', 'X-Sdk-Date': date, Authorization: authorization };
  return (await fetch(endpoint + path, { method: 'POST', headers, body })).status;
}

async function trace(state) {
  await control('PATCH', `/projects/${state.projectId}`, { accountFrozen: state.result === 'refusal' });
  const status = await order(state);
  if ((status === 200) !== (state.result !== 'refusal')) {
    throw new Error(`the order ended with ${status}`);
  }
  const optional = ['request', 'response', 'code', 'access_key', 'user', 'source_ip', 'request_id', 'record_time'];
  await control('PUT', '/audit', { leftOut: state.fields === 'all' ? [] : optional });
  return {};
}

// Eleven orders that are refused, with ten traces each.
async function twoPages({ projectId, instanceId, pageSize }) {
  await control('PUT', '/audit', { copies: 10 });
  for (let traces = 0; traces <= pageSize; traces += 10) {
    await order({ projectId, instanceId, flavorId: 'none' });
  }
  const query = `trace_type=system&limit=${pageSize}`;
  const { token } = await control('POST', '/tokens', { projectId });
  const page = await fetch(`${endpoint}/v3/${projectId}/traces?${query}`, { headers: { 'X-Auth-Token': token } });
  return { marker: (await page.json()).meta_data.marker };
}

async function begin() {
  await control('DELETE', '/faults');
  await control('POST', '/reset');
}

const stateHandlers = {
  'a token': async ({ projectId }) => {
    await begin();
    return { token: (await control('POST', '/tokens', { projectId })).token };
  },
  // The fake has the instances of the pact, the schema, and the user.
  'an instance': async () => ({}),
  'a schema': async () => ({}),
  'a job': failedJob,
  'a failed job': failedJob,
  'an error': async ({ status, code, message }) => {
    await control('POST', '/faults', { fault: 'answer', status: Number(status), code, message });
    return {};
  },
  'a token for the audit log': async ({ projectId }) => {
    await begin();
    return { token: (await control('POST', '/tokens', { projectId })).token, ...aroundNow() };
  },
  'a trace': trace,
  'two pages of traces': twoPages,
  'no permission': async () => {
    await control('PUT', '/audit', { readable: false });
    return {};
  },
  'a user': async ({ projectId }) => {
    await begin();
    return { token: (await control('POST', '/tokens', { projectId })).token };
  },
};

for (const pact of pacts) {
  await new Verifier({
    providerBaseUrl: endpoint,
    pactUrls: [pact],
    stateHandlers,
    logLevel: 'error',
  }).verifyProvider();
}
