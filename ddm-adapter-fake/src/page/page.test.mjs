// SPDX-License-Identifier: Apache-2.0
// The page in a real browser, clicked as somebody would. Started by .ci/page, which installs what it needs.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, test } from 'node:test';

const { FAKE_JAR, CHROMIUM, MODULES, SCREENSHOT } = process.env;
const { chromium } = createRequire(MODULES + '/')('playwright-core');

const PROJECT = '619d3e78f61b4be68bc5aa0b59edcf7b';
const INSTANCE = '28e8841d0b9c4f6a9a30742ee60e1068in09';
const YEARLY = '5a1f0cf6f8e04d2ab0f4f7c1b8a36f90in09';
const ORDER = { flavor_id: '8f2e696c-a9c1-30bd-af90-25522bc67606', node_number: 1 };
const HEADERS = { 'X-Auth-Token': 'example-token-of-the-fake', 'Content-Type': 'application/json' };
const TIMEOUT = 15_000;

let fake, url, browser, page, foreign;

before(async () => {
  fake = spawn('java', ['-jar', FAKE_JAR, '-q', '--job-seconds', '3600']);
  url = await new Promise((found, failed) => {
    let text = '';
    fake.stdout.on('data', more => { text += more; const line = /page at (\S+)/.exec(text); if (line) found(line[1]); });
    fake.on('exit', code => failed(new Error('the fake ended with ' + code)));
  });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
});
after(async () => { await browser?.close(); fake?.kill(); });

beforeEach(async () => {
  await call('POST', '/_fake/reset');
  foreign = [];
  page = await browser.newPage({ viewport: { width: 1400, height: 1100 } });
  page.setDefaultTimeout(TIMEOUT);
  page.on('request', request => { if (!request.url().startsWith(url)) foreign.push(request.url()); });
  page.on('pageerror', error => foreign.push(String(error)));
  await page.goto(url);
  await page.getByText('live', { exact: true }).waitFor();
  await page.evaluate(() => { window.notReloaded = true; });
});
afterEach(async () => {
  assert.equal(await page.evaluate(() => window.notReloaded), true, 'the page was not loaded again');
  assert.deepEqual(foreign.filter(one => !one.startsWith('data:')), [], 'no other site is asked and no script fails');
  await page.close();
});

async function call(method, path, body) {
  const answer = await fetch(url.replace(/\/$/, '') + path, { method, body: body && JSON.stringify(body), headers: HEADERS });
  const text = await answer.text();
  return { status: answer.status, body: text && JSON.parse(text) };
}
const order = instance => call('POST', `/v2/${PROJECT}/instances/${instance}/action/enlarge`, ORDER);
const instance = () => page.getByRole('article', { name: 'Instance ddm-fb88-test' });
const row = (table, text) => page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: text });
const press = name => page.getByRole('button', { name }).first().click();

test('a scale-out by somebody else shows its nodes as they turn from creating to normal', async () => {
  await press('Scale out ddm-fb88-test group-1 by somebody else');

  await instance().getByText('GROWING').waitFor();
  await instance().getByText(/creating/).waitFor();
  await row('Jobs', 'Running').waitFor();
  await press('+1 h');
  await instance().getByText('RUNNING', { exact: true }).first().waitFor();
  await row('Jobs', 'Completed').waitFor();
  const nodes = instance().getByRole('list', { name: 'Nodes of group-1' }).getByRole('listitem');
  assert.deepEqual((await nodes.allTextContents()).map(text => text.split(' ')[1]), ['normal', 'normal', 'normal']);
});

test('an order is paid by a button', async () => {
  assert.equal((await order(YEARLY)).status, 200);

  await row('Orders', 'unpaid').getByRole('button', { name: /Pay/ }).click();

  await row('Orders', 'paid').filter({ hasNotText: 'unpaid' }).waitFor();
  await row('Jobs', 'Running').waitFor();
});

test('a reply that gets lost is shown, and that its order was applied', async () => {
  await press('Lose the next reply');
  await page.getByText('1 × order: hang up, applied').waitFor();

  await assert.rejects(order(INSTANCE));

  await row('Requests', 'no answer').getByText('order: hang up, applied').waitFor();
  await instance().getByText(/3 nodes/).waitFor();
});

test('the next job fails', async () => {
  await press('Fail the next job');
  await page.getByText(/^next job fails:/).waitFor();

  await order(INSTANCE);
  await press('+1 h');

  await row('Jobs', 'Failed').getByText('told to on the page').waitFor();
  await instance().getByText(/enlargefail/).waitFor();
});

test('a fault of the list is added, and forgotten', async () => {
  await page.getByLabel('Fault', { exact: true }).selectOption({ label: 'answer 503' });
  await page.getByLabel('Aimed at').selectOption('reads');
  await page.getByLabel('Times').fill('2');
  await press('Add the fault');
  await page.getByText('2 × read: answer 503, not applied').waitFor();
  assert.equal((await call('GET', `/v1/${PROJECT}/instances`)).status, 503);
  await page.getByText('1 × read: answer 503, not applied').waitFor();

  await press('Forget the faults');

  await page.getByText('No fault is waiting.').waitFor();
});

test('requests are throttled until that is stopped', async () => {
  await press('Throttle');
  await page.getByText('throttled: 1 requests').waitFor();
  await order(INSTANCE);
  assert.equal((await order(INSTANCE)).status, 429);

  await press('Stop throttling');

  await row('Requests', '429').getByText('APIGW.0308').waitFor();
  await page.getByText('No fault is waiting.').waitFor();
});

test('a linked RDS instance that is made busy stops orders', async () => {
  await press('Make RDS rds-c6f6 busy');
  await instance().getByText('Backing up').waitFor();

  assert.equal((await order(INSTANCE)).body.errCode, 'DBS.300323');

  await press('Make RDS rds-c6f6 normal');
  await instance().getByText('Normal', { exact: true }).waitFor();
});

test('a call that is not served is shown as such, and found by the filter', async () => {
  await call('GET', '/v9/nowhere');
  await call('GET', `/v1/${PROJECT}/instances`);
  await row('Requests', '/v9/nowhere').getByText('not served').waitFor();

  await page.getByLabel('Filter').fill('nowhere');

  await row('Requests', '/instances').waitFor({ state: 'detached' });
  assert.equal(await row('Requests', '/v9/nowhere').count(), 1);
});

test('a provider that is taken down comes back, and the page with it', async () => {
  await press('Take down for 10 s');

  await page.getByText('offline, trying again').waitFor();
  await assert.rejects(order(INSTANCE));
  await page.getByText('live', { exact: true }).waitFor({ timeout: 2 * TIMEOUT });
});

test('everything begins anew', async () => {
  await order(INSTANCE);
  await press('Lose the next reply');
  await row('Jobs', 'Running').waitFor();

  await press('Reset');

  await page.getByText('No job has been started.').waitFor();
  await page.getByText('Nobody has asked anything yet.').waitFor();
  await page.getByText('No fault is waiting.').waitFor();
});

test('the keyboard reaches every control, and what changes does not take the focus away', async () => {
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'To the requests');
  await page.getByRole('button', { name: 'Fail the next job' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(/^next job fails:/).waitFor();
  assert.equal(await focused(), 'Fail the next job');
  const controls = await page.locator('button, select, input').all();
  for (const control of controls) {
    assert.ok(await control.evaluate(one => one.tabIndex >= 0), 'it can be reached');
    assert.ok(await name(control), 'it has a name: ' + await control.evaluate(one => one.outerHTML));
  }
  await page.getByRole('button', { name: 'Make RDS rds-c6f6 busy' }).focus();
  await order(INSTANCE);
  await row('Jobs', 'Running').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Make RDS rds-c6f6 busy');
});
const focused = () => page.evaluate(() => document.activeElement.textContent);
const name = control => control.evaluate(one =>
  one.getAttribute('aria-label') || [...(one.labels ?? [])].map(label => label.textContent).join() || one.textContent);

test('what happens is told to a screen reader, and headings and tables have their names', async () => {
  await press('+10 s');
  await page.getByRole('status').filter({ hasText: 'ahead by 10 s' }).waitFor();
  await order(YEARLY);
  await order(INSTANCE);
  for (const heading of ['Instances', 'Jobs', 'Orders', 'Requests', 'Tokens', 'Break something']) {
    await page.getByRole('region', { name: heading }).waitFor();
  }
  for (const table of ['Jobs', 'Orders', 'Requests', 'Tokens']) {
    await page.getByRole('table', { name: table }).waitFor();
  }
  await page.getByRole('progressbar').first().waitFor();
});

for (const scheme of ['light', 'dark']) {
  test(`text stands out from its background, ${scheme}`, async () => {
    await page.emulateMedia({ colorScheme: scheme });
    const colours = await page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      const of = one => style.getPropertyValue(one).trim();
      return [['--text', '--back'], ['--text', '--card'], ['--faint', '--back'], ['--faint', '--card'], ['--good', '--good-back'],
        ['--work', '--work-back'], ['--bad', '--bad-back'], ['--text', '--still-back']].map(pair => [pair.join(' on '), ...pair.map(of)]);
    });
    for (const [pair, text, back] of colours) {
      assert.ok(contrast(text, back) >= 4.5, `${pair} in ${scheme}: ${contrast(text, back)}`);
    }
  });
}
function luminance(hex) {
  const digits = hex.length === 4 ? [...hex.slice(1)].map(one => one + one) : hex.slice(1).match(/../g);
  const [r, g, b] = digits.map(one => parseInt(one, 16) / 255).map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

if (SCREENSHOT) test('a screenshot for the documentation', async () => {
  await call('PUT', '/_fake/jobs', { durationSeconds: 60 });
  await order(INSTANCE);
  await order(YEARLY);
  await call('GET', `/v1/${PROJECT}/instances/nope`);
  await call('GET', '/v9/nowhere');
  await press('Lose the next reply');
  await call('POST', '/_fake/clock', { advanceSeconds: 25 });
  await row('Jobs', /4\d%/).waitFor();
  await page.setViewportSize({ width: 1280, height: 830 });
  await page.screenshot({ path: SCREENSHOT });
});
