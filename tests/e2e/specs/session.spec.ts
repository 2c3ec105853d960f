import { dolibarr } from '../support/dolibarr.ts';
import { chooseCounterpart, redWithCounterpart, synchronize } from '../support/journeys.ts';
import { isOurs, logIn, nextAnswer } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

test('a stale nonce is replaced without a word', async ({ list, page, words }) => {
  await list.open();
  const { id, dolibarrId } = await redWithCounterpart(list);
  await chooseCounterpart(list, id, dolibarrId);
  await list.button(words.keepDolibarr).click();
  const statuses: number[] = [];
  page.on('response', (answer) => {
    if (isOurs(answer.url()) && answer.request().method() === 'POST') statuses.push(answer.status());
  });
  await page.route(
    (url) => isOurs(url.href) && decodeURIComponent(url.href).includes('/link'),
    (route) => route.continue({ headers: { ...route.request().headers(), 'x-wp-nonce': 'stale' } }),
    { times: 1 },
  );
  await synchronize(list);
  expect(statuses).toEqual([403, 200]);
});

test('a lost session loses no choice', async ({ list, page, context, words }) => {
  await list.open();
  const { id, dolibarrId } = await redWithCounterpart(list);
  await chooseCounterpart(list, id, dolibarrId);
  await list.button(words.keepWpshop).click();
  const refused = nextAnswer(page, 'POST', '/link');
  await context.clearCookies();
  await list.button(words.synchronize).click();
  expect((await refused).status()).toBeGreaterThanOrEqual(401);
  const offer = page.getByRole('link', { name: 'Log in again' });
  await expect(offer).toBeVisible();
  await expect(offer).toHaveAttribute('target', '_blank');
  expect(await dolibarr.writes()).toEqual([]);

  const other = await context.newPage();
  await logIn(other);
  await other.close();
  if ((await list.dialog.count()) === 0) await list.press(id);
  await expect(list.view('comparison')).toBeVisible();
  await expect(list.field('title').locator('input[value="wpshop"]')).toBeChecked();
  await synchronize(list);
  await list.button(words.close).click();
  await list.expectStatus(id, 'synced', words.synced);
});

test('a double click sends one request', async ({ list, page, words }) => {
  await list.open();
  const { id, dolibarrId } = await redWithCounterpart(list);
  await chooseCounterpart(list, id, dolibarrId);
  await list.button(words.keepDolibarr).click();
  let posts = 0;
  page.on('request', (request) => {
    if (isOurs(request.url()) && request.method() === 'POST') posts += 1;
  });
  await dolibarr.fail({ kind: 'latency', ms: 400 });
  await list.button(words.synchronize).dblclick();
  await expect(list.view('done')).toBeVisible();
  expect(posts).toBe(1);
});

test('a product that changed since it was shown is shown again, and nothing is written', async ({ list, words }) => {
  await list.open();
  const { id, dolibarrId } = await redWithCounterpart(list);
  await chooseCounterpart(list, id, dolibarrId);
  await list.button(words.keepWpshop).click();
  await dolibarr.change(dolibarrId, { label: 'Renamed meanwhile' });
  await dolibarr.forgetCalls();
  await list.button(words.synchronize).click();
  await expect(list.field('title')).toContainText('Renamed meanwhile');
  expect(await dolibarr.writes()).toEqual([]);
  expect((await list.state(id)).dolibarr_id).toBeNull();
});
